"""What is written on each copy of a court form: a packet becomes the values of its fields."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from portal.counties.county import StatesAttorney
from portal.filing import Grade
from portal.packet.contents import Packet, Row
from portal.packet.documents import (
    NUMBERS_A_PAPER,
    RowSheet,
    notice_sheets,
    order_sheets,
    row_sheets,
)
from portal.packet.forms.edition import Edition, Texts, fields_of, newest, series
from portal.say import Span

CONTINUED = "(continued on attached page)"
"""On the last line of an explanation that goes on elsewhere. Court papers are in English."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A text that runs through one-line fields. Where they are too few, the last says ``more``."""

    fields: tuple[str, ...]
    text: str
    more: str = CONTINUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One copy of a form. What is named in none of these stays empty.

    ``texts``: by field. ``ticks``: the state a box is ticked as. ``flow``: what runs over fields.
    ``astray``: see ``Edition``.
    """

    form_id: str
    texts: Mapping[str, str]
    ticks: Mapping[str, str] = field(default_factory=dict)
    flow: Flow | None = None
    astray: tuple[str, ...] = ()


def fill_plan(packet: Packet, form_id: str, edition: Edition | None = None) -> tuple[Sheet, ...]:
    """The copies of the form that the packet needs, in order; none where it has no such paper.

    ``edition``: the one at hand, else the newest we know. Raises ``KeyError`` for an unknown form.
    """
    edition = edition or newest(form_id)
    if edition.document not in packet.documents:
        return ()
    match edition.document:
        case "motion":
            first, *later = row_sheets(packet)
            numbers = packet.case_numbers[:NUMBERS_A_PAPER]
            return (_sheet(packet, edition, numbers, first, further=bool(later)),)
        case "additional-convictions":
            return tuple(
                _sheet(packet, edition, _distinct(part.rows), part)
                for part in row_sheets(packet)[1:]
            )
        case "notice":
            numbers, *further = notice_sheets(packet)
            return (_sheet(packet, edition, numbers, further=bool(further)),)
        case "additional-notice":
            return tuple(_sheet(packet, edition, part) for part in notice_sheets(packet)[1:])
        case "order":
            return tuple(_sheet(packet, edition, part) for part in order_sheets(packet))
        case other:
            raise ValueError(f"no sheets are known for {other}")


def us_date(day: date) -> str:
    """The day as American courts write it: ``05/09/1974``."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def us_span(span: Span) -> str:
    """A day, a month, a year, or from one day to another, as short as it can be said."""
    first, last = span.first, span.last
    if span.is_day:
        return us_date(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} – {last.year}"
    month = (last.year, last.month, 1, monthrange(last.year, last.month)[1])
    if (first.year, first.month, first.day, last.day) == month:
        return f"{first.month:02}/{first.year:04}"
    return f"{us_date(first)} – {us_date(last)}"


def _sheet(
    packet: Packet,
    edition: Edition,
    numbers: tuple[str, ...],
    part: RowSheet | None = None,
    *,
    further: bool = False,
) -> Sheet:
    texts = _texts(packet, edition.texts) | _in_order(edition.numbers.slots, numbers)
    ticks = _ticks(packet, edition, further)
    if part is not None:
        row_texts, row_ticks = _rows(edition, part.rows)
        texts |= row_texts
        ticks |= row_ticks
    return Sheet(
        form_id=edition.id,
        texts={name: text for name, text in texts.items() if text},
        ticks=ticks,
        flow=_flow(packet, edition),
        astray=edition.astray,
    )


def _texts(packet: Packet, places: Texts) -> dict[str, str]:
    filer, ages, county = packet.filer, packet.ages, packet.county
    values = {
        "county": county.name if county else "",
        "name": filer.name,
        "other_names": filer.other_names,
        "birth_date": us_date(filer.birth_date) if filer.birth_date else "",
        "race": filer.race,
        "gender": filer.gender,
        "age_now": _figure(ages.now),
        "age_at_last_arrest": _figure(ages.at_last_arrest),
        "years_since": _figure(ages.years_since),
        "months_since": _figure(ages.months_since),
        "street": filer.street,
        "city_state_zip": filer.city_state_zip,
        "phone": filer.phone,
        "email": filer.email,
        "states_attorney_address": _postal(county.states_attorney if county else None),
    }
    listed = msgspec.structs.asdict(places)
    return {name: values[what] for what, names in listed.items() for name in names}


def _ticks(packet: Packet, edition: Edition, further: bool) -> dict[str, str]:
    """Only what the person said in answer to that very statement, and which sheets are attached."""
    said, boxes = packet.statements, edition.boxes
    answers = (
        (boxes.misdemeanors, said.misdemeanors),
        (boxes.class_4_felonies, said.class_4_felonies),
        (boxes.convicted_before_cutoff, said.convicted_before_cutoff),
        (boxes.sentences_completed, said.sentences_completed),
        (boxes.asks_to_vacate, said.asks_to_vacate),
        (boxes.wants_fee_waiver, said.wants_fee_waiver),
        (boxes.further, further),
    )
    return {box: _only_state(edition, box) for box, yes in answers if box and yes}


def _only_state(edition: Edition, box: str) -> str:
    """As what a box with one state is ticked. Raises ``ValueError`` for a box with several."""
    (state,) = fields_of(edition)[box].states
    return state


def _rows(edition: Edition, rows: tuple[Row, ...]) -> tuple[dict[str, str], dict[str, str]]:
    places = edition.rows
    if places is None:
        raise ValueError(f"{edition.id} has no table of convictions")
    texts = _in_order(places.number, [row.case_number for row in rows])
    texts |= _in_order(places.agency, [row.agency for row in rows])
    texts |= _in_order(
        places.arrested, [us_span(row.arrested) if row.arrested else "" for row in rows]
    )
    states = {Grade.MISDEMEANOR: places.misdemeanor, Grade.CLASS_4_FELONY: places.class_4_felony}
    ticked = _in_order(places.grade, [states[row.grade] if row.grade else "" for row in rows])
    return texts, {name: state for name, state in ticked.items() if state}


def _flow(packet: Packet, edition: Edition) -> Flow | None:
    if edition.explanation is None or not packet.explanation.strip():
        return None
    return Flow(series(edition.explanation.lines), packet.explanation)


def _in_order(pattern: str, values: tuple[str, ...] | list[str]) -> dict[str, str]:
    """The values in the fields of a series. Raises ``ValueError`` where the fields are too few."""
    names = series(pattern)
    if len(values) > len(names):
        raise ValueError(f"{len(values)} values for {len(names)} fields")
    return dict(zip(names, values, strict=False))


def _distinct(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.case_number for row in rows))


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)


def _postal(office: StatesAttorney | None) -> str:
    """The office's address on one line; nothing where we do not know it."""
    if office is None:
        return ""
    return ", ".join((*office.address, office.city)) + f", IL {office.zip or ''}".rstrip()
