"""Many records judged by the same law as one: what it cannot tell apart is judged once.

The law compares days with the days on which it turns and with each other, and amounts with the
bounds of its tables; it never counts with them but in a waiting period and an age. So two cases
whose facts are the same but for days in the same order between the same turning days, and amounts
between the same bounds, have the same :class:`Judgment`. It is made once by the one function that
judges, and kept; the waits, which do count with the days, are made for each case by the one
function that makes them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from portal.eligibility.age import ADULT_AGE, AGE_DECIDES
from portal.eligibility.count import Count
from portal.eligibility.engine import judge
from portal.eligibility.finding import Findings, Step
from portal.eligibility.judgment import Judgment, judgment, what_follows
from portal.eligibility.plan import county_of_motion
from portal.eligibility.reading import ChargeReading, Reader
from portal.eligibility.situation import Situation
from portal.eligibility.waits import last_sentence
from portal.facts import Case, Charge, Person, Record
from portal.law import days
from portal.law.codes import Flag, Outcome
from portal.law.days import age_on
from portal.law.logic import AtMost, Before
from portal.law.offenses import TIERED
from portal.law.rules import leaves_on, rules_on
from portal.say import Span

MOST_KEPT = 20_000
"""Judgments and readings kept at once: about 100 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One case's finding without its reasons."""

    case_id: str
    outcome: Outcome
    not_before: date | None
    also: tuple[Step, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A record with the decision of each of its cases, in their order."""

    record: Record
    cases: tuple[Decision, ...]
    day: date
    read: Reader

    def findings(self) -> Findings:
        """The same with every reason, charge and packet, made when asked for."""
        return judge(self.record, self.day, self.read)


def judge_many(records: Iterable[Record], day: date, read: Reader) -> Iterator[Decided]:
    """Judge each record as of the day of filing; one at a time, in order.

    The decisions are those of :func:`portal.eligibility.engine.judge`, which also says what is
    raised. Nothing of a record is kept but the judgments of its cases.
    """
    rules_on(day)
    kept = _Kept(day, read)
    return (
        Decided(record=record, cases=kept.decide(record), day=day, read=read) for record in records
    )


class _Kept:
    """Judgments by what the law distinguishes, for one day of filing."""

    def __init__(self, day: date, read: Reader) -> None:
        self.day = day
        self.read = lru_cache(MOST_KEPT)(read)
        self.reads = lru_cache(MOST_KEPT)(self._reads)
        self.turns = _turning_days(day)
        self.bounds = _bounds(day)
        self.judgments: dict[Hashable, Judgment] = {}

    def decide(self, record: Record) -> tuple[Decision, ...]:
        person = record.person
        judged = [self._judgment(person, case) for case in record.cases]
        last = last_sentence(each.situation for each in judged)
        found = [what_follows(person, each, last) for each in judged]
        filed = [
            county_of_motion(case, each.outcome)
            for case, each in zip(record.cases, found, strict=True)
        ]
        several = len(set(filed) - {None}) > 1
        return tuple(
            Decision(
                case_id=case.id,
                outcome=each.outcome,
                not_before=each.not_before,
                also=each.also,
                flags=_in_order(each.flags, several and county is not None),
            )
            for case, each, county in zip(record.cases, found, filed, strict=True)
        )

    def _judgment(self, person: Person, case: Case) -> Judgment:
        key = self._key(person, case)
        known = self.judgments.get(key)
        if known is not None:
            return _for_case(known, case)
        if len(self.judgments) >= MOST_KEPT:
            self.judgments.clear()
        made = self.judgments[key] = judgment(person, case, self.day, self.read)
        return made

    def _key(self, person: Person, case: Case) -> Hashable:
        """Everything of a case that its judgment may depend on."""
        born = person.birth_date if case.court in AGE_DECIDES else None
        return (
            case.jurisdiction,
            case.court,
            case.status,
            case.pardoned,
            case.record_checked,
            case.all_charges_listed,
            _ages(born, [self.day]),
            tuple([self._key_of(charge, born) for charge in case.charges]),
        )

    def _key_of(self, charge: Charge, born: Span | None) -> Hashable:
        return (
            self.reads(charge.statute, charge.description),
            charge.confirmed,
            charge.offense_class,
            None if charge.grams is None else bisect_left(self.bounds, charge.grams),
            charge.attempt,
            charge.subsequent,
            charge.to_minor,
            charge.disposition,
            charge.probation_kind,
            charge.sentence,
            self._key_of_days(charge, born),
        )

    def _key_of_days(self, charge: Charge, born: Span | None) -> Hashable:
        """The charge's days by the turning days around them and by their order."""
        spans = (charge.offense_date, charge.arrest_date, charge.disposition_date)
        given = [day for span in spans if span is not None for day in (span.first, span.last)]
        order = sorted({*given, self.day})
        return (
            *[span is None for span in spans],
            *[bisect_right(self.turns, day) for day in given],
            *[bisect_left(order, day) for day in given],
            *_ages(born, given),
        )

    def _reads(self, statute: str | None, description: str | None) -> Hashable:
        return _as_read(self.read(statute, description))


def _as_read(reading: ChargeReading) -> Hashable:
    return (
        reading.sure,
        reading.act,
        reading.section,
        reading.named_section,
        reading.subsection,
        reading.inchoate,
        reading.attempt,
        reading.cannabis,
        reading.offense_class,
        reading.grams,
        reading.subsequent,
        reading.violent,
    )


def _ages(born: Span | None, on: list[date]) -> tuple[int, ...]:
    """The youngest and the oldest age on each day, as far as it tells a child, 17 and an adult."""
    if born is None:
        return ()
    whole = [age_on(birth, day) for day in on for birth in (born.first, born.last)]
    return tuple([min(max(age, ADULT_AGE - 2), ADULT_AGE) for age in whole])


def _turning_days(day: date) -> list[date]:
    """Every day on which the law turns, from the conditions, the tables and the named days."""
    asked = {leaf.day for leaf in leaves_on(day) if isinstance(leaf, Before)}
    tables = {since for table in TIERED.values() for since, _ in table.history}
    named = {value for value in vars(days).values() if isinstance(value, date)}
    return sorted(asked | tables | named)


def _bounds(day: date) -> list[Decimal]:
    """Every amount that a condition or a tier ends at; an amount at a bound is below it."""
    asked = {leaf.limit for leaf in leaves_on(day) if isinstance(leaf, AtMost)}
    tiers = {
        tier.up_to
        for table in TIERED.values()
        for _, row in table.history
        for tier in row
        if tier.up_to is not None
    }
    return sorted(asked | tiers)


def _for_case(judged: Judgment, case: Case) -> Judgment:
    """The judgment of a case that the law cannot tell from this one, but for its own days."""
    bare = judged.bare
    return Judgment(
        situation=_with_charges(judged.situation, case),
        verdict=judged.verdict,
        contradictions=judged.contradictions,
        bare=bare and (_with_charges(bare[0], case), bare[1]),
    )


def _with_charges(situation: Situation, case: Case) -> Situation:
    counts: tuple[Count, ...] = tuple(
        [
            replace(count, charge=charge)
            for count, charge in zip(situation.counts, case.charges, strict=True)
        ]
    )
    return Situation(case=case, counts=counts, known=situation.known, day=situation.day)


def _in_order(flags: frozenset[Flag], several_counties: bool) -> tuple[Flag, ...]:
    raised = flags | {Flag.MULTI_COUNTY} if several_counties else flags
    return tuple([flag for flag in Flag if flag in raised])
