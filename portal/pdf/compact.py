"""The same drawing in fewer words: what the typesetter writes for a page, said shortly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_NUMBER = re.compile(rb"(?<![\w/.])-?\d+\.\d+")
_SHOWN = re.compile(rb"\[((?:<[0-9a-f]+>(?:-?\d+)?)+)\] TJ")
_HEX = re.compile(rb"<([0-9a-f]*)>")
_ESCAPED = re.compile(rb"[()\\]")
_TEXT = re.compile(rb"BT\n(?:(?!ET\n)[^\n]*\n)*ET\n")
_PLACED = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")
_NO_KERN = re.compile(rb">0(?=<|$)")
_BLOCK = re.compile(rb"/Artifact\nBMC\n((?:(?!EMC\n)[^\n]*\n)*)EMC\n")
_BLOCKS = re.compile(rb"(?:%b)+" % _BLOCK.pattern)

_N = rb"(-?[\d.]+)"
_STROKE = re.compile(
    rb"q\nq\n((?:/\S+ gs\n)?(?:[\d. ]+ RG\n)?[\d.]+ w\n)%b %b m\n%b %b l\nS\nQ\nQ\n" % ((_N,) * 4)
)
_STRIP = re.compile(
    rb"q\n%b %b m\n%b %b l\n%b %b l\n%b %b l\nW\*\nn\n" % ((_N,) * 8)
    + rb"((?:/\S+ gs\n)?(?:[\d. ]+ rg\n)?)%b %b %b %b re\n%b %b %b %b re\nf\*\nQ\n" % ((_N,) * 8)
)
_NEAR = 0.02
"""Of a point: what is nearer than that is the same place on paper."""

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A decoration: straight lines, or filled rectangles, drawn with the same pen."""

    pen: bytes
    filled: bool
    box: Line


def compact(content: bytes) -> bytes:
    """The content of a page as the typesetter writes it, shorter; on paper it is the same.

    Places are rounded to a hundredth, a border that is clipped out of two rectangles becomes a
    rectangle, lines end to end become one, and letters are written as they are rather than in hex.
    """
    content = _NUMBER.sub(lambda found: _short(float(found[0])), content)
    content = _PLACED.sub(_coarse, content)
    content = _BLOCKS.sub(_redrawn, content)
    content = _TEXT.sub(_rewritten, content.replace(b"ET\nBT\n", b""))
    return _SHOWN.sub(_joined, content)


def _short(number: float) -> bytes:
    return b"%g" % round(number, 2) if abs(number) < 10_000 else b"%.0f" % number


def _coarse(placed: re.Match[bytes]) -> bytes:
    """Where text begins, to a tenth: on paper a fortieth of a millimeter."""
    return b"1 0 0 -1 %b %b Tm" % tuple(b"%g" % round(float(one), 1) for one in placed.groups())


def _rewritten(block: re.Match[bytes]) -> bytes:
    """A block of text in which each line is placed from the line before, and no font said twice."""
    lines, font, at = [], b"", (0.0, 0.0)
    for line in block[0].splitlines():
        if line.endswith(b" Tf"):
            if line == font:
                continue
            font = line
        elif placed := _PLACED.fullmatch(line):
            here = float(placed[1]), float(placed[2])
            if at != (0.0, 0.0):
                line = b"%b %b Td" % (_short(here[0] - at[0]), _short(at[1] - here[1]))
            at = here
        lines.append(line)
    return b"\n".join(lines) + b"\n"


def _joined(found: re.Match[bytes]) -> bytes:
    """Letters in one string, or in several where some stand closer or wider."""
    letters = _NO_KERN.sub(b">", found[1]).replace(b"><", b"")
    strings = _HEX.sub(_string, letters)
    return strings + b" Tj" if _HEX.fullmatch(letters) else b"[%b] TJ" % strings


def _string(hexed: re.Match[bytes]) -> bytes:
    raw = bytes.fromhex(hexed[1].decode("ascii"))
    return b"(%b)" % _ESCAPED.sub(rb"\\\g<0>", raw).replace(b"\r", rb"\r")


def _redrawn(run: re.Match[bytes]) -> bytes:
    """Decorations that follow each other: those with the same pen become one."""
    parts = []
    blocks = [(block, _shape(block)) for block in _BLOCK.findall(run[0])]
    for like, group in groupby(blocks, lambda one: one[1] and (one[1].pen, one[1].filled)):
        if like is None:
            parts += [block for block, _ in group]
            continue
        pen, filled = like
        shapes = [shape.box for _, shape in group if shape]
        parts.append(_fill(pen, shapes) if filled else _stroke(pen, shapes))
    return b"".join(b"/Artifact\nBMC\n%bEMC\n" % part for part in parts)


def _shape(block: bytes) -> _Shape | None:
    if found := _STROKE.fullmatch(block):
        pen, *places = found.groups()
        x1, y1, x2, y2 = map(float, places)
        straight = x1 == x2 or y1 == y2
        return _Shape(pen, False, (x1, y1, x2, y2)) if straight else None
    if found := _STRIP.fullmatch(block):
        groups = found.groups()
        box = _strip([float(one) for one in groups[:8]], [float(one) for one in groups[9:]])
        return _Shape(groups[8], True, box) if box else None
    return None


def _strip(clip: list[float], rects: list[float]) -> Line | None:
    """The part of ``clip`` that lies between two rectangles, where that is all of it."""
    xs, ys = sorted(clip[::2]), sorted(clip[1::2])
    if xs[0] != xs[1] or xs[2] != xs[3] or ys[0] != ys[1] or ys[2] != ys[3]:
        return None  # slanted: the corner of two borders
    inner, outer = _sides(rects[:4]), _sides(rects[4:])
    differs = [at for at in range(4) if abs(inner[at] - outer[at]) > _NEAR]
    if len(differs) != 1:
        return None
    box = (xs[0], ys[0], xs[2], ys[2])
    (side,) = differs
    between = list(outer)
    between[(side + 2) % 4] = inner[side]
    low = all(box[at] >= between[at] - _NEAR for at in (0, 1))
    high = all(box[at] <= between[at] + _NEAR for at in (2, 3))
    return box if low and high else None


def _sides(rect: list[float]) -> Line:
    left, top, wide, high = rect
    return left, top, left + wide, top + high


def _fill(pen: bytes, boxes: Iterable[Line]) -> bytes:
    """Filled rectangles, those side by side as one."""
    rows: defaultdict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for x1, y1, x2, y2 in boxes:
        rows[y1, y2].append((x1, x2))
    drawn = b"".join(
        b"%b %b %b %b re\n" % tuple(map(_short, (left, y1, right - left, y2 - y1)))
        for (y1, y2), spans in rows.items()
        for left, right in _united(spans)
    )
    return b"q\n%b%bf\nQ\n" % (pen, drawn)


def _stroke(pen: bytes, lines: Iterable[Line]) -> bytes:
    drawn = b"".join(
        b"%b %b m\n%b %b l\n" % tuple(map(_short, line)) for line in _end_to_end(lines)
    )
    return b"q\n%b%bS\nQ\n" % (pen, drawn)


def _end_to_end(lines: Iterable[Line]) -> list[Line]:
    """Upright and level lines, those that touch or overlap as one."""
    upright, level = defaultdict(list), defaultdict(list)
    for x1, y1, x2, y2 in lines:
        if x1 == x2:
            upright[x1].append((min(y1, y2), max(y1, y2)))
        else:
            level[y1].append((min(x1, x2), max(x1, x2)))
    return [
        *((x, low, x, high) for x, spans in upright.items() for low, high in _united(spans)),
        *((low, y, high, y) for y, spans in level.items() for low, high in _united(spans)),
    ]


def _united(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if united and low <= united[-1][1] + _NEAR:
            united[-1] = (united[-1][0], max(high, united[-1][1]))
        else:
            united.append((low, high))
    return united
