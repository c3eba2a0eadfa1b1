"""Packets of people who do not exist, in counties that do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portal.counties.county import county
from portal.counties.help import helpers
from portal.eligibility.finding import Finding, Reason
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Sentence,
    Status,
)
from portal.law.citation import Citation
from portal.law.codes import Flag, Outcome
from portal.packet.contents import (
    Ages,
    Filer,
    Grade,
    JudgedCase,
    Packet,
    Referral,
    Row,
    Statements,
)
from portal.say import Span, say

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
    birth_date=date(1974, 5, 9),
    race="Black",
    gender="Female",
    street="4127 W. Gladys Avenue, Apt. 3R",
    city_state_zip="Chicago, IL 60624",
    phone="(312) 555-0142",
    email="d.calloway@example.org",
)
ALL_STATED = Statements(
    misdemeanors=True,
    class_4_felonies=True,
    convicted_before_cutoff=True,
    sentences_completed=True,
    asks_to_vacate=True,
    wants_fee_waiver=True,
)
REASONS = (
    Reason(
        "motion.section",
        Answer.YES,
        say("The conviction is under Section 4 or 5 of the Cannabis Control Act."),
        (
            Citation("720 ILCS 550/4", date(2026, 11, 2), "statute"),
            Citation("20 ILCS 2630/5.2(i)(3)", None, "agency"),
        ),
        None,
    ),
    Reason(
        "motion.class",
        Answer.YES,
        say("The judgment is for a misdemeanor or a Class 4 felony."),
        (Citation("20 ILCS 2630/5.2(i)(3)", None, "agency"),),
        None,
    ),
    Reason(
        "motion.before",
        Answer.YES,
        say(
            "You were convicted on %(day)s, before June 25, 2019.",
            day=date(1998, 3, 16),
        ),
        (Citation("Court form EXC-M 4702.2 (03/22), item 2", date(2026, 11, 22), "agency"),),
        date(2026, 11, 22),
    ),
    Reason(
        "pardon.weight",
        Answer.UNKNOWN,
        say("The amount was 30 grams or less."),
        (Citation("20 ILCS 2630/5.2(i)(2)", None, "agency"),),
        None,
    ),
    Reason(
        "motion.other-counts",
        Answer.NO,
        say("The same case has a conviction that is not about cannabis."),
        (Citation("Court booklet EXC-I 4701.2 (03/22), page 4", date(2026, 11, 22), "agency"),),
        date(2026, 11, 22),
    ),
)


def judged(row: Row, at: int, outcome: Outcome = Outcome.MOTION) -> JudgedCase:
    charge = Charge(
        statute="720 ILCS 550/4(c)",
        description="Possession of cannabis",
        confirmed=True,
        offense_class=OffenseClass.MISDEMEANOR_A,
        grams=Decimal(28),
        arrest_date=row.arrested,
        offense_date=row.arrested,
        disposition=Disposition.CONVICTED,
        disposition_date=row.arrested,
        sentence=Sentence.COMPLETE,
    )
    case = Case(
        id=f"c{at}",
        charges=(charge,),
        jurisdiction=Jurisdiction.ILLINOIS,
        county="Cook",
        court=Court.ADULT,
        case_number=row.case_number,
        status=Status.CLOSED,
    )
    finding = Finding(
        case_id=case.id,
        outcome=outcome,
        not_before=None,
        also=(),
        flags=(Flag.MONEY_OWED,) if at == 1 else (),
        charges=(),
        reasons=REASONS if outcome is Outcome.MOTION else REASONS[:2],
        ask_next=(),
    )
    return JudgedCase(case=case, finding=finding)


def packet(count: int = 3, **changes: object) -> Packet:
    """A packet for Cook County with ``count`` convictions; ``changes`` replace its fields."""
    listed = rows(count)
    further = ("additional-convictions",) if count > 18 else ()
    later = ("additional-notice",) if count > 18 else ()
    cook = county("Cook")
    made = Packet(
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
        filer=FILER,
        rows=listed,
        statements=ALL_STATED,
        ages=Ages(now=52, at_last_arrest=43, years_since=8),
        explanation=EXPLANATION,
        cases=tuple(judged(row, at) for at, row in enumerate(listed[:4])),
        referral=Referral(
            to_states_attorney=True,
            to_legal_aid=True,
            tell_name=True,
            tell_cases=True,
            answer_language="es",
            by_phone="(312) 555-0142",
            voicemail_safe=False,
            by_email="d.calloway@example.org",
        ),
        warnings=(
            say(
                "You told us that money is still owed in one case. That alone does not stop a "
                "motion. Read statement 3 of the motion before you sign."
            ),
            say("Statement 5c was left blank. Fill it in by hand, if it is true."),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def take_along(**changes: object) -> Packet:
    """The sheets for someone whose cases need no motion, with no county named."""
    listed = rows(2)
    return packet(
        0,
        county=None,
        helpers=helpers(None),
        documents=("next-steps", "reasons", "record", "referral"),
        statements=Statements(),
        ages=Ages(),
        explanation="",
        cases=tuple(judged(row, at, Outcome.GET_RECORD) for at, row in enumerate(listed)),
        warnings=(),
        referral=Referral(to_legal_aid=True, tell_name=True, by_post="Box 12, Chicago, IL 60624"),
        **changes,
    )
