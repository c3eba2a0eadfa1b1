"""What a resident does in an open visit: save answers, tell whose device it is, finish, erase."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from portal.say import say
from portal.service.visit import (
    Device,
    Ended,
    Stale,
    State,
    TooMuch,
    Visit,
    end_of,
    kept_through,
    packed,
    unpacked,
)
from portal.store import cases, vault, visits
from portal.store.db import Store

TOO_MUCH = say("There is no room for more answers. Make some of your answers shorter.")


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
        return Ended(device=visit.device)
    newest = unpacked(visit.case_key, seen.answers, cases.answers_of(visit.case_id, seen.version))
    newer = replace(visit, version=seen.version, state=newest)
    return newer if newest == json.loads(plain) else Stale(newer=newer)


def set_device(store: Store, visit: Visit, device: Device, now: datetime) -> Visit:
    """Whose device this is; it decides how long the visit may idle."""
    ends_at = end_of(now, visit.started_at, device)
    with store.unit() as unit:
        visits.set_device(unit, visit.token.hash, device, ends_at)
        unit.commit()
    return replace(visit, device=device, ends_at=ends_at)


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
