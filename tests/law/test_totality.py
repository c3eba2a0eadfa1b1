"""The rules leave no case without an answer, and no answer that a fact still open could change."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from itertools import product
from math import prod

from hypothesis import given, settings

from portal.charges.read import read_charge
from portal.eligibility.batch import Decision, judge_many
from portal.eligibility.reading import Reader
from portal.eligibility.situation import Situation, situation_of
from portal.eligibility.verdict import (
    Verdict,
    verdict,
)
from portal.facts import (
    Answer,
    Case,
    Charge,
    Disposition,
    Jurisdiction,
    Person,
    Sentence,
)
from portal.law import leaves
from portal.law.codes import Flag, Outcome
from portal.law.known import Fact, Known
from portal.law.logic import AllOf, Condition, Not, Shown
from portal.law.rules import Rule, rules_on
from portal.service.check import judge_record
from portal.service.document import Document, read_document
from tests.law.space import Cell, Cut, Surveyed, cuts, known_at, start, survey
from tests.law.test_cases import WRITTEN
from tests.law.test_properties import cases, people

DAY = date(2026, 11, 22)
RULES = rules_on(DAY)
SPACE = cuts(RULES)
GET_RECORD = Outcome.GET_RECORD
RULING_3 = Outcome.MOTION, frozenset({Outcome.MOTION, Outcome.CHECK_PARDON_THEN_MOTION})
"""Ruling 3: an amount nobody knows is not shown to be small, so the case is a motion; learning the
amount may still bring the check for a pardon before that same motion."""
NEVER_OPEN = {
    leaves.ORDER_ENTERED.id,
    leaves.PARDON_EXPUNGES.id,
    leaves.PARDON_PLAIN.id,
    leaves.CHECKED.id,
}
"""Ruling 1: who does not know of a pardon or a check is judged as one without."""


@cache
def documents() -> tuple[Document, ...]:
    found = [read_document(written.document) for written in WRITTEN]
    assert all(isinstance(each, Document) for each in found)
    return tuple(each for each in found if isinstance(each, Document))


@cache
def situations() -> tuple[Situation, ...]:
    """The written cases as the engine sees them."""
    return tuple(
        situation_of(document.record.person, case, document.day, read_charge)
        for document in documents()
        for case in document.record.cases
    )


@cache
def arising() -> Mapping[Fact, tuple[Cell, ...]]:
    """The cells that real answers lead to: those of the written cases, and there are no others."""
    known = [each for situation in situations() for each in situation.known]
    touched = {
        fact: {cut.place(one.possible[fact]) for one in known} for fact, cut in SPACE.items()
    }
    return {
        fact: tuple(cell for cell in cut.cells if cell.atoms in touched[fact])
        for fact, cut in SPACE.items()
    }


@cache
def surveyed(kind: str) -> Surveyed:
    cells: Mapping[Fact, tuple[Cell, ...]] = {
        "known": {fact: cut.atoms for fact, cut in SPACE.items()},
        "arising": arising(),
        "whole": {fact: cut.cells for fact, cut in SPACE.items()},
    }[kind]
    found = survey(SPACE, cells, start(RULES))
    assert sum(found.points.values()) == prod(map(len, cells.values()))
    return found


def in_words(found: Surveyed) -> str:
    counts = found.by_outcome()
    each = ", ".join(f"{outcome} {number:,}" for outcome, number in sorted(counts.items()))
    return f"{sum(counts.values()):,} points: {each}"


Tell = Callable[[str, object], None]


def test_where_all_is_known_exactly_one_outcome_follows(record_property: Tell) -> None:
    found = surveyed("known")
    assert all(ends == {outcome} for outcome, ends in found.points)
    assert {outcome for outcome, _ in found.points} == set(Outcome) - {
        GET_RECORD,
        Outcome.PETITION_SEAL,
    }
    record_property("figure", f"law, all facts known: {in_words(found)}")


def test_no_answer_of_the_whole_space_could_be_changed_by_what_is_still_open(
    record_property: Tell,
) -> None:
    found = surveyed("whole")
    changeable = {
        (outcome, ends)
        for outcome, ends in found.points
        if outcome is not GET_RECORD and ends != {outcome}
    }
    assert changeable == {RULING_3}
    record_property("figure", f"law, every mixture of unknowns: {in_words(found)}")


def test_of_what_can_arise_only_what_may_end_in_two_ways_is_unsure(record_property: Tell) -> None:
    found = surveyed("arising")
    for outcome, ends in found.points:
        expected = outcome if len(ends) == 1 or (outcome, ends) == RULING_3 else GET_RECORD
        assert outcome is expected, ends
        assert len(ends) == 2 or ends == {outcome}
    record_property("figure", f"law, the unknowns that arise: {in_words(found)}")


@settings(max_examples=200)
@given(people, cases)
def test_real_answers_lead_to_no_other_cells(person: Person, case: Case) -> None:
    for known in situation_of(person, case, DAY, read_charge).known:
        for fact, cut in SPACE.items():
            assert cut.place(known.possible[fact]) in {cell.atoms for cell in arising()[fact]}, fact


def of_one_count(known: Known) -> Verdict:
    case = Case(id="a", charges=(Charge(statute="720 ILCS 550/4(c)"),))
    situation = situation_of(Person(), case, DAY, read_charge)
    return verdict(replace(situation, known=(known,)))


def filled(point: Mapping[Fact, Cell], choose: Callable[[Cut], Cell]) -> Known:
    return known_at({fact: point.get(fact) or choose(cut) for fact, cut in SPACE.items()})


def test_the_engine_itself_walks_the_tests_as_the_survey_did(record_property: Tell) -> None:
    chance = random.Random(2019)
    number = 0
    for kind in ("known", "arising", "whole"):
        for point, outcome, _ in surveyed(kind).witnesses:
            for choose in (lambda cut: cut.cells[-1], lambda cut: chance.choice(cut.cells)):
                assert of_one_count(filled(point, choose)).outcome is outcome, point
                number += 1
    record_property("figure", f"law, the engine itself run on {number:,} points, all as surveyed")


def test_a_written_case_is_judged_by_its_cells_alone() -> None:
    """So the space loses nothing. How a count ended also chooses its wait, and stays as it was."""
    by_atoms = {
        fact: {cell.atoms: cell for cell in cut.cells}
        for fact, cut in SPACE.items()
        if fact is not Fact.ENDED
    }
    for situation in situations():
        coarse = tuple(
            replace(
                known,
                possible={
                    **known.possible,
                    **{
                        fact: cells[SPACE[fact].place(known.possible[fact])].possible
                        for fact, cells in by_atoms.items()
                    },
                },
            )
            for known in situation.known
        )
        assert verdict(replace(situation, known=coarse)) == verdict(situation)


def test_no_rule_is_dead() -> None:
    known_cells = [
        filled(point, lambda cut: cut.atoms[0]) for point, _, _ in surveyed("known").witnesses
    ]
    met = {rule.id for known in known_cells for rule in of_one_count(known).met if rule}
    assert met == {rule.id for rule in RULES}


def test_every_leaf_is_met_somewhere_not_met_somewhere_and_open_somewhere() -> None:
    for rule in RULES:
        for leaf in rule.when.leaves():
            truths = {leaf.truth(known_at({leaf.fact: cell})) for cell in arising()[leaf.fact]}
            open_too = set() if leaf.id in NEVER_OPEN else {Answer.UNKNOWN}
            assert truths == {Answer.YES, Answer.NO} | open_too, leaf.id


def by_reasons(condition: Condition, truths: Mapping[str, Answer]) -> Answer:
    """A condition judged by nothing but the reasons that were given."""
    if isinstance(condition, Not):
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(
            by_reasons(condition.condition, truths), Answer.UNKNOWN
        )
    if isinstance(condition, Shown):
        met = by_reasons(condition.condition, truths) is Answer.YES
        return Answer.YES if met else Answer.NO
    if isinstance(condition, AllOf):
        parts = {by_reasons(part, truths) for part in condition.conditions}
        return next((t for t in (Answer.NO, Answer.UNKNOWN) if t in parts), Answer.YES)
    [leaf] = condition.leaves()
    return truths[leaf.id]


def outcome_by_reasons(rules: tuple[Rule, ...], truths: Mapping[str, Answer]) -> Outcome:
    may_be: set[Outcome] = set()
    for rule in rules:
        truth = by_reasons(rule.when, truths)
        may_be |= {rule.outcome} if truth is not Answer.NO else set()
        if truth is Answer.YES:
            break
    return may_be.pop() if len(may_be) == 1 else GET_RECORD


def test_the_reasons_alone_lead_to_the_outcome() -> None:
    """With one count. Several counts' reasons stand together, each sentence once."""
    judged = 0
    for document in documents():
        findings = judge_record(document.record, document.day)
        for case, finding in zip(document.record.cases, findings.cases, strict=True):
            plain = len(case.charges) == 1 and case.all_charges_listed is Answer.YES
            if not plain or Flag.CONTRADICTION in finding.flags:
                continue
            if finding.charges[0].cannabis is None:
                continue
            truths = {reason.rule: reason.truth for reason in finding.reasons}
            rules = rules_on(document.day)
            assert finding.outcome is outcome_by_reasons(rules, truths), finding
            judged += 1
    assert judged > 250


OPEN_ANSWERS: dict[str, tuple[object, list[object]]] = {
    "jurisdiction": (Jurisdiction.UNKNOWN, list(Jurisdiction)),
    "all_charges_listed": (Answer.UNKNOWN, [Answer.YES]),
    "attempt": (Answer.UNKNOWN, [Answer.YES, Answer.NO]),
    "subsequent": (Answer.UNKNOWN, [Answer.YES, Answer.NO]),
    "to_minor": (Answer.UNKNOWN, [Answer.YES, Answer.NO]),
    "disposition": (Disposition.UNKNOWN, list(Disposition)),
    "sentence": (Sentence.UNKNOWN, list(Sentence)),
}
"""Answers left open one at a time, which no other answer tells: class and amount follow from the
tables (ruling 2), days bound each other, and an end such as paid or released tells the court."""


def with_answer(case: Case, at: int, name: str, value: object) -> Case:
    if hasattr(case, name):
        return replace(case, **{name: value})  # type: ignore[arg-type]
    charges = list(case.charges)
    charges[at] = replace(charges[at], **{name: value})  # type: ignore[arg-type]
    return replace(case, charges=tuple(charges))


def test_no_written_case_is_decided_against_an_answer_left_open(record_property: Tell) -> None:
    """The same from the answers as they are given, every value in place of each one left open."""
    compared = 0
    read = lru_cache(read_charge)
    for document in documents():
        [case, *others] = document.record.cases
        if others:
            continue
        for (name, (unknown, values)), at in product(
            OPEN_ANSWERS.items(), range(len(case.charges))
        ):
            open_case = with_answer(case, at, name, unknown)
            [less] = judged_alone(document, open_case, read)
            if less.outcome is GET_RECORD or Flag.CONTRADICTION in less.flags:
                continue
            for value in values:
                [more] = judged_alone(document, with_answer(case, at, name, value), read)
                if more.outcome is GET_RECORD or Flag.CONTRADICTION in more.flags:
                    continue
                changed = frozenset({less.outcome, more.outcome})
                assert len(changed) == 1, (case, name, value)
                compared += 1
    assert compared > 3000
    record_property(
        "figure",
        f"law, written cases with one answer left open: {compared:,}, none decided against it",
    )


def judged_alone(document: Document, case: Case, read: Reader) -> tuple[Decision, ...]:
    record = replace(document.record, cases=(case,))
    return next(judge_many([record], document.day, read)).cases
