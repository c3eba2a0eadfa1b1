"""The budget for guessing codes: loose for one address, tight for everyone together.

A budget is one moment, "spent until": each try pushes it on by its cost, and a try is refused while
it lies too far ahead. A try is one UPDATE, so that many processes share a budget without a lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.store import vault
from portal.store.db import Store, Unit
from portal.store.tables import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """``most`` tries at once, won back one by one, all of them within ``over``."""

    most: int
    over: timedelta

    @property
    def span(self) -> int:
        """Milliseconds."""
        return self.over // timedelta(milliseconds=1)

    @property
    def cost(self) -> int:
        """Milliseconds a try takes to be won back."""
        return self.span // self.most


ONE_ADDRESS = Budget(most=60, over=timedelta(hours=1))
"""Loose: a library or a phone carrier is one address for many people. Only misses are spent."""
FIRST_TRIES = Budget(most=240, over=timedelta(minutes=1))
"""For everyone together, tries of addresses that missed at most ``FEW`` times within the hour.

What it is tight for is the server's work: a try costs 0.12 s of a core. Against 66 random bits and
50,000 live cases, even all of it for a year comes to less than one hit in 10**7. It takes more than
100 addresses to use it up for a minute, and an owner at a new address waits no longer than that.
"""
LATER_TRIES = Budget(most=30, over=timedelta(minutes=3))
"""For everyone together, all other tries. Apart, so that guessers do not lock out the rest."""
FEW = 3
SKEW = 2 * 60 * 1000
"""Milliseconds by which the moments of two processes may differ: by their clocks, and as a moment
is read before a turn to write is waited for. Only what lies further ahead is from a wrong clock."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Tries spent ahead, which a hit gives back."""

    costs: tuple[tuple[bytes, Budget], ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """No try is left; ``seconds`` until there may be one."""

    seconds: int


def take(store: Store, unit: Unit, address: bytes, now: datetime) -> Taken | Wait:
    """Spend one try of an address (4 or 16 bytes) and one of everyone's. Commit before the try."""
    moment = round(now.timestamp() * 1000)
    # Anyone is given a /48 of IPv6 for nothing, so that is what counts as an address.
    who = vault.blur(
        store.pepper, f"{now:%Y-%m-%dT%H}", address[:6] if len(address) == 16 else address
    )
    spent = _spent(unit, who, ONE_ADDRESS, moment)
    everyone, lane = (
        (b"first", FIRST_TRIES) if spent <= FEW * ONE_ADDRESS.cost else (b"later", LATER_TRIES)
    )
    if not _spend(unit, who, ONE_ADDRESS, moment):
        return Wait(-(-ONE_ADDRESS.cost // 1000))
    if not _spend(unit, everyone, lane, moment):
        return Wait(-(-lane.cost // 1000))
    return Taken(((who, ONE_ADDRESS), (everyone, lane)))


def give_back(unit: Unit, taken: Taken) -> None:
    """Give back what was taken for a try that hit."""
    for who, budget in taken.costs:
        back = Attempt.spent_until - budget.cost
        unit.connection.execute(update(Attempt).where(Attempt.who == who).values(spent_until=back))


def forget(unit: Unit, now: datetime) -> int:
    """Delete every budget that is whole again or from a clock that was wrong; how many."""
    moment = round(now.timestamp() * 1000)
    wrong = Attempt.spent_until > moment + ONE_ADDRESS.span + SKEW
    whole = (Attempt.spent_until <= moment) | wrong
    return unit.connection.execute(delete(Attempt).where(whole)).rowcount


def _spent(unit: Unit, who: bytes, budget: Budget, moment: int) -> int:
    query = select(Attempt.spent_until).where(Attempt.who == who)
    until = unit.connection.execute(query).scalar_one_or_none() or 0
    return until - moment if moment < until <= moment + budget.span + SKEW else 0


def _spend(unit: Unit, who: bytes, budget: Budget, moment: int) -> bool:
    dialect = postgresql if unit.connection.dialect.name == "postgresql" else sqlite
    there = dialect.insert(Attempt).values(who=who, spent_until=0).on_conflict_do_nothing()
    unit.connection.execute(there)
    until = Attempt.spent_until
    # Further ahead than a budget reaches: the clock was set back since. Such a budget is whole.
    wrong = until > moment + budget.span + SKEW
    change = (
        update(Attempt)
        .where(Attempt.who == who, (until <= moment + budget.span - budget.cost) | wrong)
        .values(spent_until=case(((until > moment) & ~wrong, until), else_=moment) + budget.cost)
    )
    return unit.connection.execute(change).rowcount == 1
