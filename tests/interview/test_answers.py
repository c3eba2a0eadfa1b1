"""Answers: kept as typed, nothing lost by going back, ids that are never used twice."""

from __future__ import annotations

import json

import pytest

from portal.interview.answers import (
    MOST_CASES,
    MOST_CHARGES,
    Answers,
    BadAnswers,
    CaseRef,
)


def test_nothing_stored_yet_is_one_case_with_one_charge() -> None:
    assert Answers.from_json({}).cases == (CaseRef(id="a", charges=("1",)),)


def test_answers_come_back_from_json_as_they_were() -> None:
    answers = Answers().with_answer("a.county", {"county": "Kook", "unsure": ""})
    answers = answers.add_case().add_charge("a").with_answer("b-1.what", {"answer": "gift"})
    again = Answers.from_json(json.loads(json.dumps(answers.to_json())))
    assert again == answers
    assert again.to_json() == answers.to_json()


def test_what_a_later_version_stored_is_kept() -> None:
    stored = {**Answers().to_json(), "later": [1], "raw": {"a.new-question": {"x": "y"}}}
    again = Answers.from_json(stored).with_answer("a.where", {"answer": "illinois"}).to_json()
    assert again["later"] == [1]
    assert again["raw"]["a.new-question"] == {"x": "y"}  # type: ignore[index]


@pytest.mark.parametrize(
    "stored",
    [
        {"shape": 2},
        {"shape": 1, "raw": [], "cases": [], "made": 1},
        {"shape": 1, "raw": {}, "cases": [{"id": "a", "charges": []}], "made": 1},
        {"shape": 1, "raw": {"a.where": {"answer": 1}}, "cases": [], "made": 1},
    ],
)
def test_a_shape_we_did_not_write_is_not_read(stored: dict[str, object]) -> None:
    with pytest.raises(BadAnswers):
        Answers.from_json(stored)


def test_a_change_makes_new_answers_and_leaves_the_old_ones() -> None:
    before = Answers()
    after = before.with_answer("a.where", {"answer": "illinois"})
    assert before.raw == {}
    assert after.raw == {"a.where": {"answer": "illinois"}}


def test_yes_to_another_case_or_charge_adds_one_and_only_once() -> None:
    yes = {"answer": "yes"}
    answers = Answers().with_answer("a-1.another-charge", yes)
    assert answers.cases[0].charges == ("1", "2")
    assert answers.with_answer("a-1.another-charge", yes).cases == answers.cases
    answers = answers.with_answer("a.another-case", yes).with_answer("a.another-case", yes)
    assert [case.id for case in answers.cases] == ["a", "b"]


def test_a_case_taken_out_is_gone_with_all_its_answers_and_its_id() -> None:
    answers = Answers().add_case().add_case()
    for key in ("b.where", "b-1.what", "bb.where", "c.where"):
        answers = answers.with_answer(key, {"answer": "x"})
    answers = answers.without_case("b")
    assert set(answers.raw) == {"bb.where", "c.where"}
    assert [case.id for case in answers.add_case().cases] == ["a", "c", "d"]


def test_after_the_last_case_is_taken_out_it_is_open_again_whether_there_is_another() -> None:
    answers = Answers().with_answer("a.another-case", {"answer": "yes"}).without_case("b")
    assert "a.another-case" not in answers.raw
    only = answers.without_case("a")
    assert [case.id for case in only.cases] == ["c"]


def test_a_charge_taken_out_does_not_come_back_under_its_number() -> None:
    answers = Answers().with_answer("a-1.another-charge", {"answer": "yes"})
    answers = answers.with_answer("a-2.what", {"answer": "gift"}).without_charge("a", "2")
    assert "a-1.another-charge" not in answers.raw
    assert "a-2.what" not in answers.raw
    assert answers.add_charge("a").cases[0].charges == ("1", "3")
    assert answers.without_charge("a", "1") == answers  # one is kept


@pytest.mark.parametrize("raw", [{"answer": "no"}, {"answer": "private"}, {}, {"answer": "x"}])
def test_of_citizenship_nothing_is_kept(raw: dict[str, str]) -> None:
    assert Answers().with_answer("me.gate", raw).raw == {}
    passed = Answers().with_answer("me.gate", {"answer": "yes"})
    assert passed.with_answer("me.gate", raw).raw == {}


@pytest.mark.parametrize("answer", ["yes", "passed"])
def test_passing_the_gate_is_kept_the_same_whoever_passed_it(answer: str) -> None:
    passed = Answers().with_answer("me.gate", {"answer": answer})
    assert passed.to_json()["raw"] == {"me.gate": {"passed": "yes"}}


def test_there_are_at_most_a_hundred_cases_and_charges() -> None:
    answers = Answers()
    for _ in range(MOST_CASES - 1):
        assert answers.may_add_case
        answers = answers.add_case()
    assert len(answers.cases) == MOST_CASES
    assert not answers.may_add_case
    assert answers.add_case() is answers
    for _ in range(MOST_CHARGES - 1):
        answers = answers.add_charge("a")
    assert len(answers.cases[0].charges) == MOST_CHARGES
    assert not answers.may_add_charge("a")
    assert answers.add_charge("a") is answers
    assert len({case.id for case in answers.cases}) == MOST_CASES


def test_answers_do_not_show_themselves_in_a_log() -> None:
    assert "Elm" not in repr(Answers().with_answer("me.address", {"street": "12 Elm St"}))
