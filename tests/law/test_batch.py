"""A batch gives the answers that each record gets by itself, however alike the records are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.charges.read import read_charge
from portal.eligibility import batch
from portal.eligibility.batch import Decided, judge_many
from portal.eligibility.engine import judge, outcomes
from portal.eligibility.situation import Situation
from portal.eligibility.verdict import Verdict, verdict
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Pardon,
    Person,
    ProbationKind,
    Record,
    Sentence,
    Status,
)
from portal.law.dated import NoLawInForce
from portal.say import Span
from portal.service.document import Document, read_document
from tests.law.test_cases import WRITTEN, expand
from tests.law.test_properties import cases, people

DAY = date(2026, 11, 22)


def written_records() -> list[Record]:
    found = [read_document(written.document) for written in WRITTEN]
    return [each.record for each in found if isinstance(each, Document) and each.day == DAY]


def read_record(written: dict[str, object]) -> Record:
    found = read_document(expand({"name": "", "source": "", "expect": {}} | written).document)
    assert isinstance(found, Document)
    return found.record


def changed_count(case: Case, **changes: object) -> Case:
    first, *others = case.charges
    return replace(case, charges=(replace(first, **changes), *others))  # type: ignore[arg-type]


def assert_as_alone(records: list[Record]) -> None:
    for decided in judge_many(records, DAY, read_charge):
        alone = judge(decided.record, DAY, read_charge)
        assert outcomes(decided.record, DAY, read_charge) == [each.outcome for each in alone.cases]
        for one, other in zip(decided.cases, alone.cases, strict=True):
            for name in (field.name for field in fields(one)):
                assert getattr(one, name) == getattr(other, name), decided.record


def test_every_written_case_is_decided_as_alone() -> None:
    assert_as_alone(written_records())


def shifted(span: Span | None, days: int) -> Span | None:
    if span is None:
        return None
    first, last = (min(day + timedelta(days=days), DAY) for day in (span.first, span.last))
    return Span(first, last)


def varied(charge: Charge, chance: random.Random) -> Charge:
    """The count with its days and amount a little off, together or each by itself."""
    together = chance.choice([0, 0, -1, 1, 365, -3000])
    off = {
        name: shifted(getattr(charge, name), together + chance.choice([0, 0, 0, -1, 1, 40, -400]))
        for name in ("offense_date", "arrest_date", "disposition_date", "sentence_end_date")
    }
    grams = charge.grams
    if grams is not None:
        grams = max(grams + chance.choice([Decimal(0), Decimal("0.01"), Decimal(-5)]), Decimal(1))
    return replace(charge, grams=grams, **off)  # type: ignore[arg-type]


def neighbors(records: list[Record], chance: random.Random) -> Iterator[Record]:
    for record in records:
        for _ in range(12):
            person = replace(
                record.person, birth_date=shifted(Span(DAY, DAY), -chance.randint(7000, 20000))
            )
            if chance.random() < 0.5:
                person = record.person
            several = tuple(
                replace(case, charges=tuple(varied(charge, chance) for charge in case.charges))
                for case in record.cases
            )
            yield Record(person=person, cases=several)


def test_records_alike_but_for_their_days_and_amounts_are_decided_as_alone() -> None:
    assert_as_alone(list(neighbors(written_records(), random.Random(5.2))))


VALUES: dict[str, list[object]] = {
    "jurisdiction": list(Jurisdiction),
    "court": list(Court),
    "status": list(Status),
    "pardoned": list(Pardon),
    "sealed": list(Answer),
    "record_checked": list(Answer),
    "all_charges_listed": list(Answer),
    "county": [None, "Cook", "Lake"],
    "confirmed": [True, False],
    "offense_class": [None, *OffenseClass],
    "grams": [None, *map(Decimal, ("1", "2.5", "10", "30", "30.01", "100", "600"))],
    "attempt": [None, *Answer],
    "subsequent": list(Answer),
    "to_minor": list(Answer),
    "offense_date": [None, Span(date(1982, 1, 1), date(1984, 1, 1)), Span(DAY, DAY)],
    "arrest_date": [None, Span(DAY, DAY), Span(DAY + timedelta(days=1), DAY + timedelta(days=9))],
    "disposition": list(Disposition),
    "disposition_date": [None, Span(date(2012, 1, 1), date(2020, 1, 1)), Span(DAY, DAY)],
    "probation_kind": [None, *ProbationKind],
    "sentence": list(Sentence),
    "sentence_end_date": [None, Span(DAY, DAY + timedelta(days=900))],
}


def one_fact_apart(
    record: Record, strings: list[tuple[str | None, str | None]]
) -> Iterator[Record]:
    """The record with every other value of each of its facts, and with every other string."""
    case = record.cases[0]
    charge, *others = case.charges
    for name, values in VALUES.items():
        of_the_case = hasattr(case, name)
        for value in values:
            changed = {name: value}
            if of_the_case:
                yield replace(record, cases=(replace(case, **changed),))  # type: ignore[arg-type]
            else:
                first = replace(charge, **changed)  # type: ignore[arg-type]
                yield replace(record, cases=(replace(case, charges=(first, *others)),))
    for (statute, description), confirmed in product(strings, (True, False)):
        read = {"statute": statute, "description": description, "confirmed": confirmed}
        first = replace(charge, **read)  # type: ignore[arg-type]
        second = replace(first, disposition=Disposition.DISMISSED)
        yield replace(record, cases=(replace(case, charges=(first, *others)),))
        yield replace(record, cases=(replace(case, charges=(charge, second)),))


def test_records_one_fact_apart_are_decided_as_alone() -> None:
    known = written_records()
    strings = sorted(
        {(c.statute, c.description) for r in known for case in r.cases for c in case.charges},
        key=str,
    )
    words = ("POSSESSION OF CANNABIS", "DELIVERY OF CANNABIS", "BATTERY", "DOMESTIC BATTERY")
    strings += [(None, each) for each in words]
    section = "720 ILCS 550/4"
    strings += [(section, f"POSSESSION OF CANNABIS {each} GRAMS") for each in ("10-30", "30-500")]
    strings += [(f"{section}(c)", None), (f"{section}(c)", "720 ILCS 570/402"), (None, None)]
    [plain] = read_record({}).cases
    for base in (
        plain,
        changed_count(plain, grams=None, offense_class=None),
        changed_count(plain, grams=None, to_minor=Answer.YES),
        changed_count(plain, subsequent=Answer.UNKNOWN, attempt=None, offense_date=None),
        Case(id="a", charges=(Charge(),)),
    ):
        assert_as_alone(list(one_fact_apart(Record(person=Person(), cases=(base,)), strings)))


def test_without_any_day_the_age_today_decides_as_alone() -> None:
    """And a day given for another event is not the same day of the offense."""
    [plain] = read_record({"base": "arrest-only"}).cases
    days = ("offense_date", "arrest_date", "disposition_date")
    undated = changed_count(plain, **dict.fromkeys(days))
    people = [Person(birth_date=Span(date(year, 1, 1), date(year, 1, 1))) for year in (1980, 2015)]
    cases = [undated]
    for year, name in product((1990, 2003, 2012), days):
        cases.append(changed_count(undated, **{name: Span(date(year, 1, 1), date(year, 1, 1))}))
    assert_as_alone(
        [Record(person=person, cases=(case,)) for person, case in product(people, cases)]
    )


def test_counts_that_hide_what_another_is_are_decided_as_alone() -> None:
    """Where others are of every kind, the rules are told the same of each whatever one more is."""
    [plain] = read_record({}).cases
    count = plain.charges[0]
    theft = replace(count, statute="720 ILCS 5/16-1(a)", description="THEFT")
    battery = replace(count, statute="720 ILCS 5/12-3.2(a)", description="DOMESTIC BATTERY")
    supervised = replace(count, disposition=Disposition.SUPERVISION_COMPLETED)
    driving = replace(count, statute="720 ILCS 550/9", description=None)
    every = (battery, battery, supervised, supervised)
    told = [
        replace(plain, charges=every, all_charges_listed=listed)
        for listed in (Answer.YES, Answer.UNKNOWN)
    ]
    dismissed = replace(count, disposition=Disposition.DISMISSED)
    for one in (theft, replace(driving, statute="625 ILCS 5/11-502.15"), driving):
        told.append(replace(plain, charges=(one, dismissed, theft, theft)))
    several = [Record(person=Person(), cases=(case,)) for case in told]
    assert len({d.cases[0].outcome for d in judge_many(several, DAY, read_charge)}) > 2
    assert_as_alone(several)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(people, st.lists(cases, min_size=1, max_size=2)), min_size=5, max_size=20)
)
def test_any_records_are_decided_as_alone(drawn: list[tuple[Person, list[Case]]]) -> None:
    named = [
        Record(
            person=person,
            cases=tuple(replace(case, id=str(at)) for at, case in enumerate(several)),
        )
        for person, several in drawn
    ]
    assert_as_alone(named)


def test_what_the_law_cannot_tell_apart_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Situation] = []

    def counted(situation: Situation) -> Verdict:
        judged.append(situation)
        return verdict(situation)

    monkeypatch.setattr(batch, "verdict", counted)
    record = written_records()[0]
    case = record.cases[0]
    days = [date(2005, 3, 1) + timedelta(days=at) for at in range(50)]
    charges = [
        replace(case.charges[0], offense_date=Span(day, day), arrest_date=None) for day in days
    ]
    alike = [replace(record, cases=(replace(case, charges=(charge,)),)) for charge in charges]
    assert len(list(judge_many(alike, DAY, read_charge))) == 50
    assert len(judged) == 1


def test_kept_verdicts_are_few_and_forgotten_when_they_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "MOST_KEPT", 3)
    assert_as_alone(written_records()[:60])


def test_the_reasons_are_there_when_asked_for() -> None:
    [record, *_] = written_records()
    [decided] = judge_many([record], DAY, read_charge)
    assert decided.findings() == judge(record, DAY, read_charge)
    assert decided.findings().cases[0].reasons


def test_records_are_taken_one_at_a_time() -> None:
    taken: list[Record] = []

    def records() -> Iterator[Record]:
        for record in written_records():
            taken.append(record)
            yield record

    first: Decided = next(judge_many(records(), DAY, read_charge))
    assert taken == [first.record]


def test_a_day_before_the_first_rule_is_an_error_at_once() -> None:
    with pytest.raises(NoLawInForce):
        judge_many([], date(2019, 6, 24), read_charge)
