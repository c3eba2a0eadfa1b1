"""The order of tests applied: the ways a case can still turn out, count by count and as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from portal.eligibility.count import Count
from portal.eligibility.situation import Situation
from portal.eligibility.told import told
from portal.facts import Answer
from portal.law.codes import Outcome
from portal.law.known import EITHER, YES, Fact, Known
from portal.law.rules import Rule, Stage, rules_on
from portal.law.waiting import EXPUNGE_QUALIFIED_PROBATION, EXPUNGE_SUPERVISION


@dataclass(frozen=True, slots=True)
class Way:
    """What one count can add to its case: at which stage it ends, with which outcome."""

    stage: Stage | None
    """None: it does not count, as an amended count does not."""
    outcome: Outcome
    cannabis: bool
    wait: int = 0
    """Years before a petition, for a count without a conviction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``outcome`` of the case; per count the outcome it decides with, or None, and the rule surely
    met; ``whole``: a test of the whole case decided."""

    outcome: Outcome
    by_count: tuple[Outcome | None, ...]
    met: tuple[Rule | None, ...]
    whole: bool


AMENDED = Way(None, Outcome.GET_RECORD, cannabis=False)
UNLISTED = frozenset(
    {
        Way(Stage.CONVICTED, Outcome.NOT_ELIGIBLE_REFER, cannabis=True),
        Way(Stage.CONVICTED, Outcome.MOTION, cannabis=True),
        Way(Stage.CONVICTED, Outcome.NOT_ELIGIBLE_REFER, cannabis=False),
        AMENDED,
    }
)
"""What a count that nobody listed could be."""


class Walked(NamedTuple):
    """The rules that may match, in their order, and the one that surely does: the first match
    wins, so none after it counts."""

    unsettled: tuple[Rule, ...]
    met: Rule | None

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.unsettled if self.met is None else (*self.unsettled, self.met)


def walk(rules: Iterable[Rule], known: Known) -> Walked:
    """Go through the rules in their order as far as they count."""
    unsettled: list[Rule] = []
    for rule in rules:
        truth = rule.when.truth(known)
        if truth is Answer.YES:
            return Walked(tuple(unsettled), rule)
        if truth is Answer.UNKNOWN:
            unsettled.append(rule)
    return Walked(tuple(unsettled), None)


def verdict(situation: Situation) -> Verdict:
    """Judge a case by the rules in force on the day; GET_RECORD unless every way ends the same."""
    of_case = walk_case(situation)
    possible = {rule.outcome for rule in of_case.rules}
    if of_case.met is not None:
        outcome = _single(possible)
        return Verdict(
            outcome=outcome,
            by_count=(outcome,) * len(situation.counts),
            met=(of_case.met,) * len(situation.counts),
            whole=True,
        )
    of_counts = _of_counts(situation)
    ways = [found for found, _ in of_counts]
    ends = _ends(ways if situation.all_listed else [*ways, UNLISTED])
    outcome = _single(possible | ends)
    return Verdict(
        outcome=outcome,
        by_count=_deciding(ways, outcome),
        met=tuple([met for _, met in of_counts]),
        whole=False,
    )


def walk_case(situation: Situation) -> Walked:
    """The tests of the whole case."""
    rules = (rule for rule in rules_on(situation.day) if rule.stage is Stage.CASE)
    return walk(rules, situation.known[0])


def rules_of_counts(day: date) -> list[Rule]:
    """The tests of each count, those of the whole case left out."""
    return [rule for rule in rules_on(day) if rule.stage is not Stage.CASE]


OfCount = tuple[frozenset[Way], Rule | None]


def _of_counts(situation: Situation) -> list[OfCount]:
    """For each count the ways it can turn out and the rule surely met."""
    rules = rules_of_counts(situation.day)
    found: list[OfCount] = []
    alike: dict[Hashable, OfCount] = {}
    for at, (known, count) in enumerate(zip(situation.known, situation.counts, strict=True)):
        key = at if len(situation.counts) == 1 else (count.cannabis, told(known, situation.day))
        if key not in alike:
            alike[key] = _ways(rules, known, count)
        found.append(alike[key])
    return found


def ways_of_counts(situation: Situation) -> list[frozenset[Way]]:
    """For each count what it can add to its case."""
    return [ways for ways, _ in _of_counts(situation)]


def _single(possible: set[Outcome]) -> Outcome:
    return next(iter(possible)) if len(possible) == 1 else Outcome.GET_RECORD


def _ways(rules: list[Rule], known: Known, count: Count) -> OfCount:
    ended = known.choices(Fact.ENDED)
    if ended == {"amended"}:
        return frozenset({AMENDED}), None
    ways = {AMENDED} if "amended" in ended else set()
    found = walk(rules, known)
    if found.met is None:
        raise AssertionError("the last rule always matches")
    for rule in found.rules:
        ways |= ways_by(rule, count.cannabis, ended, count.day)
    return frozenset(ways), found.met


def ways_by(
    rule: Rule, cannabis: frozenset[str], ended: frozenset[str], day: date
) -> frozenset[Way]:
    """What a count adds that a rule decides, by whether it is of cannabis and how it ended."""
    return frozenset([_way(rule, each == YES, ended, day) for each in cannabis])


def _way(rule: Rule, cannabis: bool, ended: frozenset[str], day: date) -> Way:
    if rule.stage is Stage.CONVICTED:
        outcome = rule.outcome if cannabis else Outcome.NOT_ELIGIBLE_REFER
        return Way(rule.stage, outcome, cannabis)
    waits = [
        waiting.years.on(day)
        for end, waiting in _WAITS.items()
        if end in ended and rule.outcome is Outcome.PETITION_EXPUNGE
    ]
    return Way(rule.stage, rule.outcome, cannabis, max(waits, default=0))


_WAITS = {"supervision": EXPUNGE_SUPERVISION, "probation": EXPUNGE_QUALIFIED_PROBATION}


def _ends(ways: list[frozenset[Way]]) -> set[Outcome]:
    """Every outcome of the case that some choice of a way for each count leads to."""
    return {combine(mix) for mix in mixes(ways)}


Mixes = frozenset[frozenset[Way]]


def mixes(ways: Iterable[frozenset[Way]]) -> Mixes:
    """What the counts can add together, by some choice of a way for each of them."""
    chosen: Mixes = frozenset({frozenset()})
    for count, times in Counter(ways).items():
        for _ in range(times):
            before = chosen
            chosen = frozenset([telling(already | {way}) for already in before for way in count])
            if chosen == before:
                break  # more of the same add nothing
    return chosen


@lru_cache(maxsize=64)
def any_mixes(day: date, *, dropped: bool = False) -> tuple[frozenset[Way], ...]:
    """All that other counts can do to one more: none of them, one way, or two; ``dropped``: where
    none of them was more than an arrest."""
    rules = rules_of_counts(day)
    ends: tuple[str, ...] = ("convicted", *_WAITS)
    if dropped:
        rules, ends = [rule for rule in rules if _may_be_of_dropped(rule)], ("dropped",)
    every = [ways_by(rule, EITHER, frozenset({end}), day) for rule in rules for end in ends]
    ways = sorted(frozenset().union(*every), key=repr)
    few = [frozenset(mix) for size in range(3) for mix in combinations(ways, size)]
    return tuple(dict.fromkeys(map(telling, few)))


def _may_be_of_dropped(rule: Rule) -> bool:
    return rule.stage is Stage.UNCONVICTED and rule.outcome is not Outcome.WAIT_OR_REFER


@lru_cache(maxsize=4096)
def telling(ways: frozenset[Way]) -> frozenset[Way]:
    """The ways that bear on the outcome, whatever is added: few, however many the counts are."""
    convicted = frozenset(way for way in ways if way.stage is Stage.CONVICTED)
    if any(way.cannabis for way in convicted):
        return frozenset(way for way in convicted if way.cannabis)
    counted = [way for way in ways if way.stage is Stage.UNCONVICTED]
    leading = {way.cannabis: way for way in sorted(counted, key=_lead)}
    return convicted | frozenset(leading.values())


def combine(ways: frozenset[Way]) -> Outcome:
    """The outcome of a case whose counts add exactly these ways (ruling 8)."""
    convicted = {way.outcome for way in ways if way.stage is Stage.CONVICTED and way.cannabis}
    if convicted:
        return _combine_convicted(convicted)
    if any(way.stage is Stage.CONVICTED for way in ways):
        beside = any(way.cannabis for way in ways)
        return Outcome.FORM_UNUSABLE_REFER if beside else Outcome.NOT_ELIGIBLE_REFER
    counted = [way for way in ways if way.stage is not None]
    return max(counted, key=_lead).outcome if counted else Outcome.GET_RECORD


def _combine_convicted(outcomes: set[Outcome]) -> Outcome:
    if len(outcomes) == 1:
        return next(iter(outcomes))
    if Outcome.NOT_ELIGIBLE_REFER in outcomes:
        return Outcome.FORM_UNUSABLE_REFER
    for first in (Outcome.WAIT_OR_REFER, Outcome.FORM_UNUSABLE_REFER):
        if first in outcomes:
            return first
    return Outcome.MOTION


def _lead(way: Way) -> tuple[bool, int, bool, bool]:
    """The longest wait leads; where waits are equal a cannabis count does."""
    running = way.outcome is Outcome.WAIT_OR_REFER
    return running, way.wait, way.cannabis, way.outcome is Outcome.PETITION_EXPUNGE


def _deciding(ways: list[frozenset[Way]], outcome: Outcome) -> tuple[Outcome | None, ...]:
    """Per count the outcome it decides with; None where it surely does not decide."""
    every = frozenset().union(*ways)
    if any(way.stage is Stage.CONVICTED and way.cannabis for way in every):
        deciding = {way for way in every if way.stage is Stage.CONVICTED and way.cannabis}
    elif any(way.stage is Stage.CONVICTED for way in every):
        deciding = {way for way in every if way.stage is Stage.CONVICTED}
    else:
        counted = [way for way in every if way.stage is not None]
        top = max(map(_lead, counted), default=None)
        deciding = {way for way in counted if _lead(way) == top}
    if outcome is Outcome.GET_RECORD and len(every) > 1:
        deciding = set(every)
    return tuple(_own(count & deciding, count, outcome, len(ways)) for count in ways)


def _own(
    deciding: frozenset[Way], ways: frozenset[Way], outcome: Outcome, counts: int
) -> Outcome | None:
    if counts == 1:
        return outcome
    if not deciding or all(way.stage is None for way in ways):
        return None
    own = {way.outcome for way in ways}
    return next(iter(own)) if len(own) == 1 else Outcome.GET_RECORD


def with_sentences_finished(situation: Situation) -> Situation:
    """The same case on the day after every sentence has ended, to see what follows."""
    finished = {Fact.SENTENCE: frozenset({"finished"})}
    known = tuple(
        replace(known, possible={**known.possible, **finished}) for known in situation.known
    )
    return replace(situation, known=known)
