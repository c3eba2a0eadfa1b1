"""The sheets that ask an office for help: to whom, and only what the person lets us tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.eligibility.explain import card
from portal.facts import Case
from portal.packet.contents import JudgedCase, Packet
from portal.say import Msg, Span

MOST_CASES = 10
"""On one sheet, so that it stays one page."""
ROWS_BY_HAND = 4
"""Empty rows for cases on a sheet that is filled in by hand."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as the sheet shows it; an empty string where the person does not know."""

    number: str
    county: str
    arrested: Span | None


@dataclass(frozen=True, slots=True)
class ToldCase:
    """What was told of a case, each question with its answer, and what we answered."""

    number: str
    lines: tuple[tuple[Msg, Msg], ...]
    verdict: Msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One sheet, in English. Empty strings and ``None`` are what the person did not let us tell.

    ``told``: for a page of its own behind the sheet, which only legal aid gets. Who was asked for
    no wish finds it there too, and gives it along or not; what we know stands nowhere else then.

    ``by_hand``: no office was chosen, or nothing was asked yet. We know of no wish of the person
    then, so the sheet claims none: it has lines to fill in by hand. It names who helps for free in
    the county where that is known, never the State's Attorney: what that office gets becomes a
    record of the county, which nobody wants without saying so.
    """

    by_hand: bool
    subject: str
    to: str
    address: str
    phone: str
    asks: tuple[str, ...]
    cases: tuple[CaseLine, ...]
    more_cases: int = 0
    told: tuple[ToldCase, ...] = ()
    name: str = ""
    birth_date: date | None = None
    answer_language: str = ""
    by_post: str = ""
    by_phone: str = ""
    voicemail_safe: bool = False
    by_email: str = ""


@dataclass(frozen=True, slots=True)
class _Office:
    subject: str
    to: str
    address: str
    phone: str
    asks: tuple[str, ...]
    gets_told: bool = False


_ASKS_ATTORNEY = (
    "Please tell this person whether your office agrees that the cannabis convictions listed below "
    "be vacated and expunged under 20 ILCS 2630/5.2(i).",
    "If your office files such motions itself, please tell this person whether it will do so here.",
)
_TO_LAWYERS = "Request for legal help"
_ASKS_LAWYER = (
    "This person would like free legal help with clearing the cannabis cases below under "
    "20 ILCS 2630/5.2, and would like to know whether your organization can help.",
)


def letters(packet: Packet) -> tuple[Letter, ...]:
    """One sheet for each office the person chose; where none was, one to fill in by hand."""
    offices = []
    if packet.referral.to_states_attorney:
        offices.append(_states_attorney(packet))
    if packet.referral.to_legal_aid:
        offices.append(_legal_aid(packet))
    return tuple(_letter(packet, office) for office in offices) or (_by_hand(packet),)


def _letter(packet: Packet, office: _Office) -> Letter:
    wish, filer = packet.referral, packet.filer
    cases = tuple(_line(one.case) for one in packet.cases) if wish.tell_cases else ()
    return Letter(
        by_hand=False,
        subject=office.subject,
        to=office.to,
        address=office.address,
        phone=office.phone,
        asks=office.asks,
        name=filer.name if wish.tell_name else "",
        birth_date=filer.birth_date if wish.tell_birth_date else None,
        cases=cases[:MOST_CASES],
        more_cases=max(0, len(cases) - MOST_CASES),
        told=_told(packet) if office.gets_told and wish.tell_cases else (),
        answer_language=packet.language if wish.in_own_language else "en",
        by_post=wish.by_post,
        by_phone=wish.by_phone,
        voicemail_safe=wish.voicemail_safe,
        by_email=wish.by_email,
    )


def _by_hand(packet: Packet) -> Letter:
    office = _legal_aid(packet) if packet.county else _Office(_TO_LAWYERS, "", "", "", _ASKS_LAWYER)
    return Letter(
        by_hand=True,
        subject=office.subject,
        to=office.to,
        address=office.address,
        phone=office.phone,
        asks=office.asks,
        cases=(CaseLine("", "", None),) * ROWS_BY_HAND,
        told=() if packet.referral.asked else _told(packet),
    )


def _told(packet: Packet) -> tuple[ToldCase, ...]:
    found = ((one, _lines(packet, one)) for one in packet.cases[:MOST_CASES])
    return tuple(
        ToldCase(one.case.case_number or "", lines, card(one.finding).verdict)
        for one, lines in found
        if lines
    )


def _lines(packet: Packet, of: JudgedCase) -> tuple[tuple[Msg, Msg], ...]:
    return tuple((one.asked, one.said) for one in packet.told if one.case == of.case.id)


def _line(case: Case) -> CaseLine:
    arrested = next((charge.arrest_date for charge in case.charges if charge.arrest_date), None)
    return CaseLine(case.case_number or "", case.county or "", arrested)


def _states_attorney(packet: Packet) -> _Office:
    county = packet.county
    office = county.states_attorney if county else None
    address = ", ".join((*office.address, office.city)) if office else ""
    return _Office(
        subject="Request to the State’s Attorney",
        to=f"State’s Attorney of {county.name} County, Illinois" if county else "State’s Attorney",
        address=f"{address}, IL {office.zip or ''}".strip() if office else "",
        phone=office.phone or "" if office else "",
        asks=_ASKS_ATTORNEY,
    )


def _legal_aid(packet: Packet) -> _Office:
    lawyers = next((one for one in packet.helpers if one.kind == "lawyers"), None)
    return _Office(
        subject=_TO_LAWYERS,
        to=lawyers.name if lawyers else "",
        address=", ".join((*lawyers.address, lawyers.city or "")).strip(", ") if lawyers else "",
        phone=lawyers.phones[0] if lawyers and lawyers.phones else "",
        asks=_ASKS_LAWYER,
        gets_told=True,
    )
