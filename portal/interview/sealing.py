"""What the day of sealing needs from all cases: it runs from the last sentence anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.eligibility.situation import Situation
from portal.eligibility.waits import class_decides_wait, end_of, last_sentence, may_be_last
from portal.interview.telling import Telling
from portal.interview.told_charge import ToldCharge


def ask_for_ends(tellings: Iterable[Telling], day: date) -> None:
    """Ask when each sentence ended, where some case waits for the last of them to be sealed, and
    for the class where that decides how long the wait is.

    Once an end is not known, the last one is not known either, and no more of them are asked for.
    """
    tellings = list(tellings)
    sealing = [telling for telling in tellings if telling.seals]
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
        if not class_decides_wait(situation, count, last) or not telling.ask_for_class(one):
            return


def _ask_for_each_end(tellings: list[Telling], day: date) -> bool:
    """Whether each end is known or still open."""
    ends = [(telling, one) for telling in tellings for one in telling.charges]
    needed = [(t, one) for t, one in ends if may_be_last(t.case, t.count(one.charge))]
    unknown = [(t, one) for t, one in needed if end_of(t.count(one.charge)) is None]
    for telling, one in unknown:
        if not telling.ask_for_end(one) and not one.open:
            return False
        if not one.open and end_of(telling.count(one.charge)) is None:
            return False
    return True


def _situation(telling: Telling, day: date) -> Situation:
    counts = tuple([telling.count(one.charge) for one in telling.charges])
    return Situation(case=telling.case, counts=counts, known=(), day=day)
