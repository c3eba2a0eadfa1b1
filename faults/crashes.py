"""kill -9 of web workers while people answer, and restarts of the portal and of PostgreSQL."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from faults.postgres import Server
from faults.serving import Portal
from faults.told import Told
from faults.whole import problems
from faults.writing import compare_all, gathered, writing

PEOPLE = 3


def kills(folder: Path, times: int, server: Server | None = None) -> Told:
    """Kill a worker every few milliseconds; look at all answers after every tenth."""
    kind = "PostgreSQL" if server else "SQLite"
    told = Told(fault=f"kill -9 of a web worker, {kind}")
    with Portal(folder, server.database() if server else None) as portal:
        people = gathered(portal.port, PEOPLE)
        while told.done < times:
            with writing(people):
                for _ in range(min(10, times - told.done)):
                    time.sleep(random.uniform(0.03, 0.2))
                    told.done += portal.kill_a_worker()
            portal.wait()
            compare_all(people, f"after {told.done} kills", by_code=told.done >= times)
    told.lost += problems(portal.settings)
    told.count(people)
    return told


def restarts(folder: Path, times: int) -> Told:
    """The whole portal goes, every other time in the middle of everything, and comes back."""
    told = Told(fault="restart of the portal, SQLite")
    with Portal(folder) as portal:

        def restart() -> None:
            portal.stop(signal.SIGKILL if told.done % 2 else signal.SIGTERM)
            portal.start()

        _with_breaks(portal, told, times, restart)
    told.lost += problems(portal.settings)
    return told


def database_restarts(folder: Path, times: int, server: Server) -> Told:
    """PostgreSQL is stopped at once, as by a crash, and finds its way back from its log."""
    told = Told(fault="restart of the PostgreSQL server")
    with Portal(folder, server.database()) as portal:
        _with_breaks(portal, told, times, server.crash_and_restart)
    told.lost += problems(portal.settings)
    return told


def _with_breaks(portal: Portal, told: Told, times: int, break_: Callable[[], None]) -> None:
    people = gathered(portal.port, PEOPLE)
    while told.done < times:
        with writing(people):
            time.sleep(random.uniform(0.05, 0.3))
            break_()
            told.done += 1
            time.sleep(0.05)
        portal.wait()
        compare_all(people, f"after {told.done} restarts", by_code=told.done >= times)
    told.count(people)
