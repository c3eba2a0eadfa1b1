"""What is done every hour: what has had its time is erased, and nothing of it remains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from portal.store import attempts, cases, visits
from portal.store.db import Store

TOLD = timedelta(days=1)
"""How long an ended visit can still be told "your session has ended"; its keys are gone by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one run did. ``scrubbed``: no remnants are left; if not, the next run tries again."""

    cases_erased: int
    visits_locked: int
    visits_forgotten: int
    attempts_forgotten: int
    scrubbed: bool


def run(store: Store, now: datetime) -> Done:
    """Erase the cases not used for 30 days, end visits that are over, and wipe the remnants."""
    with store.unit() as unit:
        erased = cases.destroy_expired(unit, now.astimezone(UTC).date())
        locked = visits.lock_ended(unit, now)
        forgotten = visits.forget_ended(unit, now - TOLD)
        tries = attempts.forget(unit, now)
        unit.commit()
    return Done(
        cases_erased=erased,
        visits_locked=locked,
        visits_forgotten=forgotten,
        attempts_forgotten=tries,
        scrubbed=store.scrub(),
    )
