"""Attempt, solicitation and conspiracy: the code of the act and the offense underneath it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from portal.charges.citations import Cited, find, find_loose, find_without_chapter

_KINDS: Final = {"8-1": "solicitation", "8-2": "conspiracy", "8-4": "attempt"}

# "ATT", "ATTEMPT", and as it is misspelled: "ATTEMT", "ATTMPT", "ATEMPT".
_ATTEMPT: Final = r"(?:ATT(?:E?MP?T?(?:ED)?)?|ATEMPT(?:ED)?)"
_SUFFIX: Final = re.compile(r"[(\[{]\s?" + _ATTEMPT + r"\.?\s?[)\]}]")
_CODE: Final = re.compile(
    r"(?<![A-Z0-9_.])(?:720\s?(?:ILCS)?[- /\\]{0,2}(?:5(?:\.0)?)?|38)[-/\\ (]{1,3}"
    r"(8-[124])(?![0-9.])\)?"
)
# The section of the code alone, its chapter and act cut off; a date ("8-4-2014") is none.
_ALONE: Final = re.compile(r"(?<![\d.])(?<!\d-)(8-[124])(?![\d.]|[-/]\d)(?!\s?G)")
# A number in square brackets is the clerk's code, anything else there what was attempted.
_MORE: Final = re.compile(r"\s{0,3}(?:[-({/\\]|\[(?!\d{4,8}\]))|\s{1,3}\d|[A-Z]")
_FIRST_WORD: Final = re.compile(r"[^A-Z]{0,40}(?:[A-Z]{1,2}[^A-Z]{1,9}){0,3}" + _ATTEMPT + r"\b")
_ANYWHERE: Final = re.compile(
    r"\b" + _ATTEMPT + r"[ .:/-]{1,3}(?:UN\w{1,7} )?(?:POSS|CANN|MANU|MFG|DEL)|"
    r"[-/,:] ?" + _ATTEMPT + r"\W{0,3}$"
)
_CONSPIRING: Final = re.compile(r"\bCONSP")
_SOLICITING: Final = re.compile(r"\bSOLIC")
_CONSPIRACY: Final = re.compile(r"\W{0,20}CONSP(?:IRACY)?\.?(?: TO\b|[-:/])")


class Inchoate(NamedTuple):
    """The ``kind`` of the code at ``start``..``end``; the citation ``under`` it where one shows.

    ``bare``: the code stands alone, the offense underneath is not mentioned.
    """

    kind: str
    start: int
    end: int
    under: Cited | None
    bare: bool


def find_suffix(plain: str) -> tuple[int, int] | None:
    """The place of an "(att)" after a citation."""
    found = _SUFFIX.search(plain) if "ATT" in plain or "ATEMPT" in plain else None
    return found.span() if found else None


def find_inchoate(plain: str, printed: str) -> Inchoate | None:
    """An inchoate code such as 720-5/8-4 and what stands underneath; None where there is none."""
    if "8-" not in plain:
        return None
    code = _CODE.search(plain)
    if code is None:
        return None
    start, end = code.span()
    under = _find_under(plain[end:], printed[end:])
    if under is not None:
        balanced = plain.count("(") == plain.count(")")
        under = under._replace(
            start=under.start + end, end=under.end + end, clean=under.clean and balanced
        )
    else:
        under = find(plain[:start].rstrip("([{ "), printed[:start])
    bare = under is None and _MORE.match(plain, end) is None
    return Inchoate(_KINDS[code[1]], start, end, under, bare)


def find_alone(words: str) -> str | None:
    """The kind of an inchoate code that stands in the ``words`` around a citation, cut short."""
    found = _ALONE.search(words) if "8-" in words else None
    return _KINDS[found[1]] if found else None


def _find_under(plain: str, printed: str) -> Cited | None:
    if (under := find(plain, printed)) is not None:
        return under
    if "550" not in plain:
        return None
    return find_loose(plain, printed) or find_without_chapter(plain, printed)


def name_begins_inchoate(name: str) -> str | None:
    """The kind that the words of a charge say: "ATTEMPT POSSESSION ...", "CONSPIRACY TO ..."."""
    if ("ATT" in name or "ATEMPT" in name) and (_FIRST_WORD.match(name) or _ANYWHERE.search(name)):
        return "attempt"
    if "CONSP" in name and _CONSPIRACY.match(name):
        return "conspiracy"
    return None


def name_holds_inchoate(name: str, cited: Cited | None) -> str | None:
    """The kind that stands somewhere in the words beside a section of the Cannabis Control Act,
    however it is put. Section 9 is a conspiracy itself."""
    if cited is None or cited.act != "550" or cited.section == "9":
        return None
    if _CONSPIRING.search(name):
        return "conspiracy"
    return "solicitation" if _SOLICITING.search(name) else None
