"""How long the papers of a county take, how large they are, and what they cost in memory."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pdf")]

import samples  # noqa: E402 - found through the path above

from portal.languages import voice  # noqa: E402
from portal.pdf.box import BOX  # noqa: E402
from portal.pdf.bundle import bundle, count_pages  # noqa: E402
from portal.pdf.draw import draw, warm  # noqa: E402
from portal.service.papers import _papers, everything, listing  # noqa: E402

ROUNDS = 3
PACKETS = 100
SECONDS_ALLOWED = 2.0
BYTES_ALLOWED = 120_000
MEGABYTES_ALLOWED = 250
EMPTY = '<html lang="en"><title>x</title><p>x</p></html>'
EN = voice("en")


def main() -> None:
    """Print figures, and their ratios to the budget and to drawing in one process; minutes long."""
    warm()
    [one.result() for one in BOX.warm()]
    for count in (3, 1, 18, 19, 45, 60):
        _tell(count)
    here, boxed = _median(lambda: draw(EMPTY), 20), _median(lambda: BOX.draw(EMPTY).result(), 20)
    print(f"one paper more costs {1000 * (boxed - here):.1f} ms for being drawn in the box")
    for _at in range(PACKETS):
        everything(samples.packet(1 + _at % 5), EN, {})
    for what, pid in [
        ("this process", psutil.Process().pid),
        *(("one that draws", p) for p in BOX.pids),
    ]:
        size = psutil.Process(pid).memory_info().rss / 1e6
        print(f"{what}, after {PACKETS} packets: {size:.0f} MB, ", end="")
        print(f"{size / MEGABYTES_ALLOWED:.2f} of the budget")
    BOX.close()


def _tell(count: int) -> None:
    packet = samples.packet(count)
    made = everything(packet, EN, {})
    boxed = _median(lambda: everything(packet, EN, {}))
    alone = _median(lambda: _alone(packet), 1)
    listed = _median(lambda: listing(packet, EN, {}))
    size = len(made)
    print(f"{count:3} cases: {boxed:.2f} s, {boxed / SECONDS_ALLOWED:.2f} of the budget; ", end="")
    print(
        f"in one process {alone / boxed:.2f} x as long; the list {listed / boxed:.2f} of it; ",
        end="",
    )
    print(
        f"{count_pages(made)} pages, {size / 1000:.0f} KB, {size / BYTES_ALLOWED:.2f} of the budget"
    )


def _alone(packet: samples.Packet) -> bytes:
    """The same papers, but for the next steps, one after another in this process."""
    papers = [(one.title, one.sheets) for one in _papers(packet, EN, {})]
    made = [(title, draw(sheet)) for title, sheets in papers for sheet in sheets]
    return bundle([pdf for _, pdf in made], [title for title, _ in made], "x", "en")


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
