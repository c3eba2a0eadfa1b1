"""Many records judged by the same law as one: what the rules cannot tell apart is judged once.

A verdict depends on what is known of each count, and of an amount or a day only on which of the
rules' own questions about it are answered yes, no or not at all. Those answers are the key under
which a verdict is kept; a case with the same answers gets it again. Everything else, waits, second
steps and flags, is made for each case by the functions that make it for one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from portal.eligibility.engine import judge
from portal.eligibility.finding import Findings, Step
from portal.eligibility.judgment import judgment, what_follows
from portal.eligibility.plan import county_of_motion
from portal.eligibility.reading import Reader
from portal.eligibility.situation import Situation
from portal.eligibility.told import told
from portal.eligibility.verdict import Verdict, verdict
from portal.eligibility.waits import last_sentence
from portal.facts import Record
from portal.law.codes import Flag, Outcome
from portal.law.rules import rules_on

MOST_KEPT = 20_000
"""Verdicts and readings kept at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One case's finding without its reasons."""

    case_id: str
    outcome: Outcome
    not_before: date | None
    also: tuple[Step, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A record with the decision of each of its cases, in their order."""

    record: Record
    cases: tuple[Decision, ...]
    day: date
    read: Reader

    def findings(self) -> Findings:
        """The same with every reason, charge and packet, made when asked for."""
        return judge(self.record, self.day, self.read)


def judge_many(records: Iterable[Record], day: date, read: Reader) -> Iterator[Decided]:
    """Judge each record as of the day of filing; one at a time, in order.

    The decisions are those of :func:`portal.eligibility.engine.judge`, which also says what is
    raised. Of a record nothing is kept but its verdicts and how its strings read.
    """
    rules_on(day)
    kept = _Kept(day, read)
    return (
        Decided(record=record, cases=kept.decide(record), day=day, read=read) for record in records
    )


class _Kept:
    """Verdicts and readings already made, for one day of filing."""

    def __init__(self, day: date, read: Reader) -> None:
        self.day = day
        self.read = lru_cache(MOST_KEPT)(read)
        self.verdicts: dict[Hashable, Verdict] = {}

    def decide(self, record: Record) -> tuple[Decision, ...]:
        person = record.person
        judged = [
            judgment(person, case, self.day, self.read, self.verdict) for case in record.cases
        ]
        last = last_sentence([each.situation for each in judged])
        found = [what_follows(person, each, last) for each in judged]
        filed = [
            county_of_motion(case, each.outcome)
            for case, each in zip(record.cases, found, strict=True)
        ]
        several = len(set(filed) - {None}) > 1
        return tuple(
            [
                Decision(
                    case_id=case.id,
                    outcome=each.outcome,
                    not_before=each.not_before,
                    also=each.also,
                    flags=_in_order(each.flags, several and county is not None),
                )
                for case, each, county in zip(record.cases, found, filed, strict=True)
            ]
        )

    def verdict(self, situation: Situation) -> Verdict:
        """The verdict of a situation that the rules cannot tell from this one, or its own."""
        key = (
            situation.all_listed,
            *[count.cannabis for count in situation.counts],
            *[told(known, self.day) for known in situation.known],
        )
        found = self.verdicts.get(key)
        if found is None:
            if len(self.verdicts) >= MOST_KEPT:
                self.verdicts.clear()
            found = self.verdicts[key] = verdict(situation)
        return found


def _in_order(flags: frozenset[Flag], several_counties: bool) -> tuple[Flag, ...]:
    raised = flags | {Flag.MULTI_COUNTY} if several_counties else flags
    return tuple([flag for flag in Flag if flag in raised]) if raised else ()
