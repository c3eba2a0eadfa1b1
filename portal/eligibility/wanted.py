"""What could still change the answer while a case is being told: the facts worth asking for.

The order of tests is walked as for a verdict, but what is not known is of two kinds: *open*, since
a question is still ahead, and *stuck*, since the person was asked and does not know. A stuck test
may leave no way to a sure answer. Then nothing more is worth asking, and the court record is the
next step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from portal.eligibility.beside import Beside
from portal.eligibility.count import Count, classes_stated
from portal.eligibility.ladders import BEFORE_THE_DAY, Field, Seen, first_rungs, is_open
from portal.eligibility.open_tests import Walk, Worlds, walk
from portal.eligibility.seeing import seen_of
from portal.eligibility.situation import seen_alone
from portal.eligibility.told import Told, told, truths
from portal.eligibility.truth import TELLABLE, Truth, Truths
from portal.eligibility.verdict import Way
from portal.facts import Answer, Case, Court, Pardon, Person, Sentence
from portal.law.codes import Outcome
from portal.law.known import EITHER, Fact, Known
from portal.law.leaves import BEFORE_CHART, CLASS_TOO_HIGH, SECTION_5
from portal.law.rules import Stage, leaves_on

_ONLY_YOUNG = {Outcome.JUVENILE}


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
    seen = seen_of(case, count, known, beside, ahead)
    if count.ended == _AMENDED:
        # Another charge took its place. Where none is told there is no answer.
        others: Worlds = frozenset()
    else:
        is_told = not (beside.number and seen.tells_others)
        others = beside.worlds(count.day, is_told=is_told, only_arrest=seen.only_arrest)
    return _wanted(count.day, told(known, count.day), seen, ahead, others)


_AMENDED = frozenset({"amended"})


def _known(
    person: Person, case: Case, count: Count, beside: Beside, ahead: frozenset[Field]
) -> Known:
    possible = seen_alone(person, case, count)
    possible |= beside.facts
    if "pardoned" in ahead:
        possible[Fact.PARDON] = _ANY_PARDON
    if "record_checked" in ahead:
        possible[Fact.CHECKED] = EITHER
    if "offense_class" in ahead:
        # The class of the judgment wins over what the tables imply: charges are often reduced.
        possible[Fact.CLASS] = classes_stated(count.charge)
    if case.court is Court.NONE and "disposition" in ahead:
        possible[Fact.ENDED] = _ENDS_OF_AN_ARREST
    if count.charge.sentence is Sentence.SERVING:
        # What follows the sentence is told too, so the tests behind it count.
        possible[Fact.SENTENCE] = _ANY_SENTENCE
    return Known(possible=possible)


_ANY_PARDON: frozenset[str] = frozenset(Pardon) - {Pardon.UNKNOWN}
_ENDS_OF_AN_ARREST = frozenset({"dropped", "running"})
_ANY_SENTENCE = frozenset({"unfinished", "finished"})


@lru_cache(maxsize=8192)
def _wanted(day: date, said: Told, seen: Seen, ahead: frozenset[Field], others: Worlds) -> Wanted:
    """Kept by what the rules are told, in which nothing is of a person's own words."""
    found = truths(said, day)
    weighed = {leaf.id: _weighed(found[leaf.id], leaf.fact, seen, ahead) for leaf in leaves_on(day)}
    by_chart = "convicted" in seen.ended and _is_by_chart(weighed, ahead)
    sides = _sides(weighed, seen) if by_chart else (weighed,)
    walked = _together([walk(day, side, seen, others) for side in sides])
    if walked.ends <= _ONLY_YOUNG:
        # When it happened only ever shows that the person was old enough at the arrest.
        seen = seen._replace(undated=False)
    fields = {field for fact in walked.facts for field in first_rungs(fact, seen, ahead)}
    if walked.ends:
        # Flags, and what is told beside the outcome.
        fields |= {"sealed", "sentence"} if seen.pardoned else {"sealed", "sentence", "pardoned"}
        fields |= _own_end(walked, seen, others)
    if walked.of_count:
        fields.add("all_charges_listed")
        if seen.may_be_no_crime:
            fields.add("offense_date")
    return Wanted(fields=frozenset(fields & ahead), seals=_seals(walked, seen, others))


def _is_by_chart(truths: Truths, ahead: frozenset[Field]) -> bool:
    """Whether the day decides over a delivery in two ways at once: since the chart starts it also
    tells the class, where that cannot be told itself any more."""
    both = {truths[BEFORE_CHART.id], truths[CLASS_TOO_HIGH.id]} <= TELLABLE
    return both and truths[SECTION_5.id] is Truth.YES and ahead.isdisjoint(BEFORE_THE_DAY)


def _sides(truths: Truths, seen: Seen) -> tuple[Truths, Truths]:
    """Before the chart, where nothing tells the class, and since then."""
    before = {BEFORE_CHART.id: Truth.YES, CLASS_TOO_HIGH.id: Truth.STUCK}
    since = {BEFORE_CHART.id: Truth.NO, CLASS_TOO_HIGH.id: _class_is(seen.too_high_since)}
    return truths | before, truths | since


def _together(sides: list[Walk]) -> Walk:
    """What is worth asking on some side, and on which of them it is where that tells apart."""
    facts = frozenset().union(*[side.facts for side in sides])
    of_count = frozenset().union(*[side.of_count for side in sides])
    return Walk(
        facts=facts | {Fact.OFFENSE_DAY} if len(sides) > 1 and of_count else facts,
        ends=frozenset().union(*[side.ends for side in sides]),
        of_count=of_count,
    )


def _own_end(walked: Walk, seen: Seen, others: Worlds) -> frozenset[Field]:
    """The end of a sentence from which this case's own wait runs."""
    runs = seen.serving or (seen.ended == {"running"} and _may_be_unconvicted(others))
    waits = Outcome.WAIT_OR_REFER in walked.of_count and runs
    petitions = Outcome.PETITION_EXPUNGE in walked.of_count and seen.ended in _WITH_WAIT
    return frozenset({"sentence_end_date"} if waits or petitions else ())


_WITH_WAIT = ({"supervision"}, {"probation"})


def _may_be_unconvicted(others: Worlds) -> bool:
    """Whether no other charge need be a conviction: beside one the case waits for that alone."""
    return any(all(map(_is_unconvicted, mixes)) for mixes in others)


def _is_unconvicted(mix: frozenset[Way]) -> bool:
    return all(way.stage is not Stage.CONVICTED for way in mix)


def _seals(walked: Walk, seen: Seen, others: Worlds) -> bool:
    if seen.on_probation:
        return Outcome.WAIT_OR_REFER in walked.of_count and _may_be_unconvicted(others)
    if seen.ended == {"probation"}:
        return Outcome.PETITION_EXPUNGE in walked.of_count
    may_decide = seen.sealable and "convicted" in seen.ended
    return may_decide and not walked.of_count.isdisjoint(_SEALED)


_SEALED = frozenset({Outcome.NOT_ELIGIBLE_REFER, Outcome.FORM_UNUSABLE_REFER})


def _weighed(truth: Answer, fact: Fact, seen: Seen, ahead: frozenset[Field]) -> Truth:
    if truth is not Answer.UNKNOWN:
        return Truth.YES if truth is Answer.YES else Truth.NO
    if not is_open(fact, seen, ahead):
        return Truth.STUCK
    if fact is Fact.JUVENILE and seen.only_arrest and seen.undatable:
        # That the person is too young still, but never that they were an adult then.
        return Truth.ONLY_YES
    if fact is Fact.CLASS:
        return _class_is(seen.too_high)
    own, other = _BOUNDED.get(fact, ("", Truth.OPEN))
    return Truth.OPEN if own in ahead else other


def _class_is(found: frozenset[bool | None]) -> Truth:
    if len(found) == 1 and None not in found:
        return Truth.YES if True in found else Truth.NO
    return _CLASS_IS[True in found, False in found]


_CLASS_IS = {
    (True, True): Truth.OPEN,
    (True, False): Truth.ONLY_YES,
    (False, True): Truth.ONLY_NO,
    (False, False): Truth.STUCK,
}
_BOUNDED = {
    Fact.OFFENSE_DAY: ("offense_date", Truth.ONLY_YES),
    Fact.CONVICTION_DAY: ("disposition_date", Truth.ONLY_NO),
}
"""Whether it was before a day, where it cannot be told itself any more: the offense is not after
the judgment, and the judgment not before the offense."""
