"""``make residue``: what three browsers leave on a shared computer, each way a person can leave."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from setup import environment, machine
from setup.steps import PATIENT, ROOT, alone, as_command, call

TESTS = ("pytest", "tests/residue/engines.py", "-q", "--tb=short", "--show-capture=no")


def main() -> int:
    """Set up, run, and return the exit code."""
    with alone():
        machine.make_ready(machine.TO_LEAVE)
        environment.make_ready(environment.TO_TEST)
        call("setup.inside", python=environment.PYTHON)
    cores = str(min(os.cpu_count() or 1, 3))
    # Headed, on a screen that is not there: without one, browsers keep less on the disk.
    command: list[str | Path] = [
        "xvfb-run",
        "--auto-servernum",
        environment.PYTHON,
        "-m",
        *TESTS,
        *PATIENT,
    ]
    done = subprocess.run(
        [*command, "-n", cores, "--dist", "worksteal"], stdin=subprocess.DEVNULL, cwd=ROOT
    )
    return done.returncode


if __name__ == "__main__":
    as_command(main)
