"""What a process of the web keeps for as long as it runs, and need not be looked through again."""

from __future__ import annotations

import gc

AT_A_TIME = 50_000
"""New objects until the collector looks for circles among them: those of some ten pages."""


def settle() -> None:
    """Leave what is loaded by now out of every collection, and collect seldom.

    A page makes thousands of objects and hardly a circle, so a collection within it looks through
    all that was ever loaded and finds nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(AT_A_TIME, 20, 20)
