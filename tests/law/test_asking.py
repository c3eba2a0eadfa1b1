"""What an unsure case asks for next can help, shown by trying: people are made up who know all of
their case, forget some of it, and are asked.

A fact helps if to tell it, once something is told of the others that are asked for, ends in another
finding, or in something more to ask. To tell the truth of all that is asked leads to an answer.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from portal.eligibility.finding import Finding
from portal.facts import (
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Record,
    Sentence,
    Status,
)
from portal.law.codes import Flag
from tests.law.people import DAYS, ENDS, NO, OTHERS, YES, day, is_unsure, judged, people
from tests.law.test_properties import contradicts

PEOPLE = 80
TRIES = 1500

SOME_DAYS = [day(on) for on in DAYS]
OF_A_CHARGE: dict[str, list[Any]] = {
    "statute": [*["720 ILCS 550/4", "720 ILCS 550/5"] * 4, "720 ILCS 550/4(c)", *dict(OTHERS)],
    "confirmed": [True],
    "class": [*OffenseClass],
    "grams": [Decimal(grams) for grams in ("5", "20", "31", "200", "300", "600", "6000")],
    "attempt": [YES, NO],
    "subsequent": [YES, NO],
    "to_minor": [YES, NO],
    "offense_date": SOME_DAYS,
    "arrest_date": SOME_DAYS,
    "disposition": [*ENDS, Disposition.PAID, Disposition.UNPAID],
    "disposition_date": SOME_DAYS,
    "sentence": [Sentence.COMPLETE, Sentence.SERVING],
    "sentence_end_date": SOME_DAYS,
}
OF_A_CASE: dict[str, list[Any]] = {
    "jurisdiction": [*[Jurisdiction.ILLINOIS] * 4, Jurisdiction.FEDERAL],
    "court": [Court.ADULT, Court.ADULT, Court.NONE, Court.CIVIL_CITATION, Court.JUVENILE],
    "status": [Status.CLOSED, Status.CLOSED, Status.OPEN],
    "all_charges_listed": [YES, YES, "720 ILCS 5/16-1", "720 ILCS 550/4(e)"],
}
"""Ways to tell each fact, the plausible ones more often; another charge to tell that there is."""

CONVICTED = Charge(disposition=Disposition.CONVICTED, sentence=Sentence.COMPLETE)
PATH = re.compile(r"cases\[0\](?:\.charges\[(\d)\])?\.(\w+)")


def values(path: str, record: Record) -> list[Any]:
    found = PATH.fullmatch(path)
    if found is not None:
        return (OF_A_CHARGE if found[1] else OF_A_CASE)[found[2]]
    days = [(each.arrest_date, each.offense_date) for each in record.cases[0].charges]
    known = [span.first for pair in days for span in pair if span] or DAYS
    return [day(on - timedelta(days=years * 365 + 183)) for on in known for years in (12, 17, 30)]


def telling(record: Record, path: str, value: Any) -> Record:
    """The record once a fact is told: its value, or the true charge or record that it is from."""
    [case] = record.cases
    found = PATH.fullmatch(path)
    if found is None:
        return replace(record, person=replace(record.person, birth_date=value))
    field = {"class": "offense_class"}.get(found[2], found[2])
    if found[1] is None:
        told: dict[str, Any] = {field: value}
        if field == "all_charges_listed" and value is not YES:
            more = replace(CONVICTED, statute=value)
            told = {field: YES, "charges": (*case.charges, more)}
        return replace(record, cases=(replace(case, **told),))
    at, told = int(found[1]), {field: value}
    if field == "statute":
        told = {"statute": value, "description": None, "confirmed": True}
    charges = list(case.charges)
    charges[at] = replace(charges[at], **told)
    return replace(record, cases=(replace(case, charges=tuple(charges)),))


def truth(true: Record, path: str) -> Any:
    found = PATH.fullmatch(path)
    if found is None:
        return true.person.birth_date
    about: Any = true.cases[0] if found[1] is None else true.cases[0].charges[int(found[1])]
    return getattr(about, {"class": "offense_class"}.get(found[2], found[2]))


ANOTHER_WAY = {"class", "grams", "subsequent", "statute", "offense_date"}
"""What stands in for each other: each helps where the others stay untold."""


def with_some_told(chance: random.Random, true: Record, left: Record, asked: list[str]) -> Record:
    likely_true = chance.choice([0.0, 0.5, 1.0])
    untold = chance.choice([0.1, 0.5])
    for path in asked:
        if chance.random() < (untold if path.rsplit(".", 1)[-1] in ANOTHER_WAY else 0.15):
            continue
        known = chance.random() < likely_true
        value = truth(true, path) if known else chance.choice(values(path, left))
        left = telling(left, path, value)
    return left


def told(finding: Finding) -> tuple[object, ...]:
    flags = frozenset(finding.flags) - {Flag.WEIGHT_GUESSED}
    return finding.outcome, finding.not_before, finding.also, flags


def helps(chance: random.Random, true: Record, left: Record, path: str) -> bool:
    others = [other for other in judged(left).ask_next if other != path]
    some = values(path, left)
    for _ in range(TRIES):
        record = with_some_told(chance, true, left, others)
        tried = [truth(true, path), *chance.sample(some, min(len(some), 4))]
        before = judged(record)
        if contradicts(before):
            continue
        after = [judged(telling(record, path, value)) for value in tried]
        for finding in after:
            asks_more = not {*finding.ask_next} <= {*before.ask_next, path}
            if not contradicts(finding) and (told(finding) != told(before) or asks_more):
                return True
    return False


def test_each_fact_that_is_asked_for_can_change_something() -> None:
    for true, left, chance in people(PEOPLE):
        for path in judged(left).ask_next:
            assert helps(chance, true, left, path), f"{path} of {left}"


def test_to_tell_the_truth_of_all_that_is_asked_leads_to_an_answer() -> None:
    for true, left, _ in people(PEOPLE):
        for _ in range(2):
            for path in judged(left).ask_next:
                left = telling(left, path, truth(true, path))
        assert not is_unsure(judged(left)) or is_unsure(judged(true)), left
