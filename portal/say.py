"""A sentence to be translated later, with named holes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Union

Hole = Union[str, int, Decimal, date, "Span", "Msg", "Many"]
"""What a hole may hold. A plain ``str`` is verbatim (a name, a number, a citation): it is never
translated, and a page isolates it from the direction of the text around it."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days a date may be: from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a span ends before it starts")

    @property
    def is_day(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Many:
    """Several messages in a row, joined as the language joins a list."""

    items: tuple[Msg, ...]


@dataclass(frozen=True, slots=True)
class Msg:
    """An English sentence with ``%(name)s`` holes; the sentence itself is the catalog's key.

    ``plural`` and ``count`` are set where the wording depends on a number.
    """

    text: str
    holes: tuple[tuple[str, Hole], ...] = ()
    plural: str | None = None
    count: int | None = None

    @property
    def named(self) -> Mapping[str, Hole]:
        return dict(self.holes)


def say(text: str, **holes: Hole) -> Msg:
    """A message of one wording. ``text`` must be a literal, or the catalogs cannot find it."""
    return Msg(text, tuple(holes.items()))


def say_many(one: str, many: str, count: int, **holes: Hole) -> Msg:
    """A message whose wording depends on ``count``, which also fills the hole ``%(count)s``."""
    return Msg(one, (("count", count), *holes.items()), plural=many, count=count)
