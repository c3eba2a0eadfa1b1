"""Costly work in turns: so many at once, no endless queue, and nothing lost by a failure."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from portal.service.turns import Busy, Turns


def test_no_more_work_at_once_than_allowed_and_the_queue_ends() -> None:
    turns = Turns(at_once=2, waiting=1, patience=10)
    inside, go = Barrier(3), Event()

    def work() -> str:
        with turns.turn():
            inside.wait(10)
            go.wait(10)
            return "done"

    def wait() -> str:
        with turns.turn():
            return "waited"

    with ThreadPoolExecutor(5) as pool:
        working = [pool.submit(work) for _ in range(2)]
        inside.wait(10)
        waiting = pool.submit(wait)
        while turns._here < 3:
            pass
        assert not waiting.done()
        with pytest.raises(Busy), turns.turn():
            raise AssertionError("a fourth came in")
        go.set()
        assert [one.result(10) for one in (*working, waiting)] == ["done", "done", "waited"]


def test_who_waits_too_long_is_told_and_leaves_the_queue() -> None:
    turns = Turns(at_once=1, waiting=1, patience=0.01)
    with turns.turn():
        for _ in range(3):
            with pytest.raises(Busy), turns.turn():
                raise AssertionError("two at once")
    with turns.turn():
        pass


def test_a_failure_gives_the_turn_back() -> None:
    turns = Turns(at_once=1, waiting=0, patience=0.01)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0
