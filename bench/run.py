"""``make bench``: runs each bench of this folder by itself and tells how they went.

A bench is a module ``bench/<name>.py`` with ``def main() -> None``, which prints its figures, and
ratios measured side by side in the same run: absolute figures depend on the machine. One that lacks
something raises ``Missing`` with what, and is skipped. ``python -m bench.run <name> …`` runs some.
"""

from __future__ import annotations

import importlib
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SKIPPED = 77  # the exit code by which test programs say that they could not run here


class Missing(Exception):
    """What a bench needs is not on this machine; the message says what."""


def names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("[!_]*.py") if file.stem != Path(__file__).stem)


def main(wanted: list[str]) -> int:
    """Run the benches of those names, or all, and print a table. Returns the exit code."""
    known = names()
    if unknown := [name for name in wanted if name not in known]:
        print(f"No such bench: {', '.join(unknown)}. There are: {', '.join(known)}.")
        return 2
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    rows = [_run(name) for name in wanted or known]
    width = max((len(name) for name, _, _ in rows), default=0)
    print()
    for name, how, seconds in rows:
        print(f"{name:{width}}  {how:8}  {seconds:6.1f} s")
    return 1 if any(how == "failed" for _, how, _ in rows) else 0


def _run(name: str) -> tuple[str, str, float]:
    """One bench in a process of its own, so that none warms or breaks another."""
    print(f"\n== {name}", flush=True)
    begun = time.perf_counter()
    command = [sys.executable, "-c", "import sys; from bench.run import child; child(sys.argv[1])"]
    code = subprocess.run([*command, name], cwd=FOLDER.parent).returncode
    how = {0: "measured", SKIPPED: "skipped"}.get(code, "failed")
    return name, how, time.perf_counter() - begun


def child(name: str) -> None:
    """Run one bench in this process; leaves with ``SKIPPED`` where something is missing."""
    try:
        importlib.import_module(f"bench.{name}").main()
    except (Missing, ModuleNotFoundError) as missing:
        if isinstance(missing, ModuleNotFoundError) and (missing.name or "").startswith("portal"):
            raise  # one of our own modules: the bench is out of date
        print(f"Skipped: {missing}")
        sys.exit(SKIPPED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
