"""Straight lines said shortly: end to end as one, the side of a border as what is seen of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_N = rb"(-?[\d.]+)"
_LINE = re.compile(rb"%b %b m\n%b %b l\n" % ((_N,) * 4))
_CLIP = re.compile(rb"%b %b m\n%b %b l\n%b %b l\n%b %b l\n" % ((_N,) * 8))
_RECTS = re.compile(rb"%b %b %b %b re\n%b %b %b %b re\n" % ((_N,) * 8))
_NEAR = 0.02
"""Of a unit: what is nearer than that is the same place on paper."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; of a line: from where to where."""


def short(number: float) -> bytes:
    """A number to a hundredth, without what can be left out."""
    if abs(number) >= 10_000:
        return b"%.0f" % number
    shown = b"%g" % (round(number, 2) + 0.0)  # no minus before nothing
    return shown.replace(b"0.", b".", 1) if shown.startswith((b"0.", b"-0.")) else shown


def upright_or_level(path: bytes) -> Box | None:
    """The upright or level line that a path is."""
    found = _LINE.fullmatch(path)
    if not found:
        return None
    x1, y1, x2, y2 = map(float, found.groups())
    return (x1, y1, x2, y2) if x1 == x2 or y1 == y2 else None


def strip(clip: bytes, path: bytes) -> Box | None:
    """The rectangle that is seen of what lies between two, where ``clip`` shows one side of it."""
    shown, between = _CLIP.fullmatch(clip), _RECTS.fullmatch(path)
    if not (shown and between):
        return None
    corners, rects = list(map(float, shown.groups())), list(map(float, between.groups()))
    xs, ys = sorted(corners[::2]), sorted(corners[1::2])
    if xs[0] != xs[1] or xs[2] != xs[3] or ys[0] != ys[1] or ys[2] != ys[3]:
        return None  # slanted: the corner of two borders
    return _seen((xs[0], ys[0], xs[2], ys[2]), _sides(rects[:4]), _sides(rects[4:]))


def _seen(box: Box, inner: Box, outer: Box) -> Box | None:
    differs = [at for at in range(4) if abs(inner[at] - outer[at]) > _NEAR]
    if len(differs) != 1:
        return None
    (side,) = differs
    between = list(outer)
    between[(side + 2) % 4] = inner[side]
    low = all(box[at] >= between[at] - _NEAR for at in (0, 1))
    high = all(box[at] <= between[at] + _NEAR for at in (2, 3))
    return box if low and high else None


def _sides(rect: list[float]) -> Box:
    left, top, wide, high = rect
    return left, top, left + wide, top + high


def middle(box: Box) -> tuple[Box, float]:
    """The line through the middle of a rectangle, the long way, and how thick it is.

    Readers draw a line as sharp as a screen allows, but a thin rectangle only where it is alone.
    """
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if wide < high:
        across = left + wide / 2
        return (across, top, across, bottom), wide
    down = top + high / 2
    return (left, down, right, down), high


def stroke(lines: Iterable[Box]) -> bytes:
    """The path of upright and level lines, those that touch or overlap as one."""
    upright, level = defaultdict(list), defaultdict(list)
    for x1, y1, x2, y2 in lines:
        if x1 == x2:
            upright[x1].append((min(y1, y2), max(y1, y2)))
        else:
            level[y1].append((min(x1, x2), max(x1, x2)))
    united = [
        *((x, low, x, high) for x, spans in upright.items() for low, high in _united(spans)),
        *((low, y, high, y) for y, spans in level.items() for low, high in _united(spans)),
    ]
    return b"".join(b"%b %b m\n%b %b l\n" % tuple(map(short, one)) for one in united)


def _united(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if united and low <= united[-1][1] + _NEAR:
            united[-1] = (united[-1][0], max(high, united[-1][1]))
        else:
            united.append((low, high))
    return united
