"""Someone who types marked words into every kind of field, and what to look for afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.interview.kinds import Field
from portal.interview.questions import QUESTIONS
from tests.residue.windows import Seen, Window, until
from tests.web.journeys.people import FILING, WITH_PAPER
from tests.web.journeys.walk import _CODES, MOST_PAGES, Told, day

KNOWS: Mapping[str, Told] = {
    **WITH_PAPER,
    **FILING,
    "charge-line": {"text": "720-550/4-C  M A  POSSESSION OF CANNABIS QZCHARGE"},
    "born": day(1983, 7, 19),
    "birthday": day(1983, 7, 19),
    "name": {"name": "Qzelda Quozname"},
    "other-names": {"name": "Qzaliasa Quoz"},
    "race": {"text": "qzrace"},
    "gender": {"text": "qzgender"},
    "address": {"street": "4127 Qzstreet Ave", "city": "Qzcity", "state": "IL", "zip": "60699"},
    "phone": {"phone": "(312) 555-0187"},
    "email": {"email": "qzmail@example.org"},
    "explanation": {"text": "Because qzwhy nobody rents to me."},
    "case-number": {"text": "2014-CM-918273"},
    "agency": {"text": "Qzagency Police"},
}
CANARIES = (
    "QZCHARGE",
    "Quozname",
    "Qzaliasa",
    "qzrace",
    "qzgender",
    "Qzstreet",
    "Qzcity",
    "60699",
    "555-0187",
    "qzmail",
    "qzwhy",
    "918273",
    "Qzagency",
    "July 19, 1983",
    "Cook County",
)
UNSAVED = "qzunsaved"
AGAIN = ("a-1.charge-line", "me.name", "me.birthday", "me.address", "me.phone", "me.email")
CODES = {key: code for code, key in _CODES.items()}
BIRTH_YEAR = "1983"
"""Alone it proves nothing in a file of bytes; in a field of a page it does."""


def found_on(seen: Seen, code: str) -> set[str]:
    """The marked words that a page shows or holds in its fields, and the person's code."""
    words = {word for word in (*CANARIES, UNSAVED) if word in seen.text}
    if BIRTH_YEAR in seen.values:
        words.add(BIRTH_YEAR)
    if code in re.sub(r"\D", "", re.sub(r"<[^>]+>", "", seen.html)):
        words.add("code")
    return words


class Person:
    """Goes through the questions in a window."""

    def __init__(self, window: Window, portal: str) -> None:
        self.window, self.portal = window, portal
        self.code = ""
        self.spaced_code = ""
        self.at_last = ""

    def begin(self) -> None:
        """From the question whose device it is to the first question about the case."""
        self.window.open(f"{self.portal}/en/start")
        self.at("/en/start")
        self.window.press("input[value=shared]")
        self.window.press("main form button")
        self.at("/en/code")
        shown = re.search(r'class="code".*?</p>', self.window.look().html, re.DOTALL)
        assert shown
        self.spaced_code = " ".join(re.findall(r"<span>(\d+)</span>", shown[0]))
        self.code = self.spaced_code.replace(" ", "")
        assert re.fullmatch(r"\d{22}", self.code), shown[0]
        self.window.press("main form button")
        self.at("/en/p/")

    def do_everything(self) -> None:
        """The whole way, to the list of papers."""
        self.begin()
        self.answer_all()
        self.window.press("main form[action*='/results/'] button")
        self.at("/en/p/")
        self.answer_all()
        self.at("/en/check/")
        self.window.press("main form button")
        self.at("/en/papers/")

    def come_back(self) -> None:
        """With the code, in the window there is."""
        self.window.open(f"{self.portal}/en/back")
        self.at("/en/back")
        self.window.type("#code", self.spaced_code)
        self.window.press("main form button")
        self.at("/en/overview")

    def type_again(self) -> None:
        """Into some of the fields that were filled before, so that they stand right behind Back."""
        for key in AGAIN:
            self.open(key)
            self._answer(key.partition(".")[2])
            self._go_past(self.address_of(f"p/{CODES[key]}")[0])

    def open(self, key: str) -> None:
        (page,) = self.address_of(f"p/{CODES[key]}")
        self.window.open(page)
        self.at(page)

    def address_of(self, *pages: str) -> list[str]:
        return [f"{self.portal}/en/{page}" for page in pages]

    def look_at_papers(self) -> None:
        """All papers, in the browser, and back again."""
        papers = self.window.look().url
        self.window.press("main .do a.go")
        until(lambda: self.window.look().url.endswith(".pdf"), "the papers")
        self.window.open(papers)
        self.at("/en/papers/")

    def type_without_saving(self) -> None:
        """Opens the longest answer again and adds to it, and does not press Continue."""
        self.open("me.explanation")
        self.at_last = self.window.look().url
        self.window.type("textarea", f"qzwhy and {UNSAVED}")

    def answer_all(self) -> None:
        for _ in range(MOST_PAGES):
            seen = self.window.look()
            if 'name="seen"' not in seen.html:
                return
            # The one question whose address depends on an answer: "We read this as …".
            key = _CODES.get(seen.url.partition("/p/")[2][:8], "a-1.read-as")
            self._answer(key.partition(".")[2])
            self._go_past(seen.url)
        raise AssertionError("no end of questions")

    def at(self, part: str) -> None:
        until(lambda: self._is_at(part), part)

    def _go_past(self, url: str) -> None:
        until(lambda: self._is_past(url), f"what follows {url}")

    def _is_at(self, part: str) -> bool:
        seen = self.window.look()
        return part in seen.url and seen.state == "complete"

    def _is_past(self, url: str) -> bool:
        seen = self.window.look()
        return seen.url != url and seen.state == "complete"

    def _answer(self, question: str) -> None:
        fields = {field.name: field for field in QUESTIONS[question].kind.fields}
        for name, value in KNOWS[question].items():
            self._fill(fields[name], value)
        self.window.press("main form:has(input[name=seen]) .do button")

    def _fill(self, field: Field, value: str) -> None:
        if field.control in ("radios", "ticks", "tick"):
            for one in value.split(","):
                self.window.press(f"main [name='{field.name}'][value='{one}']")
        elif field.control == "pick":
            self.window.press(f"main [name='{field.name}'] option[value='{value}']")
        else:
            self.window.type(f"main [name='{field.name}']", value)
