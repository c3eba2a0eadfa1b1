"""A county of Illinois: its court, its clerk, its courthouses and its State's Attorney."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from portal.counties.factfile import BadFactFile, Fact, Phone, Text, Url, Zip, read_facts
from portal.counties.help import Helper, Reference
from portal.counties.note import Note
from portal.say import Msg, say

__all__ = [
    "NAMES",
    "Clerk",
    "County",
    "Court",
    "Courthouse",
    "Doubt",
    "Helper",
    "StatesAttorney",
    "county",
    "find",
    "names",
    "slug",
    "tel",
]

DATA = Path(__file__).resolve().parent / "data"

NAMES: tuple[str, ...] = tuple(
    re.split(
        r",\s+",
        """Adams, Alexander, Bond, Boone, Brown, Bureau, Calhoun, Carroll, Cass,
    Champaign, Christian, Clark, Clay, Clinton, Coles, Cook, Crawford, Cumberland, DeKalb,
    DeWitt, Douglas, DuPage, Edgar, Edwards, Effingham, Fayette, Ford, Franklin, Fulton,
    Gallatin, Greene, Grundy, Hamilton,
    Hancock, Hardin, Henderson, Henry, Iroquois, Jackson, Jasper, Jefferson, Jersey, Jo Daviess,
    Johnson, Kane, Kankakee, Kendall, Knox, Lake, LaSalle, Lawrence, Lee, Livingston, Logan, Macon,
    Macoupin, Madison, Marion, Marshall, Mason, Massac, McDonough, McHenry, McLean, Menard, Mercer,
    Monroe, Montgomery, Morgan, Moultrie, Ogle, Peoria, Perry, Piatt, Pike, Pope, Pulaski, Putnam,
    Randolph, Richland, Rock Island, Saline, Sangamon, Schuyler, Scott, Shelby, St. Clair, Stark,
    Stephenson, Tazewell, Union, Vermilion, Wabash, Warren, Washington, Wayne, White, Whiteside,
    Will, Williamson, Winnebago, Woodford""",
    )
)
"""Every county, spelled as in the drop-down list of the court forms. Kept beside the files
so that showing the list reads none of them; a test holds the two together."""


class Doubt(Fact, frozen=True, kw_only=True):
    """What another list says of a fact, or why we doubt it. ``note`` is for who checks it."""

    about: Literal["address", "room", "phone", "website"]
    other: Text | None = None
    note: Text | None = None

    @property
    def says(self) -> Msg | None:
        """The doubt as a resident should hear it; ``None`` where only the staff can use it."""
        if self.other is None:
            return None
        match self.about:
            case "address":
                return say("Another list gives this address: %(address)s.", address=self.other)
            case "room":
                return say("Another list adds this room or suite: %(room)s.", room=self.other)
            case "phone":
                return say("Another list gives this phone number: %(phone)s.", phone=self.other)
            case "website":
                return say("Another list gives this website: %(website)s.", website=self.other)


class Court(Fact, frozen=True, kw_only=True):
    """The circuit court. ``efile``: its code in the state's e-filing system."""

    name: Text
    website: Url | None = None
    efile: Text | None = None


class Clerk(Fact, frozen=True, kw_only=True):
    """The office of the Circuit Clerk, where papers are filed.

    ``confidence``: "high" where two lists agree on street and phone, "medium" where they differ in
    one, "low" where they differ in both or a number was plainly another office's.
    """

    address: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    city: Text
    zip: Zip
    phone: Phone | None = None
    website: Url | None = None
    confidence: Literal["high", "medium", "low"]
    doubts: tuple[Doubt, ...] = ()

    @property
    def caution(self) -> Msg | None:
        """What to tell a resident about how sure these facts are; ``None`` where lists agree."""
        if self.confidence == "high":
            return None
        if self.confidence == "medium":
            return say("Public lists do not all agree about this office. Call before you go.")
        return say(
            "We are not sure about the address or the phone number of this office. "
            "Check both before you go or mail anything."
        )


class StatesAttorney(Fact, frozen=True, kw_only=True):
    """The office of the county's State's Attorney, who gets the clerk's copy of the motion."""

    address: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    city: Text
    zip: Zip | None = None
    phone: Phone | None = None
    email: Text | None = None
    website: Url | None = None
    source: Text


class Courthouse(Fact, frozen=True, kw_only=True):
    """One of several courthouses of a county. ``phone`` is the building's, not the clerk's.

    ``takes_all``: the desk for expungement papers of the whole county is here. ``unknown``: what we
    looked for and did not find.
    """

    name: Text
    known_as: Text | None = None
    district: Annotated[int, msgspec.Meta(ge=1, le=6)] | None = None
    address: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    city: Text
    zip: Zip
    phone: Phone | None = None
    clerk_room: Text | None = None
    clerk_phone: Phone | None = None
    takes_all: bool = False
    notes: tuple[Note, ...] = ()
    unknown: tuple[Note, ...] = ()
    confidence: Literal["high", "medium", "low"]
    source: Text


class County(Fact, frozen=True, kw_only=True):
    """Everything we know of one county. ``circuit`` is "1" to "24", or "Cook", a circuit by itself.

    ``source`` says in our words where the facts come from; ``checked_on`` is the day they were last
    held against it. ``references`` name the local helpers (``portal.counties.help``).
    """

    name: Text
    seat: Text
    circuit: Annotated[str, msgspec.Meta(pattern=r"^([1-9]|1[0-9]|2[0-4]|Cook)$")]
    appellate_district: Annotated[int, msgspec.Meta(ge=1, le=5)]
    source: Text
    checked_on: date
    court: Court
    clerk: Clerk
    states_attorney: StatesAttorney | None = None
    courthouses: tuple[Courthouse, ...] = msgspec.field(default=(), name="courthouse")
    references: tuple[Reference, ...] = msgspec.field(default=(), name="help")

    @property
    def filing(self) -> Courthouse | None:
        """The courthouse with the county's desk for these papers; ``None``: go to the clerk."""
        return next((house for house in self.courthouses if house.takes_all), None)


def names() -> tuple[str, ...]:
    """The 102 county names in alphabetical order, spelled as on the court forms. Reads no file."""
    return NAMES


def slug(name: str) -> str:
    """A county's name as it stands in a file name: ``Jo Daviess`` → ``jo-daviess``."""
    return name.lower().replace(".", "").replace(" ", "-")


@cache
def county(name: str) -> County:
    """The county of that name, read once.

    Raises ``KeyError`` where ``names()`` has no such spelling, ``BadFactFile`` for a bad file.
    """
    if name not in NAMES:
        raise KeyError(name)
    path = DATA / f"{slug(name)}.toml"
    found = read_facts(path, County)
    if found.name != name:
        raise BadFactFile(f"{path.name}: is about {found.name!r}, not {name!r}")
    return found


def find(text: str) -> County | None:
    """The county a person means by ``text``, whatever the case, spaces and dots; else ``None``.

    ``de kalb``, ``Saint Clair``, ``DuPage County, IL`` and ``county of Cook`` are all understood.
    """
    name = _keys().get(letters(text))
    return county(name) if name else None


def tel(phone: str) -> str:
    """A stored phone number for a ``tel:`` link: ``(217) 277-2100`` → ``+12172772100``.

    Raises ``ValueError`` for anything but ten digits, so that no dead link is made.
    """
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    if len(digits) != 10:
        raise ValueError("not a ten-digit phone number")
    return f"+1{digits}"


@cache
def _keys() -> dict[str, str]:
    return {letters(name): name for name in NAMES}


_FILLER = frozenset({"county", "co", "of", "the", "illinois", "il", "ill"})


def letters(text: str) -> str:
    """What two spellings of one place have in common: ``St. Clair County, IL`` → ``stclair``."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = re.sub("['\u2019\u0300-\u036f]", "", plain)
    words = [word for word in re.findall(r"[a-z]+", plain) if word not in _FILLER]
    return "".join("st" if word == "saint" else word for word in words)
