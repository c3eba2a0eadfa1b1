"""What a filer tells for the papers of one county, beside the cases themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
class CaseFiling:
    """What the filer adds about one case. Empty: a line to fill in by hand.

    ``grade`` stands in where the case's own class was never told.
    """

    number: str = ""
    agency: str = ""
    arrested: Span | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The motion's own statements and the wish to file for free, True only where the person said
    yes to that sentence."""

    misdemeanors: bool = False
    class_4_felonies: bool = False
    convicted_before_cutoff: bool = False
    sentences_completed: bool = False
    asks_to_vacate: bool = False
    wants_fee_waiver: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """What the person lets us tell others, and how they may be reached. Only what was ticked.

    ``asked``: whether they were asked at all. ``in_own_language``: to be answered in the language
    of the packet, else in English.
    """

    asked: bool = False
    to_states_attorney: bool = False
    to_legal_aid: bool = False
    tell_name: bool = False
    tell_birth_date: bool = False
    tell_cases: bool = False
    in_own_language: bool = False
    by_post: str = ""
    by_phone: str = ""
    voicemail_safe: bool = False
    by_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer about a case, by its id: what was asked and what the person said."""

    case: str
    asked: Msg
    said: Msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """All that is told; what was not is empty."""

    filer: Filer = field(default=Filer(), repr=False)
    by_case: Mapping[str, CaseFiling] = field(default_factory=dict, repr=False)
    statements: Statements = Statements()
    explanation: str = field(default="", repr=False)
    referral: Referral = field(default=Referral(), repr=False)
    told: tuple[Told, ...] = field(default=(), repr=False)
