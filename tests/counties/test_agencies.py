"""The suggested police agencies: some for every county, each once, written as on court papers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.counties.agency import FILE, Agencies, agencies
from portal.counties.county import names
from portal.counties.factfile import BadFactFile, read_facts


def test_every_county_has_agencies_and_no_other_county_stands_in_the_file() -> None:
    known = read_facts(FILE, Agencies)
    assert tuple(known.counties) == names()
    assert all(known.counties.values())


@pytest.mark.parametrize("name", names())
def test_the_sheriff_comes_early_and_the_rest_in_alphabetical_order(name: str) -> None:
    own = read_facts(FILE, Agencies).counties[name]
    sheriff = f"{name} County Sheriff's Office"
    first = ("Chicago Police Department", sheriff, "Cook County Sheriff's Police")
    head = first if name == "Cook" else (sheriff,)
    assert own[: len(head)] == head
    rest = own[len(head) :]
    assert list(rest) == sorted(rest, key=str.casefold)


@pytest.mark.parametrize("name", names())
def test_no_agency_stands_twice_and_the_statewide_ones_come_last(name: str) -> None:
    found = agencies(name)
    assert len({agency.casefold() for agency in found}) == len(found)
    assert "Illinois State Police" in found
    statewide = read_facts(FILE, Agencies).statewide
    assert found[-len(statewide) :] == statewide


def test_names_are_clean_short_and_without_jails_stations_or_slashes() -> None:
    for name in names():
        for agency in agencies(name):
            assert len(agency) <= 80
            assert "/" not in agency
            assert " - " not in agency
            assert re.fullmatch(r"[A-Z][A-Za-z.' -]+[A-Za-z]", agency), agency
            assert not re.search(r"\b(Jail|Substation|Headquarters|Station|District \d)\b", agency)
            assert not re.search(r"\bMc[a-z]|\b(Dekalb|Dupage|Dewitt)\b", agency), agency


def test_there_are_about_a_thousand_names() -> None:
    total = sum(len(own) for own in read_facts(FILE, Agencies).counties.values())
    assert 950 <= total <= 1150


def test_chicago_is_one_department() -> None:
    found = [agency for agency in agencies("Cook") if agency.startswith("Chicago Police")]
    assert found == ["Chicago Police Department"]


def test_agencies_of_an_unknown_county_are_an_error() -> None:
    with pytest.raises(KeyError):
        agencies("Nowhere")


def test_an_unknown_field_is_refused_and_the_file_named(tmp_path: Path) -> None:
    path = tmp_path / "illinois.toml"
    path.write_text('motto = "x"\n' + FILE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BadFactFile, match=r"^illinois\.toml: .*motto"):
        read_facts(path, Agencies)
