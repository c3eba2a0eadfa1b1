"""Who types a city is told every county in which it lies."""

from __future__ import annotations

import pytest

from portal.counties.agency import agencies, departments
from portal.counties.city import FILE, Cities, near
from portal.counties.county import county, find, letters, names
from portal.counties.factfile import read_facts

CITIES = read_facts(FILE, Cities).cities


def test_every_city_with_a_courthouse_or_a_police_department_leads_to_its_county() -> None:
    for name in names():
        one = county(name)
        houses = [house.city for house in one.courthouses]
        for city in (one.seat, *houses, *departments(name)):
            assert name in near(city), city


def test_every_county_in_the_file_is_one_and_no_city_is_read_as_a_county() -> None:
    for city, counties in CITIES.items():
        assert set(counties) <= set(names()), city
        assert len(set(counties)) == len(counties), city
        assert find(city) is None, city
        assert near(city) == list(counties)
    assert len(set(map(letters, CITIES))) == len(CITIES)


def test_the_file_holds_nothing_that_is_known_without_it() -> None:
    for city, counties in CITIES.items():
        police = [name for name in names() if f"{city} Police Department" in agencies(name)]
        assert police != list(counties), city


@pytest.mark.parametrize(
    ("typed", "counties"),
    [
        ("aurora, il", "Kane, DuPage, Kendall, Will"),
        ("Naperville", "DuPage, Will"),
        ("ELGIN", "Kane, Cook"),
        ("Rockford", "Winnebago, Ogle"),
        ("Jóliet", "Will, Kendall"),
        ("Springfield", "Sangamon"),
        ("E. St. Louis", "St. Clair"),
        ("East Saint Louis", "St. Clair"),
        ("St Charles", "Kane, DuPage"),
        ("saint charles", "Kane, DuPage"),
        ("Mt. Prospect", "Cook"),
        ("O\u2019Fallon", "St. Clair"),
        ("City of Chicago", "Cook"),
        ("Village of Oak Park", "Cook"),
        ("Sprinfield", "Sangamon"),
        ("Milwaukee", ""),
    ],
)
def test_a_city_in_any_spelling(typed: str, counties: str) -> None:
    assert ", ".join(near(typed)) == counties


@pytest.mark.parametrize("typed", ["Peoria", "Champaign", "DeKalb", "Rock Island", "Kankakee"])
def test_a_city_with_the_name_of_its_county_is_that_county(typed: str) -> None:
    found = find(typed)
    assert found is not None
    assert found.name == typed


def test_marks_on_letters_hide_no_county() -> None:
    found = find("Cóok")
    assert found is not None
    assert found.name == "Cook"
