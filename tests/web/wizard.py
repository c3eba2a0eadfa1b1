"""A person who goes through the wizard over HTTP, question by question, as told beforehand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.interview.answers import Answers
from portal.interview.path import path
from portal.interview.question import Packets
from portal.service import making
from portal.service.packets import place_of
from portal.web.journey import code_of
from tests.interview.journeys import COOK, FILER, UNSURE, Told, chosen
from tests.web.steps import begin, note_code, token_of

DAY = date(2026, 11, 24)
AT_COOK, AT_WILL = place_of("Cook"), place_of("Will")
__all__ = ["AT_COOK", "AT_WILL", "COOK", "DAY", "FILER", "Person", "Told"]


class Person:
    """Knows the answers to all questions, by case, and mirrors what the portal should know."""

    def __init__(self, client: FlaskClient, *told: Told, device: str = "shared") -> None:
        self.client, self.told, self.answers = client, told, Answers()
        self.code = begin(client, device=device)
        self.token = token_of(client.get("/en/code").text)
        note_code(client)

    def get(self, address: str) -> TestResponse:
        return self.client.get(f"/en/{address}")

    def send(self, address: str, fields: Mapping[str, str] | None = None) -> TestResponse:
        """Sends a form; several ticked boxes as several values, as a browser does."""
        data = {name: text.split("\n") for name, text in (fields or {}).items()}
        return self.client.post(f"/en/{address}", data={**data, "csrf_token": self.token})

    def answer_all(self) -> str:
        """Answers until no question is open; the address that comes then."""
        for _ in range(300):
            step = path(self.answers, DAY, self._packets()).next
            went = self.get("go").headers["Location"]
            if step is None:
                return went
            assert went.endswith(f"/p/{code_of(step.key)}"), step.key
            assert step.key not in self.answers.raw, f"{step.key} refuses what was told"
            ids = [one.id for one in self.answers.cases]
            case = step.subject.partition("-")[0]
            at = ids.index(case) if case in ids else -1
            given = self.told[at].get(step.question.id, UNSURE)
            raw = chosen(given) if isinstance(given, str) else given
            sent = self.send(f"p/{code_of(step.key)}", raw)
            assert sent.status_code == 303, step.key
            self.answers = self.answers.with_answer(step.key, raw)
        raise AssertionError("no end of questions")

    def _packets(self) -> Packets:
        judged = making.judge_answers(self.answers, DAY)
        return making.asked_for(self.answers, lambda: judged.planned)

    def make(self, county: str) -> str:
        """Makes a county's papers up to where everything is to be checked; that address."""
        self.send(f"results/{place_of(county)}")
        self.answers = making.begin(self.answers, county)
        return self.answer_all()

    def check(self, county: str) -> TestResponse:
        """Says that everything was checked; the list of papers."""
        went = self.send(f"check/{place_of(county)}")
        return self.client.get(went.headers["Location"])


def plain(html: str) -> str:
    """What a page says, in one line."""
    body = html.partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0]
    apart = re.sub(r"</(?:dt|dd|p|li|h[1-3]|div|summary|button)>|<br>", " ", body)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", apart)))


def back_of(html: str) -> str:
    """Where the page's own Back leads."""
    found = re.search(r'class="back"[^>]*><a href="([^"]+)"', html)
    assert found, "no way back on this page"
    return found[1]
