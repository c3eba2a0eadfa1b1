"""Properties that hold for every record, found by Hypothesis rather than by example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portal.charges.read import read_charge
from portal.eligibility.count import count_of, uninferred
from portal.eligibility.finding import Finding
from portal.facts import (
    Answer,
    Case,
    Charge,
    Citizen,
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
from portal.law.codes import Outcome
from portal.law.dated import NoLawInForce
from portal.law.days import CANNABIS_CONTROL_ACT
from portal.say import Span
from portal.service.check import judge_record

DAY = date(2026, 11, 22)
days = st.dates(date(1965, 1, 1), DAY)
spans = days.map(lambda day: Span(day, day)) | st.tuples(days, days).map(
    lambda pair: Span(min(pair), max(pair))
)
STATUTES = st.sampled_from(
    [
        None,
        *(f"720 ILCS 550/4({letter})" for letter in "abcdefg"),
        *(f"720 ILCS 550/5({letter})" for letter in "abcdefg"),
        "720 ILCS 550/4",
        "720 ILCS 550/5.2(d)",
        "720 ILCS 550/6",
        "720 ILCS 550/8(b)",
        "720 ILCS 5/16-1",
        "720 ILCS 5/12-3.2",
        "POSS CANNABIS",
    ]
)
charges = st.builds(
    Charge,
    statute=STATUTES,
    confirmed=st.booleans(),
    offense_class=st.none() | st.sampled_from(OffenseClass),
    grams=st.none()
    | st.sampled_from([Decimal(g) for g in ("1", "2.5", "10", "30", "31", "100", "501")]),
    attempt=st.none() | st.sampled_from(Answer),
    subsequent=st.sampled_from(Answer),
    to_minor=st.sampled_from(Answer),
    offense_date=st.none() | spans,
    arrest_date=st.none() | spans,
    disposition=st.sampled_from(Disposition),
    disposition_date=st.none() | spans,
    probation_kind=st.none() | st.sampled_from(ProbationKind),
    sentence=st.sampled_from(Sentence),
    sentence_end_date=st.none() | spans,
)
cases = st.builds(
    Case,
    id=st.just("a"),
    charges=st.lists(charges, min_size=1, max_size=3).map(tuple),
    jurisdiction=st.sampled_from([Jurisdiction.ILLINOIS] * 4 + list(Jurisdiction)),
    county=st.none() | st.sampled_from(["Cook", "Adams"]),
    court=st.sampled_from([Court.ADULT] * 4 + list(Court)),
    status=st.sampled_from([Status.CLOSED] * 4 + list(Status)),
    pardoned=st.sampled_from([Pardon.NO] * 4 + list(Pardon)),
    sealed=st.sampled_from(Answer),
    record_checked=st.sampled_from(Answer),
    all_charges_listed=st.sampled_from([Answer.YES] * 3 + list(Answer)),
)
people = st.builds(
    Person, us_citizen=st.none() | st.sampled_from(Citizen), birth_date=st.none() | spans
)


@given(people, cases)
def test_every_record_gets_an_outcome_and_reasons(person: Person, case: Case) -> None:
    finding = judge_record(Record(person=person, cases=(case,)), DAY).cases[0]
    assert finding.reasons
    assert len(finding.charges) == len(case.charges)


@given(people, cases)
def test_an_unsure_case_says_what_to_ask(person: Person, case: Case) -> None:
    finding = judge_record(Record(person=person, cases=(case,)), DAY).cases[0]
    if finding.outcome is Outcome.GET_RECORD:
        assert finding.ask_next


@given(people, cases, st.randoms(use_true_random=False))
def test_the_order_of_charges_does_not_matter(person: Person, case: Case, random: object) -> None:
    shuffled = list(case.charges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = judge_record(Record(person=person, cases=(case,)), DAY).cases[0]
    other = judge_record(
        Record(person=person, cases=(replace(case, charges=tuple(shuffled)),)), DAY
    ).cases[0]
    assert (one.outcome, one.not_before, one.also, one.flags) == (
        other.outcome,
        other.not_before,
        other.also,
        other.flags,
    )


@given(people, st.lists(cases, min_size=2, max_size=3))
def test_the_order_of_cases_does_not_matter(person: Person, several: list[Case]) -> None:
    named = [replace(case, id=str(at)) for at, case in enumerate(several)]
    one = judge_record(Record(person=person, cases=tuple(named)), DAY)
    other = judge_record(Record(person=person, cases=tuple(reversed(named))), DAY)
    told = {
        finding.case_id: (finding.outcome, finding.also, finding.flags) for finding in one.cases
    }
    assert told == {
        finding.case_id: (finding.outcome, finding.also, finding.flags) for finding in other.cases
    }


def class_fits_the_letter(charge: Charge) -> bool:
    """Whether letter, grams and day could have given the stated class. Where they could not, the
    charge was reduced, and by ruling the class on the judgment wins over what they imply."""
    stated = uninferred(count_of(charge, DAY, read_charge)).classes
    implied = count_of(replace(charge, offense_class=None), DAY, read_charge).classes
    return not stated.isdisjoint(implied)


def arrested_after_it(charge: Charge) -> bool:
    """Whether the arrest may have been after the offense and before the end of the case. Where it
    was not, the other day is what counts, and without it that of the arrest."""
    offense, arrest, ended = charge.offense_date, charge.arrest_date, charge.disposition_date
    if arrest is None:
        return True
    after = offense is None or offense.last <= arrest.last
    return after and (ended is None or arrest.first <= ended.last)


def cited_or_since_the_act(charge: Charge) -> bool:
    """Whether a section is cited, or no day that was told may be older than the Act. By ruling an
    offense with nothing but a name is one under the Act, unless such a day speaks against it."""
    told = (charge.offense_date, charge.arrest_date, charge.disposition_date)
    since = all(span is None or span.first >= CANNABIS_CONTROL_ACT for span in told)
    return since or read_charge(charge.statute, charge.description).section is not None


FORGET = [
    ("offense_class", None),
    ("grams", None),
    ("attempt", Answer.UNKNOWN),
    ("subsequent", Answer.UNKNOWN),
    ("to_minor", Answer.UNKNOWN),
    ("offense_date", None),
    ("arrest_date", None),
    ("disposition", Disposition.UNKNOWN),
    ("disposition_date", None),
    ("sentence", Sentence.UNKNOWN),
    ("sentence_end_date", None),
    ("statute", None),
    ("confirmed", False),
]
FORGET_OF_THE_CASE = [
    ("jurisdiction", Jurisdiction.UNKNOWN),
    ("county", None),
    ("court", Court.UNKNOWN),
    ("status", Status.UNKNOWN),
    ("sealed", Answer.UNKNOWN),
    ("all_charges_listed", Answer.UNKNOWN),
]
"""Every fact of the document, but for three. ``pardoned`` and ``record_checked``: by ruling 1 a
pardon, and a look at the record, that nobody knows of count as no. ``probation_kind``: by ruling 13
completed counts as completed under whatever law. ``attempt`` is forgotten as unknown, since left
out it means what the statute says."""


def judged(person: Person, case: Case) -> Finding:
    return judge_record(Record(person=person, cases=(case,)), DAY).cases[0]


def is_no_surer(less: Finding, knowing: Finding) -> bool:
    if less.outcome is knowing.outcome:
        days = {step.code: step.not_before for step in knowing.also}
        same = [(less.not_before, knowing.not_before)]
        same += [(each.not_before, days[each.code]) for each in less.also if each.code in days]
        return all(day in (None, known) for day, known in same)
    unsure = less.outcome is Outcome.GET_RECORD
    return unsure or less.outcome in UNSURE_OF_THE_AMOUNT.get(knowing.outcome, [])


def contradicts(finding: Finding) -> bool:
    return any(reason.rule.startswith("contradiction.") for reason in finding.reasons)


@pytest.mark.parametrize(("field", "unknown"), FORGET)
@settings(max_examples=80)
@given(person=people, case=cases, which=st.integers(0, 2))
def test_forgetting_a_fact_never_makes_the_answer_surer(
    field: str, unknown: object, person: Person, case: Case, which: int
) -> None:
    at = which % len(case.charges)
    charge = case.charges[at]
    assume(class_fits_the_letter(charge))
    assume(arrested_after_it(charge))
    assume(cited_or_since_the_act(charge))
    knowing = judged(person, case)
    assume(not contradicts(knowing))
    forgotten = replace(charge, **{field: unknown})
    charges = (*case.charges[:at], forgotten, *case.charges[at + 1 :])
    assert is_no_surer(judged(person, replace(case, charges=charges)), knowing)


@pytest.mark.parametrize(("field", "unknown"), FORGET_OF_THE_CASE)
@settings(max_examples=80)
@given(person=people, case=cases)
def test_forgetting_a_fact_of_the_case_never_makes_the_answer_surer(
    field: str, unknown: object, person: Person, case: Case
) -> None:
    knowing = judged(person, case)
    assume(not contradicts(knowing))
    assert is_no_surer(judged(person, replace(case, **{field: unknown})), knowing)


@settings(max_examples=80)
@given(person=people, case=cases)
def test_forgetting_the_age_never_makes_the_answer_surer(person: Person, case: Case) -> None:
    knowing = judged(person, case)
    assume(not contradicts(knowing))
    assert is_no_surer(judged(replace(person, birth_date=None), case), knowing)


PARDON, MOTION = Outcome.CHECK_PARDON_THEN_MOTION, Outcome.MOTION
UNSURE_OF_THE_AMOUNT = {PARDON: [MOTION], MOTION: [PARDON], Outcome.GET_RECORD: [MOTION]}
"""By ruling 3 an amount nobody knows counts as not shown to be small: forgetting it, or what
implies it, may move a case between the first two, which file the same motion, and to the motion
from a case that is unsure only of what else makes the offense minor."""


@given(cases)
def test_an_unrelated_case_elsewhere_changes_no_outcome(case: Case) -> None:
    other = Case(
        id="b",
        county="Will",
        jurisdiction=Jurisdiction.ILLINOIS,
        charges=(Charge(statute="720 ILCS 550/4(a)"),),
    )
    alone = judge_record(Record(person=Person(), cases=(case,)), DAY).cases[0]
    beside = judge_record(Record(person=Person(), cases=(case, other)), DAY).cases[0]
    assert alone.outcome is beside.outcome
    assert alone.charges == beside.charges


def test_a_day_before_the_first_rule_is_an_error_and_not_a_no() -> None:
    record = Record(person=Person(), cases=(Case(id="a", charges=(Charge(),)),))
    with pytest.raises(NoLawInForce):
        judge_record(record, date(2019, 6, 24))
    assert judge_record(record, date(2019, 6, 25)).cases
