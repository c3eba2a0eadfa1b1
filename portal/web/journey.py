"""Where a person is: their answers, the path these make, and the short code of each question's address."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import g

from portal.interview.answers import Answers
from portal.interview.kinds import Problem
from portal.interview.path import Path, Step, path
from portal.service import resident
from portal.service.resident import Ended, Stale, TooMuch, Visit
from portal.web.site import site
from portal.web.visit import keep, the_visit


@lru_cache(maxsize=4096)
def code_of(key: str) -> str:
    """The address part of a question: says nothing, and is the same for everyone and always."""
    digest = hashlib.blake2b(key.encode(), digest_size=5, person=b"page").digest()
    return base64.b32encode(digest).decode().lower()


@dataclass(frozen=True, slots=True)
class Journey:
    """The answers of the open visit and the path they make today."""

    answers: Answers
    path: Path
    day: date

    def find(self, code: str) -> Step | None:
        """The question at an address; ``None`` where it is not, or no longer, asked."""
        for step in self.path.steps:
            if code_of(step.key) == code:
                return step
        return None

    def before(self, step: Step) -> Step | None:
        at = self.path.steps.index(step)
        return self.path.steps[at - 1] if at else None

    def after(self, step: Step) -> Step | None:
        """The question that follows if it is open, else the first one that is; ``None``: all done."""
        at = self.path.steps.index(step) + 1
        if at < len(self.path.steps) and self.path.steps[at].key not in self.answers.raw:
            return self.path.steps[at]
        return self.path.next

    def problem(self, step: Step) -> Problem | None:
        """What is wrong with the answer that is there; ``None`` where none is, or nothing is wrong."""
        raw = self.answers.raw.get(step.key)
        if raw is None:
            return None
        read = step.question.kind.read(raw, self.day)
        return read if isinstance(read, Problem) else None


def journey() -> Journey:
    """The journey of the open visit."""
    found: Journey | None = g.get("journey")
    if found is None:
        found = g.journey = _of(the_visit())
    return found


def save(answers: Answers) -> Visit | Stale | Ended | TooMuch:
    """Keep new answers. Where this returns a ``Visit`` they are on disk, and the journey is new."""
    outcome = resident.save(site().store, the_visit(), answers.to_json(), site().now())
    if isinstance(outcome, Visit):
        keep(outcome)
        g.journey = _of(outcome)
    return outcome


def take_newer(stale: Stale) -> Journey:
    """Another tab saved first: go on from what it saved."""
    keep(stale.newer)
    g.journey = _of(stale.newer)
    return journey()


def print_of(raw: Mapping[str, str] | None) -> str:
    """A short print of an answer, so that a form can tell which answer it was made from."""
    if raw is None:
        return "none"
    text = "\0".join(f"{name}\1{raw[name]}" for name in sorted(raw))
    return hashlib.blake2b(text.encode(), digest_size=6, person=b"answer").hexdigest()


def _of(visit: Visit) -> Journey:
    day = site().today()
    answers = Answers.from_json(visit.state)
    return Journey(answers, path(answers, day), day)
