"""One count as the law sees it: its section, how it ended, its amount and class as far as known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from portal.eligibility.reading import ChargeReading, Reader
from portal.facts import Answer, Charge, Disposition, OffenseClass, ProbationKind
from portal.law.days import CANNABIS_CONTROL_ACT
from portal.law.known import ANY_AMOUNT, EITHER, NO, YES, Amount
from portal.law.offenses import (
    CIVIL,
    FELONIES,
    MISDEMEANORS,
    SECTIONS,
    SPECIFIC_CLASSES,
    Tiers,
    lowered_by_attempt,
    tiers_of,
)
from portal.say import Span

ACT = "550"
ANY_SECTION = frozenset({*SECTIONS, "other"})
ANY_END = frozenset(
    {"convicted", "supervision", "probation", "running", "dropped", "vacated", "amended"}
)
ANY_CLASS: frozenset[str] = frozenset(SPECIFIC_CLASSES)

_ENDS: dict[Disposition, frozenset[str]] = {
    Disposition.CONVICTED: frozenset({"convicted"}),
    Disposition.SUPERVISION_COMPLETED: frozenset({"supervision"}),
    Disposition.SUPERVISION_OPEN: frozenset({"running"}),
    Disposition.SUPERVISION_REVOKED: frozenset({"convicted"}),
    Disposition.SUPERVISION_UNKNOWN: frozenset({"supervision", "running", "convicted"}),
    Disposition.QUALIFIED_PROBATION_COMPLETED: frozenset({"probation"}),
    Disposition.QUALIFIED_PROBATION_OPEN: frozenset({"running"}),
    Disposition.QUALIFIED_PROBATION_REVOKED: frozenset({"convicted"}),
    Disposition.DISMISSED: frozenset({"dropped"}),
    Disposition.ACQUITTED: frozenset({"dropped"}),
    Disposition.RELEASED_WITHOUT_CHARGE: frozenset({"dropped"}),
    Disposition.VACATED: frozenset({"vacated"}),
    Disposition.AMENDED: frozenset({"amended"}),
    Disposition.PENDING: frozenset({"running"}),
}
"""How a disposition ended the count. Unsatisfactory ends are convictions, 5.2(a)(1)(C). What is not
listed (a juvenile or ordinance word in an adult case) leaves the end open."""


class Count(NamedTuple):
    """A charge with what was read of it and what the tables imply.

    ``inferred``: letter, grams and day stand in for each other in ``amount`` and ``classes``.
    """

    charge: Charge
    reading: ChargeReading
    settled: bool
    day: date
    section: frozenset[str]
    letter: str | None
    cannabis: frozenset[str]
    ended: frozenset[str]
    attempt: frozenset[str]
    subsequent: frozenset[str]
    offense: Span
    conviction: Span
    tiers: Tiers
    amount: Amount
    classes: frozenset[str]
    inferred: bool


def count_of(charge: Charge, day: date, read: Reader) -> Count:
    """The count as known on ``day``. A guessed reading settles nothing until it is confirmed."""
    reading = read(charge.statute, charge.description)
    settled = reading.sure == "exact" or (reading.sure == "guess" and charge.confirmed)
    offense = _offense(charge, day)
    section = _section(reading, settled, charge.confirmed, offense)
    letter = reading.subsection[:3] if settled and reading.subsection else None
    ended, attempt = _ended(charge), _attempt(charge, reading)
    subsequent = _subsequent(charge, reading, settled)
    # Letter, section, day and first or later offense imply class and grams (ruling 2).
    weight = _weight(charge, reading, settled)
    tiers = _possible_tiers(section, offense, letter, weight)
    amount, stated = _stated_amount(charge), classes_stated(charge)
    inferred = False
    if charge.grams is None:
        implied = _implied_amount(letter, tiers, weight)
        inferred, amount = implied != amount, implied
    printed = reading.offense_class if settled else None
    classes = _classes(stated, printed, tiers, subsequent, attempt, ended)
    return Count(
        charge=charge,
        reading=reading,
        settled=settled,
        day=day,
        section=section,
        letter=letter,
        cannabis=_cannabis(reading, section),
        ended=ended,
        attempt=attempt,
        subsequent=subsequent,
        offense=offense,
        conviction=charge.disposition_date or Span(min(offense.first, day), day),
        tiers=tiers,
        amount=amount,
        classes=classes,
        inferred=inferred or classes != stated,
    )


def classes_by(
    count: Count, tiers: Tiers, subsequent: frozenset[str], attempt: frozenset[str]
) -> frozenset[str]:
    """The classes the count may have by what was stated and under these tiers."""
    printed = count.reading.offense_class if count.settled else None
    stated = classes_stated(count.charge)
    return _classes(stated, printed, tiers, subsequent, attempt, count.ended)


def tiers_then(count: Count, offense: Span) -> Tiers:
    """The tiers the count may be under if it happened on one of these days."""
    weight = _weight(count.charge, count.reading, count.settled)
    return _possible_tiers(count.section, offense, count.letter, weight)


def uninferred(count: Count) -> Count:
    """The count by what was stated alone, nothing implied by the tables."""
    amount, classes = _stated_amount(count.charge), classes_stated(count.charge)
    return count._replace(tiers=(), amount=amount, classes=classes, inferred=False)


def _section(
    reading: ChargeReading, settled: bool, confirmed: bool, offense: Span
) -> frozenset[str]:
    """The section cited, or the one the name alone is of. Before the Act no name was of it."""
    inside = reading.act == ACT and reading.section in SECTIONS
    conspiring = reading.inchoate not in (None, "attempt")
    if settled and reading.section is not None and (conspiring or not reading.is_only_inchoate):
        return frozenset({reading.section if inside and not conspiring else "other"})
    if offense.last < CANNABIS_CONTROL_ACT:
        return frozenset({"other"})
    if confirmed and reading.named_section is not None:
        perhaps_before = date.min < offense.first < CANNABIS_CONTROL_ACT
        return frozenset({reading.named_section, *(("other",) if perhaps_before else ())})
    if reading.cannabis is False:
        return frozenset({"other"})
    return ANY_SECTION


def _cannabis(reading: ChargeReading, section: frozenset[str]) -> frozenset[str]:
    if reading.cannabis is None:
        return EITHER if "other" in section else frozenset({YES})
    return frozenset({YES if reading.cannabis else NO})


def _ended(charge: Charge) -> frozenset[str]:
    judged = charge.probation_kind is ProbationKind.TASC_JUDGMENT
    if judged and charge.disposition is Disposition.QUALIFIED_PROBATION_COMPLETED:
        return frozenset({"convicted"})
    return _ENDS.get(charge.disposition, ANY_END)


def _attempt(charge: Charge, reading: ChargeReading) -> frozenset[str]:
    if charge.attempt is Answer.UNKNOWN:
        return EITHER
    if charge.attempt is None:
        return frozenset({YES if reading.attempt else NO})
    return frozenset({YES if charge.attempt is Answer.YES else NO})


def _subsequent(charge: Charge, reading: ChargeReading, settled: bool) -> frozenset[str]:
    if charge.subsequent is Answer.UNKNOWN:
        if settled and reading.subsequent is not None:
            return frozenset({YES if reading.subsequent else NO})
        return EITHER
    return frozenset({charge.subsequent.value})


def _offense(charge: Charge, day: date) -> Span:
    """The days the offense may have been on: never after an arrest or a judgment for it."""
    given = charge.offense_date
    ends = [span.last for span in (charge.arrest_date, charge.disposition_date) if span]
    last = min([day, *ends])
    if given is None:
        return Span(date.min, last)
    return Span(given.first, min(given.last, last)) if given.first <= last else given


def _weight(charge: Charge, reading: ChargeReading, settled: bool) -> Amount:
    """The grams that were told, or else the span that the paper prints."""
    if charge.grams is None and settled and reading.grams is not None:
        over, up_to = reading.grams
        return Amount(over=over, up_to=up_to)
    return _stated_amount(charge)


def _stated_amount(charge: Charge) -> Amount:
    return ANY_AMOUNT if charge.grams is None else Amount(exact=charge.grams)


def classes_stated(charge: Charge) -> frozenset[str]:
    """The classes a charge may have by what was stated alone."""
    return ANY_CLASS if charge.offense_class is None else _named(charge.offense_class)


def _named(offense_class: str) -> frozenset[str]:
    match offense_class:
        case OffenseClass.MISDEMEANOR:
            return frozenset(MISDEMEANORS)
        case OffenseClass.FELONY:
            return frozenset(FELONIES)
        case stated:
            return frozenset({stated})


def _possible_tiers(
    section: frozenset[str], offense: Span, letter: str | None, weight: Amount
) -> Tiers:
    """The tiers the count may be under: by letter where read, by the weight where that fits."""
    if len(section) != 1:
        return ()
    tiers = tiers_of(next(iter(section)), offense)
    if letter is not None:
        tiers = tuple([tier for tier in tiers if tier.letter == letter])
    if weight is ANY_AMOUNT:
        return tiers
    return tuple(tier for tier in tiers if tier.may_hold(weight)) or tiers


def _implied_amount(letter: str | None, tiers: Tiers, printed: Amount) -> Amount:
    if letter is None or not tiers:
        return printed
    ends = [tier.up_to for tier in tiers]
    closed = [end for end in ends if end is not None]
    return Amount(
        over=min(tier.over for tier in tiers),
        up_to=max(closed) if len(closed) == len(ends) else None,
    )


def _classes(
    stated: frozenset[str],
    printed: str | None,
    tiers: Tiers,
    subsequent: frozenset[str],
    attempt: frozenset[str],
    ended: frozenset[str],
) -> frozenset[str]:
    if len(stated) == 1:
        return stated
    return (stated & _implied_classes(printed, tiers, subsequent, attempt, ended)) or stated


def _implied_classes(
    printed: str | None,
    tiers: Tiers,
    subsequent: frozenset[str],
    attempt: frozenset[str],
    ended: frozenset[str],
) -> frozenset[str]:
    if printed is not None:
        return _named(printed)
    if not tiers:
        return ANY_CLASS
    classes = classes_of(tiers, subsequent, attempt)
    civil_excluded = classes - {CIVIL} if ended == {"convicted"} else classes
    return frozenset(civil_excluded or classes)


def classes_of(
    tiers: Tiers, subsequent: frozenset[str], attempt: frozenset[str]
) -> frozenset[OffenseClass]:
    """The classes these tiers can give, an attempt's lowered as 720 ILCS 5/8-4(c) does."""
    whole = {tier.first for tier in tiers} if NO in subsequent else set()
    if YES in subsequent:
        whole |= {tier.again for tier in tiers}
    lowered = map(lowered_by_attempt, whole) if YES in attempt else ()
    return frozenset({*(whole if NO in attempt else ()), *lowered})
