"""A value with a history: what was in force on a day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Generic, TypeVar

Value = TypeVar("Value")
_SINCE = itemgetter(0)


class NoLawInForce(LookupError):
    """Nothing was in force on that day. Silence is never an answer."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """Values by the day each came into force, the oldest first."""

    history: tuple[tuple[date, Value], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in self.history]
        if not days or days != sorted(set(days)):
            raise ValueError("a history needs distinct days in order")

    def on(self, day: date) -> Value:
        """The value in force on ``day``. Raises :class:`NoLawInForce` before the first one."""
        found: Value | None = None
        for since, value in self.history:
            if since > day:
                break
            found = value
        if found is None:
            raise NoLawInForce(day.isoformat())
        return found

    def between(self, first: date, last: date) -> tuple[Value, ...]:
        """Every value in force on some day from ``first`` to ``last``; may be empty."""
        begun = bisect_right(self.history, first, key=_SINCE)
        ends = bisect_right(self.history, last, key=_SINCE)
        return tuple([value for _, value in self.history[max(begun - 1, 0) : ends]])

    def spells(self, first: date, last: date) -> tuple[tuple[date, date | None, Value], ...]:
        """The same with the first day of each value, and the first day it is law no more."""
        ends = [*(since for since, _ in self.history[1:]), None]
        return tuple(
            (since, until, value)
            for (since, value), until in zip(self.history, ends, strict=True)
            if since <= last and (until is None or first < until)
        )
