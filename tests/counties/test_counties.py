"""The 102 counties: all there, spelled as on the court forms, strictly read, honest about doubt."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.counties.county import DATA, County, county, find, names, slug, tel
from portal.counties.factfile import BadFactFile, read_facts

OUTSIDE = Path(__file__).resolve().parents[3] / "shared"
SHARED = OUTSIDE / "data" / "counties.csv"
MOTION = OUTSIDE / "court-forms" / "cxp-motion-to-vacate-and-expunge.pdf"
ORDINALS = re.split(
    r"\s+",
    """First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth
    Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth Twenty-First
    Twenty-Second Twenty-Third Twenty-Fourth""",
)
SMALL = (DATA / "adams.toml").read_text(encoding="utf-8")


def every_county() -> list[County]:
    return [county(name) for name in names()]


def test_there_are_102_counties_in_alphabetical_order_without_doubles() -> None:
    assert len(names()) == 102
    assert len(set(names())) == 102
    assert list(names()) == sorted(names(), key=str.casefold)


@pytest.mark.parametrize(
    "spelling",
    ["DeKalb", "DeWitt", "DuPage", "Jo Daviess", "LaSalle", "McDonough", "McHenry", "St. Clair"],
)
def test_the_odd_names_are_spelled_as_on_the_court_forms(spelling: str) -> None:
    assert spelling in names()


def test_the_list_of_names_and_the_files_are_the_same_counties() -> None:
    assert {path.name for path in DATA.iterdir()} == {f"{slug(name)}.toml" for name in names()}
    assert [one.name for one in every_county()] == list(names())


def test_names_equal_the_gathered_list() -> None:
    if not SHARED.exists():
        pytest.skip("the gathered list of counties is not on this machine")
    with SHARED.open(encoding="utf-8") as file:
        gathered = {row["county"]: row for row in csv.DictReader(file)}
    assert list(names()) == list(gathered)
    for one in every_county():
        row = gathered[one.name]
        assert one.seat == row["county_seat"]
        assert one.circuit == row["judicial_circuit"]
        assert str(one.appellate_district) == row["appellate_district"]
        assert one.clerk.zip == row["zip"]
        assert one.clerk.confidence == row["confidence"]
        assert one.clerk.phone in (row["phone"], row["phone_alt"])


def test_names_are_spelled_as_in_the_drop_down_list_of_the_court_motion() -> None:
    if not MOTION.exists():
        pytest.skip("the court's own motion form is not on this machine")
    with pikepdf.open(MOTION) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        choices = [str(export).strip() for export, _ in fields["County"].Opt]
    # The form puts the Mc names before Macon; the spelling is what the form field has to accept.
    assert sorted(filter(None, choices)) == sorted(names())


def test_slugs_are_plain_file_names() -> None:
    assert slug("St. Clair") == "st-clair"
    assert slug("Jo Daviess") == "jo-daviess"
    assert slug("DeKalb") == "dekalb"
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)?", slug(name)) for name in names())


def test_there_are_24_numbered_circuits_and_cook() -> None:
    found = {one.circuit for one in every_county()}
    assert found == {"Cook", *(str(number) for number in range(1, 25))}
    assert [one.name for one in every_county() if one.circuit == "Cook"] == ["Cook"]


def test_the_court_is_named_after_its_circuit() -> None:
    for one in every_county():
        if one.circuit == "Cook":
            assert one.court.name == "Circuit Court of Cook County"
        else:
            ordinal = ORDINALS[int(one.circuit) - 1]
            name = f"Circuit Court of the {ordinal} Judicial Circuit, {one.name} County"
            assert one.court.name == name


def test_every_circuit_lies_in_one_appellate_district() -> None:
    districts: dict[str, set[int]] = {}
    for one in every_county():
        districts.setdefault(one.circuit, set()).add(one.appellate_district)
    assert [circuit for circuit, found in districts.items() if len(found) > 1] == []


def test_the_appellate_districts_have_1_5_7_41_and_48_counties() -> None:
    found = Counter(one.appellate_district for one in every_county())
    assert [found[district] for district in range(1, 6)] == [1, 5, 7, 41, 48]


def test_lists_agree_on_54_clerks_differ_on_41_and_are_unsure_of_7() -> None:
    found = Counter(one.clerk.confidence for one in every_county())
    assert found == {"high": 54, "medium": 41, "low": 7}


def test_every_clerk_has_a_phone_and_says_so_where_lists_disagree() -> None:
    for one in every_county():
        assert one.clerk.phone is not None
        assert (one.clerk.caution is None) == (one.clerk.confidence == "high")
        if one.clerk.confidence != "high":
            assert one.clerk.doubts, one.name


def test_no_doubt_repeats_the_fact_it_doubts() -> None:
    for one in every_county():
        known = {one.clerk.phone, one.clerk.website, *one.clerk.address}
        for doubt in one.clerk.doubts:
            assert doubt.other or doubt.note, one.name
            assert doubt.other is None or doubt.other not in known, one.name


def test_a_doubt_is_told_with_its_value_and_a_staff_note_is_not() -> None:
    said = [doubt.says for doubt in county("Boone").clerk.doubts]
    assert [msg and msg.named for msg in said] == [{"address": "601 North Court Street"}]
    assert [doubt.says for doubt in county("DeWitt").clerk.doubts] == [None]


def test_no_clerk_shares_a_phone_with_another_clerk() -> None:
    shared = Counter(one.clerk.phone for one in every_county())
    assert [phone for phone, times in shared.items() if times > 1] == []


def test_illinois_zip_codes_only() -> None:
    assert all(60001 <= int(one.clerk.zip) <= 62999 for one in every_county())


def test_the_states_attorney_is_known_in_cook_and_jackson_only() -> None:
    known = [one.name for one in every_county() if one.states_attorney]
    assert known == ["Cook", "Jackson"]


def test_every_county_says_where_its_facts_come_from_and_when_they_were_checked() -> None:
    for one in every_county():
        assert len(one.source) > 20
        assert one.checked_on.isoformat() >= "2026-11-22"


def test_no_text_was_garbled_on_its_way() -> None:
    for path in [
        *DATA.iterdir(),
        *DATA.parent.glob("*.toml"),
        *DATA.parent.glob("agencies/*.toml"),
    ]:
        text = path.read_bytes().decode("utf-8")
        assert text.isascii(), path.name
        assert "  " not in re.sub(r"(?m)^    ", "", text), path.name
        assert re.search(r"\S\n\Z", text), path.name


def test_cook_has_six_districts_and_one_desk_for_all_of_them() -> None:
    cook = county("Cook")
    assert {house.district for house in cook.courthouses} == {1, 2, 3, 4, 5, 6}
    assert cook.filing is not None
    assert cook.filing.address == ("2600 S. California Ave.",)
    assert county("Adams").filing is None


def test_what_is_unknown_of_a_courthouse_is_said_to_be_unknown() -> None:
    for house in county("Cook").courthouses:
        told = {note.value for note in house.unknown}
        if house.takes_all:
            assert told == {"expungement-room-unknown", "expungement-phone-unknown"}
            continue
        assert (house.clerk_room is None) == ("clerk-room-unknown" in told), house.name
        assert (house.clerk_phone is None) == ("clerk-phone-unknown" in told), house.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Adams", "Adams"),
        ("de kalb", "DeKalb"),
        ("DE KALB COUNTY", "DeKalb"),
        ("Saint Clair", "St. Clair"),
        ("st clair", "St. Clair"),
        ("St.Clair Co.", "St. Clair"),
        ("la salle", "LaSalle"),
        ("DuPage County", "DuPage"),
        ("Du Page County, IL", "DuPage"),
        ("county of Cook", "Cook"),
        ("  cook\t", "Cook"),
        ("JoDaviess", "Jo Daviess"),
        ("jo-daviess", "Jo Daviess"),
        ("rockisland", "Rock Island"),
        ("Mc Henry", "McHenry"),
        ("de witt", "DeWitt"),
        ("\uff23\uff4f\uff4f\uff4b", "Cook"),
    ],
)
def test_a_county_is_found_however_it_is_written(text: str, name: str) -> None:
    found = find(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "text", ["", " ", "county", "Chicago", "Cooke", "St. Louis", "\0", "Saint"]
)
def test_what_is_no_county_is_not_found(text: str) -> None:
    assert find(text) is None


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_search(text: str) -> None:
    found = find(text)
    assert found is None or found.name in names()


@pytest.mark.parametrize("name", ["cook", "Nowhere", "", "../cook", "St Clair"])
def test_asking_for_a_county_by_another_spelling_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        county(name)


def test_a_county_is_read_once_and_cannot_be_changed() -> None:
    assert county("Cook") is county("Cook")
    assert hash(county("Cook")) == hash(county("Cook"))
    with pytest.raises(AttributeError):
        county("Cook").seat = "Skokie"  # type: ignore[misc]


def test_a_phone_number_becomes_a_link() -> None:
    assert tel("(217) 277-2100") == "+12172772100"


@pytest.mark.parametrize("phone", ["", "277-2100", "(217) 277-21000", "ask"])
def test_no_dead_link_is_made_of_half_a_number(phone: str) -> None:
    with pytest.raises(ValueError, match="ten-digit"):
        tel(phone)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('seat = "Quincy"', 'seat = "Quincy"\nmayor = "unknown"'),
        ("[clerk]", '[clerk]\nfax = "(217) 277-2100"'),
        ('id = "land-of-lincoln"', 'id = "land-of-lincoln"\nphone = "(877) 342-7891"'),
        ('phone = "(217) 277-2100"', 'phone = "217-277-2100"'),
        ('zip = "62301"', "zip = 62301"),
        ('zip = "62301"', 'zip = "6230"'),
        ('seat = "Quincy"', 'seat = ""'),
        ('seat = "Quincy"', 'seat = "Quincy "'),
        ('circuit = "8"', 'circuit = "25"'),
        ("appellate_district = 4", "appellate_district = 6"),
        ('confidence = "high"', 'confidence = "sure"'),
        ('name = "Adams"\n', ""),
        ("checked_on = 2026-11-22", "checked_on = 2026-13-22"),
    ],
)
def test_a_wrong_or_unknown_field_is_refused_and_the_file_named(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in SMALL
    path = tmp_path / "adams.toml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadFactFile, match=r"^adams\.toml: "):
        read_facts(path, County)


def test_the_same_file_unchanged_is_read(tmp_path: Path) -> None:
    path = tmp_path / "adams.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert read_facts(path, County) == county("Adams")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFactFile, match=r"^gone\.toml: "):
        read_facts(tmp_path / "gone.toml", County)


def test_showing_the_list_of_counties_reads_no_file_and_needs_no_framework() -> None:
    script = (
        "import sys, pathlib\n"
        "import portal.counties.county as c, portal.counties.agency, portal.counties.help\n"
        "def refuse(self): raise AssertionError(self)\n"
        "pathlib.Path.read_bytes = refuse\n"
        "assert len(c.names()) == 102\n"
        "bad = {'flask', 'babel', 'sqlalchemy', 'jinja2', 'weasyprint'} & set(sys.modules)\n"
        "assert not bad, bad\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
