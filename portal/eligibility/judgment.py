"""One case judged: its outcome with contradictions weighed, then what follows and when."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date

from portal.eligibility.contradictions import Contradiction, contradictions
from portal.eligibility.count import Count, count_of
from portal.eligibility.doubt import without
from portal.eligibility.reading import Reader
from portal.eligibility.relief import Relief, relief
from portal.eligibility.situation import (
    OF_THE_OTHERS,
    Situation,
    as_stated,
    known_with,
    situation_of,
    with_count,
)
from portal.eligibility.told import told
from portal.eligibility.verdict import Verdict, verdict
from portal.facts import Case, Person
from portal.law.codes import Flag, Outcome
from portal.law.known import Known

Judge = Callable[[Situation], Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """A case's verdict and what it rests on.

    ``bare``: the same case with nothing inferred from the tables and its verdict; None where
    nothing was inferred, or where a contradiction stands before it.
    """

    situation: Situation
    verdict: Verdict
    contradictions: tuple[Contradiction, ...]
    bare: tuple[Situation, Verdict] | None


def judgment(
    person: Person, case: Case, day: date, read: Reader, judge: Judge = verdict
) -> Judgment:
    """Judge a case on the day of filing. ``judge`` is ``verdict``, or remembers what it said."""
    situation = situation_of(person, case, day, read)
    found = judge(situation)
    conflicts = contradictions(case, situation.counts)
    bare: tuple[Situation, Verdict] | None = None
    if conflicts:
        found = _with_contradictions(person, situation, found, conflicts, read, judge)
    elif any(count.inferred for count in situation.counts):
        plain = as_stated(person, situation)
        bare = plain, judge(plain)
    return Judgment(situation=situation, verdict=found, contradictions=conflicts, bare=bare)


def _with_contradictions(
    person: Person,
    situation: Situation,
    found: Verdict,
    conflicts: tuple[Contradiction, ...],
    read: Reader,
    judge: Judge,
) -> Verdict:
    """Each statement in turn taken as unknown; where all agree that outcome, else GET_RECORD."""
    agreed: Verdict | None = None
    weighed: set[Hashable] = set()
    for conflict in conflicts:
        at = conflict.at
        before = _seen_as(situation.counts[at], situation.known[at])
        for statement in conflict.statements:
            case = without(situation.case, situation.counts[at], at, statement)
            count = count_of(case.charges[at], situation.day, read)
            way = before, _seen_as(count, known_with(situation, case, at, count, person))
            if way in weighed:
                continue
            weighed.add(way)
            so = judge(with_count(situation, case, at, count, person))
            if so.outcome is Outcome.GET_RECORD or (agreed and so.outcome is not agreed.outcome):
                by_count = tuple(own and Outcome.GET_RECORD for own in found.by_count)
                return replace(found, outcome=Outcome.GET_RECORD, by_count=by_count)
            agreed = so
    return agreed if agreed and agreed.outcome is not found.outcome else found


def _seen_as(count: Count, known: Known) -> Hashable:
    """The same for two counts that the rules, also those of other counts, cannot tell apart."""
    to_others = [asked(count) for asked in OF_THE_OTHERS.values()]
    return count.cannabis, told(known, count.day), *to_others


def what_follows(person: Person, judged: Judgment, last: date | None) -> Relief:
    """The days, second steps and flags. ``last``: the end of the last sentence anywhere."""
    follows = relief(person, judged.situation, judged.verdict, last)
    flags = set(follows.flags)
    if judged.contradictions:
        flags.add(Flag.CONTRADICTION)
    if judged.bare is not None:
        plain = relief(person, *judged.bare, last)
        if _told(plain) != _told(follows):
            flags.add(Flag.WEIGHT_GUESSED)
    return follows if flags == follows.flags else replace(follows, flags=frozenset(flags))


def _told(follows: Relief) -> tuple[object, ...]:
    """What of it a person is told; the waits are only reasons."""
    return follows.outcome, follows.not_before, follows.also, follows.flags
