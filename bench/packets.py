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
from portal.packet.documents import documents_for  # noqa: E402
from portal.pdf import typeset  # noqa: E402
from portal.pdf.bundle import count_pages  # noqa: E402
from portal.service.papers import everything, make  # noqa: E402

ROUNDS = 3
PACKETS = 100
SECONDS_ALLOWED = 2.0
BYTES_ALLOWED = 120_000
MEGABYTES_ALLOWED = 250


def main() -> None:
    """Print figures, and their ratios to the budget and to plain drawing; about three minutes."""
    en = voice("en")
    packet = samples.packet(3)
    everything(packet, en, {})
    cpu = _median(lambda: everything(packet, en, {}))
    pages = _pages_of(packet)
    plain = _median(lambda: [typeset.draw(html) for html in pages])
    whole = everything(packet, en, {})
    apart = {one.id: make(packet, one.id, en, {}) for one in documents_for(packet)}
    together = sum(map(len, apart.values()))
    print(f"packet of 3 cases: {cpu:.2f} s of CPU, {cpu / SECONDS_ALLOWED:.2f} of the budget")
    print(f"  drawing alone: {plain:.2f} s, {plain / cpu:.2f} of it")
    print(f"  {count_pages(whole)} pages, {len(whole) / 1000:.0f} KB, ", end="")
    print(
        f"{len(whole) / BYTES_ALLOWED:.2f} of the budget, {len(whole) / together:.2f} of its parts"
    )
    for count in (1, 18, 19, 60):
        many = samples.packet(count)
        seconds = _median(lambda many=many: everything(many, en, {}), rounds=1)  # type: ignore[misc]
        size = len(everything(many, en, {})) / 1000
        print(f"{count:3} cases: {seconds:.2f} s, {size:.0f} KB, {seconds / cpu:.2f} x 3 cases")
    process = psutil.Process()
    before = process.memory_info().rss / 1e6
    for at in range(PACKETS):
        everything(samples.packet(1 + at % 5), en, {})
    after = process.memory_info().rss / 1e6
    print(f"memory: {before:.0f} MB, after {PACKETS} packets {after:.0f} MB, ", end="")
    print(f"{after / MEGABYTES_ALLOWED:.2f} of the budget")


def _pages_of(packet: samples.Packet) -> list[str]:
    """The HTML of every paper, caught on its way to the press."""
    caught: list[str] = []
    draw = typeset.draw

    def note(html: str) -> bytes:
        caught.append(html)
        return draw(html)

    typeset.draw = note
    try:
        everything(packet, voice("en"), {})
    finally:
        typeset.draw = draw
    return caught


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
