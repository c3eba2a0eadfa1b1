"""What all tests share: their order, their examples, and a fresh database of either kind."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

from portal.store import vault
from portal.store.db import Store

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

IN_MEMORY = Path("/dev/shm")
"""Where it is there, the tests' own folders are in it: waiting for a disk at every commit of every
small database would take a third of their time. What a disk does is for ``make faults``."""
if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

LATER = {"slow": 1, "postgres": 1, "browser": 2}

PEPPER = b"a pepper for tests, of 32 bytes."
POSTGRESQL = Path("/usr/lib/postgresql")
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"
FORGETFUL = "-c wal_recycle=off"  # as docs/running.md asks of the operator
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A broken rule should show in seconds, not after the browser has been through every page."""
    items.sort(key=lambda item: max((LATER.get(m.name, 0) for m in item.iter_markers()), default=0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests counted: each ``record_property("figure", line)``, from every process."""
    figures = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(sorted(map(str, figures))))


@pytest.fixture
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the slow step of a code quick. What is tested with it is not how slow it is."""
    monkeypatch.setattr(vault, "SCRYPT_N", 2**4)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no row, to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    store = Store(f"sqlite:///{file}", PEPPER)
    store.migrate()
    assert store.scrub()
    store.close()
    return file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """A PostgreSQL server in a temporary folder, without network and without fsync."""
    programs = max(POSTGRESQL.glob("*/bin"), default=None, key=lambda path: int(path.parent.name))
    if programs is None:
        pytest.skip(f"no PostgreSQL server programs in {POSTGRESQL}/*/bin: tested on SQLite only")
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if user is not None:
        shutil.chown(folder, user, user)
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-s", "-w"]
    try:
        made = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "portal", "-A", "trust"]
        _run([*made, "-N", "-E", "UTF8", "--no-locale"], user, folder)
        options = ["-o", f"-k {folder} {QUICK} {FORGETFUL}", "-l", str(folder / "log"), "start"]
        _run([*control, *options], user, folder)
        host = {"host": str(folder)}
        yield URL.create("postgresql+psycopg", username="portal", database="postgres", query=host)
    finally:
        _run([*control, "-m", "immediate", "stop"], user, folder, check=False)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_template(postgresql: URL) -> URL:
    """A PostgreSQL database with all tables and no row, to copy."""
    _sql(postgresql, "CREATE DATABASE ready")
    url = postgresql.set(database="ready")
    store = Store(url.render_as_string(hide_password=False), PEPPER)
    store.migrate()
    store.close()
    return url


@pytest.fixture(params=KINDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    yield from _database(request.getfixturevalue("postgresql"), "template0")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with all tables and no row, once of each kind."""
    if request.param == "sqlite":
        yield _copy(request.getfixturevalue("migrated_file"), tmp_path)
        return
    request.getfixturevalue("migrated_template")
    yield from _database(request.getfixturevalue("postgresql"), "ready")


@pytest.fixture
def store(database_url: str, quick_codes: None) -> Iterator[Store]:
    """A store with all tables and no row: each test runs on SQLite and on PostgreSQL."""
    store = Store(database_url, PEPPER)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(migrated_file: Path, tmp_path: Path, quick_codes: None) -> Iterator[Store]:
    """A store on a SQLite file, for what only a file has and where one kind is enough."""
    store = Store(_copy(migrated_file, tmp_path), PEPPER)
    yield store
    store.close()


def _copy(file: Path, folder: Path) -> str:
    return f"sqlite:///{shutil.copy(file, folder / 'portal.db')}"


def _database(server: URL, template: str) -> Iterator[str]:
    name = f"t_{uuid4().hex}"
    _sql(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.set(database=name).render_as_string(hide_password=False)
    _sql(server, f"DROP DATABASE {name} WITH (FORCE)")


def _sql(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; its package brings a user to run as."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL does not run as root and there is no user postgres")


def _run(command: list[str], user: str | None, folder: Path, *, check: bool = True) -> None:
    done = subprocess.run(
        command,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if check and done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr}")
