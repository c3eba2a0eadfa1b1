"""People who know all of their case, and what is left of it once they forget some."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from portal.charges.read import read_charge
from portal.eligibility.count import classes_of
from portal.eligibility.engine import judge
from portal.eligibility.finding import Finding
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Pardon,
    Person,
    Record,
    Sentence,
    Status,
)
from portal.law.codes import Outcome
from portal.law.offenses import CIVIL, tiers_of
from portal.say import Span
from tests.law.test_properties import class_fits_the_letter, contradicts

DAY = date(2026, 11, 22)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
read = lru_cache(maxsize=4096)(read_charge)

DAYS = [
    date.fromisoformat(day)
    for day in (
        "1975-05-01",
        "1982-03-01",
        "1990-06-01",
        "2005-01-01",
        "2009-05-01",
        "2012-05-01",
        "2014-05-03",
        "2016-07-20",
        "2016-09-01",
        "2018-05-01",
        "2019-08-01",
        "2021-01-01",
    )
]
OTHERS = [
    ("720 ILCS 550/5.2(d)", None),
    ("720 ILCS 550/6", None),
    ("720 ILCS 550/8(b)", None),
    ("720 ILCS 5/16-1", "RETAIL THEFT"),
    ("720 ILCS 5/12-3.2", "DOMESTIC BATTERY"),
]
NAMES = {"4": "POSSESSION OF CANNABIS", "5": "DELIVERY OF CANNABIS"}
ENDS = [
    *[Disposition.CONVICTED] * 6,
    Disposition.SUPERVISION_COMPLETED,
    Disposition.SUPERVISION_OPEN,
    Disposition.QUALIFIED_PROBATION_COMPLETED,
    Disposition.DISMISSED,
    Disposition.ACQUITTED,
    Disposition.VACATED,
    Disposition.RELEASED_WITHOUT_CHARGE,
]


def day(on: date) -> Span:
    return Span(on, on)


def a_charge(chance: random.Random, court: Court) -> Charge:
    """A charge of which everything is known and fits."""
    on = chance.choice(DAYS) + timedelta(days=chance.randrange(25))
    ended = on + timedelta(days=chance.randrange(400))
    section = chance.choice(["4"] * 5 + ["5"] * 3 + ["other"] * 2)
    attempt, again = (chance.choice([NO] * 5 + [YES]) for _ in range(2))
    known: dict[str, Any] = {}
    if tiers := [tier for tier in tiers_of(section, day(on)) if tier.first is not CIVIL]:
        tier = chance.choice(tiers)
        classes = classes_of((tier,), frozenset({again}), frozenset({attempt}))
        known["statute"] = f"720 ILCS 550/{section}{chance.choice([tier.letter, tier.letter, ''])}"
        known["description"] = ("ATTEMPT " if attempt is YES else "") + NAMES[section]
        known["offense_class"] = min(classes)
        known["grams"] = tier.up_to or tier.over + 1
    else:
        known["statute"], known["description"] = chance.choice(OTHERS)
        known["offense_class"] = chance.choice([OffenseClass.MISDEMEANOR_A, OffenseClass.FELONY_4])
    return Charge(
        **known,
        confirmed=True,
        attempt=attempt,
        subsequent=again,
        to_minor=chance.choice([NO] * 8 + [YES]),
        offense_date=day(on),
        arrest_date=day(on),
        disposition=ENDS[-1] if court is Court.NONE else chance.choice(ENDS),
        disposition_date=day(ended),
        sentence=chance.choice([Sentence.COMPLETE] * 4 + [Sentence.SERVING]),
        sentence_end_date=day(ended + timedelta(days=300)),
    )


def a_record(chance: random.Random) -> Record:
    court = chance.choice([Court.ADULT] * 6 + [Court.NONE, Court.JUVENILE, Court.LOCAL_ORDINANCE])
    charges = tuple(a_charge(chance, court) for _ in range(chance.choice([1, 1, 1, 2])))
    oldest = min(charge.offense_date.first for charge in charges if charge.offense_date)
    born = oldest - timedelta(
        days=chance.choice([13, 16, 17, 18, 30]) * 365 + chance.randrange(200)
    )
    case = Case(
        id="a",
        charges=charges,
        jurisdiction=Jurisdiction.ILLINOIS,
        county="Cook",
        court=court,
        status=chance.choice([Status.CLOSED] * 6 + [Status.OPEN]),
        pardoned=Pardon.NO,
        record_checked=chance.choice([YES, NO]),
    )
    return Record(person=Person(birth_date=day(born)), cases=(case,))


FORGET: dict[str, Any] = {
    "statute": None,
    "description": None,
    "confirmed": False,
    "offense_class": None,
    "grams": None,
    "attempt": UNKNOWN,
    "subsequent": UNKNOWN,
    "to_minor": UNKNOWN,
    "offense_date": None,
    "arrest_date": None,
    "disposition": Disposition.UNKNOWN,
    "disposition_date": None,
    "sentence": Sentence.UNKNOWN,
    "sentence_end_date": None,
}
FORGET_OF_THE_CASE: dict[str, Any] = {
    "jurisdiction": Jurisdiction.UNKNOWN,
    "court": Court.UNKNOWN,
    "status": Status.UNKNOWN,
    "all_charges_listed": UNKNOWN,
}


def forgotten(chance: random.Random, true: Record) -> Record:
    often = chance.choice([0.05, 0.1, 0.2, 0.4])

    def some(facts: dict[str, Any]) -> dict[str, Any]:
        return {name: unknown for name, unknown in facts.items() if chance.random() < often}

    [case] = true.cases
    charges = tuple(replace(charge, **some(FORGET)) for charge in case.charges)
    person = replace(true.person, **some({"birth_date": None}))
    case = replace(case, charges=charges, **some(FORGET_OF_THE_CASE))
    return Record(person=person, cases=(case,))


def people(number: int) -> Iterator[tuple[Record, Record, random.Random]]:
    """Records, what is left of each once something is forgotten that makes it unsure, and a chance
    of its own."""
    found, seed = 0, 0
    while found < number:
        seed += 1
        chance = random.Random(seed)
        true = a_record(chance)
        left = forgotten(chance, true)
        sound = all(map(class_fits_the_letter, true.cases[0].charges))
        if sound and not contradicts(judged(true)) and is_unsure(judged(left)):
            found += 1
            yield true, left, chance


def judged(record: Record) -> Finding:
    return judge(record, DAY, read).cases[0]


def is_unsure(finding: Finding) -> bool:
    return finding.outcome is Outcome.GET_RECORD and not contradicts(finding)
