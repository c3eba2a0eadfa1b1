"""What a worker has loaded is not looked through with every few pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from portal.web.memory import AT_A_TIME, settle


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_is_loaded_is_left_out_and_circles_are_still_collected() -> None:
    settle()
    assert gc.get_freeze_count() > 10_000
    assert gc.isenabled()
    assert gc.get_threshold()[0] == AT_A_TIME
