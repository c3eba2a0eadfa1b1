"""Gunicorn with our configuration: it answers, and its log tells nothing of who asked for what."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
APP = """
def app(environ, start_response):
    if environ["PATH_INFO"] == "/breaks":
        raise RuntimeError("a secret in an exception")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A port where a small app answers, and the file of what gunicorn says meanwhile."""
    (tmp_path / "small.py").write_text(APP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "-c", str(PROJECT / "gunicorn.conf.py")]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "1", "small:app"]
    environ = {**os.environ, "SERVING_AT": f"http://127.0.0.1:{port}/"}
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
    port, _ = served
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(6)]
    begun = time.monotonic()
    assert _ask(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").endswith(b"ok")
    assert time.monotonic() - begun < 2
    for wire in idle:
        wire.close()
