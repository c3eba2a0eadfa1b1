"""All questions, and the order in which they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portal.interview.question import Question
from portal.interview.questions.case import (
    ABOUT_CASE,
    ARREST_END,
    COURT,
    SINCE_THEN,
    is_past_pardon,
)
from portal.interview.questions.case import ANOTHER as ANOTHER_CASE
from portal.interview.questions.charge import (
    ATTEMPT,
    CLASS,
    FIRST_TIME,
    GRAMS,
    TO_MINOR,
    WHAT_IT_WAS,
    WHEN,
)
from portal.interview.questions.ending import (
    ENDED,
    HOW_IT_ENDED,
    JUDGED,
    SENTENCE,
    SENTENCE_END,
)
from portal.interview.questions.papers import OF_EACH_CASE, OF_THE_COUNTY
from portal.interview.questions.person import ARRESTED, BORN, FILER, GATE
from portal.interview.questions.referral import REFERRAL

__all__ = [
    "ANOTHER_CASE",
    "ARRESTED",
    "ARREST_END",
    "ATTEMPT",
    "BORN",
    "CLASS",
    "COURT",
    "ENDED",
    "FILER",
    "FIRST_TIME",
    "GATE",
    "GRAMS",
    "JUDGED",
    "OF_EACH_CASE",
    "OF_EACH_CHARGE",
    "OF_THE_COUNTY",
    "QUESTIONS",
    "REFERRAL",
    "SENTENCE",
    "SENTENCE_END",
    "START_OF_CASE",
    "END_OF_CASE",
    "WHAT_FOLLOWED",
    "WHEN",
    "is_past_pardon",
]

START_OF_CASE = ABOUT_CASE
WHAT_FOLLOWED = (
    JUDGED,
    SENTENCE,
    SENTENCE_END,
    CLASS,
    TO_MINOR,
    ATTEMPT,
    GRAMS,
    WHEN,
    FIRST_TIME,
    JUDGED,
    GRAMS,
)
"""Two stand twice: the day of the judgment bounds the day it happened too, and letter and day tell
the amount. Where these are not known, it is worth asking for the other."""
OF_EACH_CHARGE = (WHAT_IT_WAS, HOW_IT_ENDED, WHAT_FOLLOWED)
"""Each part once the part before it was told. The most decisive first, as far as people tell it so.
"""
END_OF_CASE = SINCE_THEN

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        question.id: question
        for question in (
            *START_OF_CASE,
            *WHAT_IT_WAS,
            *HOW_IT_ENDED,
            *WHAT_FOLLOWED,
            *END_OF_CASE,
            ANOTHER_CASE,
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
