"""When a relief becomes possible: waiting periods and the day each of them turns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.eligibility.count import Count
from portal.eligibility.situation import Situation
from portal.facts import Case, Court, Disposition, Jurisdiction, Sentence
from portal.law.citation import Citation
from portal.law.days import add_years
from portal.law.offenses import MISDEMEANORS
from portal.law.waiting import (
    EXPUNGE_QUALIFIED_PROBATION,
    EXPUNGE_SUPERVISION,
    POLICE_RECORD,
    SEAL_FELONY,
    SEAL_LIGHT,
    Waiting,
)
from portal.say import Msg, say, say_many


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A waiting period. ``ready``: the first day it is surely over, None where no end is known."""

    id: str
    years: int
    ready: date | None
    cites: tuple[Citation, ...]

    def not_before(self, day: date) -> date | None:
        return self.ready if self.ready is not None and self.ready > day else None

    def says(self, day: date) -> Msg:
        if self.ready is None:
            return UNDATED
        if self.ready > day:
            return say_many(
                "The wait of %(count)s year is over on %(ready)s.",
                "The wait of %(count)s years is over on %(ready)s.",
                self.years,
                ready=self.ready,
            )
        return say_many(
            "The wait of %(count)s year is over.",
            "The wait of %(count)s years is over.",
            self.years,
        )


UNDATED = say("An end date is missing, so we cannot say when the wait is over.")


def end_of(count: Count) -> date | None:
    """The last day a sentence, supervision or probation can have ended; None where not known."""
    charge = count.charge
    if charge.sentence_end_date is not None:
        return charge.sentence_end_date.last
    # Where a conviction stayed, the day is that of the judgment, and the probation came after it.
    ended_with_the_case = charge.sentence is Sentence.NONE or count.ended in _RUN_OUT
    if ended_with_the_case and charge.disposition_date is not None:
        return charge.disposition_date.last
    return None


_RUN_OUT = ({"supervision"}, {"probation"})


def asks_for_end(count: Count) -> tuple[str, ...]:
    """The facts of the charge that would tell ``end_of``; none where that is known."""
    if end_of(count) is not None:
        return ()
    if len(count.ended) > 1:
        return ("disposition", "sentence_end_date")
    if count.charge.sentence is Sentence.NONE:
        return ("disposition_date",)
    ends_with_the_case = ("disposition_date",) if count.ended in _RUN_OUT else ()
    return ("sentence_end_date", *ends_with_the_case)


def expunge_wait(count: Count, day: date) -> Wait | None:
    """The wait before a petition to expunge, 5.2(b)(2); None where there is none."""
    disposition = count.charge.disposition
    if count.ended == {"supervision"} or disposition is Disposition.SUPERVISION_OPEN:
        return _wait(EXPUNGE_SUPERVISION, end_of(count), day)
    if count.ended == {"probation"} or disposition is Disposition.QUALIFIED_PROBATION_OPEN:
        return _wait(EXPUNGE_QUALIFIED_PROBATION, end_of(count), day)
    return None


def police_wait(count: Count, day: date) -> Wait | None:
    """The year before the police delete their record, 5.2(i)(1)(A); None where the day of the
    arrest is not known: an offense before June 25, 2019 seldom has one of this year."""
    arrest = count.charge.arrest_date
    return _wait(POLICE_RECORD, arrest.last, day) if arrest else None


def seal_wait(situation: Situation, last: date | None) -> Wait:
    """The wait before a petition to seal the convictions, from the last sentence anywhere."""
    light = all(
        count.classes <= MISDEMEANORS or count.ended == {"probation"} or _probation_open(count)
        for count in situation.counts
        if count.ended & {"convicted", "probation", "running"}
    )
    return _wait(SEAL_LIGHT if light else SEAL_FELONY, last, situation.day)


def _wait(waiting: Waiting, end: date | None, day: date) -> Wait:
    years = waiting.years.on(day)
    ready = add_years(end, years) if end else None
    return Wait(id=waiting.id, years=years, ready=ready, cites=waiting.cites)


def _probation_open(count: Count) -> bool:
    return count.charge.disposition is Disposition.QUALIFIED_PROBATION_OPEN


def class_decides_wait(situation: Situation, count: Count, last: date) -> bool:
    """Whether the class of a conviction, not known yet, decides when it can be sealed."""
    if "convicted" not in count.ended or not _is_undecided(count):
        return False
    others = [each for each in situation.counts if each is not count and weighs_on_wait(each)]
    if any(each.classes.isdisjoint(MISDEMEANORS) for each in others):
        return False
    day = situation.day
    light = _wait(SEAL_LIGHT, last, day).not_before(day)
    return light != _wait(SEAL_FELONY, last, day).not_before(day)


def _is_undecided(count: Count) -> bool:
    return not count.classes <= MISDEMEANORS and not count.classes.isdisjoint(MISDEMEANORS)


def weighs_on_wait(count: Count) -> bool:
    """Whether its class may decide how long the wait to seal the case is."""
    return bool(count.ended & {"convicted", "running"}) and not _probation_open(count)


def may_be_last(case: Case, count: Count) -> bool:
    """Whether the count can have a sentence that ends last. Without a case in court it has none,
    where it is known at least in which country's courts there was none."""
    somewhere = case.jurisdiction is not Jurisdiction.UNKNOWN
    if (case.court is Court.NONE and somewhere) or count.ended <= _WITHOUT_SENTENCE:
        return False
    return count.charge.disposition is not Disposition.PENDING


_WITHOUT_SENTENCE = {"dropped", "vacated", "amended"}


def last_sentence(situations: Iterable[Situation]) -> date | None:
    """The day the last sentence of all cases ends, in any court; None where one is not known."""
    last: date | None = None
    for situation in situations:
        for count in situation.counts:
            if not may_be_last(situation.case, count):
                continue
            end = end_of(count)
            if end is None:
                return None
            last = end if last is None else max(last, end)
    return last
