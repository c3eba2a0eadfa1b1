"""Every case in `cases/*.toml`, put to the real service as one document."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from portal import facts
from portal.languages import voice
from portal.service.check import Answered, check

CASES = Path(__file__).parent / "cases"
BASES = CASES / "bases.toml"
DAY = "2026-11-22"
LEFT_OUT = "left out"
NOW, LATER = "none", "later"

PERSON_FACTS = {field.name for field in fields(facts.Person)}
CASE_FACTS = {field.name for field in fields(facts.Case)} - {"charges"}
CHARGE_FACTS = {field.name for field in fields(facts.Charge)} - {"offense_class"} | {"class"}
ABOUT_THE_CASE = {"name", "source", "base", "day", "only", "further_counts", "cases", "expect"}
EXPECTED_OF_A_CASE = {
    "outcome",
    "not_before",
    "also",
    "also_excludes",
    "flags",
    "flags_include",
    "flags_exclude",
    "ask_next_includes",
    "ask_next_excludes",
    "says_includes",
    "says_excludes",
}
EXPECTED_OF_ALL = {"packets", "packet_cases", "packets_after", "cases"}
OUTCOMES = {
    "AUTO_POLICE_DONE",
    "AUTO_CIVIL_DONE",
    "CHECK_PARDON_THEN_MOTION",
    "MOTION",
    "FORM_UNUSABLE_REFER",
    "PETITION_EXPUNGE",
    "NOT_ELIGIBLE_REFER",
    "ORDINANCE",
    "JUVENILE",
    "OTHER_JURISDICTION",
    "WAIT_OR_REFER",
    "ALREADY_DONE",
    "GET_RECORD",
}
SECOND_STEPS = OUTCOMES | {"PETITION_SEAL"}
FLAGS = {
    "IMMIGRATION_STOP",
    "MONEY_OWED",
    "MULTI_COUNTY",
    "COURT_FILE_STILL_PUBLIC",
    "POLICE_COPY_MAY_BE_GONE",
    "ALREADY_SEALED",
    "ALREADY_PARDONED",
    "WEIGHT_GUESSED",
    "CONTRADICTION",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A case as a lawyer wrote it, and the document it stands for."""

    name: str
    source: str
    document: dict[str, Any]
    expect: dict[str, Any]

    @property
    def expected(self) -> list[tuple[int, dict[str, Any]]]:
        """What is expected of each case of the document, by its place in it."""
        if (by_id := self.expect.get("cases")) is None:
            return [(0, self.expect)]
        places = {case["id"]: place for place, case in enumerate(self.document["cases"])}
        return [(places[id_], expected) for id_, expected in by_id.items()]


@cache
def bases() -> dict[str, Any]:
    return tomllib.loads(BASES.read_text(encoding="utf-8"))


def based_on(shelf: str, name: str) -> dict[str, Any]:
    """The facts of a base with those of the base it extends."""
    own = dict(bases()[shelf][name])
    parent = own.pop("extends", None)
    return (based_on(shelf, parent) if parent else {}) | own


def without_the_left_out(written: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in written.items() if value != LEFT_OUT}


def charge(written: dict[str, Any]) -> dict[str, Any]:
    """A count. The arrest is on the day of the offense unless the case says otherwise."""
    of_the_charge = {name: value for name, value in written.items() if name in CHARGE_FACTS}
    if "offense_date" in of_the_charge:
        of_the_charge.setdefault("arrest_date", of_the_charge["offense_date"])
    return of_the_charge


def further_count(written: dict[str, Any]) -> dict[str, Any]:
    stated = dict(written)
    count = without_the_left_out(based_on("count", stated.pop("base")) | stated)
    assert set(count) <= CHARGE_FACTS, set(count) - CHARGE_FACTS
    return charge(count)


def case_of(written: dict[str, Any]) -> dict[str, Any]:
    """One case of the document, and the person's facts that came with it under `person`."""
    stated = dict(written)
    base = based_on("base", stated.pop("base", "finished-illinois-case"))
    if (only := stated.pop("only", None)) is not None:
        base = {name: base[name] for name in only}
    further = stated.pop("further_counts", [])
    given = without_the_left_out({"id": "a"} | base | stated)
    known = PERSON_FACTS | CASE_FACTS | CHARGE_FACTS
    assert set(given) <= known, set(given) - known
    return {
        "person": {name: value for name, value in given.items() if name in PERSON_FACTS},
        "case": {name: value for name, value in given.items() if name in CASE_FACTS}
        | {"charges": [charge(given), *map(further_count, further)]},
    }


def expand(written: dict[str, Any]) -> Written:
    stated = {name: value for name, value in written.items() if name not in ABOUT_THE_CASE}
    for name in ("base", "only", "further_counts"):
        if name in written:
            stated[name] = written[name]
    each = [case_of(stated | own) for own in written.get("cases", [{}])]
    return Written(
        name=written["name"],
        source=written["source"],
        document={
            "as_of": written.get("day", DAY),
            "person": each[0]["person"],
            "cases": [made["case"] for made in each],
        },
        expect=written["expect"],
    )


def written_cases() -> list[Written]:
    return [
        expand(written)
        for path in sorted(CASES.glob("*.toml"))
        if path != BASES
        for written in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


WRITTEN = written_cases()


def same_day(got: str | None, expected: str, as_of: str) -> bool:
    """Whether the day is as expected; ``none``: now or not to be said, ``later``: any later day."""
    if expected == LATER:
        return got is not None and date.fromisoformat(got) > date.fromisoformat(as_of)
    return got == (None if expected == NOW else expected)


def differences(
    found: dict[str, Any], expected: dict[str, Any], place: int, as_of: str
) -> list[str]:
    """What of a case's result is not as its lawyer wrote."""
    wrong = []
    if found["outcome"] != expected["outcome"]:
        wrong.append(f"outcome {found['outcome']}, expected {expected['outcome']}")
    if "not_before" in expected and not same_day(
        found["not_before"], expected["not_before"], as_of
    ):
        wrong.append(f"not_before {found['not_before']}, expected {expected['not_before']}")
    also = {step["code"]: step["not_before"] for step in found["also"]}
    for step in expected.get("also", []):
        if step["code"] not in also:
            wrong.append(f"also {also}, expected {step['code']}")
        elif "not_before" in step and not same_day(also[step["code"]], step["not_before"], as_of):
            wrong.append(f"also {also}, expected {step}")
    wrong += [f"also has {code}" for code in expected.get("also_excludes", []) if code in also]
    flags = found["flags"]
    if "flags" in expected and sorted(flags) != sorted(expected["flags"]):
        wrong.append(f"flags {flags}, expected {expected['flags']}")
    wrong += [f"no flag {flag}" for flag in expected.get("flags_include", []) if flag not in flags]
    wrong += [f"flag {flag}" for flag in expected.get("flags_exclude", []) if flag in flags]
    wrong += [
        f"asks {found['ask_next']}, not {name}"
        for name in expected.get("ask_next_includes", [])
        if not any(names(path, name, place) for path in found["ask_next"])
    ]
    wrong += [
        f"asks {name}"
        for name in expected.get("ask_next_excludes", [])
        if any(names(path, name, place) for path in found["ask_next"])
    ]
    wrong += [
        f"no reason says {words!r}"
        for words in expected.get("says_includes", [])
        if not any(words in reason["says"] for reason in found["reasons"])
    ]
    wrong += [
        f"a reason says {words!r}"
        for words in expected.get("says_excludes", [])
        if any(words in reason["says"] for reason in found["reasons"])
    ]
    return wrong


def names(path: str, name: str, place: int) -> bool:
    """Whether a path is the one a lawyer named: of the person, or of the case at this place."""
    return path == name or (path.startswith(f"cases[{place}].") and path.endswith(f".{name}"))


def packet_differences(packets: list[dict[str, Any]], expect: dict[str, Any]) -> list[str]:
    wrong = []
    counties = [packet["county"] for packet in packets]
    if "packets" in expect and sorted(counties) != sorted(expect["packets"]):
        wrong.append(f"packets for {counties}, expected {expect['packets']}")
    for county, ids in expect.get("packet_cases", {}).items():
        got = [packet["cases"] for packet in packets if packet["county"] == county]
        if got != [ids]:
            wrong.append(f"packet of {county} with {got}, expected {ids}")
    if "packets_after" in expect:
        wrong += [
            f"packet after {packet['after']}, expected {expect['packets_after']}"
            for packet in packets
            if packet["after"] != expect["packets_after"]
        ]
    return wrong


@pytest.mark.parametrize("written", [pytest.param(case, id=case.name) for case in WRITTEN])
def test_the_law_engine_agrees_with_the_sources(written: Written) -> None:
    answer = check(written.document, voice("en"))
    assert isinstance(answer, Answered), answer
    output: dict[str, Any] = answer.json
    as_of, results = written.document["as_of"], output["cases"]
    assert [found["id"] for found in results] == [case["id"] for case in written.document["cases"]]
    wrong = packet_differences(output["packets"], written.expect)
    for place, expected in written.expected:
        wrong += differences(results[place], expected, place, as_of)
    assert not wrong, f"{written.source}: " + "; ".join(wrong)


def test_every_case_has_its_own_name() -> None:
    all_names = [case.name for case in WRITTEN]
    assert sorted(all_names) == sorted(set(all_names))


def test_every_case_says_where_its_answer_comes_from() -> None:
    assert [case.name for case in WRITTEN if not case.source.strip()] == []


def test_there_are_enough_cases_to_mean_something() -> None:
    assert len(WRITTEN) >= 120


def test_every_expectation_is_spelled_as_the_contract_spells_it() -> None:
    for written in WRITTEN:
        assert set(written.expect) <= EXPECTED_OF_A_CASE | EXPECTED_OF_ALL, written.name
        for _, expected in written.expected:
            assert set(expected) <= EXPECTED_OF_A_CASE | EXPECTED_OF_ALL, written.name
            assert expected["outcome"] in OUTCOMES, written.name
            codes = {step["code"] for step in expected.get("also", [])}
            assert codes | set(expected.get("also_excludes", [])) <= SECOND_STEPS, written.name
            for list_of_flags in ("flags", "flags_include", "flags_exclude"):
                assert set(expected.get(list_of_flags, [])) <= FLAGS, written.name


def test_every_outcome_is_expected_somewhere() -> None:
    assert {expected["outcome"] for case in WRITTEN for _, expected in case.expected} == OUTCOMES


def test_every_flag_is_expected_somewhere_and_excluded_somewhere() -> None:
    all_expected = [expected for case in WRITTEN for _, expected in case.expected]
    raised = {
        flag
        for one in all_expected
        for flag in [*one.get("flags", []), *one.get("flags_include", [])]
    }
    lowered = {flag for one in all_expected if "flags" in one for flag in FLAGS - set(one["flags"])}
    assert raised == FLAGS
    assert lowered == FLAGS
