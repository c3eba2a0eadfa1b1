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

from portal.service import entrance
from portal.settings import Settings, create_secrets
from portal.store.db import Store

PROJECT = Path(__file__).resolve().parents[2]
APP = """
def app(environ, start_response):
    if environ["PATH_INFO"] == "/breaks":
        raise RuntimeError("a secret in an exception")
    body = environ["wsgi.input"].read() or b"ok"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
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
    entrance.start(store, long_ago, device="own", state={})
    store.close()
    return environ


GET = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture
def served(tmp_path: Path, instance: dict[str, str]) -> Iterator[tuple[int, Path]]:
    """A port where a small app answers, and the file of what gunicorn says meanwhile."""
    yield from _serve(tmp_path, instance)


def _serve(
    tmp_path: Path, instance: dict[str, str], more: str = "upkeep_first = 0.2"
) -> Iterator[tuple[int, Path]]:
    (tmp_path / "small.py").write_text(APP)
    sooner = f"{CONFIGURATION.read_text()}\n{more}\n"
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


SLOWLY = {
    "nothing at all": b"",
    "half a line": b"GET / HT",
    "a head without an end": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
    "a body that does not come": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nab",
    "chunks that do not end": (
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
    ),
    "one request and a bit of the next": (
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x"
    ),
}


def test_two_hundred_who_send_slowly_hold_up_nobody(served: tuple[int, Path]) -> None:
    """One process with eight threads: were each to wait, a ninth would wait for ever."""
    port, log = served
    for sent in SLOWLY.values():
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        for wire in slow:
            wire.sendall(sent)
        for _ in range(10):
            assert _ask(port, GET).endswith(b"ok"), sent
            for wire in slow[:50]:
                wire.sendall(b"a" if sent else b"")
        for wire in slow:
            wire.close()
    assert _ask(port, GET).endswith(b"ok")
    assert b"rror" not in log.read_bytes()


def test_a_request_that_trickles_in_is_answered_like_any_other(served: tuple[int, Path]) -> None:
    port, _ = served
    request = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde"
    chunked = (
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        b"5\r\nabcde\r\n0\r\n\r\n"
    )
    for whole in (request, chunked):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for at in range(len(whole)):
                wire.sendall(whole[at : at + 1])
            answer = b"".join(iter(lambda: wire.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(whole.partition(b"abcde")[1]), "the app gave the body back"


def test_a_connection_serves_one_request_after_the_other(served: tuple[int, Path]) -> None:
    port, _ = served
    one = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        for _ in range(3):
            wire.sendall(one)
            answer = b""
            while not answer.endswith(b"ok"):
                answer += wire.recv(65_536)
        wire.sendall(one + one + GET)  # at once
        answers = b"".join(iter(lambda: wire.recv(65_536), b""))
    assert answers.count(b"HTTP/1.1 200") == 3


def test_who_does_not_send_is_let_go_in_the_time_that_is_set(
    tmp_path: Path, instance: dict[str, str]
) -> None:
    """With the time set to one second, as nobody wants to wait longer in a test."""
    for port, _ in _serve(tmp_path, instance, "SECONDS_TO_SEND = 1"):
        for sent in SLOWLY.values():
            with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
                wire.sendall(sent)
                while wire.recv(65_536):  # an answer to the first of two; then the end
                    pass


LONG = b"a" * 5_000
SMUGGLED: dict[str, bytes] = {
    "CL.TE": b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    "TE.CL": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nG",
    "TE.TE": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a list of lengths": b"Content-Length: 1, 1\r\n\r\na",
    "a signed length": b"Content-Length: +1\r\n\r\na",
    "a negative length": b"Content-Length: -1\r\n\r\n",
    "a length in hex": b"Content-Length: 0x1\r\n\r\na",
    "a blank before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a tab before the colon": b"Content-Length\t: 1\r\n\r\na",
    "xchunked": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "identity, chunked": b"Transfer-Encoding: identity, chunked, x\r\n\r\n0\r\n\r\n",
    "a folded line": b"X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a bare line feed": b"X-A: b\nContent-Length: 1\r\n\r\na",
    "a NUL": b"X-A: b\0c\r\n\r\n",
    "a chunk that is no number": b"Transfer-Encoding: chunked\r\n\r\n0xg\r\n\r\n0\r\n\r\n",
    "a header of 5,000": b"X-A: " + LONG + b"\r\n\r\n",
    "51 headers": b"".join(b"X-%d: a\r\n" % at for at in range(51)) + b"\r\n",
}


def test_a_request_that_two_readers_could_read_differently_is_refused(
    served: tuple[int, Path],
) -> None:
    port, _ = served
    for name, rest in SMUGGLED.items():
        answer = _ask(port, b"POST / HTTP/1.1\r\nHost: x\r\n" + rest)
        assert answer.split(b" ", 2)[1] in (b"400", b"431", b"501"), (name, answer[:80])
        assert answer.count(b"HTTP/1.1 ") == 1, "what follows is no request of its own"


def test_a_line_longer_than_any_of_our_addresses_is_refused(served: tuple[int, Path]) -> None:
    port, _ = served
    for line in (b"GET /" + LONG, b"A" * 200_000, b"GET / HTTP/1.1 " + LONG):
        answer = _ask(port, line + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answer.split(b" ", 2)[1] in (b"400", b"414"), answer[:80]


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
