"""Answers that are typed: a line, a longer text, a charge, a county, a case number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.counties.city import near
from portal.counties.county import find, names
from portal.interview.kinds.kind import (
    NOT_SURE,
    UNSURE,
    Control,
    Field,
    Problem,
    Unsure,
    unsure_box,
    verbatim,
)
from portal.interview.kinds.secret import (
    SOCIAL_SECURITY,
    holds_social_security_number,
    problem_of_marks,
)
from portal.interview.typed import (
    for_paper,
    is_latin,
    lines,
    off_paper,
    one_line,
    plain_digits,
)
from portal.say import Msg, say, say_many

MOST_CHARGE_LINE: Final = 2_000
_MOST_SIGNS: Final = 5
LATIN_ONLY: Final = say(
    "Court papers are in English letters. Please type this in English letters (A to Z), as it is "
    "spelled on your record or ID. Marks such as é or ñ are fine."
)


def too_long(field: str, most: int) -> Problem:
    """A text beyond what its place on the paper, or we, can hold."""
    says = say_many(
        "This is too long. Use at most %(count)s letter or sign.",
        "This is too long. Use at most %(count)s letters and signs.",
        most,
    )
    return Problem(field, says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line. ``latin``: it goes on a court paper, so in English letters.

    ``missing``: what to say where it is empty; None: it may be. ``unsure``: "I don't know" can be
    ticked. ``suggestions``: to pick from where anything may be typed.
    """

    most: int = 100
    latin: bool = True
    missing: Msg | None = None
    label: Msg | None = None
    hint: Msg | None = None
    unsure: bool = False
    suggestions: tuple[str, ...] = ()
    autocomplete: str = "off"
    name: str = "text"

    @property
    def fields(self) -> tuple[Field, ...]:
        line = Field(
            name="text",
            label=self.label,
            hint=self.hint,
            maxlength=self.most,
            autocomplete=self.autocomplete,
            suggestions=self.suggestions,
            bare=True,
        )
        return (line, unsure_box()) if self.unsure else (line,)

    def read(self, raw: Mapping[str, str], day: date) -> str | Unsure | Problem:
        text = one_line(raw.get("text", ""))
        if self.unsure and raw.get("unsure"):
            if text:
                return Problem("unsure", say("Type an answer or tick “I don't know”, not both."))
            return UNSURE
        if not text and self.missing is not None:
            return Problem("text", self.missing)
        return _checked("text", text, self.most, latin=self.latin)

    def show(self, value: str | Unsure) -> Msg:
        return NOT_SURE if isinstance(value, Unsure) else verbatim(value)


def _checked(field: str, text: str, most: int, *, latin: bool, bare: bool = False) -> str | Problem:
    if len(text) > most:
        return too_long(field, most)
    if marked := problem_of_marks({field: text}):
        return marked
    if holds_social_security_number(text, bare=bare):
        return Problem(field, SOCIAL_SECURITY.says)
    if latin:
        text = for_paper(text)
        return off_paper_problem(field, text) or text
    return text


def off_paper_problem(field: str, text: str) -> Problem | None:
    """What to say of letters and signs that a court paper cannot show."""
    if not is_latin(text):
        return Problem(field, LATIN_ONLY)
    if signs := off_paper(text):
        says = say(
            "A court paper cannot show this: %(signs)s. Please leave it out.",
            signs=spaced(signs),
        )
        return Problem(field, says)
    return None


def spaced(signs: str) -> str:
    """The first of them, told apart."""
    return " ".join(signs[:_MOST_SIGNS])


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """Several lines that may stay empty. ``latin``: they go on a court paper, and what has no room
    there on a page attached to it."""

    most: int = 5_000
    most_lines: int = 60
    latin: bool = True
    hint: Msg | None = None
    name: str = "long-text"

    @property
    def fields(self) -> tuple[Field, ...]:
        lines_ = Field(
            name="text",
            control=Control.LINES,
            hint=self.hint,
            maxlength=self.most,
            rows=10,
            bare=True,
        )
        return (lines_,)

    def read(self, raw: Mapping[str, str], day: date) -> str | Problem:
        text = lines(raw.get("text", "")[: self.most * 20])
        if text.count("\n") >= self.most_lines:
            says = say_many(
                "Use at most %(count)s line.",
                "Use at most %(count)s lines.",
                self.most_lines,
            )
            return Problem("text", says)
        return _checked("text", text, self.most, latin=self.latin, bare=True)

    def show(self, value: str) -> Msg:
        return verbatim(value)


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """What a court paper or a record says of one charge, typed or pasted as it stands there."""

    name: str = "charge-line"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="text",
                label=say("The line with the charge"),
                control=Control.LINES,
                hint=say(
                    "Type the numbers and the words of one charge. For example: "
                    "720 ILCS 550/4(c) POSSESSION OF CANNABIS 10-30 GRAMS, CLASS A"
                ),
                maxlength=MOST_CHARGE_LINE,
                latin=True,
                rows=3,
            ),
            unsure_box(say("I can't find it")),
        )

    def read(self, raw: Mapping[str, str], day: date) -> str | Unsure | Problem:
        text = one_line(raw.get("text", ""))
        if raw.get("unsure"):
            if text:
                says = say("Type the line or tick “I can't find it”, not both.")
                return Problem("unsure", says)
            return UNSURE
        if not text:
            says = say("Type the line with the charge, or tick “I can't find it”.")
            return Problem("text", says)
        if len(text) > MOST_CHARGE_LINE:
            return Problem("text", say("This is too long. Type only the line with this charge."))
        return _checked("text", text, MOST_CHARGE_LINE, latin=False)

    def show(self, value: str | Unsure) -> Msg:
        return NOT_SURE if isinstance(value, Unsure) else verbatim(value)


@dataclass(frozen=True, slots=True)
class CountyName:
    """One of the 102 counties, in any spelling, or not known."""

    name: str = "county"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="county",
                label=say("County"),
                hint=say("Chicago is in Cook County."),
                maxlength=60,
                suggestions=names(),
                latin=True,
            ),
            unsure_box(),
        )

    def read(self, raw: Mapping[str, str], day: date) -> str | Unsure | Problem:
        typed = one_line(raw.get("county", ""))
        if raw.get("unsure"):
            if typed:
                return Problem("unsure", say("Type a county or tick “I don't know”, not both."))
            return UNSURE
        if not typed:
            return Problem("county", say("Type the county, or tick “I don't know”."))
        found = find(typed) if len(typed) <= 60 else None
        return found.name if found else Problem("county", _did_you_mean(typed[:60]))

    def show(self, value: str | Unsure) -> Msg:
        if isinstance(value, Unsure):
            return NOT_SURE
        return say("%(county)s County", county=value)


def _did_you_mean(typed: str) -> Msg:
    if meant := near(typed):
        return say("We do not know that county. Did you mean %(names)s?", names=", ".join(meant))
    return say(
        "We do not know that county. Type the name of one of the 102 counties of Illinois, not the "
        "city. Your court papers name the county on top."
    )


_CASE_NUMBER: Final = re.compile(r"[A-Z0-9][A-Z0-9 ./()#&*-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A court's case number, in capitals, otherwise as it stands there; empty where not known."""

    name: str = "case-number"

    @property
    def fields(self) -> tuple[Field, ...]:
        hint = say("For example: 2014-CM-001234. Leave it empty if you don't have it.")
        return (Field(name="text", hint=hint, maxlength=40, latin=True),)

    def read(self, raw: Mapping[str, str], day: date) -> str | Problem:
        text = plain_digits(one_line(raw.get("text", ""))).upper()
        if not text:
            return ""
        if holds_social_security_number(text):
            return Problem("text", SOCIAL_SECURITY.says)
        if not _CASE_NUMBER.fullmatch(text) or not any(map(str.isdigit, text)):
            return Problem(
                "text",
                say(
                    "Type one case number: figures and English letters, such as 2014-CM-001234. "
                    "If you don't have it, leave it empty."
                ),
            )
        return text

    def show(self, value: str) -> Msg:
        return verbatim(value)
