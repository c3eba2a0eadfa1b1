"""The order of tests walked while some facts may still be asked for: which of them decide."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from portal.eligibility.ladders import Seen
from portal.eligibility.truth import (
    MAY_FAIL,
    MAY_HOLD,
    Truth,
    Truths,
    condition_truth,
    deciding_facts,
    open_facts,
)
from portal.eligibility.verdict import Mixes, Way, any_mixes, combine, ways_by
from portal.law.codes import Outcome
from portal.law.known import Fact
from portal.law.leaves import AT_MOST_30
from portal.law.rules import MINOR, POLICE_RECORD_DUE, Rule, Stage, rules_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """``facts``: those that decide; ``ends``: the outcomes that can still become sure, and those of
    them that a test of the count gives."""

    facts: frozenset[Fact]
    ends: frozenset[Outcome]
    of_count: frozenset[Outcome]


Worlds = frozenset[Mixes]
"""For each way in which the other charges may come to be told, what they then add to the case."""


@lru_cache(maxsize=64)
def any_worlds(day: date, *, dropped: bool = False) -> Worlds:
    """The others may be anything; ``dropped``: all were, or nobody knows."""
    return frozenset(frozenset({mix}) for mix in any_mixes(day, dropped=dropped))


def walk(day: date, truths: Truths, seen: Seen, others: Worlds) -> Walk:
    """The tests in their order, and what of them is still open."""
    standing = _standing(_rules(day, "convicted" in seen.ended), truths)
    tests = _telling(standing, seen, others, day)
    candidates = list(_candidates(tests, truths, seen, day))
    if seen.serving:
        candidates = _as_served(candidates, others)
    unknown = frozenset().union(*[_own_ways(rule, seen, day) for rule, _ in tests])
    deciding = others if seen.tells_others else _deciding_worlds(candidates, unknown, others)
    facts: set[Fact] = set()
    ends: set[Outcome] = set()
    of_count: set[Outcome] = set()
    for each in candidates:
        outcome = each.rule.outcome
        if each.rule.stage is Stage.CASE:
            if each.stuck <= {outcome}:
                facts |= each.passed
                ends.add(outcome)
            continue
        facts |= each.decided_by(deciding)
        found = each.comes_to(others)
        ends |= found
        # What follows once another sentence is served counts too.
        of_count |= found | ({outcome} if Outcome.WAIT_OR_REFER in found else set())
    facts |= _second_steps(of_count, standing, truths, seen)
    return Walk(facts=frozenset(facts), ends=frozenset(ends), of_count=frozenset(of_count))


def _as_served(candidates: list[_Candidate], others: Worlds) -> list[_Candidate]:
    """What follows a sentence is told only where the case surely waits for it."""
    for at, each in enumerate(candidates):
        outcome, convicted = each.rule.outcome, each.rule.stage is Stage.CONVICTED
        waits = convicted and outcome is Outcome.WAIT_OR_REFER
        if waits and outcome not in each.comes_to(others):
            return candidates[: at + 1]
    return candidates


def _deciding_worlds(
    candidates: list[_Candidate], unknown: frozenset[Way], others: Worlds
) -> Worlds:
    """Those in which it makes a difference which test is met. Even of a charge that is not sure of
    its own it may (ruling 8). ``unknown``: how it may end if nothing more is told."""
    ways = {unknown, *(each.ways for each in candidates if each.rule.stage is not Stage.CASE)}
    return frozenset(
        mixes for mixes in others if len({_sure(_together(each, mixes)) for each in ways}) > 1
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A test that may yet be the one that is met. ``passed``: the open facts up to it; ``failed``:
    those of tests that can only be told not to be met, each with how the count may end where that
    is not told; ``stuck``: what tests of the whole case before it leave possible; ``ways``: how the
    count then may end."""

    rule: Rule
    passed: frozenset[Fact]
    failed: tuple[tuple[frozenset[Fact], frozenset[Way]], ...]
    stuck: frozenset[Outcome]
    ways: frozenset[Way]

    def decided_by(self, deciding: Worlds) -> frozenset[Fact]:
        """The facts that are needed for a sure answer of the case if the test is met."""
        sure = [mixes for mixes in deciding if self._comes_to(mixes) is not Outcome.GET_RECORD]
        if not sure:
            return frozenset()
        needed = [facts for facts, ways in self.failed if any(self._spoil(ways, m) for m in sure)]
        return self.passed.union(*needed)

    def _spoil(self, ways: frozenset[Way], mixes: Mixes) -> bool:
        """Whether the answer is another one where the count may also end in these ways."""
        end = self._comes_to(mixes)
        if self._comes_to(mixes, ways) is not end:
            return True
        own = {way.outcome in _FILES for way in self.ways}
        # Which convictions the motion is for is told of each.
        return (
            end in _FILES and len(own) == 1 and len(own | {w.outcome in _FILES for w in ways}) > 1
        )

    def _comes_to(self, mixes: Mixes, more: frozenset[Way] = frozenset()) -> Outcome:
        return _sure(self.stuck | _together(self.ways | more, mixes))

    def comes_to(self, others: Worlds) -> set[Outcome]:
        """The sure answers of the case if it is met."""
        return {self._comes_to(mixes) for mixes in others} - {Outcome.GET_RECORD}


def _candidates(tests: Tests, truths: Truths, seen: Seen, day: date) -> Iterator[_Candidate]:
    passed: frozenset[Fact] = frozenset()
    failed: tuple[tuple[frozenset[Fact], frozenset[Way]], ...] = ()
    stuck: frozenset[Outcome] = frozenset()
    ways: frozenset[Way] = frozenset()
    for rule, truth in tests:
        own = _own_ways(rule, seen, day)
        if truth is Truth.ONLY_NO and own:
            failed = (*failed, (frozenset(deciding_facts(rule.when, truths)), own))
        elif truth is not Truth.STUCK:
            passed |= deciding_facts(rule.when, truths)
        if truth in MAY_HOLD:
            yield _Candidate(rule=rule, passed=passed, failed=failed, stuck=stuck, ways=ways | own)
        if truth not in MAY_FAIL:
            stuck |= {rule.outcome} if rule.stage is Stage.CASE else frozenset()
            ways |= own


def _own_ways(rule: Rule, seen: Seen, day: date) -> frozenset[Way]:
    if rule.stage is Stage.CASE:
        return frozenset()
    return ways_by(rule, seen.cannabis, seen.ended, day)


def _together(ways: frozenset[Way], mixes: Mixes) -> set[Outcome]:
    return {combine(mix | {_beside(way, mix)}) for mix in mixes for way in ways}


def _beside(way: Way, mix: frozenset[Way]) -> Way:
    """Beside a conviction of something else the motion's form does not fit (test 13)."""
    if way.outcome not in _FILES or not any(map(_is_of_something_else, mix)):
        return way
    return replace(way, outcome=Outcome.FORM_UNUSABLE_REFER)


def _is_of_something_else(way: Way) -> bool:
    return way.stage is Stage.CONVICTED and not way.cannabis


def _sure(outcomes: Set[Outcome]) -> Outcome:
    return next(iter(outcomes)) if len(outcomes) == 1 else Outcome.GET_RECORD


@lru_cache(maxsize=64)
def _rules(day: date, convicted: bool) -> tuple[Rule, ...]:
    """The rules in force, in order; those about a conviction only where there may be one."""
    return tuple(rule for rule in rules_on(day) if convicted or rule.stage is not Stage.CONVICTED)


Tests = list[tuple[Rule, Truth]]


def _standing(rules: tuple[Rule, ...], truths: Truths) -> Tests:
    """The tests that may be met, up to the one that surely is."""
    standing: Tests = []
    for rule in rules:
        truth = condition_truth(rule.when, truths)
        if truth is Truth.NO:
            continue
        standing.append((rule, truth))
        if truth is Truth.YES:
            break
    return standing


def _telling(standing: Tests, seen: Seen, others: Worlds, day: date) -> Tests:
    """Those that tell outcomes apart: where the last of them all end alike, the one that surely is
    met stands for them."""
    ends: list[Hashable] = []
    stuck: frozenset[Way] = frozenset()
    for rule, truth in standing:
        own = _own_ways(rule, seen, day)
        ends.append(_comes_to(rule, stuck | own, seen, others))
        stuck |= own if truth not in MAY_FAIL else frozenset()
    *tests, last = standing
    while tests and ends[len(tests) - 1] == ends[-1]:
        rule, truth = tests[-1]
        if truth not in MAY_FAIL and rule.outcome is not last[0].outcome:
            break
        tests.pop()
    return [*tests, last]


def _comes_to(rule: Rule, ways: frozenset[Way], seen: Seen, others: Worlds) -> Hashable:
    """What the case comes to where the charge meets the test, and may then end in these ways. While
    what it was or how it ended can be told, the other charges hang on it too."""
    if seen.tells_others or rule.stage is Stage.CASE:
        return rule.outcome
    found = [_sure(_together(ways, mixes)) for mixes in others]
    return tuple([(end, _told_of_it(rule, end)) for end in found])


def _told_of_it(rule: Rule, end: Outcome) -> bool:
    """Whether the conviction is among those that the motion is for, or that the case waits for."""
    if rule.stage is not Stage.CONVICTED:
        return False
    return rule.outcome in _FILES if end in _FILES else end is rule.outcome is _WAITS


_WAITS = Outcome.WAIT_OR_REFER


_FILES = frozenset({Outcome.MOTION, Outcome.CHECK_PARDON_THEN_MOTION})


def _second_steps(ends: set[Outcome], standing: Tests, truths: Truths, seen: Seen) -> set[Fact]:
    """What decides whether a pardon may be there too, or the police's copy gone."""
    facts: set[Fact] = set()
    ended = seen.ended
    minor = Truth.NO if seen.beside_major else condition_truth(MINOR, truths)
    if "convicted" in ended and ends & _FILES and minor is not Truth.NO:
        facts |= open_facts(MINOR, truths)
        if truths[AT_MOST_30.id] in (Truth.OPEN, Truth.STUCK):
            facts.add(Fact.CHECKED)
    beside = [at for at, (rule, _) in enumerate(standing) if rule.id.startswith("13.")]
    unusable = ended == {"convicted"} and Outcome.FORM_UNUSABLE_REFER in ends
    if beside and unusable and minor in MAY_HOLD:
        facts |= open_facts(MINOR, truths) | {Fact.CHECKED}
        for rule, _ in standing[: beside[0]]:
            facts |= open_facts(rule.when, truths)
    quiet = ended & {"supervision", "probation", "vacated"}
    due = condition_truth(POLICE_RECORD_DUE, truths)
    if quiet and Outcome.PETITION_EXPUNGE in ends and due in MAY_HOLD:
        facts |= open_facts(POLICE_RECORD_DUE, truths)
    return facts
