"""A case seen from each of its counts: everything the rules may ask, as far as it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from portal.eligibility.age import juvenile
from portal.eligibility.count import ANY_END, Count, count_of, uninferred
from portal.eligibility.reading import Reader
from portal.facts import (
    Answer,
    Case,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Pardon,
    Person,
    Sentence,
    Status,
)
from portal.law.known import EITHER, NO, YES, Amount, Fact, Known, Possible
from portal.law.offenses import FELONIES
from portal.say import Hole, Msg, say

_YES, _NO = frozenset({YES}), frozenset({NO})
_ANYWHERE: frozenset[str] = frozenset(Jurisdiction) - {Jurisdiction.UNKNOWN}
_UNCOUNTED = frozenset(
    {
        Disposition.DISMISSED,
        Disposition.ACQUITTED,
        Disposition.RELEASED_WITHOUT_CHARGE,
        Disposition.VACATED,
        Disposition.AMENDED,
    }
)
_FELONY = frozenset({*FELONIES, OffenseClass.FELONY})
_UNSETTLED = frozenset({Disposition.PENDING, Disposition.UNKNOWN})
_SUPERVISED = frozenset(
    {
        Disposition.SUPERVISION_COMPLETED,
        Disposition.SUPERVISION_OPEN,
        Disposition.SUPERVISION_UNKNOWN,
        Disposition.QUALIFIED_PROBATION_COMPLETED,
        Disposition.QUALIFIED_PROBATION_OPEN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A case with its counts and what is known from the side of each of them."""

    case: Case
    counts: tuple[Count, ...]
    known: tuple[Known, ...]
    day: date

    @property
    def all_listed(self) -> bool:
        return self.case.all_charges_listed is Answer.YES


def situation_of(person: Person, case: Case, day: date, read: Reader) -> Situation:
    """The case as its charges read and as the tables imply, on the day of filing."""
    counts = tuple([count_of(charge, day, read) for charge in case.charges])
    return seen_together(person, case, counts, day)


def as_stated(person: Person, situation: Situation) -> Situation:
    """The same case with nothing implied by the tables."""
    counts = tuple([uninferred(count) for count in situation.counts])
    return seen_together(person, situation.case, counts, situation.day)


def seen_alone(person: Person, case: Case, count: Count) -> dict[Fact, Possible]:
    """What is known of one count as if it were the only one of the case."""
    found = _of_the_case(person, case, (count,), count.day)
    found |= of_the_count(count, nothing_else=count.ended == {"amended"})
    return found


def seen_together(person: Person, case: Case, counts: tuple[Count, ...], day: date) -> Situation:
    sole = all(count.ended == {"amended"} for count in counts)
    whole = _of_the_case(person, case, counts, day)
    listed = _NO if case.all_charges_listed is Answer.YES else EITHER
    facts: list[dict[Fact, Possible]] = [
        whole | of_the_count(count, nothing_else=sole) for count in counts
    ]
    for fact, asked in OF_THE_OTHERS.items():
        truths = _of_the_others(listed, [asked(count) for count in counts])
        for each, truth in zip(facts, truths, strict=True):
            each[fact] = truth
    known = tuple([Known(possible=each) for each in facts])
    return Situation(case=case, counts=counts, known=known, day=day)


def with_count(
    situation: Situation, case: Case, at: int, count: Count, person: Person
) -> Situation:
    """The situation of the case told otherwise, if only that one count of it is another."""
    return seen_together(person, case, _with(situation, at, count), situation.day)


def known_with(situation: Situation, case: Case, at: int, count: Count, person: Person) -> Known:
    """What would be known from the side of that count; the others are not looked at again."""
    counts = _with(situation, at, count)
    sole = all(each.ended == {"amended"} for each in counts)
    beside = {fact: situation.known[at].possible[fact] for fact in OF_THE_OTHERS}
    whole = _of_the_case(person, case, counts, situation.day)
    return Known(possible=whole | of_the_count(count, nothing_else=sole) | beside)


def _with(situation: Situation, at: int, count: Count) -> tuple[Count, ...]:
    return (*situation.counts[:at], count, *situation.counts[at + 1 :])


def _of_the_case(
    person: Person, case: Case, counts: tuple[Count, ...], day: date
) -> dict[Fact, Possible]:
    unknown = case.jurisdiction is Jurisdiction.UNKNOWN
    pardon = Pardon.NO if case.pardoned is Pardon.UNKNOWN else case.pardoned
    ends = {count.charge.disposition for count in counts}
    forum = _forum(case.court, ends)
    return {
        Fact.JURISDICTION: _ANYWHERE if unknown else frozenset({case.jurisdiction}),
        Fact.JUVENILE: juvenile(person, case, counts, day),
        Fact.FORUM: forum,
        Fact.CITATION_END: citation_end(ends) if "citation" in forum else _NO_CITATION,
        Fact.OPEN: _open(case, ends),
        Fact.PARDON: frozenset({pardon}),
        Fact.CHECKED: _YES if case.record_checked is Answer.YES else _NO,
    }


_NO_CITATION = frozenset({"none"})


def _forum(court: Court, ends: set[Disposition]) -> frozenset[str]:
    match court:
        case Court.LOCAL_ORDINANCE:
            return frozenset({"ordinance"})
        case Court.CIVIL_CITATION:
            return frozenset({"citation"})
        case Court.UNKNOWN:
            if Disposition.ORDINANCE_FINED in ends:
                return frozenset({"ordinance"})
            if ends & {Disposition.PAID, Disposition.UNPAID}:
                return frozenset({"citation"})
            return frozenset({"ordinance", "citation", "court"})
        case _:
            return frozenset({"court"})


def citation_end(ends: set[Disposition]) -> frozenset[str]:
    """Whether something is owed on a citation whose charges ended so."""
    if ends & {Disposition.UNPAID, Disposition.PENDING}:
        return frozenset({"owed"})
    over = {Disposition.PAID, Disposition.DISMISSED, Disposition.ACQUITTED, Disposition.VACATED}
    return frozenset({"over"}) if ends <= over else frozenset({"owed", "over"})


def _open(case: Case, ends: set[Disposition]) -> frozenset[str]:
    if case.status is not Status.UNKNOWN:
        return _YES if case.status is Status.OPEN else _NO
    if Disposition.PENDING in ends:
        return _YES
    never_opened = case.court is Court.NONE and ends <= {Disposition.RELEASED_WITHOUT_CHARGE}
    return _NO if never_opened else EITHER


def of_the_count(count: Count, *, nothing_else: bool) -> dict[Fact, Possible]:
    """What is known of one count by itself."""
    return {
        Fact.ENDED: count.ended if not nothing_else else ANY_END,
        Fact.SECTION: count.section,
        Fact.CLASS: count.classes,
        Fact.GRAMS: count.amount,
        Fact.TO_MINOR: _to_minor(count),
        Fact.ATTEMPT: count.attempt,
        Fact.SENTENCE: _sentence(count),
        Fact.OFFENSE_DAY: count.offense,
        Fact.CONVICTION_DAY: count.conviction,
    }


def _of_the_others(listed: frozenset[str], own: list[frozenset[str]]) -> list[frozenset[str]]:
    """For each count whether it holds of any other one; ``listed``: of one nobody listed."""
    if len(own) == 1:
        return [listed]
    sure = own.count(_YES)
    open_ = own.count(EITHER) + (listed == EITHER)
    return [
        _YES if sure > (truth == _YES) else EITHER if open_ > (truth == EITHER) else _NO
        for truth in own
    ]


def _both(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    if _NO in (left, right):
        return _NO
    return _YES if left == right == _YES else EITHER


def _opposite(truth: frozenset[str]) -> frozenset[str]:
    return {_YES: _NO, _NO: _YES}.get(truth, EITHER)


def _to_minor(count: Count) -> frozenset[str]:
    """Section 7 doubles the sentence of a section 5 delivery; it means nothing elsewhere."""
    if "5" not in count.section or count.charge.to_minor is Answer.NO:
        return _NO
    sure = count.section == {"5"} and count.charge.to_minor is Answer.YES
    return _YES if sure else EITHER


def violent(count: Count) -> frozenset[str]:
    """Whether it is on the violent-crime list: by its name or statute, and as a felony by force."""
    reading, felony = count.reading, count.charge.offense_class in _FELONY
    if (listed := reading.violent_if_felony if felony else reading.violent) is not None:
        return _YES if listed else _NO
    return _NO if count.cannabis == _YES else EITHER


def counts_against(count: Count) -> frozenset[str]:
    """A conviction, supervision or qualified probation for something other than cannabis."""
    disposition = count.charge.disposition
    if disposition in _UNCOUNTED:
        return _NO
    return _both(_opposite(count.cannabis), EITHER if disposition in _UNSETTLED else _YES)


def supervised_cannabis(count: Count) -> frozenset[str]:
    disposition = count.charge.disposition
    if disposition in _UNSETTLED:
        return _both(count.cannabis, EITHER)
    if disposition not in _SUPERVISED or count.ended == {"convicted"}:
        return _NO
    sure = _YES if disposition is not Disposition.SUPERVISION_UNKNOWN else EITHER
    return _both(count.cannabis, sure)


OF_THE_OTHERS: dict[Fact, Callable[[Count], frozenset[str]]] = {
    Fact.VIOLENT: violent,
    Fact.OTHER_COUNT: counts_against,
    Fact.BESIDE: supervised_cannabis,
}
"""What is asked of every other count of the case."""


def _sentence(count: Count) -> frozenset[str]:
    match count.charge.sentence:
        case Sentence.SERVING:
            return frozenset({"unfinished"})
        case Sentence.UNKNOWN:
            return frozenset({"unfinished", "finished"})
        case _:
            return frozenset({"finished"})


_CLASS_NAMES: dict[str, Msg] = {
    OffenseClass.CIVIL: say("a civil violation"),
    OffenseClass.PETTY: say("a petty offense"),
    OffenseClass.MISDEMEANOR_C: say("Class C misdemeanor"),
    OffenseClass.MISDEMEANOR_B: say("Class B misdemeanor"),
    OffenseClass.MISDEMEANOR_A: say("Class A misdemeanor"),
    OffenseClass.FELONY_4: say("Class 4 felony"),
    OffenseClass.FELONY_3: say("Class 3 felony"),
    OffenseClass.FELONY_2: say("Class 2 felony"),
    OffenseClass.FELONY_1: say("Class 1 felony"),
    OffenseClass.FELONY_X: say("Class X felony"),
}


def name_of_class(offense_class: str) -> Msg:
    """A class as a person reads it on a judgment."""
    return _CLASS_NAMES[offense_class]


def shows(count: Count) -> dict[Fact, Hole]:
    """How the facts of a count are said that a sentence has a hole for."""
    return {Fact.GRAMS: _said_amount(count.amount), Fact.CLASS: _said_classes(count)}


def _said_amount(amount: Amount) -> Msg:
    if amount.exact is not None:
        return say("%(grams)s grams", grams=amount.exact)
    if amount.up_to is None:
        return say("more than %(over)s grams", over=amount.over)
    return say("over %(over)s and up to %(up_to)s grams", over=amount.over, up_to=amount.up_to)


def _said_classes(count: Count) -> Msg:
    if len(count.classes) == 1:
        return _CLASS_NAMES[next(iter(count.classes))]
    if count.charge.offense_class is OffenseClass.MISDEMEANOR:
        return say("misdemeanor")
    return say("as the letter, the amount and the day show")
