"""The results: every outcome with its card, a next step, a phone number and a paper."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from portal.eligibility.explain import KINDS, card
from portal.eligibility.words import NEXT_STEPS, VERDICTS
from portal.law.codes import Flag, Outcome
from portal.service.making import judge_answers
from portal.service.packets import SHEETS
from portal.web.journey import code_of
from tests.interview.journeys import NO_PAPER, UNSURE, on
from tests.web.wizard import AT_COOK, COOK, DAY, FILER, Person, Told, back_of, plain

TOLD: dict[Outcome, Told] = {
    Outcome.MOTION: COOK,
    Outcome.CHECK_PARDON_THEN_MOTION: {**COOK, "since": ""},
    Outcome.AUTO_POLICE_DONE: {**NO_PAPER, "ended": "dismissed", "since": ""},
    Outcome.AUTO_CIVIL_DONE: {**COOK, "court": "civil-citation", "citation": "paid"},
    Outcome.GET_RECORD: {**NO_PAPER, "what": "unsure"},
    Outcome.PETITION_EXPUNGE: {**NO_PAPER, "ended": "supervision", "supervision-end": "completed"},
    Outcome.WAIT_OR_REFER: {**COOK, "sentence": "serving", "sentence-end": on("2028-05-01")},
    Outcome.FORM_UNUSABLE_REFER: {**COOK, "judged": on("2019-09-22"), "when": on("2019-05-03")},
    Outcome.NOT_ELIGIBLE_REFER: {**NO_PAPER, "class": "felony-3", "grams": {"amount": "600 g"}},
    Outcome.ORDINANCE: {**COOK, "court": "local-ordinance"},
    Outcome.JUVENILE: {**COOK, "court": "juvenile"},
    Outcome.OTHER_JURISDICTION: {"where": "federal", "another-case": "no"},
    Outcome.ALREADY_DONE: {**COOK, "since": "pardon", "pardon-says": "order-entered"},
}


def results(client: FlaskClient, *told: Told, device: str = "shared") -> tuple[Person, str]:
    """Answers everything; the person, and the page of results that comes then."""
    person = Person(client, *told, device=device)
    assert person.answer_all() == "/en/results"
    page = person.get("results")
    assert page.status_code == 200
    return person, page.text


def test_there_is_an_answer_for_every_outcome_a_case_can_have() -> None:
    assert set(TOLD) == set(Outcome) - {Outcome.PETITION_SEAL}


@pytest.mark.parametrize("outcome", TOLD)
def test_every_outcome_has_its_card_a_next_step_a_phone_number_and_a_paper(
    client: FlaskClient, outcome: Outcome
) -> None:
    person, html = results(client, TOLD[outcome])
    (found,) = judge_answers(person.answers, DAY).findings.cases
    assert found.outcome is outcome
    said = plain(html)
    kind = KINDS[outcome]
    assert f'<section class="card case {kind}"' in html
    assert re.search(
        rf"<p class=\"tag\">\s*<svg.*?</svg>\s*{card(found).label.text}</p>", html, re.S
    )
    assert VERDICTS[outcome].text in said
    assert all(step.text in said for step in NEXT_STEPS[outcome])
    assert re.search(r'<a href="tel:\+1\d{10}">', html)
    assert f"/en/papers/{SHEETS}/1.pdf" in html
    assert "eligible" not in said
    filed = outcome in (Outcome.MOTION, Outcome.CHECK_PARDON_THEN_MOTION)
    assert ("Make your papers for" in said) is filed


def test_every_reason_stands_with_its_source_and_the_day_it_was_read(client: FlaskClient) -> None:
    person, html = results(client, COOK)
    (found,) = judge_answers(person.answers, DAY).findings.cases
    said = plain(html)
    assert len(found.reasons) > 10
    for reason in found.reasons:
        assert f"Test {reason.rule}: " in said
        assert all(cite.text in said for cite in reason.cites)
    assert "not yet read by us" in said
    assert "read on November 22, 2026" in said


def test_what_would_settle_an_unsure_case_leads_to_its_question_and_back(
    client: FlaskClient,
) -> None:
    person, html = results(client, TOLD[Outcome.GET_RECORD])
    asked = f"/en/p/{code_of('a-1.what')}?r=results"
    assert f'href="{asked}"' in html
    page = client.get(asked)
    assert back_of(page.text) == "/en/results"
    person.send(asked.removeprefix("/en/"), {"answer": "possession"})
    person.answers = person.answers.with_answer("a-1.what", {"answer": "possession"})
    person.told = (NO_PAPER,)
    assert person.answer_all() == "/en/results"  # the answer has opened further questions
    assert VERDICTS[Outcome.MOTION].text in plain(person.get("results").text)


@pytest.mark.parametrize(
    "told",
    [
        {**COOK, "charge-line": {"text": "720 ILCS 550/4(c) POSSESSION OF CANNABIS"}},
        {**NO_PAPER, "class": "unsure"},
    ],
)
def test_an_amount_or_a_class_that_we_worked_out_is_told_by_what_every_such_person_gave(
    client: FlaskClient, told: Told
) -> None:
    """One has a paper with a letter, the other only remembers an amount."""
    person, html = results(client, told)
    (found,) = judge_answers(person.answers, DAY).findings.cases
    assert Flag.WEIGHT_GUESSED in found.flags
    said = plain(html)
    assert "from what you told us and the tables in the law" in said
    assert "letter of the section" not in said
    assert "your court paper" not in plain(html[html.index("<h1>") : html.index("<details")])


def test_what_cannot_be_told_here_stands_apart_with_the_way_to_the_record_and_back(
    client: FlaskClient,
) -> None:
    """Someone who remembers only weed, around 2011, probation."""
    told = {
        **NO_PAPER,
        "when": on("2011"),
        "ended": "probation",
        "probation": "unsure",
        "probation-end": "unsure",
    }
    person, html = results(client, told)
    here, there = re.findall(
        r"<h3>(?:This would tell us more|The court record shows this)</h3>\s*<ul>(.*?)</ul>",
        html,
        re.S,
    )
    assert here.count("<li>") == here.count("<a href=") > 0
    assert "<a " not in there
    assert "the amount in grams" in there
    sheet = re.search(r'<a href="(/en/papers/sheets/\d/page)">How to get and check', html)
    assert sheet is not None
    assert "Circuit Clerk" in plain(client.get(sheet[1]).text)
    back = re.search(r'<a href="([^"]+)">I have the record now<span', html)
    assert back is not None
    assert back[1] == f"/en/p/{code_of('a.paper')}?r=results"
    with_paper = {**told, "paper": "yes", "charge-line": {"unsure": "yes"}}
    person.send(back[1].removeprefix("/en/"), {"answer": "yes"})
    person.answers = person.answers.with_answer("a.paper", {"answer": "yes"})
    person.told = (with_paper,)
    assert person.answer_all() == "/en/results"
    assert "I have the record now" not in person.get("results").text


def test_the_sheet_of_reasons_says_where_what_would_tell_more_stands(client: FlaskClient) -> None:
    person, html = results(client, TOLD[Outcome.GET_RECORD])
    sheet = re.search(r'href="(/en/papers/sheets/\d/page)">[^<]*<span[^>]*>: What we think', html)
    assert sheet is not None
    said = plain(client.get(sheet[1]).text)
    assert said.index("This would tell us more") < said.index("The court record shows most of this")


def test_an_answer_changed_without_new_questions_leads_straight_back_to_the_results(
    client: FlaskClient,
) -> None:
    person, _ = results(client, COOK)
    sent = person.send(f"p/{code_of('a.since')}?r=results", {})
    assert sent.headers["Location"] == "/en/results"
    said = plain(person.get("results").text)
    assert VERDICTS[Outcome.CHECK_PARDON_THEN_MOTION].text in said


def test_open_questions_come_before_the_results(client: FlaskClient) -> None:
    person = Person(client, COOK)
    assert person.get("results").headers["Location"] == "/en/go"
    assert person.get(f"papers/{SHEETS}/1.pdf").headers["Location"] == "/en/go"
    person.answer_all()
    assert person.get("results").status_code == 200


def test_cases_are_told_apart_by_place_and_year_and_each_has_its_own_card(
    client: FlaskClient,
) -> None:
    vague = {**NO_PAPER, "class": "unsure", "grams": UNSURE}
    will = {**vague, "county": {"county": "will"}, "judged": on("2009")}
    _, html = results(client, {**COOK, "another-case": "yes"}, will)
    said = plain(html)
    assert said.count("Case 1 · Cook County · 2014") == 2
    assert said.count("Case 2 · Will County · 2009") == 2
    assert html.count('<section class="card case') == 2


def test_a_later_way_is_told_as_later_and_with_its_day(client: FlaskClient) -> None:
    _, html = results(client, TOLD[Outcome.WAIT_OR_REFER])
    said = plain(html)
    assert "Not before May 2, 2028." in said
    assert "Later, when it is time: Likely. You sign it, and a judge decides." in said
    assert "ready to read, sign and file" not in said


def test_on_a_shared_computer_a_case_number_is_not_spelled_out(client: FlaskClient) -> None:
    person, _ = results(client, {**COOK, **FILER})
    person.make("Cook")
    said = plain(person.get("results").text)
    assert "Case number: ends in 234" in said
    assert "2014-CM-001234" not in said


def test_on_an_own_device_a_case_number_is_spelled_out(client: FlaskClient) -> None:
    person, _ = results(client, {**COOK, **FILER}, device="own")
    person.make("Cook")
    assert "Case number: 2014-CM-001234" in plain(person.get("results").text)


def test_the_sheets_keep_their_number_and_are_the_same_at_every_asking(
    client: FlaskClient,
) -> None:
    person, _ = results(client, TOLD[Outcome.GET_RECORD])
    first, again = (person.get(f"papers/{SHEETS}/3.pdf") for _ in range(2))
    assert first.status_code == 200
    assert first.data == again.data
    assert first.headers["Content-Disposition"] == again.headers["Content-Disposition"]
    assert person.get(f"papers/{SHEETS}/5.pdf").status_code == 404
    assert person.get(f"papers/{SHEETS}/0.pdf").status_code == 404


def test_without_a_visit_there_are_no_results_and_no_papers(client: FlaskClient) -> None:
    for path in (
        "results",
        f"check/{AT_COOK}",
        f"papers/{AT_COOK}",
        f"papers/{AT_COOK}/1.pdf",
        "papers/sheets/1.pdf",
    ):
        assert client.get(f"/en/{path}").headers["Location"] == "/en/ended"
