"""What follows from an outcome: the day it turns, the second steps, the flags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from portal.eligibility.barring import barred
from portal.eligibility.count import Count
from portal.eligibility.finding import Step
from portal.eligibility.situation import Situation
from portal.eligibility.verdict import Verdict, verdict, with_sentences_finished
from portal.eligibility.waits import Wait, end_of, expunge_wait, police_wait, seal_wait
from portal.facts import Answer, Citizen, Court, Disposition, Pardon, Person, Sentence
from portal.law.codes import Flag, Outcome
from portal.law.days import day_after, half_year_after
from portal.law.known import YES, Fact, Known
from portal.law.leaves import AT_MOST_30
from portal.law.offenses import PARAPHERNALIA
from portal.law.petitions import Barred
from portal.law.rules import MINOR, POLICE_RECORD_DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """A verdict with its days, second steps and flags. ``waits`` are the periods it rests on,
    ``barred`` the charges that no petition reaches, where one would be named."""

    outcome: Outcome
    not_before: date | None = None
    also: tuple[Step, ...] = ()
    flags: frozenset[Flag] = frozenset()
    waits: tuple[Wait, ...] = ()
    barred: tuple[Barred, ...] = ()


def relief(person: Person, situation: Situation, found: Verdict, last: date | None) -> Relief:
    """``last``: the end of the last sentence anywhere, or None."""
    given = _FOLLOWS.get(found.outcome, _nothing_more)(situation, found, last)
    flags = given.flags | _cross_flags(person, situation)
    out_of_reach = barred(situation) if given.outcome in _OF_PETITIONS and not found.whole else ()
    if flags == given.flags and not out_of_reach:
        return given
    return replace(given, flags=flags, barred=out_of_reach)


def _nothing_more(situation: Situation, found: Verdict, last: date | None) -> Relief:
    return Relief(outcome=found.outcome)


def _deciding(situation: Situation, found: Verdict) -> list[tuple[Count, Known]]:
    pairs = zip(situation.counts, situation.known, found.by_count, strict=True)
    return [(count, known) for count, known, own in pairs if own is not None]


def _police_record(situation: Situation, found: Verdict, last: date | None) -> Relief:
    """The police were to delete their record; a court file, where there was a case, stays."""
    uncharged = {Disposition.RELEASED_WITHOUT_CHARGE}
    arrest_only = situation.case.court is Court.NONE or all(
        count.charge.disposition in uncharged for count in situation.counts
    )
    waits = [wait for count in situation.counts if (wait := police_wait(count, situation.day))]
    own = Relief(
        outcome=found.outcome, not_before=_latest(waits, situation.day), waits=tuple(waits)
    )
    if arrest_only:
        return own
    still_public = frozenset({Flag.COURT_FILE_STILL_PUBLIC})
    return replace(own, also=(Step(Outcome.PETITION_EXPUNGE),), flags=still_public)


def _citation(situation: Situation, found: Verdict, last: date | None) -> Relief:
    """A ticket is erased on one of two days of the year, once it has ended, 5.2(a)(2.5)."""
    ends = [count.charge.disposition_date for count in situation.counts]
    days = [half_year_after(end.last) for end in ends if end is not None]
    due = max(days, default=situation.day)
    return Relief(outcome=found.outcome, not_before=due if due > situation.day else None)


def _petition(situation: Situation, found: Verdict, last: date | None) -> Relief:
    if found.whole:
        return Relief(outcome=found.outcome)
    deciding = _deciding(situation, found)
    waits = [wait for count in situation.counts if (wait := expunge_wait(count, situation.day))]
    not_before = _latest(waits, situation.day)
    gone = any(
        count.ended <= {"supervision", "probation", "vacated"}
        and POLICE_RECORD_DUE.truth(known) is Answer.YES
        and not _in_its_first_year(count)
        for count, known in deciding
    )
    probation = any(count.ended == {"probation"} for count, _ in deciding)
    seal = _sealing(situation, last) if probation else None
    if seal is not None:
        waits.append(seal)
    return Relief(
        outcome=found.outcome,
        not_before=not_before,
        also=_to_seal(seal, situation.day),
        flags=frozenset({Flag.POLICE_COPY_MAY_BE_GONE}) if gone else frozenset(),
        waits=tuple(waits),
    )


def _in_its_first_year(count: Count) -> bool:
    wait = police_wait(count, count.day)
    return wait is not None and wait.not_before(count.day) is not None


def _sealing(situation: Situation, last: date | None) -> Wait | None:
    """The wait before the record can be sealed; None where it is sealed already, or never can."""
    if situation.case.sealed is Answer.YES or barred(situation):
        return None
    return seal_wait(situation, last)


def _to_seal(seal: Wait | None, day: date) -> tuple[Step, ...]:
    return (Step(Outcome.PETITION_SEAL, seal.not_before(day)),) if seal else ()


def _latest(waits: list[Wait], day: date) -> date | None:
    days = [turns for wait in waits if (turns := wait.not_before(day))]
    return max(days) if days else None


def _wait(situation: Situation, found: Verdict, last: date | None) -> Relief:
    """Come back the day after the sentence ends, and what follows then (ruling 16)."""
    if found.whole:
        return Relief(outcome=found.outcome)
    deciding = _deciding(situation, found)
    running = [count for count, _ in deciding if count.ended == {"running"}]
    if running:
        return _after_supervision(situation, running, last)
    ends = [end_of(count) for count in situation.counts if _serving(count)]
    day = None if None in ends else max((end for end in ends if end), default=None)
    turns = day_after(day) if day and day_after(day) > situation.day else None
    after = with_sentences_finished(situation)
    next_found = verdict(after)
    if next_found.outcome is Outcome.GET_RECORD:
        return Relief(outcome=found.outcome, not_before=turns)
    then = _FOLLOWS.get(next_found.outcome, _nothing_more)(after, next_found, last)
    also = [Step(then.outcome, then.not_before or turns)]
    also += [replace(step, not_before=step.not_before or turns) for step in then.also]
    return Relief(outcome=found.outcome, not_before=turns, also=tuple(also), waits=then.waits)


def _serving(count: Count) -> bool:
    return count.charge.sentence is Sentence.SERVING


def _after_supervision(situation: Situation, running: list[Count], last: date | None) -> Relief:
    ends = [end_of(count) for count in running]
    day = None if None in ends else max(end for end in ends if end)
    turns = day_after(day) if day and day_after(day) > situation.day else None
    waits = [wait for count in running if (wait := expunge_wait(count, situation.day))]
    never = any(each.expunging for each in barred(situation))
    expunge = () if never else (Step(Outcome.PETITION_EXPUNGE, _latest(waits, situation.day)),)
    probation = any(
        count.charge.disposition is Disposition.QUALIFIED_PROBATION_OPEN for count in running
    )
    seal = _sealing(situation, last) if probation else None
    if seal is not None:
        waits.append(seal)
    return Relief(
        outcome=Outcome.WAIT_OR_REFER,
        not_before=turns,
        also=(*expunge, *_to_seal(seal, situation.day)),
        waits=tuple(waits),
    )


def _not_eligible(situation: Situation, found: Verdict, last: date | None) -> Relief:
    """Every cannabis conviction can be sealed in time, and one for paraphernalia, 5.2(a)(3)."""
    sealable = any(can_be_sealed(count) for count, _ in _deciding(situation, found))
    seal = _sealing(situation, last) if sealable else None
    also = _to_seal(seal, situation.day)
    return Relief(outcome=found.outcome, also=also, waits=(seal,) if seal else ())


def can_be_sealed(count: Count) -> bool:
    return count.cannabis == {YES} or (count.reading.citation or "").startswith(PARAPHERNALIA)


def _form_unusable(situation: Situation, found: Verdict, last: date | None) -> Relief:
    if found.whole:
        return Relief(outcome=found.outcome)
    sealed = _not_eligible(situation, found, last)
    deciding = _deciding(situation, found)
    convicted = [
        rule
        for rule, count in zip(found.met, situation.counts, strict=True)
        if count.ended == {"convicted"}
    ]
    beside = any(rule is not None and rule.id.startswith("13.") for rule in convicted)
    pardon = beside and all(MINOR.truth(known) is Answer.YES for _, known in deciding)
    checked = situation.case.record_checked is Answer.YES
    check = (Step(Outcome.CHECK_PARDON_THEN_MOTION),) if pardon and not checked else ()
    return replace(sealed, also=(*check, *sealed.also))


def _motion(situation: Situation, found: Verdict, last: date | None) -> Relief:
    """Where only the amount is open a pardon may still have been given (ruling 3)."""
    open_amount = False
    for count, known in _deciding(situation, found):
        if count.ended != {"convicted"}:
            continue
        small = _minor_if_small(known)
        if MINOR.truth(known) is Answer.NO or not small:
            return Relief(outcome=found.outcome)
        open_amount |= AT_MOST_30.truth(known) is Answer.UNKNOWN
    checked = situation.case.record_checked is Answer.YES
    if not open_amount or checked:
        return Relief(outcome=found.outcome)
    return Relief(outcome=found.outcome, also=(Step(Outcome.CHECK_PARDON_THEN_MOTION),))


def _minor_if_small(known: Known) -> bool:
    return known.choices(Fact.ATTEMPT) != {YES} and known.choices(Fact.VIOLENT) != {YES}


def _check_pardon(situation: Situation, found: Verdict, last: date | None) -> Relief:
    return Relief(outcome=found.outcome, also=(Step(Outcome.MOTION),))


_FOLLOWS = {
    Outcome.AUTO_POLICE_DONE: _police_record,
    Outcome.AUTO_CIVIL_DONE: _citation,
    Outcome.PETITION_EXPUNGE: _petition,
    Outcome.WAIT_OR_REFER: _wait,
    Outcome.NOT_ELIGIBLE_REFER: _not_eligible,
    Outcome.FORM_UNUSABLE_REFER: _form_unusable,
    Outcome.MOTION: _motion,
    Outcome.CHECK_PARDON_THEN_MOTION: _check_pardon,
}


_OF_PETITIONS = frozenset(
    {
        Outcome.PETITION_EXPUNGE,
        Outcome.WAIT_OR_REFER,
        Outcome.NOT_ELIGIBLE_REFER,
        Outcome.FORM_UNUSABLE_REFER,
    }
)
"""Where a petition is the way, now or later."""


def _cross_flags(person: Person, situation: Situation) -> frozenset[Flag]:
    case = situation.case
    money = any(charge.sentence is Sentence.ONLY_MONEY_OWED for charge in case.charges)
    raised = {
        Flag.IMMIGRATION_STOP: person.us_citizen is not Citizen.YES,
        Flag.MONEY_OWED: money,
        Flag.ALREADY_SEALED: case.sealed is Answer.YES,
        Flag.ALREADY_PARDONED: case.pardoned not in (Pardon.NO, Pardon.UNKNOWN),
    }
    return frozenset(flag for flag, stands in raised.items() if stands)
