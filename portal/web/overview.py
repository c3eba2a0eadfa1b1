"""All answers on one page, grouped as they were asked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from portal.interview.answers import Answers
from portal.interview.path import Section, Step
from portal.interview.question import About
from portal.say import Msg, say
from portal.web.journey import Journey
from portal.web.onward import OVERVIEW, change_link

HIDDEN = say("Given. Not shown on a shared computer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question, what was answered (``None``: nothing yet), and where to change it."""

    title: Msg
    shown: Msg | None
    wrong: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows about one charge, or about what is no charge (then without a title)."""

    title: Msg | None
    rows: tuple[Row, ...]
    remove: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section. ``remove``, ``add_charge``: where its case is taken out, or gets a charge."""

    title: Msg
    case: str | None
    groups: tuple[Group, ...]
    remove: str | None
    add_charge: str | None


def parts(here: Journey, *, shared: bool) -> tuple[Part, ...]:
    """Every section of the path. On a shared computer personal answers are not spelled out."""
    return tuple(_part(here, section, steps, shared) for section, steps in here.path.sections)


def _part(here: Journey, section: Section, steps: tuple[Step, ...], shared: bool) -> Part:
    by_subject: dict[str, list[Step]] = {}
    for step in steps:
        # What is asked of the case after its charges stands with what was asked before them.
        by_subject.setdefault(step.subject, []).append(step)
    case = section.case
    return Part(
        title=section.title,
        case=case,
        groups=tuple(
            _group(here, case, subject, tuple(asked), shared)
            for subject, asked in by_subject.items()
        ),
        remove=url_for("resident.remove", subject=case) if case and _may_go(here, case) else None,
        add_charge=url_for("resident.add_charge", subject=case)
        if case and here.answers.may_add_charge(case) and len(by_subject) > 1
        else None,
    )


def _group(
    here: Journey, case: str | None, subject: str, steps: tuple[Step, ...], shared: bool
) -> Group:
    title, remove = None, None
    found = here.answers.case(case) if case else None
    if found is not None and steps[0].question.about is About.CHARGE:
        at = [found.subject(charge) for charge in found.charges].index(subject)
        title = say("Charge %(number)s", number=at + 1)
        if len(found.charges) > 1:
            remove = url_for("resident.remove", subject=subject)
    rows = tuple(_row(here, step, shared) for step in steps)
    return Group(title=title, rows=rows, remove=remove)


def _row(here: Journey, step: Step, shared: bool) -> Row:
    shown = None
    if step.is_answered:
        hidden = shared and step.question.personal
        shown = HIDDEN if hidden else step.question.kind.show(step.answer)
    return Row(
        title=step.question.title,
        shown=shown,
        wrong=not step.is_answered and step.key in here.answers.raw,
        href=change_link(step, OVERVIEW),
    )


def _may_go(here: Journey, case: str) -> bool:
    """A case can be taken out where there is another one, or where something was told of it."""
    starts = (f"{case}.", f"{case}-")
    return len(here.answers.cases) > 1 or any(key.startswith(starts) for key in here.answers.raw)


def name_of(answers: Answers, subject: str) -> Msg | None:
    """What a subject is called, if it is a case or a charge that is there."""
    case_id, dash, charge = subject.partition("-")
    case = answers.case(case_id)
    if case is None or (dash and charge not in case.charges):
        return None
    number = answers.cases.index(case) + 1
    if not dash:
        return say("case %(number)s", number=number)
    at = case.charges.index(charge) + 1
    return say("charge %(charge)s of case %(number)s", charge=at, number=number)
