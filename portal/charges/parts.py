"""Takes one charge string apart: the citation, the code of an attempt, the words around them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from portal.charges.citations import Cited, find, find_loose, find_without_chapter
from portal.charges.inchoate import (
    Inchoate,
    find_alone,
    find_inchoate,
    find_suffix,
    name_begins_inchoate,
    name_holds_inchoate,
)
from portal.charges.names import is_of_cannabis
from portal.charges.text import tidy

# What is left of another citation that could not be read, and what a charge was made to be.
_MORE: Final = re.compile(
    r"(?<!\d)720(?!\d)|ILCS|(?<![\d.])550\s?[/-]\s?\d|\b(?:AMEND|REDUC)\w{1,3} TO\b"
)
_NOUGHT: Final = re.compile(r"(?<=\d)O|(?<=[\dO]\.)O")


class Parts(NamedTuple):
    """What the search of one string gave: the citation, the inchoate kind, and the words around.

    ``cited`` is None where there is none, or more than one; ``hint`` is then what still shows.
    """

    cited: Cited | None
    hint: Cited | None
    inchoate: str | None
    before: str
    after: str
    rest: str


def take_apart(plain: str, printed: str) -> Parts:
    """What stands in the string; ``plain`` and ``printed`` are the same text, place for place."""
    suffix = find_suffix(plain)
    if suffix is not None:
        # An "(att)" counts as read: blanks stand in its place.
        blanks = " " * (suffix[1] - suffix[0])
        plain = plain[: suffix[0]] + blanks + plain[suffix[1] :]
        printed = printed[: suffix[0]] + blanks + printed[suffix[1] :]
    inchoate = find_inchoate(plain, printed)
    if inchoate is not None and not inchoate.bare:
        return _take_under(plain, printed, inchoate)
    kind = inchoate.kind if inchoate is not None else ("attempt" if suffix is not None else None)
    cited, hint = _find_any(plain, printed), None
    second = _second(plain, printed, cited) if cited is not None else None
    if cited is not None and second is not None:
        if same_law(cited, second):
            cited = cited._replace(old=cited.old or second.old)
        else:
            hint = cited if _same_act(cited, second) else None
            cited = None
    if cited is None:
        kind = kind or name_begins_inchoate(plain)
        return Parts(None, hint, kind, "", plain, tidy(printed))
    before, after = plain[: cited.start], plain[cited.end :]
    if inchoate is not None and ("550" in before or "550" in after):
        cited = cited._replace(clean=False)  # what was attempted may be cited there
    words = f"{before} {after}" if before else after
    if second is None and speaks_of_more(words):
        cited = cited._replace(clean=False)
    if kind is None and (kind := find_alone(words)) is not None:
        cited = cited._replace(clean=False)  # "720-550/5(d) (8-4)": half of a code, half a guess
    kind = kind or name_begins_inchoate(words)
    if kind is None and (kind := name_holds_inchoate(words, cited)) is not None:
        cited = cited._replace(clean=False)
    return Parts(cited, None, kind, before, after, _rest(printed, cited.start, cited.end))


def _find_any(plain: str, printed: str) -> Cited | None:
    cited = find(plain, printed)
    if cited is None and "550" in plain:
        cited = find_loose(plain, printed) or find_without_chapter(plain, printed)
    if cited is None and is_of_cannabis(plain):
        cited = find_without_chapter(plain, printed)
    if cited is None and (noughts := _NOUGHT.sub("0", plain)) != plain:
        # "72O ILCS 55O/4(d)"; all of it stays in the rest, no field stands for the letters
        cited = find_loose(noughts, printed)
        cited = cited and cited._replace(start=0, end=0)
    return cited


def _take_under(plain: str, printed: str, inchoate: Inchoate) -> Parts:
    """An attempt, solicitation or conspiracy: the citation is that of the offense underneath."""
    under = inchoate.under
    of_cannabis = under is not None and under.act == "550" and under.section is not None
    from_old_code = plain.startswith("38", inchoate.start)
    if under is None or not (of_cannabis or (under.clean and under.act and not from_old_code)):
        # What is attempted is not cited in full: the whole string stays unread.
        hint = under if under is not None and not from_old_code else None
        return Parts(None, hint, inchoate.kind, "", plain, tidy(printed))
    if from_old_code:
        under = under._replace(clean=False)
    first, second = sorted(((inchoate.start, inchoate.end), (under.start, under.end)))
    pieces = (printed[: first[0]], printed[first[1] : second[0]], printed[second[1] :])
    rest = tidy(" ".join(map(_without_brackets, pieces)))
    before, after = plain[: first[0]], plain[second[1] :]
    return Parts(under, None, inchoate.kind, before, after, rest)


def _without_brackets(piece: str) -> str:
    """The piece without the brackets and strokes that only held the two citations together."""
    return piece.lstrip(")}") if any(map(str.isalnum, piece)) else piece.strip("(){}/\\- ")


def _rest(printed: str, start: int, end: int) -> str:
    if start == 0:
        return " ".join(printed[end:].split())
    return " ".join(f"{printed[:start]} {printed[end:]}".split())


def speaks_of_more(words: str) -> bool:
    """Whether the words around a citation speak of another one, in whatever writing."""
    likely = "720" in words or "550" in words or "ILCS" in words or "ED TO" in words
    return likely and _MORE.search(words) is not None


def _second(plain: str, printed: str, cited: Cited) -> Cited | None:
    """Another citation in the same string; sought only where a stroke or an old chapter shows."""
    tail = plain[cited.end :]
    if "/" in tail or "\\" in tail or "ILCS" in tail or "56" in tail or "38" in tail:
        return find(plain, printed, cited.end)
    return None


def _same_act(one: Cited, other: Cited) -> bool:
    return (one.chapter, one.act) == (other.chapter, other.act)


def same_law(one: Cited | None, other: Cited) -> bool:
    if one is None or one.section is None:
        return False
    if not _same_act(one, other) or one.section != other.section:
        return False
    return other.subsection is None or one.subsection == other.subsection
