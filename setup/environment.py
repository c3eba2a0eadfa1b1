"""The virtual environment in ``.venv``, holding what a lock file lists, checked by hash."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from setup.steps import ROOT, fingerprint, is_done, mark_done, run, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HALFWAY = VENV / ".halfway"
TO_SERVE = ROOT / "requirements.lock"
TO_TEST = ROOT / "requirements-dev.lock"


def make_ready(lock: Path) -> None:
    """Bring ``.venv`` to what ``lock`` lists; do nothing where it is there. Raises ``Stop``.

    The lock for tests holds all of the lock for serving in the same versions, so after
    ``make test`` nothing is installed again for ``make serve``.
    """
    state = _state(lock)
    if _runs() and is_done(_stamp(lock), state):
        return
    _make_folder()
    with step(f"Installing the libraries of {lock.name}"):
        pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]
        run([*pip, "install", "--require-hashes", "--no-deps", "-r", lock])
        run([*pip, "install", "--no-index", "--no-deps", "--no-build-isolation", "-e", ROOT])
        run([*pip, "check"])
        HALFWAY.unlink()
    for held in (TO_SERVE, lock):
        mark_done(_stamp(held), _state(held))


def _make_folder() -> None:
    """A working ``.venv``: one that was left halfway or whose Python has gone is made anew."""
    if VENV.exists() and not _runs():
        shutil.rmtree(VENV)
    if VENV.exists():
        HALFWAY.touch()
        return
    with step("Creating .venv"):
        VENV.mkdir()
        HALFWAY.touch()
        run([sys.executable, "-m", "venv", VENV])


def _runs() -> bool:
    """Whether ``.venv`` is whole, and its Python starts and is the one it was made with."""
    if not PYTHON.exists() or HALFWAY.exists():
        return False
    where = "import sys, pip, pathlib; print(pathlib.Path(pip.__file__).is_relative_to(sys.prefix))"
    asked = subprocess.run([PYTHON, "-I", "-c", where], capture_output=True, text=True)
    return asked.stdout.strip() == "True"


def _stamp(lock: Path) -> Path:
    return VENV / f".{lock.stem}.stamp"


def _state(lock: Path) -> str:
    """What the stamp says: the lock, the portal's own entry points, and the folder.

    The folder, for an environment does not survive being moved.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"{ROOT} {fingerprint(lock)} {project['version']} {project['scripts']}"
