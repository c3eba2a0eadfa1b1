"""The court's own forms filled in; skipped where they are not at hand."""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from portal.filing import Filer, Statements
from portal.packet.contents import Ages, Packet
from portal.packet.forms.sheet import CONTINUED, fill_plan
from portal.pdf.bundle import bundle
from portal.pdf.fill import Misfit, fill, misfits, overflow
from tests.pdf import samples
from tests.pdf.places import laid_open, untagged, written
from tests.pdf.reading import problems, spoken
from tests.pdf.standins import COURT_FILES, court_form

LONG_AGENCY = "Metropolitan Enforcement Group of the Northern Counties of Illinois"


def letters(text: str) -> str:
    return "".join(text.split())


def hard(count: int) -> Packet:
    """Everything long and every letter that Helvetica lacks."""
    packet = samples.packet(count)
    filer = replace(
        packet.filer,
        name="Łukasz Nguyễn Thị O'Brien-García Jr.",
        other_names="Żółć Świętochowski; Lucas O’Brien; Luke Garcia-Nguyen; L. O. Garcia (also G.)",
        street="4127 South King Drive, Apartment 3R, Rear",
        city_state_zip="Lake in the Hills, Illinois 60156-1234",
        email="lukasz.nguyen.obrien.garcia.junior@mail.example.org",
    )
    rows = (replace(packet.rows[0], agency=LONG_AGENCY), *packet.rows[1:])
    return replace(packet, filer=filer, rows=rows, explanation=lines_of_text(3))


def lines_of_text(count: int) -> str:
    return "\n".join(f"Sentence number {at} of my explanation." for at in range(1, count + 1))


@pytest.mark.parametrize("id", COURT_FILES)
@pytest.mark.parametrize("count", [1, 18, 19, 36, 37, 60])
def test_all_that_is_planned_stands_in_its_field_and_nothing_else(id: str, count: int) -> None:
    blank = court_form(id)
    for asked in fill_plan(hard(count), id):
        found = written(fill(blank, asked), blank)
        wanted = {(name, ""): text for name, text in asked.texts.items()}
        wanted |= dict.fromkeys(asked.ticks.items(), "X")
        if asked.flow:
            lines = asked.flow.text.splitlines()
            wanted |= {
                (name, ""): line for name, line in zip(asked.flow.fields, lines, strict=False)
            }
        assert {key: letters(text) for key, text in found.items()} == {
            key: letters(text) for key, text in wanted.items()
        }


@pytest.mark.parametrize("count", [1, 20, 21, 60])
def test_an_explanation_is_whole_on_the_motion_and_its_attached_page(count: int) -> None:
    blank = court_form("EXC-M")
    text = lines_of_text(count)
    (asked,) = fill_plan(samples.packet(1, explanation=text), "EXC-M")
    found = written(fill(blank, asked), blank)
    shown = [
        found[f"6 - Explanation{at}", ""]
        for at in range(1, 21)
        if (f"6 - Explanation{at}", "") in found
    ]
    if count <= 20:
        assert shown == text.splitlines()
        assert overflow(blank, asked) == ""
        return
    assert shown == [*text.splitlines()[:19], CONTINUED]
    assert overflow(blank, asked) == "\n".join(text.splitlines()[19:])


def test_a_long_explanation_is_wrapped_by_width_and_no_word_is_lost() -> None:
    blank = court_form("EXC-M")
    text = " ".join(f"word{at:04}" for at in range(1200))
    (asked,) = fill_plan(samples.packet(1, explanation=text), "EXC-M")
    found = written(fill(blank, asked), blank)
    shown = " ".join(found[f"6 - Explanation{at}", ""] for at in range(1, 20))
    assert f"{shown} {overflow(blank, asked)}" == text


@pytest.mark.parametrize("id", COURT_FILES)
def test_nothing_sworn_is_crossed_where_nothing_was_stated(id: str) -> None:
    blank = court_form(id)
    rows = tuple(replace(row, grade=None) for row in samples.rows(18))
    packet = samples.packet(18, rows=rows, statements=Statements())
    for asked in fill_plan(packet, id):
        assert "X" not in written(fill(blank, asked), blank).values()


@pytest.mark.parametrize("id", COURT_FILES)
def test_a_form_of_an_unknown_filer_is_as_blank_as_the_courts(id: str) -> None:
    blank = court_form(id)
    packet = samples.packet(
        0, filer=Filer(), county=None, ages=Ages(), explanation="", statements=Statements()
    )
    for asked in fill_plan(packet, id):
        assert written(fill(blank, asked), blank) == {}


@pytest.mark.parametrize("id", COURT_FILES)
def test_the_file_is_whole_has_no_fields_left_and_every_value_has_its_tag(
    id: str, tmp_path: Path
) -> None:
    blank = court_form(id)
    for asked in fill_plan(hard(60), id)[:1]:
        filled = fill(blank, asked)
        path = tmp_path / "filled.pdf"
        path.write_bytes(filled)
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        whole = laid_open(filled)
        for gone in (b"/JavaScript", b"/Widget", b"/AcroForm", b"/XFA"):
            assert gone not in whole
        with Pdf.open(BytesIO(filled)) as opened:
            assert str(opened.Root.Lang) == "en"
        assert untagged(filled) == []
        read = letters(spoken(filled))
        for text in asked.texts.values():
            assert letters(text) in read


@pytest.mark.parametrize("id", COURT_FILES)
def test_filling_adds_no_flaw_that_the_courts_form_did_not_have(id: str) -> None:
    blank = court_form(id)
    asked = fill_plan(hard(19), id)[0]
    rules = {one.partition(":")[0] for one in problems(fill(blank, asked))}
    assert rules <= {one.partition(":")[0] for one in problems(blank)}


def test_a_cross_is_read_aloud_after_its_own_words_and_not_the_neighbors() -> None:
    packet = samples.packet(60)
    for id, sheet in (("EXC-M", 0), ("EXC-AA", 0), ("EXC-AA", 2)):
        asked = fill_plan(packet, id)[sheet]
        text = spoken(fill(court_form(id), asked))
        felonies = sum(state == "Class 4 Felony" for state in asked.ticks.values())
        lighter = sum(state == "Misdemeanor" for state in asked.ticks.values())
        after = re.findall(r"(Misdemeanor|Class 4 Felony)[^A-Za-z]*X", text)
        assert (after.count("Class 4 Felony"), after.count("Misdemeanor")) == (felonies, lighter)


def test_the_ages_are_read_aloud_in_their_own_sentences() -> None:
    (asked,) = fill_plan(samples.packet(1), "EXC-M")
    text = spoken(fill(court_form("EXC-M"), asked))
    assert "I am currently 55 years old" in text
    assert "I was 20 years old when I was last arrested" in text
    assert "It has been at least 34 years or" in text


def test_an_agency_beyond_all_room_is_told_and_not_cut() -> None:
    packet = samples.packet(1)
    rows = (replace(packet.rows[0], agency=LONG_AGENCY * 3),)
    (asked,) = fill_plan(replace(packet, rows=rows), "EXC-M")
    assert misfits(court_form("EXC-M"), asked) == (Misfit("4 - Arresting Agency1", ""),)


@pytest.mark.parametrize(
    ("count", "ids"), [(3, ("EXC-M", "EXC-N", "EXC-O")), (60, tuple(COURT_FILES))]
)
def test_a_packet_is_filled_within_a_second_and_a_half(count: int, ids: tuple[str, ...]) -> None:
    blanks = {id: court_form(id) for id in ids}
    packet = samples.packet(count)
    spent = []
    for _ in range(2):  # the first reads the font
        started = time.process_time()
        for id, blank in blanks.items():
            for asked in fill_plan(packet, id):
                fill(blank, asked)
        spent.append(time.process_time() - started)
    assert min(spent) < 1.5


def test_the_same_form_several_times_brings_its_fonts_once() -> None:
    form = court_form("EXC-O")
    parts = [fill(form, sheet) for sheet in fill_plan(samples.packet(60), "EXC-O")]
    whole = bundle(parts, ["Order"] * len(parts), "Orders", "en")
    assert len(parts) == 4
    assert len(whole) < 1.6 * len(parts[0])
    assert letters(spoken(whole)) == letters("".join(map(spoken, parts)))
