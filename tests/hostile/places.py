"""Answers from which every question is asked, found by wandering through the questions."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from portal.interview.answers import Answers, Raw
from portal.interview.kinds import Control
from portal.interview.path import Step, path
from portal.interview.question import Packets
from portal.interview.questions import QUESTIONS
from portal.service import making
from tests.interview.journeys import COOK, FILER, NO_PAPER, UNSURE, Told, chosen, go
from tests.web.wizard import DAY

KNOWN: Mapping[str, Raw | str] = {**COOK, **NO_PAPER, **FILER, "charge-line": COOK["charge-line"]}
RARE: tuple[Told, ...] = (
    {"grams": {"amount": "45 g"}, "class": "felony-4"},
    {"grams": {"amount": "45 g"}, "class": "felony"},
    {"paper": "yes", "charge-line": UNSURE},
)
"""What leads to questions that hardly anybody is asked."""
ENOUGH = 400
"""Wanderings, after which a question that was never asked is one that nobody is asked."""


@dataclass(frozen=True)
class Place:
    """Answers, and the questions that are asked from them."""

    answers: Answers
    steps: tuple[Step, ...]


def places() -> list[Place]:
    """A few places that together ask every question. Always the same ones."""
    found = [finished(), *map(told, RARE)]
    met = {step.question.id for place in found for step in place.steps}
    for seed in range(ENOUGH):
        if len(met) == len(QUESTIONS):
            break
        place = wander(random.Random(seed))
        new = {step.question.id for step in place.steps} - met
        if new:
            met |= new
            found.append(place)
    return found


def finished() -> Place:
    """Two cases of different kinds with the papers of Cook made."""
    detour: Told = {
        **NO_PAPER,
        **FILER,
        "another-case": "yes",
        "ended": "supervision",
        "supervision-end": "completed",
        "when": {"year": "2009"},
    }
    told = (detour, {**COOK, **FILER})
    answers = making.begin(making.numbered(go(*told)), "Cook")
    return _place(making.finish(go(*told, answers=answers, packets=packets_of(answers)), "Cook"))


def told(more: Told) -> Place:
    """One case in Cook County with the questions for its papers."""
    case = {**NO_PAPER, **FILER, **more}
    answers = making.begin(making.numbered(go(case)), "Cook")
    return _place(go(case, answers=answers, packets=packets_of(answers)))


def wander(chance: random.Random) -> Place:
    """Answers given at random as they are asked, until there is nothing more to ask."""
    answers = making.numbered(Answers())
    for _ in range(150):
        step = next_of(answers)
        if step is None:
            planned = making.judge_answers(answers, DAY).planned
            missing = [county for county in planned if county not in making.numbers(answers)]
            if not missing:
                break
            answers = making.begin(answers, missing[0])
            continue
        given = answers.with_answer(step.key, _some(step, chance))
        if _refused(step, given):
            given = answers.with_answer(step.key, UNSURE)
        if _refused(step, given):
            break
        answers = given
    return _place(answers)


def packets_of(answers: Answers) -> Packets:
    return making.asked_for(answers, lambda: making.judge_answers(answers, DAY).planned)


def next_of(answers: Answers) -> Step | None:
    return path(answers, DAY, packets_of(answers)).next


def _refused(step: Step, given: Answers) -> bool:
    following = next_of(given)
    return following is not None and following.key == step.key


def _place(answers: Answers) -> Place:
    return Place(answers, tuple(path(answers, DAY, packets_of(answers)).steps))


def _some(step: Step, chance: random.Random) -> Raw:
    fields = step.question.kind.fields
    options = [one.value for field in fields for one in field.options]
    closed = fields[0].control in (Control.RADIOS, Control.TICKS) and options
    if closed and step.question.id not in ("another-case", "gate"):
        return chosen(chance.choice(options))
    known = KNOWN.get(step.question.id, UNSURE)
    return chosen(known) if isinstance(known, str) else known
