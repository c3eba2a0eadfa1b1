"""Every paper in every language, short and long: nothing that a checker of PDF/UA finds wrong."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from pikepdf import Array, Name, Pdf

from portal.languages import offered, voice
from portal.packet.documents import BY_ID, documents_for
from portal.pdf.box import BOX
from portal.pdf.subset import by_name
from portal.service.papers import _papers, everything, make
from tests.pdf import samples
from tests.pdf.reading import elements, problems, untracked

COUNTS = (1, 19, 60)
JOINED = {"ar": "Noto-Naskh-Arabic", "ur": "Noto-Nastaliq-Urdu"}
"""Languages whose letters are drawn in several forms, and the font that has them."""
ONE_LETTER = re.compile(
    r"TXT-004: font \w+\+([\w-]+): \d+ different codes all map to U\+\w{4} '(\w)'"
)
TAGS = tuple(language.tag for language in offered())
pytestmark = pytest.mark.slow


@cache
def packet(count: int) -> samples.Packet:
    return samples.packet(count)


def pairs() -> list[tuple[str, str]]:
    """Each paper in each language; what offices read is in English only."""
    ids = [document.id for document in documents_for(packet(19))]
    return [(id, tag) for id in ids for tag in TAGS if tag == "en" or not BY_ID[id].english]


@pytest.mark.parametrize(("id", "tag"), pairs())
@pytest.mark.parametrize("count", COUNTS)
def test_a_checker_finds_neither_an_error_nor_a_warning(id: str, tag: str, count: int) -> None:
    if BY_ID[id] not in documents_for(packet(count)):
        pytest.skip("a packet of one case has no such paper")
    pdf = make(packet(count), id, voice(tag), {})
    assert problems(pdf) == []
    found = warnings(pdf, tag)
    if (id, count) in REPEATED:
        found = [one for one in found if not one.startswith("PAG-001")]
        for sheet in sheets(id, tag, count):
            assert warnings(sheet, tag) == []
    assert found == []
    assert untracked(pdf) == []
    with Pdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == ("en" if BY_ID[id].english else tag)
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert all(page.obj.Tabs == Name.S for page in opened.pages)
        with opened.open_outline() as outline:
            assert outline.root, "no bookmarks"
        tags = {str(one.S): "/Alt" in one for one in elements(opened.Root.StructTreeRoot)}
    assert "/H1" in tags
    assert tags.get("/Figure", True), "a picture without words"


@pytest.mark.parametrize("tag", TAGS)
def test_all_papers_in_one_are_as_good(tag: str) -> None:
    pdf = everything(packet(19), voice(tag), {})
    assert problems(pdf) == []
    assert warnings(pdf, tag) == []
    assert untracked(pdf) == []


REPEATED = {("additional-convictions", 60), ("order", 60)}
"""Where one file holds the same form three times or more. Each is a paper of its own, with the head
that a court paper has; to a checker, what stands at the top of three pages is a running head. As an
artifact it would not be read out, and nobody would hear where the next paper begins."""


def sheets(id: str, tag: str, count: int) -> list[bytes]:
    """Each sheet of a paper as a file of its own."""
    papers = {one.document.id: one for one in _papers(packet(count), voice(tag), {})}
    return [one.result() for one in papers[id].draw()]


def warnings(pdf: bytes, tag: str) -> list[str]:
    """What a checker warns of. That the forms of one joined letter all stand for it is right."""
    found = []
    for one in problems(pdf, "warning"):
        said = ONE_LETTER.fullmatch(one)
        if tag in JOINED and said and said[1].removesuffix("-Bold") == JOINED[tag]:
            assert glyphs_of(pdf, said[1], said[2]) <= forms(said[1], said[2])
        else:
            found.append(one)
    return found


def glyphs_of(pdf: bytes, font: str, letter: str) -> set[int]:
    """The glyphs that a PDF says are this letter."""
    code = letter.encode("utf-16-be").hex().encode()
    with Pdf.open(BytesIO(pdf)) as opened:
        used = [
            one
            for page in opened.pages
            for one in page.obj.Resources.Font.values()
            if str(one.BaseFont).endswith(f"+{font}")
        ]
        listed = b"".join(one.ToUnicode.read_bytes() for one in used)
    return {int(glyph, 16) for glyph in re.findall(rb"<(\w{4})> <%b>\n" % code, listed)}


def forms(font: str, letter: str) -> set[int]:
    """The glyphs that the font's own rules put in the place of a letter, one for one."""
    with TTFont(by_name()[font]) as read:
        known = {read.getBestCmap()[ord(letter)]}
        lookups = [
            getattr(table, "ExtSubTable", table)
            for lookup in read["GSUB"].table.LookupList.Lookup
            for table in lookup.SubTable
        ]
        rules = [table.mapping for table in lookups if table.LookupType == 1]
        while more := {rule[one] for rule in rules for one in known if one in rule} - known:
            known |= more
        return {read.getGlyphID(name) for name in known}


def test_a_letter_that_is_not_joined_is_no_form_of_one_that_is() -> None:
    assert len(forms("Noto-Naskh-Arabic", "ل")) >= 6
    assert not forms("Noto-Naskh-Arabic", "ل") & forms("Noto-Naskh-Arabic", "ن")


def test_every_header_of_a_table_says_that_it_is_for_its_column() -> None:
    with Pdf.open(BytesIO(make(packet(1), "motion", voice("en"), {}))) as opened:
        headers = [one for one in elements(opened.Root.StructTreeRoot) if one.S == Name.TH]
        assert len(headers) == 5
        assert {str(one.A.Scope) for one in headers} == {"/Column"}


def test_an_email_address_is_a_link_that_is_printed_and_read_as_the_address() -> None:
    with Pdf.open(BytesIO(make(packet(1), "motion", voice("en"), {}))) as opened:
        links = [one for page in opened.pages for one in page.obj.get("/Annots", Array())]
        (link,) = links
        assert str(link.A.URI) == "mailto:d.calloway@example.org"
        assert str(link.Contents) == "d.calloway@example.org"
        assert int(link.F) & 4


def test_the_checker_is_not_deaf() -> None:
    said = BOX.draw('<html lang="en"><title>x</title><h3>x</h3><img src="x.png">').result()
    assert problems(said) + problems(said, "warning")
