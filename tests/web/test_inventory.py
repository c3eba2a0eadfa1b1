"""Who may call what: every address, with every method, by every sort of caller."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.interview.path import path
from portal.settings import Settings, create_secrets
from portal.store import vault
from portal.store.db import Store
from portal.web import create_app
from portal.web.journey import code_of
from portal.web.pace import Pace
from tests.conftest import PEPPER
from tests.web.conftest import Clock, StrictClient
from tests.web.routes import ENDED, METHODS, PLACE, READING, ROUTES, address_of
from tests.web.steps import token_of
from tests.web.wizard import COOK, DAY, FILER, Person

CALLERS = ("nobody", "shared", "own")
CODE = code_of("a.where")


@dataclass(frozen=True)
class Caller:
    """A browser, with a token of a form that was printed for it, and its cookie."""

    client: FlaskClient
    token: str
    cookie: str
    person: Person | None

    def ask(self, method: str, address: str) -> TestResponse:
        """The answer to this browser as it was at first, whatever it was told since."""
        self.client.set_cookie("__Host-s", self.cookie, domain="localhost", secure=True)
        data = {"csrf_token": self.token} if method not in ("GET", "HEAD", "OPTIONS") else None
        return self.client.open(address, method=method, data=data)


@dataclass(frozen=True)
class Scene:
    """Three callers of one portal, and its database as it was before they did anything."""

    file: Path
    first: Path
    callers: Mapping[str, Caller]
    app: Flask
    clock: Clock

    def digest(self) -> str:
        """Of every row of every table, also of one that is added later."""
        with closing(sqlite3.connect(self.file)) as database:
            tables = sorted(
                name
                for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
            )
            assert {"cases", "visits", "attempts"} <= set(tables)
            rows = [
                (table, *sorted(map(repr, database.execute(f"SELECT * FROM {table}"))))  # noqa: S608
                for table in tables
            ]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def begin_again(self) -> None:
        copy(self.first, self.file)


@pytest.fixture(scope="module")
def scene(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("inventory")
    environ = {"FRESHPAGE_INSTANCE": str(folder / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    file = copy(migrated_file, folder / "portal.db")
    store, clock = Store(f"sqlite:///{file}", PEPPER), Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "SCRYPT_N", 2**4)
        patch.setattr(
            Pace, "take", lambda *_: 0
        )  # which callers may ask how often is no matter here
        app = create_app(Settings.read(environ), store, clock)
        app.test_client_class = StrictClient
        callers = {"nobody": _nobody(app)}
        for device in ("shared", "own"):
            callers[device] = _visitor(app, device)
        first = copy(file, folder / "first.db")
        yield Scene(file, first, callers, app, clock)
    store.close()


def copy(file: Path, to: Path) -> Path:
    """All rows of a database into another, which may be in use."""
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(to)) as other:
        one.backup(other)
    return to


def _nobody(app: Flask) -> Caller:
    client = app.test_client()
    return Caller(client, token_of(client.get("/en/start").text), _cookie(client), None)


def _visitor(app: Flask, device: str) -> Caller:
    client = app.test_client()
    person = Person(client, {**COOK, **FILER}, device=device)
    person.answer_all()
    assert person.make("Cook") == f"/en/check/{PLACE}"
    assert person.check("Cook").status_code == 200
    return Caller(client, person.token, _cookie(client), person)


def _cookie(client: FlaskClient) -> str:
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie
    return cookie.value


def fits(response: TestResponse, expected: int | str) -> bool:
    if isinstance(expected, int):
        return response.status_code == expected
    where = response.headers.get("Location", "")
    begins = expected.removesuffix("…")
    return response.status_code == 303 and (
        where == expected or (begins != expected and where.startswith(begins))
    )


def test_every_route_is_known_and_takes_one_method_only(scene: Scene) -> None:
    found = {
        rule.endpoint: (" ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})), rule.rule)
        for rule in scene.app.url_map.iter_rules()
    }
    assert found == {name: (route.method, route.rule) for name, route in ROUTES.items()}


def test_no_address_names_a_person_a_case_row_or_a_visit(scene: Scene) -> None:
    """So that there is nobody else's case to ask for: the cookie alone says whose it is."""
    parts = {part for rule in scene.app.url_map.iter_rules() for part in rule.arguments}
    assert parts == {"lang", "code", "subject", "place", "name"}


@pytest.mark.parametrize("endpoint", sorted(ROUTES))
@pytest.mark.parametrize("who", CALLERS)
def test_each_caller_gets_what_the_table_says_by_each_method(
    scene: Scene, endpoint: str, who: str
) -> None:
    route, caller = ROUTES[endpoint], scene.callers[who]
    here = address_of(endpoint, code=CODE, name=asset(caller))
    there = {one.method for one in ROUTES.values() if one.rule == route.rule}
    before = scene.digest()
    for method in METHODS:
        response = caller.ask(method, here)
        after = scene.digest()
        if method == "OPTIONS" and who == "nobody" and route.nobody == ENDED:
            assert fits(response, ENDED)
        elif method == "OPTIONS":
            assert response.status_code == 200
            assert set(response.headers["Allow"].split(", ")) >= there
        elif method == route.method or (method, route.method) == ("HEAD", "GET"):
            expected = route.nobody if who == "nobody" else route.visitor
            assert fits(response, expected), (method, response.status, response.headers)
        elif method not in there and not (method == "HEAD" and "GET" in there):
            assert response.status_code == 405, method
        if method != "POST" or (who == "nobody" and route.nobody == ENDED):
            assert after == before, method
        if after != before:
            scene.begin_again()


def asset(caller: Caller) -> str:
    return caller.client.get("/en/").text.partition('src="/assets/')[2].partition('"')[0]


@pytest.mark.parametrize("device", ["shared", "own"])
def test_looking_at_any_page_of_a_whole_case_changes_no_row(scene: Scene, device: str) -> None:
    """Each question, each paper, with and without a query that names fields of forms."""
    scene.begin_again()
    caller = scene.callers[device]
    assert caller.person
    packets = {"Cook": ("a",)}
    asked = [code_of(step.key) for step in path(caller.person.answers, DAY, packets).steps]
    pages = {address_of(endpoint, name=asset(caller)) for endpoint in READING}
    pages -= {address_of("papers.paper")}
    pages |= {f"/en/p/{code}" for code in asked} | {"/en/papers/sheets", "/en/remove/a-1"}
    if device == "shared":  # papers take a second each
        pages |= {f"/en/papers/{PLACE}/all.pdf?save=1"}
        pages |= {f"/en/papers/{PLACE}/{name}.pdf" for name in ("3", "99")}
    assert len(asked) > 30
    before = scene.digest()
    queries = (
        "",
        "?device=own&code=1&answer=no&then=stay&e=1&w=none&r=1&made=1&lang=es",
        "?save=1",
    )
    for page in sorted(pages):
        for query in queries if ".pdf" not in page else queries[:1]:
            if page.startswith("/api/") and query:
                continue
            response = caller.ask("GET", page + query)
            assert response.status_code in (200, 303, 404), page
            assert scene.digest() == before, page + query
    assert caller.ask("GET", "/en/results").status_code == 200, "this was the visitor's own view"


def test_the_one_thing_a_look_writes_is_how_long_the_visit_lasts(scene: Scene) -> None:
    """Once a minute its end, once a day the day the case was used: what we tell people we keep."""
    scene.begin_again()
    caller, moment = scene.callers["shared"], scene.clock.moment
    try:
        for step, changes in (
            (timedelta(seconds=20), {("visits", "ends_at")}),
            (timedelta(minutes=2), {("visits", "ends_at")}),
        ):
            before = _columns(scene.file)
            scene.clock.pass_(step)
            assert caller.ask("GET", "/en/overview").status_code == 200
            assert _changed(before, _columns(scene.file)) <= changes
        before = _columns(scene.file)
        for _ in range(40):  # on to the next day, a page now and then
            scene.clock.pass_(timedelta(minutes=15))
            assert caller.ask("GET", "/en/overview").status_code == 200
        assert _changed(before, _columns(scene.file)) == {
            ("visits", "ends_at"),
            ("cases", "used_on"),
            ("cases", "expires_on"),
        }
    finally:
        scene.clock.moment = moment
        scene.begin_again()


Columns = dict[tuple[str, str], list[object]]


def _columns(file: Path) -> Columns:
    found: Columns = {}
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        for table in ("cases", "visits", "attempts"):
            for row in database.execute(f"SELECT * FROM {table} ORDER BY 1"):  # noqa: S608
                for column in row.keys():  # noqa: SIM118 - a Row is no dict
                    found.setdefault((table, column), []).append(row[column])
    return found


def _changed(before: Columns, after: Columns) -> set[tuple[str, str]]:
    return {key for key in before | after if before.get(key) != after.get(key)}
