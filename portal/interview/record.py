"""From the answers to the facts that the law reads. What was not told stays unknown."""

from __future__ import annotations

from datetime import date

from portal.facts import Record
from portal.interview.answers import Answers
from portal.interview.path import walk


def to_record(answers: Answers, day: date) -> Record:
    """Every case as far as it was told. Only answers to questions that are asked now count.

    Whether the person is a U.S. citizen is not known here: that answer is never kept.
    """
    return walk(answers, day).record
