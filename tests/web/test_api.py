"""What other tools send to the API and get: the answer of the command, problems as JSON."""

from __future__ import annotations

import gzip
import io
import json
import logging
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.service import check as service
from portal.store.db import Store
from portal.web import api
from portal.web.log import LOGGER
from tests.law.test_cases import WRITTEN
from tests.web.conftest import Clock
from tests.web.steps import begin

ROOT = Path(__file__).resolve().parents[2]
PLAIN: dict[str, Any] = json.loads(
    (ROOT / "tests" / "law" / "plain_document.json").read_text(encoding="utf-8")
)
SAMPLE = WRITTEN[::6]
CHECK = "/api/v1/check"
JSON = "application/json"
EVERYTHING = ["/api/v1/check", "/api/v1/law", "/api/v1/counties", "/api/v1/openapi.json"]


def problems(response: Any, status: int) -> list[dict[str, str]]:
    assert response.status_code == status
    assert response.content_type == JSON
    assert response.headers["Content-Language"] in ("en", "es")
    assert set(response.json) == {"problems"}
    found: list[dict[str, str]] = response.json["problems"]
    assert found
    assert all(set(one) == {"path", "says"} and one["says"] for one in found)
    return found


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_answer_is_the_very_bytes_of_the_command(
    client: FlaskClient, clock: Clock, lang: str
) -> None:
    half = json.dumps(PLAIN).replace('"as_of"', '"\\ud800"')
    sent = [*(json.dumps(written.document) for written in SAMPLE), '{"as_of": 1}', "{", half]
    assert len(sent) > 25
    done = subprocess.run(
        [sys.executable, "-m", "portal.cli", "check", "--lines", "--lang", lang, "-"],
        input=("\n".join(sent) + "\n").encode(),
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        check=True,
    )
    for document, line in zip(sent, done.stdout.splitlines(keepends=True), strict=True):
        clock.pass_(timedelta(minutes=1))
        found = client.post(
            CHECK, data=document, content_type=JSON, headers={"Accept-Language": lang}
        )
        assert found.data == line
        assert found.headers["Content-Language"] == lang
        assert found.status_code == (422 if line.startswith(b'{"problems"') else 200)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("tlh, en;q=0.1", "en"),
        ("", "en"),
        ("../../etc", "en"),
    ],
)
def test_sentences_are_in_the_language_that_is_asked_for_if_we_have_it(
    client: FlaskClient, asked: str, given: str
) -> None:
    for path in EVERYTHING[1:3]:
        found = client.get(path, headers={"Accept-Language": asked})
        assert found.headers["Content-Language"] == given
    found = client.post(CHECK, json=PLAIN, headers={"Accept-Language": asked})
    assert found.headers["Content-Language"] == given
    assert "Accept-Language" in found.headers["Vary"]
    in_spanish = "El caso fue" in found.text or "tribunal" in found.text
    assert in_spanish == (given == "es")


def test_every_problem_is_told_at_once_with_its_path(client: FlaskClient) -> None:
    document = json.loads(json.dumps(PLAIN))
    document["cases"][0]["county"] = "Chicago"
    document["cases"][0]["charges"][0] |= {"grams": 0, "color": "green"}
    paths = {one["path"] for one in problems(client.post(CHECK, json=document), 422)}
    assert paths == {
        "cases[0].county",
        "cases[0].charges[0].grams",
        "cases[0].charges[0].color",
    }


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"[1, 2", b'{"as_of": NaN}', b"\xff\xfe{", b"[" * 9000]
)
def test_what_is_no_json_is_refused_like_any_other_document(
    client: FlaskClient, sent: bytes
) -> None:
    [problem] = problems(client.post(CHECK, data=sent, content_type=JSON), 422)
    assert problem["path"] == ""


def test_a_field_given_twice_is_refused_instead_of_one_value_being_chosen(
    client: FlaskClient,
) -> None:
    sent = json.dumps(PLAIN).replace('"as_of":', '"as_of": "2020-01-01", "as_of":')
    [problem] = problems(client.post(CHECK, data=sent, content_type=JSON), 422)
    assert problem["path"] == "as_of"


@pytest.mark.parametrize(
    "number", ["1e99999999999999999999", "-1e99999999999999999999", "1e999999", "9" * 5000]
)
def test_a_number_beyond_all_numbers_is_refused(client: FlaskClient, number: str) -> None:
    sent = json.dumps(PLAIN).replace('"grams": 20', f'"grams": {number}')
    assert number in sent
    problems(client.post(CHECK, data=sent, content_type=JSON), 422)


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonp",
    ],
)
def test_only_json_is_taken_so_that_no_form_of_another_site_can_send_one(
    client: FlaskClient, kind: str | None
) -> None:
    found = client.post(CHECK, data=json.dumps(PLAIN), content_type=kind)
    assert "application/json" in problems(found, 415)[0]["says"]


@pytest.mark.parametrize("kind", [JSON, "application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_is_json_however_its_name_is_written(client: FlaskClient, kind: str) -> None:
    assert client.post(CHECK, data=json.dumps(PLAIN), content_type=kind).status_code == 200


def test_a_packed_document_is_not_unpacked(client: FlaskClient) -> None:
    packed = gzip.compress(json.dumps(PLAIN).encode())
    found = client.post(CHECK, data=packed, content_type=JSON, headers={"Content-Encoding": "gzip"})
    problems(found, 415)


def of_size(size: int) -> bytes:
    written = json.dumps(PLAIN).encode()
    return written + b" " * (size - len(written))


def test_a_megabyte_is_taken_and_a_byte_more_is_not(client: FlaskClient) -> None:
    most = service.MOST_BYTES
    assert client.post(CHECK, data=of_size(most), content_type=JSON).status_code == 200
    [problem] = problems(client.post(CHECK, data=of_size(most + 1), content_type=JSON), 413)
    assert "1 MB" in problem["says"]


def test_a_body_that_does_not_say_its_length_is_read_no_further_than_a_megabyte(
    app: Flask,
) -> None:
    body = io.BytesIO(of_size(service.MOST_BYTES + 500_000))
    found = app.test_client().post(
        CHECK,
        input_stream=body,
        content_type=JSON,
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    problems(found, 413)
    assert body.tell() <= service.MOST_BYTES + 64_000


def test_the_pages_still_take_no_more_than_a_quarter_of_that(client: FlaskClient) -> None:
    begin(client)
    assert client.post("/en/finish", data={"x": "a" * 300_000}).status_code == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_told_as_json_with_the_right_ones(
    client: FlaskClient, method: str
) -> None:
    found = client.open(CHECK, method=method)
    problems(found, 405)
    assert set(found.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v2/check", "/api/v1/check/", "/api/v1/x"]
)
def test_an_address_with_nothing_at_it_is_told_as_json(client: FlaskClient, path: str) -> None:
    problems(client.get(path), 404)


def test_a_host_we_do_not_have_is_told_as_json(client: FlaskClient) -> None:
    found = client.get("/api/v1/law", headers={"Host": "evil.example"})
    problems(found, 400)
    assert "evil" not in found.text


def test_what_breaks_is_told_as_json_with_the_letters_of_its_line(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("CANARY")

    monkeypatch.setattr(api, "check_text", broken)
    said = logged(lambda: problems(app.test_client().post(CHECK, json=PLAIN), 500)[0]["says"])
    letters = next(json.loads(line)["request"] for line in said.log.splitlines())
    assert letters in said.value
    assert "CANARY" not in said.value + said.log


class logged:
    """What a call returned, and the lines that were logged meanwhile."""

    def __init__(self, call: Any) -> None:
        written = io.StringIO()
        handler = logging.StreamHandler(written)
        LOGGER.addHandler(handler)
        LOGGER.setLevel(logging.INFO)
        try:
            self.value = call()
        finally:
            LOGGER.removeHandler(handler)
        self.log = written.getvalue()


def test_nothing_that_is_sent_is_logged_or_stored(client: FlaskClient, sqlite_store: Store) -> None:
    def rows() -> list[Any]:
        with sqlite_store.unit(reading=True) as unit:
            return [
                tuple(row)
                for table in ("cases", "visits", "attempts")
                for row in unit.connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
            ]

    before = rows()
    document = json.loads(json.dumps(PLAIN))
    document["cases"][0] |= {"id": "CANARY", "case_number": "CANARY"}
    bad = {"CANARY": "CANARY"}

    def send() -> list[int]:
        sent = [client.post(CHECK, json=one) for one in (document, bad)]
        sent.append(client.post(CHECK, data="CANARY", content_type=JSON))
        sent.append(client.get("/api/v1/law?on=CANARY"))
        sent.append(client.get("/api/v1/CANARY"))
        return [one.status_code for one in sent]

    sending = logged(send)
    assert sending.value == [200, 422, 422, 422, 404]
    assert len(sending.log.splitlines()) == 5
    assert "CANARY" not in sending.log
    assert rows() == before == []


def test_no_cookie_is_set_and_one_that_is_sent_is_not_looked_at(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client)
    assert client.get("/en/code").status_code == 200

    def looked_at(*_: object, **__: object) -> None:
        raise AssertionError("the visit was opened")

    monkeypatch.setattr("portal.service.entrance.open_visit", looked_at)
    answers = [client.post(CHECK, json=PLAIN), *(client.get(path) for path in EVERYTHING[1:])]
    assert [one.status_code for one in answers] == [200] * 4
    assert all("Set-Cookie" not in one.headers for one in answers)


@pytest.mark.parametrize("path", EVERYTHING)
def test_answers_are_dressed_like_every_page_and_not_kept(client: FlaskClient, path: str) -> None:
    found = client.post(path, json=PLAIN) if path == CHECK else client.get(path)
    page = client.get("/en/how")
    varying = {"Content-Type", "Content-Length", "Content-Language"}
    assert {name: value for name, value in found.headers.items() if name not in varying} == {
        name: value for name, value in page.headers.items() if name not in varying
    }
    assert found.headers["Cache-Control"] == "no-store, private"
    assert found.headers["X-Robots-Tag"] == "noindex"
