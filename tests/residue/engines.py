"""`make residue`: three engines, each way to leave, each thing the next person can try.

Not part of `make test`, which keeps what needs Chromium alone (test_chromium.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import sync_playwright

from tests.residue.person import UNSAVED
from tests.residue.place import serving
from tests.residue.ways import WAYS, Left, Residue, Way, go_through
from tests.residue.windows import Chromium, Firefox, WebKit, Window
from tests.web.telling import TELLING

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NOTHING: Final = Left()
WE_CANNOT: Final[Mapping[tuple[str, bool, str], Left]] = {
    # Its Back cache takes pages that say no-store, too, and only a script can empty them. For some
    # minutes, then it lets go of them. The pages "Before you start" and "What we keep" say so.
    ("Chromium", False, "another site"): Left(
        at_once={UNSAVED}, back={UNSAVED, "qzwhy", "qzmail"}, next={UNSAVED, "qzwhy", "qzmail"}
    ),
}
"""What an engine keeps and nothing we know of stops: engine, whether scripts run, way to leave."""


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("engine", ["Chromium", "Firefox", "WebKitGTK"])
def test_the_next_person_finds_nothing(
    tmp_path: Path, engine: str, scripts: bool, record_property: pytest.RecordProperty
) -> None:
    """``scripts``: False switches scripts off, and in WebKitGTK, which is driven by scripts, lets
    ours be an empty file."""
    profile = tmp_path / "profile"
    profile.mkdir()
    with (
        sync_playwright() as playwright,
        serving(tmp_path, scripts=scripts, tls=engine == "WebKitGTK") as place,
        ExitStack() as at_the_end,
    ):

        def open_browser(*, again: bool = False) -> Window:
            window = start(again=again)
            at_the_end.callback(window.end)
            return window

        def start(*, again: bool) -> Window:
            if engine == "Chromium":
                return Chromium(playwright, profile, scripts=scripts, headed=True, again=again)
            if engine == "Firefox":
                return Firefox(profile, scripts=scripts, again=again)
            return WebKit(profile)

        found = go_through(_ways(engine, scripts), open_browser, place, profile)
    for row in rows(engine, scripts, found):
        record_property("residue", row)
    assert_no_more(found, engine, scripts)
    assert found.disk == set()
    assert found.forms == []
    assert [page for page in found.pages if TELLING["en"].search(" ".join(page))] == []
    assert bool(found.pages) is (engine != "WebKitGTK"), "where there is a history, it was read"


def assert_no_more(found: Residue, engine: str, scripts: bool) -> None:
    """In the windows there was nothing but what we cannot help; and that there was, at once."""
    for way, left in found.ways.items():
        known = WE_CANNOT.get((engine, scripts, way), NOTHING)
        assert left.at_once == known.at_once, way
        # The cache forgets a page sooner or later: less than known is no fault.
        assert left.back <= known.back, way
        assert left.tab <= known.tab, way
        assert left.next <= known.next, way


def _ways(engine: str, scripts: bool) -> dict[str, Way]:
    """Shift needs our script; what closes an untouched page without it needs scripts off."""
    missing: set[str] = set() if scripts else {"Shift three times"}
    if engine == "WebKitGTK" and not scripts:
        missing.add("stays away")
    return {name: way for name, way in WAYS.items() if name not in missing}


def rows(engine: str, scripts: bool, found: Residue) -> list[str]:
    """The lines of the table."""
    head = f"{engine:<10} {'on' if scripts else 'off':<7}"
    lines = [
        f"{head} {way:<18} {len(left.at_once):>8} {len(left.back):>8} {len(left.tab):>8}"
        f" {len(left.next):>20}"
        for way, left in found.ways.items()
    ]
    kept = f"{len(found.disk)} words, {len(found.forms)} entries in the form history"
    return [*lines, f"{head} ~ in its profile: {kept}, {len(found.pages)} neutral pages in history"]
