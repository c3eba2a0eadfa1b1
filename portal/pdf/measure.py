"""How wide text is on paper: a value too long for its box is set smaller, wrapped, continued."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Advances of Noto Sans Regular in thousandths of an em; a test holds them to the font.
_ADVANCES = {
    225: "'", 258: "ijlłı", 260: " ", 268: ",.:;", 269: "!", 273: "J", 281: "`", 300: "()",
    322: "-", 329: "[]", 339: "I", 344: "f", 361: "t", 372: "/\\", 380: "{}", 408: '"', 413: "r",
    434: "?", 444: "_", 470: "z", 479: "s", 480: "c", 508: "v", 510: "y", 513: "§", 519: "F",
    524: "LŁ", 529: "x", 534: "k", 549: "S", 551: "*|", 556: "ET", 561: "a", 564: "e", 566: "Y",
    572: "$+0123456789<=>Z^~", 586: "X", 600: "V", 605: "Poø", 615: "bdgpqþ", 617: "đ",
    618: "hnu", 619: "K", 622: "R", 631: "ß", 632: "C", 639: "A", 646: "#", 650: "B", 728: "G",
    730: "DĐ", 731: "U", 732: "&", 741: "H", 760: "N", 781: "OQØ", 786: "w", 831: "%", 864: "æ",
    899: "@", 907: "M", 930: "W", 935: "m", 175: "‘’", 359: "“”", 500: "–", 1000: "—",
}  # fmt: skip
_ADVANCE = {letter: advance for advance, letters in _ADVANCES.items() for letter in letters}
_HORN = 64  # ơ and ư are that much wider than o and u
_UNKNOWN = 1000  # a full em: wider than nearly every letter, so that a guess errs to the safe side

STEPS = (("", 1.0), ("small", 0.86), ("tiny", 0.74))
"""How far a value may shrink: class in the stylesheet and factor. 10.5 points end at 7.8."""


@lru_cache(maxsize=4096)
def _advance(letter: str) -> int:
    if letter in _ADVANCE:
        return _ADVANCE[letter]
    if unicodedata.combining(letter):
        return 0
    parts = unicodedata.normalize("NFD", letter)
    return _ADVANCE.get(parts[0], _UNKNOWN) + (_HORN if "\u031b" in parts else 0)


def width(text: str) -> float:
    """The width of ``text`` in ems of Noto Sans Regular, without kerning."""
    return sum(map(_advance, text)) / 1000


def wrap(text: str, ems: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``ems``; its own line breaks stay, a longer word is cut."""
    return tuple(line for part in text.splitlines() for line in _paragraph(part, ems))


def _paragraph(text: str, ems: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= ems:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, ems)
        lines += full
    return [*lines, line]


def _cut(word: str, ems: float) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter) > ems and not unicodedata.combining(letter):
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def fit(text: str, ems: float, lines: int = 1) -> str:
    """The first of ``STEPS`` at which ``text`` fits into ``lines`` lines of ``ems``.

    What fits at none gets the smallest, and its box grows: nothing is ever cut off.
    """
    for name, factor in STEPS:
        if len(wrap(text, ems / factor)) <= lines:
            return name
    return STEPS[-1][0]
