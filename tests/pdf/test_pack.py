"""A PDF written anew is the same PDF, and smaller."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String
from pypdf import PdfReader

from portal.languages import voice
from portal.pdf.pack import packed
from portal.service.papers import make
from tests.pdf import samples
from tests.pdf.reading import flat, problems, spoken, untracked

ODD = (
    "12 0 R",
    "(12 0 R) \\",
    "two\nlines\r",
    "<< /A [ 1 0 R ] >>",
    "Łódź, 1 0 R",
    "\u202b(abc",
)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return make(samples.packet(19), "motion", voice("en"), {})


def written(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate, recompress_flate=True)
    return out.getvalue()


def test_it_says_and_tags_the_same_in_fewer_bytes(paper: bytes) -> None:
    with Pdf.open(BytesIO(paper)) as opened:
        anew = packed(opened)
        assert len(anew) < len(written(opened))
        assert packed(opened) == anew
    assert flat(anew) == flat(paper)
    assert spoken(anew) == spoken(paper)
    assert untracked(anew) == []
    assert problems(anew) == []


def test_readers_find_every_object(paper: bytes) -> None:
    with Pdf.open(BytesIO(paper)) as opened:
        anew = packed(opened)
    with Pdf.open(BytesIO(anew)) as again:
        assert again.check_pdf_syntax() == []
        assert again.get_warnings() == []
    read = PdfReader(BytesIO(anew), strict=True)
    assert [page.extract_text() for page in read.pages] == [
        page.extract_text() for page in PdfReader(BytesIO(paper), strict=True).pages
    ]


def test_what_looks_like_a_reference_in_a_text_is_left_alone() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    strings = Array([String(one) for one in ODD])
    pdf.Root.Odd = pdf.make_indirect(Dictionary(Said=strings, Bytes=String(bytes(range(256)))))
    pdf.Root.Many = Array([pdf.make_indirect(Dictionary(At=at, S=Name.P)) for at in range(250)])
    with Pdf.open(BytesIO(packed(pdf))) as again:
        assert tuple(map(str, again.Root.Odd.Said)) == ODD
        assert bytes(again.Root.Odd.Bytes) == bytes(range(256))
        assert [int(one.At) for one in again.Root.Many] == list(range(250))
