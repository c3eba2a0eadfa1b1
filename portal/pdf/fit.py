"""How text goes into a box on paper: at which size and in which lines, and never clipped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.pdf.lettering import width

NORMAL = 10.0
"""The size of the court's own field font, in points."""
SMALLEST = 6.5
"""Points. What is smaller is not read any more, least of all from a fax."""
STEP = 0.5
LEADING = 1.15
"""From one line to the next, in sizes."""
MARGIN = 2.0
"""Points kept free at the left and right end of a box, as viewers keep them."""

_WORD = re.compile(r"\S+|\s+")
_PART = re.compile(r"[^\s-]*-+(?=\w)|\S+|\s+")  # a word may also break after a hyphen inside it


@dataclass(frozen=True, slots=True)
class Setting:
    """Text as it is set: the size in points and the lines from the top."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.size * (1 + LEADING * (len(self.lines) - 1))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a running text; ``end`` is where in the text the next one begins."""

    text: str
    end: int


def fit(text: str, wide: float, high: float, size: float = NORMAL) -> Setting | None:
    """``text`` in a box of that many points, as large as it goes; ``None``: it does not fit.

    Words stay whole as long as any size allows it, a case number with its hyphens too.
    """
    most = size or min(NORMAL, max(SMALLEST, high * 0.75))
    for words, cut in ((_WORD, False), (_PART, False), (_PART, True)):
        for one in _sizes(most):
            lines = _lines(text, wide - 2 * MARGIN, one, words, cut=cut)
            if lines is None:
                continue
            setting = Setting(one, lines)
            if setting.height <= high + 0.5 or (len(lines) == 1 and one == SMALLEST):
                return setting
    return None


def run(text: str, wide: Callable[[int], float], size: float) -> Iterator[Line]:
    """The lines of a running text; ``wide`` tells how many points the line of that number has.

    A line break in ``text`` ends a line; a word wider than a line is cut.
    """
    at, number = 0, 0
    for paragraph in text.splitlines(keepends=True):
        rest = paragraph.rstrip()
        start = at
        while rest.strip():
            line, used = _first_line(rest, wide(number) - 2 * MARGIN, size)
            start += used
            rest = rest[used:]
            number += 1
            yield Line(line, start)
        at += len(paragraph)


def _sizes(most: float) -> Iterator[float]:
    size = most
    while size > SMALLEST:
        yield size
        size -= STEP
    yield min(most, SMALLEST)


def _lines(
    text: str, wide: float, size: float, words: re.Pattern[str], *, cut: bool
) -> tuple[str, ...] | None:
    """``text`` in lines of ``wide`` points; ``None`` where a word is wider and may not be cut."""
    if not cut and any(width(word, size) > wide for word in words.findall(text) if word.strip()):
        return None
    lines, rest = [], text.strip()
    while rest:
        line, used = _first_line(rest, wide, size, words)
        lines.append(line)
        rest = rest[used:].lstrip()
    return tuple(lines)


def _first_line(
    text: str, wide: float, size: float, words: re.Pattern[str] = _PART
) -> tuple[str, int]:
    """As many words as a line holds, and how many letters of ``text`` they take up."""
    line, used = "", 0
    for word in words.findall(text):
        if word.isspace():
            line += word if line else ""
            used += len(word)
            continue
        if width(line + word, size) > wide:
            if line.strip():
                break
            return _cut(word, wide, size, used)
        line += word
        used += len(word)
    return line.strip(), used


def _cut(word: str, wide: float, size: float, used: int) -> tuple[str, int]:
    """The start of a word that no line holds: at least one letter."""
    most = 1
    while most < len(word) and width(word[: most + 1], size) <= wide:
        most += 1
    return word[:most], used + most
