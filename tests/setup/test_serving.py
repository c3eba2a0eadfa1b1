"""Gunicorn with our configuration: it answers, and its log tells nothing of who asked for what."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from portal.service import resident
from portal.settings import Settings, create_secrets
from portal.store.db import Store

PROJECT = Path(__file__).resolve().parents[2]
APP = """
def app(environ, start_response):
    if environ["PATH_INFO"] == "/breaks":
        raise RuntimeError("a secret in an exception")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
"""


CONFIGURATION = PROJECT / "gunicorn.conf.py"


@pytest.fixture
def instance(tmp_path: Path) -> dict[str, str]:
    """The setting of a folder with a case that nobody has used for two months."""
    environ = {"FRESHPAGE_INSTANCE": str(tmp_path / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    settings = Settings.read(environ)
    store = Store(settings.database_url, settings.pepper())
    store.migrate()
    long_ago = datetime.now(UTC) - timedelta(days=60)
    resident.start(store, long_ago, device="own", language="en", state={})
    store.close()
    return environ


@pytest.fixture
def served(tmp_path: Path, instance: dict[str, str]) -> Iterator[tuple[int, Path]]:
    """A port where a small app answers, and the file of what gunicorn says meanwhile."""
    (tmp_path / "small.py").write_text(APP)
    sooner = CONFIGURATION.read_text() + "\nupkeep_first = 0.2\n"
    (tmp_path / "sooner.conf.py").write_text(sooner)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "-c", "sooner.conf.py"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "1", "small:app"]
    environ = {**os.environ, **instance, "SERVING_AT": f"http://127.0.0.1:{port}/"}
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=out, env=environ)
    try:
        _wait_for(log, b"Fresh Page is at")
        yield port, log
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0


def _wait_for(log: Path, word: bytes) -> None:
    end = time.monotonic() + 20
    while word not in log.read_bytes():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)


def _ask(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(request)
        return b"".join(iter(lambda: wire.recv(65_536), b""))


def test_the_log_holds_no_address_no_path_and_nothing_typed(served: tuple[int, Path]) -> None:
    port, log = served
    proper = b"GET /es/private-page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert _ask(port, proper).endswith(b"ok")
    assert b"400" in _ask(port, b"GET /es/private-page HTTP/9.9\r\nCookie: private-cookie\r\n\r\n")
    bad_header = b"GET /es/private-page HTTP/1.1\r\nCookie private-cookie\r\n\r\n"
    assert b"400" in _ask(port, bad_header)
    assert b"500" in _ask(port, b"GET /breaks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    _wait_for(log, b"broke off")
    told = log.read_text().split("Ctrl+C stops it", 1)[1]
    assert told.count("not proper HTTP was refused") == 2
    for private in ("127.0.0.1", "private", "breaks", "secret"):
        assert private not in told


def test_an_idle_connection_does_not_hold_up_the_next_person(served: tuple[int, Path]) -> None:
    port, log = served
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(6)]
    _wait_for(log, b"cases_erased")  # upkeep takes a core for a second
    begun = time.monotonic()
    assert _ask(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").endswith(b"ok")
    assert time.monotonic() - begun < 2
    for wire in idle:
        wire.close()


def test_what_had_its_time_is_erased_by_a_timer(served: tuple[int, Path]) -> None:
    _, log = served
    _wait_for(log, b"cases_erased")
    lines = [line for line in log.read_text().splitlines() if "cases_erased" in line]
    assert json.loads(lines[0]) == {
        "cases_erased": 1,
        "visits_locked": 0,
        "visits_forgotten": 0,
        "attempts_forgotten": 0,
        "scrubbed": True,
    }


@pytest.fixture
def configuration() -> ModuleType:
    spec = importlib.util.spec_from_file_location("configuration", CONFIGURATION)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("set_by", "runs"), [(0, 3), (90, 3), (400 * 86_400, 2), (-3_600, 2)])
def test_nothing_is_erased_by_a_clock_that_was_just_set(
    configuration: ModuleType, monkeypatch: pytest.MonkeyPatch, set_by: float, runs: int
) -> None:
    clocks = iter([(0.0, 0.0), (60.0, 60.0)] + [(0.0, 0.0), (3_600.0 + set_by, 3_600.0)])
    later = iter([(0.0, 0.0), (3_600.0, 3_600.0)])
    ran: list[object] = []
    warned: list[str] = []

    def look() -> tuple[float, float]:
        found = next(clocks, None) or next(later, None)
        if found is None:
            raise InterruptedError
        return found

    monkeypatch.setattr(configuration, "_clocks", look)
    monkeypatch.setattr(configuration, "time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr(configuration.subprocess, "run", lambda *a, **_: ran.append(a))
    with pytest.raises(InterruptedError):
        configuration._keep_up(SimpleNamespace(warning=warned.append))
    assert (len(ran), len(warned)) == (runs, 3 - runs)
