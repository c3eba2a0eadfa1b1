"""The amount, the class and the repeat that the words of a charge show."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

Grams = tuple[Decimal, Decimal | None]
"""More than the first figure, up to the second; None for no upper end."""

_N: Final = r"(\d{1,3}(?:,\d{3}){1,2}|\d{1,6}(?:\.\d{1,3})?|\.\d{1,3})"
_UNIT: Final = r"\s?(K(?:ILO(?:GRAM)?|GM|GRAM|G)S?\b|G(?:RA?MS?|MS?|RS?)?\b\.?)"
_MOST: Final = (
    r"(?:<=?|(?:NOT|NO) (?:MORE|GREATER) THAN|NOT OVER|(?<!NOT )LESS THAN|\bLT|UP TO|UNDE?R|BELOW)"
)
_MORE: Final = r"(?:>=?|(?<!NOT )(?<!NO )(?:MORE|GREATER) THAN|(?<!NOT )OVE?R|\bGT|EXCEEDING|ABOVE)"
_LIKELY_AMOUNT: Final = re.compile(r"\d\s?(?:[KG+]|-\s?\d|/\s?\+)")
_SPAN: Final = re.compile(
    _N + r"\s?(?:G(?:RA?MS?|MS?|RS?)?\.?)?,?\s?"
    r"(?:-|TO|THRU|(?:AND |BUT |& )?" + _MOST + r")\s?" + _N + _UNIT
)
_TIER: Final = re.compile(
    r"(?<![\d.,-])(2\.5\s?-\s?10|10\s?-\s?30|30\s?-\s?500|30\s?-\s?100|100\s?-\s?500|"
    r"500\s?-\s?2,?000|2,?000\s?-\s?5,?000)(?![\d.,-])"
)
_AT_MOST: Final = re.compile(_MOST + r"\s?" + _N + _UNIT)
_OR_LESS: Final = re.compile(_N + _UNIT + r"\s{1,2}(?:OR|AND|&)\s{1,2}(?:LESS|UNDER)")
_MORE_THAN: Final = re.compile(_MORE + r"\s?" + _N + _UNIT)
_OR_MORE: Final = re.compile(
    _N
    + r"\s?/?\s?\+\s?"
    + _UNIT
    + r"|"
    + _N
    + _UNIT
    + r"(?:\s?\+|\s{1,2}(?:OR|AND|&) (?:MORE|OVER))"
)

_CLASS: Final = re.compile(r"\bCL(?:ASS|\.)?\s{0,2}([ABCX1-4])\b(?!\s{1,2}OFF)")
_CLASS_NAMED: Final = re.compile(
    r"\b(?:([ABC])\s{1,2}MISD|MISD(?:EMEANOR)?\.?,?\s{1,2}([ABC])\b|FEL(?:ONY)?\.?\s{0,2}([1-4X])\b)"
)
_COLUMNS: Final = (
    r"(?:\(?M\)?\s{0,2}([ABC])|\(?F\)?\s{0,2}([1-4X])|([ABC])\s{1,2}\(?M\)?|([1-4X])\s{0,2}\(?F\)?)"
)
_COLUMNS_AFTER: Final = re.compile(
    r"\s{0,20}+(?:\[[^\]]{0,20}+\]?+\s{0,9}+)?+" + _COLUMNS + r"(?=[\s,;]|$)"
)
_COLUMNS_BEFORE: Final = re.compile(r"(?:^|[\s\]])" + _COLUMNS + r"\s{0,9}$")

_SUBSEQUENT: Final = re.compile(
    r"\b(?:SUBQ|SUBSQ|SUBSEQ\w{0,5}|SUB OFF\w{0,5}|2ND(?!\s{0,2}DEG)|"
    r"SECOND (?:OR SUB\w{0,8} )?OFF|3RD|(?<!NO )(?<!W/O )(?<!WITHOUT )PRIOR(?! TO\b)|PRE ?CONV|2\+)"
)
_LIKELY_REPEAT: Final = re.compile(r"SUB|2ND|SECOND|3RD|PRIOR|PRE|2\+|1ST|FIRST")
_FIRST: Final = re.compile(r"\b(?:1ST(?!\s{0,2}DEG)|FIRST OFF)")


def read_grams(name: str) -> Grams | None:
    """The span of grams that the words show; None where they show none or only a single figure.

    Bounds are the statute's: more than the lower, up to the upper figure. A figure cut off by the
    source ("POSS CANNABIS/500") has no unit and is not read; two spans are those of two charges.
    """
    if _LIKELY_AMOUNT.search(name) is None:
        return None
    if spans := {_span(found) for found in _SPAN.finditer(name)}:
        return spans.pop() if len(spans) == 1 else None
    if tiers := {_tier(found) for found in _TIER.finditer(name)}:
        return tiers.pop() if len(tiers) == 1 else None
    more, most = _MORE_THAN.search(name), _AT_MOST.search(name) or _OR_LESS.search(name)
    if more is not None or most is not None:
        low = _number(more[1]) * _scale(more[2]) if more else Decimal(0)
        if most is None:
            return low, None
        high = _number(most[1]) * _scale(most[2])
        return (low, high) if low < high else None
    if found := _OR_MORE.search(name):
        return _number(found[1] or found[3]) * _scale(found[2] or found[4]), None
    return None


def _span(found: re.Match[str]) -> Grams | None:
    scale = _scale(found[3])
    low, high = _number(found[1]) * scale, _number(found[2]) * scale
    return (low, high) if low < high else None


def _tier(found: re.Match[str]) -> Grams:
    first, _, second = found[1].partition("-")
    return _number(first.strip()), _number(second.strip())


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _scale(unit: str) -> int:
    return 1000 if unit.startswith("K") else 1


def read_class(before: str, after: str) -> str | None:
    """The class code that the words show: spelled out, or in a column beside the citation.

    ``before`` and ``after``: what stands before and after the citation, in plain capitals.
    """
    words = f"{before} {after}"
    if found := _COLUMNS_AFTER.match(after) or _COLUMNS_BEFORE.search(before):
        return _class_code(found[1] or found[3], found[2] or found[4])
    if ("MISD" in words or "FEL" in words) and (found := _CLASS_NAMED.search(words)):
        return _class_code(found[1] or found[2], found[3])
    if "CL" in words and (found := _CLASS.search(words)):
        letter = found[1] if found[1] in "ABC" else None
        return _class_code(letter, found[1])
    if "CIVIL LAW" in words or "CIVIL VIOL" in words:
        return "civil"
    if "PETTY OFF" in words:
        return "petty"
    return "misdemeanor" if "MISDEMEANOR" in words else None


def _class_code(letter: str | None, number: str | None) -> str | None:
    if letter:
        return f"misdemeanor-{letter.lower()}"
    return f"felony-{number.lower()}" if number else None


def read_subsequent(name: str) -> bool | None:
    """True for a repeat, False for a first offense, None where the words show neither or both."""
    if _LIKELY_REPEAT.search(name) is None:
        return None
    again, first = _SUBSEQUENT.search(name), _FIRST.search(name)
    if (again is None) == (first is None):
        return None
    return again is not None
