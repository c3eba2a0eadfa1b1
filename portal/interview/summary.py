"""All answers in a row, to be checked before the papers are made."""

from __future__ import annotations

from dataclasses import dataclass

from portal.interview.path import Path, Section, Step
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


def summary(path: Path) -> tuple[Line, ...]:
    """A line for each question of a path, in its order."""
    return tuple(
        Line(
            section=step.section,
            title=step.question.title,
            shown=shown(step),
            step=step,
            masked=step.question.personal and step.is_answered,
        )
        for step in path.steps
    )


def shown(step: Step) -> Msg:
    """The answer as it is listed."""
    return step.question.kind.show(step.answer) if step.is_answered else NOT_ANSWERED
