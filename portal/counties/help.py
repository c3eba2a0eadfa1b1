"""Who helps for free, and which offices give people their records."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from portal.counties.factfile import BadFactFile, Fact, Phone, Text, Url, Zip, read_facts
from portal.counties.note import Note

if TYPE_CHECKING:
    from portal.counties.county import County

FILE = Path(__file__).resolve().parent / "help.toml"

Kind = Literal["lawyers", "information", "records", "pardons"]


class Reference(Fact, frozen=True, kw_only=True):
    """A county's pointer to a helper of ``help.toml``, and how sure we are that it serves there."""

    id: Text
    confidence: Literal["high", "medium", "low"]


class Desk(Fact, frozen=True, kw_only=True):
    """A place where one can walk in."""

    place: Text
    address: Text
    room: Text | None = None
    city: Text
    hours: Note
    notes: tuple[Note, ...] = ()


class Helper(Fact, frozen=True, kw_only=True):
    """An organization or office. ``notes`` say what it does, what matters most first."""

    id: Text
    name: Text
    kind: Kind
    statewide: bool = False
    address: tuple[Text, ...] = ()
    city: Text | None = None
    zip: Zip | None = None
    phones: tuple[Phone, ...] = ()
    website: Url | None = None
    notes: tuple[Note, ...]
    desks: tuple[Desk, ...] = msgspec.field(default=(), name="desk")
    source: Text
    checked_on: date


class Directory(Fact, frozen=True, kw_only=True):
    """The whole of ``help.toml``."""

    helpers: tuple[Helper, ...] = msgspec.field(name="helper")


def helper(id: str) -> Helper:
    """The helper with that id. Raises ``KeyError`` where there is none."""
    return _directory()[id]


def everyone() -> tuple[Helper, ...]:
    """All of ``help.toml``, in its order."""
    return tuple(_directory().values())


def helpers(county: County | None = None) -> tuple[Helper, ...]:
    """Who gives free legal help in the county, best first: its own, then those of the whole state.

    Without a county, those of the whole state.
    """
    return tuple(one for one in _of(county) if one.kind in ("lawyers", "information"))


def offices(kind: Kind, county: County | None = None) -> tuple[Helper, ...]:
    """The places of one kind that serve the county, its own first: ``offices("records", cook)``."""
    return tuple(one for one in _of(county) if one.kind == kind)


def _of(county: County | None) -> tuple[Helper, ...]:
    references = county.references if county else ()
    local = tuple(helper(reference.id) for reference in references)
    return local + tuple(one for one in _directory().values() if one.statewide)


@cache
def _directory() -> dict[str, Helper]:
    read = read_facts(FILE, Directory).helpers
    found = {one.id: one for one in read}
    if len(found) != len(read):
        raise BadFactFile(f"{FILE.name}: an id stands there twice")
    return found
