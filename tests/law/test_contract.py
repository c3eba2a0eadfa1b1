"""What the check answers: what leaving a fact out means, and the shape of the answer."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from portal.languages import voice
from portal.service.check import Answered, check

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


def dismissed_theft() -> dict[str, Any]:
    return a_charge() | {
        "statute": "720 ILCS 5/16-1(a)(1)",
        "description": "THEFT",
        "grams": None,
        "disposition": "dismissed",
        "sentence": "none",
        "sentence_end_date": None,
    }


def answer(document: Document) -> dict[str, Any]:
    result = check(document, voice("en"))
    assert isinstance(result, Answered), result
    output: dict[str, Any] = result.json
    return output


CHARGE = "cases[0].charges[0]"


# What leaving out means


MINIMAL: Document = {
    "as_of": "2026-11-22",
    "cases": [{"id": "a", "charges": [{"statute": "720 ILCS 550/4(c)"}]}],
}


def changed(document: Document, place: tuple[str | int, ...], value: Any) -> Document:
    new: Any = copy.deepcopy(document)
    inner = new
    for step in place[:-1]:
        inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
    inner[place[-1]] = value
    assert isinstance(new, dict)
    return new


def without(document: Document, place: tuple[str | int, ...]) -> Document:
    new: Any = copy.deepcopy(document)
    inner = new
    for step in place[:-1]:
        inner = inner[step]
    del inner[place[-1]]
    assert isinstance(new, dict)
    return new


LEFT_OUT: list[tuple[tuple[str | int, ...], Any]] = [
    (("person", "us_citizen"), None),
    (("person", "birth_date"), None),
    *[
        (("cases", 0, field), value)
        for field, value in {
            "jurisdiction": "unknown",
            "county": None,
            "court": "unknown",
            "case_number": None,
            "status": "unknown",
            "pardoned": "unknown",
            "sealed": "unknown",
            "record_checked": "unknown",
            "all_charges_listed": "yes",
        }.items()
    ],
    *[
        (("cases", 0, "charges", 0, field), value)
        for field, value in {
            "statute": None,
            "description": None,
            "confirmed": False,
            "class": None,
            "grams": None,
            "subsequent": "unknown",
            "to_minor": "unknown",
            "offense_date": None,
            "arrest_date": None,
            "disposition": "unknown",
            "disposition_date": None,
            "probation_kind": None,
            "sentence": "unknown",
            "sentence_end_date": None,
        }.items()
    ],
]


@pytest.mark.parametrize(
    ("place", "value"), LEFT_OUT, ids=[str(place[-1]) for place, _ in LEFT_OUT]
)
def test_leaving_a_fact_out_means_the_value_the_contract_names(
    place: tuple[str | int, ...], value: Any
) -> None:
    complete = a_document()
    assert answer(without(complete, place)) == answer(changed(complete, place, value))


def test_a_document_with_nothing_but_the_required_is_answered() -> None:
    [found] = answer(MINIMAL)["cases"]
    assert found["outcome"] == "GET_RECORD"
    assert found["flags"] == ["IMMIGRATION_STOP"]


def test_an_attempt_left_out_is_none_and_an_attempt_unknown_is_open() -> None:
    complete = a_document()
    place = ("cases", 0, "charges", 0, "attempt")
    assert answer(without(complete, place)) == answer(changed(complete, place, "no"))
    [unknown] = answer(changed(complete, place, "unknown"))["cases"]
    assert unknown["outcome"] == "GET_RECORD"
    assert f"{CHARGE}.attempt" in unknown["ask_next"]


# The answer


def test_the_keys_of_the_answer_stand_in_the_order_of_the_contract() -> None:
    output = answer(a_document())
    assert list(output) == ["as_of", "rulebook", "cases", "packets"]
    [found], [packet] = output["cases"], output["packets"]
    assert list(found) == [
        "id",
        "outcome",
        "not_before",
        "also",
        "flags",
        "charges",
        "reasons",
        "ask_next",
    ]
    assert [list(step) for step in found["also"]] == [["code", "not_before"]]
    assert [list(read) for read in found["charges"]] == [
        ["reads_as", "sure", "cannabis", "outcome"]
    ]
    assert found["reasons"]
    for reason in found["reasons"]:
        assert list(reason) == ["rule", "truth", "says", "cites", "read_on"]
    assert list(packet) == ["county", "cases", "after", "documents"]


def test_the_answer_to_a_plain_case_is_the_one_of_the_contract() -> None:
    output = answer(a_document())
    [found] = output["cases"]
    assert output["as_of"] == "2026-11-22"
    assert re.fullmatch(r"(sha256[:-]?)?[0-9a-f]{64}", output["rulebook"])
    assert found["id"] == "a"
    assert found["outcome"] == "CHECK_PARDON_THEN_MOTION"
    assert found["not_before"] is None
    assert found["also"] == [{"code": "MOTION", "not_before": None}]
    assert found["flags"] == []
    assert found["charges"] == [
        {
            "reads_as": "720 ILCS 550/4(c)",
            "sure": "exact",
            "cannabis": True,
            "outcome": "CHECK_PARDON_THEN_MOTION",
        }
    ]
    assert found["ask_next"] == []
    assert output["packets"] == [
        {
            "county": "Kane",
            "cases": ["a"],
            "after": [],
            "documents": [
                "next-steps",
                "motion",
                "notice",
                "order",
                "guide",
                "reasons",
                "record",
                "referral",
            ],
        }
    ]


def test_the_reasons_name_the_rule_its_truth_a_sentence_and_where_it_stands() -> None:
    [found] = answer(a_document())["cases"]
    assert {reason["truth"] for reason in found["reasons"]} <= {"yes", "no", "unknown"}
    assert all(reason["says"].endswith(".") for reason in found["reasons"])
    [amount] = [reason for reason in found["reasons"] if reason["rule"] == "minor.amount"]
    assert amount["truth"] == "yes"
    assert "20" in amount["says"]
    assert amount["cites"] == ["20 ILCS 2630/5.2(a)(1)(G-5)"]


def test_reasons_hold_rules_that_were_met_and_rules_that_were_not() -> None:
    [found] = answer(with_charge(grams=None, statute="720 ILCS 550/4"))["cases"]
    assert {"yes", "no", "unknown"} == {reason["truth"] for reason in found["reasons"]}


NO_CONVICTION = [
    "supervision-completed",
    "supervision-open",
    "qualified-probation-completed",
    "qualified-probation-open",
    "dismissed",
    "acquitted",
    "released-without-charge",
    "pending",
]


@pytest.mark.parametrize("status", ["closed", "open", "unknown"])
@pytest.mark.parametrize("disposition", NO_CONVICTION)
def test_no_reason_speaks_of_a_conviction_where_there_is_none(
    disposition: str, status: str
) -> None:
    document = a_document(a_case(status=status, charges=[a_charge(disposition=disposition)]))
    said = [reason["says"] for reason in answer(document)["cases"][0]["reasons"]]
    assert [says for says in said if "The conviction" in says] == []
    assert "It ended in a conviction." not in said


def test_charges_come_back_in_the_order_given_and_one_that_does_not_decide_has_no_outcome() -> None:
    [found] = answer(a_document(a_case(charges=[dismissed_theft(), a_charge()])))["cases"]
    theft, cannabis = found["charges"]
    assert (theft["cannabis"], theft["outcome"]) == (False, None)
    assert (cannabis["cannabis"], cannabis["outcome"]) == (True, "CHECK_PARDON_THEN_MOTION")


def test_a_charge_that_cannot_be_read_says_so() -> None:
    [found] = answer(with_charge(statute="QX 99 ZZ", description=None))["cases"]
    assert found["charges"][0]["sure"] == "unread"
    assert found["charges"][0]["reads_as"] is None


def test_cases_come_back_in_the_order_given() -> None:
    output = answer(a_document(a_case(id="z"), a_case(id="m"), a_case(id="b")))
    assert [found["id"] for found in output["cases"]] == ["z", "m", "b"]
    assert [packet["cases"] for packet in output["packets"]] == [["z", "m", "b"]]


def test_what_is_asked_next_are_paths_of_this_very_case() -> None:
    unsure = [a_charge(**{"class": None, "grams": None, "statute": "720 ILCS 550/5"})]
    output = answer(a_document(a_case(), a_case(id="b", charges=unsure)))
    asked = output["cases"][1]["ask_next"]
    assert output["cases"][0]["ask_next"] == []
    assert "cases[1].charges[0].class" in asked
    assert all(path.startswith("cases[1].") for path in asked)


def test_the_same_document_gives_the_same_bytes() -> None:
    document = a_document(a_case(), a_case(id="b", county="Lake"))
    assert json.dumps(answer(document)) == json.dumps(answer(copy.deepcopy(document)))


def test_the_document_is_left_as_it_was() -> None:
    document = a_document()
    before = copy.deepcopy(document)
    answer(document)
    assert document == before


# Packets


def test_a_packet_is_for_the_motion_only() -> None:
    high = [a_charge(**{"statute": "720 ILCS 550/4(e)", "class": "felony-3", "grams": 600})]
    output = answer(a_document(a_case(charges=high)))
    assert output["cases"][0]["outcome"] == "NOT_ELIGIBLE_REFER"
    assert output["packets"] == []


def test_each_county_has_its_packet_and_each_case_in_one_says_multi_county() -> None:
    output = answer(a_document(a_case(), a_case(id="b", county="Lake"), a_case(id="c")))
    assert {packet["county"]: packet["cases"] for packet in output["packets"]} == {
        "Kane": ["a", "c"],
        "Lake": ["b"],
    }
    assert [found["flags"] for found in output["cases"]] == [["MULTI_COUNTY"]] * 3


def test_a_case_without_county_has_no_packet_and_asks_for_it() -> None:
    output = answer(a_document(a_case(county=None)))
    assert output["cases"][0]["outcome"] == "CHECK_PARDON_THEN_MOTION"
    assert output["cases"][0]["ask_next"] == ["cases[0].county"]
    assert output["packets"] == []


@pytest.mark.parametrize("citizen", ["no", "prefer-not-to-say", None])
def test_a_packet_stands_after_the_warning_for_all_but_citizens(citizen: str | None) -> None:
    document = a_document()
    document["person"]["us_citizen"] = citizen
    [packet] = answer(document)["packets"]
    assert packet["after"] == ["immigration-warning"]


# Contradictions


@pytest.mark.parametrize(
    "facts",
    [
        {"disposition_date": "2012-04-01"},
        {"grams": 300},
        {"class": "felony-x"},
        {"offense_date": "2017-05-01", "disposition_date": "2017-09-01", "grams": 5},
    ],
    ids=["judgment before offense", "letter and grams", "class never had", "civil amount"],
)
def test_a_contradiction_is_answered_not_refused(facts: dict[str, Any]) -> None:
    [found] = answer(with_charge(**facts))["cases"]
    assert "CONTRADICTION" in found["flags"]
    assert found["ask_next"]


def test_only_a_case_that_it_may_reach_cites_the_law_on_open_cases() -> None:
    def cited(offense_date: str) -> dict[str, str]:
        charge = a_charge(disposition="pending", disposition_date=None, offense_date=offense_date)
        charge["arrest_date"] = offense_date
        [found] = answer(a_document(a_case(status="open", charges=[charge])))["cases"]
        on_open = "20 ILCS 2630/5.2(i)(6)"
        return {
            each["rule"]: each["truth"] for each in found["reasons"] if on_open in each["cites"]
        }

    assert cited("2012-04-02") == {"case.open-minor": "yes"}
    assert cited("2018/2020") == {"case.open-minor": "unknown"}
    assert cited("2020-01-02") == {}


def ends(*given: str | None) -> list[list[str]]:
    """What is asked next of Class 3 felonies, a case each, whose sentences ended on these days."""
    high = {"statute": "720 ILCS 550/4(e)", "class": "felony-3", "grams": 600}
    cases = [
        a_case(id=str(at), charges=[a_charge(**high, sentence_end_date=day)])
        for at, day in enumerate(given)
    ]
    return [found["ask_next"] for found in answer(a_document(*cases))["cases"]]


def test_sealing_asks_for_the_end_of_a_sentence_in_another_case() -> None:
    asked = "cases[1].charges[0].sentence_end_date"
    assert ends("2013-08-06", "2014-08-06") == [[], []]
    assert ends("2013-08-06", None) == [[asked], [asked]]


def test_sealing_asks_for_the_ends_of_its_own_case_first() -> None:
    first, second, third = (f"cases[{at}].charges[0].sentence_end_date" for at in range(3))
    assert ends(None, None, None) == [[first], [second], [third]]
    assert ends("2013-08-06", None, None) == [[second], [second], [third]]
