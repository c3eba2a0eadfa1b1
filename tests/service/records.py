"""Cases of people who do not exist, one for each outcome there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from portal.say import Span

DAY = date(2026, 11, 24)


def on(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))


CONVICTED = Charge(
    statute="720 ILCS 550/4(d)",
    description="Possession of cannabis",
    confirmed=True,
    offense_class=OffenseClass.FELONY_4,
    grams=Decimal(45),
    subsequent=Answer.NO,
    attempt=Answer.NO,
    to_minor=Answer.NO,
    offense_date=on(2014, 5, 3),
    arrest_date=on(2014, 5, 3),
    disposition=Disposition.CONVICTED,
    disposition_date=on(2014, 9, 22),
    sentence=Sentence.COMPLETE,
)


def case_with(charge: Charge = CONVICTED, *, id: str = "a", **changes: object) -> Case:
    """A closed case of Cook County with one charge; ``changes`` replace fields of the case."""
    made = Case(
        id=id,
        charges=(charge,),
        jurisdiction=Jurisdiction.ILLINOIS,
        county="Cook",
        court=Court.ADULT,
        case_number="2014-CM-001234",
        status=Status.CLOSED,
        pardoned=Pardon.NO,
        sealed=Answer.NO,
        record_checked=Answer.NO,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


SMALL = replace(
    CONVICTED,
    statute="720 ILCS 550/4(c)",
    offense_class=OffenseClass.MISDEMEANOR_A,
    grams=Decimal(20),
)
OF_EACH: dict[Outcome, Case] = {
    Outcome.MOTION: case_with(),
    Outcome.CHECK_PARDON_THEN_MOTION: case_with(SMALL),
    Outcome.AUTO_POLICE_DONE: case_with(replace(SMALL, disposition=Disposition.DISMISSED)),
    Outcome.AUTO_CIVIL_DONE: case_with(
        replace(
            SMALL,
            statute="720 ILCS 550/4(a)",
            offense_class=OffenseClass.CIVIL,
            grams=Decimal(5),
            offense_date=on(2017, 5, 3),
            arrest_date=on(2017, 5, 3),
            disposition_date=on(2017, 9, 22),
            disposition=Disposition.PAID,
        ),
        court=Court.CIVIL_CITATION,
    ),
    Outcome.GET_RECORD: case_with(
        replace(CONVICTED, statute=None, description=None, offense_class=None, grams=None)
    ),
    Outcome.PETITION_EXPUNGE: case_with(
        replace(CONVICTED, disposition=Disposition.SUPERVISION_COMPLETED)
    ),
    Outcome.WAIT_OR_REFER: case_with(replace(CONVICTED, sentence=Sentence.SERVING)),
    Outcome.FORM_UNUSABLE_REFER: case_with(
        replace(CONVICTED, disposition_date=on(2019, 9, 22), offense_date=on(2019, 5, 3))
    ),
    Outcome.NOT_ELIGIBLE_REFER: case_with(
        replace(
            CONVICTED,
            statute="720 ILCS 550/5(d)",
            offense_class=OffenseClass.FELONY_3,
            grams=Decimal(200),
        )
    ),
    Outcome.ORDINANCE: case_with(
        replace(SMALL, disposition=Disposition.ORDINANCE_FINED), court=Court.LOCAL_ORDINANCE
    ),
    Outcome.JUVENILE: case_with(
        replace(SMALL, disposition=Disposition.ADJUDICATED_DELINQUENT), court=Court.JUVENILE
    ),
    Outcome.OTHER_JURISDICTION: case_with(jurisdiction=Jurisdiction.OTHER_STATE, county=None),
    Outcome.ALREADY_DONE: case_with(pardoned=Pardon.ORDER_ENTERED),
}
"""Every outcome a case can have by itself. ``PETITION_SEAL`` is only ever a second step."""


def record(*cases: Case) -> Record:
    """These cases of one person, each with an id of its own."""
    given = tuple(replace(case, id=chr(ord("a") + at)) for at, case in enumerate(cases))
    return Record(person=Person(), cases=given)
