"""All answers in a row, to be checked before the papers are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.interview.answers import Answers
from portal.interview.kinds import Problem
from portal.interview.path import NO_PACKETS, Section, Step, path
from portal.interview.question import Packets
from portal.say import Msg, say

NOT_ANSWERED = say("Not answered yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question with its answer. ``masked``: not to be spelled out on a shared computer."""

    section: Section
    title: Msg
    shown: Msg
    step: Step
    masked: bool


def summary(answers: Answers, day: date, packets: Packets = NO_PACKETS) -> tuple[Line, ...]:
    """A line for each question that is asked now, in the order of the path."""
    return tuple(
        Line(
            section=step.section,
            title=step.question.title,
            shown=_shown(answers, step, day),
            step=step,
            masked=step.question.personal and step.is_answered,
        )
        for step in path(answers, day, packets).steps
    )


def _shown(answers: Answers, step: Step, day: date) -> Msg:
    kind = step.question.kind
    value = kind.read(answers.raw.get(step.key, {}), day) if step.is_answered else None
    return kind.show(value) if step.is_answered and not isinstance(value, Problem) else NOT_ANSWERED
