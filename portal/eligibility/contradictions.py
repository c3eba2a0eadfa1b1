"""Statements of one count that cannot all be true: named, never silently resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.eligibility.count import Count, classes_of
from portal.eligibility.ends import is_end_of
from portal.facts import Case, Disposition, Status
from portal.law.citation import Citation
from portal.law.days import CANNABIS_CONTROL_ACT, CIVIL_UP_TO_TEN_GRAMS
from portal.law.known import EITHER, YES, Amount
from portal.law.offenses import CITED, CIVIL, SPECIFIC_CLASSES, TIERED, Tiers, tiers_of
from portal.say import Msg, Span, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """``statements``: names of fields, of the charge or of its case (``OF_THE_CASE``), that do not
    fit together."""

    id: str
    at: int
    statements: tuple[str, ...]
    says: Msg
    cites: tuple[Citation, ...]


OF_THE_CASE = frozenset({"court", "status"})


def contradictions(case: Case, counts: tuple[Count, ...]) -> tuple[Contradiction, ...]:
    """Every contradiction of a case's counts."""
    found: list[Contradiction] = []
    for at, count in enumerate(counts):
        if not is_end_of(case.court, count.charge.disposition):
            found.append(_end_of_another_court(at))
        if case.status is Status.CLOSED and count.charge.disposition is Disposition.PENDING:
            found.append(_pending_in_a_closed_case(at))
        found.extend(_of(at, count))
    return tuple(found)


def _end_of_another_court(at: int) -> Contradiction:
    return Contradiction(
        id="contradiction.court-end",
        at=at,
        statements=("court", "disposition"),
        says=say("These do not fit: the kind of court, and how the case ended."),
        cites=(),
    )


def _pending_in_a_closed_case(at: int) -> Contradiction:
    return Contradiction(
        id="contradiction.closed-pending",
        at=at,
        statements=("status", "disposition"),
        says=say("These do not fit: the case is closed, and a charge is still going on."),
        cites=(),
    )


def _of(at: int, count: Count) -> Iterator[Contradiction]:
    yield from _judged_before_the_offense(at, count)
    section = next(iter(count.section)) if len(count.section) == 1 else "other"
    if section == "other":
        return
    cites = (CITED[section],) if section in CITED else ()
    yield from _before_the_act(at, count, cites)
    if section not in TIERED:
        return
    yield from _grams_against_the_description(at, count)
    tiers = tiers_of(section, count.offense)
    if not tiers:
        return
    yield from _letter_of_another_time(at, count, tiers, cites)
    yield from _letter_against_grams(at, count, tiers, cites)
    yield from _letter_against_the_words(at, count, tiers, cites)
    yield from _conviction_of_a_civil_amount(at, count, cites)
    yield from _class_never_had(at, count, tiers, cites)


def _judged_before_the_offense(at: int, count: Count) -> Iterator[Contradiction]:
    judged, offense = count.charge.disposition_date, count.charge.offense_date
    if judged and offense and judged.last < offense.first:
        yield Contradiction(
            id="contradiction.judged-before-offense",
            at=at,
            statements=("offense_date", "disposition_date"),
            says=say(
                "These two dates do not fit: the offense, %(offense)s, "
                "and the end of the case, %(judged)s.",
                offense=offense,
                judged=judged,
            ),
            cites=(),
        )


def _letter_of_another_time(
    at: int, count: Count, tiers: Tiers, cites: tuple[Citation, ...]
) -> Iterator[Contradiction]:
    """Letters were added over time: none is older than the law that brought it."""
    if count.letter is None or any(tier.letter == count.letter for tier in tiers):
        return
    yield Contradiction(
        id="contradiction.letter-day",
        at=at,
        statements=("statute", *_days_without_the_letter(count)),
        says=say(
            "These do not fit: the paper says %(citation)s, "
            "but that section did not have this letter then.",
            citation=count.reading.citation or "",
        ),
        cites=cites,
    )


def _days_without_the_letter(count: Count) -> tuple[str, ...]:
    """The days on the record that the letter does not fit: that of the offense, or where it would
    have fit, those of the arrest and the judgment, which the offense cannot have come after."""
    charge, section = count.charge, next(iter(count.section))
    offense = charge.offense_date
    if offense is not None and not _stood(section, count.letter, offense):
        return ("offense_date",)
    later = (("arrest_date", charge.arrest_date), ("disposition_date", charge.disposition_date))
    return tuple(
        name
        for name, given in later
        if given is not None
        and not _stood(section, count.letter, Span(CANNABIS_CONTROL_ACT, given.last))
    )


def _stood(section: str, letter: str | None, when: Span) -> bool:
    return any(tier.letter == letter for tier in tiers_of(section, when))


def _letter_against_grams(
    at: int, count: Count, tiers: Tiers, cites: tuple[Citation, ...]
) -> Iterator[Contradiction]:
    grams = count.charge.grams
    if grams is None or count.letter is None:
        return
    lettered = [tier for tier in tiers if tier.letter == count.letter]
    if lettered and not any(tier.holds(grams) for tier in lettered):
        yield Contradiction(
            id="contradiction.letter-grams",
            at=at,
            statements=("statute", "grams"),
            says=say(
                "These do not fit: the paper says %(citation)s, but %(grams)s grams "
                "was under another letter then.",
                citation=count.reading.citation or "",
                grams=grams,
            ),
            cites=cites,
        )


def _letter_against_the_words(
    at: int, count: Count, tiers: Tiers, cites: tuple[Citation, ...]
) -> Iterator[Contradiction]:
    """The amount that the paper prints beside its letter, which both stand on the same line."""
    if count.letter is None or count.reading.grams is None:
        return
    over, up_to = count.reading.grams
    printed = Amount(over=over, up_to=up_to)
    lettered = [tier for tier in tiers if tier.letter == count.letter]
    if lettered and not any(tier.may_hold(printed) for tier in lettered):
        yield Contradiction(
            id="contradiction.letter-description",
            at=at,
            statements=("statute", "description"),
            says=say(
                "These do not fit: the paper says %(citation)s, but the amount in the words "
                "on it was under another letter then.",
                citation=count.reading.citation or "",
            ),
            cites=cites,
        )


def _grams_against_the_description(at: int, count: Count) -> Iterator[Contradiction]:
    """What the person says it weighed, and the weight on the paper that the person confirmed."""
    grams, written = count.charge.grams, count.reading.grams
    if grams is None or written is None or not count.charge.confirmed:
        return
    over, up_to = written
    if grams < over or (up_to is not None and grams > up_to):
        yield Contradiction(
            id="contradiction.description-grams",
            at=at,
            statements=("description", "grams"),
            says=say(
                "These do not fit: the amount in the words on the paper, and %(grams)s grams.",
                grams=grams,
            ),
            cites=(),
        )


def _conviction_of_a_civil_amount(
    at: int, count: Count, cites: tuple[Citation, ...]
) -> Iterator[Contradiction]:
    """Of an attempt no less: what is no offense cannot be attempted."""
    if count.ended != {"convicted"} or count.section != {"4"}:
        return
    if count.offense.last < CIVIL_UP_TO_TEN_GRAMS:
        return
    since = count.offense.first >= CIVIL_UP_TO_TEN_GRAMS
    only_civil = since and {tier.first for tier in count.tiers} == {CIVIL}
    statements = [
        name
        for name, given in (
            ("statute", only_civil and count.letter is not None),
            ("grams", only_civil and count.charge.grams is not None),
            ("description", only_civil and count.settled and count.reading.grams is not None),
            ("offense_class", count.charge.offense_class is CIVIL),
        )
        if given
    ]
    if statements:
        yield Contradiction(
            id="contradiction.civil-amount",
            at=at,
            statements=("disposition", *statements, "offense_date"),
            says=say(
                "These do not fit. From July 29, 2016 up to 10 grams was a civil ticket. "
                "That could not end in a conviction."
            ),
            cites=cites,
        )


def _class_never_had(
    at: int, count: Count, tiers: Tiers, cites: tuple[Citation, ...]
) -> Iterator[Contradiction]:
    """Not the letter but the section: a charge is often reduced under the letter it began with."""
    stated = count.charge.offense_class
    if stated is None or stated not in SPECIFIC_CLASSES:
        return
    if stated not in classes_of(tiers, EITHER, _either_if_attempt(count)):
        yield Contradiction(
            id="contradiction.class",
            at=at,
            statements=("offense_class", "section", *_dated(count)),
            says=say(
                "These do not fit: the paper says %(citation)s, "
                "but that never had the class given here.",
                citation=count.reading.citation or "",
            ),
            cites=cites,
        )


def _before_the_act(at: int, count: Count, cites: tuple[Citation, ...]) -> Iterator[Contradiction]:
    if count.offense.last < CANNABIS_CONTROL_ACT:
        yield Contradiction(
            id="contradiction.before-the-act",
            at=at,
            statements=("section", *_dated(count)),
            says=say(
                "These do not fit: the paper says %(citation)s, "
                "but that law began on %(day)s, after it happened.",
                citation=count.reading.citation or "",
                day=CANNABIS_CONTROL_ACT,
            ),
            cites=cites,
        )


def _dated(count: Count) -> tuple[str, ...]:
    return ("offense_date",) if count.charge.offense_date else ()


def _either_if_attempt(count: Count) -> frozenset[str]:
    """An attempt may carry its own lower class or, on real judgments, the class of the offense."""
    return EITHER if YES in count.attempt else count.attempt
