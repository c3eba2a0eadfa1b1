"""What all tests share: the quick ones run first, and CI draws the same examples each time."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

LATER = {"slow": 1, "postgres": 1, "browser": 2}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A broken rule should show in seconds, not after the browser has been through every page."""
    items.sort(key=lambda item: max((LATER.get(m.name, 0) for m in item.iter_markers()), default=0))
