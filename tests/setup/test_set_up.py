"""Set-up says what is missing in one sentence, and the locks name versions and hashes only."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from setup import machine, serve, steps
from setup.steps import Stop

LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "BUILD", tmp_path / "build")
    monkeypatch.setattr(steps, "LOG", tmp_path / "build" / "set-up.log")
    return tmp_path


def test_without_root_the_command_to_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    needs = [machine.Need("there", lambda: True), machine.Need("qpdf", lambda: False)]
    with pytest.raises(Stop) as stopped:
        machine.make_ready(needs)
    assert "sudo apt-get install --no-install-recommends qpdf\n" in str(stopped.value)


def test_nothing_is_asked_of_a_machine_that_has_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "run", lambda *_: pytest.fail("something was installed"))
    machine.make_ready([machine.Need("there", lambda: True)])


def test_a_library_that_is_not_there_is_seen() -> None:
    assert machine.library("libc.so.6")()
    assert not machine.library("libnothing-of-this-name.so.1")()


def test_a_failed_command_shows_its_last_lines_and_where_the_rest_is(elsewhere: Path) -> None:
    with pytest.raises(Stop, match=r"the reason(.|\n)*build/set-up\.log"):
        steps.run([sys.executable, "-c", "print('first'); raise SystemExit('the reason')"])
    assert "first" in (elsewhere / "build" / "set-up.log").read_text()


def test_a_step_is_done_only_for_the_very_contents_it_was_done_for(elsewhere: Path) -> None:
    file, stamp = elsewhere / "a.lock", elsewhere / "build" / "a.stamp"
    file.write_text("one")
    assert not steps.is_done(stamp, steps.fingerprint(file))
    steps.mark_done(stamp, steps.fingerprint(file))
    assert steps.is_done(stamp, steps.fingerprint(file))
    file.write_text("two")
    assert not steps.is_done(stamp, steps.fingerprint(file))


def test_a_taken_port_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stop, match=rf"Port {port} .* make serve PORT="):
            serve._require_free("127.0.0.1", port)


@pytest.mark.parametrize("port", ["0", "65536", "http", "８０", ""])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Stop, match="PORT must be"):
        serve._port()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_address_and_no_folder(name: str) -> None:
    lines = (steps.ROOT / name).read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith(("#", " "))]
    assert pins
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.!+]+ \\", line) for line in pins)
    hashes = [line for line in lines if line.startswith(" ")]
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes)


def test_the_tests_run_on_the_very_versions_that_serve() -> None:
    serving, testing = (
        {line for line in (steps.ROOT / name).read_text().splitlines() if "==" in line}
        for name in LOCKS
    )
    assert serving < testing


def test_an_old_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    # An interpreter that claims to be 3.9: it runs the check with the version replaced.
    old.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] && exec {sys.executable} -c '
        '"import sys; sys.version_info = (3, 9); exec(sys.argv[1])" "$2"\n'
    )
    old.chmod(0o755)
    told = subprocess.run(
        ["make", "-s", "serve", f"PYTHON={old}"], cwd=steps.ROOT, capture_output=True, text=True
    )
    assert told.returncode != 0
    assert "needs Python 3.11 or newer" in told.stderr
    assert "here is 3.9" in told.stderr
    assert told.stdout == ""
