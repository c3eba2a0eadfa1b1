"""All questions, and the order in which they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portal.interview.question import Question
from portal.interview.questions.case import ABOUT_CASE, SINCE_THEN
from portal.interview.questions.charge import ABOUT_CHARGE, ONCE_CONVICTED
from portal.interview.questions.ending import ANOTHER, HOW_IT_ENDED, ITS_SENTENCE
from portal.interview.questions.papers import OF_EACH_CASE, OF_THE_COUNTY
from portal.interview.questions.person import ARRESTED, BORN, FILER, GATE
from portal.interview.questions.referral import REFERRAL

__all__ = [
    "ARRESTED",
    "BORN",
    "FILER",
    "GATE",
    "OF_EACH_CASE",
    "OF_EACH_CHARGE",
    "OF_THE_COUNTY",
    "QUESTIONS",
    "REFERRAL",
    "START_OF_CASE",
    "END_OF_CASE",
]

START_OF_CASE = ABOUT_CASE
OF_EACH_CHARGE = (*ABOUT_CHARGE, *HOW_IT_ENDED, *ONCE_CONVICTED, *ITS_SENTENCE, ANOTHER)
END_OF_CASE = SINCE_THEN

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        question.id: question
        for question in (
            *START_OF_CASE,
            *OF_EACH_CHARGE,
            *END_OF_CASE,
            BORN,
            ARRESTED,
            GATE,
            *FILER,
            *OF_EACH_CASE,
            *OF_THE_COUNTY,
            *REFERRAL,
        )
    }
)
"""Every question by its id."""
