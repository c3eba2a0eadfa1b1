"""A code that opens nothing is answered alike, whatever became of what it once opened."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from werkzeug.test import TestResponse

from portal.store import vault
from tests.web.conftest import Clock
from tests.web.steps import begin, send


def tried(app: Flask, code: str) -> TestResponse:
    return send(app.test_client(), "/en/back", code=code, device="shared")


def told(response: TestResponse, code: str) -> str:
    """Status, headers and page, without what is random in each answer."""
    page = re.sub(r'(csrf_token" value=|data-token=)"[^"]*"', r"\1", response.text)
    page = re.sub(r'action="/s/[0-9a-f]{8}/', 'action="/', page)
    headers = [(name, value) for name, value in response.headers if name != "Content-Length"]
    headers = [(name, re.sub(r"__Host-s=[^;]+", "", value)) for name, value in headers]
    return f"{response.status} {sorted(headers)} {page.replace(code, 'CODE')}"


def test_every_code_that_opens_nothing_is_answered_with_the_same_bytes(
    app: Flask, clock: Clock
) -> None:
    over = begin(app.test_client())
    clock.pass_(timedelta(days=31))
    replaced = begin(browser := app.test_client())
    assert send(browser, "/en/new-code").status_code == 303
    erased = begin(gone := app.test_client())
    assert send(gone, "/en/erase").status_code == 303
    codes = {
        "never was": vault.new_code(),
        "replaced": replaced,
        "erased": erased,
        "ran out": over,
    }
    answers = {name: tried(app, code) for name, code in codes.items()}
    assert {one.status_code for one in answers.values()} == {422}
    assert len({told(answers[name], code) for name, code in codes.items()}) == 1
    opens = begin(app.test_client())
    assert tried(app, opens).status_code == 303


def test_what_was_typed_is_on_the_page_again_and_nowhere_in_its_headers(app: Flask) -> None:
    code = vault.new_code()
    refused = tried(app, code)
    assert refused.text.count(code) == 1
    assert code not in str(refused.headers)
