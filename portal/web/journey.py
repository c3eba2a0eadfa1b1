"""Where a person is: their answers, the path these make, and the address of each question."""

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
from portal.interview.kinds.secret import problem_of_marks
from portal.interview.path import Path, Step, Walk, walk
from portal.interview.question import Packets
from portal.service import resident
from portal.service.making import asked_for
from portal.service.packets import Judged, judge
from portal.service.visit import Ended, Stale, TooMuch, Visit
from portal.web.site import site
from portal.web.visit import keep, the_visit


@lru_cache(maxsize=4096)
def code_of(key: str) -> str:
    """The address part of a question: says nothing, and is the same for everyone and always."""
    digest = hashlib.blake2b(key.encode(), digest_size=5, person=b"page").digest()
    return base64.b32encode(digest).decode().lower()


@dataclass(frozen=True, slots=True)
class Journey:
    """The answers of the open visit and the path they make today. ``packets``: those begun, whose
    questions are on the path too. ``walk``: the cases as far as they are told."""

    answers: Answers
    walk: Walk
    path: Path
    day: date
    packets: Packets

    def find(self, code: str) -> Step | None:
        """The question at an address; ``None`` where it is not, or no longer, asked."""
        return next((step for step in self.path.steps if code_of(step.key) == code), None)

    def following(self, step: Step) -> Step | None:
        """Where Continue leads: the next question if it is open, else the first one that is."""
        behind = self.path.step_after(step)
        return behind if behind is not None and not behind.is_answered else self.path.next

    def told(self, step: Step) -> object:
        """What was answered at a step that has an answer."""
        return self.walk.view.read.read(step.key, lambda: step.question.kind)

    def problem(self, step: Step) -> Problem | None:
        """What is wrong with the answer that is there; ``None``: nothing, or no answer is."""
        raw = self.answers.raw.get(step.key)
        return None if raw is None else problem_of(step, raw, self.day)


def problem_of(step: Step, raw: Mapping[str, str], day: date) -> Problem | None:
    """What is wrong with an answer to a question, if anything."""
    read = step.question.kind.read(raw, day)
    return (problem_of_marks(raw) or read) if isinstance(read, Problem) else None


def journey() -> Journey:
    """The journey of the open visit."""
    found: Journey | None = g.get("journey")
    if found is None:
        found = g.journey = _of(Answers.from_json(the_visit().state))
    return found


def judged() -> Judged:
    """What the law makes of the answers; judged once a request."""
    return _judged(journey().walk)


def save(answers: Answers) -> Visit | Stale | Ended | TooMuch:
    """Keep new answers. Where this returns a ``Visit`` they are on disk, and the journey is new."""
    outcome = resident.save(site().store, the_visit(), answers.to_json(), site().now())
    if isinstance(outcome, Visit):
        _go_on_from(outcome, answers)
    elif isinstance(outcome, Stale):
        _go_on_from(outcome.newer, Answers.from_json(outcome.newer.state))
    return outcome


def print_of(raw: Mapping[str, str] | None) -> str:
    """A short print of an answer, so that a form can tell which answer it was made from."""
    if raw is None:
        return "none"
    text = "\0".join(f"{name}\1{raw[name]}" for name in sorted(raw))
    return hashlib.blake2b(text.encode(), digest_size=6, person=b"answer").hexdigest()


def _go_on_from(visit: Visit, answers: Answers) -> None:
    keep(visit)
    g.journey = _of(answers, journey())


def _of(answers: Answers, before: Journey | None = None) -> Journey:
    day = site().today() if before is None else before.day
    told = walk(answers, day, before.walk if before else None)
    packets = asked_for(answers, lambda: _judged(told))
    return Journey(answers, told, told.path(packets), day, packets)


def _judged(told: Walk) -> Judged:
    known: Judged | None = g.get("judged")
    if known is None or known.record is not told.record:
        read = told.view.read
        known = g.judged = judge(told.record, read.day, read.reading)
    return known
