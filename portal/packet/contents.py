"""What goes on the papers of one county, with nothing left to decide by whoever prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.counties.county import County, Helper
from portal.eligibility.finding import Finding
from portal.facts import Case
from portal.filing import Filer, Grade, Referral, Statements, Told
from portal.say import Msg, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the motion's list: a conviction to vacate and expunge."""

    case_number: str
    agency: str
    grade: Grade | None
    arrested: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Whole years at the motion's item 5; None where a guess would be needed."""

    now: int | None = None
    at_last_arrest: int | None = None
    years_since: int | None = None
    months_since: int | None = None
    """Only where fewer than one year has passed."""


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
    told: tuple[Told, ...] = ()

    @property
    def case_numbers(self) -> tuple[str, ...]:
        """The distinct case numbers in the order of the rows."""
        return tuple(dict.fromkeys(row.case_number for row in self.rows))
