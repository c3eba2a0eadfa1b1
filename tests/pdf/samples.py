"""Packets of people who do not exist, in counties that do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portal.counties.county import county
from portal.counties.help import helpers
from portal.facts import (
    Answer,
    Case,
    Charge,
    Citizen,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Person,
    Record,
    Sentence,
    Status,
)
from portal.filing import CaseFiling, Filer, Filing, Grade, Referral, Statements
from portal.packet.assemble import assemble
from portal.packet.contents import Ages, JudgedCase, Packet, Row
from portal.say import Span
from portal.service.check import judge_record

DAY = date(2026, 11, 22)
RULEBOOK = "4f1c09d2a7be83e65b10c4d9f2a86e73d5c1b0947f3e82a6c9d4e1f07b5a8c36"
EXPLANATION = (
    "I have been turned down for two apartments and a job as a school bus driver because of these "
    "old cases. I have worked as a home health aide for nine years and I am raising my two "
    "grandchildren. A clear record would let me rent closer to their school."
)
AGENCIES = (
    "Chicago Police Department",
    "Cook County Sheriff's Office",
    "Illinois State Police",
    "Village of Hoffman Estates Police Department",
)


def a_day(year: int, month: int, day: int) -> Span:
    when = date(year, month, day)
    return Span(when, when)


def rows(count: int) -> tuple[Row, ...]:
    """That many convictions, each in a case of its own."""
    return tuple(
        Row(
            case_number=f"{1992 + at % 26}-{'CR' if at % 3 == 0 else 'CM'}-{100417 + at * 137:07}",
            agency=AGENCIES[at % len(AGENCIES)],
            grade=Grade.CLASS_4_FELONY if at % 3 == 0 else Grade.MISDEMEANOR,
            arrested=a_day(1992 + at % 26, 1 + at * 5 % 12, 1 + at * 7 % 28),
        )
        for at in range(count)
    )


FILER = Filer(
    name="Denise Marie Calloway",
    other_names="Denise M. Porter",
    birth_date=date(1971, 5, 9),
    race="Black",
    gender="Female",
    street="4127 W. Gladys Avenue, Apt. 3R",
    city_state_zip="Chicago, IL 60624",
    phone="(312) 555-0142",
    email="d.calloway@example.org",
)
REFERRAL = Referral(
    to_states_attorney=True,
    to_legal_aid=True,
    tell_name=True,
    tell_cases=True,
    in_own_language=True,
    by_phone="(312) 555-0142",
    voicemail_safe=False,
    by_email="d.calloway@example.org",
)


def stated(listed: tuple[Row, ...]) -> Statements:
    """Every statement that someone with these convictions can make."""
    return Statements(
        misdemeanors=any(row.grade is Grade.MISDEMEANOR for row in listed),
        class_4_felonies=any(row.grade is Grade.CLASS_4_FELONY for row in listed),
        convicted_before_cutoff=True,
        sentences_completed=True,
        asks_to_vacate=True,
        wants_fee_waiver=True,
    )


def case_of(row: Row, at: int, **changes: object) -> Case:
    """A case that ended in the conviction of that row; ``changes`` replace fields of its charge."""
    felony = row.grade is Grade.CLASS_4_FELONY
    charge = Charge(
        statute="720 ILCS 550/4(d)" if felony else "720 ILCS 550/4(c)",
        description="Possession of cannabis",
        confirmed=True,
        offense_class=OffenseClass.FELONY_4 if felony else OffenseClass.MISDEMEANOR_A,
        grams=Decimal(45 if felony else 28),
        subsequent=Answer.NO,
        attempt=Answer.NO,
        arrest_date=row.arrested,
        offense_date=row.arrested,
        disposition=Disposition.CONVICTED,
        disposition_date=row.arrested,
        sentence=Sentence.ONLY_MONEY_OWED if at == 1 else Sentence.COMPLETE,
    )
    return Case(
        id=f"c{at}",
        charges=(replace(charge, **changes),),  # type: ignore[arg-type]
        jurisdiction=Jurisdiction.ILLINOIS,
        county="Cook",
        court=Court.ADULT,
        case_number=row.case_number,
        status=Status.CLOSED,
        record_checked=Answer.YES if at else Answer.NO,
    )


def judged(listed: tuple[Row, ...], **changes: object) -> tuple[JudgedCase, ...]:
    """A case for each row, judged by the law itself."""
    cases = tuple(case_of(row, at, **changes) for at, row in enumerate(listed))
    findings = judge_record(Record(person=Person(us_citizen=Citizen.YES), cases=cases), DAY)
    return tuple(
        JudgedCase(case=case, finding=finding)
        for case, finding in zip(cases, findings.cases, strict=True)
    )


def packet(count: int = 3, **changes: object) -> Packet:
    """A packet for Cook County with ``count`` convictions; ``changes`` replace its fields."""
    listed = rows(count)
    further = ("additional-convictions",) if count > 18 else ()
    later = ("additional-notice",) if count > 18 else ()
    cook = county("Cook")
    made = assemble(
        number="FP-7Q4M-2K9T",
        county=cook,
        helpers=helpers(cook),
        language="en",
        day=DAY,
        rulebook=RULEBOOK,
        documents=(
            "next-steps",
            "motion",
            *further,
            "notice",
            *later,
            "order",
            "guide",
            "reasons",
            "record",
            "referral",
        ),
        cases=judged(listed),
        filing=Filing(
            filer=FILER,
            by_case={f"c{at}": CaseFiling(agency=row.agency) for at, row in enumerate(listed)},
            statements=stated(listed),
            explanation=EXPLANATION,
            referral=REFERRAL,
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def take_along(**changes: object) -> Packet:
    """The sheets for someone whose cases need no motion, with no county named; ``changes`` replace
    their fields."""
    listed = rows(2)
    made = packet(
        0,
        county=None,
        helpers=helpers(None),
        documents=("next-steps", "reasons", "record", "referral"),
        statements=Statements(),
        ages=Ages(),
        explanation="",
        cases=judged(listed, statute=None, offense_class=None, grams=None),
        warnings=(),
        referral=Referral(to_legal_aid=True, tell_name=True, by_post="Box 12, Chicago, IL 60624"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
