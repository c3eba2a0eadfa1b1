"""Migrations: the tables they make, and what was kept before one is still there after it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Table, insert, inspect, select

from portal.service import codes, entrance
from portal.service.visit import Resumed, Visit
from portal.settings import Settings, create_secrets
from portal.store.db import Store, Unit, alembic_config
from portal.store.tables import Base

PROJECT = Path(__file__).resolve().parents[2]
PEPPER = b"a pepper for tests, of 32 bytes."
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
ANSWERS = {"name": "Łucja"}
CANARY = "zz-CANARY"
Rows = Sequence[Mapping[str, Any]]


def go_to(store: Store, revision: str, *, up: bool) -> None:
    move = command.upgrade if up else command.downgrade
    with store.engine.connect() as connection:
        move(alembic_config(connection), revision)
        connection.commit()


def rows(store: Store, name: str) -> Rows:
    with store.unit(reading=True) as unit:
        return list(unit.connection.execute(select(table(unit, name))).mappings())


def put_back(store: Store, name: str, kept: Rows, **more: object) -> None:
    with store.unit() as unit:
        unit.connection.execute(insert(table(unit, name)), [{**row, **more} for row in kept])
        unit.commit()


def table(unit: Unit, name: str) -> Table:
    """A table as it is in the database at this moment, which may be an earlier shape of it."""
    return Table(name, MetaData(), autoload_with=unit.connection)


def begun_before_a0002(store: Store) -> tuple[str, str]:
    """Tables as the first version made them, with a case and a visit to it; its token and code."""
    store.migrate()
    started = entrance.start(store, NOW, device="shared", state=ANSWERS)
    code = codes.code_to_show(store, started.visit)
    assert code is not None
    cases, visits = rows(store, "cases"), rows(store, "visits")
    go_to(store, "base", up=False)
    go_to(store, "a0001", up=True)
    put_back(store, "cases", cases)
    put_back(store, "visits", visits, language=CANARY)
    return started.token, code


def test_the_tables_are_exactly_those_of_the_newest_migration(store: Store) -> None:
    with store.engine.connect() as connection:
        options = {"compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    (check,) = inspect(store.engine).get_check_constraints("visits")
    assert check["name"] == "ck_visits_device"


def test_migrations_go_up_and_down_and_up_again(bare_url: str) -> None:
    store = Store(bare_url, PEPPER)
    assert not store.fits()
    store.migrate()
    assert store.fits()
    entrance.start(store, NOW, device="shared", state=ANSWERS)
    go_to(store, "base", up=False)
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    assert not store.fits()
    store.migrate()
    store.migrate()
    assert rows(store, "cases") == []
    store.close()


@pytest.mark.usefixtures("quick_codes")
def test_a_visit_and_its_answers_outlive_an_update_of_the_portal(bare_url: str) -> None:
    store = Store(bare_url, PEPPER)
    token, code = begun_before_a0002(store)
    for _ in range(2):
        store.migrate()
        visit = entrance.open_visit(store, token, NOW)
        assert isinstance(visit, Visit)
        assert (visit.state, visit.device) == (ANSWERS, "shared")
        assert codes.code_to_show(store, visit) == code
    resumed = entrance.resume(store, code, NOW, device="own", address=bytes(4))
    assert isinstance(resumed, Resumed)
    assert resumed.visit.state == ANSWERS
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    store.close()


@pytest.mark.usefixtures("quick_codes")
def test_going_back_to_the_first_version_keeps_visits_too(bare_url: str) -> None:
    store = Store(bare_url, PEPPER)
    token, code = begun_before_a0002(store)
    store.migrate()
    go_to(store, "a0001", up=False)
    assert [row["language"] for row in rows(store, "visits")] == ["en"]
    store.migrate()
    visit = entrance.open_visit(store, token, NOW)
    assert isinstance(visit, Visit)
    assert (visit.state, codes.code_to_show(store, visit)) == (ANSWERS, code)
    store.close()


def test_the_portal_does_not_start_on_the_tables_of_another_version(tmp_path: Path) -> None:
    environ = {**os.environ, "FRESHPAGE_INSTANCE": str(tmp_path / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    settings = Settings.read(environ)
    store = Store(settings.database_url, settings.pepper())
    store.migrate()
    go_to(store, "a0001", up=False)
    start = [sys.executable, "-c", "import wsgi"]
    refused = subprocess.run(start, cwd=PROJECT, env=environ, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "tables are of another version" in refused.stderr.splitlines()[-1]
    store.migrate()
    store.close()
    assert subprocess.run(start, cwd=PROJECT, env=environ).returncode == 0


def test_a_database_that_is_away_may_fit() -> None:
    assert Store("postgresql://nobody@127.0.0.1:1/nowhere", PEPPER).fits()


@pytest.mark.usefixtures("quick_codes")
def test_what_is_no_longer_kept_is_wiped_from_the_files(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'portal.db'}", PEPPER)
    begun_before_a0002(store)
    assert store.scrub()
    assert CANARY.encode() in (tmp_path / "portal.db").read_bytes()
    store.migrate()
    assert store.scrub()
    assert not any(CANARY.encode() in file.read_bytes() for file in tmp_path.iterdir())
    store.close()
