"""Content said shortly looks and reads as it did before."""

from __future__ import annotations

import subprocess
from io import BytesIO

import pytest
from pikepdf import Pdf

from portal.languages import voice
from portal.pdf.compact import compact
from portal.pdf.draw import VARIANT, _lay_out, draw
from portal.service.papers import _papers
from tests.pdf import samples
from tests.pdf.reading import flat, spoken, untracked

BORDER = (
    b"/Artifact\nBMC\nq\n10. 21. m\n90. 21. l\n90. 20. l\n10. 20. l\nW*\nn\n/a1.0 gs\n0 0 0 rg\n"
    b"10. 5. 80. 15. re\n10. 5. 80. 16. re\nf*\nQ\nEMC\n"
)


def gray(pdf: bytes) -> bytes:
    """Every page as it looks."""
    return subprocess.run(
        ["pdftoppm", "-gray", "-r", "90", "-"], input=pdf, capture_output=True, check=True
    ).stdout


@pytest.mark.slow
@pytest.mark.parametrize("id", ["motion", "guide", "reasons", "order"])
def test_a_paper_looks_and_reads_as_the_typesetter_drew_it(id: str) -> None:
    papers = {one.document.id: one for one in _papers(samples.packet(19), voice("en"), {})}
    html = papers[id].sheets[0]
    assert isinstance(html, str)
    before = _lay_out(html).write_pdf(pdf_variant=VARIANT, pdf_identifier=b"x")
    after = draw(html)
    assert len(after) < 0.8 * len(before)
    assert sorted(flat(after).split()) == sorted(flat(before).split())
    assert untracked(after) == []
    one, other = gray(before), gray(after)
    assert len(one) == len(other)
    seen = sum(abs(a - b) > 96 for a, b in zip(one, other, strict=True))
    assert seen < len(one) / 150, "a letter or a line stands elsewhere"


def test_words_at_the_end_of_a_line_stay_apart_from_those_of_the_next() -> None:
    html = '<html lang="en"><title>x</title><p style="width: 60pt">one <b>two</b> three four'
    pdf = draw(f"{html} five six seven eight</p></html>")
    assert spoken(pdf) == "one two three four five six seven eight"


def test_the_side_of_a_border_becomes_a_line_and_those_end_to_end_one() -> None:
    beside = BORDER.replace(b"10. ", b"90. ").replace(b"90. 21. l", b"170. 21. l")
    beside = beside.replace(b"90. 20. l\n90.", b"170. 20. l\n90.")
    assert compact(BORDER) == b"/Artifact BMC\n10 20.5 m\n90 20.5 l\nS\nEMC"
    assert b"10 20.5 m\n170 20.5 l\n" in compact(BORDER + beside)


def test_a_thick_and_a_gray_line_stay_so() -> None:
    gray = BORDER.replace(b"0 0 0 rg", b"0.2 0.2 0.2 rg").replace(b"20. l", b"17. l")
    gray = gray.replace(b"5. 80. 15. re", b"5. 80. 12. re")
    assert compact(gray) == b"/Artifact BMC\n.2 G\n4 w\n10 19 m\n90 19 l\nS\nEMC"


def test_what_is_not_a_plain_border_stays() -> None:
    slanted = BORDER.replace(b"10. 21. m", b"11. 21. m")
    assert compact(slanted).count(b" l\n") == 3
    wider = BORDER.replace(b"10. 5. 80. 16. re", b"9. 5. 82. 16. re")
    assert b"f*" in compact(wider)


TEXT = b"/Span <</MCID %d>> BDC\n0 0 0 rg\nBT\n1 0 0 -1 5. %b Tm\n/F 10 Tf\n[<0041>0] TJ\nET\nEMC\n"


def test_lines_come_before_letters_and_each_line_of_letters_is_placed_from_the_one_before() -> None:
    assert compact(TEXT % (0, b"10.") + BORDER + TEXT % (1, b"24.5")) == (
        b"/Artifact BMC\n10 20.5 m\n90 20.5 l\nS\nEMC\n"
        b"/Span <</MCID 0>> BDC\nBT\n/F 10 Tf\n1 0 0 -1 5 10 Tm\n(\x00A) Tj\nEMC\n"
        b"/Span <</MCID 1>> BDC\n0 -14.5 Td\n(\x00A) Tj\nEMC\nET"
    )


def test_what_our_papers_do_not_have_is_left_as_it_is() -> None:
    page = b"q\n/Image Do\nQ\n" + TEXT % (0, b"10.5")
    assert compact(page) == page.replace(b"[<0041>0] TJ", b"(\x00A) Tj")
    see_through = TEXT.replace(b"BT\n", b"/a0.5 gs\nBT\n") % (0, b"10.")
    assert b"/a0.5 gs" in compact(see_through)


def test_letters_that_mean_something_in_a_string_are_escaped() -> None:
    said = compact(b"[<0028>0<0029>0<005c>0<000d>12<0a41>] TJ\n")
    assert said == b"[(\x00\\(\x00\\)\x00\\\\\x00\\r)10(\\nA)] TJ\n"


def test_pages_that_look_the_same_share_their_content_and_those_alike_a_part_of_it() -> None:
    from portal.service.papers import make

    orders = make(samples.packet(60), "order", voice("en"), {})
    with Pdf.open(BytesIO(orders)) as opened:
        contents = [page.obj.Contents for page in opened.pages]
        firsts, lasts = contents[::2], contents[1::2]
        assert len({last.objgen for last in lasts}) == 1
        second, third = ({one.objgen: one for one in first} for first in firsts[1:3])
        shared = sum(len(second[key].read_bytes()) for key in second.keys() & third.keys())
        assert shared > sum(len(one.read_bytes()) for one in third.values()) / 3
