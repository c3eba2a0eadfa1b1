"""The counties in which a city lies, for who knows the city and not the county."""

from __future__ import annotations

import difflib
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from portal.counties.agency import departments
from portal.counties.county import NAMES, county, letters
from portal.counties.factfile import Fact, Text, read_facts

FILE: Final = Path(__file__).resolve().parent / "cities.toml"
_SHORT: Final = {
    "e": "east",
    "ft": "fort",
    "mt": "mount",
    "n": "north",
    "s": "south",
    "w": "west",
}


class Cities(Fact, frozen=True, kw_only=True):
    """The whole of the file: the counties by city."""

    source: Text
    checked_on: date
    cities: dict[str, tuple[Text, ...]]


def near(text: str) -> list[str]:
    """The counties that may be meant: all in which that city lies, else those spelled like it."""
    cities, city = _cities(), _city(text)
    if city in cities:
        return list(cities[city])
    by_name = difflib.get_close_matches(text.title(), NAMES, n=3, cutoff=0.6)
    if by_name:
        return by_name
    by_city = difflib.get_close_matches(city, cities, n=1, cutoff=0.8)
    return list(cities[by_city[0]]) if by_city else []


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """The counties by each city with a courthouse or a police department. Reads every file."""
    found: dict[str, tuple[str, ...]] = {}
    for one in map(county, NAMES):
        houses = (house.city for house in one.courthouses)
        for city in dict.fromkeys(map(_city, (one.seat, *houses, *departments(one.name)))):
            found[city] = (*found.get(city, ()), one.name)
    told = read_facts(FILE, Cities).cities
    return {**found, **{_city(city): counties for city, counties in told.items()}}


def _city(text: str) -> str:
    """The city's letters: ``City of Mt. Vernon`` → ``mountvernon``."""
    bare = re.sub(r"^\s*(?:city|village|town) of ", "", text, flags=re.IGNORECASE)
    first, *rest = bare.split() or [""]
    return letters(" ".join((_SHORT.get(first.lower().rstrip("."), first), *rest)))
