"""A date as far as it is known: the whole day, a month, a year, or not known."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.facts import EARLIEST_YEAR
from portal.interview.kinds.kind import (
    NOT_GIVEN,
    NOT_SURE,
    UNSURE,
    Field,
    Problem,
    Unsure,
    unsure_box,
)
from portal.interview.kinds.months import month_of
from portal.interview.typed import one_line, plain_digits
from portal.say import Msg, Span, say

LATEST_YEAR: Final = 2200
"""No sentence on record ends later."""
_MOST: Final = 20

_YEAR: Final = say("Type all four digits of the year, such as 1998.")
_MONTH: Final = say("Type the month as a number from 1 to 12 or as a word, such as May.")
_DAY: Final = say("Type the day as a number from 1 to 31, or leave it empty.")
_BOTH: Final = say("Give a date or tick “I don't know”, not both.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """Three boxes: day, month, year. A month with its year is enough, or a year alone.

    ``whole``: only a whole day will do. ``unsure``: "I don't know" can be ticked. ``ahead``: it may
    lie in the future. ``optional``: the boxes may stay empty, which is None. ``born``: it is the
    person's own birth date, which their own device may fill in.
    """

    whole: bool = False
    unsure: bool = True
    ahead: bool = False
    optional: bool = False
    born: bool = False
    name: str = "date"

    @property
    def fields(self) -> tuple[Field, ...]:
        tokens = ("bday-month", "bday-day", "bday-year") if self.born else ("off",) * 3
        return (
            Field(
                name="month",
                label=say("Month"),
                hint=say("Number or word"),
                maxlength=_MOST,
                autocomplete=tokens[0],
            ),
            Field(
                name="day",
                label=say("Day"),
                inputmode="numeric",
                maxlength=2,
                autocomplete=tokens[1],
            ),
            Field(
                name="year",
                label=say("Year"),
                hint=say("4 digits"),
                inputmode="numeric",
                maxlength=4,
                autocomplete=tokens[2],
            ),
            *((unsure_box(),) if self.unsure else ()),
        )

    def read(self, raw: Mapping[str, str], day: date) -> Span | Unsure | None | Problem:
        typed = [_typed(raw.get(name, "")) for name in ("day", "month", "year")]
        if self.unsure and raw.get("unsure"):
            return Problem("unsure", _BOTH) if any(typed) else UNSURE
        if not any(typed):
            return None if self.optional else self._missing()
        span = self._span(*typed)
        return self._in_time(span, day) if isinstance(span, Span) else span

    def show(self, value: Span | Unsure | None) -> Msg:
        if isinstance(value, Unsure):
            return NOT_SURE
        return Msg("%(date)s", (("date", value),)) if value else NOT_GIVEN

    def _missing(self) -> Problem:
        if self.whole:
            return Problem("month", say("Type the month, the day and the year."))
        if self.unsure:
            return Problem("year", say("Type at least the year, or tick “I don't know”."))
        return Problem("year", say("Type at least the year."))

    def _span(self, day: str, month: str, year: str) -> Span | Problem:
        if not (year.isdecimal() and len(year) == 4):
            return Problem("year", _YEAR)
        y = int(year)
        m = month_of(month) if month else None
        if month and m is None:
            return Problem("month", _MONTH)
        d = int(day) if day.isdecimal() and len(day) <= 2 else None
        if day and (d is None or not 1 <= d <= 31):
            return Problem("day", _DAY)
        if m is None:
            if d is not None or self.whole:
                return Problem("month", say("Type the month too."))
            return _whole_span(y, 1, y, 12)
        if d is None:
            if self.whole:
                return Problem("day", say("Type the day too."))
            return _whole_span(y, m, y, m)
        if y >= EARLIEST_YEAR and d > calendar.monthrange(y, m)[1]:
            says = say("That month has no day %(day)s. Check the day and the month.", day=day)
            return Problem("day", says)
        return _early() if y < EARLIEST_YEAR else Span(date(y, m, d), date(y, m, d))

    def _in_time(self, span: Span, day: date) -> Span | Problem:
        if span.first.year < EARLIEST_YEAR:
            return _early()
        if self.ahead:
            if span.first.year > LATEST_YEAR:
                says = say("Type a year up to %(year)s.", year=str(LATEST_YEAR))
                return Problem("year", says)
            return span
        if span.first > day:
            return Problem("year", say("This date has not come yet. Check it and type it again."))
        return Span(span.first, min(span.last, day))


def _whole_span(first_year: int, first: int, last_year: int, last: int) -> Span | Problem:
    if first_year < EARLIEST_YEAR:
        return _early()
    end = calendar.monthrange(last_year, last)[1]
    return Span(date(first_year, first, 1), date(last_year, last, end))


def _early() -> Problem:
    return Problem("year", say("Type a year from %(year)s on.", year=str(EARLIEST_YEAR)))


def _typed(text: str) -> str:
    return plain_digits(one_line(text)).strip(" .,'’`")[:_MOST].casefold()
