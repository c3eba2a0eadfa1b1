"""How long the papers of a county take, how large they are, and what they cost in memory."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pdf")]

import samples  # noqa: E402 - found through the path above

from portal.languages import offered, voice  # noqa: E402
from portal.pdf.box import BOX  # noqa: E402
from portal.pdf.bundle import bundle, count_pages  # noqa: E402
from portal.pdf.draw import draw, warm  # noqa: E402
from portal.service.draft import Forms  # noqa: E402
from portal.service.forms import folder_forms, install  # noqa: E402
from portal.service.papers import _papers, everything, listing  # noqa: E402

COURT_FORMS = ROOT.parent / "shared" / "court-forms"
COUNTS = (1, 3, 18, 60)
ROUNDS = 3
PACKETS = 100
SECONDS_ALLOWED = 2.0
SECONDS_ALLOWED_FILLED = 1.5
BYTES_ALLOWED = 120_000
MEGABYTES_ALLOWED = 250
TIMES_ENGLISH_ALLOWED = 2.0
EMPTY = '<html lang="en"><title>x</title><p>x</p></html>'
EN = voice("en")


def main() -> None:
    """Print figures, and their ratios to the budget and to each other; minutes long."""
    warm()
    [one.result() for one in BOX.warm()]
    with tempfile.TemporaryDirectory() as folder:
        filled = _forms(Path(folder))
        for count in COUNTS:
            _tell("typeset", count, {}, SECONDS_ALLOWED)
            if filled:
                _tell("filled", count, filled, SECONDS_ALLOWED_FILLED)
    _compare_processes()
    _compare_languages()
    _tell_memory()
    BOX.close()


def _forms(folder: Path) -> Forms:
    """The court's own forms, where they are beside the project."""
    if not COURT_FORMS.is_dir():
        print(f"filled: skipped, there is no {COURT_FORMS}")
        return {}
    install(COURT_FORMS, folder)
    return folder_forms(folder)


def _tell(what: str, count: int, forms: Forms, allowed: float) -> None:
    """``work``: seconds of processor time, in two processes that draw and in this one."""
    packet = samples.packet(count)
    made = everything(packet, EN, forms)
    before = _work()
    taken = _median(lambda: everything(packet, EN, forms))
    work = (_work() - before) / ROUNDS
    listed = _median(lambda: listing(packet, EN, forms))
    print(
        f"{what:7} {count:2} cases: {taken:.2f} s, {taken / allowed:.2f} of the budget; "
        f"work {work:.2f} s; the list {listed / taken:.2f} of it; {count_pages(made)} pages, "
        f"{len(made) / 1000:.1f} KB",
        end="",
    )
    print("" if forms else f", {len(made) / BYTES_ALLOWED:.2f} of the budget")


def _work() -> float:
    """Processor seconds of this process and of those that draw."""
    times = [psutil.Process(pid).cpu_times() for pid in (*BOX.pids, psutil.Process().pid)]
    return sum(one.user + one.system for one in times)


def _compare_processes() -> None:
    packet = samples.packet(60)
    alone = _median(lambda: _alone(packet), 2)
    boxed = _median(lambda: everything(packet, EN, {}), 2)
    print(f"60 cases one after another in this process: {alone / boxed:.2f} x as long")
    here, there = _median(lambda: draw(EMPTY), 20), _median(lambda: BOX.draw(EMPTY).result(), 20)
    print(f"one paper more costs {1000 * (there - here):.1f} ms for being drawn in the box")


def _alone(packet: samples.Packet) -> bytes:
    """The same papers, but for the next steps, one after another in this process."""
    papers = [(one.title, one.sheets) for one in _papers(packet, EN, {})]
    made = [(title, draw(sheet)) for title, sheets in papers for sheet in sheets]
    return bundle([pdf for _, pdf in made], [title for title, _ in made], "x", "en")


def _compare_languages() -> None:
    """The papers for the person, drawn in turn, so that other work slows all alike."""
    packet = samples.packet(3)
    tags = [language.tag for language in offered()]
    sheets = {
        tag: [
            sheet
            for paper in _papers(packet, voice(tag), {})
            if not paper.document.english
            for sheet in paper.sheets
        ]
        for tag in tags
    }
    best = dict.fromkeys(tags, float("inf"))
    for _ in range(ROUNDS):
        for tag in tags:
            best[tag] = min(best[tag], _seconds(lambda tag=tag: [draw(one) for one in sheets[tag]]))
    for tag in tags:
        times = best[tag] / best["en"]
        size = len(everything(packet, voice(tag), {}))
        print(
            f"guides in {tag}: {times:.2f} x English, {times / TIMES_ENGLISH_ALLOWED:.2f} of the "
            f"budget; all papers of 3 cases {size / 1000:.1f} KB"
        )


def _tell_memory() -> None:
    for at in range(PACKETS):
        everything(samples.packet(1 + at % 5), EN, {})
    for what, pid in [
        ("this process", psutil.Process().pid),
        *(("one that draws", p) for p in BOX.pids),
    ]:
        size = psutil.Process(pid).memory_info().rss / 1e6
        print(f"{what}, after {PACKETS} packets: {size:.0f} MB, ", end="")
        print(f"{size / MEGABYTES_ALLOWED:.2f} of the budget")


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return statistics.median(_seconds(work) for _ in range(rounds))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
