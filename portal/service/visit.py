"""An open visit to a case, how long it lasts, and what may come of asking for one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, cast

from portal.say import Msg
from portal.store import cases, vault

State = dict[str, Any]
"""The answers as JSON. This module keeps them and does not look into them."""
Device = Literal["shared", "own"]

IDLE: dict[Device, timedelta] = {"shared": timedelta(minutes=20), "own": timedelta(minutes=60)}
"""How long a visit outlives its last page, at least: ends are rounded up to a whole minute."""
LONGEST = timedelta(hours=24)
"""How long a visit can be kept alive. Above 20 hours, so WCAG 2.2.1 asks for no warning."""
MOST_STATE = 512 * 1024
"""Bytes of JSON: far beyond what anyone has to tell, and little enough to open for every page."""
STEP = 1024
"""Sealed answers come in whole kilobytes, so that their size tells little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An open visit: the answers, and the keys that live as long as the request.

    ``ends_at``: when it is over unless another page is opened (UTC). ``code_waiting``: a code was
    made here and nobody has said yet that it is written down. ``kept_through``: the last day on
    which, anywhere in Illinois, the case is surely still there if it is not used again.
    """

    case_id: str
    version: int
    state: State = field(repr=False)
    device: Device
    started_at: datetime
    ends_at: datetime
    kept_through: date
    code_waiting: bool
    case_key: bytes = field(repr=False)
    token: vault.Token = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A new case. ``token`` goes into the browser's one cookie and nowhere else."""

    token: str = field(repr=False)
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """Back in a case, with a new token: a token the browser had before is never taken over."""

    token: str = field(repr=False)
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The code opens nothing, whether or not it ever did."""

    says: Msg
    field: str = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMany:
    """No try is left for the moment. Nothing was looked up."""

    says: Msg
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The visit is over. Nothing is lost: every answer was saved, and the code leads back to it."""

    device: Device


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """Another tab or device saved first. ``newer`` is this visit with what was saved there."""

    newer: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMuch:
    """More answers than a case can hold; nothing was saved."""

    says: Msg


def packed(state: State) -> bytes | None:
    """The answers as they are sealed; ``None`` if they are more than a case can hold."""
    plain = json.dumps(state, separators=(",", ":")).encode()
    if len(plain) > MOST_STATE:
        return None
    return plain + b" " * (-len(plain) % STEP)


def unpacked(key: bytes, sealed: bytes, where: vault.Where) -> State:
    """The answers out of their seal. Raises ``Tampered``."""
    return cast(State, json.loads(vault.unseal(key, sealed, where)))


def day_of(now: datetime) -> date:
    """The UTC day, by which cases are kept: daylight saving does not move it."""
    return now.astimezone(UTC).date()


def minute_of(now: datetime) -> datetime:
    """The next whole minute: a row that changes once a minute needs no write for most pages."""
    now = now.astimezone(UTC)
    whole = now.replace(second=0, microsecond=0)
    return whole if whole == now else whole + timedelta(minutes=1)


def end_of(now: datetime, started_at: datetime, device: Device) -> datetime:
    return min(minute_of(now) + IDLE[device], started_at + LONGEST)


def kept_through(now: datetime) -> date:
    # The UTC day ends in the evening of Illinois, so the last UTC day is not whole there.
    return day_of(now) + cases.KEPT - timedelta(days=1)
