"""The interview asks what can still change the answer, and nothing else: shown by trying answers.

What counts as a change: for some case another outcome, another day, another second step, or another
conviction on the motion; for the person other packets; and, in a case that has an answer, another
flag. A flag on a case that only the court record can settle changes nothing that can be done. Two
flags never count, since no question is asked to raise them: WEIGHT_GUESSED says that the tables
stand in for an answer, CONTRADICTION that one answer cannot be true beside another. Where two
answers fight, those two are asked for again first, so such journeys prove nothing here.

In short here, with the same people each time; ``make questions`` draws three thousand anew. What it
finds becomes a journey in ``test_journeys.py``.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from portal.charges.read import read_charge
from portal.eligibility.count import classes_of, count_of, uninferred
from portal.eligibility.finding import Findings
from portal.eligibility.plan import FILES_A_MOTION
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    OffenseClass,
    Pardon,
    Record,
    Sentence,
    Status,
    read_span,
)
from portal.interview.answers import Answers
from portal.interview.path import Step, Walk
from portal.interview.places import BEGINS, THE_CHARGE, THE_END, THE_START
from portal.interview.question import View
from portal.law.codes import Flag, Outcome
from portal.law.known import EITHER
from portal.law.offenses import TIERED
from portal.service.check import judge_record
from tests.interview.answering import DAYS, TURNS, Somebody, answers_to, days_told, people
from tests.interview.journeys import DAY
from tests.law.test_properties import arrested_after_it, class_fits_the_letter

UNCOUNTED = {Flag.WEIGHT_GUESSED, Flag.CONTRADICTION}
PEOPLE = int(os.environ.get("PEOPLE", "0"))
ALWAYS_ASKED = {"where", "county", "paper", "another-case"}
"""Not for the law: where the court is says who can help and where papers go, a paper is asked for
before what stands on it, and there may be another case."""
COMPLETING = ("read-as", "charge-name", "probation", "probation-end", "supervision-end")
"""They belong to the answer before them, which is asked whole: nobody who says "probation" is left
without being asked which. Whether that answer can change something is tried at its first page."""


def told(found: Findings) -> tuple[object, ...]:
    """What a person is told: see above what counts."""
    cases = tuple(
        (
            each.outcome,
            each.not_before,
            each.also,
            set(each.flags) - UNCOUNTED if each.outcome is not Outcome.GET_RECORD else set(),
            [charge.outcome in FILES_A_MOTION for charge in each.charges]
            if each.outcome in FILES_A_MOTION
            else [],
        )
        for each in found.cases
    )
    return cases, [(packet.county, packet.cases, packet.documents) for packet in found.packets]


def fights(record: Record, found: Findings) -> bool:
    """Whether answers contradict each other, or a class the tables: then the charge was reduced.
    Of an arrest before the offense the law says nothing, but nobody can truly tell of one."""
    charges = [charge for case in record.cases for charge in case.charges]
    return contradicts(found) or not all(
        class_fits_the_letter(each) and arrested_after_it(each) and was_a_crime(each)
        for each in charges
    )


def was_a_crime(charge: Charge) -> bool:
    """Whether it can have ended in a conviction, if it did: a civil violation could not."""
    count = count_of(charge, DAY, read_charge)
    return count.ended != {"convicted"} or count.classes != {OffenseClass.CIVIL}


def contradicts(found: Findings) -> bool:
    return any(Flag.CONTRADICTION in each.flags for each in found.cases)


def shows_a_ticket(found: Findings) -> bool:
    """Whether all that contradicts is a conviction of what was a civil ticket on its day. That is
    no slip of the tongue: the day shows it, so it has to be asked for."""
    rules = {reason.rule for each in found.cases for reason in each.reasons}
    fought = {rule for rule in rules if rule.startswith("contradiction.")}
    return fought == {"contradiction.civil-amount"}


def spans(*more: str) -> list[Any]:
    return [read_span(day) for day in (*DAYS, *TURNS, *more)]


STATUTES = [
    "720 ILCS 550/4(c)",
    "720 ILCS 550/4(d)",
    "720 ILCS 550/4",
    "720 ILCS 550/5(d)",
    "720 ILCS 550/6",
    "720 ILCS 550/8(b)",
    "720 ILCS 5/12-3.2",
    "625 ILCS 5/11-501",
]
OF_A_CHARGE: dict[str, list[Any]] = {
    "statute": STATUTES,
    "offense_class": [*OffenseClass],
    "grams": [Decimal(grams) for grams in ("1", "10", "20", "31", "400", "600", "6000")],
    "attempt": [Answer.YES, Answer.NO],
    "subsequent": [Answer.YES, Answer.NO],
    "to_minor": [Answer.YES, Answer.NO],
    "offense_date": spans(),
    "arrest_date": spans(),
    "disposition": [
        Disposition.CONVICTED,
        Disposition.SUPERVISION_COMPLETED,
        Disposition.QUALIFIED_PROBATION_COMPLETED,
        Disposition.QUALIFIED_PROBATION_OPEN,
        Disposition.DISMISSED,
        Disposition.VACATED,
        Disposition.AMENDED,
    ],
    "disposition_date": spans(),
    "sentence": [*Sentence],
    "sentence_end_date": spans("2027-05-01"),
}
OF_A_CASE: dict[str, list[Any]] = {
    "court": [Court.ADULT, Court.JUVENILE, Court.LOCAL_ORDINANCE, Court.NONE],
    "status": [Status.OPEN, Status.CLOSED],
    "pardoned": [Pardon.PLAIN, Pardon.WITH_EXPUNGEMENT, Pardon.ORDER_ENTERED],
    "sealed": [Answer.YES, Answer.NO],
    "record_checked": [Answer.YES, Answer.NO],
    "all_charges_listed": [Answer.YES],
}
"""The facts that questions tell, by their names, with what the answers can make of them."""


def not_asked(found: Walk) -> Iterator[tuple[int, int | None, str]]:
    """Facts of a case, or of a charge by its place, that a question could tell and none does."""
    for at, telling in enumerate(found.tellings):
        on_path = {(question, view.charge) for question, view in telling.steps()}
        whole = telling.view
        for place in (*THE_START, *THE_END):
            if place.question.asked(whole) and (place.question, None) not in on_path:
                yield from ((at, None, field) for field in place.question.tells_of(whole))
        for number, view in enumerate(whole.charges):
            for question in fitting(view):
                if (question, view.charge) not in on_path:
                    yield from ((at, number, field) for field in question.tells)


def fitting(view: View) -> Iterator[Any]:
    for part, begins in zip(THE_CHARGE, BEGINS, strict=True):
        if not begins(view):
            return
        for place in part:
            if place.question.asked(view):
                yield place.question


def already_told(case: Case, charge: int | None, field: str) -> bool:
    """Some questions tell the same fact; with one of them answered the others are not needed."""
    return charge is not None and getattr(case.charges[charge], field, None) not in OPEN


OPEN = (None, Answer.UNKNOWN, Disposition.UNKNOWN, Sentence.UNKNOWN)


def with_fact(record: Record, case: int, charge: int | None, field: str, value: object) -> Record:
    had = record.cases[case]
    if field in OF_A_CASE:
        now = replace(had, **{field: value})  # type: ignore[arg-type]
    else:
        charges = list(had.charges)
        change: dict[str, Any] = {field: value}
        if field == "statute":
            change["confirmed"] = True
        for at in range(len(charges)) if charge is None else [charge]:
            charges[at] = replace(charges[at], **change)
        now = replace(had, charges=tuple(charges))
    cases = (*record.cases[:case], now, *record.cases[case + 1 :])
    return replace(record, cases=cases)


def drawn(few: int) -> settings:
    return settings(
        max_examples=PEOPLE or few,
        phases=[Phase.generate],
        derandomize=not PEOPLE,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


somebody = st.builds(
    Somebody,
    st.integers(0, 10**9),
    cases=st.sampled_from([1, 1, 1, 2]),
    vague=st.sampled_from([0.0, 0.1, 0.3, 0.6]),
)


@pytest.mark.slow
@drawn(40)
@given(somebody, st.randoms(use_true_random=False))
def test_no_answer_that_is_not_asked_for_would_change_anything(
    somebody: Somebody, chance: random.Random
) -> None:
    """Once all is answered: each fact that a question could still tell and none asks for, with
    every value; then all of them at once."""
    found = somebody.goes_on(Answers())
    assert found.path().is_done
    before = judge_record(found.record, DAY)
    assume(not fights(found.record, before))
    everything = found.record
    for case, charge, field in not_asked(found):
        if already_told(found.record.cases[case], charge, field):
            continue
        values = OF_A_CASE[field] if field in OF_A_CASE else OF_A_CHARGE[field]
        for value in values:
            changed = with_fact(found.record, case, charge, field, value)
            after = judge_record(changed, DAY)
            if not fights(changed, after):
                assert told(after) == told(before), (case, charge, field, value, changed)
            elif field == "offense_date":
                assert not shows_a_ticket(after), (case, charge, value, changed)
        everything = with_fact(everything, case, charge, field, chance.choice(values))
    after = judge_record(everything, DAY)
    if not fights(everything, after):
        assert told(after) == told(before), everything


TRIES = 12_000 if PEOPLE else 2_000
"""Some questions matter to few: the day of an offense to who became 18 in the month of the arrest
and has to go to court for it yet. Most are seen to matter by the first people that are tried."""


@pytest.mark.slow
@drawn(15)
@given(somebody, st.integers(0, 10**6))
def test_each_question_that_is_asked_can_change_something(somebody: Somebody, seed: int) -> None:
    """There are two ways to answer it, and answers to all that follows, alike on both ways, with
    which a person is told something else."""
    for so_far, step in somebody.is_asked():
        if step.question.id in (*ALWAYS_ASKED, *COMPLETING):
            continue
        charges = [charge for case in so_far.record.cases for charge in case.charges]
        contradicted = fights(so_far.record, judge_record(so_far.record, DAY))
        if contradicted or any(map(is_misread, charges)):
            return
        answers = so_far.view.answers
        assert matters(answers, step, seed), f"{step.key} after {dict(answers.raw)}"


def is_misread(charge: Charge) -> bool:
    """Whether a conviction is said to be of a class that its section never had. With the day when
    it happened that becomes a contradiction; until then all leads to the record."""
    count = count_of(charge, DAY, read_charge)
    [section, *more] = count.section
    if more or section not in TIERED:
        return False
    tiers = tuple(tier for _, law in TIERED[section].history for tier in law)
    stated = uninferred(count).classes
    return stated.isdisjoint(classes_of(tiers, EITHER, EITHER) - {OffenseClass.CIVIL})


def matters(answers: Answers, step: Step, seed: int, tries: int = TRIES) -> bool:
    within = days_told(answers)
    known = answers_to(step.question.id, step.question.kind, [*DAYS, *TURNS, *within])
    for other in people(tries, seed, within):
        found: list[object] = []
        for raw in random.Random(other.seed).sample(known, min(len(known), 6)):
            end = other.goes_on(answers.with_answer(step.key, raw))
            findings = judge_record(end.record, DAY)
            if contradicts(findings) and not shows_a_ticket(findings):
                continue
            now = told(findings)
            if found and now not in found:
                return True
            found.append(now)
    return False
