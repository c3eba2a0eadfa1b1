"""Where to go: the clerk's office and the offices that give out records, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass

from portal.counties.county import Clerk, County, Courthouse
from portal.counties.help import Helper
from portal.counties.note import PHONE_UNKNOWN, SAYS
from portal.say import Msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An office: its name, its address line by line, its phone if known, and what to know of it."""

    name: str
    lines: tuple[str, ...]
    phone: str | None
    notes: tuple[Msg, ...] = ()


def where_to_file(county: County) -> Place:
    """The desk that takes these papers, else the clerk's own office."""
    house = county.filing
    return _desk(house) if house else clerks_office(county)


def clerks_office(county: County) -> Place:
    """The office of the Circuit Clerk, with how sure we are of its address."""
    clerk = county.clerk
    return Place(
        name=county.court.name,
        lines=_lines(clerk),
        phone=clerk.phone,
        notes=_known(clerk.phone, (clerk.caution,) if clerk.caution else ()),
    )


def office(helper: Helper) -> Place:
    """An organization or office of the directory."""
    city = (f"{helper.city}, IL {helper.zip or ''}".strip(),) if helper.city else ()
    return Place(
        name=helper.name,
        lines=(*helper.address, *city),
        phone=helper.phones[0] if helper.phones else None,
        notes=tuple(SAYS[note] for note in helper.notes),
    )


def _desk(house: Courthouse) -> Place:
    phone = house.clerk_phone or house.phone
    notes = tuple(SAYS[note] for note in house.notes)
    known_as = (f"({house.known_as})",) if house.known_as else ()
    room = (house.clerk_room,) if house.clerk_room else ()
    return Place(
        name=house.name,
        lines=(house.name, *known_as, *house.address, *room, f"{house.city}, IL {house.zip}"),
        phone=phone,
        notes=_known(phone, notes),
    )


def _lines(clerk: Clerk) -> tuple[str, ...]:
    return (*clerk.address, f"{clerk.city}, IL {clerk.zip}")


def _known(phone: str | None, notes: tuple[Msg, ...]) -> tuple[Msg, ...]:
    return notes if phone else (*notes, PHONE_UNKNOWN)
