"""A person's cases as the page of results shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from portal.eligibility.explain import NOTES, Card, card
from portal.eligibility.words import ASKED
from portal.facts import Case
from portal.interview.answers import ME, Answers
from portal.interview.path import Path
from portal.interview.path import Step as Asked
from portal.law.codes import Flag
from portal.packet.contents import JudgedCase
from portal.say import Msg, say
from portal.service.packets import Judged

LEAST_HIDDEN: Final = 3
"""Characters of a case number that are shown on a shared computer, the last ones, and at least as
many that are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What would settle an unsure result. ``path``: where the check document has it, such as
    ``cases[0].charges[0].grams``."""

    says: Msg
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One case: its place among the cases, what it is recognized by, and what we think.

    ``case``: its id. ``number``: the case number, or as much of it as a shared computer may show.
    ``notes``: those of the card that are about this case alone. ``files``: whether it goes into a
    packet.
    """

    at: int
    case: str
    county: str
    year: str
    number: Msg | None
    card: Card
    notes: tuple[Msg, ...]
    opens: tuple[Open, ...]
    files: bool

    @property
    def says(self) -> tuple[Msg, ...]:
        """All that is said of it at first sight."""
        ways = (each for way in self.card.ways for each in (way.track.name, way.track.check))
        why = (reason.says for reason in self.card.why)
        return (self.card.verdict, *why, *self.notes, *self.card.next_steps, *ways)


def shown(judged: Judged, *, shared: bool) -> tuple[Shown, ...]:
    """Every case in the person's order. ``shared``: on a computer other people use."""
    filed = {id for ids in judged.planned.values() for id in ids}
    cases = judged.cases
    return tuple([_case(at, cases, shared, filed) for at in range(1, len(cases) + 1)])


def masked(number: str) -> Msg:
    """A number that its owner knows again and a stranger cannot use."""
    signs = re.sub(r"[\W_]", "", number)
    if len(signs) < 2 * LEAST_HIDDEN:
        return say("hidden on a shared computer")
    return say("ends in %(end)s", end=signs[-LEAST_HIDDEN:])


def _case(at: int, cases: Sequence[JudgedCase], shared: bool, filed: Set[str]) -> Shown:
    one = cases[at - 1]
    number, told = one.case.case_number, card(one.finding)
    whole = Msg("%(number)s", (("number", number),)) if number else None
    return Shown(
        at=at,
        case=one.case.id,
        county=one.case.county or "",
        year=_year(one.case),
        number=masked(number) if number and shared else whole,
        card=told,
        notes=tuple(note for note in told.notes if note != NOTES[Flag.MULTI_COUNTY]),
        opens=_opens(at, cases),
        files=one.case.id in filed,
    )


def _year(case: Case) -> str:
    """The year a case is remembered by; empty where it is not known to the year."""
    for charge in case.charges:
        for span in (charge.arrest_date, charge.offense_date, charge.disposition_date):
            if span is not None and span.first.year == span.last.year:
                return str(span.first.year)
    return ""


def _opens(at: int, cases: Sequence[JudgedCase]) -> tuple[Open, ...]:
    """What the case at a place, from 1 on, asks next; of another case with its number."""
    found: dict[Msg, Open] = {}
    for path in cases[at - 1].finding.ask_next:
        asked = ASKED.get(path.rpartition(".")[2])
        if asked is None:
            continue
        place = _PLACE.match(path)
        case = cases[int(place[1]) if place else at - 1].case
        if place and place[2] and len(case.charges) > 1:
            asked = say("Charge %(number)s: %(what)s", number=int(place[2]) + 1, what=asked)
        if place and int(place[1]) != at - 1:
            asked = say("Case %(number)s: %(what)s", number=int(place[1]) + 1, what=asked)
        found.setdefault(asked, Open(says=asked, path=path))
    return tuple(found.values())


ASKED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "jurisdiction": ("where",),
    "county": ("county",),
    "court": ("court",),
    "birth_date": ("born",),
    "arrest_date": ("arrested", "when"),
    "status": ("over",),
    "disposition": (
        "probation-end",
        "supervision-end",
        "probation",
        "citation",
        "arrest-end",
        "ended",
    ),
    "disposition_date": ("judged",),
    "sentence_end_date": ("sentence-end",),
    "confirmed": ("read-as",),
    "statute": ("charge-line", "what"),
    "description": ("charge-line", "what"),
    "class": ("class",),
    "grams": ("grams",),
    "subsequent": ("first-time",),
    "offense_date": ("when",),
    "to_minor": ("under-18",),
    "attempt": ("attempt",),
    "sentence": ("sentence",),
    "all_charges_listed": ("another-charge",),
    "record_checked": ("since",),
    "pardoned": ("pardon-says", "since"),
}
"""Which questions ask for a field of the check document, the closest first."""
_PLACE = re.compile(r"cases\[(\d+)\](?:\.charges\[(\d+)\])?\.")


def question_for(path: str, answers: Answers, asked: Path) -> Asked | None:
    """The question that settles what is at a path of the check document.

    ``None`` where the interview asks for it no more: then only a paper can settle it.
    """
    subjects = [*_subjects(path, answers), ME]
    for id in ASKED_BY.get(path.rpartition(".")[2], ()):
        for step in reversed(asked.steps):
            if step.question.id == id and step.subject in subjects:
                return step
    return None


def paper_questions(asked: Path) -> dict[str, Asked]:
    """By case, where who had no paper of it tells that it is there now."""
    steps = (step for step in asked.steps if step.question.id == "paper")
    return {step.subject: step for step in steps if step.answer == "no"}


def _subjects(path: str, answers: Answers) -> list[str]:
    """The charge and its case; every charge where the path is about the whole case."""
    found = _PLACE.match(path)
    if found is None or int(found[1]) >= len(answers.cases):
        return []
    case = answers.cases[int(found[1])]
    charges = case.charges if found[2] is None else case.charges[int(found[2]) :][:1]
    return [case.id, *map(case.subject, charges)]
