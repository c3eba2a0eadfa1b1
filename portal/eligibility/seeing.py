"""A count looked at by who asks about it: what of it decides which answers would settle a fact."""

from __future__ import annotations

from itertools import chain

from portal.eligibility.age import class_may_decide
from portal.eligibility.beside import Beside
from portal.eligibility.count import Count
from portal.eligibility.ladders import BEFORE_THE_DAY, Field, Listing, Seen
from portal.eligibility.relief import can_be_sealed
from portal.eligibility.turning import Found, by_the_day, day_tells_class, may_be_no_crime
from portal.facts import Case, Charge, Court, Disposition, OffenseClass, Pardon, Sentence
from portal.law.days import DELIVERY_CHART_STARTS
from portal.law.known import YES, Fact, Known
from portal.law.offenses import CLASS_3_OR_HIGHER, FELONIES
from portal.say import Span

_YES = frozenset({YES})


def seen_of(
    case: Case, count: Count, known: Known, beside: Beside, ahead: frozenset[Field]
) -> Seen:
    """``known``: what the rules know of the count; ``ahead``: the facts that can still be told."""
    charge = count.charge
    tiered = "statute" in ahead or _may_be_tiered(count, ahead)
    too_high = _class_by_day(count, ahead)
    # How old the person was is asked only of an arrest that never came to a court.
    only_arrest = case.court is Court.NONE
    # Where another charge of an arrest leads to a petition, nothing of this one takes that away.
    petitioned = only_arrest and beside.petitions > 0
    by_class = only_arrest and not beside.unclassed and class_may_decide(charge, ahead)
    return Seen(
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
        beside_major=beside.major > 0,
        tells_others=not (petitioned or ahead.isdisjoint(_TOLD_TO_OTHERS)),
    )


_TOLD_TO_OTHERS: frozenset[Field] = frozenset({"statute", "disposition"})
"""What the tests of the other charges read of this one."""


def _is_undatable(charge: Charge, ahead: frozenset[Field]) -> bool:
    """Whether nothing tells since when the arrest may have been, nor can."""
    since = (charge.arrest_date, charge.offense_date)
    return since == (None, None) and ahead.isdisjoint({"arrest_date", "offense_date"})


def _class_by_day(count: Count, ahead: frozenset[Field]) -> frozenset[Found]:
    """Whether the class is too high, by the day, once nothing else is asked for the class."""
    if not ahead.isdisjoint(BEFORE_THE_DAY):
        return _ANY_CLASS
    return by_the_day(count, ahead, frozenset(CLASS_3_OR_HIGHER))


def _class_since_chart(count: Count, ahead: frozenset[Field]) -> frozenset[Found]:
    """The same for a delivery of a day since the chart starts, where there may be one before."""
    offense = count.offense
    if count.section != {"5"} or not offense.first < DELIVERY_CHART_STARTS <= offense.last:
        return frozenset()
    return _class_by_day(count._replace(offense=Span(DELIVERY_CHART_STARTS, offense.last)), ahead)


_ANY_CLASS: frozenset[Found] = frozenset({(True,), (False,)})


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
