"""``make test`` and its like: everything a check needs, then the checks, the quick ones first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from setup import environment, machine
from setup.steps import ROOT, Stop, alone, call


@dataclass(frozen=True)
class Check:
    """A command of ``.venv/bin`` that must succeed."""

    name: str
    words: tuple[str, ...]


LINT = (
    Check("style", ("ruff", "check", "--quiet", ".")),
    Check("types", ("mypy", "--no-error-summary")),
    Check("directions", ("lint-imports", "--no-logo")),
)
TESTS = Check("tests", ("python", "-m", "pytest", "--quiet", "--durations=10", "--durations-min=2"))
TASKS = {"bench": "bench.run", "translations": "setup.catalogs"}


def main(task: str) -> int:
    """Set up, run, and return the exit code."""
    with alone():
        machine.make_ready(machine.TO_TEST)
        environment.make_ready(environment.TO_TEST)
        if task != "translations":
            call("setup.inside", python=environment.PYTHON)
    if task in TASKS:
        call(TASKS[task], python=environment.PYTHON)
        return 0
    return _check(LINT if task == "lint" else (*LINT, TESTS))


def _check(checks: Sequence[Check]) -> int:
    """Run them all, tell how each went, the tests last so that their closing line is ours too."""
    failed: list[str] = []
    for check in checks:
        begun = time.monotonic()
        if check is TESTS and failed:
            print(f"\nNot in order: {', '.join(failed)} (above). The tests run all the same.\n")
        print(f"== {check.name}", flush=True)
        if not _succeeds(check):
            failed.append(check.name)
        elif check is not TESTS:
            print(f"   in order, {time.monotonic() - begun:.1f} s", flush=True)
    return 1 if failed else 0


def _succeeds(check: Check) -> bool:
    environ = {**os.environ, "PYTHONUTF8": "1"}
    command: list[str | Path] = [environment.PYTHON.parent / check.words[0], *check.words[1:]]
    return subprocess.run(command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "test"))
    except Stop as stop:
        sys.exit(f"\n{stop}")
    except KeyboardInterrupt:
        sys.exit(130)
