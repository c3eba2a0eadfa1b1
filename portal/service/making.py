"""The packets a person is making: begun by a press of a button, numbered once all was checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from portal.interview.answers import Answers
from portal.interview.filing import to_filing
from portal.interview.path import NO_PACKETS, Walk
from portal.interview.question import Packets
from portal.interview.record import to_record
from portal.packet.contents import Packet
from portal.service.packets import (
    SHEETS,
    Judged,
    judge,
    new_number,
    packet_for,
    sheets_for,
)

PACKETS: Final = "packets"
"""Where the stored answers keep the number of each packet by county; "" until all was checked."""


def judge_answers(answers: Answers, day: date) -> Judged:
    """What the answers come to on a day."""
    return judge(to_record(answers, day), day)


def numbers(answers: Answers) -> Mapping[str, str]:
    """The number of each packet that was begun, in the order they were begun."""
    stored = answers.rest.get(PACKETS)
    return stored if isinstance(stored, dict) else {}


def numbered(answers: Answers) -> Answers:
    """Fresh answers with the number of the sheets to take along, so that looking at these later
    changes nothing."""
    return finish(answers, SHEETS)


def begin(answers: Answers, county: str) -> Answers:
    """The answers with a packet begun for the county; the very same where it is begun already."""
    begun = numbers(answers)
    return answers if county in begun else _with(answers, {**begun, county: ""})


def finish(answers: Answers, place: str) -> Answers:
    """The answers with a number for the packet; one that it has is kept for good, so that the same
    case gives the same bytes. ``place``: a county, or ``SHEETS``."""
    begun = numbers(answers)
    return answers if begun.get(place) else _with(answers, {**begun, place: new_number()})


def _with(answers: Answers, changed: Mapping[str, str]) -> Answers:
    return replace(answers, rest={**answers.rest, PACKETS: dict(changed)})


def asked_for(answers: Answers, planned: Callable[[], Packets]) -> Packets:
    """The counties whose filing questions are to be asked: begun, and still with something to file.

    ``planned`` is called only where a packet was begun: most pages come before.
    """
    begun = [place for place in numbers(answers) if place != SHEETS]
    if not begun:
        return NO_PACKETS
    found = planned()
    return {county: found[county] for county in begun if county in found}


def packet_of(told: Walk, judged: Judged, county: str, language: str) -> Packet:
    """The packet of one county as it stands. Raises ``KeyError`` where none is planned for it."""
    filing = to_filing(told, {county: judged.planned[county]}, county)
    number = numbers(told.view.answers).get(county, "")
    return packet_for(judged, county, filing, language=language, number=number)


def sheets_of(told: Walk, judged: Judged, language: str) -> Packet:
    """The sheets to take along. They tell of the person only what a packet may tell."""
    answers = told.view.answers
    filing = to_filing(told, asked_for(answers, lambda: judged.planned))
    number = numbers(answers).get(SHEETS, "")
    return sheets_for(judged, filing, language=language, number=number)
