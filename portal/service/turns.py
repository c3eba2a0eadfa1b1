"""Turns at costly work: a few at once, a few waiting, and everyone else is told to come again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class Busy(Exception):
    """Too many wait already, or the turn did not come in time. Nothing was begun."""


class Turns:
    """``at_once`` work, at most ``waiting`` others wait, each for ``patience`` seconds at most.

    Setting a page of type keeps a core busy, so that more at once makes nobody's paper sooner.
    """

    def __init__(self, *, at_once: int = 2, waiting: int = 4, patience: float = 20.0) -> None:
        self._places = BoundedSemaphore(at_once)
        self._most = at_once + waiting
        self._patience = patience
        self._lock = Lock()
        self._here = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and have it. Raises ``Busy``."""
        self._enter()
        try:
            if not self._places.acquire(timeout=self._patience):
                raise Busy
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._lock:
            if self._here >= self._most:
                raise Busy
            self._here += 1

    def _leave(self) -> None:
        with self._lock:
            self._here -= 1
