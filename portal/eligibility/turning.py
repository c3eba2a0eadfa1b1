"""What tells the class of a charge by the tables: they changed, but not each class with them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import product

from portal.eligibility.count import Count, classes_by, tiers_then
from portal.eligibility.ladders import Field
from portal.law.known import EITHER, NO
from portal.law.offenses import MISDEMEANORS, TIERED, spells_of
from portal.say import Span


def day_tells_class(count: Count, ahead: Set[Field], classes: frozenset[str]) -> bool:
    """Whether it may be of these classes on some of the days when it may have happened, and not on
    others. ``ahead``: what can still be told; an amount may then be any."""
    if count.section not in _WITH_TIERS or len(count.classes) == 1:
        return False
    [section] = count.section
    spells = spells_of(section, count.offense)
    if len(spells) > 1 and "grams" in ahead and count.letter is None:
        return True
    return len({_is_one(count, spell, ahead, classes) for spell in spells}) > 1


def _is_one(
    count: Count, then: Span, ahead: Set[Field], classes: frozenset[str]
) -> tuple[bool | None, ...]:
    """Whether it was, then, for each way in which the rest can be told. ``None``: nobody knows."""
    tiers = tiers_then(count, then)
    again = _told(count.subsequent, "subsequent" in ahead)
    attempt = _told(count.attempt, "attempt" in ahead)
    found = [classes_by(count, tiers, *told) for told in product(again, attempt)]
    return tuple([True if each <= classes else _may_be(each, classes) for each in found])


def _told(truth: frozenset[str], is_ahead: bool) -> list[frozenset[str]]:
    return [frozenset({each}) for each in sorted(EITHER)] if is_ahead else [truth]


def _may_be(found: frozenset[str], classes: frozenset[str]) -> bool | None:
    return False if found.isdisjoint(classes) else None


def tell_if_light(count: Count) -> Iterator[Field]:
    """What may show that a charge was a misdemeanor, the most decisive first."""
    yield "offense_class"
    if count.section not in _WITH_TIERS:
        return
    yield "attempt"
    if count.letter is None and count.charge.grams is None:
        yield "grams"
        return
    if day_tells_class(count, {"subsequent"}, _LIGHT):
        yield "offense_date"
    if classes_by(count, count.tiers, frozenset({NO}), count.attempt) <= _LIGHT:
        yield "subsequent"


_WITH_TIERS = [frozenset({section}) for section in TIERED]
_LIGHT: frozenset[str] = frozenset(MISDEMEANORS)
