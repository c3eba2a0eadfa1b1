"""The same drawing in fewer words: what the typesetter writes for a page, said shortly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from portal.pdf.strokes import Box, middle, short, strip, stroke, upright_or_level

_NUMBER = re.compile(rb"(?<![\w/.])-?\d+\.\d+")
_SHOWN = re.compile(rb"\[((?:<[0-9a-f]+>(?:-?\d+)?)+)\] TJ")
_HEX = re.compile(rb"<([0-9a-f]*)>")
_ESCAPED = re.compile(rb"[()\\]")
_PLACED = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")
_KERN = re.compile(rb">(-?\d+)")
_OPAQUE = re.compile(rb"/[aA]1(\.0)? gs")
_GRAY = re.compile(rb"(-?[\d.]+) \1 \1 (?:rg|(RG))")

_PATH = frozenset((b"m", b"l", b"c", b"re", b"h"))
_PAINTS = frozenset((b"S", b"f", b"f*"))
_TEXT = frozenset((b"TJ", b"Tj", b"Ts"))
_OF_PEN = {b"rg": "inside", b"RG": "outline", b"w": "width", b"Tf": "font"}
_ARTIFACT = b"/Artifact BMC"


class _Unknown(Exception):
    """The page has what our papers do not have."""


class _Pen(NamedTuple):
    """With what and where something is drawn; the default is that of an empty page."""

    place: bytes = b""
    clip: bytes = b""
    inside: bytes = b"0 g"
    outline: bytes = b"0 G"
    width: bytes = b"1 w"
    font: bytes = b""


class _Shape(NamedTuple):
    """A path that is filled or stroked."""

    pen: _Pen
    path: bytes
    operator: bytes


class _Words(NamedTuple):
    """Letters and where they begin; without a place, right behind those before them."""

    pen: _Pen
    at: tuple[float, float] | None
    shown: bytes


class _Mark(NamedTuple):
    """What is drawn between the beginning of a mark and its end."""

    opening: bytes
    drawn: list[_Shape | _Words]


def compact(content: bytes) -> bytes:
    """The content of a page as the typesetter writes it, shorter; on paper it is the same.

    Lines and boxes come first: none of ours lies on letters. Places are rounded to a hundredth, of
    letters to a tenth: on paper a fortieth of a millimeter. Color and font are said where they
    change. What is drawn in ways that our papers do not know stays as it is.
    """
    content = _NUMBER.sub(lambda found: _rounded(found[0]), content)
    with suppress(_Unknown):
        content = _written(_Reader().read(content))
    return _SHOWN.sub(_joined, content)


@lru_cache(maxsize=4096)
def _rounded(number: bytes) -> bytes:
    """To a hundredth; a page says the same few places over and over."""
    return short(float(number))


class _Reader:
    """Follows the operators of a page, and notes with what pen each thing is drawn."""

    def __init__(self) -> None:
        self._pen = _Pen()
        self._saved: list[_Pen] = []
        self._path = b""
        self._at: tuple[float, float] | None = None
        self._marks: list[_Mark] = []
        self._open = False

    def read(self, content: bytes) -> list[_Mark]:
        before = b""
        for said in content.splitlines():
            operator = said.rpartition(b" ")[2]
            if operator in _PATH:
                self._path += said + b"\n"
            elif operator in _TEXT:
                self._draw(_Words(self._pen, self._at, said))
                self._at = None
            elif operator in _PAINTS:
                self._draw(_Shape(self._pen, self._path, operator))
                self._path = b""
            elif operator in (b"BDC", b"BMC", b"EMC"):
                self._mark(before + said if operator == b"BMC" else said, operator)
            elif operator not in (b"BT", b"ET", b"/Artifact"):
                self._set(said, operator)
            before = said + b" "
        return self._marks

    def _draw(self, what: _Shape | _Words) -> None:
        if not self._open:
            raise _Unknown
        self._marks[-1].drawn.append(what)

    def _mark(self, opening: bytes, operator: bytes) -> None:
        if self._open != (operator == b"EMC"):
            raise _Unknown
        self._open = not self._open
        if self._open:
            self._marks.append(_Mark(opening, []))

    def _set(self, said: bytes, operator: bytes) -> None:
        pen = self._pen
        match operator:
            case b"q":
                self._saved.append(pen)
            case b"Q":
                self._pen = self._saved.pop()
            case b"cm":
                self._pen = pen._replace(place=pen.place + said + b"\n")
            case b"W*":
                self._path += b"W* n\n"
            case b"n":
                self._pen, self._path = pen._replace(clip=pen.clip + self._path), b""
            case b"Tm" if placed := _PLACED.fullmatch(said):
                self._at = round(float(placed[1]), 1), round(float(placed[2]), 1)
            case _ if operator in _OF_PEN:
                self._pen = pen._replace(**{_OF_PEN[operator]: _GRAY.sub(_gray, said)})
            case _ if not _OPAQUE.fullmatch(said):
                raise _Unknown


def _gray(color: re.Match[bytes]) -> bytes:
    return color[1] + (b" G" if color[2] else b" g")


class _Writer:
    """Writes what is drawn, and of each pen only what differs from the one before."""

    def __init__(self) -> None:
        self._out: list[bytes] = []
        self._pen = _Pen()
        self._at: tuple[float, float] | None = None
        """Where the last line of letters began, among letters only."""

    def content(self) -> bytes:
        self._end_letters()
        self._go(b"")
        return b"\n".join(self._out)

    def mark(self, mark: _Mark) -> None:
        """Write a mark. What has only letters stands among the letters before and after it."""
        if mark.drawn:
            self._go(mark.drawn[0].pen.place)
        only_letters = all(isinstance(one, _Words) for one in mark.drawn)
        if not only_letters:
            self._end_letters()
        self._out.append(mark.opening)
        for one in mark.drawn:
            if isinstance(one, _Words):
                self._words(one)
            else:
                self._shape(one)
        if not only_letters:
            self._end_letters()
        self._out.append(b"EMC")

    def _go(self, place: bytes) -> None:
        """Draw from here on in the coordinates of that place."""
        if place == self._pen.place:
            return
        self._end_letters()
        if self._pen.place:
            self._out.append(b"Q")
        if place:
            self._out.append(b"q\n" + place.rstrip())
        self._pen = _Pen(place=place)

    def _shape(self, shape: _Shape) -> None:
        self._end_letters()
        if shape.operator == b"S":
            self._take("outline", shape.pen.outline)
            self._take("width", shape.pen.width)
        else:
            self._take("inside", shape.pen.inside)
        clip, drawn = shape.pen.clip, shape.path + shape.operator
        self._out.append(b"q\n%b%b\nQ" % (clip, drawn) if clip else drawn)

    def _words(self, words: _Words) -> None:
        before = self._at
        if before is None:
            self._out.append(b"BT")
            self._at = 0, 0
        self._take("inside", words.pen.inside)
        self._take("font", words.pen.font)
        if words.at:
            across, down = words.at
            if before:
                moved = short(across - before[0]), short(before[1] - down)
                self._out.append(b"%b %b Td" % moved)
            else:
                self._out.append(b"1 0 0 -1 %b %b Tm" % (short(across), short(down)))
            self._at = words.at
        self._out.append(words.shown)

    def _end_letters(self) -> None:
        if self._at is not None:
            self._out.append(b"ET")
            self._at = None

    def _take(self, part: str, wanted: bytes) -> None:
        if wanted != getattr(self._pen, part):
            self._out.append(wanted)
            self._pen = self._pen._replace(**{part: wanted})


def _written(marks: list[_Mark]) -> bytes:
    """The page: first all that is only lines and boxes, then the letters in their order."""
    lines: list[_Shape] = []
    rest: list[_Mark] = []
    for mark in marks:
        shapes = [one for one in mark.drawn if isinstance(one, _Shape)]
        if mark.opening == _ARTIFACT and len(shapes) == len(mark.drawn):
            lines += shapes
        else:
            rest.append(mark)
    writer = _Writer()
    for _, some in groupby(lines, lambda one: one.pen.place):
        writer.mark(_Mark(_ARTIFACT, list(_merged(some))))
    for mark in rest:
        writer.mark(mark)
    return writer.content()


def _merged(shapes: Iterable[_Shape]) -> Iterator[_Shape]:
    """Shapes that follow each other: straight lines with the same pen become one."""
    plain = [(shape, _line(shape)) for shape in shapes]
    for pen, some in groupby(plain, lambda one: one[1] and one[1][0]):
        if pen is None:
            yield from (shape for shape, _ in some)
        else:
            yield _Shape(pen, stroke(line[1] for _, line in some if line), b"S")


def _line(shape: _Shape) -> tuple[_Pen, Box] | None:
    """The line that a shape is, or that the side of a border is, and the pen for it."""
    pen = shape.pen._replace(clip=b"", inside=b"0 g", font=b"")
    if shape.operator == b"S":
        line = upright_or_level(shape.path)
        return (pen, line) if line and not shape.pen.clip else None
    side = strip(shape.pen.clip.removesuffix(b"W* n\n"), shape.path)
    if side is None:
        return None
    line, thick = middle(side)
    return pen._replace(outline=shape.pen.inside.upper(), width=short(thick) + b" w"), line


def _joined(found: re.Match[bytes]) -> bytes:
    """Letters in one string, or in several where some stand closer or wider."""
    letters = found[1].replace(b">0<", b"")  # nearly all, and quickly
    letters = _KERN.sub(lambda kern: b">" + _tens(kern[1]), letters).replace(b"><", b"")
    strings = _HEX.sub(_string, letters)
    return strings + b" Tj" if _HEX.fullmatch(letters) else b"[%b] TJ" % strings


def _tens(kern: bytes) -> bytes:
    """What our fonts say in tens; the typesetter cuts what is lost in counting."""
    tens = round(int(kern), -1)
    return b"%d" % tens if tens else b""


def _string(hexed: re.Match[bytes]) -> bytes:
    raw = bytes.fromhex(hexed[1].decode("ascii"))
    return b"(%b)" % _ESCAPED.sub(rb"\\\g<0>", raw).replace(b"\r", rb"\r").replace(b"\n", rb"\n")
