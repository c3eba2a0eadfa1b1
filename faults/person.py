"""A person who answers over HTTP, remembers what was acknowledged, and comes back to compare."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from portal.interview.answers import Answers
from portal.interview.path import path
from portal.web.journey import code_of

DAY = date(2026, 11, 24)
TOLD: Mapping[str, Mapping[str, str]] = {
    "where": {"answer": "illinois"},
    "county": {"county": "cook"},
    "court": {"answer": "adult"},
    "paper": {"answer": "no"},
    "what": {"answer": "possession"},
    "ended": {"answer": "convicted"},
    "another-charge": {"answer": "no"},
    "another-case": {"answer": "no"},
}
"""What makes the two questions below be asked; the rest is answered "I don't know"."""
AMOUNT, DAY_OF_IT = code_of("a-1.grams"), code_of("a-1.judged")
UNITS = ("grams", "ounces", "pounds", "kilograms")
Raw = Mapping[str, str]


def answer(serial: int) -> tuple[str, Raw]:
    """The page and the fields of an answer that no other serial gives, of parts that belong
    together, so that half of one shows."""
    if serial % 2:
        month, day = serial // 28 % 12 + 1, serial % 28 + 1
        year = 1996 + serial // 336 % 20
        return DAY_OF_IT, {"year": str(year), "month": str(month), "day": str(day)}
    return AMOUNT, {"amount": str(serial), "unit": UNITS[serial // 2 % 4]}


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    text: str
    to: str
    cookie: str | None


class Person:
    """One browser. ``lost`` tells what is not as it was acknowledged."""

    def __init__(self, port: int, name: str) -> None:
        self.port, self.name = port, name
        self.cookie = ""
        self.token = ""
        self.code = ""
        self.serial = 0
        self.known: dict[str, Raw] = {}
        self.open: dict[str, list[Raw]] = {}
        """Answers since then that may have been saved: the wire broke before we were told."""
        self.acknowledged = self.torn = 0
        self.lost: list[str] = []

    def ask(self, path: str, fields: Raw | None = None, *, patience: float = 30) -> Reply:
        """One request on a connection of its own. Raises ``OSError`` or ``HTTPException``."""
        wire = HTTPConnection("127.0.0.1", self.port, timeout=patience)
        headers = {"Host": "localhost", "Connection": "close"}
        if self.cookie:
            headers["Cookie"] = f"__Host-s={self.cookie}"
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrf_token": self.token, **fields})
        try:
            wire.request("GET" if fields is None else "POST", path, body, headers)
            response = wire.getresponse()
            text = response.read().decode()
        finally:
            wire.close()
        set_ = re.match(r"__Host-s=([^;]*);", response.getheader("Set-Cookie") or "")
        if set_:
            self.cookie = set_[1]
        to = response.getheader("Location") or ""
        return Reply(response.status, text, to, set_[1] if set_ else None)

    def begin(self) -> None:
        """A case, its code, and all answers that lead to the questions asked again and again."""
        self.take_token("/en/start")
        self.must(self.ask("/en/start", {"device": "own"}), "/en/code")
        page = self.take_token("/en/code")
        shown = re.search(r'<p class="code"[^>]*>(.*?)</p>', page, re.DOTALL)
        assert shown
        self.code = re.sub(r"\D", "", re.sub(r"<[^>]+>", "", shown[1]))
        self.must(self.ask("/en/code", {}), "/en/go")
        answers = Answers()
        while (step := path(answers, DAY).next) and len(self.known) < 2:
            page_code = code_of(step.key)
            told = TOLD.get(step.question.id, {"answer": "unsure", "unsure": "yes"})
            if page_code in (AMOUNT, DAY_OF_IT):
                self.serial += 1
                told = answer(2 if page_code == AMOUNT else 1)[1]
                self.known[page_code] = told
            self.must(self.ask(f"/en/p/{page_code}", told), "/en/")
            answers = answers.with_answer(step.key, told)

    def must(self, reply: Reply, to: str) -> None:
        if reply.status != 303 or not reply.to.startswith(to):
            raise AssertionError(f"{self.name}: {reply.status} to {reply.to!r}, not to {to}")

    def take_token(self, page: str) -> str:
        reply = self.ask(page)
        found = re.search(r'name="csrf_token" value="([^"]+)"', reply.text)
        if found is None:
            raise AssertionError(f"{self.name}: {page} is {reply.status} and holds no form")
        self.token = found[1]
        return reply.text

    def next(self) -> tuple[str, Raw]:
        """The page and fields of the next answer; from now on it may be in the case."""
        self.serial += 1
        page, raw = answer(self.serial)
        self.open.setdefault(page, []).append(raw)
        return page, raw

    def write(self) -> Reply | None:
        """Send the next answer. ``None``: the wire broke before anything was told."""
        page, raw = self.next()
        try:
            reply = self.ask(f"/en/p/{page}", raw)
        except ConnectionRefusedError:
            self.open[page].pop()  # nobody was there to take it
            return None
        except (OSError, HTTPException):
            self.torn += 1
            return None
        if reply.status == 303 and reply.to.startswith("/en/p/"):
            self.told(page, raw)
        else:
            self.torn += 1
        return reply

    def told(self, page: str, raw: Raw) -> None:
        """This answer was acknowledged."""
        self.known[page] = raw
        self.open.pop(page, None)
        self.acknowledged += 1

    def come_back(self) -> Reply:
        """Forget the cookie and enter the code."""
        self.cookie = ""
        self.take_token("/en/back")
        reply = self.ask("/en/back", {"code": self.code, "device": "own"})
        if reply.status == 303:
            self.take_token(f"/en/p/{AMOUNT}")
        return reply

    def compare(self, when: str, *, by_code: bool = True) -> None:
        """Look at every answer; what was neither acknowledged nor under way is lost."""
        try:
            if by_code and (back := self.come_back()).status != 303:
                self.lost.append(f"{self.name} {when}: the code is answered {back.status}")
                return
            for page in (AMOUNT, DAY_OF_IT):
                self._compare(page, when)
            for page in ("overview", "results"):
                if (status := self.ask(f"/en/{page}").status) not in (200, 303):
                    self.lost.append(f"{self.name} {when}: {page} is {status}")
        except (OSError, HTTPException, AssertionError) as problem:
            self.lost.append(f"{self.name} {when}: {type(problem).__name__} {problem}")

    def _compare(self, page: str, when: str) -> None:
        known = self.known[page]
        reply = self.ask(f"/en/p/{page}")
        found = shown(reply.text, known)
        if found in self.open.get(page, []):
            self.known[page] = found  # the others may still be on their way
        elif found != known:
            self.lost.append(f"{self.name} {when}: {found} ({reply.status}), told {known}")


def shown(text: str, names: Raw) -> Raw:
    """What a question page shows as the answer it has."""
    found = {}
    for name in names:
        line = re.search(rf'<input type="text"[^>]* name="{name}"[^>]* value="([^"]*)"', text)
        drop = re.search(rf'<select[^>]* name="{name}".*?</select>', text, re.DOTALL)
        chosen = re.search(r'value="([^"]*)" selected', drop[0]) if drop else None
        value = line or chosen
        if value is not None:
            found[name] = html.unescape(value[1])
    return found
