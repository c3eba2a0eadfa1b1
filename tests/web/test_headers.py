"""What every answer carries, and what no answer carries."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.service.packets import place_of
from portal.store.db import Store, Unavailable
from portal.web import page
from portal.web.journey import code_of
from tests.web.conftest import Clock
from tests.web.steps import begin
from tests.web.wizard import COOK, FILER, Person

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {style}; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'; require-trusted-types-for 'script'"
)
EVERYWHERE = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), "
        "serial=(), hid=(), midi=(), accelerometer=(), gyroscope=(), magnetometer=(), "
        "browsing-topics=(), idle-detection=(), local-fonts=(), screen-wake-lock=(), "
        "publickey-credentials-get=(), publickey-credentials-create=()"
    ),
    "Cache-Control": "no-store, private",
}
OF_THE_ANSWER = {
    *("Content-Type", "Content-Length", "Content-Disposition", "Content-Language", "Location"),
    *("Allow", "Vary", "Set-Cookie", "Retry-After", "Clear-Site-Data", "X-Robots-Tag"),
}
"""These differ from answer to answer. There is no other one."""
EXPLANATION = f"p/{code_of('me.explanation')}"


def every_sort_of_answer(person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestResponse]:
    """An answer of each status that the portal gives, of each method and each type of content."""
    client = person.client
    for address in ("/", "/en/", "/en/how", "/en/overview", "/en/nowhere", "/xx/", "/assets/x.js"):
        yield client.get(address)
        yield client.head(address)
        yield client.options(address)
        yield client.put(address)
    yield client.get("/en/", headers={"Host": "evil.example"})
    yield client.get("/en/" + "a" * 3_000)
    yield person.get(f"papers/{place_of('Cook')}/1.pdf")
    yield client.post("/en/finish", data={})
    yield client.post("/en/finish", headers={"Sec-Fetch-Site": "cross-site"})
    yield client.post("/en/finish", data={"a": "b" * 30_000, "csrf_token": person.token})
    yield person.send("back", {"code": "12"})
    yield person.send(EXPLANATION, {"text": "another", "seen": "x"})
    yield person.send("stay")
    for _ in range(61):
        response = client.get("/api/v1/openapi.json")
    yield response
    for wrong in (RuntimeError, Unavailable):
        with monkeypatch.context() as patch:
            patch.setattr(Store, "unit", Mock(side_effect=wrong))
            yield person.get("overview")
    with monkeypatch.context() as patch:
        patch.setattr(page, "frame", Mock(side_effect=RuntimeError))
        yield person.get("about")  # where even the page about it fails
    for going in ("leave", "finish", "erase"):
        yield person.send(going)


def test_every_answer_carries_every_header_at_every_status(
    client: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", client.get("/en/").text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    expected = {**EVERYWHERE, "Content-Security-Policy": POLICY.format(style=f"'sha256-{digest}'")}
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.make("Cook")
    person.check("Cook")
    seen, types = set(), set()
    for response in every_sort_of_answer(person, monkeypatch):
        assert response.request
        where = (response.request.method, response.request.path[:40], response.status_code)
        headers = {
            name: value for name, value in response.headers.items() if name not in OF_THE_ANSWER
        }
        assert headers == expected, where
        first = (where[1], where[2]) == ("/en/", 200)
        assert response.headers.get("X-Robots-Tag") == (None if first else "noindex"), where
        for cookie in response.headers.getlist("Set-Cookie"):
            assert re.fullmatch(
                r"__Host-s=[\w-]*;( Expires=[^;]*; Max-Age=0;)? Secure; HttpOnly; "
                r"Path=/; SameSite=Lax",
                cookie,
            ), where
        seen.add(response.status_code)
        types.add(response.mimetype)
    assert seen == {200, 303, 400, 403, 404, 405, 409, 413, 422, 429, 500, 503}
    assert types >= {"text/html", "application/json", "application/pdf"}


def test_only_files_named_by_their_content_may_be_kept(client: FlaskClient) -> None:
    page = client.get("/en/").text
    names = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)
    assert len(names) == 2
    for name in names:
        response = client.get(name)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert hashlib.sha256(response.data).hexdigest()[:10] in name


def test_a_page_is_packed_only_for_browsers_that_take_it(client: FlaskClient) -> None:
    plain = client.get("/en/how")
    packed = client.get("/en/how", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    refused = client.get("/en/how", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_a_cold_first_page_with_all_it_needs_is_at_most_five_kilobytes(client: FlaskClient) -> None:
    takes = {"Accept-Encoding": "gzip"}
    first = client.get("/en/", headers=takes)
    parts = re.findall(r'(?:src|href)="(/assets/[^"]+)"', gzip.decompress(first.data).decode())
    sizes = [len(first.data), *(len(client.get(name, headers=takes).data) for name in parts)]
    assert sum(sizes) <= 5 * 1024


def test_no_page_names_another_origin_but_helpers_websites(client: FlaskClient) -> None:
    for path in ("", "how", "privacy", "about", "back", "start", "ended", "done"):
        html = client.get(f"/en/{path}").text
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", html)
    away = re.findall(r'<a href="https?://[^>]+>', client.get("/en/help").text)
    assert away
    assert all('rel="noreferrer"' in link for link in away)


def test_a_host_we_do_not_have_is_refused_without_being_repeated(client: FlaskClient) -> None:
    for host in ("evil.example", "localhost.evil.example"):
        response = client.get("/en/", headers={"Host": host})
        assert response.status_code == 400
        assert "evil" not in response.text + str(response.headers)
    forwarded = client.get("/", headers={"X-Forwarded-Host": "evil.example"})
    assert forwarded.headers["Location"] == "/en/"


def test_nothing_tells_which_server_this_is(client: FlaskClient) -> None:
    headers = client.get("/en/").headers
    assert "Server" not in headers
    assert "ETag" not in headers
    assert "X-Powered-By" not in headers


def test_every_answer_is_dressed_even_when_a_view_breaks(app: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("Maria Example 2011-CM-001234")

    app.view_functions["public.about"] = lambda **_: broken()
    response = app.test_client().get("/en/about")
    assert response.status_code == 500
    assert "Maria" not in response.text
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_pages_of_a_visit_share_one_sheet_that_a_browser_may_keep(client: FlaskClient) -> None:
    begin(client)
    page = client.get("/en/code").text
    assert "<style>" not in page
    (sheet,) = re.findall(r'<link rel="stylesheet" href="(/assets/visit\.\w{10}\.css)">', page)
    answer = client.get(sheet)
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert not answer.headers.getlist("Set-Cookie")
