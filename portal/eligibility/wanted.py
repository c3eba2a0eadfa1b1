"""What could still change the answer while a case is being told: the facts worth asking for.

The order of tests is walked as for a verdict, but what is not known is of two kinds: *open*, since
a question is still ahead, and *stuck*, since the person was asked and does not know. A stuck test
may leave no way to a sure answer. Then nothing more is worth asking, and the court record is the
next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from portal.eligibility.count import Count, uninferred
from portal.eligibility.relief import can_be_sealed
from portal.eligibility.situation import (
    counts_against,
    seen_alone,
    supervised_cannabis,
    violent,
)
from portal.facts import Answer, Case, Court, Disposition, Pardon, Person, Sentence
from portal.law.codes import Outcome
from portal.law.days import SEVENTEEN_JUVENILE_FOR_ALL, SEVENTEEN_JUVENILE_FOR_MISDEMEANORS
from portal.law.known import EITHER, NO, YES, Fact, Known
from portal.law.leaves import AT_MOST_30
from portal.law.logic import AllOf, Condition, Leaf, Not, Shown
from portal.law.rules import MINOR, POLICE_RECORD_DUE, Rule, Stage, leaves_on, rules_on
from portal.say import Span

Field = str
"""A fact by its name in the check document: ``offense_date``, ``pardoned``, ``birth_date``."""


class Listing(Enum):
    """Whether every charge of the case is known: not asked yet, yes, or the person cannot say."""

    OPEN = "open"
    CLOSED = "closed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the other charges of a case tell of one of them.

    ``violent``, ``against``, ``supervised``: of how many it is so, and of how many nobody knows.
    """

    listing: Listing = Listing.OPEN
    number: int = 0
    violent: tuple[int, int] = (0, 0)
    against: tuple[int, int] = (0, 0)
    supervised: tuple[int, int] = (0, 0)

    def plus(self, count: Count, times: int = 1) -> Beside:
        """With one charge more; ``times=-1`` takes it out again."""

        def tally(had: tuple[int, int], truth: frozenset[str]) -> tuple[int, int]:
            yes, unknown = truth == {YES}, truth == EITHER
            return had[0] + times * yes, had[1] + times * unknown

        return replace(
            self,
            number=self.number + times,
            violent=tally(self.violent, violent(count)),
            against=tally(self.against, counts_against(count)),
            supervised=tally(self.supervised, supervised_cannabis(count)),
        )

    def _truth(self, tally: tuple[int, int]) -> frozenset[str]:
        if tally[0]:
            return frozenset({YES})
        return EITHER if tally[1] or self.listing is not Listing.CLOSED else frozenset({NO})

    @property
    def facts(self) -> dict[Fact, frozenset[str]]:
        return {
            Fact.VIOLENT: self._truth(self.violent),
            Fact.OTHER_COUNT: self._truth(self.against),
            Fact.BESIDE: self._truth(self.supervised),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``fields``: what to ask for. ``seals``: whether the day of sealing may be told, which runs
    from the last sentence anywhere."""

    fields: frozenset[Field]
    seals: bool


def wanted(
    person: Person,
    case: Case,
    count: Count,
    beside: Beside,
    ahead: frozenset[Field],
) -> Wanted:
    """What of ``ahead``, the facts that can still be asked for, could change what follows.

    ``case`` and ``count`` as far as they were told; ``beside``: the other charges.
    """
    known = _known(person, case, count, beside, ahead)
    listing = beside.listing if not beside.number else Listing.OPEN
    truths = tuple([leaf.truth(known) for leaf in leaves_on(count.day)])
    seen = _Seen(
        ended=known.choices(Fact.ENDED),
        listing=listing,
        more=beside.listing is Listing.OPEN,
        only_arrest=case.court is Court.NONE,
        arrest=_arrest(count.charge.arrest_date),
        lettered=count.letter is not None,
        weighed=count.charge.grams is not None,
        tiered=not count.section.isdisjoint({"4", "5"}),
        sealable=YES in count.cannabis or can_be_sealed(count),
        serving=count.charge.sentence is Sentence.SERVING,
        on_probation=count.charge.disposition is Disposition.QUALIFIED_PROBATION_OPEN,
    )
    return _wanted(count.day, truths, seen, ahead)


class _Seen(NamedTuple):
    """What else of a count decides what is asked for. ``more``: other charges may still be told."""

    ended: frozenset[str]
    listing: Listing
    more: bool
    only_arrest: bool
    arrest: str
    lettered: bool
    weighed: bool
    tiered: bool
    sealable: bool
    serving: bool
    on_probation: bool


def _arrest(day: Span | None) -> str:
    if day is None:
        return "unknown"
    # At 17 a felony arrest was an adult one in these years, a misdemeanor arrest was not.
    by_class = (
        day.last >= SEVENTEEN_JUVENILE_FOR_MISDEMEANORS and day.first < SEVENTEEN_JUVENILE_FOR_ALL
    )
    return "by class" if by_class else "known"


def _known(
    person: Person, case: Case, count: Count, beside: Beside, ahead: frozenset[Field]
) -> Known:
    possible = {**seen_alone(person, case, count), **beside.facts}
    if "pardoned" in ahead:
        possible[Fact.PARDON] = _ANY_PARDON
    if "record_checked" in ahead:
        possible[Fact.CHECKED] = EITHER
    if "offense_class" in ahead:
        # The class of the judgment wins over what the tables imply: charges are often reduced.
        possible[Fact.CLASS] = uninferred(count).classes
    if count.charge.sentence is Sentence.SERVING:
        # What follows the sentence is told too, so the tests behind it count.
        possible[Fact.SENTENCE] = _ANY_SENTENCE
    return Known(possible=possible)


_ANY_PARDON: frozenset[str] = frozenset(Pardon) - {Pardon.UNKNOWN}
_ANY_SENTENCE = frozenset({"unfinished", "finished"})


@lru_cache(maxsize=8192)
def _wanted(day: date, found: tuple[Answer, ...], seen: _Seen, ahead: frozenset[Field]) -> Wanted:
    """Kept by what the rules are told, in which nothing is of a person's own words."""
    leaves = leaves_on(day)
    truths = {
        leaf.id: _told(truth, leaf.fact, seen, ahead)
        for leaf, truth in zip(leaves, found, strict=True)
    }
    walk = _walk(day, truths, seen)
    fields = {field for fact in walk.facts for field in _first_rungs(fact, seen, ahead)}
    if walk.ends:
        # Flags, and what is told beside the outcome.
        fields |= {"sealed", "sentence"}
        fields |= _own_end(walk, seen)
    if walk.of_count:
        fields.add("all_charges_listed")
    return Wanted(fields=frozenset(fields & ahead), seals=_seals(walk, seen))


def _own_end(walk: _Walk, seen: _Seen) -> frozenset[Field]:
    """The end of a sentence from which this case's own wait runs."""
    runs = seen.serving or seen.ended == {"running"}
    waits = Outcome.WAIT_OR_REFER in walk.of_count and runs
    petitions = Outcome.PETITION_EXPUNGE in walk.of_count and seen.ended in _WITH_WAIT
    return frozenset({"sentence_end_date"} if waits or petitions else ())


_WITH_WAIT = ({"supervision"}, {"probation"})


def _seals(walk: _Walk, seen: _Seen) -> bool:
    if seen.on_probation or seen.ended == {"probation"}:
        return bool(walk.of_count)
    return seen.sealable and not walk.of_count.isdisjoint(_SEALED)


_SEALED = frozenset({Outcome.NOT_ELIGIBLE_REFER, Outcome.FORM_UNUSABLE_REFER})


def _told(truth: Answer, fact: Fact, seen: _Seen, ahead: frozenset[Field]) -> _Truth:
    if truth is Answer.UNKNOWN:
        return _Truth.OPEN if _is_open(fact, seen, ahead) else _Truth.STUCK
    return _Truth.YES if truth is Answer.YES else _Truth.NO


def _is_open(fact: Fact, seen: _Seen, ahead: frozenset[Field]) -> bool:
    if fact in _OF_OTHERS:
        return seen.more
    if fact is Fact.SENTENCE and seen.serving:
        return True
    return any(rung in ahead for ladder in _ladders(fact, seen, ahead) for rung in ladder)


_OF_OTHERS = frozenset({Fact.VIOLENT, Fact.OTHER_COUNT, Fact.BESIDE})


def _first_rungs(fact: Fact, seen: _Seen, ahead: frozenset[Field]) -> Iterator[Field]:
    for ladder in _ladders(fact, seen, ahead):
        yield from [rung for rung in ladder if rung in ahead][:1]


_Ladder = tuple[Field, ...]


def _ladders(fact: Fact, seen: _Seen, ahead: frozenset[Field]) -> tuple[_Ladder, ...]:
    """The fields that would settle a fact, the most decisive first. One is asked for where it is
    the first of its ladder that is still ahead."""
    match fact:
        case Fact.JUVENILE if not seen.only_arrest:
            # With a court that nobody knows, no age makes it surely a juvenile record.
            return (("court",),)
        case Fact.JUVENILE:
            dated = _DATED if seen.arrest == "unknown" else ()
            by_class = seen.arrest in ("unknown", "by class")
            classed = (("statute",), _class_rungs(seen, ahead)) if by_class else ()
            return (("birth_date",), dated, *classed)
        case Fact.CLASS:
            return (("statute",), _class_rungs(seen, ahead))
        case Fact.GRAMS:
            return (("statute",), (*_DAY, "grams") if seen.lettered else ("grams",))
        case Fact.TO_MINOR | Fact.ATTEMPT:
            return (("statute",), _OWN[fact])
        case _:
            return (_OWN.get(fact, ()),)


def _class_rungs(seen: _Seen, ahead: frozenset[Field]) -> _Ladder:
    """Letter or grams with the day, and whether it was the first time, imply it (ruling 2)."""
    implied = seen.tiered and (seen.lettered or seen.weighed or "grams" in ahead)
    if not implied:
        return ("offense_class",)
    grams = () if seen.lettered else ("grams",)
    return ("offense_class", "attempt", *grams, *_DAY, "subsequent")


_DAY: _Ladder = ("offense_date", "disposition_date", "arrest_date")
_DATED: _Ladder = ("arrest_date", "offense_date", "disposition_date")
_OWN: dict[Fact, _Ladder] = {
    Fact.JURISDICTION: ("jurisdiction",),
    Fact.FORUM: ("court",),
    Fact.CITATION_END: ("disposition",),
    Fact.OPEN: ("disposition", "status"),
    Fact.PARDON: ("pardoned",),
    Fact.CHECKED: ("record_checked",),
    Fact.ENDED: ("disposition",),
    Fact.SECTION: ("statute",),
    Fact.TO_MINOR: ("to_minor",),
    Fact.ATTEMPT: ("attempt",),
    Fact.SENTENCE: ("sentence",),
    Fact.OFFENSE_DAY: _DAY,
    Fact.CONVICTION_DAY: ("disposition_date", "offense_date"),
}


class _Truth(Enum):
    YES = "yes"
    NO = "no"
    OPEN = "open"
    STUCK = "stuck"


_WEAKEST = (_Truth.NO, _Truth.OPEN, _Truth.STUCK)
_OPPOSITE = {_Truth.YES: _Truth.NO, _Truth.NO: _Truth.YES}
_Truths = dict[str, _Truth]


def _truth(condition: Condition, truths: _Truths) -> _Truth:
    if isinstance(condition, AllOf):
        found = [_truth(each, truths) for each in condition.conditions]
        return next((weak for weak in _WEAKEST if weak in found), _Truth.YES)
    if isinstance(condition, Not):
        truth = _truth(condition.condition, truths)
        return _OPPOSITE.get(truth, truth)
    if isinstance(condition, Shown):
        truth = _truth(condition.condition, truths)
        return _Truth.NO if truth is _Truth.STUCK else truth
    [leaf] = condition.leaves()
    return truths[leaf.id]


def _may_hold(condition: Condition, truths: _Truths) -> bool:
    """Whether it can still be shown to be met."""
    if isinstance(condition, AllOf):
        return all(_may_hold(each, truths) for each in condition.conditions)
    return _truth(condition, truths) in (_Truth.YES, _Truth.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """``facts``: those that decide; ``ends``: the outcomes that can still become sure, and those of
    them that a test of the count gives."""

    facts: frozenset[Fact]
    ends: frozenset[Outcome]
    of_count: frozenset[Outcome]


def _walk(day: date, truths: _Truths, seen: _Seen) -> _Walk:
    """The tests in their order, and what of them is still open."""
    tests = _standing(rules_on(day), truths)
    stuck: set[Outcome] = set()
    passed: set[Fact] = set()
    facts: set[Fact] = set()
    ends: set[Outcome] = set()
    of_count: set[Outcome] = set()
    for rule, truth in tests:
        whole = rule.stage is Stage.CASE
        if truth is _Truth.STUCK:
            # Beside other charges even an unsure one may lead to a sure answer (ruling 8).
            if whole or seen.listing is not Listing.OPEN:
                stuck.add(rule.outcome)
            continue
        passed |= _open_facts(rule.when, truths)
        if stuck <= {rule.outcome} and (whole or _can_settle(rule, seen.listing)):
            facts |= passed
            ends.add(rule.outcome)
            of_count |= set() if whole else {rule.outcome}
    facts |= _second_steps(of_count, tests, truths, seen.ended)
    return _Walk(facts=frozenset(facts), ends=frozenset(ends), of_count=frozenset(of_count))


def _standing(rules: tuple[Rule, ...], truths: _Truths) -> list[tuple[Rule, _Truth]]:
    """The tests that may be met, up to the one that surely is. Where the last of them all end
    alike, the one that surely is met stands for them."""
    standing: list[tuple[Rule, _Truth]] = []
    for rule in rules:
        truth = _truth(rule.when, truths)
        if truth is _Truth.NO:
            continue
        standing.append((rule, truth))
        if truth is _Truth.YES:
            break
    last = standing.pop()
    while standing and standing[-1][0].outcome is last[0].outcome:
        standing.pop()
    return [*standing, last]


def _can_settle(rule: Rule, listing: Listing) -> bool:
    """A charge that may be missing leaves one outcome of a count sure: the form does not fit."""
    return listing is not Listing.UNSURE or rule.outcome is Outcome.FORM_UNUSABLE_REFER


def _open_facts(condition: Condition, truths: _Truths) -> set[Fact]:
    return {leaf.fact for leaf in _open_leaves(condition, truths)}


def _open_leaves(condition: Condition, truths: _Truths) -> Iterator[Leaf]:
    return (leaf for leaf in condition.leaves() if truths[leaf.id] is _Truth.OPEN)


_FILES = frozenset({Outcome.MOTION, Outcome.CHECK_PARDON_THEN_MOTION})


def _second_steps(
    ends: set[Outcome],
    tests: list[tuple[Rule, _Truth]],
    truths: _Truths,
    ended: frozenset[str],
) -> set[Fact]:
    """What decides whether a pardon may be there too, or the police's copy gone."""
    facts: set[Fact] = set()
    minor = _truth(MINOR, truths)
    if ends & _FILES and minor is not _Truth.NO:
        facts |= _open_facts(MINOR, truths)
        if truths[AT_MOST_30.id] in (_Truth.OPEN, _Truth.STUCK):
            facts.add(Fact.CHECKED)
    beside = any(rule.id.startswith("13.") for rule, _ in tests)
    if beside and Outcome.FORM_UNUSABLE_REFER in ends and _may_hold(MINOR, truths):
        facts |= _open_facts(MINOR, truths) | {Fact.CHECKED}
    quiet = ended & {"supervision", "probation", "vacated"}
    if quiet and Outcome.PETITION_EXPUNGE in ends and _may_hold(POLICE_RECORD_DUE, truths):
        facts |= _open_facts(POLICE_RECORD_DUE, truths)
    return facts
