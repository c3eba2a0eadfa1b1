"""Every pattern of the code stays quick on ten kilobytes of what is meant to make it slow."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import portal

KILOBYTES = 10
MILLISECONDS = 50
FACTOR = 10
"""The goal is 50 ms; a pattern that backtracks without an end takes minutes. So much may a loaded
machine, or one that is slow, take longer before this test minds."""
ELSEWHERE = frozenset({"portal.store.migrations.env", "portal.__main__", "portal.pdf.worker"})
"""Modules that run when they are imported."""


def patterns() -> dict[str, re.Pattern[str]]:
    """Each compiled pattern over text, by the module and the words it was compiled of."""
    compiled: dict[str, re.Pattern[str]] = {}
    really = re.compile

    def notice(pattern: Any, flags: Any = 0) -> Any:
        made = really(pattern, flags)
        where = sys._getframe(1).f_globals.get("__name__", "")
        if where.startswith("portal") and isinstance(made.pattern, str):
            compiled[f"{where} {made.pattern}"] = made
        return made

    names = [
        one.name
        for one in pkgutil.walk_packages(portal.__path__, "portal.")
        if one.name not in ELSEWHERE and ".migrations." not in one.name
    ]
    before = {
        name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith("portal")
    }
    re.compile = notice
    try:
        for name in names:
            importlib.import_module(name)
    finally:
        re.compile = really
        for name in [name for name in sys.modules if name.startswith("portal")]:
            del sys.modules[name]
        sys.modules.update(before)
    return compiled


def signs_of(pattern: re.Pattern[str]) -> list[str]:
    """A few signs that the pattern itself is made of, and some that it may take for them."""
    found = {"a", "1", " ", "-", "(", ".", "\n", "٣"}

    def walk(node: Any) -> None:
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in ("LITERAL", "RANGE"):
            at = node[1][0] if isinstance(node[1], tuple) else node[1]
            found.add(chr(at))
            return
        if hasattr(node, "data") or isinstance(node, list | tuple):
            for one in getattr(node, "data", node):
                walk(one)

    walk(_parser.parse(pattern.pattern, pattern.flags))
    return sorted(found)


def attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    """Runs of one sign, of two in turn, and of the pattern's own beginning, none of which ends as
    the pattern wants."""
    size = KILOBYTES * 1024
    signs = signs_of(pattern)
    for one in signs:
        yield one * size + "\0"
    for one, other in zip(signs, signs[1:] + signs[:1], strict=True):
        yield (one + other) * (size // 2) + "\0"
        yield (one * 20 + other) * (size // 21) + "\0"
    told = "".join(signs)
    yield told * (size // len(told)) + "\0"


def took(do: Callable[[str], object], text: str) -> float:
    """Milliseconds of this process's own work."""
    begun = time.process_time()
    do(text)
    return (time.process_time() - begun) * 1000


@pytest.mark.slow
def test_no_pattern_is_slow_on_ten_kilobytes_made_to_slow_it(
    record_property: Callable[[str, object], None],
) -> None:
    found = patterns()
    assert len(found) > 60
    slowest: dict[str, float] = {}
    for name, pattern in found.items():
        slowest[name] = max(
            took(do, text)
            for text in attacks(pattern)
            for do in (pattern.search, pattern.fullmatch)
        )
    worst = max(slowest, key=lambda name: slowest[name])
    record_property(
        "figure",
        f"patterns: {len(found)}, each on some thirty texts of {KILOBYTES} kB; the slowest took "
        f"{slowest[worst]:.1f} ms: {worst[:60]}",
    )
    slow = {name: ms for name, ms in slowest.items() if ms > MILLISECONDS * FACTOR}
    assert slow == {}


def test_a_pattern_that_never_ends_would_be_seen() -> None:
    """On a tenth of the text already; on all of it nobody would wait for the end."""
    bad = re.compile(r"(a|a1)*(\d+\s?)+$")
    text = next(text for text in attacks(bad) if text.startswith("1" * 20))
    assert took(bad.search, text[:16] + "\0") > took(re.compile(r"\d{1,9}$").search, text[:16]) * 20
