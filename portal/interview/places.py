"""Where each question about a case stands, and what those behind it can still tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.eligibility.ladders import Field
from portal.interview import told
from portal.interview.question import Question, View
from portal.interview.questions import (
    CLASS,
    END_OF_CASE,
    ENDED,
    FIRST_TIME,
    JUDGED,
    OF_EACH_CHARGE,
    SENTENCE,
    SENTENCE_END,
    START_OF_CASE,
    WHAT_FOLLOWED,
)

BORN: frozenset[Field] = frozenset({"birth_date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A question where it stands. ``ahead``: the facts that it and those behind it can tell;
    ``more``: the others of its part that tell of the same, and are answered with it."""

    question: Question
    ahead: frozenset[Field]
    more: tuple[Question, ...]


Part = tuple[Place, ...]


def _part(questions: Sequence[Question], then: frozenset[Field]) -> Part:
    places: list[Place] = []
    ahead = then
    for at in reversed(range(len(questions))):
        one, behind = questions[at], questions[at + 1 :]
        ahead |= one.tells
        more = tuple(each for each in behind if each is not one and each.tells & one.tells)
        places.append(Place(question=one, ahead=ahead, more=more))
    return tuple(reversed(places))


def _parts(parts: Sequence[Sequence[Question]], then: frozenset[Field]) -> tuple[Part, ...]:
    found: list[Part] = []
    for questions in reversed(parts):
        found.append(_part(questions, then))
        then = found[-1][0].ahead
    return tuple(reversed(found))


BEGINS: Final[tuple[Callable[[View], bool], ...]] = (
    told.is_ordinary,
    told.is_described,
    told.has_told_end,
)
"""When each part about a charge begins."""
THE_END = _part(END_OF_CASE, BORN)
THE_CHARGE = _parts(OF_EACH_CHARGE, THE_END[0].ahead)
THE_START = _part(START_OF_CASE, THE_CHARGE[0][0].ahead)
ONLY_IN_COURT: frozenset[Field] = frozenset().union(
    *[each.tells for each in (ENDED, JUDGED, SENTENCE, SENTENCE_END, CLASS, FIRST_TIME)]
)
"""What no question tells of a charge that no court had."""
_FOLLOWED = tuple(dict.fromkeys(WHAT_FOLLOWED))


def unfit(view: View) -> frozenset[Field]:
    """What will not be asked of a charge, once it was told what it was and how it ended. Only the
    end of a sentence depends on what is asked after that."""
    fits: frozenset[Field] = SENTENCE_END.tells
    unfit: frozenset[Field] = frozenset()
    for question in _FOLLOWED:
        if question.asked(view):
            fits |= question.tells
        else:
            unfit |= question.tells
    return unfit - fits
