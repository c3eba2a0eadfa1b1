"""A question, and the view of all answers from the place where it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any, TypeVar

from portal.charges.read import Reading, read_charge
from portal.eligibility.count import Count
from portal.facts import Charge
from portal.interview.answers import ME, Answers, CaseRef
from portal.interview.kinds import Kind, Problem, Unsure
from portal.say import Msg, Span


class About(StrEnum):
    """What a question is asked about, and so how often."""

    ME = "me"
    CASE = "case"
    CHARGE = "charge"
    COUNTY = "county"


T = TypeVar("T")
Words = tuple[str | None, str | None]
"""The statute and the description of a charge."""
Packets = Mapping[str, tuple[str, ...]]
"""The counties that have a packet, each with the ids of its cases."""


def _always(view: View) -> bool:
    return True


def _as_it_is(question: Question, view: View) -> Question:
    return question


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page: its heading, why we ask, where on the paper the answer is, and the kind of answer.

    ``asked``: whether it fits what was told so far: nobody is asked what an earlier answer shows
    they cannot know. ``tells``: facts by their names in the check document; a question that tells
    some is asked only while one of them can still change what follows. ``tells_here``: which of
    them at one place, where that differs. ``tailored``: the same
    question in the words of its place. ``personal``: the answer names the person or tells how to
    reach them, so it is masked where answers are listed. ``of``: the text that the answer is about,
    where there is one: when that text changes, the question is asked anew.
    """

    id: str
    about: About
    title: Msg
    why: Msg
    where: Msg | None = None
    kind: Kind[Any]
    asked: Callable[[View], bool] = _always
    tells: frozenset[str] = frozenset()
    tells_here: Callable[[View], frozenset[str]] | None = None
    tailored: Callable[[Question, View], Question] = _as_it_is
    personal: bool = False
    of: Callable[[View], str] | None = None

    @property
    def says(self) -> tuple[Msg | None, ...]:
        """All that its page says."""
        options = [option for field in self.kind.fields for option in field.options]
        offered = [each for option in options for each in (option.label, option.hint)]
        return (self.title, self.why, self.where, *offered)

    def tells_of(self, view: View) -> frozenset[str]:
        """The facts that it tells at the view's place."""
        return self.tells if self.tells_here is None else self.tells_here(view)

    def key(self, view: View) -> str:
        """The key of the answer that is given at the view's place."""
        key = f"{view.subject(self.about)}.{self.id}"
        if self.of is None:
            return key
        digest = hashlib.blake2b(self.of(view).encode(), digest_size=6, person=b"question")
        return f"{key}-{digest.hexdigest()}"


class _Nothing(Enum):
    """No answer that can be read; ``None`` is the answer of who leaves a box empty."""

    NOTHING = "nothing"


NOTHING = _Nothing.NOTHING


class ReadAnswers:
    """All answers, each read at most once. ``readings``: of the words that are known beforehand."""

    def __init__(
        self,
        answers: Answers,
        day: date,
        questions: Mapping[str, Question],
        readings: Mapping[Words, Reading],
    ) -> None:
        self.answers = answers
        self.day = day
        self.questions = questions
        self.known: dict[str, dict[str, object]] = {}
        """What was found at each place: a path asks for each of it many times."""
        self.counts: dict[int, Count] = {}
        """Each charge that was weighed, as the law sees it, by its identity: a count keeps its
        charge."""
        self.charges: dict[str, Charge] = {}
        """The facts of each charge by its subject, once the cases are told."""
        self.asked: set[str] = set()
        """The keys of the questions about cases that are asked, once the cases are told."""
        self._values: dict[str, object] = {}
        self._readings = dict(readings)

    def read(self, key: str, kind: Callable[[], Kind[Any]]) -> object:
        """What was answered; ``NOTHING`` where nothing was, or nothing that can be read."""
        if key not in self._values:
            raw = self.answers.raw.get(key)
            value = NOTHING if raw is None else kind().read(raw, self.day)
            self._values[key] = NOTHING if isinstance(value, Problem) else value
        return self._values[key]

    def reading(self, statute: str | None, description: str | None) -> Reading:
        """What the words of a charge say; each is read once."""
        words = statute, description
        if words not in self._readings:
            self._readings[words] = read_charge(statute, description)
        return self._readings[words]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The answers seen from a case, a charge or a county, or from none of them."""

    read: ReadAnswers
    packets: Packets
    case: CaseRef | None = None
    charge: str | None = None
    county: str | None = None
    _subjects: Mapping[About, str] = field(init=False, repr=False, compare=False)
    known: dict[str, object] = field(init=False, repr=False, compare=False)
    _charges: tuple[View, ...] | None = field(default=None, init=False, repr=False, compare=False)
    _cases: tuple[View, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {About.ME: ME}
        if self.case is not None:
            found[About.CASE] = self.case.id
            if self.charge is not None:
                found[About.CHARGE] = self.case.subject(self.charge)
        if self.county is not None:
            found[About.COUNTY] = f"~{self.county}"
        object.__setattr__(self, "_subjects", found)
        known = self.read.known.setdefault(" ".join(found.values()), {})
        object.__setattr__(self, "known", known)

    @property
    def answers(self) -> Answers:
        return self.read.answers

    @property
    def day(self) -> date:
        return self.read.day

    def subject(self, about: About) -> str:
        """The first part of a key. Raises ``ValueError`` where the view has no such place."""
        try:
            return self._subjects[about]
        except KeyError:
            raise ValueError(f"not in sight of a {about}") from None

    @property
    def facts(self) -> Charge:
        """What the answers to the questions that are asked tell of the charge."""
        return self.read.charges[self.subject(About.CHARGE)]

    def is_asked(self, id: str) -> bool:
        """Whether a question about a case, a charge or the age is asked."""
        return self.read.questions[id].key(self) in self.read.asked

    def value(self, id: str) -> object:
        """The answer to a question, asked or not at the moment; ``None`` where there is none."""
        value = self._value(id)
        return None if value is NOTHING else value

    def _value(self, id: str) -> object:
        known = self.known
        if id not in known:
            question = self.read.questions[id]
            # A word that only another wording of the question offers is no answer to this one.
            known[id] = self.read.read(question.key(self), lambda: self.tailored(question).kind)
        return known[id]

    def choice(self, id: str) -> str:
        """The answer that was chosen; "" where none was."""
        value = self._value(id)
        return value if isinstance(value, str) else ""

    def text(self, id: str) -> str:
        """What was typed; "" where nothing was or it is not known."""
        return self.choice(id)

    def span(self, id: str) -> Span | None:
        """The date that was given; ``None`` where none was or it is not known."""
        value = self._value(id)
        return value if isinstance(value, Span) else None

    def ticked(self, id: str) -> tuple[str, ...]:
        """The boxes that were ticked."""
        value = self._value(id)
        return value if isinstance(value, tuple) else ()

    def is_yes(self, id: str) -> bool:
        """Whether yes was chosen, or the statement made."""
        return self._value(id) in ("yes", True)

    def is_unsure(self, id: str) -> bool:
        value = self._value(id)
        return value == "unsure" or isinstance(value, Unsure)

    def is_answered(self, id: str) -> bool:
        """Whether an answer is there that can be read. An empty one can be an answer."""
        return self._value(id) is not NOTHING

    def tailored(self, question: Question) -> Question:
        """The question in the words of this place."""
        known: dict[str, Any] = self.known
        name = f"{question.id} here"
        if name not in known:
            known[name] = question.tailored(question, self)
        here: Question = known[name]
        return here

    @property
    def number(self) -> int:
        """The place of the case among all cases, from 1."""
        return self.answers.cases.index(self.case) + 1 if self.case is not None else 0

    @property
    def is_filed(self) -> bool:
        """Whether the case is in a packet."""
        ids = (id for packet in self.packets.values() for id in packet)
        return self.case is not None and self.case.id in ids

    @property
    def charges(self) -> tuple[View, ...]:
        """The view from each charge of the case."""
        if self._charges is None:
            ids = self.case.charges if self.case is not None else ()
            views = tuple([self.seen_from(self.case, charge) for charge in ids])
            object.__setattr__(self, "_charges", views)
        return self._charges or ()

    @property
    def cases(self) -> tuple[View, ...]:
        """The view from each case."""
        if self._cases is None:
            views = tuple([self.seen_from(case) for case in self.answers.cases])
            object.__setattr__(self, "_cases", views)
        return self._cases or ()

    def seen_from(self, case: CaseRef | None, charge: str | None = None) -> View:
        """The same answers seen from a case or a charge."""
        return View(
            read=self.read, packets=self.packets, case=case, charge=charge, county=self.county
        )

    @property
    def filed(self) -> tuple[View, ...]:
        """The view from each case in the packet of the county."""
        ids = self.packets.get(self.county or "", ())
        return tuple(view for view in self.cases if view.case and view.case.id in ids)

    @property
    def is_first_charge(self) -> bool:
        return self.case is not None and self.charge == self.case.charges[0]

    @property
    def is_last_charge(self) -> bool:
        return self.case is not None and self.charge == self.case.charges[-1]

    @property
    def is_last_case(self) -> bool:
        return self.case is not None and self.case == self.answers.cases[-1]
