"""Statements of one count that cannot all be true: named, never silently resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.eligibility.count import Count, classes_of, possible_tiers
from portal.facts import Answer, Case, Charge, Disposition
from portal.law.citation import Citation
from portal.law.days import CANNABIS_CONTROL_ACT, CIVIL_UP_TO_TEN_GRAMS
from portal.law.known import EITHER, NO, YES
from portal.law.offenses import CITED, CIVIL, SPECIFIC_CLASSES, Tiers, tiers_of
from portal.say import Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """``statements``: names of the charge's fields that do not fit together."""

    id: str
    at: int
    statements: tuple[str, ...]
    says: Msg
    cites: tuple[Citation, ...]


def contradictions(counts: tuple[Count, ...]) -> tuple[Contradiction, ...]:
    """Every contradiction of a case's counts."""
    return tuple(found for at, count in enumerate(counts) for found in _of(at, count))


def _of(at: int, count: Count) -> Iterator[Contradiction]:
    yield from _judged_before_the_offense(at, count)
    section = next(iter(count.section)) if len(count.section) == 1 else ""
    if section not in ("4", "5"):
        return
    cites = (CITED[section],)
    yield from _before_the_act(at, count, cites)
    tiers = tiers_of(section, count.offense)
    if not tiers:
        return
    yield from _letter_against_grams(at, count, tiers, cites)
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


def _conviction_of_a_civil_amount(
    at: int, count: Count, cites: tuple[Citation, ...]
) -> Iterator[Contradiction]:
    if count.ended != {"convicted"} or count.section != {"4"} or count.attempt != {NO}:
        return
    if count.offense.first < CIVIL_UP_TO_TEN_GRAMS:
        return
    statements = [
        name
        for name, given in (
            ("statute", count.letter is not None),
            ("grams", count.charge.grams is not None),
        )
        if given
    ]
    tiers = possible_tiers(count)
    if statements and {tier.first for tier in tiers} == {CIVIL}:
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


def without(case: Case, counts: tuple[Count, ...], found: Contradiction, statement: str) -> Case:
    """The case with one of the statements taken as unknown."""
    charge = case.charges[found.at]
    match statement:
        case "statute":
            charge = _letterless(counts[found.at])
        case "section":
            charge = replace(charge, statute=None, description=None)
        case "disposition":
            charge = replace(charge, disposition=Disposition.UNKNOWN)
        case "grams":
            charge = replace(charge, grams=None)
        case "offense_class":
            charge = replace(charge, offense_class=None)
        case "offense_date":
            charge = replace(charge, offense_date=None)
        case "disposition_date":
            charge = replace(charge, disposition_date=None)
    return replace(case, charges=(*case.charges[: found.at], charge, *case.charges[found.at + 1 :]))


def _letterless(count: Count) -> Charge:
    """The count with its section kept and its letter unknown."""
    return replace(
        count.charge,
        statute=f"720 ILCS 550/{next(iter(count.section))}",
        description=None,
        confirmed=True,
        attempt=_ATTEMPTS[count.attempt],
    )


_ATTEMPTS = {
    frozenset({YES}): Answer.YES,
    frozenset({NO}): Answer.NO,
    EITHER: Answer.UNKNOWN,
}


def _either_if_attempt(count: Count) -> frozenset[str]:
    """An attempt may carry its own lower class or, on real judgments, the class of the offense."""
    return EITHER if YES in count.attempt else count.attempt
