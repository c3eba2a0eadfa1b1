"""The path: which questions the answers so far lead to, in which order, and which is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from portal.facts import Case, Person, Record, changed
from portal.interview.answers import Answers
from portal.interview.question import About, Packets, Question, ReadAnswers, View
from portal.interview.questions import (
    ARRESTED,
    BORN,
    FILER,
    GATE,
    OF_EACH_CASE,
    OF_THE_COUNTY,
    QUESTIONS,
    REFERRAL,
)
from portal.interview.sealing import ask_for_ends
from portal.interview.telling import Telling
from portal.interview.told import READINGS
from portal.say import Msg, say

NO_PACKETS: Packets = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of the path under one heading. ``case``: the id of the case that it is about."""

    title: Msg
    takes: Msg
    case: str | None = None


class Step(NamedTuple):
    """One question at one place. ``asked``: the question as it is at every place.

    What is found from the answers is found when it is asked for: most pages look at few steps.
    """

    asked: Question
    view: View
    key: str
    section: Section

    @property
    def question(self) -> Question:
        """The question in the words of this place."""
        return self.view.tailored(self.asked)

    @property
    def subject(self) -> str:
        return self.view.subject(self.asked.about)

    @property
    def answer(self) -> object:
        """What was answered, where something was: an empty box is ``None``."""
        return self.view.value(self.asked.id)

    @property
    def is_answered(self) -> bool:
        return self.view.is_answered(self.asked.id)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The cases of a person as far as they are told, before anything is asked for papers.

    ``record``: the facts that the law reads. ``view``: the answers read, seen from no case.
    """

    view: View
    tellings: tuple[Telling, ...]
    record: Record

    def path(self, packets: Packets = NO_PACKETS) -> Path:
        """``packets``: the counties that have a packet, each with the ids of its cases; the
        questions for the papers are asked only for them."""
        view = self.seen(packets)
        steps: dict[str, Step] = {}
        for telling in self.tellings:
            section = _case_section(telling.view)
            for question, place in telling.steps():
                _add(steps, question, place, section)
        for section, asked in self._after(view):
            for question, place in asked:
                if question.asked(place):
                    _add(steps, question, place, section)
        return Path(tuple(steps.values()), counties=tuple(packets))

    def seen(self, packets: Packets) -> View:
        """The answers seen from no case, with the counties that have a packet."""
        return replace(self.view, packets=packets) if packets else self.view

    def _after(self, view: View) -> Iterator[tuple[Section, Asked]]:
        yield ABOUT_YOU, self._of_age(view)
        if not view.packets:
            return
        yield YOUR_PAPERS, _each(view, (GATE, *FILER))
        for county in view.packets:
            there = replace(view, county=county)
            yield _county_section(county), _of_county(there)
        yield REFERRAL_PAGE, _each(view, REFERRAL)

    def _of_age(self, view: View) -> Asked:
        if BORN.key(view) in view.read.asked:
            yield BORN, view
        for case in view.cases:
            # In its own section where only the papers need it.
            if not case.is_filed and case.is_answered("arrested"):
                yield ARRESTED, case


def path(answers: Answers, day: date, packets: Packets = NO_PACKETS) -> Path:
    """The path of these answers on a day. Answers off it are not looked at and not lost."""
    return walk(answers, day).path(packets)


def walk(answers: Answers, day: date) -> Walk:
    """All cases told as far as the answers go. Only answers to questions that are asked count."""
    view = _from_nowhere(answers, day, NO_PACKETS)
    read = view.read
    tellings = tuple([Telling(case) for case in view.cases])
    ask_for_ends(tellings, day)
    for telling in tellings:
        read.asked.update(question.key(place) for question, place in telling.steps())
        for one in telling.charges:
            read.charges[one.view.subject(About.CHARGE)] = one.charge
    if any(telling.wants_age for telling in tellings):
        read.asked.add(BORN.key(view))
    # What decides over a case is the answer that stands beside the cases.
    born = view.span("born" if view.is_asked("born") else "birthday")
    cases = tuple([_with_papers(telling) for telling in tellings])
    return Walk(
        view=view,
        tellings=tellings,
        record=Record(person=Person(birth_date=born), cases=cases),
    )


def everywhere(
    answers: Answers, day: date, packets: Packets = NO_PACKETS
) -> Iterator[tuple[Question, View]]:
    """Every question at every place, asked or not. It is much less work than the path."""
    view = _from_nowhere(answers, day, packets)
    cases = view.cases
    views: Mapping[About, Iterable[View]] = {
        About.ME: (view,),
        About.CASE: cases,
        About.CHARGE: [charge for case in cases for charge in case.charges],
        About.COUNTY: [replace(view, county=county) for county in packets],
    }
    for question in QUESTIONS.values():
        for place in views[question.about]:
            yield question, place


def _from_nowhere(answers: Answers, day: date, packets: Packets) -> View:
    return View(read=ReadAnswers(answers, day, QUESTIONS, READINGS), packets=packets)


def _with_papers(telling: Telling) -> Case:
    """With what was told for the papers: the case's number, the day of the arrest."""
    arrested, case = telling.view.span("arrested"), telling.case
    if number := telling.view.text("case-number"):
        case = changed(case, case_number=number)
    if arrested is None:
        return case
    charges = [changed(charge, arrest_date=arrested) for charge in case.charges]
    return changed(case, charges=tuple(charges))


def _add(steps: dict[str, Step], question: Question, view: View, section: Section) -> None:
    key = question.key(view)
    if key not in steps:
        steps[key] = Step(asked=question, view=view, key=key, section=section)


Asked = Iterator[tuple[Question, View]]


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
