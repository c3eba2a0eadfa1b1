"""One page in a real browser: what axe finds, what runs off, what is too small to press."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from portal.languages import BY_TAG
from tests.web.access.states import State

RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SPACED: Final = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-block-end: 2em !important }"""
"""What WCAG 1.4.12 lets a reader set."""
SMALL: Final = """[...document.querySelectorAll("button, .pick, nav a, .go, .calm, summary, " +
"input[type=text], select, textarea")].filter(one => one.offsetParent
&& one.getBoundingClientRect().height < 47.9).map(one => one.outerHTML.slice(0, 120))"""
RUNS_OFF: Final = """document.documentElement.scrollWidth > innerWidth && [...document.body
.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > innerWidth + 1
|| one.getBoundingClientRect().left < -1).map(one => one.outerHTML.slice(0, 120)).slice(-3)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How wide the window is, and what the reader has set."""

    width: int
    scheme: Any = "light"
    media: Any = "screen"


PHONE = View(width=320)
VIEWS: Final = (
    PHONE,
    View(width=390, scheme="dark"),
    View(width=1280),
    View(width=1280, media="print"),
)


@dataclass
class Look:
    """Looks at pages in one language, and counts."""

    visiting: BrowserContext
    passing: BrowserContext
    address: str
    tag: str
    views: tuple[View, ...]
    checks: int = 0
    states: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    """The HTML of each state, as it was sent."""

    def at(self, state: State) -> Page:
        """Fails with what is wrong, and where. The page stays open."""
        page = self._open(state)
        where = f"{state.name}, {self.tag}"
        self.states += 1
        assert page.locator("h1").count() == 1, where
        assert page.get_attribute("html", "lang") == self.tag, where
        assert page.get_attribute("html", "dir") == ("rtl" if BY_TAG[self.tag].rtl else "ltr")
        assert (page.locator(".oops").count() == 1) is state.wrong, where
        for view in self.views:
            self._see(page, view, where)
        return page

    def _open(self, state: State) -> Page:
        context = self.visiting if state.visit else self.passing
        page = context.pages[0] if context.pages else context.new_page()
        page.set_viewport_size({"width": PHONE.width, "height": 800})
        if state.html is not None:
            # What a form was answered with has no address of its own to open.
            page.goto(f"{self.address}/{self.tag}/how")
            page.set_content(state.html[self.tag])
            self.pages[state.name] = state.html[self.tag]
            return page
        answer = page.goto(f"{self.address}/{self.tag}/{state.path}")
        assert answer is not None
        assert answer.status == (404 if state.path == "nowhere" else 200), state.name
        assert page.url.endswith(f"/{self.tag}/{state.path}"), (state.name, page.url)
        self.pages[state.name] = answer.text()
        return page

    def _see(self, page: Page, view: View, where: str) -> None:
        page.set_viewport_size({"width": view.width, "height": 800})
        # No color is measured halfway from one to the other.
        page.emulate_media(color_scheme=view.scheme, media=view.media, reduced_motion="reduce")
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        seen = f"{where}, {view}"
        found = faults(page)
        assert found == [], (seen, found)
        self.checks += 1
        if view.media == "screen":
            assert not page.evaluate(RUNS_OFF), (seen, page.evaluate(RUNS_OFF))
            assert page.evaluate(SMALL) == [], seen
        if view == PHONE:
            spaced = page.add_style_tag(content=SPACED)
            assert not page.evaluate(RUNS_OFF), (seen, "spaced", page.evaluate(RUNS_OFF))
            spaced.evaluate("style => style.remove()")


def faults(page: Page) -> list[Any]:
    """What axe calls a violation, each with the elements it found."""
    found = Axe().run(page, options=RULES).response
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]
    ]
