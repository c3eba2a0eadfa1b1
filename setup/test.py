"""``make test`` and its like: everything a check needs, then the checks, the quick ones first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from setup import environment, machine
from setup.steps import PATIENT, ROOT, alone, as_command, call


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
CATALOGS = Check("languages", ("portal", "translations", "check"))
# One process a core: they share nothing but the machine, and half the time is saved.
CORES = str(min(os.cpu_count() or 1, 4))
TESTS = Check(
    "tests",
    ("python", "-m", "pytest", "-q", "-n", CORES, "--durations=10", "--durations-min=2"),
)
# Its two long tests by themselves: beside short ones a single process would be given both.
AT_SCALE = ("tests/hostile/test_at_scale.py", "-k", "whatever_is_sent")
HOSTILE = Check("hostile", ("python", "-m", "pytest", "-q", *PATIENT, "-n", CORES, *AT_SCALE))
ASKED = ("tests/interview/test_asked.py",)
QUESTIONS = Check("questions", ("python", "-m", "pytest", "-q", *PATIENT, "-n", CORES, *ASKED))
TASKS = {
    "bench": "bench.run",
    "faults": "faults.run",
    "pictures": "setup.pictures",
    "scan": "scan.run",
    "translations": "setup.catalogs",
}
LONG = {"hostile": HOSTILE, "questions": QUESTIONS}


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
    if task in LONG:
        return 0 if _run(LONG[task], quietly=False) is None else 1
    return _check(LINT if task == "lint" else (*LINT, CATALOGS, TESTS))


def _check(checks: Sequence[Check]) -> int:
    """Run them all, tell how each went, the tests last so that their closing line is ours too."""
    failed: list[str] = []
    for check in checks:
        begun = time.monotonic()
        if check is TESTS and failed:
            print(f"\nNot in order: {', '.join(failed)}, see above. The tests run all the same.\n")
        print(f"{check.name} ...", end="\n" if check is TESTS else " ", flush=True)
        told = _run(check, quietly=check is not TESTS)
        if told is not None:
            failed.append(check.name)
            if check is not TESTS:  # whose closing line is the last of all
                print(f"not in order\n{told}", flush=True)
        elif check is not TESTS:
            print(f"in order, {time.monotonic() - begun:.1f} s", flush=True)
    return 1 if failed else 0


def _run(check: Check, *, quietly: bool) -> str | None:
    """What the check said where it did not succeed, else None. Not quietly: it says so itself."""
    done = subprocess.run(
        [environment.PYTHON.parent / check.words[0], *check.words[1:]],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quietly else None,
        stderr=subprocess.STDOUT if quietly else None,
        text=True,
    )
    return (done.stdout or "") if done.returncode else None


if __name__ == "__main__":
    as_command(main, sys.argv[1] if len(sys.argv) > 1 else "test")
