"""The one writing in which charge strings are read: plain capitals, place for place as printed."""

from __future__ import annotations

import unicodedata

READ_AT_MOST = 2_000
"""Characters of a string that are read; what follows is kept in ``rest`` untouched (our choice)."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d\u30fc"
_KEPT = "½§¶"


def plain(text: str) -> str:
    """The text in capitals with ASCII digits, dashes and blanks; always as long as the text.

    The same length is what lets every place found in the plain text be cut out of the printed one.
    """
    if text.isascii():
        return text.upper()
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character.upper()
    if character in _DASHES:
        return "-"
    if character in _KEPT:
        return character
    if character.isspace():
        return " "
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    same = unicodedata.normalize("NFKC", character).upper()
    return same if len(same) == 1 else character


def tidy(text: str) -> str:
    """The text with every run of white space written as one blank, and none at the ends."""
    return " ".join(text.split())


def split_long(text: str) -> tuple[str, str]:
    """The part that is read and the part that is only kept; cut between words where it can be."""
    if len(text) <= READ_AT_MOST:
        return text, ""
    blank = text.rfind(" ", READ_AT_MOST // 2, READ_AT_MOST)
    cut = blank if blank > 0 else READ_AT_MOST
    return text[:cut], text[cut:]
