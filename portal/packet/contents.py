"""What goes on the papers of one county, with nothing left to decide by whoever prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.counties.county import County, Helper
from portal.eligibility.finding import Finding
from portal.facts import Case
from portal.say import Msg, Span


class Grade(StrEnum):
    """What the motion asks of each conviction."""

    MISDEMEANOR = "misdemeanor"
    CLASS_4_FELONY = "class-4-felony"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filer:
    """Who files. An empty string prints an empty line to fill in by hand."""

    name: str = ""
    other_names: str = ""
    birth_date: date | None = None
    race: str = ""
    gender: str = ""
    street: str = ""
    city_state_zip: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the motion's list: a conviction to vacate and expunge."""

    case_number: str
    agency: str
    grade: Grade | None
    arrested: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The motion's own statements, True only where the person said yes to that sentence."""

    misdemeanors: bool = False
    class_4_felonies: bool = False
    convicted_before_cutoff: bool = False
    sentences_completed: bool = False
    asks_to_vacate: bool = False
    wants_fee_waiver: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Whole years at the motion's item 5; None where a guess would be needed."""

    now: int | None = None
    at_last_arrest: int | None = None
    years_since: int | None = None
    months_since: int | None = None
    """Only where fewer than one year has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """What the person lets us tell others, and how they may be reached. Only what was ticked."""

    to_states_attorney: bool = False
    to_legal_aid: bool = False
    tell_name: bool = False
    tell_birth_date: bool = False
    tell_cases: bool = False
    answer_language: str = "en"
    by_post: str = ""
    by_phone: str = ""
    voicemail_safe: bool = False
    by_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCase:
    """A case with its finding, as the reasons sheet and the referral show them."""

    case: Case
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Everything the papers of one county need.

    ``county`` is None for the take-along sheets of a person whose cases need no motion or name no
    county. ``number`` says nothing about the person. ``warnings`` are for the page of next steps,
    such as the notice on immigration or a statement left blank.
    """

    number: str
    county: County | None
    helpers: tuple[Helper, ...]
    language: str
    day: date
    rulebook: str
    documents: tuple[str, ...]
    filer: Filer
    rows: tuple[Row, ...]
    statements: Statements
    ages: Ages
    explanation: str
    cases: tuple[JudgedCase, ...]
    referral: Referral
    warnings: tuple[Msg, ...]

    @property
    def case_numbers(self) -> tuple[str, ...]:
        """The distinct case numbers in the order of the rows."""
        return tuple(dict.fromkeys(row.case_number for row in self.rows))
