"""The question how much it was: a number and a unit, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.interview.kinds.kind import (
    NOT_SURE,
    UNSURE,
    Control,
    Field,
    Option,
    Problem,
    Unsure,
    unsure_box,
)
from portal.interview.kinds.weight import GRAMS_IN, NO_NUMBER, Weight, read_weight
from portal.interview.typed import one_line
from portal.say import Msg, say

MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """How much it was: a number and a unit, or not known."""

    name: str = "amount"

    @property
    def fields(self) -> tuple[Field, ...]:
        units = (
            Option(value="grams", label=say("grams")),
            Option(value="ounces", label=say("ounces")),
            Option(value="pounds", label=say("pounds")),
            Option(value="kilograms", label=say("kilograms")),
        )
        return (
            Field(
                name="amount",
                label=say("Amount"),
                hint=say("For example: 3.5, 1/8, or half an ounce"),
                maxlength=MOST,
                latin=True,
            ),
            Field(name="unit", label=say("Grams or ounces?"), control=Control.PICK, options=units),
            unsure_box(),
        )

    def read(self, raw: Mapping[str, str], day: date) -> Weight | Unsure | Problem:
        typed, chosen = one_line(raw.get("amount", "")), raw.get("unit", "")
        if raw.get("unsure"):
            if typed:
                return Problem("unsure", say("Give an amount or tick “I don't know”, not both."))
            return UNSURE
        if not typed:
            return Problem("amount", say("Type the amount, or tick “I don't know”."))
        if len(typed) > MOST:
            return Problem("amount", NO_NUMBER)
        return read_weight(typed, chosen if chosen in GRAMS_IN else None)

    def show(self, value: Weight | Unsure) -> Msg:
        if isinstance(value, Unsure):
            return NOT_SURE
        if value.exact:
            return say("%(grams)s grams", grams=value.grams)
        if value.safe is None:
            return say(
                "about %(grams)s grams. This is too close to a limit in the law to go by, so the "
                "class on your paper decides.",
                grams=value.grams,
            )
        return say("about %(grams)s grams", grams=value.grams)
