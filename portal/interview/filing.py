"""From the answers to what goes on the papers of one county. Nothing here was made up by us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from portal.interview.answers import Answers
from portal.interview.kinds import Postal
from portal.interview.path import walk
from portal.interview.question import Packets, View
from portal.say import Span

Grade = Literal["misdemeanor", "class-4-felony"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who files. Empty where it was left empty."""

    name: str = ""
    other_names: tuple[str, ...] = ()
    birth_date: date | None = None
    race: str = ""
    gender: str = ""
    address: Postal = Postal()
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """What was added about one case. ``grade``: only where the class was not known before."""

    number: str = ""
    agency: str = ""
    arrested: Span | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sworn:
    """The statements of the motion that the person made, and the wish to file for free."""

    misdemeanors: bool = False
    class_4_felonies: bool = False
    convicted_before_cutoff: bool = False
    sentences_completed: bool = False
    asks_to_vacate: bool = False
    wants_fee_waiver: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who may get a referral page, what it may tell, and the ways to answer that are safe.

    ``in_own_language``: in the language the person reads the pages in, else in English.
    """

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
    """Everything for the papers of one county, beside the cases themselves."""

    who: Who = field(default_factory=Who, repr=False)
    by_case: Mapping[str, OfCase] = field(default_factory=dict, repr=False)
    sworn: Sworn = Sworn()
    explanation: str = field(default="", repr=False)
    consent: Consent = field(default_factory=Consent, repr=False)


def to_filing(answers: Answers, day: date, packets: Packets, county: str | None = None) -> Told:
    """What was told for a county's papers; without a county, for the sheets to take along.

    Only answers to questions that are asked now count, so that a statement to an earlier question
    is never on a paper.
    """
    view = walk(answers, day).seen(packets)
    there = View(read=view.read, packets=packets, county=county) if county in packets else None
    return Told(
        who=_who(view),
        by_case={case.case.id: _of_case(case) for case in there.filed if case.case}
        if there
        else {},
        sworn=_sworn(there) if there else Sworn(),
        explanation=_text(view, "explanation"),
        consent=_consent(view),
    )


def _given(view: View, id: str) -> object:
    return view.value(id) if view.read.questions[id].asked(view) else None


def _text(view: View, id: str) -> str:
    value = _given(view, id)
    return value if isinstance(value, str) else ""


def _names(view: View, id: str) -> tuple[str, ...]:
    value = _given(view, id)
    return value if isinstance(value, tuple) else ()


def _day(view: View, *ids: str) -> date | None:
    for id in ids:
        value = _given(view, id)
        if isinstance(value, Span) and value.is_day:
            return value.first
    return None


def _who(view: View) -> Who:
    address = _given(view, "address")
    return Who(
        name=" ".join(_names(view, "name")),
        other_names=_names(view, "other-names"),
        birth_date=_day(view, "birthday", "born"),
        race=_text(view, "race"),
        gender=_text(view, "gender"),
        address=address if isinstance(address, Postal) else Postal(),
        phone=_text(view, "phone"),
        email=_text(view, "email"),
    )


def _of_case(view: View) -> OfCase:
    arrested = _given(view, "arrested")
    grade: Grade | None = None
    match _given(view, "grade"):
        case "misdemeanor":
            grade = "misdemeanor"
        case "class-4-felony":
            grade = "class-4-felony"
    return OfCase(
        number=_text(view, "case-number"),
        agency=_text(view, "agency"),
        arrested=arrested if isinstance(arrested, Span) else None,
        grade=grade,
    )


def _sworn(view: View) -> Sworn:
    return Sworn(
        misdemeanors=_given(view, "states-1a") is True,
        class_4_felonies=_given(view, "states-1b") is True,
        convicted_before_cutoff=_given(view, "states-2") is True,
        sentences_completed=_given(view, "states-3") is True,
        asks_to_vacate=_given(view, "states-4") is True,
        wants_fee_waiver=_given(view, "fee-waiver") == "yes",
    )


def _consent(view: View) -> Consent:
    to, tell, reach = (_names(view, f"refer-{id}") for id in ("to", "tell", "reach"))
    who = _who(view)
    lines = (who.address.street, who.address.city_state_zip)
    return Consent(
        to_states_attorney="states-attorney" in to,
        to_legal_aid="legal-aid" in to,
        tell_name="name" in tell,
        tell_birth_date="birth-date" in tell,
        tell_cases="cases" in tell,
        in_own_language=_given(view, "refer-language") == "page",
        by_post=", ".join(line for line in lines if line) if "post" in reach else "",
        by_phone=who.phone if {"phone", "voicemail"} & set(reach) else "",
        voicemail_safe="voicemail" in reach,
        by_email=who.email if "email" in reach else "",
    )
