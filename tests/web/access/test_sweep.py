"""axe and our own measures on every state of every page, in every language and at every width.

``make access`` looks at all of it; ``make test`` at a phone, in English and in Arabic, which
differs most. ``ACCESS_WHOLE=1`` in the environment tells which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from portal.languages import offered
from tests.web.access import states
from tests.web.access.looking import PHONE, VIEWS, Look, View
from tests.web.test_results_browser import lend

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # Playwright's own threads leave sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WHOLE = bool(os.environ.get("ACCESS_WHOLE"))
TAGS = tuple(language.tag for language in offered())
SWEPT = TAGS if WHOLE else ("en", "ar")
SEEN = VIEWS if WHOLE else (PHONE,)
Record = Callable[[str, object], None]
NU = Path(os.environ.get("ACCESS_NU", "/nowhere"))
"""The folder of the HTML checker vnu.jar, where ``make access`` has put it."""


@contextmanager
def look(
    chromium: Browser, address: str, tag: str, views: tuple[View, ...] = SEEN
) -> Iterator[Look]:
    visiting, passing = (chromium.new_context(bypass_csp=True) for _ in range(2))
    try:
        yield Look(visiting, passing, address, tag, views)
    finally:
        visiting.close()
        passing.close()


@pytest.mark.parametrize("tag", SWEPT)
def test_no_page_before_a_visit_and_no_mishap_has_a_fault(
    chromium: Browser, app: Flask, address: str, tag: str, record_property: Record
) -> None:
    with look(chromium, address, tag) as seen:
        for state in states.public_states(app.test_client(), (tag,)):
            seen.at(state)
        for state in states.mishaps(app, (tag,)):
            seen.at(state)
        client = app.test_client()
        for state in states.first_steps(client):
            if not seen.visiting.pages:
                lend(client, seen.visiting)
            seen.at(state)
        assert seen.states > 20
    tell(record_property, seen)


@pytest.mark.parametrize("tag", SWEPT)
def test_no_page_of_a_visit_has_a_fault(
    chromium: Browser, app: Flask, address: str, tag: str, record_property: Record
) -> None:
    person = states.all_told(app.test_client(), *states.EVERY_OUTCOME)
    with look(chromium, address, tag) as seen:
        look_as(person, seen, states.visit_states(person), states.warnings(person, (tag,)))
    tell(record_property, seen)


@pytest.mark.parametrize("tag", SWEPT)
def test_no_question_has_a_fault_answered_or_refused(
    chromium: Browser, app: Flask, address: str, tag: str, record_property: Record
) -> None:
    person = states.all_told(app.test_client(), *states.EVERY_QUESTION)
    with look(chromium, address, tag) as seen:
        look_as(person, seen, states.questions(person), states.refusals(person))
    assert seen.states > 70
    tell(record_property, seen)


@pytest.mark.skipif(not WHOLE, reason="make access looks at this")
@pytest.mark.parametrize("tag", SWEPT)
def test_no_page_on_a_persons_own_device_has_a_fault(
    chromium: Browser, app: Flask, address: str, tag: str, record_property: Record
) -> None:
    person = states.all_told(app.test_client(), *states.EVERY_QUESTION, device="own")
    with look(chromium, address, tag, (PHONE,)) as seen:
        look_as(person, seen, states.visit_states(person), states.questions(person))
    tell(record_property, seen)


def look_as(person: states.Person, seen: Look, *ways: Iterator[states.State]) -> None:
    """In one browser with a person, at each state on these ways as they come to it."""
    lend(person.client, seen.visiting)
    for state in chain(*ways):
        seen.at(state)


def tell(record: Record, seen: Look) -> None:
    line = f"access, {seen.tag}: {seen.states} states, {seen.checks} views, 0 faults by axe"
    if NU.is_dir():
        line += f", {check_html(seen)} pages without a fault by vnu"
    record("figure", line)


def check_html(seen: Look) -> int:
    """Gives every page to the Nu Html Checker; how many there were. Fails with what it says."""
    folder = NU / f"{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for at, html in enumerate(seen.pages.values()):
        (folder / f"{at}.html").write_text(html, encoding="utf-8")
    jar = NU / "vnu.jar"
    asked = ["java", "-jar", str(jar), "--errors-only", "--format", "text", str(folder)]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.returncode == 0, (done.stderr[:2000], list(seen.pages))
    return len(seen.pages)
