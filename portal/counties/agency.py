"""The police agencies of Illinois, as suggestions for one field where anything may be typed."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from portal.counties.factfile import Fact, Text, read_facts

FILE = Path(__file__).resolve().parent / "agencies" / "illinois.toml"


class Agencies(Fact, frozen=True, kw_only=True):
    """The whole of the file: names by county, and those that work in every county."""

    source: Text
    checked_on: date
    statewide: tuple[Text, ...]
    counties: dict[str, tuple[Text, ...]]


@cache
def agencies(county: str) -> tuple[str, ...]:
    """The agencies that may have arrested someone in that county: its own, then statewide ones.

    ``county`` is spelled as in ``county.names()``; raises ``KeyError`` for another.
    """
    known = _known()
    return known.counties[county] + known.statewide


def departments(county: str) -> tuple[str, ...]:
    """The cities of that county with a police department. Raises ``KeyError`` as above."""
    suffix = " Police Department"
    return tuple(
        name.removesuffix(suffix) for name in _known().counties[county] if name.endswith(suffix)
    )


@cache
def _known() -> Agencies:
    return read_facts(FILE, Agencies)
