"""The one cookie, and the visit behind it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.store.db import Store
from tests.web.conftest import Clock
from tests.web.steps import begin, note_code, send

PLAIN_PAGES = ("", "how", "help", "privacy", "about", "done", "erased", "ended")


@pytest.mark.parametrize("path", PLAIN_PAGES)
def test_who_only_reads_is_given_no_cookie(client: FlaskClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(f"/en/{path}").headers


@pytest.mark.parametrize("path", ["start", "back"])
def test_a_form_brings_the_one_cookie_with_every_guard(client: FlaskClient, path: str) -> None:
    cookies = client.get(f"/en/{path}").headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    name, _, rest = cookies[0].partition("=")
    value, *attributes = rest.split("; ")
    assert name == "__Host-s"
    assert len(value) == 43
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_starting_gives_a_new_token_whatever_the_browser_had(client: FlaskClient) -> None:
    client.set_cookie("__Host-s", "A" * 43, domain="localhost", secure=True)
    begin(client)
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie is not None
    assert cookie.value != "A" * 43


def test_coming_back_gives_a_new_token_too(app: Flask) -> None:
    first, second = app.test_client(), app.test_client()
    code = begin(first)
    second.get("/en/back")
    before = second.get_cookie("__Host-s", domain="localhost")
    went = send(second, "/en/back", code=code, device="shared")
    assert went.headers["Location"] == "/en/overview"
    after = second.get_cookie("__Host-s", domain="localhost")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert second.get("/en/overview").status_code == 200


def test_neither_token_nor_code_is_in_the_database(
    client: FlaskClient, sqlite_store: Store
) -> None:
    code = begin(client)
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie is not None
    with sqlite_store.unit(reading=True) as unit:
        rows = [
            str(tuple(row))
            for table in ("visits", "cases")
            for row in unit.connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
        ]
    assert rows
    assert not any(cookie.value in row or code in row for row in rows)


@pytest.mark.parametrize(("device", "minutes"), [("shared", 20), ("own", 60)])
def test_a_visit_outlives_its_idle_time_by_less_than_a_minute(
    client: FlaskClient, clock: Clock, device: str, minutes: int
) -> None:
    begin(client, device=device)
    note_code(client)
    clock.pass_(timedelta(minutes=minutes, seconds=-1))
    assert client.get("/en/overview").status_code == 200
    clock.pass_(timedelta(minutes=minutes + 1))
    went = client.get("/en/overview")
    assert (went.status_code, went.headers["Location"]) == (303, "/en/ended")
    assert "__Host-s=;" in went.headers["Set-Cookie"]
    assert client.get("/en/ended").status_code == 200


def test_every_page_of_a_visit_says_when_it_closes_and_lets_one_stay(
    client: FlaskClient, clock: Clock
) -> None:
    begin(client)
    note_code(client)
    assert "10:50" in client.get("/en/overview").text
    clock.pass_(timedelta(minutes=19))
    page = client.get("/en/overview").text
    assert "11:09" in page
    assert 'data-left="1200"' in page


def test_the_closing_time_is_told_by_illinois_clocks_after_they_change(
    client: FlaskClient, clock: Clock
) -> None:
    clock.pass_(timedelta(days=120))
    begin(client)
    note_code(client)
    assert "11:50" in client.get("/en/overview").text
