"""Which packets a person's cases make, what goes into each, and what everyone can take along."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.counties.county import names
from portal.filing import CaseFiling, Filer, Filing, Referral, Statements
from portal.languages import voice
from portal.law.codes import Outcome
from portal.service import packets
from portal.service.packets import Judged, judge, packet_for, sheets_for, who_helps
from portal.service.papers import make
from tests.service.records import DAY, OF_EACH, case_with, record

FILING = Filing(
    filer=Filer(name="Denise Marie Calloway", street="4127 W. Gladys Avenue"),
    by_case={
        "a": CaseFiling(agency="Chicago Police Department"),
        "b": CaseFiling(number="2016-CF-000456", agency="Joliet Police Department"),
    },
    statements=Statements(class_4_felonies=True, convicted_before_cutoff=True),
    explanation="I was turned down for an apartment.",
    referral=Referral(),
)


def two_counties() -> Judged:
    will = case_with(county="Will", case_number="2016-CF-000456")
    return judge(record(case_with(), will, OF_EACH[Outcome.GET_RECORD]), DAY)


def words(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.mark.parametrize("outcome", OF_EACH)
def test_each_example_has_the_outcome_it_stands_for(outcome: Outcome) -> None:
    (found,) = judge(record(OF_EACH[outcome]), DAY).findings.cases
    assert found.outcome is outcome


def test_no_outcome_is_without_an_example() -> None:
    assert set(OF_EACH) == set(Outcome) - {Outcome.PETITION_SEAL}


def test_each_county_gets_its_own_packet_with_its_own_cases() -> None:
    judged = two_counties()
    assert judged.planned == {"Cook": ("a",), "Will": ("b",)}
    cook = packet_for(judged, "Cook", FILING, language="en", number="3F9K2M")
    will = packet_for(judged, "Will", FILING, language="en", number="7Q4M2K")
    assert cook.case_numbers == ("2014-CM-001234",)
    assert will.case_numbers == ("2016-CF-000456",)
    assert cook.county is not None
    assert will.county is not None
    assert (cook.county.name, will.county.name) == ("Cook", "Will")
    assert [row.agency for row in will.rows] == ["Joliet Police Department"]


def test_a_county_without_a_motion_has_no_packet() -> None:
    with pytest.raises(KeyError):
        packet_for(two_counties(), "Lake", FILING, language="en", number="3F9K2M")
    unsure = judge(record(OF_EACH[Outcome.GET_RECORD]), DAY)
    with pytest.raises(KeyError):
        packet_for(unsure, "Cook", FILING, language="en", number="3F9K2M")


@pytest.mark.parametrize("outcome", OF_EACH)
def test_everyone_can_take_sheets_along_and_none_of_them_is_a_court_paper(outcome: Outcome) -> None:
    judged = judge(record(OF_EACH[outcome]), DAY)
    sheets = sheets_for(judged, FILING, language="en", number="3F9K2M")
    assert {"reasons", "record", "referral"} <= set(sheets.documents)
    assert ("next-steps" in sheets.documents) is (not judged.planned)
    assert sheets.rows == ()
    assert sheets.helpers
    assert len(sheets.cases) == 1


def test_the_sheets_name_a_county_only_where_there_is_one() -> None:
    several = sheets_for(two_counties(), FILING, language="en", number="3F9K2M")
    assert several.county is None
    one = sheets_for(judge(record(case_with()), DAY), FILING, language="en", number="3F9K2M")
    assert one.county is not None
    assert one.county.name == "Cook"


@pytest.mark.parametrize("outcome", OF_EACH)
def test_there_is_a_phone_number_for_everyone(outcome: Outcome) -> None:
    helpers = who_helps(judge(record(OF_EACH[outcome]), DAY))
    assert helpers
    assert all(helper.phones for helper in helpers)


def test_help_from_each_county_comes_before_more_help_from_one() -> None:
    cook, pope = case_with(), case_with(county="Pope")
    here = who_helps(judge(record(cook, pope), DAY))
    assert [one.id for one in here[:2]] == [
        who_helps(judge(record(c), DAY))[0].id for c in (cook, pope)
    ]


def test_help_of_the_whole_state_is_named_where_a_county_has_none_by_phone() -> None:
    here = who_helps(judge(record(case_with(county="Will")), DAY))
    assert [one.statewide for one in here] == [True, True]


def test_the_motion_and_the_notice_show_what_was_typed() -> None:
    packet = packet_for(two_counties(), "Will", FILING, language="en", number="7Q4M2K")
    motion = words(make(packet, "motion", voice("en"), {}))
    for typed in ("Denise Marie Calloway", "2016-CF-000456", "Joliet Police Department", "7Q4M2K"):
        assert typed in motion
    assert "2014-CM-001234" not in motion
    assert "2016-CF-000456" in words(make(packet, "notice", voice("en"), {}))


def test_the_same_case_gives_the_same_bytes() -> None:
    packet = packet_for(two_counties(), "Cook", FILING, language="en", number="3F9K2M")
    again = packet_for(two_counties(), "Cook", replace(FILING), language="en", number="3F9K2M")
    assert make(packet, "record", voice("en"), {}) == make(again, "record", voice("en"), {})


def test_a_number_is_six_clear_characters_and_never_the_same() -> None:
    made = {packets.new_number() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{6}", number) for number in made)


def test_each_county_has_one_place_in_addresses_and_the_sheets_another() -> None:
    places = {packets.place_of(name): name for name in names()}
    assert len(places) == 102
    assert all(packets.county_at(place) == name for place, name in places.items())
    assert packets.SHEETS not in places
    assert packets.county_at("Cook") is None


def test_the_place_of_a_county_cannot_be_read_as_its_name() -> None:
    assert all(re.fullmatch("[a-z2-7]{8}", packets.place_of(name)) for name in names())
    assert len({packets.place_of(name)[:4] for name in names()}) == 102
