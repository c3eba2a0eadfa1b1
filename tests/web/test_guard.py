"""What a request must pass: its size, where it comes from, its token."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.store.db import Store
from tests.web.steps import begin, note_code, send, token_of

LANG = {"lang": "en"}
ROUTES = {
    "api.check": ("POST", "/api/v1/check"),
    "api.counties": ("GET", "/api/v1/counties"),
    "api.law": ("GET", "/api/v1/law"),
    "api.openapi": ("GET", "/api/v1/openapi.json"),
    "checking.check": ("GET", "/<lang:lang>/check/<place>"),
    "checking.checked": ("POST", "/<lang:lang>/check/<place>"),
    "closing.erase": ("GET", "/<lang:lang>/erase"),
    "closing.erase_now": ("POST", "/<lang:lang>/erase"),
    "closing.finish": ("GET", "/<lang:lang>/finish"),
    "closing.finish_now": ("POST", "/<lang:lang>/finish"),
    "closing.stay": ("POST", "/<lang:lang>/stay"),
    "door.asset": ("GET", "/assets/<name>"),
    "door.enter": ("GET", "/"),
    "door.favicon": ("GET", "/favicon.ico"),
    "door.security": ("GET", "/.well-known/security.txt"),
    "entry.back": ("GET", "/<lang:lang>/back"),
    "entry.begin": ("POST", "/<lang:lang>/start"),
    "entry.come_back": ("POST", "/<lang:lang>/back"),
    "entry.start": ("GET", "/<lang:lang>/start"),
    "leaving.done": ("GET", "/<lang:lang>/done"),
    "leaving.ended": ("GET", "/<lang:lang>/ended"),
    "leaving.erased": ("GET", "/<lang:lang>/erased"),
    "leaving.leave": ("POST", "/<lang:lang>/leave"),
    "papers.paper": ("GET", "/<lang:lang>/papers/<place>/<name>.pdf"),
    "papers.papers": ("GET", "/<lang:lang>/papers/<place>"),
    "public.about": ("GET", "/<lang:lang>/about"),
    "public.help_": ("GET", "/<lang:lang>/help"),
    "public.home": ("GET", "/<lang:lang>/"),
    "public.how": ("GET", "/<lang:lang>/how"),
    "public.privacy": ("GET", "/<lang:lang>/privacy"),
    "resident.add_case": ("POST", "/<lang:lang>/cases"),
    "resident.add_charge": ("POST", "/<lang:lang>/cases/<subject>"),
    "resident.answer": ("POST", "/<lang:lang>/p/<code>"),
    "resident.go_on": ("GET", "/<lang:lang>/go"),
    "resident.overview": ("GET", "/<lang:lang>/overview"),
    "resident.question": ("GET", "/<lang:lang>/p/<code>"),
    "resident.remove": ("GET", "/<lang:lang>/remove/<subject>"),
    "resident.remove_now": ("POST", "/<lang:lang>/remove/<subject>"),
    "results.begin": ("POST", "/<lang:lang>/results/<place>"),
    "results.results": ("GET", "/<lang:lang>/results"),
    "visiting.code": ("GET", "/<lang:lang>/code"),
    "visiting.device": ("GET", "/<lang:lang>/device"),
    "visiting.make_code": ("POST", "/<lang:lang>/new-code"),
    "visiting.new_code": ("GET", "/<lang:lang>/new-code"),
    "visiting.noted": ("POST", "/<lang:lang>/code"),
    "visiting.set_device": ("POST", "/<lang:lang>/device"),
}
"""Every endpoint, its one method and its address. A new one has to be written down here, where the
tests below find it."""
FOR_TOOLS = "api."
"""Has no token and writes nothing, as test_api.py shows."""
WRITING = sorted(
    name
    for name, (method, _) in ROUTES.items()
    if method == "POST" and not name.startswith(FOR_TOOLS)
)
READING = sorted(name for name, (method, _) in ROUTES.items() if method == "GET")


def test_every_route_is_known_and_takes_one_method_only(app: Flask) -> None:
    found = {
        rule.endpoint: (" ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})), rule.rule)
        for rule in app.url_map.iter_rules()
    }
    assert found == ROUTES


def address_of(endpoint: str) -> str:
    parts = {"<lang:lang>": "en", "<code>": "aaaaaaaa", "<subject>": "a"}
    parts |= {"<name>": "page.js", "<place>": "cook"}
    path = ROUTES[endpoint][1]
    for hole, filling in parts.items():
        path = path.replace(hole, filling)
    return path


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


@pytest.mark.parametrize("endpoint", READING)
def test_looking_at_a_page_writes_nothing(
    client: FlaskClient, sqlite_store: Store, endpoint: str
) -> None:
    begin(client)
    before = contents(sqlite_store)
    client.get(address_of(endpoint))
    assert contents(sqlite_store) == before


@pytest.mark.parametrize("endpoint", READING)
def test_no_page_can_be_written_to_by_looking_at_it_with_a_query(
    client: FlaskClient, sqlite_store: Store, endpoint: str
) -> None:
    begin(client)
    before = contents(sqlite_store)
    client.get(address_of(endpoint) + "?device=own&code=1&then=stay&e=1&w=code&r=1")
    assert contents(sqlite_store) == before


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
    assert 'http-equiv="refresh" content="0;url=https://' in response.text
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
