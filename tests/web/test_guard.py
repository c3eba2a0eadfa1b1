"""What a request must pass: its size, where it comes from, its token."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.store.db import Store
from tests.web.routes import WRITING, address_of
from tests.web.steps import begin, note_code, send, token_of


def contents(store: Store) -> list[tuple[object, ...]]:
    with store.unit(reading=True) as unit:
        return [
            tuple(row)
            for table in ("cases", "visits", "attempts")
            for row in unit.connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
        ]


@pytest.mark.parametrize("endpoint", [one for one in WRITING if one != "leaving.leave"])
def test_nothing_is_written_without_a_token_of_this_browser(
    app: Flask, sqlite_store: Store, endpoint: str
) -> None:
    client, other = app.test_client(), app.test_client()
    begin(client)
    begin(other)
    foreign = token_of(other.get("/en/code").text)
    before = contents(sqlite_store)
    for data in ({}, {"csrf_token": foreign}, {"csrf_token": "x" * 90}):
        assert client.post(address_of(endpoint), data=data).status_code == 400
    assert contents(sqlite_store) == before


@pytest.mark.parametrize("endpoint", WRITING)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_nothing_is_written_for_another_site_even_with_the_right_token(
    client: FlaskClient, sqlite_store: Store, endpoint: str, headers: dict[str, str]
) -> None:
    begin(client)
    token = token_of(client.get("/en/code").text)
    before = contents(sqlite_store)
    response = client.post(address_of(endpoint), data={"csrf_token": token}, headers=headers)
    assert response.status_code == 403
    assert contents(sqlite_store) == before


@pytest.mark.parametrize("endpoint", ["entry.come_back", "entry.begin"])
def test_nobody_can_sign_a_browser_in_to_a_case_of_theirs(
    app: Flask, sqlite_store: Store, endpoint: str
) -> None:
    """Login CSRF: whoever planted a case here would read what is typed into it."""
    attacker, victim, busy = app.test_client(), app.test_client(), app.test_client()
    code = begin(attacker)
    begin(busy)
    token = token_of(attacker.get("/en/code").text)
    data = {"csrf_token": token, "code": code, "device": "own"}
    before = contents(sqlite_store)
    for browser in (victim, busy):
        for headers in ({}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = browser.post(address_of(endpoint), data=data, headers=headers)
            assert answer.status_code in (303, 400, 403)
            assert answer.headers.get("Location") in (None, "/en/ended")
    assert contents(sqlite_store) == before
    assert victim.get("/en/overview").headers["Location"] == "/en/ended"
    assert busy.get("/en/overview").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://localhost"},
        {"Origin": "null"},
        {},
    ],
)
def test_our_own_forms_pass_in_new_browsers_and_old_ones(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    token = token_of(client.get("/en/start").text)
    data = {"csrf_token": token, "device": "own"}
    response = client.post("/en/start", data=data, headers=headers)
    assert response.headers["Location"] == "/en/code"


def test_a_body_that_is_too_long_is_told_calmly_and_leaves_the_answers_alone(
    client: FlaskClient, sqlite_store: Store
) -> None:
    begin(client)
    note_code(client)
    before = contents(sqlite_store)
    token = token_of(client.get("/en/finish").text)
    for data in (
        {"csrf_token": token, "x": "a" * 300_000},
        {"csrf_token": token, "x": "a" * 20_001},
        {"csrf_token": token, "x": ["a"] * 201},
    ):
        response = client.post("/en/finish", data=data)
        assert response.status_code == 413
        assert "too long" in response.text
    assert contents(sqlite_store) == before
    assert client.get("/en/overview").status_code == 200


class Endless(io.RawIOBase):
    """A body that never ends and says no length; counts what is read of it."""

    def __init__(self, head: bytes = b"") -> None:
        self.head, self.read_of_it = head, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def readinto(self, into: Any) -> int:
        self.read_of_it += len(into)
        part, self.head = self.head[: len(into)], self.head[len(into) :]
        into[:] = part + b"a" * (len(into) - len(part))
        return len(into)


CHUNKED = {"wsgi.input_terminated": True, "CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
)
@pytest.mark.parametrize("path", ["/en/finish", "/en/leave", "/en/nowhere", "/api/v1/check"])
def test_a_body_without_an_end_is_read_no_further_than_its_limit(
    client: FlaskClient, path: str, kind: str
) -> None:
    begin(client)
    body = Endless()
    answer = client.post(path, input_stream=body, content_type=kind, environ_overrides=CHUNKED)
    assert answer.status_code in (200, 303, 400, 404, 413, 415)
    assert body.read_of_it <= 2_100_000


@pytest.mark.parametrize("endpoint", WRITING)
def test_a_file_and_any_body_but_a_form_of_ours_is_refused_before_it_is_read(
    client: FlaskClient, sqlite_store: Store, endpoint: str
) -> None:
    """A file is the one thing that could be written to the disk while it is read."""
    begin(client)
    token = token_of(client.get("/en/code").text)
    before = contents(sqlite_store)
    for kind in ("multipart/form-data; boundary=x", "text/plain", "application/json"):
        for head in (
            f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--x\r\n'
            'Content-Disposition: form-data; name="f"; filename="record.zip"\r\n\r\nPK\3\4',
            f"csrf_token={token}&a=",
        ):
            body = Endless(head.encode())
            answer = client.post(
                address_of(endpoint),
                input_stream=body,
                content_type=kind,
                environ_overrides=CHUNKED,
            )
            assert answer.status_code == 400, kind
            assert body.read_of_it == 0
    assert contents(sqlite_store) == before


def test_a_second_press_of_start_makes_no_second_case(
    client: FlaskClient, sqlite_store: Store
) -> None:
    token = token_of(client.get("/en/start").text)
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie is not None
    begin(client)
    assert client.get("/en/start").headers["Location"] == "/en/go"
    new = token_of(client.get("/en/code").text)
    assert new != token
    again = client.post("/en/start", data={"csrf_token": new, "device": "own"})
    assert again.headers["Location"] == "/en/go"
    with sqlite_store.unit(reading=True) as unit:
        assert unit.connection.execute(text("SELECT count(*) FROM cases")).scalar_one() == 1


def test_leaving_needs_no_token_and_never_fails(client: FlaskClient) -> None:
    assert client.post("/en/leave").status_code == 200
    begin(client)
    response = client.post("/en/leave")
    assert response.status_code == 200
    assert "__Host-s=;" in response.headers["Set-Cookie"]
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert 'http-equiv="refresh" content="0; url=https://' in response.text
    assert client.get("/en/overview").headers["Location"] == "/en/ended"


def test_finishing_keeps_the_answers_and_the_code_opens_them(client: FlaskClient) -> None:
    code = begin(client)
    note_code(client)
    went = send(client, "/en/finish")
    assert went.headers["Location"] == "/en/done"
    assert went.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "__Host-s=;" in went.headers["Set-Cookie"]
    assert client.get("/en/overview").headers["Location"] == "/en/ended"
    assert send(client, "/en/back", code=code, device="own").headers["Location"] == "/en/overview"


def test_erasing_leaves_no_case_and_a_dead_code(client: FlaskClient, sqlite_store: Store) -> None:
    code = begin(client)
    note_code(client)
    assert client.get("/en/erase").status_code == 200
    went = send(client, "/en/erase")
    assert went.headers["Location"] == "/en/erased"
    assert [row for row in contents(sqlite_store) if row] == []
    again = send(client, "/en/back", code=code, device="shared")
    assert again.status_code == 422
    assert "We found no saved answers for this code" in again.text
