"""Takes one charge string apart: the citation, the code of an attempt, the words around them."""

from __future__ import annotations

from typing import NamedTuple

from portal.charges.citations import Cited, find, find_loose, find_without_chapter
from portal.charges.inchoate import Inchoate, find_inchoate, find_suffix, name_begins_inchoate
from portal.charges.names import is_of_cannabis
from portal.charges.text import tidy


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
    suffix = find_suffix(plain)
    inchoate = find_inchoate(plain, printed)
    if inchoate is not None and not inchoate.bare:
        return _take_under(plain, printed, inchoate, suffix)
    kind = inchoate.kind if inchoate is not None else None
    if suffix is not None and kind is None:
        kind = "attempt"
    cited = find(plain, printed)
    hint = None
    if cited is None and "550" in plain:
        cited = find_loose(plain, printed)
    if cited is None and is_of_cannabis(plain):
        cited = find_without_chapter(plain, printed)
    if cited is not None and (second := _second(plain, printed, cited)) is not None:
        if same_law(cited, second):
            cited = cited._replace(old=cited.old or second.old)
        else:
            hint = cited if _same_act(cited, second) else None
            cited = None
    if cited is None:
        kind = kind or name_begins_inchoate(plain)
        return Parts(None, hint, kind, "", plain, tidy(printed))
    before, after, rest = _around(plain, printed, (cited.start, cited.end), suffix)
    kind = kind or name_begins_inchoate(f"{before} {after}" if before else after)
    return Parts(cited, None, kind, before, after, rest)


def _take_under(
    plain: str, printed: str, inchoate: Inchoate, suffix: tuple[int, int] | None
) -> Parts:
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
    rest = tidy(" ".join(_without_brackets(piece) for piece in pieces))
    before, after, _ = _around(plain, printed, (first[0], second[1]), suffix)
    return Parts(under, None, inchoate.kind, before, after, rest)


def _without_brackets(piece: str) -> str:
    """The piece without the brackets and strokes that only held the two citations together."""
    return piece.strip("(){}/\\- ") if not any(map(str.isalnum, piece)) else piece.lstrip(")}")


def _around(
    plain: str, printed: str, place: tuple[int, int], suffix: tuple[int, int] | None
) -> tuple[str, str, str]:
    """The plain words before and after the citation, and the printed ones as ``rest``."""
    start, end = place
    if suffix is None:
        left, right = printed[:start], printed[end:]
        rest = " ".join(f"{left} {right}".split()) if left else " ".join(right.split())
        return plain[:start], plain[end:], rest
    if suffix[0] >= end:
        right = f"{printed[end : suffix[0]]} {printed[suffix[1] :]}"
        after = f"{plain[end : suffix[0]]} {plain[suffix[1] :]}"
        return plain[:start], after, tidy(f"{printed[:start]} {right}")
    left = f"{printed[: suffix[0]]} {printed[suffix[1] : start]}"
    return plain[:start], plain[end:], tidy(f"{left} {printed[end:]}")


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
