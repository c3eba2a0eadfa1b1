"""What pages of a PDF have in common is in it once."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix

from pikepdf import Array, Dictionary, Object, Pdf, Stream

_END = b"EMC\n"
_STREAMS = {"/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode"}
_WORTH = 2_000
"""Bytes of content, before they are made small, that are worth a stream of their own."""


def share(pdf: Pdf) -> None:
    """Let pages that look alike, such as those of two orders, share what they have, in place.

    The content of a page may stand in several streams: what it begins or ends with as another page
    does becomes one that both have. The court's own forms bring their fonts each time.
    """
    _share_fonts(pdf)
    resources: dict[bytes, Object] = {}
    pages = [page.obj for page in pdf.pages]
    for page in pages:
        used = page.Resources
        page.Resources = resources.setdefault(used.unparse(resolved=True), pdf.make_indirect(used))
    _share_pieces(pages)
    plain = [page for page in pages if isinstance(page.Contents, Stream)]
    contents = [page.Contents.read_bytes().split(_END) for page in plain]
    different = {tuple(pieces): pieces for pieces in contents}
    streams: dict[bytes, Object] = {}
    for page, pieces in zip(plain, contents, strict=True):
        made = []
        for part in _parts(pieces, different.values()):
            if part not in streams:
                streams[part] = pdf.make_indirect(Stream(pdf, part))
            made.append(streams[part])
        page.Contents = made[0] if len(made) == 1 else Array(made)


def _share_pieces(pages: list[Dictionary]) -> None:
    """Where the content of pages stands in several streams already: each of those once."""
    streams: dict[bytes, Object] = {}
    for page in pages:
        if isinstance(page.Contents, Array):
            page.Contents = Array(streams.setdefault(_whole(one), one) for one in page.Contents)


def _share_fonts(pdf: Pdf) -> None:
    streams: dict[bytes, Object] = {}
    fonts = {
        font.objgen: font
        for page in pdf.pages
        for font in page.obj.Resources.get("/Font", Dictionary()).values()
    }
    for font in fonts.values():
        described = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", Dictionary())
        for owner in (font, described):
            for key in owner.keys() & _STREAMS:
                stream = owner[key]
                if isinstance(stream, Stream):
                    owner[key] = streams.setdefault(_whole(stream), stream)


def _whole(stream: Object) -> bytes:
    return stream.stream_dict.unparse() + stream.read_raw_bytes()


def _parts(pieces: list[bytes], others: Iterable[list[bytes]]) -> list[bytes]:
    """What a page shares with the one most like it: its beginning, and its end; and between, what
    it has alone."""
    alike = (_alike(pieces, other) for other in others if other != pieces)
    begin, end = max(alike, key=lambda both: len(both[0]) + len(both[1]), default=(b"", b""))
    whole = _END.join(pieces)
    parts = [begin, whole[len(begin) : len(whole) - len(end)], end]
    return [part for part in parts if part]


def _alike(pieces: list[bytes], other: list[bytes]) -> tuple[bytes, bytes]:
    """What both begin with, and what both end with, where that is worth it."""
    head = len(commonprefix([pieces, other]))
    tail = len(commonprefix([pieces[:head:-1], other[:head:-1]]))
    begin = b"".join(piece + _END for piece in pieces[:head])
    end = _END.join(pieces[len(pieces) - tail :])
    return begin if len(begin) >= _WORTH else b"", end if len(end) >= _WORTH else b""
