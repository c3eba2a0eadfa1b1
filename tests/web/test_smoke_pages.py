"""Each of the languages to come goes through a page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from portal import languages
from portal.languages import BY_TAG
from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app
from tests.languages import smoke
from tests.web.conftest import Clock
from tests.web.serving import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
DRAWN_BY = {
    "ar": "Sans Arabic",
    "gu": "Gujarati",
    "hi": "Devanagari",
    "ko": "CJK KR",
    "ur": "Nastaliq",
    "zh-Hans": "CJK SC",
    "zh-Hant": "CJK TC",
}
"""A part of the name of the font of this machine that has the letters."""


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return smoke.install(tmp_path_factory.mktemp("smoke"))


@pytest.fixture
def smoke_address(
    catalogs: Path,
    settings: Settings,
    sqlite_store: Store,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    monkeypatch.setattr(languages, "CATALOGS", catalogs)
    languages.voice.cache_clear()
    app: Flask = create_app(settings, sqlite_store, clock)
    with served(app) as at:
        yield at
    languages.voice.cache_clear()


def fonts_of(page: Page, selector: str) -> dict[str, int]:
    """The fonts that drew an element, with how many letters each."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
        "fonts"
    ]
    session.detach()
    return {each["familyName"]: int(each["glyphCount"]) for each in found}


def test_a_page_in_each_language_to_come_is_drawn_in_its_letters_and_its_direction(
    smoke_address: str, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for tag in smoke.TAGS:
        page.goto(f"{smoke_address}/{tag}/")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, (tag, wide)
        assert page.get_attribute("html", "dir") == ("rtl" if BY_TAG[tag].rtl else "ltr")
        heading = page.locator("main h1")
        box = heading.evaluate(
            "e => {const r = document.createRange(); r.selectNodeContents(e);"
            " const t = r.getBoundingClientRect(), b = e.getBoundingClientRect();"
            " return [t.left - b.left, b.right - t.right]}"
        )
        assert (box[1] < box[0]) == (tag in smoke.RTL) or abs(box[0] - box[1]) < 1, (tag, box)
        fonts = fonts_of(page, "main h1")
        assert any(DRAWN_BY.get(tag, "") in name for name in fonts), (tag, fonts)
        assert not any("LastResort" in name for name in fonts), (tag, fonts)


def test_what_stands_in_another_language_is_drawn_in_its_own_letters(
    address: str, page: Page
) -> None:
    for tag, font in DRAWN_BY.items():
        if BY_TAG[tag].is_offered:
            page.goto(f"{address}/{tag}/")
            assert any(font in name for name in fonts_of(page, "main h1")), tag
            page.goto(f"{address}/en/")
            page.locator("summary", has_text="Languages").first.evaluate(
                "e => e.parentNode.open = 1"
            )
            drawn = fonts_of(page, f'a[hreflang="{tag}"]')
            assert any(font in name for name in drawn), (tag, drawn)
