"""A case as it is when one of its statements is in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portal.eligibility.count import Count
from portal.facts import Answer, Case, Charge, Court, Disposition, Status
from portal.law.known import EITHER, NO, YES

_ATTEMPTS = {
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
        case "disposition":
            return replace(count.charge, disposition=Disposition.UNKNOWN)
        case _:
            unknown: dict[str, Any] = {statement: None}
            return replace(count.charge, **unknown)


def _letterless(count: Count) -> Charge:
    """The count with its section kept and its letter unknown."""
    return replace(
        count.charge,
        statute=f"720 ILCS 550/{next(iter(count.section))}",
        description=None,
        confirmed=True,
        attempt=_ATTEMPTS[count.attempt],
    )
