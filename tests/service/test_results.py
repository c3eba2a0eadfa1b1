"""What is shown of a case, and how long papers are remembered to be."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest

from portal.eligibility.finding import Finding
from portal.eligibility.words import ASKED, VERDICTS
from portal.facts import Case, Disposition, OffenseClass, read_span
from portal.filing import Filer, Filing
from portal.languages import voice
from portal.law.codes import Outcome
from portal.packet.contents import Packet, Row
from portal.service import listings
from portal.service.listings import Listings
from portal.service.packets import judge, sheets_for
from portal.service.results import ASKED_BY, Shown, masked, shown
from tests.service.records import DAY, OF_EACH, case_with, record


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("2014-CM-001234", "ends in 234"),
        ("14 CR 12345", "ends in 345"),
        ("123-456", "ends in 456"),
        ("12-345", "hidden on a shared computer"),
        ("7", "hidden on a shared computer"),
    ],
)
def test_of_a_masked_number_no_more_is_shown_than_is_hidden(number: str, says: str) -> None:
    assert voice("en").text(masked(number)) == says


def test_everything_that_may_be_asked_to_settle_a_case_has_its_question() -> None:
    assert set(ASKED_BY) == set(ASKED)


def test_a_case_without_a_year_or_county_is_still_told_apart_by_its_place() -> None:
    unknown = replace(case_with().charges[0], arrest_date=None, offense_date=None)
    unknown = replace(unknown, disposition_date=None)
    cases = shown(judge(record(case_with(unknown, county=None), case_with()), DAY), shared=True)
    assert [(one.at, one.county, one.year) for one in cases] == [(1, "", ""), (2, "Cook", "2014")]


def test_only_cases_in_a_packet_are_said_to_be_filed() -> None:
    judged = judge(record(case_with(), OF_EACH[Outcome.GET_RECORD]), DAY)
    assert [one.files for one in shown(judged, shared=False)] == [True, False]


def said(*cases: Case) -> list[tuple[Shown, str]]:
    judged = judge(record(*cases), DAY)
    english = voice("en")
    return [
        (one, english.text(one.card.from_day) if one.card.from_day else "")
        for one in shown(judged, shared=False)
    ]


MISSING = "An end date is missing, so we cannot say when the wait is over."


def test_a_day_that_cannot_be_said_does_not_read_like_now() -> None:
    served = replace(
        case_with().charges[0],
        disposition=Disposition.SUPERVISION_COMPLETED,
        disposition_date=None,
        sentence_end_date=None,
    )
    [(undated, day)] = said(case_with(served))
    assert day == MISSING
    assert MISSING not in [voice("en").text(reason.says) for reason in undated.card.why]
    assert [voice("en").text(each.says) for each in undated.opens] == [
        "the end date of the sentence, supervision or probation",
        "the date the case ended",
    ]
    ended = replace(served, sentence_end_date=read_span("2015-09-10"))
    [(dated, day)] = said(case_with(ended))
    assert (day, dated.opens) == ("The wait of 2 years is over.", ())


@pytest.mark.parametrize(
    ("paid", "verdict", "by", "state"),
    [
        ("2018-06-10", VERDICTS[Outcome.AUTO_CIVIL_DONE].text, "", "Should be erased. It is done"),
        (
            "2026-11-20",
            "This ticket should be erased in time. Nobody has to ask.",
            "It should be done by January 1, 2027.",
            "Should be erased in time.",
        ),
    ],
)
def test_a_ticket_just_paid_is_not_said_to_be_gone(
    paid: str, verdict: str, by: str, state: str
) -> None:
    ticket = OF_EACH[Outcome.AUTO_CIVIL_DONE]
    charge = replace(ticket.charges[0], disposition_date=read_span(paid))
    [(one, day)] = said(replace(ticket, charges=(charge,)))
    assert (one.card.verdict.text, day) == (verdict, by)
    assert one.card.ways[0].track.state.text.startswith(state)


def test_the_police_are_not_said_to_be_done_in_the_year_after_an_arrest() -> None:
    case = OF_EACH[Outcome.AUTO_POLICE_DONE]
    charge = replace(case.charges[0], arrest_date=read_span("2026-01-24"), disposition_date=None)
    [(one, day)] = said(replace(case, charges=(charge,)))
    assert one.card.verdict.text.startswith("The police should erase their record in time.")
    assert day == "Not before January 24, 2027."
    assert [way.from_day for way in one.card.ways] == [None, None, None]


def test_what_another_case_leaves_open_is_asked_with_its_number() -> None:
    high = replace(
        case_with().charges[0],
        statute="720 ILCS 550/4(e)",
        offense_class=OffenseClass.FELONY_3,
        grams=Decimal(600),
        sentence_end_date=read_span("2015-09-10"),
    )
    [(alone, _)] = said(case_with(high))
    assert [voice("en").text(way.from_day) for way in alone.card.ways if way.from_day] == [
        "The wait of 3 years is over."
    ]
    undated = replace(high, sentence_end_date=None)
    (first, _), (second, _) = said(case_with(high), case_with(undated))
    end = "the end date of the sentence, supervision or probation"
    assert [voice("en").text(each.says) for each in first.opens] == [f"Case 2: {end}"]
    assert [voice("en").text(each.says) for each in second.opens] == [end]
    [way] = first.card.ways
    assert way.from_day is not None
    assert voice("en").text(way.from_day) == MISSING


def test_how_long_papers_are_is_found_out_once_and_anew_after_a_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    really = listings.listing
    monkeypatch.setattr(listings, "listing", lambda *given: made.append(given) or really(*given))
    judged = judge(record(OF_EACH[Outcome.ORDINANCE]), DAY)
    packet = sheets_for(judged, Filing(), language="en", number="3F9K2M")
    known = Listings()
    first = known.make(packet, voice("en"), {})
    assert known.make(packet, voice("en"), {}) == first
    assert len(made) == 1
    known.make(replace(packet, number="7Q4M2K"), voice("en"), {})
    assert len(made) == 2
    assert known.known(replace(packet, number="000000"), voice("en"), {}) is None
    assert "3F9K2M" not in repr(vars(known))


def kinds_within(kind: Any, found: set[type]) -> set[type]:
    """The dataclasses that a value of this kind may hold."""
    for part in get_args(kind):
        kinds_within(part, found)
    if is_dataclass(kind) and kind not in found:
        found.add(kind)  # type: ignore[arg-type]
        for part in get_type_hints(kind).values():
            kinds_within(part, found)
    return found


def test_no_part_of_a_packet_is_overlooked_when_it_is_recognized() -> None:
    """A packet is recognized by how it is written out: what is left out there, such as a name,
    would give another packet the same pages."""
    kinds = kinds_within(Packet, set())
    assert {Filer, Row, Finding} <= kinds
    assert [kind for kind in kinds if not all(each.repr for each in fields(kind))] == []
