"""``make faults``: makes each kind of fault many times, and tells what was lost."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from faults import clocks, crashes, disks, guesses, haste, wires
from faults.postgres import server
from faults.told import HEAD, Missing, Told

Trial = Callable[[Path, int], Told]
TRIALS: Mapping[str, tuple[Trial, int]] = {
    "kills": (crashes.kills, 200),
    "disks": (disks.full_disks, 50),
    "clocks": (clocks.jumps, 20),
    "restarts": (crashes.restarts, 20),
    "wires": (wires.torn, 60),
    "haste": (haste.double_submits, 50),
    "guesses": (guesses.guesses, 5_000),
}
"""By the name that ``python -m faults.run NAME …`` takes: what is done, and how often."""
WITH_A_SERVER: Mapping[str, tuple[Callable[..., Told], int]] = {
    "kills-postgresql": (crashes.kills, 40),
    "restarts-postgresql": (crashes.database_restarts, 20),
    "guesses-postgresql": (guesses.guesses, 100_000),
}


def main(wanted: list[str]) -> int:
    """Run the trials of those names, or all; 1 where anything was lost, 2 for a wrong name."""
    names = [*TRIALS, *WITH_A_SERVER]
    if unknown := [name for name in wanted if name not in names]:
        print(f"No such trial: {', '.join(unknown)}. There are: {', '.join(names)}.")
        return 2
    wanted = wanted or names
    begun = time.monotonic()
    print(HEAD)
    lost = sum(_told(*TRIALS[name]) for name in TRIALS if name in wanted)
    lost += _with_a_server([name for name in WITH_A_SERVER if name in wanted])
    print(f"\n{lost or 'Nothing'} lost, {time.monotonic() - begun:.0f} s")
    return 1 if lost else 0


def _with_a_server(wanted: list[str]) -> int:
    if not wanted:
        return 0
    try:
        with server() as running:
            trials = map(WITH_A_SERVER.__getitem__, wanted)
            return sum(_told(partial(trial, server=running), times) for trial, times in trials)
    except Missing as missing:
        print(f"Skipped: {missing}")
        return 0


def _told(trial: Trial, times: int) -> int:
    """Run one in a folder of its own and print its line; how much was lost."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        try:
            told = trial(Path(folder) / "here", times)
        except Missing as missing:
            print(f"Skipped: {missing}", flush=True)
            return 0
    print(told.line, flush=True)
    for each in told.lost[:10]:
        print(f"    {each}")
    return len(told.lost)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
