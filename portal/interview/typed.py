"""Typed text made plain: one normal form, no invisible characters, digits of every script."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_JOINERS: Final = "\u200c\u200d"  # Persian, Hindi and others are not spelled right without them
DASHES: Final = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"
)
_WIDE: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_SHAPING: Final = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ON_PAPER: Final = re.compile(
    "[\n -~\xa0-\u024f\u0259\u02b9\u02bb\u02bc\u0300-\u033f\u0342\u0345-\u036f\u1e00-\u1eff"
    "\u2002-\u200a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2122]+"
)


def one_line(text: str) -> str:
    """The text on one line: NFC, nothing invisible, single blanks, none at the ends."""
    return " ".join(_visible(text, breaks=" ").split())


def lines(text: str) -> str:
    """The same line by line; at most one empty line in a row, none at the ends."""
    rows = [" ".join(row.split()) for row in _visible(text, breaks="\n").split("\n")]
    kept = [row for at, row in enumerate(rows) if row or (at and rows[at - 1])]
    return "\n".join(kept).strip("\n")


def _visible(text: str, *, breaks: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\n\u2028\u2029\u0085\v\f]", breaks, text).replace("\t", " ")
    kept = (
        sign
        for sign in text
        if sign == "\n" or sign in _JOINERS or unicodedata.category(sign) not in UNSEEN
    )
    return unicodedata.normalize("NFC", "".join(kept))


def plain_digits(text: str) -> str:
    """The text with the digits of any script as 0-9, and with the one dash of a keyboard."""
    return text if text.isascii() else _digits(text).translate(DASHES)


def _digits(text: str) -> str:
    """Digits as 0-9, and the wide letters and signs of Chinese keyboards as the usual ones."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text.translate(_WIDE))


def for_paper(text: str) -> str:
    """The text as a paper in Latin letters has it: digits 0-9, and nothing that only shapes the
    letters of other scripts or colors a picture."""
    if text.isascii():
        return text
    return _digits(_SHAPING.sub("", text))


def off_paper(text: str) -> str:
    """The signs, each once, that are in none of the fonts of the court papers, such as emoji."""
    return "".join(dict.fromkeys(_ON_PAPER.sub("", text)))


def is_latin(text: str) -> bool:
    """Whether every letter is a Latin one, with whatever marks."""
    return all(
        not sign.isalpha() or "LATIN" in unicodedata.name(sign, "") or sign in "ªºʻʼʹ"
        for sign in text
    )
