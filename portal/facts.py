"""The vocabulary: each fact we can know of a person, a case and a charge, and its default."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from portal.say import Span


class Answer(StrEnum):
    """Yes, no, or not known. Nothing ever turns ``UNKNOWN`` into one of the others."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Citizen(StrEnum):
    YES = "yes"
    NO = "no"
    PREFER_NOT_TO_SAY = "prefer-not-to-say"


class Jurisdiction(StrEnum):
    ILLINOIS = "illinois"
    OTHER_STATE = "other-state"
    FEDERAL = "federal"
    TRIBAL_OR_MILITARY = "tribal-or-military"
    UNKNOWN = "unknown"


class Court(StrEnum):
    ADULT = "adult"
    JUVENILE = "juvenile"
    LOCAL_ORDINANCE = "local-ordinance"
    CIVIL_CITATION = "civil-citation"
    NONE = "none"
    UNKNOWN = "unknown"


class Status(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    UNKNOWN = "unknown"


class Pardon(StrEnum):
    NO = "no"
    UNKNOWN = "unknown"
    PLAIN = "plain"
    WITH_EXPUNGEMENT = "with-expungement"
    ORDER_ENTERED = "order-entered"


class OffenseClass(StrEnum):
    """The class of an offense as a judgment shows it, the lightest first."""

    CIVIL = "civil"
    PETTY = "petty"
    MISDEMEANOR_C = "misdemeanor-c"
    MISDEMEANOR_B = "misdemeanor-b"
    MISDEMEANOR_A = "misdemeanor-a"
    MISDEMEANOR = "misdemeanor"
    FELONY_4 = "felony-4"
    FELONY_3 = "felony-3"
    FELONY_2 = "felony-2"
    FELONY_1 = "felony-1"
    FELONY_X = "felony-x"
    FELONY = "felony"


class Disposition(StrEnum):
    CONVICTED = "convicted"
    SUPERVISION_COMPLETED = "supervision-completed"
    SUPERVISION_OPEN = "supervision-open"
    SUPERVISION_REVOKED = "supervision-revoked"
    SUPERVISION_UNKNOWN = "supervision-unknown"
    QUALIFIED_PROBATION_COMPLETED = "qualified-probation-completed"
    QUALIFIED_PROBATION_OPEN = "qualified-probation-open"
    QUALIFIED_PROBATION_REVOKED = "qualified-probation-revoked"
    DISMISSED = "dismissed"
    ACQUITTED = "acquitted"
    RELEASED_WITHOUT_CHARGE = "released-without-charge"
    VACATED = "vacated"
    AMENDED = "amended"
    ADJUDICATED_DELINQUENT = "adjudicated-delinquent"
    ORDINANCE_FINED = "ordinance-fined"
    PAID = "paid"
    UNPAID = "unpaid"
    PENDING = "pending"
    UNKNOWN = "unknown"


class ProbationKind(StrEnum):
    SECTION_10 = "section-10"
    SECTION_410 = "section-410"
    SECTION_70 = "section-70"
    SECOND_CHANCE = "second-chance"
    TASC_VACATED = "tasc-vacated"
    TASC_JUDGMENT = "tasc-judgment"


class Sentence(StrEnum):
    COMPLETE = "complete"
    SERVING = "serving"
    ONLY_MONEY_OWED = "only-money-owed"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    us_citizen: Citizen | None = None
    birth_date: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One count, as the record or the person shows it. ``grams`` is of the whole mixture.

    ``confirmed``: the person confirmed what was read out of ``statute`` and ``description``.
    ``disposition_date``: the day of judgment or end; after a revoked supervision or probation, the
    day judgment was entered.
    """

    statute: str | None = None
    description: str | None = None
    confirmed: bool = False
    offense_class: OffenseClass | None = None
    grams: Decimal | None = None
    attempt: Answer | None = None
    subsequent: Answer = Answer.UNKNOWN
    to_minor: Answer = Answer.UNKNOWN
    offense_date: Span | None = None
    arrest_date: Span | None = None
    disposition: Disposition = Disposition.UNKNOWN
    disposition_date: Span | None = None
    probation_kind: ProbationKind | None = None
    sentence: Sentence = Sentence.UNKNOWN
    sentence_end_date: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case number, or one arrest that never became a case."""

    id: str
    charges: tuple[Charge, ...]
    jurisdiction: Jurisdiction = Jurisdiction.UNKNOWN
    county: str | None = None
    court: Court = Court.UNKNOWN
    case_number: str | None = None
    status: Status = Status.UNKNOWN
    pardoned: Pardon = Pardon.UNKNOWN
    sealed: Answer = Answer.UNKNOWN
    record_checked: Answer = Answer.UNKNOWN
    all_charges_listed: Answer = Answer.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one person told us, or a tool sent: the person and every case."""

    person: Person
    cases: tuple[Case, ...]


Told = TypeVar("Told", Person, Charge, Case)


def changed(told: Told, **facts: object) -> Told:
    """The same with some facts told otherwise. It is ``dataclasses.replace`` in less than half of
    its time: each answer of a person changes one fact. Raises ``TypeError`` for another name."""
    made = object.__new__(type(told))
    for name in told.__slots__:
        object.__setattr__(made, name, facts.pop(name) if name in facts else getattr(told, name))
    if facts:
        raise TypeError(f"{type(told).__name__} has no {', '.join(facts)}")
    return made


EARLIEST_YEAR = 1900
_WHOLE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)


def read_span(text: str) -> Span | None:
    """The days meant by ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or two of them with ``/`` between.

    ``None`` where the text is none of these or not in the calendar; a span written backwards too.
    """
    first, slash, last = text.partition("/")
    start = _read_date(first)
    end = _read_date(last) if slash else start
    if start is None or end is None or end.last < start.first:
        return None
    return Span(start.first, end.last)


def _read_date(text: str) -> Span | None:
    try:
        if found := _WHOLE.fullmatch(text):
            day = date(*map(int, found.groups()))
            return Span(day, day)
        if found := _MONTH.fullmatch(text):
            year, month = map(int, found.groups())
            return Span(
                date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            )
        if found := _YEAR.fullmatch(text):
            year = int(found[1])
            return Span(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return None


def show_span(span: Span) -> str:
    """The shortest writing that ``read_span`` reads back as the same days."""
    first, last = span.first, span.last
    if first == last:
        return first.isoformat()
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"
