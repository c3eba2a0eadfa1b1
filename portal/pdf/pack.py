"""A PDF written as small as it can be: what is alike stands together."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise

from pikepdf import Dictionary, Object, ObjectStreamMode, Pdf, Stream

_TOGETHER = 100
"""Objects in one stream, as many as readers are used to."""
_MOST = 4_000
"""Objects, more than our own papers of 60 cases have. A packet of the court's own forms is large by
their fonts; to sort what else is in it takes a quarter of a second and gains a fortieth."""
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) 0 R| ?(<<|>>|\[|\]|/) ?", re.DOTALL)
"""A string, which is left alone; a reference; or what needs no space around it."""
_ROW = 5  # bytes of an entry in the table of objects: kind, place or stream, place in the stream


def packed(pdf: Pdf) -> bytes:
    """The bytes of ``pdf``; the same one, the same bytes.

    Tags are many small objects that differ by their numbers only. Sorted by what they are, and
    numbered in that order, they take a tenth less than in the order in which they are come upon.
    """
    if len(pdf.objects) > _MOST:
        return _saved(pdf, ObjectStreamMode.generate).getvalue()
    with Pdf.open(_saved(pdf, ObjectStreamMode.disable)) as opened:
        return _Packer(opened).content()


def _saved(pdf: Pdf, mode: ObjectStreamMode) -> BytesIO:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=mode)
    return out


class _Packer:
    """Objects in two heaps: streams, and all others in streams of their own; then the table."""

    def __init__(self, pdf: Pdf) -> None:
        things = list(pdf.objects)
        self._streams = [one for one in things if isinstance(one, Stream)]
        self._others = sorted(
            (one for one in things if not isinstance(one, Stream)), key=lambda one: _kind(one)
        )
        ordered = (*self._streams, *self._others)
        self._numbers = {one.objgen[0]: at for at, one in enumerate(ordered, 1)}
        self._trailer = pdf.trailer
        self._out = bytearray(b"%%PDF-%b\n%%\xbf\xf7\xa2\xfe\n" % pdf.pdf_version.encode())
        self._entries = [(0, 0, 255)]

    def content(self) -> bytes:
        for number, one in enumerate(self._streams, 1):
            (said,) = self._said([one.stream_dict])
            self._entries.append((1, len(self._out), 0))
            self._write(number, said, one.read_raw_bytes())
        last = len(self._streams) + len(self._others)
        heaps = [self._others[at : at + _TOGETHER] for at in range(0, len(self._others), _TOGETHER)]
        for number, heap in enumerate(heaps, last + 1):
            self._entries += [(2, number, at) for at in range(len(heap))]
        for number, heap in enumerate(heaps, last + 1):
            self._entries.append((1, len(self._out), 0))
            self._write(number, *self._heap(heap))
        return self._closed()

    def _said(self, things: Sequence[Object]) -> list[bytes]:
        """Things in the new numbers, without needless spaces; no line ends in one of them."""
        said = b"\n".join(one.unparse(resolved=True) for one in things)
        return _TOKEN.sub(self._token, said).split(b"\n")

    def _token(self, found: re.Match[bytes]) -> bytes:
        reference, mark = found.groups()
        return b"%d 0 R" % self._numbers[int(reference)] if reference else mark or found[0]

    def _heap(self, heap: Sequence[Object]) -> tuple[bytes, bytes]:
        """Several objects as one stream: what it says of itself, and its bytes."""
        said = self._said(heap)
        head, at = [], 0
        for one, text in zip(heap, said, strict=True):
            head.append(b"%d %d" % (self._numbers[one.objgen[0]], at))
            at += len(text) + 1
        first = b" ".join(head) + b"\n"
        small = zlib.compress(first + b"\n".join(said), 9)
        of_itself = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>"
        return of_itself % (len(heap), len(first), len(small)), small

    def _write(self, number: int, said: bytes, raw: bytes) -> None:
        self._out += b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, said, raw)

    def _closed(self) -> bytes:
        """All, with the table of where each object is, and its end."""
        begin, number = len(self._out), len(self._entries)
        self._entries.append((1, begin, 0))
        rows = [
            kind.to_bytes(1) + place.to_bytes(3) + at.to_bytes(1)
            for kind, place, at in self._entries
        ]
        small = zlib.compress(b"".join(_differences(rows)), 9)
        kept = {
            key: self._trailer[key] for key in ("/Root", "/Info", "/ID") if key in self._trailer
        }
        of_itself = b"<</Type/XRef/W[1 3 1]/Size %d%b/Filter/FlateDecode%b/Length %d>>"
        filtered = b"/DecodeParms<</Predictor 12/Columns %d>>" % _ROW
        said = b"".join(
            key.encode() + b" " + _TOKEN.sub(self._token, value.unparse())
            for key, value in kept.items()
        )
        self._write(number, of_itself % (number + 1, said, filtered, len(small)), small)
        return bytes(self._out + b"startxref\n%d\n%%%%EOF\n" % begin)


def _kind(thing: Object) -> str:
    if not isinstance(thing, Dictionary):
        return "array"
    return str(thing.get("/S", thing.get("/Type", "")))


def _differences(rows: list[bytes]) -> Iterator[bytes]:
    """Each row as what it differs by from the one above (PNG's filter "up")."""
    for above, row in pairwise((bytes(_ROW), *rows)):
        yield b"\x02" + bytes((one - other) % 256 for one, other in zip(row, above, strict=True))
