"""Rows of visits: a browser's token finds its visit and, in the same look, the sealed case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, bindparam, delete, insert, select, update

from portal.store.db import Unit
from portal.store.tables import Case, Visit
from portal.store.vault import Where


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit and the case it is to, both still sealed: the columns of ``_LOOK`` in their order."""

    case_id: str
    wrapped_key: bytes | None = field(repr=False)
    code: bytes | None = field(repr=False)
    device: str
    started_at: datetime
    ends_at: datetime
    version: int
    used_on: date
    answers: bytes = field(repr=False)


# Built once: this runs for every page.
_LOOK = (
    select(
        Visit.case_id,
        Visit.wrapped_key,
        Visit.code,
        Visit.device,
        Visit.started_at,
        Visit.ends_at,
        Case.version,
        Case.used_on,
        Case.answers,
    )
    .join(Case, Case.id == Visit.case_id)
    .where(Visit.token_hash == bindparam("token"))
)


def key_of(token_hash: bytes) -> Where:
    """Where the case key is kept for one visit, locked with its token."""
    return Where("visits", "wrapped_key", token_hash.hex())


def code_of(token_hash: bytes) -> Where:
    """Where a code waits to be shown in one visit, locked with its token."""
    return Where("visits", "code", token_hash.hex())


def add(
    unit: Unit,
    *,
    token_hash: bytes,
    case_id: str,
    wrapped_key: bytes,
    code: bytes | None,
    device: str,
    started_at: datetime,
    ends_at: datetime,
) -> None:
    """Put in a new visit."""
    keys = {"token_hash": token_hash, "wrapped_key": wrapped_key, "code": code}
    times = {"started_at": started_at, "ends_at": ends_at}
    row = insert(Visit).values(case_id=case_id, device=device, **keys, **times)
    unit.connection.execute(row)


def look(unit: Unit, token_hash: bytes) -> Seen | None:
    """The visit of a token, over or not."""
    row: Sequence[Any] | None = unit.connection.execute(_LOOK, {"token": token_hash}).one_or_none()
    return None if row is None else Seen(*row)


def extend(unit: Unit, token_hash: bytes, ends_at: datetime) -> None:
    unit.connection.execute(_one(token_hash).values(ends_at=ends_at))


def set_device(unit: Unit, token_hash: bytes, device: str, ends_at: datetime) -> None:
    unit.connection.execute(_one(token_hash).values(device=device, ends_at=ends_at))


def set_code(unit: Unit, token_hash: bytes, code: bytes | None) -> None:
    """Keep a sealed code to show in this visit, or keep it no longer."""
    unit.connection.execute(_one(token_hash).values(code=code))


def end(unit: Unit, token_hash: bytes) -> bool:
    """Delete a visit; whether it was there."""
    gone = delete(Visit).where(Visit.token_hash == token_hash)
    return unit.connection.execute(gone).rowcount == 1


def end_others(unit: Unit, case_id: str, token_hash: bytes) -> None:
    """Delete every visit to a case but this one."""
    others = delete(Visit).where(Visit.case_id == case_id, Visit.token_hash != token_hash)
    unit.connection.execute(others)


def lock_ended(unit: Unit, now: datetime) -> int:
    """Destroy the keys of the visits that are over; how many there were."""
    ended = update(Visit).where(Visit.ends_at <= now, Visit.wrapped_key.is_not(None))
    return unit.connection.execute(ended.values(wrapped_key=None, code=None)).rowcount


def forget_ended(unit: Unit, before: datetime) -> int:
    """Delete the visits that were over at a moment; how many there were."""
    return unit.connection.execute(delete(Visit).where(Visit.ends_at <= before)).rowcount


def _one(token_hash: bytes) -> Update:
    return update(Visit).where(Visit.token_hash == token_hash)
