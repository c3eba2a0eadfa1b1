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

from portal.languages import offered, voice  # noqa: E402
from portal.packet.documents import BY_ID  # noqa: E402
from portal.pdf.draw import draw  # noqa: E402
from portal.pdf.typeset import markup  # noqa: E402
from portal.service.contents_of import CONTENTS  # noqa: E402
from portal.settings import Settings, create_secrets  # noqa: E402
from portal.store.db import Store  # noqa: E402
from portal.web import create_app  # noqa: E402

ROUNDS = 5
PAGES = 60
PAGE_ALLOWED, GUIDE_ALLOWED, BYTES_ALLOWED = 1.3, 2.0, 150_000
GUIDES = ("guide", "reasons", "record")


def main() -> None:
    """Print for each language its pages and its guides as so many times the English ones."""
    tags = [language.tag for language in offered()]
    pages = _pages(tags)
    packet = samples.packet(3)
    papers = {tag: [_paper(packet, id, tag) for id in GUIDES] for tag in tags}
    cpu: dict[str, list[float]] = {tag: [] for tag in tags}
    for _ in range(ROUNDS):  # in turn, so that a busy machine is busy for all of them
        for tag in tags:
            cpu[tag].append(_cpu(lambda tag=tag: [draw(html) for html in papers[tag]]))  # type: ignore[misc]
    for tag in tags:
        page = pages[tag] / pages["en"]
        guide = min(cpu[tag]) / min(cpu["en"])
        size = max(len(draw(html)) for html in papers[tag])
        print(
            f"{tag:8} page {page:.2f} x English ({page / PAGE_ALLOWED:.2f} of the budget), "
            f"guides {guide:.2f} x ({guide / GUIDE_ALLOWED:.2f}), "
            f"largest {size / 1000:.0f} KB ({size / BYTES_ALLOWED:.2f})"
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


def _pages(tags: list[str]) -> dict[str, float]:
    """Seconds of CPU of the help page, the longest that needs no visit."""
    with TemporaryDirectory() as instance:
        environ = {"FRESHPAGE_INSTANCE": instance}
        create_secrets(Settings.read(environ, creating=True))
        settings = Settings.read(environ)
        store = Store(settings.database_url, settings.pepper())
        store.migrate()
        client = create_app(settings, store).test_client()
        taken: dict[str, list[float]] = {tag: [] for tag in tags}
        for _ in range(PAGES):
            for tag in tags:
                taken[tag].append(
                    _cpu(lambda tag=tag: client.get(f"/{tag}/help", base_url="https://localhost"))  # type: ignore[misc]
                )
        store.close()
    return {tag: statistics.median(times) for tag, times in taken.items()}


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
