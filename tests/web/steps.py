"""What a person does at the beginning, for the tests that come after it."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def token_of(html: str) -> str:
    """The CSRF token of the first form on a page that has one."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found, "no form with a token on this page"
    return found[1]


def send(client: FlaskClient, path: str, at: str | None = None, **fields: str) -> TestResponse:
    """Opens the page ``at`` (else ``path``), takes its token and sends the fields to ``path``."""
    page = client.get(at or path)
    assert page.status_code == 200, (at or path, page.status_code, page.headers.get("Location"))
    return client.post(path, data={"csrf_token": token_of(page.text), **fields})


def begin(client: FlaskClient, *, device: str = "shared", lang: str = "en") -> str:
    """Starts a case; the digits of its code."""
    assert send(client, f"/{lang}/start", device=device).status_code == 303
    page = client.get(f"/{lang}/code").text
    shown = re.search(r'<p class="code"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert shown
    return re.sub(r"\D", "", re.sub(r"<[^>]+>", "", shown[1]))


def note_code(client: FlaskClient, lang: str = "en") -> str:
    """Says that the code is written down; the address of what comes next."""
    went = send(client, f"/{lang}/code")
    assert went.status_code == 303
    return client.get(went.headers["Location"]).headers["Location"]
