"""A PostgreSQL server of our own in a temporary folder, with every safety switched on."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine

from faults.told import Missing

INSTALLED = Path("/usr/lib/postgresql")


class Server:
    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.programs, self.folder, self.user = programs, folder, user

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://portal@/{database}?host={self.folder}"

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"d_{uuid4().hex}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return f"postgresql://portal@/{name}?host={self.folder}"

    def crash_and_restart(self) -> None:
        """Stopped without finishing anything, as when the power goes, and started again."""
        self.control("-m", "immediate", "stop")
        self.start()

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses=''"
        self.control("-o", options, "-l", str(self.folder / "log"), "start")

    def control(self, *words: str) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-s", "-w", *words)

    def run(self, program: str, *words: str) -> None:
        subprocess.run(
            [self.programs / program, *words],
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )


@contextmanager
def server() -> Iterator[Server]:
    """Made, started and taken away again. Raises ``Missing``."""
    programs = max(INSTALLED.glob("*/bin"), default=None, key=lambda path: int(path.parent.name))
    if programs is None:
        raise Missing(f"there are no PostgreSQL server programs in {INSTALLED}")
    user = None
    if os.geteuid() == 0:  # as which PostgreSQL refuses to run; its package brings a user
        try:
            user = pwd.getpwnam("postgres").pw_name
        except KeyError:
            raise Missing("PostgreSQL does not run as root and there is no user postgres") from None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user, user)
        made = Server(programs, folder, user)
        data = ("-D", str(folder / "data"))
        made.run("initdb", "-N", *data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--no-locale")
        made.start()
        try:
            yield made
        finally:
            made.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
