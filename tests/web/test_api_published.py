"""What the API publishes: the law of a day, the counties, and nothing passed over silently."""

from __future__ import annotations

import gzip
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.languages import voice
from portal.law.dated import NoLawInForce
from portal.law.petitions import BARRED
from portal.law.rules import leaves_on, rules_on, version
from portal.law.violent import VIOLENT
from portal.service.published import law_on
from tests.web.test_api import CHECK, PLAIN, problems


def test_the_law_is_what_the_rules_say(client: FlaskClient) -> None:
    found = client.get("/api/v1/law?on=2026-11-22").json
    assert found is not None
    day = date(2026, 11, 22)
    assert found["on"] == "2026-11-22"
    assert found["rulebook"] == version()
    assert [one["id"] for one in found["rules"]] == [rule.id for rule in rules_on(day)]
    assert [one["outcome"] for one in found["rules"]] == [rule.outcome for rule in rules_on(day)]
    assert [one["id"] for one in found["conditions"]] == [leaf.id for leaf in leaves_on(day)]
    minor = next(one for one in found["conditions"] if one["id"] == "minor.amount")
    assert minor["met"] == {"at_most_grams": 30}
    assert minor["says"]["yes"] == "The amount, …, is not more than 30 grams."
    [section_4] = [one for one in found["sections"] if one["section"] == "4"]
    assert section_4["by_offense_day"][-1]["since"] == "2016-07-29"
    assert section_4["by_offense_day"][0]["tiers"][0] == {
        "letter": "(a)",
        "over_grams": 0,
        "up_to_grams": 2.5,
        "first": "misdemeanor-c",
        "again": "misdemeanor-c",
    }
    cited = {cite for one in found["conditions"] + found["waits"] for cite in one["cites"]}
    assert cited <= {one["cite"] for one in found["sources"]}


def test_the_lists_are_published_whole_with_how_each_entry_is_known(client: FlaskClient) -> None:
    found = client.get("/api/v1/law?on=2026-11-22").json
    assert found is not None
    violent, never = found["violent_crimes"], found["no_petition"]
    assert [one["id"] for one in violent["listed"]] == [listed.id for listed in VIOLENT]
    assert [one["id"] for one in never["listed"]] == [barred.id for barred in BARRED]
    known = {one["id"]: one for one in (*violent["listed"], *never["listed"])}
    assert known["violent.no-contact-order"]["support"] == "recalled"
    assert known["violent.order-of-protection"] == {
        "id": "violent.order-of-protection",
        "sections": [
            "720 ILCS 5/12-3.4",
            "720 ILCS 5/12-30",
            "725 ILCS 5/112A-23",
            "750 ILCS 60/223",
        ],
        "support": "agency",
        "read_on": None,
    }
    assert "720 ILCS 5/12-3" in violent["if_felony"]
    assert "720 ILCS 5/31-1" in violent["perhaps_if_felony"]
    assert "720 ILCS 5/16-25" in violent["not_by_itself"]
    assert known["never.dui"] == {
        "id": "never.dui",
        "says": "The law does not let a court erase or hide this charge: "
        "driving drunk or high (DUI).",
        "sections": ["625 ILCS 5/11-501"],
        "classes": [],
        "expunging": True,
        "cites": ["20 ILCS 2630/5.2(a)(3)(A)"],
        "support": "unofficial",
        "read_on": None,
    }
    assert known["never.minor-traffic-offense"]["classes"] == ["misdemeanor-c", "petty"]
    assert not known["never.domestic-battery"]["expunging"]
    assert never["but_not"]["sections"] == ["720 ILCS 5/11-14", "720 ILCS 5/11-30"]
    assert never["but_not"]["support"] == "recalled"
    sources = {one["cite"]: one for one in found["sources"]}
    assert set(violent["cites"]) <= sources.keys()
    for one in never["listed"]:
        assert [sources[cite]["read_on"] for cite in one["cites"]] == [one["read_on"]]


def test_a_condition_that_is_known_less_well_than_its_sources_says_so(client: FlaskClient) -> None:
    found = client.get("/api/v1/law?on=2026-11-22").json
    assert found is not None
    supports = {one["id"]: one["support"] for one in found["conditions"]}
    assert supports["sentence.unfinished"] == "unofficial"
    assert supports["court.elsewhere"] is None


def test_each_rule_is_made_of_conditions_that_are_listed(client: FlaskClient) -> None:
    found = client.get("/api/v1/law?on=2026-11-22").json
    assert found is not None

    def leaves(tree: dict[str, Any]) -> list[str]:
        [(kind, inner)] = tree.items()
        if kind == "leaf":
            return [inner]
        return [leaf for part in (inner if kind == "all_of" else [inner]) for leaf in leaves(part)]

    listed = {one["id"] for one in found["conditions"]}
    used = {leaf for rule in found["rules"] for leaf in leaves(rule["when"])}
    assert used == listed
    judged = client.post(CHECK, json=PLAIN).json
    assert judged is not None
    assert {one["rule"] for one in judged["cases"][0]["reasons"]} & listed


def test_a_wait_is_the_one_of_the_day(client: FlaskClient) -> None:
    def years(day: str) -> list[int]:
        found = client.get(f"/api/v1/law?on={day}").json
        assert found is not None
        return [one["years"] for one in found["waits"]]

    assert years("2026-06-29") == [2, 5, 3, 3, 1]
    assert years("2026-06-30") == [2, 5, 2, 3, 1]


def test_without_a_day_the_law_is_that_of_today_in_illinois(client: FlaskClient) -> None:
    found = client.get("/api/v1/law").json
    assert found is not None
    assert found["on"] == "2026-11-24"


@pytest.mark.parametrize(
    "day", ["2019-06-24", "2026-02-30", "2026-11", "tomorrow", "", "2201-01-01"]
)
def test_a_day_that_is_none_or_too_early_is_refused(client: FlaskClient, day: str) -> None:
    [problem] = problems(client.get("/api/v1/law", query_string={"on": day}), 422)
    assert problem["path"] == "on"


def test_the_first_day_of_the_law_is_answered(client: FlaskClient) -> None:
    found = client.get("/api/v1/law?on=2019-06-25").json
    assert found is not None
    assert found["on"] == "2019-06-25"
    with pytest.raises(NoLawInForce):
        law_on(date(2019, 6, 24), voice("en"))


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("law?day=2026-11-22", "day"),
        ("law?on=2026-11-22&on=2026-11-23", "on"),
        ("counties?name=Cook", "name"),
        ("openapi.json?x", "x"),
    ],
)
def test_a_parameter_we_do_not_have_is_not_passed_over(
    client: FlaskClient, query: str, path: str
) -> None:
    assert [one["path"] for one in problems(client.get(f"/api/v1/{query}"), 422)] == [path]


def test_every_county_is_there_with_its_court_its_clerk_and_who_helps(client: FlaskClient) -> None:
    found = client.get("/api/v1/counties").json
    assert found is not None
    counties = {one["name"]: one for one in found["counties"]}
    assert len(counties) == len(found["counties"]) == 102
    assert counties["Cook"]["clerk"]["phone"] == "(312) 603-5030"
    assert len(counties["Cook"]["courthouses"]) == 7
    assert [one["name"] for one in counties["Cook"]["courthouses"] if one["takes_all"]] == [
        "George N. Leighton Criminal Court Building"
    ]
    assert counties["Adams"]["states_attorney"] is None
    known = {one["id"] for one in found["helpers"]}
    assert {ref["id"] for one in counties.values() for ref in one["helpers"]} <= known
    assert any(one["statewide"] for one in found["helpers"])
    assert all(one["source"] and one["checked_on"] for one in counties.values())


def test_a_long_answer_is_packed_for_who_takes_it(client: FlaskClient) -> None:
    plain = client.get("/api/v1/counties")
    packed = client.get("/api/v1/counties", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 5
