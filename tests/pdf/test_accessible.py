"""Every paper in every language, short and long: nothing that a checker of PDF/UA finds wrong."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from pikepdf import Array, Name, Pdf

from portal.languages import offered, voice
from portal.packet.documents import BY_ID, documents_for
from portal.pdf.box import BOX
from portal.service.papers import everything, make
from tests.pdf import samples
from tests.pdf.reading import elements, flat, problems, spoken, untracked

COUNTS = (1, 19, 60)
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
    assert problems(pdf, "warning") == []
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
    assert problems(pdf, "warning") == []
    assert untracked(pdf) == []


def test_of_several_orders_each_says_which_it_is_and_the_court_is_read_out_once() -> None:
    pdf = make(packet(60), "order", voice("en"), {})
    heard, seen = spoken(pdf), flat(pdf)
    for at in (2, 3, 4):
        assert heard.count(f"Order {at} of 4. Request of:") == 1
    assert (heard.count("For court use only"), seen.count("For court use only")) == (1, 4)
    with Pdf.open(BytesIO(pdf)) as opened:
        assert sum(one.S == Name.H1 for one in elements(opened.Root.StructTreeRoot)) == 4


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
