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
from itertools import chain

from portal.eligibility.age import class_may_decide
from portal.eligibility.beside import Beside
from portal.eligibility.count import Count, classes_stated
from portal.eligibility.ladders import Field, Listing, Seen, first_rungs, is_open
from portal.eligibility.open_tests import TELLABLE, Truth, Truths, Walk, Worlds, walk
from portal.eligibility.relief import can_be_sealed
from portal.eligibility.situation import seen_alone
from portal.eligibility.told import Told, told, truths
from portal.eligibility.turning import Found, by_the_day, day_tells_class, may_be_no_crime
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
from portal.law.days import DELIVERY_CHART_STARTS
from portal.law.known import EITHER, YES, Fact, Known
from portal.law.leaves import BEFORE_CHART, CLASS_TOO_HIGH, SECTION_5
from portal.law.offenses import CLASS_3_OR_HIGHER, FELONIES
from portal.law.rules import leaves_on
from portal.say import Span

_YES = frozenset({YES})
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
    charge = count.charge
    tiered = "statute" in ahead or _may_be_tiered(count, ahead)
    too_high = _class_by_day(count, ahead)
    # How old the person was is asked only of an arrest that never came to a court.
    only_arrest = case.court is Court.NONE
    # Where another charge of an arrest leads to a petition, nothing of this one takes that away.
    petitioned = only_arrest and beside.petitions > 0
    by_class = only_arrest and not beside.unclassed and class_may_decide(charge, ahead)
    seen = Seen(
        ended=known.choices(Fact.ENDED),
        cannabis=count.cannabis,
        more=beside.listing is Listing.OPEN,
        only_arrest=only_arrest,
        judged=charge.disposition_date is not None,
        undated=only_arrest and not beside.arrested(count).is_day,
        undatable=only_arrest and _is_undatable(charge, ahead),
        by_class=by_class,
        lettered=count.letter is not None,
        weighed=charge.grams is not None,
        tiered=tiered,
        by_chart=_is_felony_of_delivery(count),
        by_day=tiered and (len(too_high) > 1 or by_class and _is_felony_by_day(count, ahead)),
        too_high=frozenset(chain.from_iterable(too_high)),
        too_high_since=frozenset(chain.from_iterable(_class_since_chart(count, ahead))),
        to_minor=known.choices(Fact.TO_MINOR) == _YES,
        sealable=YES in count.cannabis or can_be_sealed(count),
        serving=charge.sentence is Sentence.SERVING,
        on_probation=charge.disposition is Disposition.QUALIFIED_PROBATION_OPEN,
        pardoned=case.pardoned is not Pardon.UNKNOWN,
        may_be_no_crime=may_be_no_crime(count),
        tells_others=not (petitioned or ahead.isdisjoint(_TOLD_TO_OTHERS)),
    )
    if count.ended == _AMENDED:
        # Another charge took its place. Where none is told there is no answer.
        others: Worlds = frozenset()
    else:
        is_told = not (beside.number and seen.tells_others)
        others = beside.worlds(count.day, is_told=is_told, only_arrest=only_arrest)
    return _wanted(count.day, told(known, count.day), seen, ahead, others)


_AMENDED = frozenset({"amended"})
_TOLD_TO_OTHERS: frozenset[Field] = frozenset({"statute", "disposition"})
"""What the tests of the other charges read of this one."""


def _is_undatable(charge: Charge, ahead: frozenset[Field]) -> bool:
    """Whether nothing tells since when the arrest may have been, nor can."""
    since = (charge.arrest_date, charge.offense_date)
    return since == (None, None) and ahead.isdisjoint({"arrest_date", "offense_date"})


def _class_by_day(count: Count, ahead: frozenset[Field]) -> frozenset[Found]:
    """Whether the class is too high, by the day, once nothing else is asked for the class."""
    if not ahead.isdisjoint(_BEFORE_THE_DAY):
        return _ANY_CLASS
    return by_the_day(count, ahead, frozenset(CLASS_3_OR_HIGHER))


def _class_since_chart(count: Count, ahead: frozenset[Field]) -> frozenset[Found]:
    """The same for a delivery of a day since the chart starts, where there may be one before."""
    offense = count.offense
    if count.section != {"5"} or not offense.first < DELIVERY_CHART_STARTS <= offense.last:
        return frozenset()
    return _class_by_day(count._replace(offense=Span(DELIVERY_CHART_STARTS, offense.last)), ahead)


_ANY_CLASS: frozenset[Found] = frozenset({(True,), (False,)})
_BEFORE_THE_DAY: frozenset[Field] = frozenset({"statute", "offense_class"})
"""Nothing is asked for the class before these."""


def _may_be_tiered(count: Count, ahead: frozenset[Field]) -> bool:
    """Letters and amounts imply classes in sections 4 and 5, and only where it is known which. In
    section 5 they do so only of what surely happened since its chart starts."""
    if count.section == {"5"}:
        surely = count.offense.last if "offense_date" in ahead else count.offense.first
        return surely >= DELIVERY_CHART_STARTS
    return count.section == {"4"}


def _is_felony_by_day(count: Count, ahead: frozenset[Field]) -> bool:
    return day_tells_class(count, ahead, frozenset(FELONIES))


def _is_felony_of_delivery(count: Count) -> bool:
    return count.section == {"5"} and count.charge.offense_class is OffenseClass.FELONY


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
        fields |= _own_end(walked, seen)
        if seen.may_be_no_crime:
            fields.add("offense_date")
    if walked.of_count:
        fields.add("all_charges_listed")
    return Wanted(fields=frozenset(fields & ahead), seals=_seals(walked, seen))


def _is_by_chart(truths: Truths, ahead: frozenset[Field]) -> bool:
    """Whether the day decides over a delivery in two ways at once: since the chart starts it also
    tells the class, where that cannot be told itself any more."""
    both = {truths[BEFORE_CHART.id], truths[CLASS_TOO_HIGH.id]} <= TELLABLE
    return both and truths[SECTION_5.id] is Truth.YES and ahead.isdisjoint(_BEFORE_THE_DAY)


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
