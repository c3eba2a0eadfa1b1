"""A resident's own sealed case: start it, come back to it, save, show the code, finish, erase."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, cast

from portal.say import Msg, say, say_many
from portal.store import attempts, cases, vault, visits
from portal.store.db import Store, Unit
from portal.store.vault import Where

State = dict[str, Any]
"""The answers as JSON. This module keeps them and does not look into them."""
Device = Literal["shared", "own"]

IDLE: dict[Device, timedelta] = {"shared": timedelta(minutes=20), "own": timedelta(minutes=60)}
"""How long a visit outlives its last page, at least: ends are rounded up to a whole minute."""
LONGEST = timedelta(hours=24)
"""How long a visit can be kept alive. Above 20 hours, so WCAG 2.2.1 asks for no warning."""
MOST_STATE = 512 * 1024
"""Bytes of JSON. A case of 40 charges with every answer is below 64 KB."""
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
    language: str
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
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """Another tab or device saved first. ``newer`` is this visit with what was saved there."""

    newer: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMuch:
    """More answers than a case can hold; nothing was saved."""

    says: Msg


def start(store: Store, now: datetime, *, device: Device, language: str, state: State) -> Started:
    """A new case, a visit to it and a code, which waits in the visit to be shown.

    Slow on purpose (a code is made). Raises ``ValueError`` for a first state beyond ``MOST_STATE``.
    """
    code, case_id, key = vault.new_code(), vault.new_id(), vault.new_key()
    root = vault.root(code, store.pepper)
    plain = _plain(state)
    if plain is None:
        raise ValueError("a new case cannot be that long")
    with store.unit() as unit:
        cases.add(
            unit,
            id=case_id,
            locator=root.locator,
            wrapped_key=vault.seal(root.wrap_key, key, _case_key_of(case_id)),
            answers=vault.seal(key, plain, _answers_of(case_id, 1)),
            day=_day(now),
        )
        token, visit = _admit(unit, now, case_id, 1, key, state, device, language, code)
        unit.commit()
    return Started(token=token, visit=visit)


def resume(
    store: Store,
    code_text: str,
    now: datetime,
    *,
    device: Device,
    language: str,
    address: bytes,
) -> Resumed | Refused | TooMany:
    """Back into the case of a code, as typed. Visits on other devices go on.

    ``address``: the 4 or 16 bytes of the caller's network address; kept blurred, for an hour.
    A code that never was, was replaced, or whose case is gone: same words, same work, same time.
    What is not a code by plain arithmetic is told so at once and costs no try.
    """
    code = vault.read_code(code_text)
    if code is None:
        return Refused(says=NOT_A_CODE)
    with store.unit() as unit:
        taken = attempts.take(store, unit, address, now)
        if isinstance(taken, attempts.Wait):
            return _too_many(taken)
        unit.commit()
    root = vault.root(code, store.pepper)
    with store.unit() as unit:
        found = cases.find(unit, root.locator, _day(now))
        if found is None:
            return Refused(says=OPENS_NOTHING)
        key = vault.unseal(root.wrap_key, found.wrapped_key, _case_key_of(found.id))
        state = _opened(key, found.answers, _answers_of(found.id, found.version))
        cases.touch(unit, found.id, _day(now))
        token, visit = _admit(unit, now, found.id, found.version, key, state, device, language)
        attempts.give_back(unit, taken)
        unit.commit()
    return Resumed(token=token, visit=visit)


def open_visit(store: Store, token: str, now: datetime) -> Visit | Ended | None:
    """The visit of a token, which this page keeps alive.

    ``Ended`` is told once, then the visit is forgotten; ``None``: no such visit.
    """
    opened = vault.open_token(token)
    with store.unit(reading=True) as unit:
        seen = visits.look(unit, opened.hash)
    if seen is None:
        return None
    device = cast(Device, seen.device)
    if seen.ends_at <= now or seen.wrapped_key is None:
        with store.unit() as unit:
            visits.end(unit, opened.hash)
            unit.commit()
        return Ended(device=device, language=seen.language)
    key = vault.unseal(opened.key, seen.wrapped_key, _visit_key_of(opened))
    ends_at = _end(now, seen.started_at, device)
    if ends_at != seen.ends_at or seen.used_on != _day(now):
        _keep_alive(store, opened, seen, ends_at, now)
    return Visit(
        case_id=seen.case_id,
        version=seen.version,
        state=_opened(key, seen.answers, _answers_of(seen.case_id, seen.version)),
        device=device,
        language=seen.language,
        started_at=seen.started_at,
        ends_at=ends_at,
        kept_through=_kept_through(now),
        code_waiting=seen.code is not None,
        case_key=key,
        token=opened,
    )


def save(
    store: Store, visit: Visit, state: State, now: datetime
) -> Visit | Stale | Ended | TooMuch:
    """Keep new answers; when this returns a ``Visit`` they are on disk.

    ``Stale`` if the case was saved elsewhere since ``visit`` was opened, unless the very same was
    saved (a second press of the button). ``Ended`` if the visit or the case is gone meanwhile.
    """
    plain = _plain(state)
    if plain is None:
        return TooMuch(says=TOO_MUCH)
    version = visit.version + 1
    sealed = vault.seal(visit.case_key, plain, _answers_of(visit.case_id, version))
    with store.unit() as unit:
        seen = visits.look(unit, visit.token.hash)
        if seen is None or seen.ends_at <= now:
            return Ended(device=visit.device, language=visit.language)
        if cases.write(unit, visit.case_id, over=visit.version, answers=sealed, day=_day(now)):
            unit.commit()
            return replace(visit, version=version, state=state, kept_through=_kept_through(now))
        seen = visits.look(unit, visit.token.hash) or seen
    where = _answers_of(visit.case_id, seen.version)
    newer = replace(visit, version=seen.version, state=_opened(visit.case_key, seen.answers, where))
    return newer if newer.state == state else Stale(newer=newer)


def code_to_show(store: Store, visit: Visit) -> str | None:
    """The code made in this visit (22 digits), until it is noted. ``None`` in any other visit."""
    with store.unit(reading=True) as unit:
        seen = visits.look(unit, visit.token.hash)
    if seen is None or seen.code is None:
        return None
    return vault.unseal(visit.token.key, seen.code, _code_of(visit.token)).decode()


def code_noted(store: Store, visit: Visit) -> None:
    """The person has the code; we forget it."""
    with store.unit() as unit:
        visits.set_code(unit, visit.token.hash, None)
        unit.commit()


def new_code(store: Store, visit: Visit) -> str:
    """A new code for the case. The old one opens nothing from now on, and other visits end.

    Whoever saw the old code may be in the case at this moment; that is why.
    """
    code = vault.new_code()
    root = vault.root(code, store.pepper)
    wrapped = vault.seal(root.wrap_key, visit.case_key, _case_key_of(visit.case_id))
    with store.unit() as unit:
        cases.relock(unit, visit.case_id, locator=root.locator, wrapped_key=wrapped)
        visits.end_others(unit, visit.case_id, visit.token.hash)
        sealed = vault.seal(visit.token.key, code.encode(), _code_of(visit.token))
        visits.set_code(unit, visit.token.hash, sealed)
        unit.commit()
    return code


def set_device(store: Store, visit: Visit, device: Device, now: datetime) -> Visit:
    """Whose device this is; it decides how long the visit may idle."""
    ends_at = _end(now, visit.started_at, device)
    with store.unit() as unit:
        visits.set_device(unit, visit.token.hash, device, ends_at)
        unit.commit()
    return replace(visit, device=device, ends_at=ends_at)


def set_language(store: Store, visit: Visit, language: str) -> Visit:
    """The language of the visit, for the page that says it has ended."""
    with store.unit() as unit:
        visits.set_language(unit, visit.token.hash, language)
        unit.commit()
    return replace(visit, language=language)


def finish(store: Store, visit: Visit) -> None:
    """End the visit on this browser. The case stays, and its code leads back to it."""
    with store.unit() as unit:
        visits.end(unit, visit.token.hash)
        unit.commit()


def erase(store: Store, visit: Visit) -> bool:
    """Destroy the case, its keys and all visits to it, now.

    True: no remnant is left in our database files. False: the case is gone and cannot be opened,
    but someone was reading, so sealed remnants stay in the log until the next upkeep.
    """
    with store.unit() as unit:
        cases.destroy(unit, visit.case_id)
        unit.commit()
    return store.scrub()


def holds_code(text: str) -> bool:
    """Whether free text seems to hold a resume code, which must not get into the papers."""
    return vault.holds_code(text)


show_code = vault.show_code

NOT_A_CODE = say(
    "This is not a whole code. A code has 22 digits. Check each digit and type it again."
)
OPENS_NOTHING = say(
    "We found no saved answers for this code. Check each digit. If the code is right, the answers "
    "were erased, or a newer code took its place."
)
TOO_MUCH = say("There is no room for more answers. Make some of your answers shorter.")


def _too_many(wait: attempts.Wait) -> TooMany:
    says = say_many(
        "Too many codes were tried. Please wait one second and try again.",
        "Too many codes were tried. Please wait %(count)s seconds and try again.",
        wait.seconds,
    )
    return TooMany(says=says, seconds=wait.seconds)


def _admit(
    unit: Unit,
    now: datetime,
    case_id: str,
    version: int,
    key: bytes,
    state: State,
    device: Device,
    language: str,
    code: str | None = None,
) -> tuple[str, Visit]:
    token = vault.new_token()
    opened = vault.open_token(token)
    started_at = _minute(now)
    visit = Visit(
        case_id=case_id,
        version=version,
        state=state,
        device=device,
        language=language,
        started_at=started_at,
        ends_at=_end(now, started_at, device),
        kept_through=_kept_through(now),
        code_waiting=code is not None,
        case_key=key,
        token=opened,
    )
    visits.add(
        unit,
        token_hash=opened.hash,
        case_id=case_id,
        wrapped_key=vault.seal(opened.key, key, _visit_key_of(opened)),
        code=None if code is None else vault.seal(opened.key, code.encode(), _code_of(opened)),
        device=device,
        language=language,
        started_at=visit.started_at,
        ends_at=visit.ends_at,
    )
    return token, visit


def _keep_alive(
    store: Store, token: vault.Token, seen: visits.Seen, ends_at: datetime, now: datetime
) -> None:
    with store.unit() as unit:
        visits.extend(unit, token.hash, ends_at)
        if seen.used_on != _day(now):
            cases.touch(unit, seen.case_id, _day(now))
        unit.commit()


def _plain(state: State) -> bytes | None:
    plain = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
    if len(plain) > MOST_STATE:
        return None
    return plain + b" " * (-len(plain) % STEP)


def _opened(key: bytes, sealed: bytes, where: Where) -> State:
    return cast(State, json.loads(vault.unseal(key, sealed, where)))


def _answers_of(case_id: str, version: int) -> Where:
    return Where("cases", "answers", case_id, version)


def _case_key_of(case_id: str) -> Where:
    return Where("cases", "wrapped_key", case_id)


def _visit_key_of(token: vault.Token) -> Where:
    return Where("visits", "wrapped_key", token.hash.hex())


def _code_of(token: vault.Token) -> Where:
    return Where("visits", "code", token.hash.hex())


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _minute(now: datetime) -> datetime:
    """The next whole minute: a row that changes once a minute needs no write for most pages."""
    now = now.astimezone(UTC)
    whole = now.replace(second=0, microsecond=0)
    return whole if whole == now else whole + timedelta(minutes=1)


def _end(now: datetime, started_at: datetime, device: Device) -> datetime:
    return min(_minute(now) + IDLE[device], started_at + LONGEST)


def _kept_through(now: datetime) -> date:
    # The UTC day ends in the evening of Illinois, so the last UTC day is not whole there.
    return _day(now) + cases.KEPT - timedelta(days=1)
