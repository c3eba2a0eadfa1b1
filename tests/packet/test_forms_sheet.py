"""What is written on each copy of the court's forms."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import msgspec
import pytest

from portal.filing import Filer, Grade, Statements
from portal.packet.contents import Ages, Packet
from portal.packet.forms.sheet import Sheet, fill_plan, us_date, us_span
from portal.say import Span
from tests.pdf import samples

BOXES = {
    "misdemeanors": ("EXC-M", "1a - "),
    "class_4_felonies": ("EXC-M", "1b - "),
    "convicted_before_cutoff": ("EXC-M", "2 - "),
    "sentences_completed": ("EXC-M", "3 - "),
    "asks_to_vacate": ("EXC-M", "4 - I ask"),
    "wants_fee_waiver": ("EXC-N", "4 - I am seeking a fee waiver"),
}
MORE_ROWS = "4 - I have listed additional cases on the attached Additional Cannabis Convictions form checkbox"  # noqa: E501
MORE_NUMBERS = "I have listed additional cases checkbox"


def only(packet: Packet, id: str) -> Sheet:
    (sheet,) = fill_plan(packet, id)
    return sheet


def ungraded(count: int, **changes: object) -> Packet:
    listed = tuple(replace(row, grade=None) for row in samples.rows(count))
    return samples.packet(count, rows=listed, **changes)


def column(sheet: Sheet, start: str, count: int = 18) -> list[str]:
    return [sheet.texts.get(f"{start}{at}", "") for at in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "further", "notices", "orders"),
    [(1, 0, 0, 1), (18, 0, 0, 1), (19, 1, 1, 2), (36, 1, 1, 2), (37, 2, 1, 3), (60, 3, 1, 4),
     (63, 3, 1, 4), (64, 3, 2, 4)],
)  # fmt: skip
def test_there_are_as_many_sheets_as_the_convictions_need(
    count: int, further: int, notices: int, orders: int
) -> None:
    packet = samples.packet(count)
    made = [len(fill_plan(packet, id)) for id in ("EXC-M", "EXC-AA", "EXC-N", "EXC-AM", "EXC-O")]
    assert made == [1, further, 1, notices, orders]


@pytest.mark.parametrize("count", [1, 18, 19, 36, 37, 60])
def test_every_conviction_is_listed_once_and_in_order(count: int) -> None:
    packet = samples.packet(count)
    sheets = [*fill_plan(packet, "EXC-M"), *fill_plan(packet, "EXC-AA")]
    for start, wanted in (
        ("4 - Case Number", [row.case_number for row in packet.rows]),
        ("4 - Arresting Agency", [row.agency for row in packet.rows]),
        ("4 - Date of Arrest", [us_span(row.arrested) for row in packet.rows if row.arrested]),
    ):
        listed = [text for sheet in sheets for text in column(sheet, start)]
        assert listed[:count] == wanted
        assert not any(listed[count:])
    graded = [
        sheet.ticks.get(f"4 - Misdemeanor/Class 4 Felony Checkboxes{at}")
        for sheet in sheets
        for at in range(1, 19)
    ]
    named = {Grade.MISDEMEANOR: "Misdemeanor", Grade.CLASS_4_FELONY: "Class 4 Felony", None: None}
    assert graded[:count] == [named[row.grade] for row in packet.rows]
    assert not any(graded[count:])


@pytest.mark.parametrize("count", [1, 18, 19, 63, 64])
@pytest.mark.parametrize(("ids", "later"), [(("EXC-N", "EXC-AM"), 45), (("EXC-O",), 18)])
def test_every_case_number_stands_on_the_notice_and_on_an_order(
    count: int, ids: tuple[str, ...], later: int
) -> None:
    packet = samples.packet(count)
    sheets = [sheet for id in ids for sheet in fill_plan(packet, id)]
    first, *others = sheets
    listed = [text for text in column(first, "Case Number") if text]
    listed += [text for one in others for text in column(one, "Case Number", later) if text]
    assert listed == list(packet.case_numbers)


@pytest.mark.parametrize(("count", "more"), [(18, False), (19, True)])
def test_the_boxes_for_further_sheets_are_ticked_where_there_are_some(
    count: int, more: bool
) -> None:
    packet = samples.packet(count)
    assert (MORE_ROWS in only(packet, "EXC-M").ticks) is more
    assert (MORE_NUMBERS in only(packet, "EXC-N").ticks) is more


def test_many_convictions_in_one_case_need_no_further_notice_but_further_rows() -> None:
    rows = tuple(replace(row, case_number="1999-CM-1") for row in samples.rows(19))
    packet = samples.packet(19, rows=rows)
    assert MORE_ROWS in only(packet, "EXC-M").ticks
    assert MORE_NUMBERS not in only(packet, "EXC-N").ticks
    assert fill_plan(packet, "EXC-AM") == ()
    assert [text for text in column(only(packet, "EXC-M"), "Case Number") if text] == ["1999-CM-1"]


def test_the_numbers_on_a_further_sheet_are_those_of_its_rows() -> None:
    (sheet,) = fill_plan(samples.packet(20), "EXC-AA")
    assert [text for text in column(sheet, "Case Number") if text] == [
        row.case_number for row in samples.rows(20)[18:]
    ]


def test_every_statement_has_its_box_in_these_tests() -> None:
    assert set(BOXES) == {one.name for one in fields(Statements)}


@pytest.mark.parametrize("stated", BOXES)
def test_a_box_is_ticked_only_by_the_answer_to_its_own_statement(stated: str) -> None:
    packet = ungraded(2, statements=Statements(**{stated: True}))
    id, start = BOXES[stated]
    ticked = {
        (form, name)
        for form in ("EXC-M", "EXC-N", "EXC-O")
        for sheet in fill_plan(packet, form)
        for name in sheet.ticks
    }
    assert len(ticked) == 1
    (form, name) = ticked.pop()
    assert form == id
    assert name.startswith(start)


def test_nothing_is_ticked_where_nothing_was_stated() -> None:
    packet = ungraded(60, statements=Statements())
    for id in ("EXC-M", "EXC-AA", "EXC-N", "EXC-AM", "EXC-O"):
        for sheet in fill_plan(packet, id):
            assert set(sheet.ticks) <= {MORE_ROWS, MORE_NUMBERS}


def test_the_order_has_no_box_that_we_tick() -> None:
    assert all(not sheet.ticks for sheet in fill_plan(samples.packet(60), "EXC-O"))


def test_ages_stand_where_they_are_known_and_nowhere_else() -> None:
    asked = ("5a - Age", "5b - Age", "5c - Years", "5c - Months")
    sheet = only(samples.packet(1, ages=Ages(now=52, months_since=0)), "EXC-M")
    assert [sheet.texts.get(name) for name in asked] == ["52", None, None, "0"]
    sheet = only(samples.packet(1, ages=Ages(at_last_arrest=43, years_since=8)), "EXC-M")
    assert [sheet.texts.get(name) for name in asked] == [None, "43", "8", None]


def test_an_unknown_filer_and_county_leave_every_line_empty() -> None:
    packet = samples.packet(0, filer=Filer(), county=None, ages=Ages(), explanation="  ")
    for id in ("EXC-M", "EXC-N", "EXC-O"):
        assert only(packet, id).texts == {}
        assert only(packet, id).flow is None


def test_the_notice_names_the_county_three_times_and_its_states_attorney() -> None:
    texts = only(samples.packet(1), "EXC-N").texts
    assert [texts[name] for name in ("County", "2 - County", "3 - County")] == ["Cook"] * 3
    assert texts["2 - State's Attorney's address"].endswith("Chicago, IL 60602")


def test_an_office_we_do_not_know_leaves_its_line_empty() -> None:
    packet = samples.packet(1)
    assert packet.county is not None
    elsewhere = msgspec.structs.replace(packet.county, states_attorney=None)
    assert (
        "2 - State's Attorney's address"
        not in only(replace(packet, county=elsewhere), "EXC-N").texts
    )


def test_a_paper_that_is_not_in_the_packet_has_no_sheet() -> None:
    assert fill_plan(samples.take_along(), "EXC-M") == ()


def test_a_form_we_do_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_plan(samples.packet(1), "EXC-Z")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(1998, 3, 7), date(1998, 3, 7), "03/07/1998"),
        (date(1998, 3, 1), date(1998, 3, 31), "03/1998"),
        (date(1998, 1, 1), date(1998, 12, 31), "1998"),
        (date(1998, 1, 1), date(1999, 12, 31), "1998 – 1999"),
        (date(1998, 3, 1), date(1998, 4, 2), "03/01/1998 – 04/02/1998"),
        (date(1998, 2, 1), date(1998, 2, 27), "02/01/1998 – 02/27/1998"),
    ],
)
def test_a_span_is_written_as_exactly_as_it_is_known(first: date, last: date, written: str) -> None:
    assert us_span(Span(first, last)) == written


def test_days_are_written_the_american_way() -> None:
    assert us_date(date(1974, 5, 9)) == "05/09/1974"
