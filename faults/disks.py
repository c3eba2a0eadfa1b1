"""A disk that is full when an answer is to be saved, and has room again later."""

from __future__ import annotations

import html
import os
import re
import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from faults.person import Person, shown
from faults.serving import Portal
from faults.told import Told
from faults.whole import problems

SIZE = 2 * 2**20
PAGE = 4096


class Disk(Protocol):
    how: str

    def fill(self, portal: Portal, spare: int) -> None:
        """Leave room for so many bytes."""

    def free(self, portal: Portal) -> None: ...


class Tmpfs:
    """A disk of 2 MB in memory, filled up by a file of ours."""

    how = "a tmpfs of 2 MB"

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"

    def fill(self, portal: Portal, spare: int) -> None:
        status = os.statvfs(self.ballast.parent)
        with self.ballast.open("ab") as file, suppress(OSError):
            file.write(bytes(max(0, status.f_bavail * status.f_frsize - spare)))

    def free(self, portal: Portal) -> None:
        self.ballast.unlink(missing_ok=True)


class Limit:
    """No file of the workers may grow: what a full disk does to a log, without being root."""

    how = "no right to mount, so files were held to their size instead"

    def fill(self, portal: Portal, spare: int) -> None:
        self._set(portal, spare or 1)

    def free(self, portal: Portal) -> None:
        self._set(portal, resource.RLIM_INFINITY)

    def _set(self, portal: Portal, most: int) -> None:
        for worker in portal.workers():
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """A small disk at ``folder``, or the next best thing where we may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        yield Limit()
        return
    try:
        yield Tmpfs(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def full_disks(folder: Path, times: int) -> Told:
    """Answers that find no room are refused calmly with what was typed kept, and saved later."""
    told = Told(fault="full disk, SQLite")
    with disk(folder) as small, Portal(folder / "instance") as portal:
        told.note = small.how
        person = Person(portal.port, "person 1")
        person.begin()
        for turn in range(times * 4):
            if told.done >= times:
                break
            told.done += _once(portal, small, person, told, spare=turn % 4 * PAGE)
        if told.done < times:
            told.lost.append(f"only {told.done} of {times} answers found the disk full")
        person.compare("at the end")
        told.lost += problems(portal.settings)
        told.count([person])
    return told


def _once(portal: Portal, small: Disk, person: Person, told: Told, spare: int) -> bool:
    """Whether an answer was refused. With a little room left it may also have been saved."""
    _cut_log(portal)
    small.fill(portal, spare)
    page, raw = person.next()
    reply = person.ask(f"/en/p/{page}", raw)
    if reply.status == 303:
        person.told(page, raw)
    elif reply.status != 503:
        told.lost.append(f"a full disk is answered {reply.status}")
    seen = shown(person.ask(f"/en/p/{page}").text, raw)
    if seen != person.known[page]:
        told.lost.append(f"on the full disk {seen} is shown, told {person.known[page]}")
    small.free(portal)
    if reply.status == 303:
        return False
    _press_again(person, page, reply.text, told)
    return True


def _press_again(person: Person, page: str, text: str, told: Told) -> None:
    """What the person typed is on the page that says it was not saved; one press sends it."""
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    action = re.search(r'<form method="post" action="([^"]+)"', text)
    sent = {name: html.unescape(value) for name, value in fields.items() if name != "csrf_token"}
    raw = person.open[page][-1]
    if action is None or not raw.items() <= sent.items() or "not saved" not in text:
        told.lost.append(f"what was typed is not on the page of the full disk: {sent}")
        return
    again = person.ask(action[1], sent)
    if again.status == 303:
        person.told(page, raw)
    else:
        told.lost.append(f"pressed again with room, it is answered {again.status}")


def _cut_log(portal: Portal) -> None:
    """So that the next answer needs new room: SQLite writes over an old log first."""
    file = portal.settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, timeout=10)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
