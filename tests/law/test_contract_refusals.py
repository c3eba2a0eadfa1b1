"""What the check refuses, and where it says the problem stands."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from portal.languages import voice
from portal.service.check import Answered, Refused, check, check_text

Document = dict[str, Any]
PLAIN: Document = json.loads(
    (Path(__file__).parent / "plain_document.json").read_text(encoding="utf-8")
)


def a_charge(**facts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(PLAIN["cases"][0]["charges"][0]), **facts}


def a_case(**facts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(PLAIN["cases"][0]), **facts}


def a_document(*cases: dict[str, Any]) -> Document:
    return copy.deepcopy(PLAIN) | {"cases": list(cases) or [a_case()]}


def with_charge(**facts: Any) -> Document:
    return a_document(a_case(charges=[a_charge(**facts)]))


def paths_refused(document: Any) -> list[str]:
    """The paths of the problems; empty where the document was answered."""
    result = check(document, voice("en"))
    if isinstance(result, Answered):
        return []
    assert isinstance(result, Refused)
    for problem in result.problems:
        assert set(problem) == {"path", "says"}
        assert problem["says"].strip()
    return [problem["path"] for problem in result.problems]


CHARGE = "cases[0].charges[0]"


# The same name twice: JSON readers keep the last value and say nothing


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ('"as_of": "2026-11-22"', "as_of"),
        ('"us_citizen": "yes"', "person.us_citizen"),
        ('"court": "adult"', "cases[0].court"),
        ('"grams": 20', f"{CHARGE}.grams"),
    ],
)
def test_a_field_given_twice_is_one_problem_at_its_path(field: str, path: str) -> None:
    written = json.dumps(PLAIN)
    assert written.count(field) == 1
    assert isinstance(check_text(written, voice("en")), Answered)
    result = check_text(written.replace(field, f"{field}, {field}"), voice("en"))
    assert isinstance(result, Refused)
    assert result.problems == [{"path": path, "says": "This is given twice."}]


def test_no_value_of_a_field_given_three_times_wins() -> None:
    thrice = '"as_of": "2026-11-22", "as_of": "2020-01-01", "as_of": "2026-11-22"'
    written = json.dumps(PLAIN).replace('"as_of": "2026-11-22"', thrice)
    result = check_text(written, voice("en"))
    assert isinstance(result, Refused)
    assert [problem["path"] for problem in result.problems] == ["as_of"]


# Unknown fields, wrong types, wrong values


@pytest.mark.parametrize(
    ("holder", "path"),
    [
        (lambda document: document, "hair_color"),
        (lambda document: document["person"], "person.hair_color"),
        (lambda document: document["cases"][0], "cases[0].hair_color"),
        (lambda document: document["cases"][0]["charges"][0], f"{CHARGE}.hair_color"),
    ],
    ids=["document", "person", "case", "charge"],
)
def test_an_unknown_field_is_refused_where_it_stands(holder: Any, path: str) -> None:
    document = a_document()
    holder(document)["hair_color"] = "brown"
    assert paths_refused(document) == [path]


def test_all_problems_are_listed_at_once() -> None:
    document = a_document(
        a_case(county="Springfield", shoes=44, charges=[a_charge(grams=0)]),
        a_case(id="b", status="shut", charges=[a_charge(offense_date="2014-02-30")]),
    )
    document["person"]["us_citizen"] = "maybe"
    assert sorted(paths_refused(document)) == [
        "cases[0].charges[0].grams",
        "cases[0].county",
        "cases[0].shoes",
        "cases[1].charges[0].offense_date",
        "cases[1].status",
        "person.us_citizen",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("grams", "20"),
        ("grams", True),
        ("grams", [20]),
        ("confirmed", "yes"),
        ("confirmed", 1),
        ("statute", 550),
        ("description", ["POSSESSION"]),
        ("class", "Class A"),
        ("class", 4),
        ("attempt", True),
        ("attempt", "maybe"),
        ("subsequent", "second"),
        ("to_minor", False),
        ("disposition", "guilty"),
        ("disposition", None),
        ("probation_kind", "710"),
        ("sentence", "done"),
        ("offense_date", 2014),
        ("offense_date", {"year": 2014}),
    ],
)
def test_a_wrong_type_or_value_in_a_charge_is_refused(field: str, value: Any) -> None:
    assert paths_refused(with_charge(**{field: value})) == [f"{CHARGE}.{field}"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 1),
        ("jurisdiction", "Illinois"),
        ("jurisdiction", None),
        ("county", 16),
        ("county", "Springfield"),
        ("county", "cook"),
        ("court", "criminal"),
        ("case_number", 2012),
        ("status", True),
        ("pardoned", "yes"),
        ("sealed", "maybe"),
        ("record_checked", True),
        ("all_charges_listed", "all"),
        ("charges", {}),
        ("charges", "none"),
    ],
)
def test_a_wrong_type_or_value_in_a_case_is_refused(field: str, value: Any) -> None:
    assert paths_refused(a_document(a_case(**{field: value}))) == [f"cases[0].{field}"]


@pytest.mark.parametrize("value", ["citizen", True, 1])
def test_a_wrong_citizenship_is_refused(value: Any) -> None:
    document = a_document()
    document["person"]["us_citizen"] = value
    assert paths_refused(document) == ["person.us_citizen"]


@pytest.mark.parametrize("document", [[], "text", 7, None, True])
def test_what_is_no_object_is_refused(document: Any) -> None:
    assert len(paths_refused(document)) == 1


@pytest.mark.parametrize(
    ("place", "value"), [("person", []), ("cases", {}), ("cases", None), ("as_of", 20261122)]
)
def test_a_wrong_type_at_the_top_is_refused(place: str, value: Any) -> None:
    assert paths_refused(a_document() | {place: value}) == [place]


def test_a_case_and_a_charge_must_be_objects() -> None:
    assert paths_refused(a_document() | {"cases": ["a"]}) == ["cases[0]"]
    assert paths_refused(a_document(a_case(charges=[7]))) == [CHARGE]


# Required, distinct, bounded


@pytest.mark.parametrize("field", ["as_of", "cases"])
def test_day_and_cases_are_required(field: str) -> None:
    document = a_document()
    del document[field]
    assert paths_refused(document) == [field]


@pytest.mark.parametrize("field", ["id", "charges"])
def test_id_and_charges_are_required(field: str) -> None:
    document = a_document()
    del document["cases"][0][field]
    assert paths_refused(document) == [f"cases[0].{field}"]


def test_there_is_at_least_one_case_and_one_charge() -> None:
    assert paths_refused(a_document() | {"cases": []}) == ["cases"]
    assert paths_refused(a_document(a_case(charges=[]))) == ["cases[0].charges"]


def test_the_ids_of_the_cases_are_distinct() -> None:
    assert paths_refused(a_document(a_case(), a_case(id="b"), a_case())) == ["cases[2].id"]


def test_a_hundred_cases_are_answered_and_one_more_is_refused() -> None:
    cases = [a_case(id=str(number)) for number in range(101)]
    assert paths_refused(a_document(*cases[:100])) == []
    assert paths_refused(a_document(*cases)) == ["cases"]


def test_a_hundred_charges_are_answered_and_one_more_is_refused() -> None:
    charges = [a_charge() for _ in range(101)]
    assert paths_refused(a_document(a_case(charges=charges[:100]))) == []
    assert paths_refused(a_document(a_case(charges=charges))) == ["cases[0].charges"]


# Dates and amounts


PAST_DATES = ["offense_date", "arrest_date", "disposition_date"]
ALL_DATES = [*PAST_DATES, "sentence_end_date"]


@pytest.mark.parametrize("field", PAST_DATES)
def test_a_date_may_be_the_day_of_filing_but_not_later(field: str) -> None:
    assert paths_refused(with_charge(**{field: "2026-11-22"})) == []
    assert paths_refused(with_charge(**{field: "2026-11-23"})) == [f"{CHARGE}.{field}"]
    assert paths_refused(with_charge(**{field: "2027"})) == [f"{CHARGE}.{field}"]


def test_a_birth_date_may_not_be_after_the_day_of_filing() -> None:
    document = a_document()
    document["person"]["birth_date"] = "2026-11-23"
    assert paths_refused(document) == ["person.birth_date"]


def test_the_end_of_a_sentence_may_lie_ahead() -> None:
    ahead = with_charge(sentence="serving", sentence_end_date="2030-01-01")
    assert paths_refused(ahead) == []


@pytest.mark.parametrize("field", ALL_DATES)
def test_a_date_before_1900_is_refused(field: str) -> None:
    assert paths_refused(with_charge(**{field: "1900-01-01"})) == []
    assert paths_refused(with_charge(**{field: "1899-12-31"})) == [f"{CHARGE}.{field}"]
    assert paths_refused(with_charge(**{field: "1899/1999"})) == [f"{CHARGE}.{field}"]


@pytest.mark.parametrize("field", ALL_DATES)
@pytest.mark.parametrize(
    "text",
    [
        "2014-02-30",
        "2015-02-29",
        "2014-13",
        "2014-00-10",
        "2014-5-3",
        "05/03/2014",
        "2004/2002",
        "2014-05-03/2014-05-02",
        "2014/",
        "2014-05-03T00:00",
        "May 2014",
        "",
    ],
)
def test_a_date_that_is_not_in_the_calendar_or_runs_backwards_is_refused(
    field: str, text: str
) -> None:
    assert paths_refused(with_charge(**{field: text})) == [f"{CHARGE}.{field}"]


@pytest.mark.parametrize(
    "text", ["2012-02-29", "2012-04", "2012", "2012/2013", "2012-04/2012-05", "2012-04-02/2012"]
)
def test_a_day_a_month_a_year_and_a_span_are_dates(text: str) -> None:
    assert paths_refused(with_charge(offense_date=text)) == []


@pytest.mark.parametrize("text", ["2026-02-30", "2026-11", "22.11.2026", "today", "", None])
def test_the_day_of_filing_is_one_day(text: Any) -> None:
    assert paths_refused(a_document() | {"as_of": text}) == ["as_of"]


@pytest.mark.parametrize("grams", [0, -1, -0.01, 1_000_000.01, 1_000_001])
def test_an_amount_that_nothing_weighs_is_refused(grams: float) -> None:
    assert paths_refused(with_charge(grams=grams)) == [f"{CHARGE}.grams"]


@pytest.mark.parametrize("grams", [0.01, 1, 28.35, 1_000_000, None])
def test_an_amount_above_nothing_up_to_a_ton_is_taken(grams: float | None) -> None:
    assert paths_refused(with_charge(grams=grams)) == []
