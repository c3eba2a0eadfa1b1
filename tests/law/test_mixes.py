"""However the counts of one case turn out, together they have one outcome, and a few tell it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, product

import pytest

from portal.eligibility.verdict import (
    UNLISTED,
    Way,
    _ends,
    _single,
    any_mixes,
    combine,
    telling,
)
from portal.law.codes import Outcome
from portal.law.rules import Stage, rules_on
from portal.law.waiting import EXPUNGE_QUALIFIED_PROBATION, EXPUNGE_SUPERVISION

DAY = date(2026, 11, 22)
RULES = rules_on(DAY)
Tell = Callable[[str, object], None]


def alphabet() -> list[Way]:
    """Everything that one count can add to its case."""
    waits = [w.years.on(DAY) for w in (EXPUNGE_SUPERVISION, EXPUNGE_QUALIFIED_PROBATION)]
    ways = {Way(None, Outcome.GET_RECORD, cannabis=False)}
    for rule, cannabis in product(RULES, (True, False)):
        if rule.stage is Stage.CONVICTED:
            outcome = rule.outcome if cannabis else Outcome.NOT_ELIGIBLE_REFER
            ways.add(Way(rule.stage, outcome, cannabis))
        elif rule.stage is Stage.UNCONVICTED:
            after = [0, *waits] if rule.outcome is Outcome.PETITION_EXPUNGE else [0]
            ways |= {Way(rule.stage, rule.outcome, cannabis, wait) for wait in after}
    return sorted(ways, key=repr)


def mixes(ways: list[Way], most: int) -> Iterator[frozenset[Way]]:
    return (frozenset(mix) for size in range(1, most + 1) for mix in combinations(ways, size))


def test_every_mix_of_counts_has_one_outcome_that_a_few_of_them_tell(record_property: Tell) -> None:
    ways = alphabet()
    number = 0
    for mix in mixes(ways, len(ways)):
        assert combine(telling(mix)) is combine(mix)
        number += 1
    for mix, way in product(mixes(ways, 3), ways):
        assert telling(telling(mix) | {way}) == telling(mix | {way})
    record_property("figure", f"law, mixes of counts in a case: {number:,}, each with one outcome")


def test_what_any_other_counts_do_to_one_more_no_count_or_one_or_two_do_too() -> None:
    ways = alphabet()

    def effect(mix: frozenset[Way]) -> tuple[Outcome, ...]:
        return tuple([combine(mix | {way}) for way in ways])

    few = {effect(mix) for mix in any_mixes(DAY)}
    assert {effect(telling(mix)) for mix in mixes(ways, 4)} <= few


@pytest.mark.parametrize("counts", [1, 2, 3, 4])
def test_the_ways_of_several_counts_are_all_their_combinations(counts: int) -> None:
    chance = random.Random(counts)
    ways = alphabet()
    for _ in range(150):
        each = [frozenset(chance.sample(ways, chance.randint(1, 4))) for _ in range(counts)]
        assert _ends(each) == {combine(frozenset(chosen)) for chosen in product(*each)}


def test_a_count_that_nobody_listed_could_be_any_count_with_a_finished_sentence() -> None:
    """That its sentence is finished, like those listed, is our reading of ruling 9."""
    ways = alphabet()
    unfinished = Way(Stage.CONVICTED, Outcome.WAIT_OR_REFER, cannabis=True)
    anything = frozenset(ways) - {unfinished}
    for mix in mixes(ways, 3):
        listed = [frozenset({way}) for way in mix]
        assert _single(_ends([*listed, UNLISTED])) is _single(_ends([*listed, anything]))
