"""A portal with a person in it who can be put anywhere, and a tally of what it answered."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from portal.service import entrance, resident
from portal.service.visit import Visit
from portal.settings import Settings, create_secrets
from portal.store import vault
from portal.store.db import Store
from portal.web import create_app
from portal.web.pace import Pace
from tests.conftest import PEPPER
from tests.hostile.places import Place
from tests.hostile.texts import PROBE
from tests.web.conftest import Clock, assert_valid_html
from tests.web.steps import begin, note_code, token_of

HTTPS = "https://localhost"
REFLECTED = re.compile(
    rf"<\s*/?{PROBE}|<script>{PROBE}|onload={PROBE}>|[\"'] onfocus={PROBE}|<!--<{PROBE}"
    r"|value=\"49\"|>49<|>7777777<",
    re.IGNORECASE,
)
EVERY = 25
"""Of so many pages one is read as strictly as a browser never would; that takes longest of all."""


@dataclass
class Tally:
    """What was sent and what came of it. ``faults``: what must not be, with how it came about."""

    counts: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def note(self, response: TestResponse, sent: object) -> None:
        """Look at one answer as a whole: its status, its headers, what it reflects."""
        if response.status_code >= 500:
            self.fault("5xx", response.status_code, sent)
        if any(PROBE in value or "evil" in value for _, value in response.headers):
            self.fault("reflections", "in a header", sent)
        if response.mimetype != "text/html":
            return
        page = response.text
        if REFLECTED.search(page):
            self.fault("reflections", "in a page", sent)
        self.counts["refusals"] += 'class="oops"' in page
        self.counts["pages"] += 1
        if self.counts["pages"] % EVERY == 0:
            try:
                assert_valid_html(page)
            except AssertionError as fault:
                self.fault("broken HTML", str(fault)[:300], sent)

    def fault(self, kind: str, *told: object) -> None:
        self.counts[kind] += 1
        if len(self.faults) < 20:
            self.faults.append(f"{kind}: {' '.join(ascii(one)[:600] for one in told)}")


@dataclass(frozen=True)
class Hall:
    """One person's browser. ``kept``: for each place the sealed answers and their version."""

    client: FlaskClient
    token: str
    store: Store
    kept: list[Mapping[str, object]]

    def put(self, at: int) -> None:
        with self.store.unit() as unit:
            unit.connection.execute(
                text("UPDATE cases SET answers = :answers, version = :version"), self.kept[at]
            )
            unit.commit()

    def post(self, address: str, fields: Mapping[str, str]) -> TestResponse:
        data = {**fields, "csrf_token": self.token}
        return self.client.post(address, data=data, base_url=HTTPS)

    def get(self, address: str, **more: Any) -> TestResponse:
        return self.client.get(address, base_url=HTTPS, **more)


@contextmanager
def hall(empty: Path, folder: Path, places: list[Place]) -> Iterator[Hall]:
    environ = {"FRESHPAGE_INSTANCE": str(folder / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    store = Store(f"sqlite:///{shutil.copy(empty, folder / 'portal.db')}", PEPPER)
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "SCRYPT_N", 2**4)
        patch.setattr(Pace, "take", lambda *_: 0)
        client = create_app(Settings.read(environ), store, clock).test_client()
        client.environ_base["wsgi.url_scheme"] = "https"
        code = begin(client)
        token = token_of(client.get("/en/code", base_url=HTTPS).text)
        note_code(client)
        assert len(code) == 22
        yield Hall(client, token, store, list(_sealed(client, store, clock, places)))
    store.close()


def _sealed(
    client: FlaskClient, store: Store, clock: Clock, places: list[Place]
) -> Iterator[Mapping[str, object]]:
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie
    for place in places:
        visit = entrance.open_visit(store, cookie.value, clock())
        assert isinstance(visit, Visit)
        saved = resident.save(store, visit, place.answers.to_json(), clock())
        assert isinstance(saved, Visit)
        with store.unit(reading=True) as unit:
            row = unit.connection.execute(text("SELECT answers, version FROM cases")).one()
        yield row._asdict()
