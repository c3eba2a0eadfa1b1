"""What nobody should send, and what a tired hand does: answered calmly, and nothing lost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from html import unescape
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.interview.answers import Answers
from portal.service import visit
from portal.service.visit import Ended, Stale, TooMuch, Visit
from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app, resident
from portal.web.journey import code_of
from tests.conftest import PEPPER
from tests.interview.journeys import NO_PAPER, on
from tests.web.conftest import Clock, StrictClient
from tests.web.steps import send
from tests.web.wizard import AT_COOK, COOK, FILER, Person, plain

WHERE, COUNTY, GATE = (code_of(key) for key in ("a.where", "a.county", "me.gate"))
FEDERAL = {"answer": "federal"}
EXPLANATION = f"p/{code_of('me.explanation')}"


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client, {})


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x1b", "\x7f", "\x85", "\ufffe", "\U0010ffff"])
def test_what_no_page_may_hold_is_left_out_and_the_rest_stays_as_typed(
    person: Person, sign: str
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    person.send(f"p/{COUNTY}", {"county": f"Coo{sign}k County{sign}!"})
    page = person.get(f"p/{COUNTY}").text  # the client refuses a page that is not faultless HTML
    shown = re.search(r'name="county"[^>]*? value="([^"]*)"', page, re.DOTALL)
    assert shown
    assert re.sub(r"\s", "", unescape(shown[1])) == "CookCounty!"
    assert person.send("back", {"code": f"12{sign}34"}).status_code == 422


def test_lines_stay_as_they_are_when_one_of_two_answers_is_chosen(client: FlaskClient) -> None:
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.make("Cook")
    typed = "one\r\ntwo\r\n\r\nthree"
    clash = person.client.post(
        f"/en/{EXPLANATION}", data={"text": typed, "seen": "x", "csrf_token": person.token}
    )
    assert clash.status_code == 409
    hidden = re.findall(r'<input type="hidden" name="text" value="([^"]*)">', clash.text)
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', clash.text)
    # A browser sends each hidden value with its line breaks as CR LF.
    again = [re.sub(r"\r\n|\r|\n", "\r\n", unescape(value)) for value in hidden]
    data = {"text": again, "seen": seen, "csrf_token": person.token}
    assert person.client.post(f"/en/{EXPLANATION}", data=data).status_code == 303
    kept = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", person.get(EXPLANATION).text, re.DOTALL)
    assert kept
    assert kept[1] == "one\ntwo\n\nthree"


def test_an_answer_for_which_there_is_no_room_stays_in_its_field(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    person.send(f"p/{COUNTY}", {"county": "Cook"})
    monkeypatch.setattr(visit, "MOST_STATE", 100)
    page = person.send(f"p/{COUNTY}", {"county": "Will"})
    assert page.status_code == 413
    assert "There is no room for more answers" in plain(page.text)
    assert 'value="Will"' in page.text
    assert 'value="Cook"' in person.get(f"p/{COUNTY}").text


def test_passing_the_gate_twice_is_passing_it(client: FlaskClient) -> None:
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.send(f"results/{AT_COOK}")
    first = person.send(f"p/{GATE}", {"answer": "yes", "seen": "none"})
    for again in ("yes", "passed"):
        second = person.send(f"p/{GATE}", {"answer": again, "seen": "none"})
        assert second.status_code == 303
        assert second.headers["Location"] == first.headers["Location"]


def test_an_answer_saved_elsewhere_in_the_same_instant_is_not_written_over(
    app: Flask, client: FlaskClient, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = app.test_client()
    send(other, "/en/back", code=person.code, device="own")
    really = resident.save
    calls: list[Answers] = []

    def save(answers: Answers) -> Visit | Stale | Ended | TooMuch:
        calls.append(answers)
        if len(calls) == 1:
            # In a thread of its own: a request inside a request would share its context.
            thread = Thread(target=send, args=(other, f"/en/p/{WHERE}"), kwargs=FEDERAL)
            thread.start()
            thread.join()
        return really(answers)

    monkeypatch.setattr(resident, "save", save)
    clash = person.send(f"p/{WHERE}", {"answer": "illinois", "seen": "none"})
    assert clash.status_code == 409
    assert "Federal court" in plain(clash.text)
    assert "Federal court" in plain(person.get("overview").text)


@pytest.mark.parametrize(
    ("to", "fields"),
    [("back", {"code": "12"}), (f"p/{WHERE}", {"answer": "federal", "seen": "x"})],
)
def test_a_page_that_answers_a_form_is_there_in_the_other_languages_too(
    client: FlaskClient, person: Person, to: str, fields: dict[str, str]
) -> None:
    if client.get("/es/").status_code == 404:
        pytest.skip("no other language is installed")
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    page = person.send(to, fields)
    assert page.status_code in (409, 422)
    assert f'href="/es/{to}"' in page.text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_dates_that_do_not_fit_are_named_with_a_link_to_each(
    client: FlaskClient, lang: str
) -> None:
    no_class = {**NO_PAPER, "class": "unsure", "grams": {"amount": "60 g"}}
    person = Person(client, {**no_class, "when": on("2018-05-03"), "judged": on("2017-09-10")})
    assert person.answer_all() == "/en/results"
    page = client.get(f"/{lang}/results")
    if page.status_code == 404:
        pytest.skip(f"{lang} is not installed")
    for key in ("a-1.when", "a-1.judged"):
        link = f'href="/{lang}/p/{code_of(key)}?r=results"'
        assert link in page.text
    assert "2018" in plain(page.text)
    if lang == "en":
        for told in ("May 3, 2018", "September 10, 2017"):
            assert told in plain(page.text)
        assert "Two things you told us do not fit together" in plain(page.text)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_an_answer_that_could_not_be_saved_stays_on_its_page_and_can_be_sent_again(
    settings: Settings, sqlite_store: Store, clock: Clock, lang: str
) -> None:
    impatient = Store(str(sqlite_store.url), PEPPER, busy_milliseconds=20)
    app = create_app(settings, impatient, clock)
    app.test_client_class = StrictClient
    person = Person(app.test_client(), {})
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    if person.client.get(f"/{lang}/").status_code == 404:
        pytest.skip(f"{lang} is not installed")
    address = f"/{lang}/p/{COUNTY}"
    data = {"county": 'co\0"ok', "seen": "none", "then": "stay", "csrf_token": person.token}
    writer = sqlite3.connect(impatient.url.database or "", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    page = person.client.post(f"{address}?r=1", data=data)
    writer.execute("ROLLBACK")
    writer.close()
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "60"
    assert f'<html lang="{lang}"' in page.text
    assert f'{address}?r=1" autocomplete="off"' in page.text
    kept = dict(re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page.text))
    assert kept.pop("csrf_token")
    assert {name: unescape(one) for name, one in kept.items()} == {
        "county": 'co"ok',
        "seen": "none",
        "then": "stay",
    }
    sent = person.client.post(f"{address}?r=1", data={**data, "county": "cook"})
    assert sent.status_code == 303
    assert "Cook" in plain(person.get("overview").text)
    impatient.close()


def test_erasing_is_done_also_while_someone_else_writes(
    settings: Settings, sqlite_store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = Store(str(sqlite_store.url), PEPPER, busy_milliseconds=20)
    app = create_app(settings, impatient, clock)
    person = Person(app.test_client(), {})
    writer = sqlite3.connect(impatient.url.database or "", isolation_level=None)
    really = Store.scrub

    def scrub(store: Store, *, rewriting: bool = True) -> bool:
        writer.execute("BEGIN IMMEDIATE")
        try:
            return really(store, rewriting=rewriting)
        finally:
            writer.execute("ROLLBACK")

    monkeypatch.setattr(Store, "scrub", scrub)
    assert person.send("erase").headers["Location"] == "/en/erased"
    assert writer.execute("SELECT count(*) FROM cases").fetchone() == (0,)
    writer.close()
    impatient.close()


def test_an_answer_to_a_question_that_another_tab_took_away_is_not_dropped_in_silence(
    client: FlaskClient, person: Person
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    person.send(f"p/{COUNTY}", {"county": "cook"})
    person.send(f"p/{WHERE}", {"answer": "federal"})
    late = person.send(f"p/{COUNTY}", {"county": "will"})
    assert late.status_code == 409
    assert "This question is not asked any more" in plain(late.text)
    assert 'href="/en/go"' in late.text
    # What is kept already, as after a second press, is no news.
    for fields in ({"county": "cook"}, {}):
        assert person.send(f"p/{COUNTY}", fields).status_code == 303
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    assert "Cook" in plain(person.get("overview").text)


def test_an_answer_behind_a_question_that_another_tab_opened_is_kept(person: Person) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    later = person.send(f"p/{code_of('a.court')}", {"answer": "adult"})
    assert later.status_code == 303
    assert later.headers["Location"].endswith(f"/p/{COUNTY}")
    assert "A criminal case in adult court" in plain(person.get("overview").text)


def test_every_continue_pressed_twice_in_a_whole_journey_is_pressed_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Person.send

    def twice(person: Person, address: str, fields: Mapping[str, str] | None = None) -> Any:
        first, second = really(person, address, fields), really(person, address, fields)
        assert first.status_code == second.status_code == 303, address
        return second

    monkeypatch.setattr(Person, "send", twice)
    two = {**COOK, "another-charge": "no", "another-case": "yes"}
    person = Person(client, two, {**COOK, **FILER})
    assert person.answer_all() == "/en/results"
    assert person.make("Cook") == f"/en/check/{AT_COOK}"
