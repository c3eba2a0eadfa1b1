"""Which tagged words of a page stand next to a place on it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Matrix, Object, Page, String, parse_content_stream

Box = tuple[float, float, float, float]
_GUESSED_WIDTH = 0.5
"""Of a letter, in sizes: near enough to tell which words are next to a place."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one marked sequence: its number, and where they begin and end on their line."""

    mark: int
    left: float
    right: float
    line: float


def nearest(found: Sequence[Words], box: Box) -> Words | None:
    """The words nearest to ``box`` (left, bottom, right, top); ``None``: there are none."""
    return min(found, key=lambda words: _distance(words, box), default=None)


def words_of(page: Page, marks: Container[int]) -> list[Words]:
    """The words of a page that stand in one of ``marks``; nothing inside forms (XObjects)."""
    return [words for words in _walk(page) if words.mark in marks]


def _distance(words: Words, box: Box) -> float:
    left, bottom, right, top = box
    across = max(left - words.right, words.left - right, 0.0)
    along = max(bottom - 2 - words.line, words.line - top, 0.0)
    return across + along


@dataclass(slots=True)
class _Pen:
    """Where and how large text is drawn, as far as we need it."""

    page: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)
    leading: float = 0.0
    size: float = 1.0


def _walk(page: Page) -> Iterator[Words]:
    pen, saved, marks = _Pen(), list[Matrix](), list[int | None]()
    for instruction in parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        match operator:
            case "q":
                saved.append(pen.page)
            case "Q":
                pen.page = saved.pop() if saved else Matrix()
            case "cm":
                pen.page = _matrix(operands) @ pen.page
            case "BMC" | "BDC":
                marks.append(_mark(operands))
            case "EMC":
                if marks:
                    marks.pop()
            case "Tj" | "TJ" | "'" | '"':
                mark = next((mark for mark in reversed(marks) if mark is not None), None)
                words = _words(pen, operands[-1], mark)
                if words:
                    yield words
            case _:
                _move(pen, operator, operands)


def _move(pen: _Pen, operator: str, operands: list[Object]) -> None:
    match operator:
        case "BT":
            pen.line = Matrix()
        case "Tm":
            pen.line = _matrix(operands)
        case "Td" | "TD":
            across, up = float(operands[0]), float(operands[1])
            pen.line = Matrix(1, 0, 0, 1, across, up) @ pen.line
            if operator == "TD":
                pen.leading = -up
        case "T*":
            pen.line = Matrix(1, 0, 0, 1, 0, -pen.leading) @ pen.line
        case "TL":
            pen.leading = float(operands[0])
        case "Tf":
            pen.size = float(operands[1])


def _words(pen: _Pen, shown: Object, mark: int | None) -> Words | None:
    parts = list(shown) if isinstance(shown, Array) else [shown]
    letters = b"".join(bytes(part) for part in parts if isinstance(part, String))
    if mark is None or not letters.strip():
        return None
    place = pen.line @ pen.page
    width = len(letters) * _GUESSED_WIDTH * pen.size * place.a
    return Words(mark, place.e, place.e + width, place.f)


def _matrix(operands: list[Object]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return Matrix(a, b, c, d, e, f)


def _mark(operands: list[Object]) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    number = properties.get("/MCID") if isinstance(properties, Dictionary) else None
    return None if number is None else int(number)
