"""The written cases notice every small mistake that the rulebook could have.

A mistake that no case notices is listed in ``WITHOUT_EFFECT`` with why it is none; a test of its
own proves it there, on every point of the space or on every day that matters.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache, lru_cache
from itertools import product

import pytest

from portal.charges.read import read_charge
from portal.eligibility.engine import judge
from portal.eligibility.finding import Finding
from portal.facts import Case, Charge, Person, Record
from portal.languages import voice
from portal.law import rules
from portal.law.dated import NoLawInForce
from portal.law.days import CANNABIS_CONTROL_ACT, CUTOFF
from portal.law.known import Fact
from portal.law.offenses import TIERED, tiers_of
from portal.law.rules import Stage
from portal.say import Span
from portal.service.document import Document, read_document
from tests.law.mutants import Mutant, every_mutant
from tests.law.space import Cell, Walk, alike, cuts, start
from tests.law.test_cases import WRITTEN, Written, differences, packet_differences
from tests.law.test_totality import arising, situations

EARLIER = "What it would let pass an earlier test has already met."
APART = "The two tests are never both met, and unknowns of both count whatever their order."
SAME = "Both tests lead to the same outcome and to the same second steps."
STAGES = "Tests of the whole case come before those of a count wherever they stand in the list."
NO_RULE_YET = "On that day no rule is in force, so nothing asks for the wait."
NO_TIER_BETWEEN = "It only moves where an open beginning starts, and no tier changes on that day."

_IN_14 = (
    "14.minor, (AllOf offense.section-4-or-5+minor.amount+offense.section-7+offense.attempt+"
    "minor.violent-crime): without "
)
OF_TESTS = {
    "3.citation-unpaid: without (OneOf court.civil-citation)": (
        "Whether a citation is owed is only asked of what is or may be one; where it only may be, "
        "a town ticket may be too, and the outcome is open."
    ),
    _IN_14 + "(OneOf offense.section-4-or-5)": EARLIER,
    _IN_14 + "(Not offense.section-7)": EARLIER,
    "3.ordinance: after 3.citation-unpaid": APART,
    "5.order-entered: after 5.pardon-expunges": APART,
    "5.pardon-expunges: after 5.pardon-plain": APART,
    "5.pardon-plain: after 5.vacated": STAGES,
    "5.vacated: after 5.still-running": APART,
    "7.section: after 9.class": SAME,
    "13.other-count: after 13.mixed-ends": SAME,
}
OF_WAITS = {
    f"{wait}: since 2019-06-24": NO_RULE_YET
    for wait in (
        "wait.expunge-supervision (1)",
        "wait.expunge-qualified-probation (2)",
        "wait.seal (3)",
        "wait.seal (4)",
        "wait.police-record (5)",
    )
}
OF_DAYS = {"portal.law.days: CANNABIS_CONTROL_ACT 1971-08-17": NO_TIER_BETWEEN}
WITHOUT_EFFECT = OF_TESTS | OF_WAITS | OF_DAYS

ENGLISH = voice("en")
read = lru_cache(maxsize=4096)(read_charge)
"""No mutant changes how a charge is read."""


@cache
def documents() -> list[tuple[Written, Document]]:
    found = [(written, read_document(written.document)) for written in WRITTEN]
    return [(written, each) for written, each in found if isinstance(each, Document)]


def notices(written: Written, document: Document) -> bool:
    """Whether the case does not turn out as its lawyer wrote."""
    try:
        findings = judge(document.record, document.day, read)
    except (AssertionError, LookupError, RecursionError, ValueError):
        return True
    packets = [
        {"county": each.county, "cases": list(each.cases), "after": list(each.after)}
        for each in findings.packets
    ]
    if packet_differences(packets, written.expect):
        return True
    as_of = written.document["as_of"]
    return any(
        differences(_shown(findings.cases[place], expected), expected, place, as_of)
        for place, expected in written.expected
    )


def _shown(finding: Finding, expected: dict[str, object]) -> dict[str, object]:
    """The result as the check shows it; its sentences only for a case that expects some."""
    days = [finding.not_before, *(step.not_before for step in finding.also)]
    first, *later = [day.isoformat() if day else None for day in days]
    steps = zip(finding.also, later, strict=True)
    said = finding.reasons if {"says_includes", "says_excludes"} & expected.keys() else ()
    return {
        "outcome": finding.outcome,
        "not_before": first,
        "also": [{"code": step.code, "not_before": day} for step, day in steps],
        "flags": list(finding.flags),
        "ask_next": list(finding.ask_next),
        "reasons": [{"says": ENGLISH.text(reason.says)} for reason in said],
    }


def survivors(mutants: list[Mutant]) -> list[Mutant]:
    """Those no case notices. The cases that noticed the last mutants are put first to the next."""
    order = documents().copy()
    left = []
    for mutant in mutants:
        with mutant.in_force():
            noticed = next((at for at, each in enumerate(order) if notices(*each)), None)
        if noticed is None:
            left.append(mutant)
        else:
            order.insert(0, order.pop(noticed))
    return left


def test_the_cases_notice_every_mistake(record_property: Callable[[str, object], None]) -> None:
    mutants = every_mutant()
    assert [written.name for written, document in documents() if notices(written, document)] == []
    left = [mutant.name for mutant in survivors(mutants)]
    assert [name for name in left if name not in WITHOUT_EFFECT] == []
    assert sorted(left) == sorted(WITHOUT_EFFECT), "some listed mistake does have an effect"
    record_property(
        "figure",
        f"law, mistakes made in the rulebook: {len(mutants)}, noticed by a written case "
        f"{len(mutants) - len(left)}, proved to be none {len(left)}, unnoticed 0",
    )


def named(name: str) -> Mutant:
    return next(mutant for mutant in every_mutant() if mutant.name == name)


def walk() -> Walk:
    """The tests as the engine goes through them: those of the whole case first."""
    return start(sorted(rules.RULES, key=lambda rule: rule.stage is not Stage.CASE))


@cache
def spaces() -> tuple[dict[Fact, tuple[Cell, ...]], ...]:
    """What can arise, once for each kind of court with what it leaves open of a citation's end."""
    space = cuts(rules.RULES)
    pair = Fact.FORUM, Fact.CITATION_END
    arise = {
        tuple(space[fact].place(known.possible[fact]) for fact in pair)
        for situation in situations()
        for known in situation.known
    }
    return tuple(
        dict(arising()) | {pair[0]: (forum,), pair[1]: (end,)}
        for forum, end in product(space[pair[0]].cells, space[pair[1]].cells)
        if (forum.atoms, end.atoms) in arise
    )


@pytest.mark.parametrize("name", OF_TESTS)
def test_a_mistake_in_the_tests_is_none_where_every_point_is_decided_alike(name: str) -> None:
    right = walk()
    with named(name).in_force():
        wrong = walk()
    assert wrong != right or OF_TESTS[name] is STAGES
    assert all(alike(right, wrong, cells) for cells in spaces())


@pytest.mark.parametrize("name", ["4.open: left out", "9.class: MOTION", "13.mixed-ends: left out"])
def test_a_mistake_with_an_effect_is_not_proved_to_be_none(name: str) -> None:
    right = walk()
    with named(name).in_force():
        wrong = walk()
    assert not all(alike(right, wrong, cells) for cells in spaces())


def test_only_the_two_tests_of_the_same_case_add_a_second_step_by_their_name() -> None:
    """So the order of the tests within a number is no matter for what follows from them."""
    swapped = [name.split(": after ") for name in OF_TESTS if ": after " in name]
    for one, other in swapped:
        assert one.startswith("13.") is other.startswith("13.")


@pytest.mark.parametrize("name", OF_WAITS)
def test_no_wait_is_asked_for_before_the_first_rule(name: str) -> None:
    record = Record(person=Person(), cases=(Case(id="a", charges=(Charge(),)),))
    with named(name).in_force(), pytest.raises(NoLawInForce):
        judge(record, CUTOFF - timedelta(days=1), read)


@pytest.mark.parametrize("name", OF_DAYS)
def test_an_open_beginning_a_day_later_finds_the_same_tiers(name: str) -> None:
    around = [CANNABIS_CONTROL_ACT + timedelta(days=off) for off in (-9000, -2, -1, 0, 1, 2, 9500)]
    spans = [Span(first, last) for first, last in product(around, around) if first <= last]
    right = [tiers_of(section, span) for section, span in product(TIERED, spans)]
    with named(name).in_force():
        assert [tiers_of(section, span) for section, span in product(TIERED, spans)] == right
