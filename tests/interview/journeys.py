"""Journeys through the questions: answers by the id of the question, given as they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal.interview.answers import Answers, Raw
from portal.interview.path import path
from portal.interview.question import Packets
from portal.interview.record import to_record
from portal.service.packets import Judged, judge

DAY = date(2026, 11, 22)
Told = Mapping[str, Raw | str]
"""By question id; a word is what was chosen. What is asked and not told is answered "unsure"."""


def chosen(answer: str) -> Raw:
    return {"answer": answer}


def on(text: str) -> Raw:
    """A date such as 2014-05-03, 2014-05 or 2014."""
    return dict(zip(("year", "month", "day"), text.split("-"), strict=False))


COOK: Told = {
    "where": "illinois",
    "county": {"county": "cook"},
    "court": "adult",
    "paper": "yes",
    "charge-line": {"text": "720-550/4-C M A POSSESSION OF CANNABIS 10-30 GRAMS"},
    "read-as": "yes",
    "when": on("2014-05-03"),
    "ended": "convicted",
    "judged": on("2014-09-10"),
    "sentence": "complete",
    "sentence-end": on("2015-09-10"),
    "first-time": "yes",
    "another-charge": "no",
    "since": "there",
    "another-case": "no",
}
NO_PAPER: Told = {
    **{key: raw for key, raw in COOK.items() if key not in ("charge-line", "read-as")},
    "paper": "no",
    "what": "possession",
    "grams": {"amount": "20 g"},
    "class": "misdemeanor-a",
}
FILER: Told = {
    "gate": "yes",
    "name": {"name": "Ana María Núñez"},
    "other-names": {"name": "Annie Nunez\nA. Nunez"},
    "birthday": on("1990-05-01"),
    "race": {"text": ""},
    "gender": {"text": ""},
    "address": {"street": "12 Elm St", "city": "Chicago", "state": "il", "zip": "60601"},
    "phone": {"phone": "312 555 0100"},
    "email": {"email": ""},
    "explanation": {"text": "I could not rent a home."},
    "case-number": {"text": "2014-cm-001234"},
    "agency": {"text": "Chicago Police Department"},
    "arrested": on("2014-05-03"),
    "grade": "misdemeanor",
    "states-1a": "yes",
    "states-1b": "no",
    "states-2": "yes",
    "states-3": "yes",
    "states-4": "yes",
    "fee-waiver": "no",
    "refer-to": "legal-aid",
    "refer-tell": "name\ncases",
    "refer-language": "page",
    "refer-reach": "phone",
}
UNSURE: Raw = {"answer": "unsure", "unsure": "yes"}


def go(*told: Told, answers: Answers | None = None, packets: Packets | None = None) -> Answers:
    """Answers given one after another, as asked. Each of ``told`` is one case, in order; the last
    one stands for the questions about the person and the papers too."""
    answers = answers or Answers()
    for _ in range(2_000):
        step = path(answers, DAY, packets or {}).next
        if step is None:
            return answers
        case = step.section.case
        at = [each.id for each in answers.cases].index(case) if case else len(told) - 1
        found = told[min(at, len(told) - 1)].get(step.question.id, UNSURE)
        raw = chosen(found) if isinstance(found, str) else found
        assert step.key not in answers.raw, f"{step.key} refuses {raw}"
        answers = answers.with_answer(step.key, raw)
    raise AssertionError("this journey does not end")


def judged(answers: Answers) -> Judged:
    return judge(to_record(answers, DAY), DAY)


def asked(answers: Answers, packets: Packets | None = None) -> list[str]:
    """The ids of the questions on the path."""
    return [step.question.id for step in path(answers, DAY, packets or {}).steps]
