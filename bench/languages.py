"""What a page and a guide cost in each language, beside the same in English."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pdf")]

import samples  # noqa: E402 - found through the path above
from flask.testing import FlaskClient  # noqa: E402

from bench.pages import BYTES_ALLOWED, COLD_ALLOWED, cold, get, made_client, tell  # noqa: E402
from portal.languages import offered, voice  # noqa: E402
from portal.packet.documents import BY_ID  # noqa: E402
from portal.pdf.draw import draw  # noqa: E402
from portal.pdf.typeset import markup  # noqa: E402
from portal.service.contents_of import CONTENTS  # noqa: E402
from portal.web.journey import code_of  # noqa: E402

ROUNDS = 5
PAGES = 60
PAGE_ALLOWED, GUIDE_ALLOWED, GUIDE_BYTES_ALLOWED = 1.3, 2.0, 150_000
SHOWN = {"help": "help", "a question": f"p/{code_of('a-1.judged')}", "results": "results"}
"""A long page that needs no visit, and the two kinds of page that people see most."""
GUIDES = ("guide", "reasons", "record")


def main() -> None:
    """Print for each language its pages and its guides as so many times the English ones."""
    tags = [language.tag for language in offered()]
    _report_pages(tags)
    _report_guides(tags)


def _report_pages(tags: list[str]) -> None:
    with TemporaryDirectory() as folder:
        client = made_client(Path(folder))
        tell(client)
        taken = {(tag, name): _page(client, tag, name) for name in SHOWN for tag in tags}
        first = {tag: cold(client.application.test_client(), tag) for tag in tags}
        work = _work(client, tags)
    shown = "".join(f"  {name:>10}  budget   bytes  budget" for name in SHOWN)
    print(f"{'':8}{shown}    cold  budget")
    for tag in tags:
        row = ""
        for name in SHOWN:
            times, size = work[tag, name] / work["en", name], len(taken[tag, name])
            row += f"  {times:8.2f} x  {times / PAGE_ALLOWED:6.2f}"
            row += f"  {size:6}  {size / BYTES_ALLOWED:6.2f}"
        print(f"{tag:8}{row}  {first[tag]:6}  {first[tag] / COLD_ALLOWED:6.2f}")


def _work(client: FlaskClient, tags: list[str]) -> dict[tuple[str, str], float]:
    """Seconds of CPU of each page in each language."""
    taken: dict[tuple[str, str], list[float]] = {}
    for at in range(PAGES):  # in turn, so that a busy machine is busy for all of them
        turn = at % len(tags)  # and each first as often: the first of a kind costs more
        for name in SHOWN:
            for tag in tags[turn:] + tags[:turn]:
                spent = _cpu(lambda tag=tag, name=name: _page(client, tag, name))  # type: ignore[misc]
                taken.setdefault((tag, name), []).append(spent)
    return {page: statistics.median(times) for page, times in taken.items()}


def _page(client: FlaskClient, tag: str, name: str) -> bytes:
    return get(client, f"/{tag}/{SHOWN[name]}")


def _report_guides(tags: list[str]) -> None:
    packet = samples.packet(3)
    papers = {tag: [_paper(packet, id, tag) for id in GUIDES] for tag in tags}
    cpu: dict[str, list[float]] = {tag: [] for tag in tags}
    for _ in range(ROUNDS):
        for tag in tags:
            cpu[tag].append(_cpu(lambda tag=tag: [draw(html) for html in papers[tag]]))  # type: ignore[misc]
    for tag in tags:
        guide = min(cpu[tag]) / min(cpu["en"])
        size = max(len(draw(html)) for html in papers[tag])
        print(
            f"{tag:8}  guides {guide:.2f} x English ({guide / GUIDE_ALLOWED:.2f} of the budget), "
            f"largest {size / 1000:.0f} KB ({size / GUIDE_BYTES_ALLOWED:.2f})"
        )


def _paper(packet: object, id: str, tag: str) -> str:
    (sheet,) = CONTENTS[id](packet)  # type: ignore[arg-type]
    document = BY_ID[id]
    return markup(
        document.template,
        voice(tag),
        packet=packet,
        document=document,
        ids=frozenset(),
        **sheet.context,
    )


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
