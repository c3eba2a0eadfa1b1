"""The path: a pure function of the answers; going back and changing lose nothing."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.interview.answers import Answers
from portal.interview.path import Path, path
from portal.interview.question import About
from portal.interview.questions import QUESTIONS
from portal.interview.questions.immigration import warning
from portal.interview.record import to_record
from portal.interview.summary import NOT_ANSWERED, summary
from portal.languages import voice
from portal.say import Msg
from portal.service.packets import judge
from tests.interview.journeys import COOK, DAY, FILER, NO_PAPER, UNSURE, asked, chosen, go, judged

KEY = re.compile(r"(me|[a-z]+|[a-z]+-\d+|~[A-Z][A-Za-z. ]+)\.[a-z0-9-]+")


def test_the_first_question_is_where_the_case_was() -> None:
    first = path(Answers(), DAY)
    assert [step.key for step in first.steps] == ["a.where"]
    assert first.next == first.steps[0]
    assert first.step_before(first.steps[0]) is None


def test_the_same_answers_make_the_same_path_after_a_night_in_the_store() -> None:
    answers = go({**COOK, **FILER}, packets={"Cook": ("a",)})
    again = Answers.from_json(json.loads(json.dumps(answers.to_json())))
    packets = {"Cook": ("a",)}
    steps = path(answers, DAY, packets).steps
    assert [step.key for step in path(again, DAY, packets).steps] == [step.key for step in steps]
    assert len({step.key for step in steps}) == len(steps)
    assert all(KEY.fullmatch(step.key) for step in steps)


def test_continue_and_back_walk_the_same_way() -> None:
    found = path(go(COOK), DAY)
    walked = [found.steps[0]]
    while (step := found.step_after(walked[-1])) is not None:
        walked.append(step)
    assert tuple(walked) == found.steps
    for before, after in zip(walked, walked[1:], strict=False):
        assert found.step_before(after) == before


def told(found: Path) -> list[tuple[str, Msg]]:
    return [(row.step.key, row.shown) for row in summary(found)]


def test_a_changed_answer_asks_the_new_questions_first_and_finds_the_old_ones_answered() -> None:
    answers = go(COOK)
    dismissed = answers.with_answer("a-1.ended", chosen("pending"))
    assert path(dismissed, DAY).is_done
    back = dismissed.with_answer("a-1.ended", chosen("convicted"))
    assert told(path(back, DAY)) == told(path(answers, DAY))
    supervision = answers.with_answer("a-1.ended", chosen("supervision"))
    step = path(supervision, DAY).next
    assert step is not None
    assert step.question.id == "supervision-end"
    back = supervision.with_answer("a-1.ended", chosen("convicted"))
    assert told(path(back, DAY)) == told(path(answers, DAY))
    assert to_record(back, DAY) == to_record(answers, DAY)


def test_a_refused_answer_is_kept_as_typed_and_asked_again() -> None:
    answers = go(COOK).with_answer("a-1.judged", {"month": "Maytember", "year": "2014"})
    step = path(answers, DAY).next
    assert step is not None
    assert step.key == "a-1.judged"
    assert answers.raw[step.key]["month"] == "Maytember"


def test_a_step_that_is_no_longer_asked_leads_to_the_next_open_question() -> None:
    answers = go(COOK)
    gone = path(answers, DAY).find("a-1.judged")
    assert gone is not None
    fewer = path(answers.with_answer("a-1.ended", chosen("supervision")), DAY)
    assert fewer.step_after(gone) == fewer.next


def test_sections_follow_the_cases_and_say_how_long_they_take() -> None:
    kane = {**NO_PAPER, "county": {"county": "Kane"}}
    answers = go({**COOK, "another-case": "yes"}, kane)
    packets = judged(answers).planned
    answers = go({**COOK, **FILER}, {**kane, **FILER}, answers=answers, packets=packets)
    found = path(answers, DAY, packets)
    english = voice("en").text
    assert [english(section.title) for section, _ in found.sections] == [
        "Your case 1",
        "Your case 2",
        "Your papers",
        "Your papers for Cook County",
        "Your papers for Kane County",
        "Who can help",
    ]
    assert all(english(section.takes) for section, _ in found.sections)
    last = found.progress(found.steps[-1])
    assert (last.number, last.of) == (6, 6)
    with pytest.raises(ValueError, match="not in"):
        path(answers, DAY).progress(found.steps[-1])


def test_nothing_personal_is_asked_before_there_are_papers_and_nothing_before_the_gate() -> None:
    answers = go(COOK)
    personal = {id for id, question in QUESTIONS.items() if question.personal}
    assert personal.isdisjoint(asked(answers))
    packets = judged(answers).planned
    before, after = asked(answers), asked(answers, packets)
    assert after == [*before, "gate"]
    assert path(answers, DAY, packets).counties == ("Cook",)
    passed = answers.with_answer("me.gate", chosen("passed"))
    assert {"name", "address", "states-2"} <= set(asked(passed, packets))


def test_a_whole_birth_date_is_asked_once() -> None:
    arrest = {**NO_PAPER, "court": "none", "arrest-end": "dismissed", "another-case": "yes"}
    whole = {**COOK, **FILER, "born": FILER["birthday"]}
    answers = go({**arrest, **FILER, "born": FILER["birthday"]}, whole)
    packets = judged(answers).planned
    assert packets == {"Cook": ("b",)}
    answers = go(arrest, whole, answers=answers, packets=packets)
    assert "birthday" not in asked(answers, packets)
    year = answers.with_answer("me.born", {"year": "1990"})
    assert "birthday" in asked(year, packets)


def test_a_statement_has_to_be_made_anew_when_other_cases_are_on_the_motion() -> None:
    packets = {"Cook": ("a",)}
    answers = go({**COOK, **FILER}, packets=packets)
    assert path(answers, DAY, packets).is_done
    step = path(answers.add_case(), DAY, {"Cook": ("a", "b")})
    open_keys = [each.question.id for each in step.steps if not each.is_answered]
    assert {"states-2", "states-3", "states-4"} <= set(open_keys)
    assert "fee-waiver" not in open_keys


def test_which_statements_about_classes_are_offered_depends_on_the_cases() -> None:
    packets = {"Cook": ("a",)}
    misdemeanor = asked(go({**COOK, **FILER}, packets=packets), packets)
    assert "states-1a" in misdemeanor
    assert "states-1b" not in misdemeanor
    felony = asked(go({**NO_PAPER, **FILER, "class": "felony-4"}, packets=packets), packets)
    assert "states-1b" in felony
    assert "states-1a" not in felony
    unsure = {**NO_PAPER, **FILER, "class": "unsure", "grade": "unsure"}
    unknown = asked(go(unsure, packets=packets), packets)
    assert {"states-1a", "states-1b", "grade"} <= set(unknown)


def test_the_ways_to_be_reached_are_those_that_were_given() -> None:
    packets = {"Cook": ("a",)}
    nothing = {**COOK, **FILER, "phone": {"phone": ""}, "address": {"homeless": "yes"}}
    assert "refer-reach" not in asked(go(nothing, packets=packets), packets)
    step = path(go({**COOK, **FILER}, packets=packets), DAY, packets).find("me.refer-reach")
    assert step is not None
    options = [option.value for option in step.question.kind.fields[0].options]
    assert options == ["post", "phone", "voicemail"]


def test_the_agencies_of_the_county_are_suggested() -> None:
    packets = {"Cook": ("a",)}
    step = path(go({**COOK, **FILER}, packets=packets), DAY, packets).find("a.agency")
    assert step is not None
    assert any("Chicago" in name for name in step.question.kind.fields[0].suggestions)


def test_the_reading_is_shown_back_in_plain_words() -> None:
    step = next(s for s in path(go(COOK), DAY).steps if s.question.id == "read-as")
    shown = voice("en").text(step.question.title)
    assert shown.startswith(
        "We read this as: 720 ILCS 550/4(c), having cannabis, over 10 and up to 30 grams"
    )
    assert "Class A misdemeanor" in shown


def test_the_summary_has_every_answer_and_marks_what_to_mask() -> None:
    packets = {"Cook": ("a",)}
    answers = go({**COOK, **FILER}, packets=packets)
    found = path(answers, DAY, packets)
    rows = summary(found)
    assert [row.step.key for row in rows] == [step.key for step in found.steps]
    english = voice("en").text
    shown = {row.step.question.id: (english(row.shown), row.masked) for row in rows}
    assert shown["judged"] == ("September 10, 2014", False)
    assert shown["county"] == ("Cook County", False)
    assert shown["name"] == ("Ana María Núñez", True)
    assert shown["email"] == ("Not provided", True)
    assert shown["gate"] == ("Done. We do not keep your answer.", False)
    unfinished = summary(path(Answers(), DAY))
    assert [row.shown for row in unfinished] == [NOT_ANSWERED]


def test_the_immigration_warning_names_who_can_help_once() -> None:
    found = warning(["Cook", "Kane"])
    assert found.says
    assert len({one.id for one in found.helpers}) == len(found.helpers)
    assert any(one.phones for one in found.helpers)


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_answered_the_path_ends_and_the_law_can_judge_it(data: st.DataObject) -> None:
    answers = Answers()
    for _ in range(60):
        step = path(answers, DAY).next
        if step is None:
            break
        field = step.question.kind.fields[0]
        values = [option.value for option in field.options] or [None]
        value = data.draw(st.sampled_from(values), label=step.key)
        raw = UNSURE if value is None else chosen(value)
        if step.question.id.startswith("another"):
            raw = chosen(data.draw(st.sampled_from(["no", "no", "yes"])))
        answers = answers.with_answer(step.key, raw)
        to_record(answers, DAY)
    found = judge(to_record(answers, DAY), DAY)
    assert len(found.findings.cases) == len(answers.cases)


@given(
    st.dictionaries(
        st.sampled_from([f"{s}.{id}" for id in QUESTIONS for s in ("me", "a", "a-1", "~Cook")]),
        st.dictionaries(st.sampled_from(["answer", "text", "unsure", "year"]), st.text(max_size=9)),
        max_size=12,
    )
)
def test_any_stored_answers_make_a_path_and_a_record(raw: dict[str, dict[str, str]]) -> None:
    answers = Answers(raw=raw)
    packets = {"Cook": ("a",)}
    found = path(answers, DAY, packets)
    assert found.steps[0].key == "a.where"
    assert told(found) == told(path(answers, DAY, packets))
    judge(to_record(answers, DAY), DAY)


def test_the_day_decides_what_has_not_come_yet() -> None:
    answers = go(COOK).with_answer("a-1.judged", {"day": "22", "month": "11", "year": "2026"})
    today = path(answers, date(2026, 11, 22)).find("a-1.judged")
    assert today is not None
    assert today.is_answered
    step = path(answers, date(2026, 11, 21)).next
    assert step is not None
    assert step.key == "a-1.judged"


def test_an_answer_behind_a_question_that_was_opened_again_stays_to_be_seen() -> None:
    answers = go(COOK)
    reopened = answers.with_answer("a-1.judged", {"month": "Maytember"})
    assert asked(reopened) == asked(answers)
    assert [step.key for step in path(reopened, DAY).steps if not step.is_answered] == [
        "a-1.judged"
    ]


def test_every_question_is_on_some_path() -> None:
    packets = {"Cook": ("a",)}
    paper = {**COOK, "charge-line": {"unsure": "yes"}, "what": "delivery"}
    other = {**NO_PAPER, "what": "other"}
    probation = {**NO_PAPER, "ended": "probation", "probation": "unsure"}
    supervision = {**NO_PAPER, "ended": "supervision", "supervision-end": "completed"}
    pardoned = {**NO_PAPER, "since": "pardon"}
    ticket = {**COOK, "court": "civil-citation"}
    arrested = {"court": "none", "arrested": {"year": "2014"}, "arrest-end": "dismissed"}
    arrest = {**NO_PAPER, **arrested, "born": {"year": "2000"}}
    unclear = {**NO_PAPER, **FILER, "class": "unsure", "grade": "unsure"}
    vague = {**NO_PAPER, "class": "unsure", "grams": {"amount": "400 g"}, "first-time": "yes"}
    told = (COOK, paper, other, probation, supervision, pardoned, ticket, arrest, vague)
    seen = {id for one in told for id in asked(go(one))}
    seen |= set(asked(go(unclear, packets=packets), packets))
    assert seen == set(QUESTIONS)
    assert {question.about for question in QUESTIONS.values()} == set(About)
