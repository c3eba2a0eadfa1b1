"""From the answers to the facts that the law reads. What was not told stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Pardon,
    Person,
    Record,
    Sentence,
    Status,
)
from portal.interview import told
from portal.interview.answers import ANOTHER_CHARGE, Answers
from portal.interview.path import view_of
from portal.interview.question import View
from portal.interview.questions.person import age_matters
from portal.say import Span


def to_record(answers: Answers, day: date) -> Record:
    """Every case as far as it was told. Only answers to questions that are asked now count.

    Whether the person is a U.S. citizen is not known here: that answer is never kept.
    """
    view = view_of(answers, day)
    person = Person(birth_date=_born(view))
    return Record(person=person, cases=tuple(map(_case, view.cases)))


def _born(view: View) -> Span | None:
    """The birth date. What decides over a case is the answer that stands beside the cases."""
    return view.span("born") if age_matters(view) else view.span("birthday")


_YES_NO: Final = {"yes": Answer.YES, "no": Answer.NO}


def _answer(view: View, id: str) -> Answer:
    """Yes or no where the question is asked and that was said; everything else is unknown."""
    chosen = view.choice(id) if view.read.questions[id].asked(view) else ""
    return _YES_NO.get(chosen, Answer.UNKNOWN)


def _case(view: View) -> Case:
    if view.case is None:
        raise ValueError("not in sight of a case")
    where = told.jurisdiction(view)
    case = Case(
        id=view.case.id,
        charges=(Charge(),),
        jurisdiction=where,
        case_number=view.text("case-number") or None,
        all_charges_listed=Answer.UNKNOWN,
    )
    if told.is_elsewhere(view):
        return case
    case = replace(case, county=view.text("county") or None, court=told.court(view))
    if told.court(view) is Court.CIVIL_CITATION:
        ended = Charge(disposition=told.disposition(view))
        return replace(case, charges=(ended,), all_charges_listed=Answer.YES)
    if not told.is_ordinary(view):
        return case
    return replace(
        case,
        charges=tuple(map(_charge, view.charges)),
        status=_status(view),
        pardoned=_pardon(view),
        sealed=_answer(view, "sealed"),
        record_checked=_checked(view),
        all_charges_listed=_listed(view),
    )


def _status(view: View) -> Status:
    told_ends = all(map(told.has_told_end, view.charges))
    return told.status(view) if told_ends else Status.UNKNOWN


def _pardon(view: View) -> Pardon:
    if not view.read.questions["pardon"].asked(view):
        return Pardon.UNKNOWN
    match view.choice("pardon"):
        case "no":
            return Pardon.NO
        case "yes":
            # A pardon is there and no word of expunging is known: never a motion on a guess.
            says = view.choice("pardon-says")
            return Pardon(says) if says in ("with-expungement", "order-entered") else Pardon.PLAIN
        case _:
            return Pardon.UNKNOWN


def _checked(view: View) -> Answer:
    if not view.read.questions["checked"].asked(view):
        return Answer.UNKNOWN
    found = {"there": Answer.YES, "gone": Answer.NO, "no": Answer.NO}
    return found.get(view.choice("checked"), Answer.UNKNOWN)


def _listed(view: View) -> Answer:
    last = view.charges[-1].choice(ANOTHER_CHARGE)
    if last == "no":
        return Answer.YES
    # There is one more than fits.
    return Answer.NO if last == "yes" else Answer.UNKNOWN


def _charge(view: View) -> Charge:
    statute, description = _words(view)
    found = told.accepted(view)
    weight = told.weight(view) if _asked(view, "grams") else None
    charge = Charge(
        statute=statute,
        description=description,
        confirmed=found is not None or statute is not None,
        offense_class=told.offense_class(view),
        grams=weight.safe if weight else None,
        attempt=_attempt(view),
        subsequent=_subsequent(view),
        to_minor=_to_minor(view),
        offense_date=view.span("when") if _asked(view, "when") else None,
        arrest_date=view.span("arrested"),
    )
    return _with_end(charge, view) if told.has_told_end(view) else charge


def _asked(view: View, id: str) -> bool:
    return view.read.questions[id].asked(view)


def _words(view: View) -> tuple[str | None, str | None]:
    """Statute and description. A line that was not confirmed says nothing here: read on its own it
    could settle what the person said is not so."""
    statute = told.STATUTES.get(told.plain(view))
    if told.accepted(view) is not None:
        line = told.line(view)
        return (statute, line) if statute else (line, None)
    if told.plain(view) == "other":
        return None, view.text("charge-name") or None
    return statute, None


def _attempt(view: View) -> Answer | None:
    """Left to the statute's own words where nobody was asked."""
    return _answer(view, "attempt") if _asked(view, "attempt") else None


def _subsequent(view: View) -> Answer:
    first = _answer(view, "first-time")
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(first, Answer.UNKNOWN)


def _to_minor(view: View) -> Answer:
    return Answer.YES if told.plain(view) == "minor" else _answer(view, "under-18")


def _with_end(charge: Charge, view: View) -> Charge:
    sentence = view.choice("sentence") if _asked(view, "sentence") else ""
    return replace(
        charge,
        disposition=told.disposition(view),
        disposition_date=view.span("judged") if _asked(view, "judged") else None,
        probation_kind=told.probation_kind(view),
        sentence=Sentence(sentence) if sentence in list(Sentence) else Sentence.UNKNOWN,
        sentence_end_date=view.span("sentence-end") if _asked(view, "sentence-end") else None,
    )
