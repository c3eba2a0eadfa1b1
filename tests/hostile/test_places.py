"""The places from which everything hostile is sent ask every question there is."""

from __future__ import annotations

import pytest

from portal.interview.kinds import Control
from portal.interview.questions import QUESTIONS
from tests.hostile.places import places
from tests.hostile.texts import HOSTILE


@pytest.mark.slow
def test_every_question_is_asked_from_one_of_the_places() -> None:
    asked = {step.question.id for place in places() for step in place.steps}
    assert asked == set(QUESTIONS)


def test_every_sort_of_hostile_text_is_there() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) > 80
    assert {one.control for question in QUESTIONS.values() for one in question.kind.fields} == set(
        Control
    )
