"""What an unsure case needs to be known: the facts on which its outcome can still turn."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from portal.eligibility.situation import Situation
from portal.eligibility.verdict import (
    AMENDED,
    UNLISTED,
    Mixes,
    Walked,
    Way,
    combine,
    mixes,
    rules_of_counts,
    walk,
    walk_case,
    ways_by,
    ways_of_counts,
)
from portal.facts import Answer, Court
from portal.law.codes import Outcome
from portal.law.known import Fact, Known
from portal.law.logic import AllOf, Condition, OneOf
from portal.law.rules import Rule, Stage

Need = tuple[int, Fact]
"""A fact of a count; one of the whole case is of the first."""


class Needs(NamedTuple):
    """``facts``: in the order of the tests. ``subjects``: the counts on whose being of cannabis the
    case may turn. ``listing``: whether a charge may be missing that matters."""

    facts: tuple[Need, ...]
    subjects: tuple[int, ...]
    listing: bool


def needs(situation: Situation) -> Needs:
    """What would bring the case closer to an answer."""
    of_case = walk_case(situation)
    known = situation.known[0]
    facts = [(0, fact) for fact in _open(_turning(of_case, lambda rule: rule.outcome), known)]
    if of_case.met is not None:
        return Needs(tuple(facts), (), listing=False)
    subjects: list[int] = []
    for at, effect in enumerate(_effects(situation)):
        own, turns = _of_count(situation, at, effect)
        facts += [(at, fact) for fact in own]
        subjects += [at] if turns else []
    return Needs(tuple(facts), tuple(subjects), listing=not situation.all_listed)


def _turning(walked: Walked, effect: Callable[[Rule], Hashable]) -> list[Rule]:
    """The unsettled rules that matter. One does not where the next surely is met instead, to the
    same effect."""
    left: list[Rule] = []
    after = walked.met
    for rule in reversed(walked.unsettled):
        if after is None or effect(rule) != effect(after):
            gives_way = False
        else:
            gives_way = after is walked.met or _is_within(rule.when, after.when)
        if not gives_way:
            left.insert(0, rule)
            after = rule
    return left


def _is_within(narrow: Condition, wide: Condition) -> bool:
    """Whether the wide condition is met wherever the narrow one is."""
    parts = narrow.conditions if isinstance(narrow, AllOf) else (narrow,)
    return isinstance(wide, OneOf) and any(
        isinstance(part, OneOf) and part.fact is wide.fact and part.values <= wide.values
        for part in parts
    )


def _open(rules: Iterable[Rule], known: Known) -> dict[Fact, None]:
    leaves = (leaf for rule in rules for leaf in rule.when.leaves())
    return dict.fromkeys(leaf.fact for leaf in leaves if leaf.truth(known) is Answer.UNKNOWN)


Effect = Callable[[Way], tuple[Outcome, ...]]
"""The outcome of the case by what a count adds, one for all that the others can add together."""


def _effects(situation: Situation) -> Iterator[Effect]:
    ways = ways_of_counts(situation)
    unlisted = [] if situation.all_listed else [UNLISTED]
    found: dict[frozenset[Way], Effect] = {}
    for at, own in enumerate(ways):
        if own not in found:
            found[own] = _effect(mixes([*ways[:at], *ways[at + 1 :], *unlisted]))
        yield found[own]


def _effect(beside: Mixes) -> Effect:
    several = tuple(beside)
    return cache(lambda way: tuple([combine(mix | {way}) for mix in several]))


def _asked_of(situation: Situation) -> list[Rule]:
    """The tests that may be reached: without a court case there was no conviction, however open
    the end is."""
    rules = rules_of_counts(situation.day)
    if situation.case.court is not Court.NONE:
        return rules
    return [rule for rule in rules if rule.stage is not Stage.CONVICTED]


def _of_count(situation: Situation, at: int, effect: Effect) -> tuple[Iterable[Fact], bool]:
    """The facts that the case needs of a count, and whether it may turn on whether the count is of
    cannabis."""
    count, known = situation.counts[at], situation.known[at]
    ended = known.choices(Fact.ENDED)
    if ended == {"amended"}:
        return (), False

    def effects(rule: Rule) -> frozenset[tuple[Outcome, ...]]:
        return frozenset(map(effect, ways_by(rule, count.cannabis, ended, count.day)))

    walked = walk(_asked_of(situation), known)
    turning = _turning(walked, effects)
    facts = _open(turning, known)
    last = [walked.met] if walked.met else []
    if "amended" in ended and any(effects(rule) != {effect(AMENDED)} for rule in last):
        facts = {Fact.ENDED: None, **facts}
    return facts, any(len(effects(rule)) > 1 for rule in (*turning, *last))
