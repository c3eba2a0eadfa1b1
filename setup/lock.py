"""``make lock``: pin every library by version and hash, naming nothing of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from setup import environment
from setup.steps import BUILD, ROOT, alone, as_command, run, step

TOOLS = "pip-tools==7.6.2"
PLAIN = (
    "--no-config",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--strip-extras",
    "--build-deps-for=editable",  # setuptools, with which the portal itself is put into .venv
    "--allow-unsafe",
    "--upgrade",
)


def main() -> None:
    with alone():
        tools = _tools()
        _lock(tools, environment.TO_SERVE)
        # The same versions for the tests as for the server.
        _lock(tools, environment.TO_TEST, "--extra", "dev", "-c", environment.TO_SERVE)
        for scanners in sorted((ROOT / "scan").glob("*.in")):
            _lock(tools, scanners.with_suffix(".lock"), wanted=scanners)


def _lock(
    tools: list[str | Path], lock: Path, *more: str | Path, wanted: str | Path = "pyproject.toml"
) -> None:
    with step(lock.name):
        command = [*tools, *PLAIN, *more, "--output-file", lock, wanted]
        run(command, env={"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""})


def _tools() -> list[str | Path]:
    """pip-compile in an environment of its own: its needs are not those of the portal."""
    folder = BUILD / "lock-tools"
    python = folder / "bin" / "python"
    asked: list[str | Path] = [python, "-c", "import piptools"]
    if not python.exists() or subprocess.run(asked, capture_output=True).returncode:
        with step("Fetching pip-tools"):
            run([sys.executable, "-m", "venv", "--clear", folder])
            run([python, "-m", "pip", "install", "--quiet", TOOLS])
    return [python, "-m", "piptools", "compile", "--quiet"]


if __name__ == "__main__":
    os.chdir(ROOT)
    as_command(main)
