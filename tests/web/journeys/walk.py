"""A person walking through the questions in a real browser, in any language, by what they know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from playwright.sync_api import Page

from portal.interview.questions import QUESTIONS
from portal.languages import voice
from portal.web.journey import code_of

Told = Mapping[str, str]
SUBJECTS = (
    "me",
    "~Cook",
    "~Will",
    *(f"{case}{charge}" for case in "abc" for charge in ("", "-1", "-2")),
)
MOST_PAGES = 150


def choice(value: str) -> Told:
    return {"answer": value}


UNSURE: Told = {"unsure": "yes"}
YES, NO, NOT_SURE = choice("yes"), choice("no"), choice("unsure")


def day(year: int, month: int | None = None, date: int | None = None) -> Told:
    """A date as far as it is known; the month as its number works in every language."""
    parts = {"year": year, "month": month, "day": date}
    return {name: str(value) for name, value in parts.items() if value is not None}


@dataclass
class Walker:
    """Answers each question from ``knows``: by ``subject.question``, else by question alone."""

    page: Page
    address: str
    lang: str
    knows: Mapping[str, Told]
    asked: list[str] = field(default_factory=list)

    def start(self, device: str = "shared") -> str:
        """From the first page to the first question; the code that was shown."""
        self.page.goto(f"{self.address}/{self.lang}/start")
        self.page.check(f"input[name=device][value={device}]")
        self.press("form:has(input[name=device])")
        shown = self.page.inner_text("p.code")
        self.press(f"form[action$='/{self.lang}/code']")
        return re.sub(r"\D", "", shown)

    def press(self, form: str = "main form:has(input[name=seen])") -> None:
        """Send a form by its first button."""
        self.page.locator(f"{form} >> button").first.click()

    def walk(self) -> None:
        """Answer question after question until a page comes that asks none."""
        for _ in range(MOST_PAGES):
            key = self.here()
            if key is None:
                return
            self.asked.append(key)
            self.fill(self.told(key))
            self.press()
            assert self.page.locator(".oops, [role=alert]").count() == 0, (
                key,
                self.page.inner_text("main"),
            )
        raise AssertionError(f"no end after {MOST_PAGES} pages: {self.asked[-5:]}")

    def here(self) -> str | None:
        """The key of the question on this page; None where the page asks none."""
        self.page.wait_for_load_state()
        found = re.search(rf"/{self.lang}/p/(\w+)", self.page.url)
        if found is None or not self.page.locator("main input[name=seen]").count():
            return None
        return _CODES.get(found[1]) or self._by_heading()

    def _by_heading(self) -> str:
        heading = unescape(self.page.inner_text("h1")).strip()
        said = voice(self.lang)
        for question in QUESTIONS.values():
            if said.text(question.title) == heading:
                return f"?.{question.id}"
        # The one heading that is made of what was typed: "We read this as …".
        assert "550/" in heading or "ILCS" in heading, f"no question is called {heading!r}"
        return "?.read-as"

    def told(self, key: str) -> Told:
        question = key.split(".", 1)[1]
        if key in self.knows:
            return self.knows[key]
        if question in self.knows:
            return self.knows[question]
        raise AssertionError(f"asked for {key}, which this person has no answer to")

    def fill(self, told: Told) -> None:
        for name, value in told.items():
            boxes = self.page.locator(f"main [name='{name}']")
            kind = boxes.first.get_attribute("type")
            if kind == "radio":
                self.page.check(f"main input[name='{name}'][value='{value}']")
            elif kind == "checkbox":
                for each in value.split(","):
                    self.page.locator(f"main input[name='{name}'][value='{each}']").check()
            elif boxes.first.evaluate("box => box.tagName") == "SELECT":
                boxes.first.select_option(value)
            else:
                boxes.first.fill(value)


_CODES = {
    code_of(f"{subject}.{question}"): f"{subject}.{question}"
    for subject in SUBJECTS
    for question in QUESTIONS
}
