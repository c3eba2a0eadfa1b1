"""Where a person is: their answers, the path these make, and the address of each question."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from flask import g

from portal.interview.answers import Answers
from portal.interview.kinds import Problem
from portal.interview.kinds.secret import problem_of_marks
from portal.interview.path import NO_PACKETS, Path, Step, Walk, everywhere, walk
from portal.interview.question import Packets, Question
from portal.service import resident
from portal.service.making import asked_for
from portal.service.packets import Judged, judge, planned
from portal.service.visit import Ended, Stale, TooMuch, Visit
from portal.web.site import site
from portal.web.visit import keep, the_visit


@lru_cache(maxsize=4096)
def code_of(key: str) -> str:
    """The address part of a question: says nothing, and is the same for everyone and always."""
    digest = hashlib.blake2b(key.encode(), digest_size=5, person=b"page").digest()
    return base64.b32encode(digest).decode().lower()


@dataclass(frozen=True)
class Journey:
    """The answers of a visit and what they come to on a day, each found when it is asked for."""

    answers: Answers
    day: date

    @cached_property
    def walk(self) -> Walk:
        """The cases as far as they are told."""
        return walk(self.answers, self.day)

    @cached_property
    def judged(self) -> Judged:
        """What the law makes of the answers."""
        return judge(self.walk.record, self.day, self.walk.view.read.reading)

    @cached_property
    def packets(self) -> Packets:
        """Those begun, whose questions are on the path too."""
        return asked_for(self.answers, self._planned)

    def _planned(self) -> Packets:
        return planned(self.walk.record, self.day, self.walk.view.read.reading)

    @cached_property
    def path(self) -> Path:
        return self.walk.path(self.packets)

    def find(self, code: str) -> Step | None:
        """The question at an address; ``None`` where it is not, or no longer, asked."""
        return next((step for step in self.path.steps if code_of(step.key) == code), None)

    def anywhere(self, code: str) -> tuple[str, Question] | None:
        """The question at an address, asked or not, behind its key: found without the path."""
        # Only what is asked of a county depends on the packets, and these on all that was told.
        return self._place(code, NO_PACKETS) or self._place(code, self.packets)

    def _place(self, code: str, packets: Packets) -> tuple[str, Question] | None:
        for question, view in everywhere(self.answers, self.day, packets):
            key = question.key(view)
            if code_of(key) == code:
                return key, view.tailored(question)
        return None

    def following(self, step: Step) -> Step | None:
        """Where Continue leads: the next question if it is open, else the first one that is."""
        behind = self.path.step_after(step)
        return behind if behind is not None and not behind.is_answered else self.path.next

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
        found = g.journey = Journey(Answers.from_json(the_visit().state), site().today())
    return found


def judged() -> Judged:
    """What the law makes of the answers; judged once a request."""
    return journey().judged


def tried(answers: Answers) -> Journey:
    """The journey as it would be with other answers. Where they are kept then, it is the journey
    without being walked again."""
    found = g.tried = Journey(answers, journey().day)
    return found


def save(answers: Answers) -> Visit | Stale | Ended | TooMuch:
    """Keep new answers. Where this returns a ``Visit`` they are on disk, and the journey is new."""
    outcome = resident.save(site().store, the_visit(), answers.to_json(), site().now())
    if isinstance(outcome, Visit):
        trial: Journey | None = g.get("tried")
        if trial is None or trial.answers is not answers:
            trial = Journey(answers, journey().day)
        _go_on(outcome, trial)
    elif isinstance(outcome, Stale):
        newest = Answers.from_json(outcome.newer.state)
        _go_on(outcome.newer, Journey(newest, journey().day))
    return outcome


def print_of(raw: Mapping[str, str] | None) -> str:
    """A short print of an answer, so that a form can tell which answer it was made from."""
    if raw is None:
        return "none"
    text = "\0".join(f"{name}\1{raw[name]}" for name in sorted(raw))
    return hashlib.blake2b(text.encode(), digest_size=6, person=b"answer").hexdigest()


def _go_on(visit: Visit, here: Journey) -> None:
    keep(visit)
    g.journey = here
