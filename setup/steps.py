"""The steps of a set-up: one line each, details in a log, safe to kill and to start again."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PATIENT = ("-o", "faulthandler_timeout=3600")
"""Of a run of long tests: nobody wants to read after five minutes where each of them was."""
LOG = BUILD / "set-up.log"


class Stop(Exception):
    """Set-up cannot go on; the message is what the person at the terminal reads."""


@contextmanager
def step(title: str) -> Iterator[None]:
    """Tell what is being done, and then how long it took."""
    print(f"{title} ...", end=" ", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
    """Run a command with its output in the log. Raises ``Stop`` with the end of it if it fails."""
    BUILD.mkdir(exist_ok=True)
    words = [str(word) for word in command]
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(words)}\n".encode())
        log.flush()
        begin = log.tell()
        environment = {**os.environ, **(env or {})}
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=environment
        )
    if done.returncode:
        with LOG.open("rb") as log:
            log.seek(begin)
            last = log.read().decode(errors="replace").splitlines()[-12:]
        told = "\n".join(f"    {line}" for line in last)
        raise Stop(f"{words[0]} did not succeed:\n{told}\nAll of it is in {LOG.relative_to(ROOT)}.")


def call(module: str, *words: str, python: Path) -> None:
    """Run one of our own modules, which tells its own steps. Raises ``Stop`` if it fails."""
    done = subprocess.run([python, "-m", module, *words], stdin=subprocess.DEVNULL, cwd=ROOT)
    if done.returncode:
        raise Stop(f"{module} did not succeed; see above.")


def as_command(main: Callable[..., int | None], *words: Any) -> NoReturn:
    """Run ``main`` and exit as it says; a ``Stop`` is told to the person at the terminal."""
    try:
        sys.exit(main(*words))
    except Stop as stop:
        sys.exit(f"\n{stop}")
    except KeyboardInterrupt:
        sys.exit(130)


def fingerprint(*files: Path) -> str:
    """One short text for the contents of these files, whatever their dates."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(ROOT)}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def is_done(stamp: Path, state: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == state


def mark_done(stamp: Path, state: str) -> None:
    """Write the stamp whole, as the very last thing of a step."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    part = stamp.with_suffix(".part")
    part.write_text(state, encoding="utf-8")
    part.replace(stamp)


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this folder; a second one waits for the first."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is running here; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
