"""A case as it is when one of its statements is in doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from portal.eligibility.count import Count
from portal.facts import Answer, Case, Charge, Court, Disposition, OffenseClass, Status
from portal.law.known import EITHER, NO, YES

_ANSWERS = {
    frozenset({YES}): Answer.YES,
    frozenset({NO}): Answer.NO,
    EITHER: Answer.UNKNOWN,
}


def without(case: Case, count: Count, at: int, statement: str) -> Case:
    """The case with one statement, of its count ``at`` or its own, taken as unknown."""
    if statement == "court":
        return replace(case, court=Court.UNKNOWN)
    if statement == "status":
        return replace(case, status=Status.UNKNOWN)
    charge = _without(count, statement)
    return replace(case, charges=(*case.charges[:at], charge, *case.charges[at + 1 :]))


def _without(count: Count, statement: str) -> Charge:
    match statement:
        case "statute":
            return _letterless(count)
        case "section":
            return replace(count.charge, statute=None, description=None)
        case "description":
            return _wordless(count)
        case "disposition":
            return replace(count.charge, disposition=Disposition.UNKNOWN)
        case _:
            unknown: dict[str, Any] = {statement: None}
            return replace(count.charge, **unknown)


def _letterless(count: Count) -> Charge:
    """The count with its section and the amount in its words kept, and its letter unknown."""
    words = None if count.reading.grams is None else _amount_in_words(*count.reading.grams)
    return _reading_otherwise(count, f"720 ILCS 550/{next(iter(count.section))}", words)


def _amount_in_words(over: Decimal, up_to: Decimal | None) -> str:
    return f"OVER {over} GRAMS" if up_to is None else f"{over}-{up_to} GRAMS"


def _wordless(count: Count) -> Charge:
    """The count with what it cites kept, and the amount in its words unknown."""
    return _reading_otherwise(count, count.reading.citation, None)


def _reading_otherwise(count: Count, statute: str | None, description: str | None) -> Charge:
    """The charge with another text, and what else its own text said told beside it."""
    stated, printed = count.charge.offense_class, count.reading.offense_class
    if stated is None and printed is not None and count.settled:
        stated = OffenseClass(printed)
    return replace(
        count.charge,
        statute=statute,
        description=description,
        confirmed=True,
        offense_class=stated,
        attempt=_ANSWERS[count.attempt],
        subsequent=_ANSWERS[count.subsequent],
    )
