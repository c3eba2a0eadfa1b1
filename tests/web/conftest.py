"""An app on a fresh database, a clock that a test can move, browsers without and with windows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, sync_playwright
from tinyhtml5.parser import HTMLParser
from werkzeug.test import TestResponse

from portal.settings import Settings, create_secrets
from portal.store.db import Store
from portal.web import create_app
from tests.web.serving import served

CHROMIUM = "/usr/bin/chromium"
SHELL = "/usr/bin/chromium-headless-shell"
"""The same Chromium without the windows that nobody sees: a third of the work less."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Clock:
    """The moment, moved by hand."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 16, 30, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, time: timedelta) -> None:
        self.moment += time


class StrictClient(FlaskClient):
    """A browser without windows, over HTTPS. Every page it is given must be faultless HTML."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("base_url", "https://localhost")
        response = super().open(*args, **kwargs)
        page = response.mimetype == "text/html" and kwargs.get("method") not in ("HEAD", "OPTIONS")
        if page and "Content-Encoding" not in response.headers:
            assert_valid_html(response.text)
        return response


def assert_valid_html(html: str) -> None:
    """Fails with the lines around the first fault, for a fault a browser would have to mend."""
    parser = HTMLParser()
    parser._parse(html)
    if parser.errors:
        (line, _), kind, data = parser.errors[0]
        lines = html.splitlines()[max(0, line - 5) : line + 5]
        raise AssertionError(f"{kind} {data}:\n" + "\n".join(lines))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    environ = {"FRESHPAGE_INSTANCE": str(tmp_path / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    return Settings.read(environ)


@pytest.fixture
def app(settings: Settings, sqlite_store: Store, clock: Clock) -> Flask:
    made = create_app(settings, sqlite_store, clock)
    made.test_client_class = StrictClient
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of the app, served for a real browser."""
    with served(app) as at:
        yield at


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Playwright switches the Back cache off, which would hide what it may leak."""
    if not Path(SHELL).exists():
        pytest.skip(f"no {SHELL}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=SHELL,
            # Papers have fonts of their own; a person's browser has those of the machine.
            env={name: had for name, had in os.environ.items() if name != "FONTCONFIG_FILE"},
            args=list(QUIET),
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A browser with scripts switched off."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()
