"""People who try codes from many places at once, and the owner who comes back meanwhile."""

from __future__ import annotations

import multiprocessing
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from multiprocessing.queues import SimpleQueue
from pathlib import Path

from faults.postgres import Server
from faults.serving import Portal
from faults.told import Told
from portal.service import codes, entrance
from portal.service.visit import Resumed
from portal.settings import Settings
from portal.store import attempts
from portal.store.attempts import FIRST_TRIES, LATER_TRIES, Budget, Taken
from portal.store.db import Store

MOST_PROCESSES, GUESSES_EACH = 8, 100
ADDRESSES = 100
"""Of the guessers, all together; docs/trust.md tells from how many on they hold owners up."""
OWNERS = 3
PATIENCE = timedelta(seconds=60)


def guesses(folder: Path, times: int, server: Server | None = None) -> Told:
    """So many guesses against the real table of attempts; how many would have been looked at."""
    told = Told(fault=f"guessed code, {'PostgreSQL' if server else 'SQLite'}")
    portal = Portal(folder, server.database() if server else None)
    settings = portal.settings
    codes = [_case(settings) for _ in range(OWNERS)]
    begun = time.monotonic()
    processes, looked_at = _attack(settings, times)
    waits = [_owner_waits(settings, code, number) for number, code in enumerate(codes)]
    for process in processes:
        process.join()
    passed = timedelta(seconds=time.monotonic() - begun)
    told.done = times
    taken = sum(looked_at.get() for _ in processes)
    most = sum(_most(budget, passed) for budget in (FIRST_TRIES, LATER_TRIES))
    told.note = f"{taken} of at most {most} looked at, owner waited {max(waits):.1f} s"
    if taken > most:
        told.lost.append(f"{taken} guesses were looked at, the budget is {most}")
    if max(waits) > PATIENCE.total_seconds():
        told.lost.append(f"an owner waited {max(waits):.0f} s")
    return told


def _case(settings: Settings) -> str:
    store = Store(settings.database_url, settings.pepper())
    now = datetime.now(UTC)
    started = entrance.start(store, now, device="own", state={})
    code = codes.code_to_show(store, started.visit)
    store.close()
    assert code is not None
    return code


def _attack(
    settings: Settings, times: int
) -> tuple[list[multiprocessing.process.BaseProcess], SimpleQueue[int]]:
    fresh = multiprocessing.get_context("spawn")
    looked_at: SimpleQueue[int] = fresh.SimpleQueue()
    many = min(MOST_PROCESSES, -(-times // GUESSES_EACH))
    share, rest = divmod(times, many)
    processes: list[multiprocessing.process.BaseProcess] = []
    for number in range(many):
        given = (settings, share + (rest if number == 0 else 0), number, looked_at)
        processes.append(fresh.Process(target=_guess, args=given))
    for process in processes:
        process.start()
    return processes, looked_at


def _guess(settings: Settings, times: int, number: int, looked_at: SimpleQueue[int]) -> None:
    """One process of guessers, each try from the next of their addresses."""
    store = Store(settings.database_url, settings.pepper(), busy_milliseconds=60_000)
    taken = 0
    for at in range(times):
        who = bytes([198, 51, number, at % (ADDRESSES // MOST_PROCESSES)])
        with store.unit() as unit:
            if isinstance(attempts.take(store, unit, who, datetime.now(UTC)), Taken):
                unit.commit()
                taken += 1
    store.close()
    looked_at.put(taken)


def _owner_waits(settings: Settings, code: str, number: int) -> float:
    """Seconds until an owner who presses the button once a second is in."""
    store = Store(settings.database_url, settings.pepper(), busy_milliseconds=60_000)
    begun = time.monotonic()
    for _ in count():
        home = bytes([192, 0, 2, number])
        now = datetime.now(UTC)
        came = entrance.resume(store, code, now, device="own", address=home)
        if isinstance(came, Resumed) or time.monotonic() - begun > 10 * 60:
            break
        time.sleep(1)
    store.close()
    return time.monotonic() - begun


def _most(budget: Budget, passed: timedelta) -> int:
    """All of a budget at once, and what was won back meanwhile."""
    return budget.most + int(passed / budget.over * budget.most) + 1
