"""For each fact of a count the answers that would settle it, the most decisive first."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from portal.law.known import Fact

Field = str
"""A fact by its name in the check document: ``offense_date``, ``pardoned``, ``birth_date``."""


class Listing(StrEnum):
    """Whether every charge of the case is known: not asked yet, yes, or the person cannot say."""

    OPEN = "open"
    CLOSED = "closed"
    UNSURE = "unsure"


class Seen(NamedTuple):
    """What else of a count decides what is asked for. ``more``: other charges may still be told.
    ``judged``: it is known when, though perhaps not the very day; ``undated``: the very day of the
    arrest is not known; ``undatable``: nothing tells since when it may have been, nor can;
    ``by_class``: the class may decide whether that of a person of 17 was one of an adult.
    ``tiered``: letter, amount and day may tell the class; ``by_chart``: a felony of which they do
    not until the day is told; ``by_day``: the day may tell that class; ``too_high``: what can be
    told of whether it is too high, ``too_high_since`` by a day since the chart of section 5 starts.
    ``to_minor``: it was sold to someone under 18. ``may_be_no_crime``: the day may show that its
    amount was a civil ticket. ``beside_major``: another conviction for cannabis surely was for no
    minor offense, so that no pardon is looked for. ``tells_others``: not all is told yet that the
    tests of the other charges read of this one."""

    ended: frozenset[str]
    cannabis: frozenset[str]
    more: bool
    only_arrest: bool
    judged: bool
    undated: bool
    undatable: bool
    by_class: bool
    lettered: bool
    weighed: bool
    tiered: bool
    by_chart: bool
    by_day: bool
    too_high: frozenset[bool | None]
    too_high_since: frozenset[bool | None]
    to_minor: bool
    sealable: bool
    serving: bool
    on_probation: bool
    pardoned: bool
    may_be_no_crime: bool
    beside_major: bool
    tells_others: bool


def is_open(fact: Fact, seen: Seen, ahead: frozenset[Field]) -> bool:
    if fact in _OF_OTHERS:
        return seen.more
    if fact is Fact.SENTENCE and seen.serving:
        return True
    return any(rung in ahead for ladder in _ladders(fact, seen, ahead) for rung in ladder)


_OF_OTHERS = frozenset({Fact.VIOLENT, Fact.OTHER_COUNT, Fact.BESIDE})


def first_rungs(fact: Fact, seen: Seen, ahead: frozenset[Field]) -> Iterator[Field]:
    for ladder in _ladders(fact, seen, ahead):
        yield from [rung for rung in ladder if rung in ahead][:1]


_Ladder = tuple[Field, ...]


def _ladders(fact: Fact, seen: Seen, ahead: frozenset[Field]) -> tuple[_Ladder, ...]:
    """The fields that would settle a fact, the most decisive first. One is asked for where it is
    the first of its ladder that is still ahead."""
    match fact:
        case Fact.JUVENILE if not seen.only_arrest:
            # With a court that nobody knows, no age makes it surely a juvenile record.
            return (("court",),)
        case Fact.JUVENILE if seen.undatable:
            return (("birth_date",), ("disposition_date",))
        case Fact.JUVENILE:
            dated = _DATED if seen.undated else ()
            classed = (("statute",), _class_rungs(seen, ahead)) if seen.by_class else ()
            return (("birth_date",), dated, *classed)
        case Fact.CLASS:
            # Sold to someone under 18 since there are tiers, it is out of reach whatever they tell.
            told_by = ("offense_class",) if seen.to_minor else _class_rungs(seen, ahead)
            return (("statute",), told_by)
        case Fact.GRAMS:
            by_day = seen.lettered and seen.tiered
            return (("statute",), (*_DAY, "grams") if by_day else ("grams",))
        case Fact.TO_MINOR | Fact.ATTEMPT:
            return (("statute",), _OWN[fact])
        case Fact.CONVICTION_DAY:
            return (("disposition_date", *(() if seen.judged else ("offense_date",))),)
        case _:
            return (_OWN.get(fact, ()),)


def _class_rungs(seen: Seen, ahead: frozenset[Field]) -> _Ladder:
    """Letter or grams with the day, and whether it was the first time, imply it (ruling 2)."""
    implied = seen.tiered and (seen.lettered or seen.weighed or "grams" in ahead)
    day = _DAY if seen.by_day else ()
    if not implied:
        return ("offense_class", *day)
    grams = () if seen.lettered else ("grams",)
    first = ("offense_date",) if seen.by_chart else ()
    return ("offense_class", "attempt", *first, *grams, *day, "subsequent")


BEFORE_THE_DAY: frozenset[Field] = frozenset({"statute", "offense_class"})
"""Nothing is asked for the class before these."""
_DAY: _Ladder = ("offense_date", "disposition_date", "arrest_date")
_DATED: _Ladder = ("arrest_date", "offense_date", "disposition_date")
_OWN: dict[Fact, _Ladder] = {
    Fact.JURISDICTION: ("jurisdiction",),
    Fact.FORUM: ("court",),
    Fact.CITATION_END: ("disposition",),
    Fact.OPEN: ("disposition", "status"),
    Fact.PARDON: ("pardoned",),
    Fact.CHECKED: ("record_checked",),
    Fact.ENDED: ("disposition",),
    Fact.SECTION: ("statute",),
    Fact.TO_MINOR: ("to_minor",),
    Fact.ATTEMPT: ("attempt",),
    Fact.SENTENCE: ("sentence",),
    Fact.OFFENSE_DAY: _DAY,
}
