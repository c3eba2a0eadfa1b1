"""The real portal under gunicorn with our configuration, to be killed and started again."""

from __future__ import annotations

import ctypes
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from portal.settings import Settings, create_secrets
from portal.store.db import Store

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60


PR_SET_PDEATHSIG = 1


def _end_with_us() -> None:
    # Or a trial that is killed would leave a portal behind; its workers see that the master went.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


QUICKLY = ("--preload", "faults.app:app")
"""A killed worker is replaced at once."""
AS_SERVED = ("wsgi:app",)


class Portal:
    """``folder``: its instance. ``database_url``: SQLite in that folder where none is given."""

    def __init__(
        self,
        folder: Path,
        database_url: str | None = None,
        more: Mapping[str, str] | None = None,
        app: tuple[str, ...] = QUICKLY,
    ) -> None:
        self.app = app
        ours = {"FRESHPAGE_INSTANCE": str(folder)}
        if database_url is not None:
            ours["FRESHPAGE_DATABASE_URL"] = database_url
        create_secrets(Settings.read(ours, creating=True))
        self.settings = Settings.read(ours)
        store = Store(self.settings.database_url, self.settings.pepper())
        store.migrate()
        store.close()
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("FRESHPAGE_")}
        self.environ = {**inherited, **ours, **(more or {})}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Portal:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGKILL)

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        command += ["--log-level", "critical", "--bind", f"127.0.0.1:{self.port}", *self.app]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_us,
        )
        self.wait()

    def wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > end or (self.process and self.process.poll() is not None):
                raise RuntimeError("the portal does not start")
            time.sleep(0.05)

    def answers(self) -> bool:
        wire = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            wire.request("GET", "/en/how", headers={"Host": "localhost", "Connection": "close"})
            return wire.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            wire.close()

    def stop(self, how: signal.Signals) -> None:
        """TERM lets it finish what it is at; KILL ends master and workers in the middle."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            if how is signal.SIGKILL:
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.process = None

    def workers(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in children.split()]

    def kill_a_worker(self) -> bool:
        """kill -9 one of the web workers, in whatever it is at; whether there was one."""
        workers = self.workers()
        if not workers:
            return False
        with suppress(ProcessLookupError):
            os.kill(random.choice(workers), signal.SIGKILL)
        return True
