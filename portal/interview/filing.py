"""From the answers to what goes on the papers of one county. Nothing here was made up by us."""

from __future__ import annotations

from datetime import date
from typing import Final

from portal.filing import CaseFiling, Filer, Filing, Grade, Referral, Statements, Told
from portal.interview.answers import ANOTHER_CASE
from portal.interview.kinds import UNSURE, Postal
from portal.interview.path import Walk
from portal.interview.question import Packets, View
from portal.interview.summary import summary
from portal.say import Span


def to_filing(told: Walk, packets: Packets, county: str | None = None) -> Filing:
    """What was told for a county's papers; without a county, for the sheets to take along.

    Only answers to questions that are asked now count, so that a statement to an earlier question
    is never on a paper.
    """
    view = told.seen(packets)
    there = View(read=view.read, packets=packets, county=county) if county in packets else None
    return Filing(
        filer=_filer(view),
        by_case={case.case.id: _case_filing(case) for case in there.filed if case.case}
        if there
        else {},
        statements=_statements(there) if there else Statements(),
        explanation=_text(view, "explanation"),
        referral=_referral(view),
        told=_told(told),
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


def _filer(view: View) -> Filer:
    given = _given(view, "address")
    address = given if isinstance(given, Postal) else Postal()
    return Filer(
        name=" ".join(_names(view, "name")),
        other_names=", ".join(_names(view, "other-names")),
        birth_date=_day(view, "birthday", "born"),
        race=_text(view, "race"),
        gender=_text(view, "gender"),
        street=address.street,
        city_state_zip=address.city_state_zip,
        phone=_text(view, "phone"),
        email=_text(view, "email"),
    )


def _case_filing(view: View) -> CaseFiling:
    arrested = _given(view, "arrested")
    grade = _given(view, "grade")
    return CaseFiling(
        number=_text(view, "case-number"),
        agency=_text(view, "agency"),
        arrested=arrested if isinstance(arrested, Span) else None,
        grade=next((one for one in Grade if one == grade), None),
    )


def _statements(view: View) -> Statements:
    return Statements(
        misdemeanors=_given(view, "states-1a") is True,
        class_4_felonies=_given(view, "states-1b") is True,
        convicted_before_cutoff=_given(view, "states-2") is True,
        sentences_completed=_given(view, "states-3") is True,
        asks_to_vacate=_given(view, "states-4") is True,
        wants_fee_waiver=_given(view, "fee-waiver") == "yes",
    )


def _referral(view: View) -> Referral:
    to, tell, reach = (_names(view, f"refer-{id}") for id in ("to", "tell", "reach"))
    filer = _filer(view)
    lines = (filer.street, filer.city_state_zip)
    return Referral(
        asked=view.read.questions["refer-to"].asked(view),
        to_states_attorney="states-attorney" in to,
        to_legal_aid="legal-aid" in to,
        tell_name="name" in tell,
        tell_birth_date="birth-date" in tell,
        tell_cases="cases" in tell,
        in_own_language=_given(view, "refer-language") == "page",
        by_post=", ".join(line for line in lines if line) if "post" in reach else "",
        by_phone=filer.phone if {"phone", "voicemail"} & set(reach) else "",
        voicemail_safe="voicemail" in reach,
        by_email=filer.email if "email" in reach else "",
    )


_SAYS_NOTHING: Final = ("unsure", UNSURE, (), None)


def _told(told: Walk) -> tuple[Told, ...]:
    """What was told of the cases, in the order of the questions. What is not known is left out."""
    return tuple(
        Told(case=line.section.case, asked=line.title, said=line.shown)
        for line in summary(told.path())
        if line.section.case
        and line.step.asked.id != ANOTHER_CASE
        and line.step.answer not in _SAYS_NOTHING
    )
