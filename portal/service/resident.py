"""A resident's own sealed case: start it, come back to it, save, show the code, finish, erase."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import cast

from portal.say import say, say_many
from portal.service.turns import Busy, Turns
from portal.service.visit import (
    Device,
    Ended,
    Refused,
    Resumed,
    Stale,
    Started,
    State,
    TooMany,
    TooMuch,
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

__all__ = [
    "Device",
    "Ended",
    "Refused",
    "Resumed",
    "Stale",
    "Started",
    "State",
    "TooMany",
    "TooMuch",
    "Visit",
    "code_noted",
    "code_to_show",
    "ends_at",
    "codes_in",
    "erase",
    "finish",
    "new_code",
    "open_visit",
    "resume",
    "save",
    "set_device",
    "set_language",
    "show_code",
    "start",
]

CODES = Turns(at_once=2, waiting=2, patience=5)
"""Turns at making a code and at opening one. Few may wait: each who does keeps a thread of the
server, and those who only want a page need one too."""


def start(store: Store, now: datetime, *, device: Device, language: str, state: State) -> Started:
    """A new case, a visit to it and a code, which waits in the visit to be shown.

    Slow on purpose (a code is made). Raises ``Busy``, and ``ValueError`` for a first state beyond
    ``MOST_STATE``.
    """
    code, case_id, key = vault.new_code(), vault.new_id(), vault.new_key()
    with CODES.turn():
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
    try:
        with CODES.turn():
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
    key = vault.unseal(opened.key, seen.wrapped_key, visits.key_of(opened.hash))
    ends_at = end_of(now, seen.started_at, device)
    if ends_at != seen.ends_at or seen.used_on != day_of(now):
        _keep_alive(store, opened, seen, ends_at, now)
    return Visit(
        case_id=seen.case_id,
        version=seen.version,
        state=unpacked(key, seen.answers, cases.answers_of(seen.case_id, seen.version)),
        device=device,
        language=seen.language,
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


def save(
    store: Store, visit: Visit, state: State, now: datetime
) -> Visit | Stale | Ended | TooMuch:
    """Keep new answers; when this returns a ``Visit`` they are on disk.

    ``Stale`` if the case was saved elsewhere since ``visit`` was opened, unless the very same was
    saved (a second press of the button). ``Ended`` if the visit or the case is gone meanwhile.
    """
    plain = packed(state)
    if plain is None:
        return TooMuch(says=TOO_MUCH)
    sealed = vault.seal(visit.case_key, plain, cases.answers_of(visit.case_id, visit.version + 1))
    token = visit.token.hash
    with store.unit() as unit:
        if cases.write(
            unit, visit.case_id, over=visit.version, answers=sealed, token_hash=token, now=now
        ):
            unit.commit()
            return replace(
                visit, version=visit.version + 1, state=state, kept_through=kept_through(now)
            )
        seen = visits.look(unit, token)
    if seen is None or seen.ends_at <= now:
        return Ended(device=visit.device, language=visit.language)
    newest = unpacked(visit.case_key, seen.answers, cases.answers_of(visit.case_id, seen.version))
    newer = replace(visit, version=seen.version, state=newest)
    return newer if newest == json.loads(plain) else Stale(newer=newer)


def code_to_show(store: Store, visit: Visit) -> str | None:
    """The code made in this visit (22 digits), until it is noted. ``None`` in any other visit."""
    with store.unit(reading=True) as unit:
        seen = visits.look(unit, visit.token.hash)
    if seen is None or seen.code is None:
        return None
    where = visits.code_of(visit.token.hash)
    return vault.unseal(visit.token.key, seen.code, where).decode()


def code_noted(store: Store, visit: Visit) -> None:
    """The person has the code; we forget it."""
    with store.unit() as unit:
        visits.set_code(unit, visit.token.hash, None)
        unit.commit()


def new_code(store: Store, visit: Visit) -> str:
    """A new code for the case. The old one opens nothing from now on, and other visits end.

    Whoever saw the old code may be in the case at this moment; that is why. Raises ``Busy``.
    """
    code = vault.new_code()
    with CODES.turn():
        root = vault.root(code, store.pepper)
    wrapped = vault.seal(root.wrap_key, visit.case_key, cases.key_of(visit.case_id))
    with store.unit() as unit:
        cases.relock(unit, visit.case_id, locator=root.locator, wrapped_key=wrapped)
        visits.end_others(unit, visit.case_id, visit.token.hash)
        sealed = vault.seal(visit.token.key, code.encode(), visits.code_of(visit.token.hash))
        visits.set_code(unit, visit.token.hash, sealed)
        unit.commit()
    return code


def set_device(store: Store, visit: Visit, device: Device, now: datetime) -> Visit:
    """Whose device this is; it decides how long the visit may idle."""
    ends_at = end_of(now, visit.started_at, device)
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
    but sealed remnants stay until the next upkeep: someone was reading, or it is PostgreSQL.
    """
    with store.unit() as unit:
        cases.destroy(unit, visit.case_id)
        unit.commit()
    return store.scrub(rewriting=False)


def codes_in(text: str) -> list[tuple[int, int]]:
    """Where free text seems to hold a resume code, which must not get into the papers."""
    return vault.codes_in(text)


show_code = vault.show_code

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
        language=language,
        started_at=started_at,
        ends_at=ends_at,
    )
    visit = Visit(
        case_id=case_id,
        version=version,
        state=state,
        device=device,
        language=language,
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
