"""What tells the class of a charge by the tables: they changed, but not each class with them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import product

from portal.eligibility.count import Count, classes_by, tiers_then
from portal.eligibility.ladders import Field
from portal.law.days import CIVIL_UP_TO_TEN_GRAMS
from portal.law.known import ANY_AMOUNT, EITHER, NO
from portal.law.offenses import CIVIL, MISDEMEANORS, TIERED, spells_of
from portal.say import Span

Found = tuple[bool | None, ...]
"""Whether it is of some classes, for each way in which what else tells that can be told. ``None``:
nobody knows."""


def by_the_day(count: Count, ahead: Set[Field], classes: frozenset[str]) -> frozenset[Found]:
    """Whether the count is of these classes, by the days on which it can be told to have happened.
    ``ahead``: what can still be told."""
    if count.section not in _WITH_TIERS or len(count.classes) == 1:
        return frozenset({(_are(count.classes, classes),)})
    spells = _spells(count, ahead)
    if "grams" in ahead and count.letter is None:
        # An amount may be any, and then the class.
        return frozenset({(True, False), (False, True)} if len(spells) > 1 else {(True, False)})
    return frozenset([_found(count, spell, ahead, classes) for spell in spells])


def day_tells_class(count: Count, ahead: Set[Field], classes: frozenset[str]) -> bool:
    """Whether it may be of these classes on some of these days, and not on others."""
    return len(by_the_day(count, ahead, classes)) > 1


def _spells(count: Count, ahead: Set[Field]) -> tuple[Span, ...]:
    """The days to which it can be narrowed. A judgment or an arrest only tells days before it."""
    [section] = count.section
    spells = spells_of(section, count.offense)
    if "offense_date" in ahead:
        return spells
    if ahead.isdisjoint({"disposition_date", "arrest_date"}):
        return (count.offense,)
    return tuple([Span(spells[0].first, spell.last) for spell in spells])


def _found(count: Count, then: Span, ahead: Set[Field], classes: frozenset[str]) -> Found:
    tiers = tiers_then(count, then)
    again = _told(count.subsequent, "subsequent" in ahead)
    attempt = _told(count.attempt, "attempt" in ahead)
    ways = product(again, attempt)
    return tuple([_are(classes_by(count, tiers, *told), classes) for told in ways])


def _told(truth: frozenset[str], is_ahead: bool) -> list[frozenset[str]]:
    return [frozenset({each}) for each in sorted(EITHER)] if is_ahead else [truth]


def _are(found: frozenset[str], classes: frozenset[str]) -> bool | None:
    if found <= classes:
        return True
    return False if found.isdisjoint(classes) else None


def may_be_no_crime(count: Count) -> bool:
    """Whether it may turn out to have happened when its amount was a civil ticket, which could not
    have ended in the conviction that was told."""
    if count.ended != {"convicted"} or count.section != {"4"}:
        return False
    if not count.offense.first < CIVIL_UP_TO_TEN_GRAMS <= count.offense.last:
        return False
    if count.letter is None and count.amount == ANY_AMOUNT:
        return False
    since = Span(CIVIL_UP_TO_TEN_GRAMS, count.offense.last)
    return {tier.first for tier in tiers_then(count, since)} == {CIVIL}


def tell_if_light(count: Count) -> Iterator[Field]:
    """What may show that a charge was a misdemeanor, the most decisive first."""
    yield "offense_class"
    if count.section not in _WITH_TIERS:
        return
    yield "attempt"
    if count.letter is None and count.charge.grams is None:
        yield "grams"
        return
    if day_tells_class(count, {"offense_date", "subsequent"}, _LIGHT):
        yield "offense_date"
    if classes_by(count, count.tiers, frozenset({NO}), count.attempt) <= _LIGHT:
        yield "subsequent"


_WITH_TIERS = [frozenset({section}) for section in TIERED]
_LIGHT: frozenset[str] = frozenset(MISDEMEANORS)
