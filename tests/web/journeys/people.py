"""Invented people with the cases this portal is for: what each knows, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tests.web.journeys.walk import NO, NOT_SURE, UNSURE, YES, Told, choice, day

NOTHING: Told = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """``counties``: those a packet is made for. ``typed``: what must stand on the court papers.
    ``ticks``: how many boxes of the motion's own statements this person made. ``shown``: what must
    stand on the overview for the question of that key, in the figures of any language."""

    name: str
    knows: Mapping[str, Told]
    outcomes: tuple[str, ...]
    counties: tuple[str, ...] = ()
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ticks: int = 0
    shown: Mapping[str, str] = field(default_factory=dict)


FINISHED: dict[str, Told] = {
    "where": choice("illinois"),
    "county": {"county": "Cook"},
    "court": choice("adult"),
    "sentence": choice("complete"),
    "another-charge": NO,
    "since": NOTHING,
    "another-case": NO,
    "attempt": NO,
    "under-18": NO,
    "over": YES,
}
WITH_PAPER: dict[str, Told] = {
    **FINISHED,
    "paper": YES,
    "charge-line": {"text": "720-550/4-C  M A  POSSESSION OF CANNABIS"},
    "read-as": YES,
    "when": day(2014, 5, 3),
    "ended": choice("convicted"),
    "class": choice("misdemeanor-a"),
    "first-time": YES,
    "grams": {"amount": "20", "unit": "grams"},
    "judged": day(2014, 9, 10),
    "sentence-end": day(2015, 9, 10),
    "born": day(1990, 5, 1),
    "arrested": day(2014, 5, 3),
}
FILING: dict[str, Told] = {
    "gate": YES,
    "name": {"name": "Łukasz O'Brien-García Jr."},
    "other-names": {"name": "Nguyễn Thị Hoa"},
    "birthday": day(1990, 5, 1),
    "race": NOTHING,
    "gender": NOTHING,
    "address": {"street": "4127 W. Gladys Ave.", "city": "Chicago", "state": "IL", "zip": "60624"},
    "phone": {"phone": "(312) 555-0142"},
    "email": {"email": "lukasz@example.org"},
    "explanation": {"text": "I was turned down for a job as a bus driver."},
    "case-number": {"text": "2014-CM-001234"},
    "agency": {"text": "Chicago Police Department"},
    "states-1a": YES,
    "states-1b": YES,
    "states-2": YES,
    "states-3": NO,
    "states-4": YES,
    "fee-waiver": YES,
    "refer-to": {"answer": "legal-aid"},
    "refer-tell": {"answer": "name"},
    "refer-language": choice("page"),
    "refer-reach": {"answer": "post"},
}
ON_PAPER = (
    "Łukasz O'Brien-García Jr.",
    "2014-CM-001234",
    "Chicago Police Department",
    "4127 W. Gladys Ave.",
    "(312) 555-0142",
    "bus driver",
)

PEOPLE = (
    Person(
        name="a Cook County Class A misdemeanor with the paper at hand",
        knows={**WITH_PAPER, **FILING},
        outcomes=("check-first",),
        counties=("Cook",),
        typed={"Cook": ON_PAPER},
        ticks=3,
    ),
    Person(
        name="a person who remembers only weed, around 2011, probation",
        knows={
            **FINISHED,
            "county": UNSURE,
            "court": choice("adult"),
            "paper": NO,
            "what": choice("possession"),
            "when": day(2011),
            "ended": choice("probation"),
            "probation": NOT_SURE,
            "probation-end": NOT_SURE,
            "another-charge": NOT_SURE,
            "over": NOT_SURE,
        },
        outcomes=("unsure",),
    ),
    Person(
        name="two counties in one sitting",
        knows={
            **WITH_PAPER,
            **FILING,
            "a.another-case": YES,
            "b.county": {"county": "will county"},
            "b-1.charge-line": {
                "text": "720 ILCS 550/4(d) POSSESSION OF CANNABIS 30-500 GRAMS CLASS 4"
            },
            "b-1.when": day(2009, 3),
            "b-1.class": choice("felony-4"),
            "b-1.judged": day(2009, 11, 2),
            "b-1.sentence-end": day(2011, 11, 2),
            "b.case-number": {"text": "2009-CF-000777"},
            "b.agency": {"text": "Will County Sheriff's Office"},
            "b.arrested": day(2009, 3, 14),
        },
        outcomes=("check-first", "likely"),
        counties=("Cook", "Will"),
        typed={"Cook": ON_PAPER, "Will": ("2009-CF-000777", "Will County Sheriff's Office")},
        ticks=3,
    ),
    Person(
        name="a Class 3 felony",
        knows={
            **WITH_PAPER,
            "charge-line": {"text": "720 ILCS 550/5(d) MFG/DEL CANNABIS 30-500 GRAMS"},
            "class": choice("felony-3"),
        },
        outcomes=("other-law",),
    ),
    Person(
        name="a dismissed case",
        knows={**WITH_PAPER, "ended": choice("dismissed")},
        outcomes=("check-first",),
    ),
    Person(
        name="a town ticket",
        knows={**FINISHED, "court": choice("local-ordinance")},
        outcomes=("other-law",),
    ),
    Person(
        name="a pending case",
        knows={**WITH_PAPER, "ended": choice("pending")},
        outcomes=("wait",),
    ),
    Person(
        name="a person who is not a citizen and remembers an eighth",
        knows={
            **WITH_PAPER,
            **FILING,
            "gate": NO,
            "paper": NO,
            "what": choice("possession"),
            "class": NOT_SURE,
            "grams": {"amount": "an eighth", "unit": "ounces"},
            "grade": choice("misdemeanor"),
        },
        outcomes=("check-first",),
        counties=("Cook",),
        typed={"Cook": ON_PAPER},
        ticks=3,
        shown={"a-1.grams": r"\b3[.,]5\b"},
    ),
)
