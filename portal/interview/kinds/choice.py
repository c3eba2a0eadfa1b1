"""Answers that are chosen: one of several, several boxes, a sworn sentence, the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.interview.kinds.kind import Control, Field, Option, Problem
from portal.say import Many, Msg, say

CHOOSE = say("Choose one of the answers.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several. None is chosen beforehand; "not sure" is one of the options where it fits."""

    options: tuple[Option, ...]
    name: str = "choice"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (Field(name="answer", control=Control.RADIOS, options=self.options),)

    def read(self, raw: Mapping[str, str], day: date) -> str | Problem:
        chosen = raw.get("answer", "")
        if any(option.value == chosen for option in self.options):
            return chosen
        return Problem("answer", CHOOSE)

    def show(self, value: str) -> Msg:
        return next(option.label for option in self.options if option.value == value)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any number of boxes, none of them ticked beforehand; none ticked is an answer too."""

    options: tuple[Option, ...]
    name: str = "ticks"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (Field(name="answer", control=Control.TICKS, options=self.options),)

    def read(self, raw: Mapping[str, str], day: date) -> tuple[str, ...] | Problem:
        ticked = frozenset(raw.get("answer", "").split("\n"))
        return tuple(option.value for option in self.options if option.value in ticked)

    def show(self, value: tuple[str, ...]) -> Msg:
        labels = tuple(option.label for option in self.options if option.value in value)
        if not labels:
            return say("None of these")
        return Msg("%(ticked)s", (("ticked", Many(labels)),))


@dataclass(frozen=True, slots=True)
class Statement:
    """One sworn sentence, the question's title: made or not made. Neither is chosen beforehand."""

    name: str = "statement"

    @property
    def options(self) -> tuple[Option, ...]:
        return (
            Option(value="yes", label=say("Yes, this is true. I make this statement.")),
            Option(
                value="no",
                label=say("No, or I am not sure"),
                hint=say("The box stays empty on your paper. Ask legal aid before you sign."),
            ),
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        return (Field(name="answer", control=Control.RADIOS, options=self.options),)

    def read(self, raw: Mapping[str, str], day: date) -> bool | Problem:
        match raw.get("answer"):
            case "yes":
                return True
            case "no":
                return False
            case _:
                return Problem("answer", say("Choose whether you make this statement or not."))

    def show(self, value: bool) -> Msg:
        return say("Yes, I make this statement") if value else say("Not stated")


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a person is a U.S. citizen, of which only is kept that the question was passed.

    ``Answers.with_answer`` stores nothing but ``passed``. Where ``warns`` is true the page with the
    warning is to be shown (``questions/immigration.py``); going on from there sends ``answer`` as
    ``passed``.
    """

    name: str = "gate"

    @property
    def options(self) -> tuple[Option, ...]:
        return (
            Option(value="yes", label=say("Yes")),
            Option(value="no", label=say("No")),
            Option(value="private", label=say("I prefer not to say")),
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        return (Field(name="answer", control=Control.RADIOS, options=self.options),)

    def warns(self, raw: Mapping[str, str]) -> bool:
        """Whether what was sent leads to the warning."""
        return raw.get("answer") in ("no", "private")

    def read(self, raw: Mapping[str, str], day: date) -> bool | Problem:
        """True where it was passed."""
        if raw.get("passed") == "yes" or raw.get("answer") in ("yes", "passed"):
            return True
        return Problem("answer", CHOOSE)

    def show(self, value: bool) -> Msg:
        return say("Done. We do not keep your answer.")
