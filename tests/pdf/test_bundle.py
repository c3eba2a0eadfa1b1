"""Several PDFs in one: nothing lost of pages, text, tags, languages, and no font twice."""

from __future__ import annotations

import gettext
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from babel import Locale
from pikepdf import Array, Dictionary, Name, Pdf, String

from portal.languages import Language, Voice, voice
from portal.pdf.bundle import bundle, count_pages, count_sheets, rename
from portal.service.papers import make
from tests.pdf import samples
from tests.pdf.reading import (
    elements,
    flat,
    fonts_of,
    pages_of,
    problems,
    spoken,
    text_of,
    untracked,
)

EN = voice("en")
OTHER = Voice(
    Language(tag="es", name="Español", english_name="Spanish"),
    gettext.NullTranslations(),
    Locale.parse("es"),
)

NAMES = ["Next steps", "Motion", "Guide to the court papers", "Proposed order"]


@pytest.fixture(scope="module")
def parts() -> list[bytes]:
    packet = samples.packet(2)
    return [make(packet, id, OTHER, {}) for id in ("next-steps", "motion", "guide", "order")]


@pytest.fixture(scope="module")
def whole(parts: list[bytes]) -> bytes:
    return bundle(parts, NAMES, "Fresh Page – Your papers", "es")


def test_every_page_and_every_word_is_there_in_order(parts: list[bytes], whole: bytes) -> None:
    assert count_pages(whole) == sum(map(pages_of, parts))
    assert flat(whole) == " ".join(map(flat, parts))
    assert spoken(whole) == " ".join(map(spoken, parts))


def test_each_part_keeps_its_language(whole: bytes) -> None:
    with Pdf.open(BytesIO(whole)) as opened:
        (document,) = opened.Root.StructTreeRoot.K
        assert str(document.S) == "/Document"
        assert [str(part.S) for part in document.K] == ["/Part"] * 4
        assert [str(part.Lang) for part in document.K] == ["es", "en", "es", "en"]
        assert str(opened.Root.Lang) == "es"


def test_tags_and_marks_still_belong_together(whole: bytes) -> None:
    assert untracked(whole) == []
    assert problems(whole) == []


def test_header_names_are_unique_and_every_reference_finds_one(parts: list[bytes]) -> None:
    """Our tables need no names for their headers; those of the court's forms have them."""
    named = [with_names(parts[1]), with_names(parts[1])]
    whole = bundle(named, ["One", "Two"], "Both", "en")
    with Pdf.open(BytesIO(whole)) as opened:
        found = list(elements(opened.Root.StructTreeRoot))
        names = [str(one.ID) for one in found if "/ID" in one]
        looks = [one.A for one in found if isinstance(one.get("/A"), Dictionary)]
        wanted = {str(name) for one in looks for name in one.get("/Headers", Array())}
    assert len(names) == len(set(names)) == 10
    assert wanted
    assert wanted <= set(names)


def with_names(pdf: bytes) -> bytes:
    """The same, with cells that name their headers."""
    with Pdf.open(BytesIO(pdf)) as opened:
        for at, one in enumerate(elements(opened.Root.StructTreeRoot)):
            if str(one.S) == "/TH":
                one.ID = String(f"h{at}")
                last = one.ID
            elif str(one.S) == "/TD":
                one.A = Dictionary(O=Name.Table, Headers=Array([String(str(last))]))
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def test_each_part_has_a_bookmark_at_its_first_page(parts: list[bytes], whole: bytes) -> None:
    with Pdf.open(BytesIO(whole)) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
        pages = [opened.pages.index(item.destination[0]) for item in outline.root]
    assert titles == NAMES
    first = [0]
    for part in parts[:-1]:
        first.append(first[-1] + pages_of(part))
    assert pages == first


def test_no_font_is_embedded_twice_and_all_are(parts: list[bytes], whole: bytes) -> None:
    names = [row[0] for row in fonts_of(whole)]
    assert len(names) == len(set(names)) == 3
    assert all(row[-5] == "yes" for row in fonts_of(whole))
    assert len(whole) < 0.75 * sum(map(len, parts))


@pytest.mark.parametrize("tag", ["es", "zh-Hans"])
def test_letters_made_of_others_do_not_split_a_font(tag: str) -> None:
    """An accented letter is made of two glyphs, and one paper uses more of them than another."""
    filer = replace(samples.FILER, name="Łukasz Żółć", other_names="Nguyễn Thị Hồng Nhung")
    packet = samples.packet(1, filer=filer)
    ids = ("motion", "guide", "record")
    parts = [make(packet, id, voice(tag), {}) for id in ids]
    whole = bundle(parts, ids, "x", tag)
    names = [row[0] for row in fonts_of(whole)]
    assert len(names) == len(set(names))
    assert flat(whole) == " ".join(map(flat, parts))
    alike = looks(whole) == b"".join(map(looks, parts))
    assert alike


def looks(pdf: bytes) -> bytes:
    """Every page in black and white."""
    return subprocess.run(
        ["pdftoppm", "-mono", "-aaVector", "no", "-r", "60", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout


def test_the_same_parts_give_the_same_bytes(parts: list[bytes], whole: bytes) -> None:
    assert bundle(parts, NAMES, "Fresh Page – Your papers", "es") == whole


def test_the_title_shows_and_no_date_does(whole: bytes) -> None:
    with Pdf.open(BytesIO(whole)) as opened:
        assert str(opened.docinfo["/Title"]) == "Fresh Page – Your papers"
        assert set(opened.docinfo.keys()) <= {"/Title", "/Producer"}
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid:part" in opened.Root.Metadata.read_bytes()
        assert b"Date" not in opened.Root.Metadata.read_bytes()


def test_a_part_without_tags_is_taken_as_it_is(parts: list[bytes]) -> None:
    bare = Pdf.new()
    bare.add_blank_page(page_size=(612, 792))
    out = BytesIO()
    bare.save(out)
    both = bundle([out.getvalue(), parts[0]], ["Blank", "Steps"], "Two", "en")
    assert count_pages(both) == 1 + pages_of(parts[0])
    assert text_of(parts[0]) in text_of(both)
    with Pdf.open(BytesIO(both)) as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Blank", "Steps"]
        assert b"pdfuaid:part" not in opened.Root.Metadata.read_bytes()


def test_a_bundle_can_be_bundled_again(parts: list[bytes]) -> None:
    inner = bundle(parts[:2], NAMES[:2], "Inner", "en")
    outer = bundle([inner, parts[2]], ["Inner", "Guide"], "Outer", "en")
    assert untracked(outer) == []
    assert problems(outer) == []
    with Pdf.open(BytesIO(outer)) as opened:
        languages = [
            str(one.Lang) for one in elements(opened.Root.StructTreeRoot) if "/Lang" in one
        ]
    assert languages == ["en", "es", "en", "es"]


def test_nothing_cannot_be_bundled() -> None:
    with pytest.raises(ValueError, match="nothing to bundle"):
        bundle([], [], "Empty", "en")


@pytest.mark.parametrize(
    ("pages", "duplex", "sheets"),
    [(0, True, 0), (1, False, 1), (1, True, 1), (2, True, 1), (3, True, 2), (3, False, 3)],
)
def test_sheets_are_counted_on_one_side_and_on_both(pages: int, duplex: bool, sheets: int) -> None:
    assert count_sheets(pages, duplex=duplex) == sheets


def test_a_renamed_paper_keeps_its_claim_its_tags_and_its_bytes() -> None:
    paper = make(samples.packet(), "record", voice("en"), {})
    named = rename(paper, "Fresh Page – 3F9K2M")
    with Pdf.open(BytesIO(named)) as opened:
        assert str(opened.docinfo["/Title"]) == "Fresh Page – 3F9K2M"
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"] == "Fresh Page – 3F9K2M"
            assert metadata["pdfuaid:part"] == "1"
        assert "/StructTreeRoot" in opened.Root
    assert rename(paper, "Fresh Page – 3F9K2M") == named
