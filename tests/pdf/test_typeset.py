"""The typeset papers, read back out of real PDFs."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO

import pytest
from pikepdf import Pdf

from portal.filing import Filer, Statements
from portal.languages import voice
from portal.packet.contents import Ages, Packet
from portal.packet.documents import documents_for
from portal.pdf import fonts
from portal.service.papers import make
from tests.pdf import samples
from tests.pdf.reading import (
    CHECKED,
    EMPTY,
    flat,
    fonts_of,
    letters_of,
    lines_of,
    pages_of,
    problems,
    spoken,
    text_of,
    untracked,
)

EN = voice("en")
NAMES = ("Łukasz Żółć", "Nguyễn Thị Ánh", "O'Brien-García Jr.", "Ngọc-Ánh Đặng", "Şükrü Yılmaz")


def paper(packet: Packet, id: str) -> bytes:
    return make(packet, id, EN, {})


@pytest.fixture(scope="module")
def whole() -> Packet:
    return samples.packet(3)


@pytest.fixture(scope="module")
def made(whole: Packet) -> dict[str, bytes]:
    return {one.id: paper(whole, one.id) for one in documents_for(whole)}


@pytest.mark.parametrize("id", ["motion", "notice", "order"])
def test_the_caption_says_who_asks_and_where(made: dict[str, bytes], id: str) -> None:
    text = flat(made[id])
    for value in ("Cook County", "Denise Marie Calloway", "Denise M. Porter", "May 9, 1971"):
        assert value in text
    for row in samples.rows(3):
        assert row.case_number in text


def test_each_conviction_stands_on_its_own_line_with_its_kind(made: dict[str, bytes]) -> None:
    lines = lines_of(made["motion"])
    for at, (row, day) in enumerate(
        zip(
            samples.rows(3),
            ("January 1, 1992", "June 8, 1993", "November 15, 1994"),
            strict=True,
        ),
        1,
    ):
        (here,) = [n for n, line in enumerate(lines) if row.case_number in line and day in line]
        felony = at == 1
        assert row.agency in lines[here]
        kinds = "\n".join(lines[here - 1 : here + 3])
        assert f"{EMPTY if felony else CHECKED} Misdemeanor" in kinds
        assert f"{CHECKED if felony else EMPTY} Class 4 felony" in kinds


def test_the_ages_stand_in_their_sentences(made: dict[str, bytes]) -> None:
    text = spoken(made["motion"])
    assert "I am now 55 years old" in text
    assert "I was 23 years old when I was last arrested" in text
    assert "at least 32 years or months have passed" in text


def test_what_is_not_known_stays_an_empty_line() -> None:
    text = spoken(paper(samples.packet(1, ages=Ages(), filer=Filer()), "motion"))
    assert "I am now years old" in text
    assert "I was years old" in text
    assert "None" not in text


SENTENCES = {
    "misdemeanors": ("motion", "misdemeanor cannabis offenses"),
    "class_4_felonies": ("motion", "Class 4 felony cannabis offenses"),
    "convicted_before_cutoff": ("motion", "I was convicted before"),
    "sentences_completed": ("motion", "In each case on this list"),
    "asks_to_vacate": ("motion", "I ask the court to"),
    "wants_fee_waiver": ("notice", "I ask for a fee waiver"),
}


def test_every_statement_has_its_sentence_in_these_tests() -> None:
    assert set(SENTENCES) == {one.name for one in fields(Statements)}


@pytest.mark.parametrize("stated", SENTENCES)
def test_only_the_box_of_a_sentence_someone_said_is_checked(stated: str) -> None:
    listed = tuple(replace(row, grade=None) for row in samples.rows(2))
    packet = samples.packet(2, statements=Statements(**{stated: True}), rows=listed)
    id, sentence = SENTENCES[stated]
    for document in ("motion", "notice", "order"):
        checked = [line for line in lines_of(paper(packet, document)) if CHECKED in line]
        assert len(checked) == (document == id)
        assert all(sentence in line for line in checked)


def test_nothing_is_checked_where_nothing_was_said() -> None:
    listed = tuple(replace(row, grade=None) for row in samples.rows(2))
    packet = samples.packet(2, statements=Statements(), rows=listed)
    for id in ("motion", "notice", "order", "guide"):
        text = text_of(paper(packet, id))
        assert CHECKED not in text
        assert EMPTY in text


def test_the_judges_and_the_clerks_parts_and_the_signature_are_left_blank(
    made: dict[str, bytes],
) -> None:
    order, notice = spoken(made["order"]), spoken(made["notice"])
    assert CHECKED not in order
    assert "granted for these cases: In the granted cases" in order
    assert "Entered: Judge Date Prepared by:" in order
    assert "Date: Time: ☐ a.m. ☐ p.m." in notice
    assert "Courtroom: I certify" in notice
    assert "Signature of the Circuit Clerk Name of the deputy clerk" in notice
    assert "Your signature Date Prepared by:" in spoken(made["motion"])


def test_the_notice_names_the_office_of_the_states_attorney(made: dict[str, bytes]) -> None:
    assert "69 W. Washington St., Suite 3200, Chicago, IL 60602" in flat(made["notice"])


def test_every_page_tells_packet_county_page_and_the_form_it_follows(
    made: dict[str, bytes],
) -> None:
    for id, form in (("motion", "EXC-M 4702.2"), ("notice", "EXC-N"), ("order", "EXC-O")):
        pages = text_of(made[id]).split("\f")[:-1]
        for at, page in enumerate(pages, 1):
            assert "Packet FP-7Q4M-2K9T · Cook County" in page
            assert f"Page {at} of {len(pages)}" in page
            assert form in page
            assert "03/22" in page


@pytest.mark.parametrize("name", NAMES)
def test_names_are_printed_letter_by_letter(name: str) -> None:
    filer = replace(samples.FILER, name=name)
    for id in ("motion", "notice", "order"):
        assert name in flat(paper(samples.packet(1, filer=filer), id))


def test_a_name_our_fonts_cannot_draw_leaves_a_line_and_is_told() -> None:
    packet = samples.packet(1, filer=replace(samples.FILER, name="محمد"))
    motion, steps = flat(paper(packet, "motion")), flat(paper(packet, "next-steps"))
    drawn = not fonts.lacking("محمد")
    assert ("محمد" in motion) == drawn
    assert ("English letters" in steps) != drawn
    assert "\ufffd" not in motion
    assert "English letters" not in flat(paper(samples.packet(1), "next-steps"))


def test_a_value_too_long_for_its_box_is_printed_whole() -> None:
    agency = "Metropolitan Enforcement Group of the " + "Northern Illinois Interagency " * 4
    name = "Maximiliana Wilhelmina " * 5 + "von Hohenstaufen-Löwenstein"
    listed = tuple(replace(row, agency=agency, case_number="9" * 40) for row in samples.rows(18))
    packet = samples.packet(18, rows=listed, filer=replace(samples.FILER, name=name))
    motion = paper(packet, "motion")
    assert letters_of(motion).count("".join(agency.split())) == 18
    assert text_of(motion).count("Metropolitan") == 18
    assert "".join(name.split()) in letters_of(motion)
    assert letters_of(motion).count("9" * 40) >= 18
    words = text_of(motion, "-bbox")
    right = [float(part.split('"')[0]) for part in words.split('xMax="')[1:]]
    assert max(right) <= 612 - 36


def test_an_explanation_beyond_its_lines_goes_on_on_an_attached_page() -> None:
    told = " ".join(f"word{at:03}" for at in range(400))
    motion = paper(samples.packet(2, explanation=told), "motion")
    words = [word for word in text_of(motion).split() if word.startswith("word")]
    assert words == told.split()
    assert "The explanation goes on, on the attached page." in flat(motion)
    assert "ATTACHED PAGE: EXPLANATION AT ITEM 6" in flat(motion)
    assert pages_of(motion) == 3


def test_an_explanation_that_fits_has_no_attached_page(made: dict[str, bytes]) -> None:
    assert "attached page" not in flat(made["motion"]).lower()
    assert samples.EXPLANATION in flat(made["motion"])


def test_line_breaks_of_an_explanation_stay() -> None:
    motion = paper(samples.packet(1, explanation="First.\n\nSecond."), "motion")
    assert [line.strip() for line in lines_of(motion) if "First." in line] == ["First."]
    assert [line.strip() for line in lines_of(motion) if "Second." in line] == ["Second."]


@pytest.mark.parametrize("count", [1, 18, 19, 37])
def test_no_conviction_is_lost_or_doubled_over_the_sheets(count: int) -> None:
    packet = samples.packet(count)
    listed = {
        id: spoken(paper(packet, id))
        for id in ("motion", "additional-convictions")
        if id == "motion" or count > 18
    }
    table = " ".join(listed.values())
    for at, row in enumerate(packet.rows, 1):
        assert f" {at} {row.case_number} " in table
        assert table.count(row.case_number) in (2, 3)  # in the caption and in the table
    assert f"Convictions 1 to {min(count, 18)} " in table
    assert f" {count + 1} {samples.rows(count + 1)[-1].case_number}" not in table


@pytest.mark.parametrize(("count", "more"), [(18, False), (19, True)])
def test_further_sheets_are_named_exactly_when_there_are_some(count: int, more: bool) -> None:
    packet = samples.packet(count)
    box = CHECKED if more else EMPTY
    assert f"{box} I have listed more cases on the attached" in flat(paper(packet, "motion"))
    assert f"{box} I have listed more cases on the attached" in flat(paper(packet, "notice"))


def test_papers_are_tagged_embedded_and_in_their_language(made: dict[str, bytes]) -> None:
    for id, pdf in made.items():
        assert problems(pdf) == [], id
        assert untracked(pdf) == [], id
        assert all(row[-5] == "yes" for row in fonts_of(pdf)), id
        with Pdf.open(BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == "en"
            assert "/CreationDate" not in opened.docinfo
            title = str(opened.docinfo["/Title"])
        assert title.startswith("Fresh Page")
        for secret in ("Calloway", "Cook", "1992", "cannabis", "expunge"):
            assert secret not in title
