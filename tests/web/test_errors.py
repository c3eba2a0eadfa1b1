"""Each failure has a calm page, in the person's language, that says what became of the answers."""

from __future__ import annotations

import io
import json
import logging
import re
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from portal.store.db import Store, Unavailable
from portal.web import page
from portal.web.errors import LAST_RESORT, MISHAPS
from portal.web.log import LOGGER
from tests.web.steps import begin, note_code, send


@pytest.mark.parametrize("status", sorted(MISHAPS))
@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_mishap_has_a_page_with_a_way_on(app: Flask, status: int, lang: str) -> None:
    app.view_functions["public.about"] = lambda **_: abort(status)
    response = app.test_client().get(f"/{lang}/about")
    assert response.status_code == status
    assert f'<html lang="{lang}"' in response.text
    assert response.text.count("<h1>") == 1
    assert f'href="/{lang}/help"' in response.text
    assert response.headers.get("Retry-After") == ("60" if status in (429, 503) else None)


@pytest.mark.parametrize(("status", "shown"), [(406, 400), (418, 400), (431, 400), (502, 500)])
def test_a_status_without_a_page_of_its_own_gets_the_nearest(
    app: Flask, status: int, shown: int
) -> None:
    def fail(**_: str) -> None:
        error = HTTPException()
        error.code = status
        raise error

    app.view_functions["public.about"] = fail
    assert app.test_client().get("/en/about").status_code == shown


@pytest.mark.parametrize(
    "address", ["/en//how", "/en/papers/x:y///1.pdf", "//elsewhere.example/en"]
)
def test_an_address_with_slashes_too_many_leads_nowhere_else(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(f"https://localhost{address}")
    assert (answer.status_code, "Location" in answer.headers) == (404, False)


def test_a_wrong_method_says_which_ones_there_are(client: FlaskClient) -> None:
    response = client.delete("/en/help")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_database_that_is_away_is_said_as_not_saved(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client)

    def away(*_: object, **__: object) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(Store, "unit", away)
    response = client.get("/en/overview")
    assert response.status_code == 503
    assert "not saved" in response.text
    assert client.get("/en/privacy").status_code == 503
    leaving = client.post("/en/leave")
    assert leaving.status_code == 200
    assert "__Host-s=;" in leaving.headers["Set-Cookie"]


def test_the_page_of_a_failure_asks_neither_database_nor_cookie(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("everything is broken")

    monkeypatch.setattr(Store, "unit", broken)
    response = client.get("/en/overview")
    assert response.status_code == 500
    assert re.search(r"say this: <bdi[^>]*>[0-9a-f]{8}</bdi>", response.text)
    assert 'name="csrf_token"' not in response.text


def test_when_even_that_page_breaks_a_plain_sentence_is_left(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(page, "frame", broken)
    response = app.test_client().get("/en/about", headers={"Accept-Encoding": "gzip;q=0"})
    assert response.status_code == 500
    assert response.data == LAST_RESORT


def test_the_log_names_pages_and_places_in_the_code_and_nothing_else(
    client: FlaskClient, app: Flask
) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    try:
        code = begin(client)
        question = note_code(client)
        client.get(question + "?name=CANARY")
        client.get("/en/CANARY")
        send(client, "/en/back", code="CANARY 12", device="CANARY")

        def broken(**_: str) -> None:
            canary = "CANARY in a variable"
            raise RuntimeError(f"CANARY in a message {canary}")

        app.view_functions["public.about"] = broken
        client.get("/en/about?CANARY")
    finally:
        LOGGER.removeHandler(handler)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(lines) > 8
    requests = [line for line in lines if line["event"] == "request"]
    assert all(set(one) == {"event", "request", "endpoint", "status", "ms"} for one in requests)
    failure = next(line for line in lines if line["event"] == "failure")
    assert failure["kind"] == "RuntimeError"
    assert any(place.startswith("test_errors.py:") for place in failure["at"])
    text = written.getvalue()
    assert "CANARY" not in text
    assert code not in text
    assert question.rpartition("/")[2] not in text


DRAWINGS = "{{ DRAWN[kind]|safe }}"
"""The one thing that is not escaped: a drawing out of a table that stands in the same file."""


def test_no_template_prints_anything_unescaped_or_sees_the_settings() -> None:
    folder = Path(page.__file__).resolve().parent.parent.parent / "templates"
    templates = list(folder.glob("*.html"))
    assert len(templates) > 15
    for template in templates:
        source = template.read_text(encoding="utf-8").replace(DRAWINGS, "")
        assert not re.search(r"config\b|\|\s*safe|autoescape", source), template.name
