"""The check document: JSON in, facts or a list of problems out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.facts import (
    Answer,
    Case,
    Charge,
    Citizen,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Pardon,
    Person,
    ProbationKind,
    Record,
    Sentence,
    Status,
)
from portal.say import Msg, Span, say
from portal.service import values
from portal.service.values import Read, Wrong

MOST_CASES = MOST_CHARGES = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a document, at a path such as ``cases[0].charges[0].grams``."""

    path: str
    says: Msg


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds: the facts and the day of filing."""

    record: Record
    day: date


_GIVEN_TWICE: Final = object()


def json_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object. A name that stands in it twice has none of its values: it will be refused."""
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        found.update({name: _GIVEN_TWICE for name in found if times[name] > 1})
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """One pass over a document. ``as_of`` is None where the document's own could not be read."""

    problems: list[Problem]
    as_of: date | None

    def fields(
        self, path: str, raw: object, readers: Mapping[str, Read], required: Iterable[str] = ()
    ) -> dict[str, object]:
        """The fields of an object that were given and could be read, each by its own reader."""
        if not isinstance(raw, dict):
            self.problems.append(Problem(path, say("This must be an object with named fields.")))
            return {}
        here = f"{path}." if path else ""
        found: dict[str, object] = {}
        for name, value in raw.items():
            if name not in readers:
                self.problems.append(
                    Problem(f"{here}{name}", say("There is no field of this name."))
                )
                continue
            if value is _GIVEN_TWICE:
                self.problems.append(Problem(f"{here}{name}", say("This is given twice.")))
                continue
            try:
                found[name] = readers[name](value)
            except Wrong as wrong:
                self.problems.append(Problem(f"{here}{name}", wrong.says))
        missing = [name for name in required if name not in raw]
        self.problems.extend(Problem(f"{here}{name}", say("This is missing.")) for name in missing)
        return found

    def items(self, path: str, raw: object, most: int) -> list[object]:
        if not isinstance(raw, list) or not raw:
            raise Wrong(say("This must be a list with at least one entry."))
        if len(raw) > most:
            raise Wrong(say("At most %(most)s entries are taken here.", most=most))
        return raw

    def past(self, value: object) -> Span | None:
        span = values.span(value)
        if span is None or self.as_of is None:
            return span
        if span.first > self.as_of:
            raise Wrong(say("This date is after the day of filing, %(day)s.", day=self.as_of))
        return Span(span.first, min(span.last, self.as_of))


def read_document(raw: object) -> Document | tuple[Problem, ...]:
    """The facts and the day of filing of a document, or every problem it has."""
    day: date | None = None
    if isinstance(raw, dict):
        try:
            day = values.day(raw.get("as_of"))
        except Wrong:
            day = None
    reading = _Reading([], day)
    found = reading.fields(
        "",
        raw,
        {
            "as_of": values.day,
            "person": lambda value: _person(reading, value),
            "cases": lambda value: _cases(reading, value),
        },
        ("as_of", "cases"),
    )
    if reading.problems or day is None:
        return tuple(reading.problems)
    person, cases = found.get("person", Person()), found["cases"]
    assert isinstance(person, Person) and isinstance(cases, tuple)  # noqa: S101, PT018
    return Document(Record(person=person, cases=cases), day)


def _person(reading: _Reading, raw: object) -> Person:
    readers: dict[str, Read] = {
        "us_citizen": values.one_of(Citizen, null=True),
        "birth_date": reading.past,
    }
    return Person(**reading.fields("person", raw, readers))  # type: ignore[arg-type]


def _cases(reading: _Reading, raw: object) -> tuple[Case, ...]:
    cases = tuple(
        _case(reading, f"cases[{at}]", case)
        for at, case in enumerate(reading.items("cases", raw, MOST_CASES))
    )
    seen: set[str] = set()
    for at, case in enumerate(cases):
        if case.id and case.id in seen:
            says = say("Each case needs an id of its own.")
            reading.problems.append(Problem(f"cases[{at}].id", says))
        seen.add(case.id)
    return cases


def _case(reading: _Reading, path: str, raw: object) -> Case:
    readers: dict[str, Read] = {
        "id": values.name,
        "jurisdiction": values.one_of(Jurisdiction),
        "county": values.county,
        "court": values.one_of(Court),
        "case_number": values.text,
        "status": values.one_of(Status),
        "pardoned": values.one_of(Pardon),
        "sealed": values.one_of(Answer),
        "record_checked": values.one_of(Answer),
        "all_charges_listed": values.one_of(Answer),
        "charges": lambda value: _charges(reading, f"{path}.charges", value),
    }
    found = reading.fields(path, raw, readers, ("id", "charges"))
    return Case(**{"id": "", "charges": (), **found})  # type: ignore[arg-type]


def _charges(reading: _Reading, path: str, raw: object) -> tuple[Charge, ...]:
    readers: dict[str, Read] = {
        "statute": values.text,
        "description": values.text,
        "confirmed": values.flag,
        "class": values.one_of(OffenseClass, null=True),
        "grams": values.grams,
        "attempt": values.one_of(Answer),
        "subsequent": values.one_of(Answer),
        "to_minor": values.one_of(Answer),
        "offense_date": reading.past,
        "arrest_date": reading.past,
        "disposition": values.one_of(Disposition),
        "disposition_date": reading.past,
        "probation_kind": values.one_of(ProbationKind, null=True),
        "sentence": values.one_of(Sentence),
        "sentence_end_date": values.span,
    }
    charges = []
    for at, each in enumerate(reading.items(path, raw, MOST_CHARGES)):
        found = reading.fields(f"{path}[{at}]", each, readers)
        found["offense_class"] = found.pop("class", None)
        charges.append(Charge(**found))  # type: ignore[arg-type]
    return tuple(charges)
