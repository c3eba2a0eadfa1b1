"""The ways into a case: start one, come back with its code, open the visit of a token."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from portal.say import say, say_many
from portal.service import codes
from portal.service.turns import Busy
from portal.service.visit import (
    Device,
    Ended,
    Refused,
    Resumed,
    Started,
    State,
    TooMany,
    Visit,
    day_of,
    end_of,
    kept_through,
    minute_of,
    packed,
    unpacked,
)
from portal.store import attempts, cases, vault, visits
from portal.store.db import Store, Unit

NOT_A_CODE = say(
    "This is not a whole code. A code has 22 digits. Check each digit and type it again."
)
OPENS_NOTHING = say(
    "We found no saved answers for this code. Check each digit. If the code is right, the answers "
    "were erased, or a newer code took its place."
)
SOON = 3
"""Seconds after which the turns of a rush are mostly over."""
AT_ONCE = say(
    "Many people are coming in at this moment. Wait a few seconds, then press the button again."
)


def start(store: Store, now: datetime, *, device: Device, state: State) -> Started:
    """A new case, a visit to it and a code, which waits in the visit to be shown.

    Slow on purpose (a code is made). Raises ``Busy``, and ``ValueError`` for a first state beyond
    ``MOST_STATE``.
    """
    code, case_id, key = vault.new_code(), vault.new_id(), vault.new_key()
    with codes.CODES.turn():
        root = vault.root(code, store.pepper)
    plain = packed(state)
    if plain is None:
        raise ValueError("a new case cannot be that long")
    with store.unit() as unit:
        cases.add(
            unit,
            id=case_id,
            locator=root.locator,
            wrapped_key=vault.seal(root.wrap_key, key, cases.key_of(case_id)),
            answers=vault.seal(key, plain, cases.answers_of(case_id, 1)),
            day=day_of(now),
        )
        token, visit = _admit(unit, now, case_id, 1, key, state, device, code)
        unit.commit()
    return Started(token=token, visit=visit)


def resume(
    store: Store,
    code_text: str,
    now: datetime,
    *,
    device: Device,
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
    try:
        with codes.CODES.turn():
            with store.unit() as unit:
                taken = attempts.take(store, unit, address, now)
                if isinstance(taken, attempts.Wait):
                    return _too_many(taken)
                unit.commit()
            root = vault.root(code, store.pepper)
    except Busy:
        return TooMany(says=AT_ONCE, seconds=SOON)
    with store.unit() as unit:
        found = cases.find(unit, root.locator, day_of(now))
        if found is None:
            return Refused(says=OPENS_NOTHING)
        key = vault.unseal(root.wrap_key, found.wrapped_key, cases.key_of(found.id))
        state = unpacked(key, found.answers, cases.answers_of(found.id, found.version))
        cases.touch(unit, found.id, day_of(now))
        token, visit = _admit(unit, now, found.id, found.version, key, state, device)
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
        return Ended(device=device)
    key = vault.unseal(opened.key, seen.wrapped_key, visits.key_of(opened.hash))
    ends_at = end_of(now, seen.started_at, device)
    if ends_at != seen.ends_at or seen.used_on != day_of(now):
        _keep_alive(store, opened, seen, ends_at, now)
    return Visit(
        case_id=seen.case_id,
        version=seen.version,
        state=unpacked(key, seen.answers, cases.answers_of(seen.case_id, seen.version)),
        device=device,
        started_at=seen.started_at,
        ends_at=ends_at,
        kept_through=kept_through(now),
        code_waiting=seen.code is not None,
        case_key=key,
        token=opened,
    )


def ends_at(store: Store, token: str) -> datetime | None:
    """When the visit of a token is over; ``None``: no such visit. Opens nothing, and keeps nothing
    alive."""
    with store.unit(reading=True) as unit:
        seen = visits.look(unit, vault.open_token(token).hash)
    return None if seen is None or seen.wrapped_key is None else seen.ends_at


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
    code: str | None = None,
) -> tuple[str, Visit]:
    token = vault.new_token()
    opened = vault.open_token(token)
    sealed_code = None
    if code is not None:
        sealed_code = vault.seal(opened.key, code.encode(), visits.code_of(opened.hash))
    started_at = minute_of(now)
    ends_at = end_of(now, started_at, device)
    visits.add(
        unit,
        token_hash=opened.hash,
        case_id=case_id,
        wrapped_key=vault.seal(opened.key, key, visits.key_of(opened.hash)),
        code=sealed_code,
        device=device,
        started_at=started_at,
        ends_at=ends_at,
    )
    visit = Visit(
        case_id=case_id,
        version=version,
        state=state,
        device=device,
        started_at=started_at,
        ends_at=ends_at,
        kept_through=kept_through(now),
        code_waiting=code is not None,
        case_key=key,
        token=opened,
    )
    return token, visit


def _keep_alive(
    store: Store, token: vault.Token, seen: visits.Seen, ends_at: datetime, now: datetime
) -> None:
    with store.unit() as unit:
        visits.extend(unit, token.hash, ends_at)
        if seen.used_on != day_of(now):
            cases.touch(unit, seen.case_id, day_of(now))
        unit.commit()
