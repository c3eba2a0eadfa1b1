"""Nothing that is sent leads a person elsewhere: no redirect, no host, no language, no template."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app
from portal.web.journey import code_of
from tests.web.conftest import Clock
from tests.web.steps import begin, token_of
from tests.web.wizard import Person

ELSEWHERE = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example",
    "\\/evil.example", "/\t/evil.example", "/%09/evil.example", "//%09evil.example",
    "https://evil.example", "https:evil.example", "https:/evil.example", "http:\\\\evil.example",
    "HTTPS://EVIL.EXAMPLE", "ftp://evil.example", "javascript:alert(1)//evil", "data:,evil",
    "java\nscript:evil", "%2f%2fevil.example", "%5cevil.example", "%252f%252fevil.example",
    "/en/..//evil.example", "/en/%2e%2e//evil.example", ".evil.example", "@evil.example",
    "localhost@evil.example", "localhost.evil.example", "https://localhost:x@evil.example",
    "?//evil.example", "#//evil.example", "//evil.example/%2f..", "//evil%E3%80%82example",
    "//\u3002evil.example", "//evil.example\u2028", "/\u200b/evil.example", "//[::1]@evil.example",
    "\r\nLocation: https://evil.example", "%0d%0aLocation:%20https://evil.example",
    "%E5%98%8A%E5%98%8DLocation:evil", "mailto:evil@example.org", "file:///evil", "blob:evil",
)  # fmt: skip


def test_no_redirect_and_no_link_leads_to_where_somebody_said(client: FlaskClient) -> None:
    begin(client)
    token = token_of(client.get("/en/code").text)
    for where in ELSEWHERE:
        knock(client, token, where)


def knock(client: FlaskClient, token: str, where: str) -> None:
    told = dict.fromkeys(("next", "r", "w", "to", "url", "return", "lang", "then", "seen"), where)
    line = (
        where.replace("\r", " ").replace("\n", " ").encode("latin-1", "replace").decode("latin-1")
    )
    headers = {"Referer": line, "X-Forwarded-Prefix": line, "X-Original-URL": line}
    answers = [
        client.get(address, query_string=told, headers=headers)
        for address in ("/", "/en/how", "/en/start", "/en/go", f"/en/p/{code_of('a.where')}")
    ]
    answers += [
        client.post(address, query_string=told, headers=headers, data={**told, "csrf_token": token})
        for address in ("/en/device", "/en/code", f"/en/p/{code_of('a.where')}", "/en/start")
    ]
    answers.append(client.get(where if where.startswith("/") else f"/{where}", headers=headers))
    for answer in answers:
        location = answer.headers.get("Location")
        if location is not None:
            there = urlsplit(location.replace("\\", "/"))
            assert (there.scheme, there.netloc) in (("", ""), ("https", "localhost"))
            assert there.path.startswith("/")
        if answer.mimetype == "text/html":
            assert 'href="//' not in answer.text
            assert "evil" not in answer.text.lower()


HOSTS = (
    "evil.example", "localhost.evil.example", "evil.example#localhost", "localhost@evil.example",
    "evil.example:443", "localhost:443.evil.example", "xlocalhost", "localhost.", "127.0.0.2",
    "0x7f.1", "[::2]", "localhost\tevil.example", "localhost, evil.example", "localhost/evil", "",
    "локалхост", "a" * 5_000, "evil.example/../localhost", "localhost%00.evil.example", "*",
)  # fmt: skip


def test_a_host_that_is_not_ours_is_refused_at_every_address_and_never_repeated(
    client: FlaskClient,
) -> None:
    for host in HOSTS:
        for path in ("/", "/en/", "/en/nowhere", "/assets/x.js", "/api/v1/law"):
            answer = client.get(path, headers={"Host": host})
            assert answer.status_code == 400, (host, path)
            assert "evil" not in answer.text + str(answer.headers)
            assert "Location" not in answer.headers


NAMING = (
    "X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-HTTP-Host-Override", "Forwarded",
    "X-Original-Host", "X-Rewrite-URL", "X-Forwarded-Proto", "X-Forwarded-Port",
)  # fmt: skip


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_no_header_but_the_host_names_the_host_behind_any_number_of_proxies(
    settings: Settings, sqlite_store: Store, clock: Clock, proxies: int
) -> None:
    changed = {"FRESHPAGE_INSTANCE": str(settings.instance), "FRESHPAGE_PROXIES": str(proxies)}
    client = create_app(Settings.read(changed), sqlite_store, clock).test_client()
    for name in NAMING:
        for path in ("/", "/en/overview", "/en/how"):
            answer = client.get(path, headers={name: "evil.example"})
            assert answer.headers.get("Location", "/").startswith("/"), name
            assert "evil" not in answer.text + str(answer.headers), name


TAGS = (
    "..", "../..", "%2e%2e%2f", "..%5c", "C:aux", "con", "en/../es", "en%2f..", "e" * 5_000,
    "en\0", "EN", "en_US", "es.po", "translations", "zh_Hans", "{{7*7}}", "${7*7}", "٪",
)  # fmt: skip


def test_a_language_is_one_of_ours_or_there_is_nothing(client: FlaskClient) -> None:
    for tag in TAGS:
        for rest in ("", "how", "p/aaaaaaaa", "papers/x/1.pdf"):
            answer = client.get(f"/{tag}/{rest}")
            assert answer.status_code in (400, 404), (tag, rest)
            assert "7*7" not in answer.text, tag
            assert "/49/" not in answer.text, tag
        asked = tag[:900].encode("latin-1", "replace").decode("latin-1")
        answer = client.get("/", headers={"Accept-Language": asked})
        assert answer.headers["Location"] in ("/en/", "/zh-Hans/"), tag


def test_a_template_that_was_typed_is_text_on_every_page_that_shows_it(app: Flask) -> None:
    person = Person(app.test_client(), {})
    where, county = f"p/{code_of('a.where')}", f"p/{code_of('a.county')}"
    person.send(where, {"answer": "illinois"})
    for typed in (
        "{{7777*7777}}",
        "{{config.SECRET_KEY}}",
        "{% print(7777*7777) %}",
        "${{7777*7777}}",
        "#{7777*7777}",
    ):
        person.send(county, {"county": typed})
        for shown in (county, "overview"):
            page = person.get(shown).text
            assert "60481729" not in page
            assert "SECRET_KEY" not in page or "{{config.SECRET_KEY}}" in page
        assert f'value="{typed}"' in person.get(county).text
        assert person.send(county, {"county": "will", "seen": "x"}).status_code == 409
        assert "60481729" not in person.send(county, {"county": "will", "seen": typed}).text
