"""From judged cases to packets: one a county with something to file, and sheets to take along."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from portal.charges.read import read_charge
from portal.counties.county import County, county, names
from portal.counties.help import Helper, helpers
from portal.eligibility.engine import outcomes
from portal.eligibility.finding import Findings
from portal.eligibility.plan import filed
from portal.eligibility.reading import Reader
from portal.facts import Record
from portal.filing import Filing
from portal.packet.assemble import assemble
from portal.packet.contents import JudgedCase, Packet
from portal.service.check import judge_record

SHEETS: Final = "sheets"
"""The place of the sheets that belong to no county's court; no county is called so."""
SHEETS_ALONE: Final = ("next-steps", "reasons", "record", "referral")
SHEETS_BESIDE: Final = ("reasons", "record", "referral")
"""Beside a packet no page may say that there is nothing to file."""
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter in it is taken for a digit."""
NUMBER_LENGTH: Final = 6
HELPERS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a person told us, as facts, and what the law makes of them on one day."""

    record: Record
    findings: Findings

    @property
    def cases(self) -> tuple[JudgedCase, ...]:
        """Every case with its finding, in the person's order."""
        pairs = zip(self.record.cases, self.findings.cases, strict=True)
        return tuple(JudgedCase(case=case, finding=finding) for case, finding in pairs)

    @property
    def planned(self) -> Mapping[str, tuple[str, ...]]:
        """Which counties need a packet, with the ids of its cases: what filing questions need."""
        return {packet.county: packet.cases for packet in self.findings.packets}

    def of(self, ids: Collection[str]) -> tuple[JudgedCase, ...]:
        """The cases with these ids."""
        return tuple(one for one in self.cases if one.case.id in ids)


def judge(record: Record, day: date, read: Reader = read_charge) -> Judged:
    """Judge facts on a day, and keep both."""
    return Judged(record=record, findings=judge_record(record, day, read))


def planned(record: Record, day: date, read: Reader = read_charge) -> Mapping[str, tuple[str, ...]]:
    """Which counties need a packet, with the ids of its cases, as ``judge`` plans them."""
    return filed(zip(record.cases, outcomes(record, day, read), strict=True))


def packet_for(judged: Judged, name: str, filing: Filing, *, language: str, number: str) -> Packet:
    """The packet of one county. Raises ``KeyError`` where none is planned for it."""
    planned = {one.county: one for one in judged.findings.packets}[name]
    found = county(name)
    return assemble(
        number=number,
        county=found,
        helpers=helpers(found),
        language=language,
        day=judged.findings.day,
        rulebook=judged.findings.rulebook,
        documents=planned.documents,
        cases=judged.of(planned.cases),
        filing=filing,
    )


def sheets_for(judged: Judged, filing: Filing, *, language: str, number: str) -> Packet:
    """The sheets for everyone, whatever was found: about all cases, with nothing to file in them.

    They name the county's offices where all cases that name a county name the same one.
    """
    found = the_one_county(judged)
    return assemble(
        number=number,
        county=found,
        helpers=helpers(found),
        language=language,
        day=judged.findings.day,
        rulebook=judged.findings.rulebook,
        documents=sheet_ids(judged),
        cases=judged.cases,
        filing=replace(filing, by_case={}),
    )


def sheet_ids(judged: Judged) -> tuple[str, ...]:
    """The ids of the sheets for everyone."""
    return SHEETS_BESIDE if judged.findings.packets else SHEETS_ALONE


def the_one_county(judged: Judged) -> County | None:
    """The county of all cases that name one; ``None`` where none or several are named."""
    named = {one.county for one in judged.record.cases if one.county}
    return county(named.pop()) if len(named) == 1 else None


def who_helps(judged: Judged) -> tuple[Helper, ...]:
    """Who can be called for free, each with a phone number: one of each county of the cases, then
    one of the whole state, since not every county has its own, then more."""
    named = dict.fromkeys(one.county for one in judged.record.cases if one.county)
    local = [_called(helpers(county(name)), statewide=False) for name in named]
    first = [some[0] for some in local if some]
    others = [one for some in local for one in some[1:]]
    everywhere = _called(helpers(), statewide=True)
    found = dict.fromkeys((*first, *everywhere[:1], *others, *everywhere))
    return tuple(found)[: max(HELPERS_SHOWN, len(first) + 1)]


def _called(some: Iterable[Helper], *, statewide: bool) -> list[Helper]:
    return [one for one in some if one.phones and one.statewide is statewide]


def county_at(place: str) -> str | None:
    """The county a part of an address stands for; ``None`` where it stands for none."""
    return _PLACES.get(place)


def place_of(name: str) -> str:
    """A county as a part of an address. The history of a shared computer keeps addresses, so the
    county cannot be read in it."""
    return _PLACE_OF[name]


def _code_of(name: str) -> str:
    digest = hashlib.blake2b(name.encode(), digest_size=5, person=b"place").digest()
    return base64.b32encode(digest).decode().lower()


_PLACE_OF: Final[Mapping[str, str]] = {name: _code_of(name) for name in names()}
_PLACES: Final[Mapping[str, str]] = {place: name for name, place in _PLACE_OF.items()}


def new_number() -> str:
    """A number for a packet: random, so that it says nothing of anyone; 30 bits of it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH))
