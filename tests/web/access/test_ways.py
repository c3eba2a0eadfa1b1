"""One person, four ways to go: by mouse, by keyboard alone, without script, in forced colors.

Each ends in the very same case.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from portal.service.entrance import open_visit
from portal.service.visit import Visit
from portal.store.db import Store
from tests.interview.journeys import COOK, chosen
from tests.web.conftest import Clock
from tests.web.journeys.walk import Told, Walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # Playwright's own threads leave sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
KNOWS: dict[str, Told] = {
    id: chosen(answer) if isinstance(answer, str) else answer for id, answer in COOK.items()
}
MOST_TABS = 60


class Keys(Walker):
    """Never touches a mouse: Tab, the arrows, Space, Enter and letters."""

    def start(self, device: str = "shared") -> str:
        self.page.goto(f"{self.address}/{self.lang}/start")
        self.fill({"device": device})
        self.press("form:has(input[name=device])")
        self.page.wait_for_url("**/code")
        self.press(f"form[action$='/{self.lang}/code']")
        return ""

    def press(self, form: str = "main form:has(input[name=seen])") -> None:
        before = self.page.url
        self.reach(f"{form} button")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)

    def fill(self, told: Told) -> None:
        for name, value in told.items():
            kind = self.page.locator(f"main [name='{name}']").first.get_attribute("type")
            if kind == "checkbox":
                for each in filter(None, value.split(",")):
                    self.reach(f"main [name='{name}'][value='{each}']")
                    self.page.keyboard.press("Space")
                continue
            self.reach(f"main [name='{name}']")
            if kind == "radio":
                self._choose(name, value)
            else:
                self.page.keyboard.type(value)

    def _choose(self, name: str, value: str) -> None:
        for _ in range(self.page.locator(f"main [name='{name}']").count()):
            if self.page.evaluate("document.activeElement.value") == value:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no {value} to choose for {name}")

    def reach(self, selector: str) -> None:
        """Tab on to what the selector finds. Where the focus is can always be seen."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(IS_THERE, selector):
                assert self.page.evaluate(SHOWS), self.page.evaluate(
                    "document.activeElement.outerHTML"
                )
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by Tab on {self.page.url}")


IS_THERE = "selector => document.activeElement.matches(selector)"
SHOWS = """() => {
    const one = document.activeElement.closest(".pick") || document.activeElement;
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def kept(
    chromium: Browser, address: str, store: Store, clock: Clock, walker: type[Walker], **how: Any
) -> Any:
    """The answers as they are kept in the end."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, **how)
    try:
        person = walker(page=context.new_page(), address=address, lang="en", knows=KNOWS)
        person.start()
        person.walk()
        assert person.page.url.endswith("/results")
        (cookie,) = context.cookies()
        visit = open_visit(store, cookie["value"], clock())
        assert isinstance(visit, Visit)
        # A packet's number is drawn at random.
        return {name: what for name, what in visit.state.items() if name != "packets"}
    finally:
        context.close()


def test_every_way_of_going_ends_in_the_same_case(
    chromium: Browser, address: str, sqlite_store: Store, clock: Clock
) -> None:
    by_mouse = kept(chromium, address, sqlite_store, clock, Walker)
    assert len(by_mouse["raw"]) > 8
    by_keys = kept(chromium, address, sqlite_store, clock, Keys)
    without_script = kept(chromium, address, sqlite_store, clock, Walker, java_script_enabled=False)
    forced = kept(chromium, address, sqlite_store, clock, Walker, forced_colors="active")
    assert by_keys == without_script == forced == by_mouse
