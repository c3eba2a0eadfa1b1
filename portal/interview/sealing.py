"""What the day of sealing needs from all cases: it runs from the last sentence anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from portal.eligibility.barring import barred
from portal.eligibility.ladders import Field
from portal.eligibility.situation import Situation
from portal.eligibility.turning import tell_if_light
from portal.eligibility.waits import (
    class_decides_wait,
    end_of,
    last_sentence,
    may_be_last,
    weighs_on_wait,
)
from portal.facts import Sentence
from portal.interview.question import Question
from portal.interview.questions import (
    ATTEMPT,
    CLASS,
    FIRST_TIME,
    GRAMS,
    JUDGED,
    SENTENCE_END,
    WHEN,
)
from portal.interview.telling import Telling
from portal.interview.told_charge import ToldCharge
from portal.law.offenses import MISDEMEANORS

_CLASS_TOLD_BY: Mapping[Field, Question] = {
    "offense_class": CLASS,
    "attempt": ATTEMPT,
    "grams": GRAMS,
    "offense_date": WHEN,
    "subsequent": FIRST_TIME,
}


def ask_for_ends(tellings: Iterable[Telling], day: date) -> None:
    """Ask when each sentence ended, where some case waits for the last of them to be sealed, and
    for the class where that decides how long the wait is.

    Once an end is not known, the last one is not known either, and no more of them are asked for.
    """
    tellings = list(tellings)
    sealing = [t for t in tellings if t.seals and not barred(_situation(t, day))]
    if not sealing or not _ask_for_each_end(tellings, day):
        return
    last = last_sentence([_situation(telling, day) for telling in tellings])
    if last is not None:
        for telling in sealing:
            for one in telling.charges:
                _ask_for_class(telling, one, last, day)


def _ask_for_class(telling: Telling, one: ToldCharge, last: date, day: date) -> None:
    """Ask one question after another, up to the first open one, while the class decides."""
    while not one.open:
        situation, count = _situation(telling, day), telling.count(one.charge)
        if not class_decides_wait(situation, count, last):
            return
        others = [other for other in telling.charges if other is not one]
        if any(_may_be_felony_for_good(telling, other) for other in others):
            return
        if not any(telling.add(one, question) for question in _told_by(telling, one)):
            return


def _may_be_felony_for_good(telling: Telling, one: ToldCharge) -> bool:
    """Whether nothing more will be told that could show it to be a misdemeanor, so that the longer
    wait holds whatever the others are. Of what still runs the class is not asked."""
    count = telling.count(one.charge)
    if one.open or not weighs_on_wait(count) or count.classes <= MISDEMEANORS:
        return False
    left = (telling.may_add(one, question) for question in _told_by(telling, one))
    return "convicted" not in count.ended or not any(left)


def _told_by(telling: Telling, one: ToldCharge) -> Iterator[Question]:
    """What asks for the class, or for what may show that it was a misdemeanor."""
    return (_CLASS_TOLD_BY[field] for field in tell_if_light(telling.count(one.charge)))


def _ask_for_each_end(tellings: list[Telling], day: date) -> bool:
    """Whether each end is known or still open."""
    ends = [(telling, one) for telling in tellings for one in telling.charges]
    needed = [(t, one) for t, one in ends if may_be_last(t.case, t.count(one.charge))]
    unknown = [(t, one) for t, one in needed if end_of(t.count(one.charge)) is None]
    if any(not one.open and not t.may_add(one, _end_of(one)) for t, one in unknown):
        return False
    for telling, one in unknown:
        telling.add(one, _end_of(one))
        if not one.open and end_of(telling.count(one.charge)) is None:
            return False
    return True


def _end_of(one: ToldCharge) -> Question:
    """What asks when it ended: without a sentence, with the judgment."""
    return JUDGED if one.charge.sentence is Sentence.NONE else SENTENCE_END


def _situation(telling: Telling, day: date) -> Situation:
    counts = tuple([telling.count(one.charge) for one in telling.charges])
    return Situation(case=telling.case, counts=counts, known=(), day=day)
