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
from portal.eligibility.ladders import Field, Listing, Seen, first_rungs, is_open
from portal.eligibility.open_tests import Truth, Walk, Worlds, walk
from portal.eligibility.relief import can_be_sealed
from portal.eligibility.situation import seen_alone
from portal.eligibility.told import Told, told, truths
from portal.eligibility.turning import day_tells_class
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    OffenseClass,
    Pardon,
    Person,
    Sentence,
)
from portal.law.codes import Outcome
from portal.law.days import (
    DELIVERY_CHART_STARTS,
    SEVENTEEN_JUVENILE_FOR_ALL,
    SEVENTEEN_JUVENILE_FOR_MISDEMEANORS,
)
from portal.law.known import EITHER, YES, Fact, Known
from portal.law.offenses import CLASS_3_OR_HIGHER, FELONIES
from portal.law.rules import leaves_on
from portal.say import Span

_YES = frozenset({YES})


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
    charge = count.charge
    tiered = "statute" in ahead or _may_be_tiered(count, ahead)
    by_class = _arrested_in_the_years_of_classes(charge, ahead)
    seen = Seen(
        ended=known.choices(Fact.ENDED),
        cannabis=count.cannabis,
        more=beside.listing is Listing.OPEN,
        only_arrest=case.court is Court.NONE,
        judged=charge.disposition_date is not None,
        undated=charge.arrest_date is None or not charge.arrest_date.is_day,
        undatable=charge.arrest_date is charge.offense_date is None and ahead.isdisjoint(_SINCE),
        by_class=by_class,
        lettered=count.letter is not None,
        weighed=charge.grams is not None,
        tiered=tiered,
        by_chart=_is_felony_of_delivery(count),
        by_day=tiered and _day_tells_class(count, ahead, by_class),
        to_minor=known.choices(Fact.TO_MINOR) == _YES,
        sealable=YES in count.cannabis or can_be_sealed(count),
        serving=charge.sentence is Sentence.SERVING,
        on_probation=charge.disposition is Disposition.QUALIFIED_PROBATION_OPEN,
        pardoned=case.pardoned is not Pardon.UNKNOWN,
        tells_others=not ahead.isdisjoint(_TOLD_TO_OTHERS),
    )
    others = beside.worlds(count.day, is_told=not (beside.number and seen.tells_others))
    return _wanted(count.day, told(known, count.day), seen, ahead, others)


_TOLD_TO_OTHERS: frozenset[Field] = frozenset({"statute", "disposition"})
"""What the tests of the other charges read of this one."""


_SINCE: frozenset[Field] = frozenset({"arrest_date", "offense_date"})


def _day_tells_class(count: Count, ahead: frozenset[Field], by_class: bool) -> bool:
    """Whether the class is too high, or, where the age asks for it, whether it is a felony."""
    if not ahead.isdisjoint(_BEFORE_THE_DAY):
        return True
    if day_tells_class(count, ahead, frozenset(CLASS_3_OR_HIGHER)):
        return True
    return by_class and day_tells_class(count, ahead, frozenset(FELONIES))


_BEFORE_THE_DAY: frozenset[Field] = frozenset({"statute", "offense_class"})
"""Nothing is asked for the class before these."""


def _may_be_tiered(count: Count, ahead: frozenset[Field]) -> bool:
    """Letters and amounts imply classes in sections 4 and 5, and only where it is known which. In
    section 5 they do so only of what surely happened since its chart starts."""
    if count.section == {"5"}:
        surely = count.offense.last if "offense_date" in ahead else count.offense.first
        return surely >= DELIVERY_CHART_STARTS
    return count.section == {"4"}


def _is_felony_of_delivery(count: Count) -> bool:
    return count.section == {"5"} and count.charge.offense_class is OffenseClass.FELONY


def _arrested_in_the_years_of_classes(charge: Charge, ahead: frozenset[Field]) -> bool:
    """Whether the arrest may show to have been when, at 17, one for a felony was an adult one and
    one for a misdemeanor was not. Without its day, those before and after it have to show that."""
    if charge.arrest_date is not None or "arrest_date" in ahead:
        return _may_be_then(charge.arrest_date)
    offense, judged = charge.offense_date, charge.disposition_date
    if (offense is None and "offense_date" not in ahead) or not _may_be_then(offense):
        return False
    return (judged is not None or "disposition_date" in ahead) and _may_be_then(judged)


def _may_be_then(day: Span | None) -> bool:
    if day is None:
        return True
    first, last = SEVENTEEN_JUVENILE_FOR_MISDEMEANORS, SEVENTEEN_JUVENILE_FOR_ALL
    return day.last >= first and day.first < last


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
    if count.charge.sentence is Sentence.SERVING:
        # What follows the sentence is told too, so the tests behind it count.
        possible[Fact.SENTENCE] = _ANY_SENTENCE
    return Known(possible=possible)


_ANY_PARDON: frozenset[str] = frozenset(Pardon) - {Pardon.UNKNOWN}
_ANY_SENTENCE = frozenset({"unfinished", "finished"})


@lru_cache(maxsize=8192)
def _wanted(day: date, said: Told, seen: Seen, ahead: frozenset[Field], others: Worlds) -> Wanted:
    """Kept by what the rules are told, in which nothing is of a person's own words."""
    found = truths(said, day)
    weighed = {leaf.id: _weighed(found[leaf.id], leaf.fact, seen, ahead) for leaf in leaves_on(day)}
    walked = walk(day, weighed, seen, others)
    fields = {field for fact in walked.facts for field in first_rungs(fact, seen, ahead)}
    if walked.ends:
        # Flags, and what is told beside the outcome.
        fields |= {"sealed", "sentence"} if seen.pardoned else {"sealed", "sentence", "pardoned"}
        fields |= _own_end(walked, seen)
    if walked.of_count:
        fields.add("all_charges_listed")
    return Wanted(fields=frozenset(fields & ahead), seals=_seals(walked, seen))


def _own_end(walked: Walk, seen: Seen) -> frozenset[Field]:
    """The end of a sentence from which this case's own wait runs."""
    runs = seen.serving or seen.ended == {"running"}
    waits = Outcome.WAIT_OR_REFER in walked.of_count and runs
    petitions = Outcome.PETITION_EXPUNGE in walked.of_count and seen.ended in _WITH_WAIT
    return frozenset({"sentence_end_date"} if waits or petitions else ())


_WITH_WAIT = ({"supervision"}, {"probation"})


def _seals(walked: Walk, seen: Seen) -> bool:
    if seen.on_probation or seen.ended == {"probation"}:
        return bool(walked.of_count)
    return seen.sealable and not walked.of_count.isdisjoint(_SEALED)


_SEALED = frozenset({Outcome.NOT_ELIGIBLE_REFER, Outcome.FORM_UNUSABLE_REFER})


def _weighed(truth: Answer, fact: Fact, seen: Seen, ahead: frozenset[Field]) -> Truth:
    if truth is not Answer.UNKNOWN:
        return Truth.YES if truth is Answer.YES else Truth.NO
    if not is_open(fact, seen, ahead):
        return Truth.STUCK
    if fact is Fact.JUVENILE and seen.only_arrest and seen.undatable:
        # That the person is too young still, but never that they were an adult then.
        return Truth.ONLY_YES
    own, other = _BOUNDED.get(fact, ("", Truth.OPEN))
    return Truth.OPEN if own in ahead else other


_BOUNDED = {
    Fact.OFFENSE_DAY: ("offense_date", Truth.ONLY_YES),
    Fact.CONVICTION_DAY: ("disposition_date", Truth.ONLY_NO),
}
"""Whether it was before a day, where it cannot be told itself any more: the offense is not after
the judgment, and the judgment not before the offense."""
