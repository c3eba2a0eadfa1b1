"""The database: units of work that are committed or leave no trace, and the wiping of remnants."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnection

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
BUSY_MILLISECONDS = 5000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)


class Unavailable(Exception):
    """The database is away, locked or full. Nothing of this unit of work was kept."""


class Unit:
    """One unit of work. What is not committed when it is left was never there."""

    __slots__ = ("connection",)

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def commit(self) -> None:
        self.connection.commit()


class Store:
    """A database and the pepper without which no code opens a row of it.

    ``url``: ``sqlite:///…`` (a file) or ``postgresql://…``. ``busy_milliseconds``: how long a
    writer waits for its turn on SQLite. Safe to fork after it is made.
    """

    def __init__(
        self, url: str, pepper: bytes, *, busy_milliseconds: int = BUSY_MILLISECONDS
    ) -> None:
        self.pepper = pepper
        self.url = _with_driver(make_url(url))
        if self.on_sqlite:
            self.engine = _sqlite(self.url, busy_milliseconds)
        else:
            self.engine = _postgresql(self.url)
        _forget_connections_after_fork(self.engine)

    @property
    def on_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def unit(self, *, reading: bool = False) -> Iterator[Unit]:
        """A new unit of work. ``reading`` promises one statement that does not write, which needs
        no transaction around it on SQLite, and lets writers pass.

        Raises ``Unavailable`` when the database cannot be used; then nothing was kept.
        """
        try:
            with self.engine.connect() as connection:
                if not reading:
                    self._take_turn(connection)
                yield Unit(connection)
        except (OperationalError, NoConnection) as error:
            # Without its cause: the cause quotes the statement and what came with it.
            raise Unavailable(type(error).__name__) from None

    def _take_turn(self, connection: Connection) -> None:
        # A writer takes its turn at the start: who reads first and writes later can be refused.
        if self.on_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def migrate(self) -> None:
        """Bring the tables to the newest shape."""
        with self.engine.connect() as connection:
            self._take_turn(connection)
            command.upgrade(alembic_config(connection), "head")
            connection.commit()

    def fits(self) -> bool:
        """Whether the tables have the shape of this version, without which no page works. A
        database that is away may fit: pages say so until it is back."""
        try:
            with self.engine.connect() as connection:
                newest = ScriptDirectory.from_config(alembic_config(connection)).get_heads()
                return set(MigrationContext.configure(connection).get_current_heads()) == {*newest}
        except (OperationalError, NoConnection):
            return True

    def scrub(self, *, rewriting: bool = True) -> bool:
        """Wipe what deleted rows leave behind; whether none of it is left in the database's files.

        SQLite keeps old pages in its log until the log is cut, even with ``secure_delete``.
        PostgreSQL has to write its tables anew, which holds others up for as long as that takes:
        not ``rewriting`` leaves it for the next time.
        """
        try:
            with self.engine.connect() as connection:
                if self.on_sqlite:
                    busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                    return not busy.scalar_one()
                return rewriting and _rewritten(connection)
        except (OperationalError, ProgrammingError, NoConnection):
            return False

    def close(self) -> None:
        self.engine.dispose()


def alembic_config(connection: Connection) -> Config:
    """How alembic finds our migrations and the open connection they run on."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _with_driver(url: URL) -> URL:
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def _postgresql(url: URL) -> Engine:
    # hide_parameters: what a person answered must not travel in an exception.
    return create_engine(url, hide_parameters=True, pool_pre_ping=True)


def _rewritten(connection: Connection) -> bool:
    """Write the tables anew and begin a new log; whether the server lets go of the old log.

    It does where it is set not to use old log files again and we may ask it for a checkpoint. Where
    we may not, that raises, and what is left is in the log, sealed by keys that are gone.
    """
    connection.execution_options(isolation_level="AUTOCOMMIT")
    connection.exec_driver_sql("SET lock_timeout = '2s'")
    connection.exec_driver_sql("VACUUM (FULL) cases, visits, attempts")
    connection.exec_driver_sql("SELECT pg_switch_wal()")
    connection.exec_driver_sql("CHECKPOINT")
    return bool(connection.exec_driver_sql("SHOW wal_recycle").scalar_one() == "off")


def _sqlite(url: URL, busy_milliseconds: int) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("the store needs a database file")
    # Made by us, so that nobody else on the machine may read it; its log files follow its mode.
    os.close(os.open(url.database, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # None: the driver leaves transactions to us. Its own way begins them too late.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={busy_milliseconds}", *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _forget_connections_after_fork(engine: Engine) -> None:
    known = weakref.ref(engine)

    def forget() -> None:
        if (ours := known()) is not None:
            ours.dispose(close=False)

    os.register_at_fork(after_in_child=forget)
