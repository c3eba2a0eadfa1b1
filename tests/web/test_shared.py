"""A shared computer and an own one: what forms tell the browser, and how long a page stays."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.web.journey import code_of
from tests.web.conftest import Clock
from tests.web.routes import ENDED, READING, ROUTES, WRITING, address_of
from tests.web.steps import begin, note_code, send, token_of
from tests.web.test_papers import FULL, ready, words
from tests.web.wizard import plain

WAY = r"/s/[0-9a-f]{8}"
PAGES = ("overview", "device", "finish", "erase", "new-code", "back")


def forms(html: str) -> list[str]:
    """The opening tags of the forms in which something can be typed or chosen."""
    return re.findall(r"<form (?!class=\"leave\")[^>]*>", html)


def test_each_form_of_a_shared_computer_is_sent_by_a_way_that_is_new_each_time(
    client: FlaskClient,
) -> None:
    begin(client)
    question = note_code(client)
    ways = []
    for page in (question, *(f"/en/{page}" for page in PAGES), question):
        written = forms(client.get(page).text)
        assert written
        for form in written:
            found = re.search(rf'action="({WAY})/en/', form)
            assert found, form
            assert 'autocomplete="off"' in form
            ways.append(found[1])
    assert len(set(ways)) == len(PAGES) + 2, "one way a page, and never the same again"


def test_what_is_sent_by_a_way_arrives_and_leads_on_to_plain_addresses(client: FlaskClient) -> None:
    begin(client)
    question = note_code(client)
    html = client.get(question).text
    action = re.search(rf'action="({WAY}{question})"', html)
    assert action
    went = client.post(action[1], data={"csrf_token": token_of(html), "answer": "illinois"})
    assert went.status_code == 303
    assert re.fullmatch(r"/en/p/[a-z2-7]{8}", went.headers["Location"])
    assert client.get(went.headers["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/s/0123456/en/leave", "/s/0123456g/en/leave", "/s/01234567"])
def test_what_is_no_way_is_no_address(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code in (400, 404)


def test_a_person_on_their_own_device_may_find_again_what_they_typed(client: FlaskClient) -> None:
    begin(client, device="own")
    question = note_code(client)
    for page in (question, "/en/overview", "/en/finish"):
        assert f'action="{WAY}' not in client.get(page).text
        assert not re.search(rf'action="{WAY}', client.get(page).text)


def test_every_page_of_a_visit_leads_to_the_question_whose_device_it_is(
    client: FlaskClient,
) -> None:
    begin(client)
    question = note_code(client)
    for page in (question, "/en/overview", "/en/help", "/en/privacy", "/en/finish", "/en/nowhere"):
        shown = client.get(page).text
        if page != "/en/nowhere":  # which asks neither cookie nor database
            assert '<a href="/en/device">This is my own device</a>' in shown
    send(client, "/en/device", device="own")
    assert '<a href="/en/device">This is a shared computer</a>' in client.get(question).text


def test_without_script_the_browser_itself_closes_the_page(client: FlaskClient) -> None:
    closes = '<noscript><meta http-equiv="refresh" content="{}; url=/en/ended"></noscript>'
    assert "http-equiv" not in client.get("/en/start").text
    begin(client)
    question = note_code(client)
    assert closes.format(20 * 60 + 2) in client.get(question).text
    send(client, "/en/device", device="own")
    assert closes.format(60 * 60 + 2) in client.get(question).text


def test_looking_at_the_clock_does_not_put_the_end_off(client: FlaskClient, clock: Clock) -> None:
    begin(client)
    note_code(client)
    for minutes, seconds in ((0, 1200), (8, 720), (8, 240), (3, 60)):
        clock.pass_(timedelta(minutes=minutes))
        told = client.get("/en/left")
        assert told.get_json()["seconds"] == seconds
        assert "10:50" in told.get_json()["closes"]
        assert "Set-Cookie" not in told.headers
    clock.pass_(timedelta(minutes=1))
    assert client.get("/en/left").get_json() == {"seconds": 0}
    assert client.get("/en/overview").headers["Location"] == "/en/ended"


def test_who_has_no_visit_has_no_time_left(client: FlaskClient) -> None:
    assert client.get("/en/left").get_json() == {"seconds": 0}
    client.set_cookie("__Host-s", "A" * 43, domain="localhost", secure=True)
    assert client.get("/en/left").get_json() == {"seconds": 0}


def test_a_page_can_be_kept_open_many_times_over_in_the_language_it_has(
    client: FlaskClient, clock: Clock
) -> None:
    begin(client, lang="es")
    note_code(client, lang="es")
    token = token_of(client.get("/es/overview").text)
    for _ in range(12):
        clock.pass_(timedelta(minutes=19))
        told = client.post("/es/stay", headers={"X-CSRFToken": token})
        assert told.get_json()["seconds"] == 20 * 60
        assert "esta página se cierra" in told.get_json()["closes"]
    assert client.get("/es/overview").status_code == 200


def test_the_end_of_a_visit_is_told_in_its_language_and_the_code_leads_back(
    client: FlaskClient, clock: Clock
) -> None:
    code = begin(client, lang="es")
    question = note_code(client, lang="es")
    send(client, question, answer="illinois")
    clock.pass_(timedelta(minutes=21))
    went = client.get("/es/overview")
    assert went.headers["Location"] == "/es/ended"
    ended = client.get("/es/ended").text
    assert '<html lang="es"' in ended
    assert 'href="/es/back"' in ended
    assert send(client, "/es/back", code=code).headers["Location"] == "/es/overview"
    assert "Illinois" in client.get("/es/overview").text


def test_the_code_is_on_its_own_page_alone_and_a_new_one_kills_it(client: FlaskClient) -> None:
    person = ready(client, FULL)
    assert client.get("/en/code").status_code == 303, "shown once, until it was noted"
    steps = [f"/en/p/{code_of(key)}" for key in person.answers.raw]
    for page in (*map(address_of, READING), *steps):
        answer = client.get(page)
        said = answer.data if answer.mimetype != "application/pdf" else words(answer.data).encode()
        digits = re.sub(rb"\D", b"", re.sub(rb"<[^>]+>", b"", said))
        assert person.code.encode() not in digits, page
    assert send(client, "/en/new-code").headers["Location"] == "/en/code"
    page = client.get("/en/code")
    new = re.findall(r"<span>(\d+)</span>", page.text)
    assert len("".join(new)) == 22
    assert "The digits of your code" in page.text
    other = client.application.test_client()
    assert send(other, "/en/back", code=person.code).status_code == 422
    assert send(other, "/en/back", code="".join(new)).status_code == 303


def test_after_21_minutes_every_page_and_every_form_says_that_it_is_over_and_nothing_more(
    client: FlaskClient, clock: Clock
) -> None:
    person = ready(client, FULL)
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie
    inside = [name for name, route in ROUTES.items() if route.nobody == ENDED]
    assert len(inside) > 20
    clock.pass_(timedelta(minutes=21))
    for name in inside:
        client.set_cookie("__Host-s", cookie.value, domain="localhost", secure=True)
        sent = {"data": {"csrf_token": person.token}} if name in WRITING else {}
        answer = client.open(address_of(name), method=ROUTES[name].method, **sent)
        assert (answer.status_code, answer.headers["Location"]) == (303, ENDED), name
        assert "Núñez" not in answer.text


def test_two_devices_are_told_of_each_other_and_neither_overwrites(app: Flask) -> None:
    library, phone = app.test_client(), app.test_client()
    code = begin(library)
    question = note_code(library)
    send(phone, "/en/back", code=code, device="own")
    pages = [device.get(question).text for device in (library, phone)]
    forms = [
        {"csrf_token": token_of(page), "seen": re.findall(r'name="seen" value="(.*?)"', page)[0]}
        for page in pages
    ]
    assert library.post(question, data={**forms[0], "answer": "illinois"}).status_code == 303
    asked = phone.post(question, data={**forms[1], "answer": "federal"})
    assert asked.status_code == 409
    assert "You answered this in another window too" in asked.text
    assert "Illinois" in phone.get("/en/overview").text
    assert library.get("/en/overview").status_code == 200


def test_what_we_keep_tells_the_very_day_to_who_has_answers_here(
    client: FlaskClient, clock: Clock
) -> None:
    assert "If you do not come back" not in client.get("/en/privacy").text
    begin(client)
    for page in ("code", "privacy", "overview", "finish"):
        if page == "privacy":
            note_code(client)
        assert "December 23, 2026" in plain(client.get(f"/en/{page}").text), page
    clock.pass_(timedelta(minutes=1))
    assert "December 23, 2026" in client.get("/en/privacy").text
