"""The Chromium part of `make residue`, without a screen, and proof that the search would find."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright
from werkzeug.wrappers import Request, Response

from tests.residue.engines import assert_no_more
from tests.residue.person import UNSAVED
from tests.residue.place import serving
from tests.residue.traces import form_history, history, words_on_disk
from tests.residue.ways import WAYS, go_through
from tests.residue.windows import CHROMIUM, Chromium, Window, until
from tests.web.serving import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SOME = ("Leave now", "Finish and clear", "another site", "Erase everything")


@contextmanager
def playing() -> Iterator[Playwright]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no {CHROMIUM}")
    with sync_playwright() as playwright:
        yield playwright


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "plain"])
def test_the_next_person_at_a_shared_computer_finds_nothing(tmp_path: Path, scripts: bool) -> None:
    profile = tmp_path / "profile"
    with playing() as playwright, serving(tmp_path, scripts=scripts) as place:

        def open_browser(*, again: bool = False) -> Window:
            return Chromium(playwright, profile, scripts=scripts, headed=False, again=again)

        ways = {name: WAYS[name] for name in SOME}
        found = go_through(ways, open_browser, place, profile)
    assert_no_more(found, "Chromium", scripts)
    assert (found.disk, found.forms) == (set(), [])
    assert len(found.pages) > 30


def test_a_form_like_any_other_is_found_behind_back_and_in_three_places_on_the_disk(
    tmp_path: Path,
) -> None:
    """A careless page leaves what ours must not: where this finds nothing, nothing would."""
    profile = tmp_path / "profile"
    with playing() as playwright, served(_careless) as at:
        window = Chromium(playwright, profile, scripts=True, headed=False)
        for page in ("first", "second"):
            window.open(f"{at}/{page}")
            window.type("input", UNSAVED)
            window.press("button")
            until(lambda: "kept" in window.look().url, "the answer")
        window.back()
        until(lambda: UNSAVED in window.look().values, "what was typed, behind Back")
        window.open(f"{at}/?told={UNSAVED}")
        time.sleep(3.5)
        window.close()
    assert words_on_disk(profile, (UNSAVED, "qz-never-typed")) == {UNSAVED}
    assert UNSAVED in form_history(profile)
    assert any(UNSAVED in url for url, _ in history(profile))


@Request.application
def _careless(request: Request) -> Response:
    html = '<!doctype html><title>x</title><form action="/kept" method="post">'
    html += '<input name="surname"><button>Send</button></form>'
    return Response(html, mimetype="text/html", headers={"Cache-Control": "no-store"})
