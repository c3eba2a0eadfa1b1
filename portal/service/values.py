"""One value of the check document: read, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.counties.county import names
from portal.facts import EARLIEST_YEAR, read_span
from portal.law.rules import FIRST_DAY
from portal.say import Msg, Span, say

MOST_GRAMS = 1_000_000
LATEST_YEAR = 2200
"""No sentence on record ends later; it keeps arithmetic on days inside the calendar."""


class Wrong(Exception):  # a value on its way to the list of problems
    """One value that cannot be read; it never leaves the reading of a document."""

    def __init__(self, says: Msg) -> None:
        super().__init__(says.text)
        self.says = says


Read = Callable[[object], object]


def text(value: object) -> str | None:
    if value is None or (isinstance(value, str) and _is_whole(value)):
        return value
    raise Wrong(say("This must be text or null."))


def name(value: object) -> str:
    if isinstance(value, str) and value and _is_whole(value):
        return value
    raise Wrong(say("This must be text that is not empty."))


def _is_whole(text: str) -> bool:
    """Half a character (a lone surrogate) can stand in JSON but cannot be written out again."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise Wrong(say("This must be true or false."))


def county(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and value in names():
        return value
    raise Wrong(say("This must be the name of one of the 102 counties of Illinois, or null."))


def grams(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise Wrong(say("This must be a number of grams, or null."))
    found = Decimal(str(value))
    if not found.is_finite() or not 0 < found <= MOST_GRAMS:
        raise Wrong(say("The grams must be above 0 and at most %(most)s.", most=MOST_GRAMS))
    return found


def one_of(kind: type[StrEnum], *, null: bool = False) -> Read:
    values = {member.value: member for member in kind}

    def read(value: object) -> object:
        if value is None and null:
            return None
        if isinstance(value, str) and value in values:
            return values[value]
        choices = ", ".join([*values, *(["null"] if null else [])])
        raise Wrong(say("This must be one of: %(choices)s.", choices=choices))

    return read


def span(value: object) -> Span | None:
    """A date, a month, a year or a span; it may lie ahead."""
    if value is None:
        return None
    found = read_span(value) if isinstance(value, str) else None
    if found is None:
        raise Wrong(
            say(
                "Write a date of the calendar as 2014-05-03, 2014-05 or 2014, "
                "or a span such as 2002/2004."
            )
        )
    if found.first.year < EARLIEST_YEAR or found.last.year > LATEST_YEAR:
        raise Wrong(
            say("Write a year from %(first)s on.", first=str(EARLIEST_YEAR))
            if found.first.year < EARLIEST_YEAR
            else say("Write a year up to %(last)s.", last=str(LATEST_YEAR))
        )
    return found


def day(value: object) -> date:
    found = read_span(value) if isinstance(value, str) else None
    if found is None or not found.is_day:
        raise Wrong(say("This must be a whole date such as 2026-11-22."))
    if found.first < FIRST_DAY:
        raise Wrong(say("The law told here starts on %(day)s.", day=FIRST_DAY))
    if found.first.year > LATEST_YEAR:
        raise Wrong(say("Write a year up to %(last)s.", last=str(LATEST_YEAR)))
    return found.first


def filing_day(value: object) -> date | Msg:
    """The day of filing that ``value`` writes, or what is wrong with it."""
    try:
        return day(value)
    except Wrong as wrong:
        return wrong.says
