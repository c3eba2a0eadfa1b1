"""One case judged: its outcome with contradictions weighed, then what follows and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from portal.eligibility.contradictions import Contradiction, contradictions, without
from portal.eligibility.reading import Reader
from portal.eligibility.relief import Relief, relief
from portal.eligibility.situation import Situation, situation_of
from portal.eligibility.verdict import Verdict, verdict
from portal.facts import Case, Person
from portal.law.codes import Flag, Outcome


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


def judgment(person: Person, case: Case, day: date, read: Reader) -> Judgment:
    """Judge a case on the day of filing, but for the days that depend on when a sentence ended."""
    situation = situation_of(person, case, day, read)
    found = verdict(situation)
    conflicts = contradictions(situation.counts)
    bare: tuple[Situation, Verdict] | None = None
    if conflicts:
        found = _with_contradictions(person, situation, day, read, found, conflicts)
    elif any(count.inferred for count in situation.counts):
        plain = situation_of(person, case, day, read, infer=False)
        bare = plain, verdict(plain)
    return Judgment(situation=situation, verdict=found, contradictions=conflicts, bare=bare)


def _with_contradictions(
    person: Person,
    situation: Situation,
    day: date,
    read: Reader,
    found: Verdict,
    conflicts: tuple[Contradiction, ...],
) -> Verdict:
    """Each statement in turn taken as unknown; where all agree that outcome, else GET_RECORD."""
    outcomes: set[Outcome] = set()
    agreed = found
    for conflict in conflicts:
        for statement in conflict.statements:
            case = without(situation.case, situation.counts, conflict, statement)
            agreed = verdict(situation_of(person, case, day, read))
            outcomes.add(agreed.outcome)
    if len(outcomes) == 1:
        return agreed
    by_count = tuple(own and Outcome.GET_RECORD for own in found.by_count)
    return replace(found, outcome=Outcome.GET_RECORD, by_count=by_count)


def what_follows(person: Person, judged: Judgment, last: date | None) -> Relief:
    """The days, second steps and flags. ``last``: the end of the last sentence anywhere."""
    follows = relief(person, judged.situation, judged.verdict, last)
    flags = set(follows.flags)
    if judged.contradictions:
        flags.add(Flag.CONTRADICTION)
    if judged.bare is not None:
        plain = relief(person, *judged.bare, last)
        if replace(plain, waits=()) != replace(follows, waits=()):
            flags.add(Flag.WEIGHT_GUESSED)
    return replace(follows, flags=frozenset(flags))
