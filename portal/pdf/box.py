"""Papers are drawn in processes of their own, bounded in time and memory, that can open little."""

from __future__ import annotations

import atexit
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import DecodeError

from portal.packet.forms.sheet import Sheet
from portal.pdf import fonts
from portal.pdf.fill import Unfit
from portal.pdf.typeset import TooLarge
from portal.pdf.work import (
    Answer,
    Bundle,
    Count,
    Counted,
    Draw,
    Fill,
    Filled,
    Job,
    Made,
    Ready,
    Refused,
    Why,
    next_answer,
    send,
)
from portal.settings import PREFIX

LOGGER: Final = logging.getLogger("portal.pdf")
SECONDS: Final = 9.0
"""From handing over a paper to having it; the kernel ends most of what is stuck sooner."""
SECONDS_TO_START: Final = 60.0
SECONDS_TO_END: Final = 1.0
PROCESSES: Final = 2
_ROOT: Final = Path(__file__).resolve().parents[2]
_PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
"""Of our environment: no secret and no address of a database is among it."""


class Broken(RuntimeError):
    """The process that drew was ended from outside. Nothing is lost: another takes its place."""


class Failed(RuntimeError):
    """A paper could not be drawn. The message names the kind of failure only."""


class Box:
    """``processes`` that draw, begun when the first paper is asked for or by ``warm``.

    Each is served by a thread of its own. What is asked for waits in line; how many may ask at
    once is for whoever asks.
    """

    def __init__(self, *, processes: int = PROCESSES, seconds: float = SECONDS) -> None:
        self._processes = processes
        self._seconds = seconds
        self._lock = threading.Lock()
        self._threads: ThreadPoolExecutor | None = None
        self._mine = threading.local()
        self._all: list[_Worker] = []

    def draw(self, html: str) -> Future[bytes]:
        """HTML as a PDF. The future raises ``TooLarge``, ``Broken`` or ``Failed``."""
        return self._pool().submit(self._made, Draw(html))

    def count(self, html: str) -> Future[int]:
        """How many pages that PDF has; raises the same."""
        return self._pool().submit(self._counted, Count(html))

    def fill(self, form: bytes, sheet: Sheet) -> Future[Filled]:
        """A court form filled in; raises the same, and ``Unfit`` where it cannot be."""
        return self._pool().submit(self._filled, Fill(form, sheet))

    def bundle(self, parts: list[bytes], names: list[str], title: str, lang: str) -> Future[bytes]:
        """PDFs in one; raises the same."""
        return self._pool().submit(self._made, Bundle(parts, names, title, lang))

    def warm(self) -> list[Future[int]]:
        """Begin all processes now; the futures tell when each is ready, and its number."""
        return [self._pool().submit(lambda: self._worker().pid) for _ in range(self._processes)]

    def close(self) -> None:
        """End the processes. Papers asked for later begin new ones."""
        with self._lock:
            threads, self._threads = self._threads, None
            workers, self._all = self._all, []
            self._mine = threading.local()
        if threads is not None:
            for worker in workers:
                worker.kill()
            threads.shutdown(cancel_futures=True)
            for worker in workers:
                worker.close()

    def forget(self) -> None:
        """Begin anew: the processes are those of the process from which we were forked."""
        self._lock = threading.Lock()
        self._threads = None
        self._mine = threading.local()
        self._inherited = self._all  # kept, or they would be taken for our own and waited for
        self._all = []

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are there."""
        with self._lock:
            return tuple(worker.pid for worker in self._all)

    def _pool(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(self._processes, "papers")
                atexit.register(self.close)
            return self._threads

    def _made(self, job: Job) -> bytes:
        answer = self._ask(job)
        if not isinstance(answer, Made):
            raise Failed(type(answer).__name__)
        return answer.pdf

    def _filled(self, job: Job) -> Filled:
        answer = self._ask(job)
        if not isinstance(answer, Filled):
            raise Failed(type(answer).__name__)
        return answer

    def _counted(self, job: Job) -> int:
        answer = self._ask(job)
        if not isinstance(answer, Counted):
            raise Failed(type(answer).__name__)
        return answer.pages

    def _ask(self, job: Job) -> Answer:
        worker = self._worker()
        try:
            answer = worker.ask(job, self._seconds)
        except (TooLarge, Broken):
            self._forget(worker)
            raise
        if not isinstance(answer, Refused):
            return answer
        if answer.why is Why.TOO_LARGE:
            raise TooLarge(answer.kind)
        if answer.why is Why.UNFIT:
            raise Unfit(())
        raise Failed(answer.kind)

    def _worker(self) -> _Worker:
        """This thread's own process, begun where there is none."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is not None and worker.ended:
            self._forget(worker)
            worker = None
        if worker is None:
            worker = self._mine.worker = _Worker()
            with self._lock:
                self._all.append(worker)
        return worker

    def _forget(self, worker: _Worker) -> None:
        self._mine.worker = None
        worker.close()
        with self._lock:
            if worker in self._all:
                self._all.remove(worker)


class _Worker:
    """One process that draws, and the pipes to it."""

    def __init__(self) -> None:
        folder = fonts.configure()  # here, since the process itself may write no file
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "portal.pdf.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(os.environ, folder),
            start_new_session=True,
        )
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018
        self._jobs, self._answers = self._process.stdin, self._process.stdout
        ready = self._within(SECONDS_TO_START, None)
        if not isinstance(ready, Ready):
            raise Failed("the process that draws did not start")
        if not ready.offline:
            LOGGER.info("papers are drawn in a process that this kernel leaves on the network")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def ask(self, job: Job, seconds: float) -> Answer:
        """The answer. Raises ``TooLarge`` past the time or memory, ``Broken`` where it was ended;
        the process is gone then."""
        return self._within(seconds, job)

    def _within(self, seconds: float, job: Job | None) -> Answer:
        late = _Late(seconds, self.kill)
        try:
            if job is not None:
                send(self._jobs, job)
            return next_answer(self._answers)
        except (OSError, EOFError, DecodeError):
            code = self._end()
            if late.came or code == -signal.SIGXCPU:
                raise TooLarge("time") from None
            raise Broken(f"ended with {code}") from None
        finally:
            late.cancel()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def _end(self) -> int:
        """How the process ended that has stopped talking."""
        try:
            return self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.wait()

    def close(self) -> None:
        self.kill()
        self._process.wait()
        for pipe in (self._jobs, self._answers):
            with suppress(OSError):
                pipe.close()


class _Late:
    """Does something when the time is over, unless it is canceled; and tells whether it did."""

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self.came = False
        self._act = act
        self._timer = threading.Timer(seconds, self._come)
        self._timer.daemon = True
        self._timer.start()
        self.cancel = self._timer.cancel

    def _come(self) -> None:
        self.came = True
        self._act()


def _environment(ours: Mapping[str, str], fonts_folder: Path) -> dict[str, str]:
    kept = {name: ours[name] for name in _PASSED_ON if name in ours}
    instance = {f"{PREFIX}INSTANCE": str(fonts_folder.parent)}
    return {**kept, **instance, "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0"}


BOX: Final = Box()
"""The one of this process. A process forked off begins with one of its own."""
os.register_at_fork(after_in_child=BOX.forget)
