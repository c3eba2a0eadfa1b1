"""Which facts tell the class of a charge, or whether it was a juvenile's: found by trying them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import product
from typing import Any

from portal.eligibility.age import arrest_of, juvenile, narrowed
from portal.eligibility.count import ANY_CLASS, Count, classes_by, tiers_then
from portal.eligibility.ladders import Field
from portal.facts import Case, Court, Person, changed
from portal.law.days import SEVENTEEN_JUVENILE_FOR_ALL, SEVENTEEN_JUVENILE_FOR_MISDEMEANORS
from portal.law.offenses import CLASS_3_OR_HIGHER, FELONIES, TIERED, spells_of
from portal.say import Span


def decisive(ways: Mapping[Field, Sequence[Any]], found: Callable[..., Hashable]) -> list[Field]:
    """Those facts of which two values, with some choice of the others, make for two findings."""
    findings = {chosen: found(*chosen) for chosen in product(*ways.values())}
    return [field for at, field in enumerate(ways) if _turns(findings, at)]


def _turns(findings: Mapping[tuple[object, ...], Hashable], at: int) -> bool:
    without: dict[tuple[object, ...], Hashable] = {}
    return any(
        without.setdefault((*chosen[:at], *chosen[at + 1 :]), finding) != finding
        for chosen, finding in findings.items()
    )


def tell_if_too_high(count: Count) -> Iterator[Field]:
    """What may show whether a charge was of Class 3 or higher, the most decisive first."""
    tiered = sorted(count.section & TIERED.keys())
    if not tiered:
        return
    yield "offense_class"
    for section in tiered:
        yield from _tell_by_tables(count._replace(section=frozenset({section})))


def _tell_by_tables(count: Count) -> list[Field]:
    [section] = count.section
    ways: dict[Field, Sequence[Any]] = {
        "grams": _weights(count),
        "subsequent": sorted(count.subsequent),
        "offense_date": spells_of(section, count.offense),
        "attempt": sorted(count.attempt),
    }

    def is_too_high(grams: Decimal | None, again: str, then: Span, attempt: str) -> bool | None:
        weighed = count._replace(charge=changed(count.charge, grams=grams))
        tiers = tiers_then(weighed, then)
        classes = classes_by(count, tiers, frozenset({again}), frozenset({attempt}))
        if classes.isdisjoint(CLASS_3_OR_HIGHER):
            return False
        return True if classes <= CLASS_3_OR_HIGHER else None

    return decisive(ways, is_too_high)


def _weights(count: Count) -> Sequence[Decimal | None]:
    """The grams, or one weight of each tier where neither they nor a letter were told."""
    tiers = tiers_then(count, count.offense)
    if count.charge.grams is not None or count.letter is not None or not tiers:
        return [count.charge.grams]
    return sorted({tier.up_to or tier.over + 1 for tier in tiers})


_AN_ARREST = Case(id="", charges=(), court=Court.NONE)


def tell_if_juvenile(person: Person, counts: tuple[Count, ...]) -> list[Field]:
    """What may show whether an arrest without a court case was a juvenile's: two days, or where it
    is sure that the person was 17, the class of the charges."""
    [day, *_] = {count.day for count in counts}
    born, arrest = person.birth_date, reduce(narrowed, [arrest_of(each, day) for each in counts])
    if born is None:
        return ["birth_date"] if arrest.is_day else ["birth_date", "arrest_date"]
    ways: dict[Field, Sequence[Any]] = {
        "birth_date": sorted({born.first, born.last}),
        "arrest_date": _days(arrest),
        "offense_class": [FELONIES, ANY_CLASS - FELONIES],
    }

    def is_juvenile(on: date, arrested: date, classes: frozenset[str]) -> frozenset[str]:
        then = [_known_as(each, arrested, classes) for each in counts]
        return juvenile(changed(person, birth_date=Span(on, on)), _AN_ARREST, tuple(then), day)

    told_by = decisive(ways, is_juvenile)
    return [field for field in told_by if field != "offense_class"] or told_by


def _known_as(count: Count, arrested: date, classes: frozenset[str]) -> Count:
    """The count with that day of the arrest, and of its classes those that may still be."""
    charge = changed(count.charge, arrest_date=Span(arrested, arrested))
    return count._replace(charge=charge, classes=count.classes & classes or count.classes)


def _days(span: Span) -> list[date]:
    """The ends of a span, and the days in it on which the age that counts changed."""
    turns = (SEVENTEEN_JUVENILE_FOR_MISDEMEANORS, SEVENTEEN_JUVENILE_FOR_ALL)
    return sorted(
        {span.first, span.last, *(turn for turn in turns if span.first < turn < span.last)}
    )
