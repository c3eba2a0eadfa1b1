"""``make serve``: from a bare machine to a portal that answers, or one sentence on why not."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from setup import environment, machine
from setup.steps import ROOT, Stop, alone, as_command, call, run, step


def main() -> None:
    host, port = os.environ.get("HOST", "127.0.0.1"), _port()
    _require_free(host, port)
    with alone():
        machine.make_ready(machine.TO_SERVE)
        environment.make_ready(environment.TO_SERVE)
        call("setup.inside", python=environment.PYTHON)
        _make_portal_ready()
    os.chdir(ROOT)
    name = f"[{host}]" if ":" in host else host
    os.environ["SERVING_AT"] = f"http://{name}:{port}/"
    gunicorn = [str(environment.PYTHON), "-m", "gunicorn", "--log-level", "warning"]
    gunicorn += ["--bind", f"{name}:{port}", "wsgi:app"]
    os.execv(gunicorn[0], gunicorn)  # noqa: S606 - our own interpreter, with words of our own


def _make_portal_ready() -> None:
    """Folder, secrets and the newest shape of the database; the portal's own command does it."""
    command: list[str | Path] = [environment.PYTHON, "-m", "portal.cli", "set-up"]
    instance = Path(os.environ.get("FRESHPAGE_INSTANCE") or ROOT / "instance")
    if (instance / "pepper").exists():
        run(command)
        return
    with step("Creating secrets and database"):
        run(command)


def _port() -> int:
    port = os.environ.get("PORT", "8000")
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
    return int(port)


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Stop(
                f"Port {port} cannot be used on {host} ({problem.strerror}). "
                f"Choose another: make serve PORT={port + 1 if port < 65535 else 8000}"
            ) from None


if __name__ == "__main__":
    as_command(main)
