"""What is longer than its place on a paper is whole all the same, and once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from portal.interview.kinds import LongText
from portal.interview.questions import papers
from portal.languages import voice
from portal.packet.contents import Packet
from portal.packet.documents import EXPLANATION_LINES, documents_for
from portal.packet.forms.edition import newest
from portal.packet.forms.sheet import CONTINUED
from portal.service.papers import everything, listing, make
from tests.pdf import samples
from tests.pdf.reading import flat, letters_of, pages_of, problems, spoken, text_of
from tests.pdf.standins import court_form, form_like

EN = voice("en")
GOES_ON = "The explanation goes on, on the attached page."
ATTACHED = "ATTACHED PAGE: EXPLANATION AT ITEM 6 OF THE MOTION"
Forms = Mapping[str, Path]


@pytest.fixture(params=["ours", "like the court's", "the court's own"])
def forms(request: pytest.FixtureRequest, tmp_path: Path) -> Forms:
    """Each kind of motion there is."""
    if request.param == "ours":
        return {}
    path = tmp_path / "motion.pdf"
    like = request.param == "like the court's"
    path.write_bytes(form_like(newest("EXC-M")) if like else court_form("EXC-M"))
    return {"EXC-M": path}


def told_in(count: int, line: str) -> Packet:
    told = "\n".join(line.format(at) for at in range(1, count + 1))
    assert LongText().read({"text": told}, samples.DAY) == told
    return samples.packet(2, explanation=told)


def numbers(pdf: bytes) -> list[int]:
    """The numbers of the lines as they are read out."""
    return [int(at) for at in re.findall(r"\bNo(\d+)\b", spoken(pdf))]


def ills(pdf: bytes) -> set[str]:
    """What an accessibility checker finds wrong, by rule: nothing on a paper that is ours."""
    return {one.partition(":")[0] for one in problems(pdf)}


@pytest.mark.parametrize("count", [EXPLANATION_LINES, EXPLANATION_LINES + 1, 60])
def test_every_line_of_an_explanation_is_on_the_motion_once_and_in_order(
    count: int, forms: Forms
) -> None:
    motion = make(told_in(count, "No{} I could not rent a home."), "motion", EN, forms)
    assert numbers(motion) == list(range(1, count + 1))
    more = count > EXPLANATION_LINES
    assert (ATTACHED in flat(motion)) is more
    assert ((CONTINUED if forms else GOES_ON) in spoken(motion)) is more
    assert ills(motion) <= ills(make(samples.packet(2), "motion", EN, forms))


@pytest.mark.parametrize("count", [0, EXPLANATION_LINES, EXPLANATION_LINES + 1])
def test_the_guide_tells_of_the_attached_page_where_there_is_one(count: int, forms: Forms) -> None:
    packet = told_in(count, "No{} I could not rent a home.")
    attached = ATTACHED in flat(make(packet, "motion", EN, forms))
    assert attached is (count > EXPLANATION_LINES)
    for guide in (make(packet, "guide", EN, forms), everything(packet, EN, forms)):
        assert ("under the heading “Attached Page”" in spoken(guide)) is attached
        assert ("We printed your own words." in spoken(guide)) is (count > 0)


def test_long_lines_are_wrapped_and_go_on_likewise(forms: Forms) -> None:
    words = " ".join(f"l{{0}}w{at:02}" for at in range(1, 19))
    motion = make(told_in(38, words), "motion", EN, forms)
    found = re.findall(r"\bl\d+w\d+\b", spoken(motion))
    assert found == [f"l{line}w{at:02}" for line in range(1, 39) for at in range(1, 19)]
    assert ATTACHED in flat(motion)


def test_the_attached_page_has_the_head_of_its_motion(forms: Forms) -> None:
    packet = told_in(60, "No{} I could not rent a home.")
    motion = spoken(make(packet, "motion", EN, forms))
    _, _, attached = motion.rpartition("State of Illinois")
    for what in ("Circuit Court Cook County", ATTACHED, packet.filer.name, *packet.case_numbers):
        assert attached.count(what) == 1
    assert attached.index(ATTACHED) < attached.index("No60 ")


def test_every_page_of_a_long_explanation_tells_whose_it_is(forms: Forms) -> None:
    packet = told_in(60, "No{} I could not rent a home.")
    name = "Maximiliana Wilhelmina " * 4 + "Zuz"
    packet = replace(packet, filer=replace(packet.filer, name=name))
    pages = text_of(make(packet, "motion", EN, forms), "-layout").rstrip("\f").split("\f")
    *_, first, second = pages
    for page in (first, second):
        assert len(re.findall("Maximiliana", page)) == 4
        assert page.count("Zuz") == 1
    assert "Item 6 continues:" in second
    assert "Item 6 continues:" not in first


def test_the_attached_page_is_counted_and_printed_with_the_others(forms: Forms) -> None:
    short, packet = samples.packet(2), told_in(60, "No{} I could not rent a home.")
    lines = {one.id: one for one in listing(packet, EN, forms)}
    before = {one.id: one for one in listing(short, EN, forms)}
    assert lines["motion"].pages == pages_of(make(packet, "motion", EN, forms))
    assert lines["motion"].pages > before["motion"].pages
    assert lines["motion"].sheets == lines["motion"].pages
    whole = everything(packet, EN, forms)
    assert sum(one.pages for one in lines.values()) == pages_of(whole)
    assert numbers(whole) == list(range(1, 61))
    court = sum(lines[one.id].pages for one in documents_for(packet) if one.court)
    assert f"The court papers have {court} pages." in spoken(whole)
    assert ills(whole) <= ills(everything(short, EN, forms))


@pytest.mark.parametrize("count", [1, 19])
def test_the_longest_police_name_that_can_be_typed_is_whole_in_every_row(
    count: int, forms: Forms
) -> None:
    name = "Metropolitan Enforcement Group of the Northern Counties of Illinois, " * 3
    agency = name[: papers.AGENCY.kind.fields[0].maxlength - 1] + "Z"
    assert len(agency) == 160
    assert papers.AGENCY.kind.read({"text": agency}, samples.DAY) == agency
    listed = tuple(replace(row, agency=agency) for row in samples.rows(count))
    packet = samples.packet(count, rows=listed)
    sheets = [one.id for one in documents_for(packet) if "convictions" in one.id]
    made = [make(packet, id, EN, forms) for id in ("motion", *sheets)]
    found = "".join(map(letters_of, made))
    assert found.count("".join(agency.split())) == count
    assert [ills(one) for one in made] == [set()] * len(made)
