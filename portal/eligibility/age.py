"""Whether an arrest made a juvenile record, which depends on the age and on the year."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from portal.eligibility.count import Count
from portal.facts import Case, Charge, Court, Disposition, Person
from portal.law.days import (
    SEVENTEEN_JUVENILE_FOR_ALL,
    SEVENTEEN_JUVENILE_FOR_MISDEMEANORS,
    age_on,
)
from portal.law.known import EITHER, NO, YES
from portal.law.offenses import FELONIES
from portal.say import Span

ADULT_AGE = 18
AGE_DECIDES = frozenset({Court.NONE, Court.UNKNOWN})
"""Where the court does not say whether the record is a juvenile one."""
_YES, _NO = frozenset({YES}), frozenset({NO})


def juvenile(person: Person, case: Case, counts: tuple[Count, ...], day: date) -> frozenset[str]:
    """Whether the case is a juvenile record, 705 ILCS 405/5-915.

    Charged in adult court at any age is adult. Tickets are not juvenile records. Without a court
    case the age at the arrest decides; an unknown court with a young person stays unknown.
    """
    if case.court not in AGE_DECIDES:
        return _YES if case.court is Court.JUVENILE else _NO
    ends = {count.charge.disposition for count in counts}
    if case.court is Court.UNKNOWN and Disposition.ADJUDICATED_DELINQUENT in ends:
        return _YES
    arrests = [arrest_of(count, day) for count in counts]
    if case.court is Court.NONE:
        arrests = _one_arrest(arrests)
    pairs = zip(counts, arrests, strict=True)
    by_age = {_arrested_young(person, count, arrest) for count, arrest in pairs}
    if by_age == {_NO}:
        return _NO
    return _YES if by_age == {_YES} and case.court is Court.NONE else EITHER


def _one_arrest(arrests: list[Span]) -> list[Span]:
    """Without a case there was one, so that what is known of one charge bounds it for all."""
    first, last = max(each.first for each in arrests), min(each.last for each in arrests)
    return [Span(first, last)] * len(arrests) if first <= last else arrests


def narrowed(span: Span, by: Span) -> Span:
    """The days in both; those of the span where there are none."""
    first, last = max(span.first, by.first), min(span.last, by.last)
    return Span(first, last) if first <= last else span


def _arrested_young(person: Person, count: Count, arrest: Span) -> frozenset[str]:
    born = person.birth_date
    if born is None:
        return EITHER
    youngest = age_on(born.last, arrest.first)
    oldest = age_on(born.first, arrest.last)
    if youngest >= ADULT_AGE:
        return _NO
    if oldest < ADULT_AGE - 1:
        return _YES
    if oldest < ADULT_AGE and arrest.first >= SEVENTEEN_JUVENILE_FOR_ALL:
        return _YES
    if youngest >= ADULT_AGE - 1:
        return _seventeen(arrest, count, surely=oldest < ADULT_AGE)
    return EITHER


def _seventeen(arrest: Span, count: Count, *, surely: bool) -> frozenset[str]:
    """A person of 17, or (not ``surely``) perhaps already 18."""
    if arrest.last < SEVENTEEN_JUVENILE_FOR_MISDEMEANORS:
        return _NO
    between = (
        arrest.first >= SEVENTEEN_JUVENILE_FOR_MISDEMEANORS
        and arrest.last < SEVENTEEN_JUVENILE_FOR_ALL
    )
    if between and count.classes <= FELONIES:
        return _NO
    if between and surely and count.classes.isdisjoint(FELONIES):
        return _YES
    return EITHER


def arrest_of(count: Count, day: date) -> Span:
    """The arrest, which lies between the offense and the end of the case."""
    charge = count.charge
    last = min([day, *([charge.disposition_date.last] if charge.disposition_date else [])])
    first = charge.offense_date.first if charge.offense_date else date.min
    given = charge.arrest_date
    possible = Span(first, max(first, last))
    return possible if given is None else narrowed(given, possible)


def class_may_decide(charge: Charge, ahead: Set[str] = frozenset()) -> bool:
    """Whether the arrest may show to have been when, at 17, one for a felony was an adult one and
    one for a misdemeanor was not. Without its day, those before and after it have to show that.
    ``ahead``: what can still be told."""
    if charge.arrest_date is not None or "arrest_date" in ahead:
        return _may_be_then(charge.arrest_date)
    offense, judged = charge.offense_date, charge.disposition_date
    if (offense is None and "offense_date" not in ahead) or not _may_be_then(offense):
        return False
    return (judged is not None or "disposition_date" in ahead) and _may_be_then(judged)


def _may_be_then(day: Span | None) -> bool:
    if day is None:
        return True
    first, last = SEVENTEEN_JUVENILE_FOR_MISDEMEANORS, SEVENTEEN_JUVENILE_FOR_ALL
    return day.last >= first and day.first < last
