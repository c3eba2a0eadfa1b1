"""What a screen reader has to say of the pages that matter most, word by word, in each language.

It stands in ``spoken/<language>.txt``, where a reviewer can read it. ``ACCESS_WRITE=1`` writes it
anew, for a change that is meant.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from playwright.sync_api import Browser

from portal.languages import offered
from tests.web.access import states
from tests.web.access.states import State
from tests.web.access.test_sweep import look
from tests.web.test_papers import FULL
from tests.web.test_results_browser import lend

pytestmark = [
    pytest.mark.browser,
    # Playwright's own threads leave sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
FOLDER: Final = Path(__file__).parent / "spoken"
TOLD: Final = (
    *("home", "how", "whose device: nothing chosen", "help"),
    *("results", "check", "papers", "finish", "immigration warning"),
    *("where", "charge-line", "judged", "gate", "name", "states-2", "explanation"),
    *("charge-line: refused", "judged: refused", "name: refused"),
)
BY_CHANCE: Final = re.compile(r"\b(?:(?=[A-Z0-9]*\d)[A-Z0-9]{6}|[0-9a-f]{8,64})\b")
"""The number of a packet, and the version of the rules, which changes with every rule."""


@pytest.mark.parametrize("tag", [language.tag for language in offered()])
def test_what_is_spoken_is_what_was_read_and_found_good(
    chromium: Browser, app: Flask, address: str, tag: str
) -> None:
    said: dict[str, str] = {}
    with look(chromium, address, tag, ()) as seen:
        person = states.all_told(app.test_client(), FULL)
        lend(person.client, seen.visiting)
        for state in _states(app, person, tag):
            if state.name in TOLD:
                spoken = seen.at(state).locator("main").aria_snapshot()
                said[state.name] = BY_CHANCE.sub("…", spoken)
    assert list(said) == [name for name in said if name in TOLD]
    assert set(said) == set(TOLD)
    whole = "\n\n".join(f"== {name}\n{said[name]}" for name in TOLD) + "\n"
    file = FOLDER / f"{tag}.txt"
    if os.environ.get("ACCESS_WRITE"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(whole, encoding="utf-8")
    assert whole == file.read_text(encoding="utf-8")


def test_every_language_is_spoken_page_by_page_like_english() -> None:
    """The same headings, buttons, boxes and links in the same order; only the words differ."""
    shapes = {file.stem: _shape(file.read_text(encoding="utf-8")) for file in FOLDER.iterdir()}
    assert shapes.keys() == {language.tag for language in offered()}
    assert {tag for tag, shape in shapes.items() if shape != shapes["en"]} == set()


def _shape(spoken: str) -> list[str]:
    """Page by page what is a heading, a link or something to fill in, and its level or state."""
    kinds = r"^== .*|(heading|link|button|radio|checkbox|textbox|combobox|group|alert)\b"
    found = [re.match(rf"\s*-?\s*'?({kinds})", line) for line in spoken.splitlines()]
    return [match[1] for match in found if match]


def _states(app: Flask, person: states.Person, tag: str) -> Iterator[State]:
    yield from states.public_states(app.test_client(), (tag,))
    yield from states.visit_states(person)
    yield from states.questions(person)
    yield from states.refusals(person)
    yield from states.warnings(person, (tag,))
