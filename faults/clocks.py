"""A server's clock that jumps while people are in the portal: libfaketime moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

from faults.person import Person
from faults.serving import Portal
from faults.told import Missing, Told
from faults.whole import problems

LIBRARIES = "*/faketime/libfaketimeMT.so.1"
KEPT = timedelta(days=30)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
JUMPS: tuple[tuple[str, datetime | timedelta], ...] = (
    ("400 days back", -400 * DAY),
    ("400 days on", 400 * DAY),
    ("the leap day", datetime(2028, 2, 29, 18, tzinfo=UTC)),
    ("into the leap day, in Illinois", datetime(2028, 2, 29, 5, 59, 59, tzinfo=UTC)),
    ("out of the leap day, in Illinois", datetime(2028, 3, 1, 5, 59, 59, tzinfo=UTC)),
    ("the hour that summer time skips", datetime(2027, 3, 14, 7, 59, 59, tzinfo=UTC)),
    ("the hour that winter time repeats", datetime(2026, 11, 1, 6, 59, 59, tzinfo=UTC)),
    ("that hour again", datetime(2026, 11, 1, 7, 30, tzinfo=UTC)),
    ("the turn of the year, in Greenwich", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ("the turn of the year, in Illinois", datetime(2027, 1, 1, 5, 59, 59, tzinfo=UTC)),
    ("an hour on", HOUR),
    ("an hour back", -HOUR),
    ("19 minutes on", 19 * MINUTE),
    ("61 minutes on", 61 * MINUTE),
    ("25 hours on", 25 * HOUR),
    ("30 days on", 30 * DAY),
    ("31 days on", 31 * DAY),
    ("a second back", timedelta(seconds=-1)),
    ("the end of 32 bits", datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)),
    ("a first start without a battery", datetime(2023, 1, 1, tzinfo=UTC)),
)
ABROAD = 3
"""Answers given while the clock is wrong."""


SLEEP = "import select, time; time.sleep = lambda s: select.select([], [], [], s) and None\n"
"""libfaketime 0.9.10 refuses Python's way to sleep where it leaves the steady clock alone."""


class Clock:
    """What the portal takes for the time: ours, and a step."""

    def __init__(self, folder: Path) -> None:
        library = next(Path("/usr/lib").glob(LIBRARIES), None)
        if library is None:
            raise Missing("libfaketime is not installed (Debian's package faketime)")
        (folder / "sitecustomize.py").write_text(SLEEP)
        self.file = folder / "step"
        self.set(timedelta())
        self.environ = {
            "PYTHONPATH": str(folder),
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def set(self, step: timedelta) -> None:
        part = self.file.with_suffix(".part")
        part.write_text(f"{step.total_seconds():+.0f}\n")
        part.replace(self.file)


def jumps(folder: Path, times: int) -> Told:
    """Answer, jump, answer there, jump back, and come back with the code."""
    told = Told(fault="clock jump, leap day and DST included")
    folder.mkdir()
    clock = Clock(folder)
    with Portal(folder / "instance", more=clock.environ) as portal:
        people = []
        for number in range(times):
            name, where = JUMPS[number % len(JUMPS)]
            step = where - _now() if isinstance(where, datetime) else where
            person = Person(portal.port, f"person at {name}")
            person.begin()
            clock.set(step)
            _abroad(person, step, told)
            clock.set(timedelta())
            person.compare("with the clock right again")
            people.append(person)
            told.done += 1
    told.lost += problems(portal.settings)
    told.count(people)
    return told


def _abroad(person: Person, step: timedelta, told: Told) -> None:
    """No page fails; a visit that is over is told so, and the code opens while days are left."""
    for page in ("overview", "results"):
        if (status := person.ask(f"/en/{page}").status) not in (200, 303):
            told.lost.append(f"{person.name}: {page} is {status}")
    if person.ask("/en/overview").status == 303:
        status = person.come_back().status
        over = 422 if step > KEPT else 303
        if status != over:
            told.lost.append(f"{person.name}: the code is answered {status}, not {over}")
        if status != 303:
            return
    for _ in range(ABROAD):
        reply = person.write()
        if reply is None or reply.status != 303:
            told.lost.append(f"{person.name}: an answer is answered {reply and reply.status}")


def _now() -> datetime:
    return datetime.fromtimestamp(time(), UTC)
