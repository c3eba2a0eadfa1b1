"""The marks by which the tags of a PDF know their text, page by page, numbered without gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pikepdf import Array, Object, Pdf, Stream

from portal.pdf.compact import compact

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC\n")
_PLACED = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm\n")
_END = b"EMC\n"
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n"

Owners = Mapping[int, Object]
"""The tag that owns each marked piece of text on a page."""


def mark_anew(pdf: Pdf, page: Object, owners: Owners) -> list[Object]:
    """Write the marks of a page anew, and its content shorter; return the owner of each new mark.

    What nobody owns becomes an artifact. Text that follows text of the same owner, on the page and
    in the tags, is one piece with it where both are on one line.
    """
    streams = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
    numbers: dict[int, int] = {}
    content = b"".join(_marked(b"".join(one.read_bytes() for one in streams), owners, numbers))
    page.Contents = Stream(pdf, compact(content))
    found: dict[int, Object] = {}
    for old, owner in owners.items():
        found[numbers[old]] = owner
    for owner in {owner.objgen: owner for owner in owners.values()}.values():
        kids: Iterable[Object | int] = owner.K
        owner.K = Array(_once(numbers[kid] if isinstance(kid, int) else kid for kid in kids))
    return [found[number] for number in range(len(found))]


def _marked(content: bytes, owners: Owners, numbers: dict[int, int]) -> Iterator[bytes]:
    """The content piece by piece; fills ``numbers`` with the new number of each old mark."""
    places = _places(owners)
    at, before = 0, -1
    for mark in _MARK.finditer(content):
        piece, here = content[at : mark.start()], int(mark[1])
        at = mark.end()
        on = _PLACED.search(content, at)
        if before >= 0 and _follows(places, before, here) and _is_one_line(piece, on):
            yield piece.removesuffix(_END)
            if here in owners:
                numbers[here] = numbers[before]
        else:
            yield piece
            if here in owners:
                numbers[here] = len(set(numbers.values()))
            yield b"/Span <</MCID %d>> BDC\n" % numbers[here] if here in owners else _ARTIFACT
        before = here
    yield content[at:]


def _places(owners: Owners) -> dict[int, tuple[object, int]]:
    """Where each mark stands among the children of its owner."""
    listed: dict[object, Iterable[Object | int]] = {
        owner.objgen: owner.K for owner in owners.values()
    }
    return {
        kid: (owner, place)
        for owner, kids in listed.items()
        for place, kid in enumerate(kids)
        if isinstance(kid, int)
    }


def _is_one_line(piece: bytes, on: re.Match[bytes] | None) -> bool:
    """Whether a mark's text ends right where the next mark begins, on the same line.

    At the end of a line the space between two words is left out, and the end of the mark stands
    for it. Where the next stands before the last, as from right to left, each stays by itself, or
    readers would put their letters in an order of their own.
    """
    placed = _PLACED.findall(piece)
    if not (placed and on and piece.endswith(_END) and piece.count(_END) == 1):
        return False
    across, down = placed[-1]
    return b"BMC" not in piece and down == on[2] and float(across) < float(on[1])


def _follows(places: Mapping[int, tuple[object, int]], before: int, here: int) -> bool:
    if before not in places or here not in places:
        return before not in places and here not in places
    (owner, place), (other, next_place) = places[before], places[here]
    return owner == other and next_place == place + 1


def _once(kids: Iterable[Object | int]) -> list[Object | int]:
    """Without a number that was just named."""
    listed: list[Object | int] = []
    for kid in kids:
        if not (isinstance(kid, int) and listed and listed[-1] == kid):
            listed.append(kid)
    return listed
