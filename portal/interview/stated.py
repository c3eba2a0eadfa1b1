"""What each answer adds to the facts of a case or a charge. What was not told stays unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from portal.facts import Answer, Case, Charge, Pardon, Sentence, Status, changed
from portal.interview import told
from portal.interview.question import Question, View

_OVER: Final = {"yes": Status.CLOSED, "no": Status.OPEN}
_YES_NO: Final = {"yes": Answer.YES, "no": Answer.NO}


def of_charge(charge: Charge, question: Question, view: View) -> Charge:
    """The charge with what the answer to a question tells of it."""
    for field in question.tells:
        if field in _OF_CHARGE:
            charge = _OF_CHARGE[field](charge, view)
    return charge


def of_case(case: Case, question: Question, view: View) -> Case:
    """The case with what the answer to a question tells of it as a whole."""
    match question.id:
        case "where":
            return changed(case, jurisdiction=told.jurisdiction(view))
        case "county":
            return changed(case, county=view.text("county") or None)
        case "court":
            return changed(case, court=told.court(view))
        case "over":
            return changed(case, status=_OVER.get(view.choice("over"), Status.UNKNOWN))
        case "since" | "pardon-says":
            return _since(case, view)
        case _:
            return case


def listed(view: View) -> Answer:
    """Whether all charges of the case are told, by the answer about its last one."""
    answer = view.choice("another-charge")
    if answer == "no":
        return Answer.YES
    # There is one more than fits.
    return Answer.NO if answer == "yes" else Answer.UNKNOWN


def _since(case: Case, view: View) -> Case:
    ticked = view.ticked("since")
    pardoned = Pardon.UNKNOWN
    if "pardon" in ticked:
        # A pardon is there and no word of expunging is known: never a motion on a guess.
        says = view.choice("pardon-says")
        found = says in ("with-expungement", "order-entered")
        pardoned = Pardon(says) if found else Pardon.PLAIN
    return changed(
        case,
        pardoned=pardoned,
        sealed=Answer.YES if "sealed" in ticked else Answer.UNKNOWN,
        record_checked=Answer.YES if "there" in ticked else Answer.UNKNOWN,
    )


def _statute(charge: Charge, view: View) -> Charge:
    """A line that was not confirmed says nothing here: read on its own it could settle what the
    person said is not so."""
    statute: str | None = told.STATUTES.get(told.plain(view))
    description = None
    confirmed = told.accepted(view) is not None or statute is not None
    if told.plain(view) == "other":
        # Said after the line was read: whatever it names, the charge was something else.
        statute, description, confirmed = None, view.text("charge-name") or None, False
    elif told.accepted(view) is not None:
        line = told.line(view)
        statute, description = (statute, line) if statute else (line, None)
    return changed(
        charge,
        statute=statute,
        description=description,
        confirmed=confirmed,
        offense_class=told.class_on_line(view),
        to_minor=Answer.YES if told.plain(view) == "minor" else Answer.UNKNOWN,
    )


def _disposition(charge: Charge, view: View) -> Charge:
    if not told.has_told_end(view):
        return charge
    return changed(
        charge, disposition=told.disposition(view), probation_kind=told.probation_kind(view)
    )


def _grams(charge: Charge, view: View) -> Charge:
    weight = told.weight(view)
    return changed(charge, grams=weight.safe if weight else None)


def _sentence(charge: Charge, view: View) -> Charge:
    chosen = view.choice("sentence")
    known = chosen in list(Sentence)
    return changed(charge, sentence=Sentence(chosen) if known else Sentence.UNKNOWN)


def _subsequent(charge: Charge, view: View) -> Charge:
    first = _YES_NO.get(view.choice("first-time"))
    opposite = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}
    return changed(charge, subsequent=opposite[first] if first else Answer.UNKNOWN)


def _answer(view: View, id: str) -> Answer:
    return _YES_NO.get(view.choice(id), Answer.UNKNOWN)


_OF_CHARGE: Final[Mapping[str, Callable[[Charge, View], Charge]]] = MappingProxyType(
    {
        "statute": _statute,
        "disposition": _disposition,
        "grams": _grams,
        "sentence": _sentence,
        "subsequent": _subsequent,
        "offense_class": lambda charge, view: changed(
            charge, offense_class=told.offense_class(view)
        ),
        "attempt": lambda charge, view: changed(charge, attempt=_answer(view, "attempt")),
        "to_minor": lambda charge, view: changed(charge, to_minor=_answer(view, "under-18")),
        "arrest_date": lambda charge, view: changed(charge, arrest_date=view.span("arrested")),
        "offense_date": lambda charge, view: changed(charge, offense_date=view.span("when")),
        "disposition_date": lambda charge, view: changed(
            charge, disposition_date=view.span("judged")
        ),
        "sentence_end_date": lambda charge, view: changed(
            charge, sentence_end_date=view.span("sentence-end")
        ),
    }
)
