"""How fast one client may ask, and whose pages may ask from inside a browser."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app, pace
from portal.web.pace import BURST, PER_SECOND, Pace, place_of
from portal.web.site import Site
from tests.web.conftest import Clock, StrictClient

LAW = "/api/v1/openapi.json"
CHECK = "/api/v1/check"


def statuses(client: FlaskClient, times: int, path: str = LAW) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_sixty_at_once_are_answered_and_the_next_is_told_when(
    client: FlaskClient, clock: Clock
) -> None:
    assert statuses(client, 60) == [200] * 60
    late = client.get(LAW)
    assert late.status_code == 429
    assert late.headers["Retry-After"] == "1"
    assert late.content_type == "application/json"
    assert late.json is not None
    assert late.json["problems"][0]["says"].endswith("Try again in 1 second.")
    clock.pass_(timedelta(seconds=1))
    assert statuses(client, 3) == [200, 200, 429]


def test_two_a_second_are_always_answered(client: FlaskClient, clock: Clock) -> None:
    for _ in range(120):
        assert statuses(client, 2) == [200, 200]
        clock.pass_(timedelta(seconds=1))


def test_pages_and_preflights_take_no_part(client: FlaskClient) -> None:
    statuses(client, 61)
    assert client.get(LAW).status_code == 429
    assert client.get("/en/how").status_code == 200
    assert client.options(CHECK).status_code == 200


def test_another_client_does_not_wait(app: Flask) -> None:
    client = app.test_client()
    assert statuses(client, 61)[-1] == 429
    other = client.get(LAW, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 200


def test_a_long_document_counts_as_many_and_the_longest_as_a_bucketful(
    client: FlaskClient, clock: Clock
) -> None:
    def send(size: int) -> TestResponse:
        return client.post(CHECK, data=b"{}" + b" " * (size - 2), content_type="application/json")

    assert send(1_000_000).status_code == 422
    late = send(2)
    assert late.status_code == 429
    clock.pass_(timedelta(seconds=30))
    assert [send(20_000).status_code for _ in range(6)] == [422] * 5 + [429]


def test_an_address_is_kept_as_a_digest_and_no_longer_than_the_bucket_takes_to_fill() -> None:
    buckets = Pace()
    buckets.take("192.0.2.1", 10, 1000.0)
    buckets.take("192.0.2.2", 60, 1000.0)
    assert "192.0.2" not in repr(vars(buckets))
    assert bytes([192, 0, 2, 1]) not in b"".join(buckets._left)
    assert len(buckets) == 2
    buckets.take("192.0.2.3", 1, 1000.0 + 5)
    assert len(buckets) == 2
    buckets.take("192.0.2.3", 1, 1000.0 + BURST / PER_SECOND)
    assert len(buckets) == 1


def test_two_processes_know_a_client_by_different_digests() -> None:
    one, two = Pace(), Pace()
    one.take("192.0.2.1", 1, 0.0)
    two.take("192.0.2.1", 1, 0.0)
    assert set(one._left).isdisjoint(two._left)


def test_however_many_ask_no_more_are_remembered_than_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "MOST_CLIENTS", 100)
    buckets = Pace()
    for number in range(1000):
        buckets.take(f"192.0.{number // 256}.{number % 256}", 60, 0.0)
    assert len(buckets) == 100


def test_a_clock_set_back_takes_nobody_anything_and_gives_nothing() -> None:
    buckets = Pace()
    assert buckets.take("192.0.2.1", 59, 5000.0) == 0
    assert buckets.take("192.0.2.1", 2, 1000.0) == 1
    assert buckets.take("192.0.2.1", 2, 1000.5) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "unix:", False),
    ],
)
def test_who_has_a_whole_range_of_addresses_is_one_client(one: str, other: str, same: bool) -> None:
    assert (place_of(one) == place_of(other)) is same


def test_each_app_has_buckets_of_its_own(settings: Settings, sqlite_store: Store) -> None:
    sites = [create_app(settings, sqlite_store).extensions["fresh-page"] for _ in range(2)]
    assert all(isinstance(one, Site) for one in sites)
    assert sites[0].pace is not sites[1].pace


TOOLS = "https://tools.example.org"


@pytest.fixture
def opened(settings: Settings, sqlite_store: Store, clock: Clock) -> FlaskClient:
    """A client of a portal whose operator named one origin, and a second one."""
    named = frozenset({TOOLS, "http://localhost:3000"})
    app = create_app(dataclasses.replace(settings, api_origins=named), sqlite_store, clock)
    app.test_client_class = StrictClient
    return app.test_client()


def preflight(client: FlaskClient, origin: str, path: str = CHECK) -> TestResponse:
    asks = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return client.options(path, headers=asks)


def cors(response: TestResponse) -> dict[str, str]:
    return {
        name: value
        for name, value in response.headers.items()
        if name.startswith("Access-Control-")
    }


@pytest.mark.parametrize("origin", [TOOLS, "null", "https://localhost"])
def test_where_no_origin_is_named_no_browser_shows_an_answer_to_another_site(
    client: FlaskClient, origin: str
) -> None:
    assert cors(preflight(client, origin)) == {}
    for path in ("/api/v1/law", "/api/v1/counties"):
        assert cors(client.get(path, headers={"Origin": origin})) == {}
    assert cors(client.post(CHECK, json={}, headers={"Origin": origin})) == {}


def test_a_named_origin_may_ask_and_is_shown_the_answer(opened: FlaskClient) -> None:
    assert cors(preflight(opened, TOOLS)) == {
        "Access-Control-Allow-Origin": TOOLS,
        "Access-Control-Expose-Headers": "Retry-After",
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "600",
    }
    sent = {"Origin": TOOLS, "Sec-Fetch-Site": "cross-site"}
    answered = opened.post(CHECK, json={}, headers=sent)
    assert answered.status_code == 422
    assert cors(answered) == {
        "Access-Control-Allow-Origin": TOOLS,
        "Access-Control-Expose-Headers": "Retry-After",
    }
    assert "Origin" in answered.headers["Vary"]


def test_a_named_origin_is_told_of_failures_too(opened: FlaskClient) -> None:
    for path in ("/api/v1/nothing", CHECK):
        assert "Access-Control-Allow-Origin" in cors(opened.get(path, headers={"Origin": TOOLS}))


@pytest.mark.parametrize(
    "origin",
    [
        "https://tools.example.org.evil.example",
        "https://eviltools.example.org",
        "http://tools.example.org",
        "https://tools.example.org:8443",
        "https://TOOLS.example.org",
        "null",
        "*",
        "",
    ],
)
def test_an_origin_is_the_named_one_to_the_letter_or_another(
    opened: FlaskClient, origin: str
) -> None:
    assert cors(preflight(opened, origin)) == {}
    answered = opened.post(CHECK, json={}, headers={"Origin": origin})
    assert cors(answered) == {}
    assert "Origin" in answered.headers["Vary"]


def test_credentials_are_never_allowed_and_pages_are_never_opened(opened: FlaskClient) -> None:
    for path in ("/en/", "/en/start", "/"):
        assert cors(opened.get(path, headers={"Origin": TOOLS})) == {}
        assert cors(preflight(opened, TOOLS, path)) == {}
    assert "Access-Control-Allow-Credentials" not in cors(preflight(opened, TOOLS))


def test_the_pages_still_refuse_what_a_named_origin_sends(opened: FlaskClient) -> None:
    refused = opened.post("/en/start", data={"device": "own"}, headers={"Origin": TOOLS})
    assert refused.status_code == 403


def test_a_slow_down_is_told_to_a_named_origin(opened: FlaskClient) -> None:
    statuses(opened, 61)
    late = opened.get(LAW, headers={"Origin": TOOLS})
    assert late.status_code == 429
    assert cors(late)["Access-Control-Allow-Origin"] == TOOLS
    assert json.loads(late.data)["problems"]
