"""The path: which questions the answers so far lead to, in which order, and which is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from portal.interview.answers import Answers
from portal.interview.question import Packets, Question, ReadAnswers, View
from portal.interview.questions import (
    ARRESTED,
    BORN,
    END_OF_CASE,
    FILER,
    GATE,
    OF_EACH_CASE,
    OF_EACH_CHARGE,
    OF_THE_COUNTY,
    QUESTIONS,
    REFERRAL,
    START_OF_CASE,
)
from portal.say import Msg, say

NO_PACKETS: Packets = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of the path under one heading. ``case``: the id of the case that it is about."""

    title: Msg
    takes: Msg
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question at one place. ``question`` is in the words of that place."""

    question: Question
    subject: str
    key: str
    section: Section
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a step stands: section ``number`` of ``of``. More sections may be added on the way."""

    section: Section
    number: int
    of: int


@dataclass(frozen=True)
class Path:
    """All steps in order. Never stored: the same answers, day and packets make the same path.

    ``counties``: those that have a packet, also before the gate to their questions is passed.
    """

    steps: tuple[Step, ...]
    counties: tuple[str, ...] = ()

    @cached_property
    def next(self) -> Step | None:
        """The first step without an answer that can be read; ``None`` where all have one."""
        return next((step for step in self.steps if not step.is_answered), None)

    @property
    def is_done(self) -> bool:
        return self.next is None

    def find(self, key: str) -> Step | None:
        """The step of that key; ``None`` where it is not asked."""
        return next((step for step in self.steps if step.key == key), None)

    def step_after(self, step: Step) -> Step | None:
        """The step behind; ``None`` at the end. One that is no longer asked leads to the next."""
        at = self._place(step)
        if at is None:
            return self.next
        return self.steps[at + 1] if at + 1 < len(self.steps) else None

    def step_before(self, step: Step) -> Step | None:
        """The step in front; ``None`` at the beginning or where the step is not asked."""
        at = self._place(step)
        return self.steps[at - 1] if at else None

    @cached_property
    def sections(self) -> tuple[tuple[Section, tuple[Step, ...]], ...]:
        """Every section with its steps, in order."""
        found: dict[Section, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.section, []).append(step)
        return tuple((section, tuple(steps)) for section, steps in found.items())

    def progress(self, step: Step) -> Progress:
        """Raises ``ValueError`` for a step that is not on the path."""
        sections = [section for section, _ in self.sections]
        number = sections.index(step.section) + 1
        return Progress(section=step.section, number=number, of=len(sections))

    def _place(self, step: Step) -> int | None:
        keys = (at for at, other in enumerate(self.steps) if other.key == step.key)
        return next(keys, None)


def path(answers: Answers, day: date, packets: Packets = NO_PACKETS) -> Path:
    """The path of these answers on a day.

    ``packets``: the counties that have a packet, each with the ids of its cases; the questions for
    the papers are asked only for them. Answers that are off the path are not looked at and not
    lost.
    """
    steps: dict[str, Step] = {}
    for section, asked in _asked(view_of(answers, day, packets)):
        for question, view in asked:
            if question.asked(view) and (key := question.key(view)) not in steps:
                steps[key] = _step(question, view, key, section)
    return Path(tuple(steps.values()), counties=tuple(packets))


def view_of(answers: Answers, day: date, packets: Packets = NO_PACKETS) -> View:
    """The answers read, seen from no case."""
    return View(read=ReadAnswers(answers, day, QUESTIONS), packets=packets)


def _step(question: Question, view: View, key: str, section: Section) -> Step:
    here = question.tailored(question, view)
    return Step(
        question=here,
        subject=view.subject(question.about),
        key=key,
        section=section,
        is_answered=view.is_answered(question.id),
    )


Asked = Iterator[tuple[Question, View]]


def _asked(view: View) -> Iterator[tuple[Section, Asked]]:
    for case in view.cases:
        yield _case_section(case), _of_case(case)
    yield ABOUT_YOU, _of_age(view)
    if not view.packets:
        return
    yield YOUR_PAPERS, _each(view, (GATE, *FILER))
    for county in view.packets:
        there = replace(view, county=county)
        yield _county_section(county), _of_county(there)
    yield REFERRAL_PAGE, _each(view, REFERRAL)


def _of_case(case: View) -> Asked:
    yield from _each(case, START_OF_CASE)
    for charge in case.charges:
        yield from _each(charge, OF_EACH_CHARGE)
    yield from _each(case, END_OF_CASE)


def _of_age(view: View) -> Asked:
    yield BORN, view
    for case in view.cases:
        # In its own section where only the papers need it.
        if not case.is_filed:
            yield ARRESTED, case


def _of_county(county: View) -> Asked:
    for case in county.filed:
        yield from _each(case, OF_EACH_CASE)
    yield from _each(county, OF_THE_COUNTY)


def _each(view: View, questions: Iterable[Question]) -> Asked:
    for question in questions:
        yield question, view


def _case_section(case: View) -> Section:
    return Section(
        title=say("Your case %(number)s", number=case.number),
        takes=say("About 5 minutes. More charges take longer."),
        case=case.case.id if case.case else None,
    )


ABOUT_YOU = Section(title=say("About you"), takes=say("About 1 minute"))
YOUR_PAPERS = Section(title=say("Your papers"), takes=say("About 5 minutes"))
REFERRAL_PAGE = Section(title=say("Who can help"), takes=say("About 2 minutes"))


def _county_section(county: str) -> Section:
    return Section(
        title=say("Your papers for %(county)s County", county=county),
        takes=say("About 4 minutes. More cases take longer."),
    )
