"""Forms filled in and flattened: every value in its place, nothing else, and nothing clipped."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Name, NumberTree, Pdf

from portal.packet.forms.edition import newest
from portal.packet.forms.sheet import CONTINUED, Flow, Sheet, fill_plan
from portal.pdf.acroform import Flaw, UnusableForm, open_form, widgets
from portal.pdf.fill import Misfit, Unfit, fill, misfits, overflow
from portal.pdf.formtags import content_of
from tests.pdf import samples
from tests.pdf.places import laid_open, written
from tests.pdf.reading import fonts_of, spoken, text_of, untracked
from tests.pdf.standins import COURT_FILES, form_like, small_form

NAMES = (
    "Łukasz Żółć",
    "Nguyễn Thị Ánh",
    "O'Brien-García Jr.",
    "O’Brien–García Jr., III",
    "D’Angelo “Dee” Smith",
    "Şükrü Yılmaz",
    "Жанна Δημήτρης",
    "Adébáyọ̀ Ọ̀ṣun",
)
LINES = ("Line1", "Line2", "Line3")


@pytest.fixture(scope="module")
def form() -> bytes:
    return small_form()


def sheet(ticks: dict[str, str] | None = None, flow: Flow | None = None, **texts: str) -> Sheet:
    return Sheet(form_id="T", texts=texts, ticks=ticks or {}, flow=flow)


def letters(text: str) -> str:
    return "".join(text.split())


def sizes(pdf: bytes) -> list[float]:
    """The letter sizes of what we wrote, in order."""
    with Pdf.open(BytesIO(pdf)) as opened:
        raw = b"\n".join(content_of(page) for page in opened.pages)
    words = raw.split()
    return [
        float(words[at - 1])
        for at, word in enumerate(words)
        if word == b"Tf" and words[at - 2].startswith(b"/Written")
    ]


def test_each_value_stands_in_its_own_field(form: bytes) -> None:
    values = {"Name": "Ann Lee", "County": "Cook", "Agency": "Police", "Number": "98 CM 1"}
    assert written(fill(form, sheet(**values)), form) == {
        ("Name", ""): "Ann Lee",
        ("County", ""): "Cook",
        ("Agency", ""): "Police",
        ("Number", ""): "98 CM 1 98 CM 1",  # on both pages
    }


def test_an_empty_sheet_adds_nothing(form: bytes) -> None:
    assert written(fill(form, sheet()), form) == {}


@pytest.mark.parametrize(
    ("ticks", "places"),
    [
        ({"Stated": "Yes"}, {("Stated", "Yes")}),
        ({"Grade": "Misdemeanor"}, {("Grade", "Misdemeanor")}),
        ({"Grade": "Class 4 Felony"}, {("Grade", "Class 4 Felony")}),
    ],
)
def test_only_the_box_with_the_ticked_state_is_crossed(
    form: bytes, ticks: dict[str, str], places: set[tuple[str, str]]
) -> None:
    found = written(fill(form, sheet(ticks)), form)
    assert set(found) == places
    assert set(found.values()) == {"X"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_written_letter_by_letter_as_it_is(form: bytes, name: str) -> None:
    filled = fill(form, sheet(Name=name))
    assert name in text_of(filled, "-raw")
    assert "?" not in text_of(filled)
    assert [row for row in fonts_of(filled) if "NotoSans" in row[0]]
    assert all(
        row[-5:-2] == ["yes", "yes", "yes"] for row in fonts_of(filled) if "NotoSans" in row[0]
    )


def test_letters_in_parts_are_put_together(form: bytes) -> None:
    whole, parts = "José", "Jose\u0301"
    assert fill(form, sheet(Name=whole)) == fill(form, sheet(Name=parts))


@pytest.mark.parametrize("text", ["李小龍", "محمد", "Ann 😀"])
def test_a_letter_that_no_font_has_is_told_and_never_drawn_as_another(
    form: bytes, text: str
) -> None:
    (found,) = misfits(form, sheet(Name=text))
    assert found.field == "Name"
    assert set(found.letters) == set(text) - set("An ")
    with pytest.raises(Unfit) as raised:
        fill(form, sheet(Name=text))
    assert raised.value.misfits == (found,)
    assert not set(str(raised.value)) & set(text) - set("An ")


def test_a_letter_that_is_lacking_in_running_text_is_told_too(form: bytes) -> None:
    found = misfits(form, sheet(flow=Flow(LINES, "I moved 😀 house")))
    assert found == (Misfit("Line1", "😀"),)


def test_a_long_agency_is_wrapped_then_set_smaller_and_always_whole(form: bytes) -> None:
    seen = []
    for agency in (
        "Chicago Police",
        "Chicago Police Department",
        "Village of Hoffman Estates Police Department",
        "Metropolitan Enforcement Group of the Northern Counties of Illinois, Lake Division",
    ):
        filled = fill(form, sheet(Agency=agency))
        assert letters(written(filled, form)["Agency", ""]) == letters(agency)
        seen += sizes(filled)
    assert seen[:2] == [10, 10]
    assert seen == sorted(seen, reverse=True)
    assert 6.5 <= seen[-1] < seen[2] < 10


def test_what_no_size_can_hold_is_told_and_not_cut(form: bytes) -> None:
    text = "Metropolitan Enforcement Group of the Northern Counties " * 4
    assert misfits(form, sheet(Agency=text)) == (Misfit("Agency", ""),)
    with pytest.raises(Unfit):
        fill(form, sheet(Agency=text))


def test_a_case_number_is_set_smaller_before_it_is_broken(form: bytes) -> None:
    number = "2014-CM-0104253-0001"
    filled = fill(form, sheet(Agency=number))
    assert written(filled, form)["Agency", ""] == number
    assert sizes(filled)[0] < 10


def test_values_stay_inside_their_boxes(form: bytes) -> None:
    values = {
        "Name": "Maria Magdalena Konstantinopolska-Brzęczyszczykiewicz of Springfield",
        "Agency": "Village of Hoffman Estates Police Department",
        "Notes": "A note that goes on for some lines. " * 4,
    }
    found = written(fill(form, sheet(**values)), form)
    assert {name for name, _ in found} == set(values)  # nothing outside any box
    for name, text in values.items():
        assert letters(found[name, ""]) == letters(text)


def test_running_text_fills_its_lines_and_tells_what_is_left(form: bytes) -> None:
    text = " ".join(f"word{at:02}" for at in range(40))
    asked = sheet(flow=Flow(LINES, text))
    found = written(fill(form, asked), form)
    assert found["Line3", ""] == CONTINUED
    shown = f"{found['Line1', '']} {found['Line2', '']}"
    assert f"{shown} {overflow(form, asked)}" == text


def test_running_text_that_just_fits_is_not_continued(form: bytes) -> None:
    found, count = {}, 0
    while ("Line3", "") not in found or found["Line3", ""] != CONTINUED:
        count += 1
        previous, found = found, written(fill(form, sheet(flow=Flow(LINES, "word " * count))), form)
    assert letters("".join(previous.values())) == "word" * (count - 1)
    assert set(previous) == {("Line1", ""), ("Line2", ""), ("Line3", "")}
    assert overflow(form, sheet(flow=Flow(LINES, "word " * (count - 1)))) == ""
    assert overflow(form, sheet(flow=Flow(LINES, "word " * count))) != ""


def test_line_breaks_are_kept_and_empty_lines_are_not(form: bytes) -> None:
    asked = sheet(flow=Flow(LINES, "One.\n\n  \nTwo.\r\nThree."))
    assert written(fill(form, asked), form) == {
        ("Line1", ""): "One.", ("Line2", ""): "Two.", ("Line3", ""): "Three."
    }  # fmt: skip


def test_a_word_longer_than_a_line_is_cut_and_not_lost(form: bytes) -> None:
    asked = sheet(flow=Flow(LINES, "x" * 50))
    assert letters("".join(written(fill(form, asked), form).values())) == "x" * 50


def test_nothing_is_left_that_could_be_changed_or_run(form: bytes) -> None:
    filled = fill(form, sheet(Name="Ann Lee"))
    with Pdf.open(BytesIO(filled)) as opened:
        assert "/AcroForm" not in opened.Root
        assert "/OpenAction" not in opened.Root
        notes = [note for page in opened.pages for note in page.obj.get("/Annots", ())]
        assert [str(note.Subtype) for note in notes] == ["/Link"]
        assert notes[0].A.S == Name.URI
        assert str(notes[0].A.URI) == "https://www.ilga.gov/"
    assert b"JavaScript" not in laid_open(filled)
    assert b"/Widget" not in laid_open(filled)


def test_the_file_is_whole(form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "filled.pdf"
    path.write_bytes(fill(form, sheet({"Stated": "Yes"}, Name="Ann Lee", Number="1")))
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_values_give_the_same_bytes(form: bytes) -> None:
    asked = sheet({"Stated": "Yes"}, Name="Łukasz Żółć")
    assert fill(form, asked) == fill(form, asked)
    assert fill(form, asked) != fill(form, replace(asked, texts={"Name": "Ann Lee"}))


def test_nothing_personal_stands_in_the_description_of_the_file(form: bytes) -> None:
    filled = fill(form, sheet(Name="Zdenka Quix"))
    with Pdf.open(BytesIO(filled)) as opened:
        assert str(opened.docinfo["/Title"]) == "A form to try"
        assert "Quix" not in "".join(str(value) for value in opened.docinfo.values())


def test_values_are_read_aloud_where_their_fields_were(form: bytes) -> None:
    values = {"Name": "Ann Lee", "County": "Lake", "Number": "98 CM 1"}
    filled = fill(form, sheet({"Stated": "Yes", "Grade": "Class 4 Felony"}, **values))
    text = spoken(filled)
    assert "Name Ann Lee County Lake Agency" in text
    assert "I state this X" in text
    assert "Misdemeanor Class 4 Felony X Explain" in text  # a place the form never tagged
    assert text.count("Number 98 CM 1") == 2
    assert untracked(filled) == []


def test_a_value_stays_a_form_element_that_says_what_it_was(form: bytes) -> None:
    filled = fill(form, sheet({"Grade": "Class 4 Felony"}, Name="Ann Lee"))
    with Pdf.open(BytesIO(filled)) as opened:
        forms = [
            one
            for one in opened.objects
            if getattr(one, "get", None) and one.get("/S") == Name.Form
        ]
        told = {(str(one.A.Role), str(one.A.Desc), str(one.get("/Alt", ""))) for one in forms}
        owners = NumberTree(opened.Root.StructTreeRoot.ParentTree)
        assert sorted(int(key) for key in owners) == [0, 1]  # no field is owned any more
    assert told == {("/tv", "Name", ""), ("/cb", "Grade", "Class 4 Felony: checked")}


def test_a_form_without_tags_is_filled_all_the_same() -> None:
    bare = small_form(tagged=False)
    filled = fill(bare, sheet({"Grade": "Misdemeanor"}, Name="Ann Lee"))
    assert written(filled, bare) == {("Name", ""): "Ann Lee", ("Grade", "Misdemeanor"): "X"}


@pytest.mark.parametrize(
    "wrong",
    [
        sheet(Nobody="x"),
        sheet({"Stated": "No"}),
        sheet({"Nobody": "Yes"}),
        sheet(Sign="Ann Lee"),
        sheet(Print="x"),
        sheet(Stated="Yes"),
        sheet(flow=Flow(("Line1", "Line9"), "x")),
    ],
)
def test_a_sheet_of_another_form_is_our_own_error(form: bytes, wrong: Sheet) -> None:
    with pytest.raises(ValueError, match="the form"):
        fill(form, wrong)


@pytest.mark.parametrize("id", COURT_FILES)
@pytest.mark.parametrize("count", [1, 19])
def test_all_that_a_plan_says_and_nothing_else_is_on_a_form_with_those_fields(
    id: str, count: int
) -> None:
    blank = form_like(newest(id))
    for asked in fill_plan(samples.packet(count), id):
        found = written(fill(blank, replace(asked, flow=None, astray=())), blank)
        wanted = {(name, ""): text for name, text in asked.texts.items()}
        wanted |= dict.fromkeys(asked.ticks.items(), "X")
        assert {key: letters(text) for key, text in found.items()} == {
            key: letters(text) for key, text in wanted.items()
        }


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", Flaw.NOT_PDF),
        (b"GIF89a", Flaw.NOT_PDF),
        (b"%PDF-1.7\nnothing", Flaw.DAMAGED),
        (b"%PDF-1.7" + b" " * 9_000_000, Flaw.TOO_LARGE),
    ],
)
def test_what_is_no_form_is_refused(content: bytes, flaw: Flaw) -> None:
    with pytest.raises(UnusableForm) as raised:
        fill(content, sheet())
    assert raised.value.flaw is flaw


def test_a_hidden_place_of_a_field_gets_no_text(form: bytes) -> None:
    with Pdf.open(BytesIO(form)) as opened:
        note = opened.pages[1].obj.Annots[0]
        assert str(note.Parent.T) == "Number"
        note.F = 2
        out = BytesIO()
        opened.save(out)
    hidden = out.getvalue()
    with open_form(hidden) as opened:
        assert [place.seen for place in widgets(opened) if place.field == "Number"] == [True, False]
    assert written(fill(hidden, sheet(Number="98")), hidden) == {("Number", ""): "98"}
