"""Rows of sealed cases: put in, found by a code's locator, written in order, destroyed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BindParameter, Date, bindparam, case, delete, exists, insert, select, update
from sqlalchemy import Case as Choice
from sqlalchemy.orm import InstrumentedAttribute

from portal.store.db import Unit
from portal.store.tables import Case, Visit
from portal.store.vault import Where

KEPT = timedelta(days=30)
"""How long a case is kept after the last day it was used."""


def _later(kept: InstrumentedAttribute[date], given: BindParameter[date]) -> Choice[date]:
    # A clock that was set back for a while must not take from the days a case has already.
    return case((kept > given, kept), else_=given)


_USED = {
    "used_on": _later(Case.used_on, bindparam("day", type_=Date)),
    "expires_on": _later(Case.expires_on, bindparam("last", type_=Date)),
}
# Built once: putting a statement together takes longer than running it.
_WRITE = (
    update(Case)
    .where(
        Case.id == bindparam("for_id"),
        Case.version == bindparam("over"),
        exists().where(
            Visit.token_hash == bindparam("token"),
            Visit.case_id == Case.id,
            Visit.ends_at > bindparam("now"),
        ),
    )
    .values(
        answers=bindparam("answers"),
        version=bindparam("version"),
        **_USED,
    )
)
_TOUCH = update(Case).where(Case.id == bindparam("for_id")).values(**_USED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a locator finds."""

    id: str
    version: int
    wrapped_key: bytes = field(repr=False)
    answers: bytes = field(repr=False)


def key_of(id: str) -> Where:
    """Where the case key of a case is kept, locked with the code."""
    return Where("cases", "wrapped_key", id)


def answers_of(id: str, version: int) -> Where:
    """Where one version of the answers of a case is kept."""
    return Where("cases", "answers", id, version)


def add(
    unit: Unit, *, id: str, locator: bytes, wrapped_key: bytes, answers: bytes, day: date
) -> None:
    """Put in a new case, version 1."""
    row = {"id": id, "locator": locator, "wrapped_key": wrapped_key, "answers": answers}
    days = {"created_on": day, "used_on": day, "expires_on": day + KEPT}
    unit.connection.execute(insert(Case).values(version=1, **row, **days))


def find(unit: Unit, locator: bytes, day: date) -> Found | None:
    """The case a code leads to; ``None`` when there is none or its time is over."""
    query = select(Case.id, Case.version, Case.wrapped_key, Case.answers)
    query = query.where(Case.locator == locator, Case.expires_on >= day)
    row = unit.connection.execute(query).one_or_none()
    if row is None:
        return None
    return Found(id=row.id, version=row.version, wrapped_key=row.wrapped_key, answers=row.answers)


def write(
    unit: Unit, id: str, *, over: int, answers: bytes, token_hash: bytes, now: datetime
) -> bool:
    """Replace the answers of version ``over``; whether it was done.

    It is not when a newer version is there, or the visit of ``token_hash`` to the case is over.
    """
    day = now.astimezone(UTC).date()
    given = {"for_id": id, "over": over, "token": token_hash, "now": now}
    new = {"answers": answers, "version": over + 1, "day": day, "last": day + KEPT}
    return unit.connection.execute(_WRITE, given | new).rowcount == 1


def touch(unit: Unit, id: str, day: date) -> None:
    """Note that the case was used on this day."""
    unit.connection.execute(_TOUCH, {"for_id": id, "day": day, "last": day + KEPT})


def relock(unit: Unit, id: str, *, locator: bytes, wrapped_key: bytes) -> bool:
    """Put a new lock on a case: the old code finds nothing from now on."""
    change = update(Case).where(Case.id == id).values(locator=locator, wrapped_key=wrapped_key)
    return unit.connection.execute(change).rowcount == 1


def destroy(unit: Unit, id: str) -> None:
    """Delete a case, its keys and every visit to it."""
    unit.connection.execute(delete(Visit).where(Visit.case_id == id))
    unit.connection.execute(delete(Case).where(Case.id == id))


def destroy_expired(unit: Unit, day: date) -> int:
    """Delete each case whose last day is past; how many there were."""
    expired = select(Case.id).where(Case.expires_on < day)
    unit.connection.execute(delete(Visit).where(Visit.case_id.in_(expired)))
    return unit.connection.execute(delete(Case).where(Case.expires_on < day)).rowcount
