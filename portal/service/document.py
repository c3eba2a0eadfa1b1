"""The check document: JSON in, facts or a list of problems out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from portal.counties.county import names
from portal.facts import (
    EARLIEST_YEAR,
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
    read_span,
)
from portal.law.rules import FIRST_DAY
from portal.say import Msg, Span, say

MOST_CASES = MOST_CHARGES = 100
MOST_GRAMS = 1_000_000
LATEST_YEAR = 2200
"""No sentence on record ends later; it keeps arithmetic on days inside the calendar."""

Found = TypeVar("Found")


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


class Wrong(Exception):  # a value on its way to the list of problems
    """One value that cannot be read; never leaves this module."""

    def __init__(self, says: Msg) -> None:
        super().__init__(says.text)
        self.says = says


Read = Callable[[object], object]
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
        span = self.ahead(value)
        if span is None or self.as_of is None:
            return span
        if span.first > self.as_of:
            raise Wrong(say("This date is after the day of filing, %(day)s.", day=self.as_of))
        return Span(span.first, min(span.last, self.as_of))

    def ahead(self, value: object) -> Span | None:
        """A date, a month, a year or a span; it may lie ahead."""
        if value is None:
            return None
        span = read_span(value) if isinstance(value, str) else None
        if span is None:
            raise Wrong(
                say(
                    "Write a date of the calendar as 2014-05-03, 2014-05 or 2014, "
                    "or a span such as 2002/2004."
                )
            )
        if span.first.year < EARLIEST_YEAR or span.last.year > LATEST_YEAR:
            raise Wrong(
                say("Write a year from %(first)s on.", first=str(EARLIEST_YEAR))
                if span.first.year < EARLIEST_YEAR
                else say("Write a year up to %(last)s.", last=str(LATEST_YEAR))
            )
        return span


def _text(value: object) -> str | None:
    if value is None or (isinstance(value, str) and _is_whole(value)):
        return value
    raise Wrong(say("This must be text or null."))


def _name(value: object) -> str:
    if isinstance(value, str) and value and _is_whole(value):
        return value
    raise Wrong(say("This must be text that is not empty."))


def _is_whole(text: str) -> bool:
    """Half a character (a lone surrogate) can stand in JSON but cannot be written out again."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise Wrong(say("This must be true or false."))


def _county(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and value in names():
        return value
    raise Wrong(say("This must be the name of one of the 102 counties of Illinois, or null."))


def _grams(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise Wrong(say("This must be a number of grams, or null."))
    grams = Decimal(str(value))
    if not grams.is_finite() or not 0 < grams <= MOST_GRAMS:
        raise Wrong(say("The grams must be above 0 and at most %(most)s.", most=MOST_GRAMS))
    return grams


def _one_of(kind: type[StrEnum], *, null: bool = False) -> Read:
    values = {member.value: member for member in kind}

    def read(value: object) -> object:
        if value is None and null:
            return None
        if isinstance(value, str) and value in values:
            return values[value]
        choices = ", ".join([*values, *(["null"] if null else [])])
        raise Wrong(say("This must be one of: %(choices)s.", choices=choices))

    return read


def _day(value: object) -> date:
    span = read_span(value) if isinstance(value, str) else None
    if span is None or not span.is_day:
        raise Wrong(say("This must be a whole date such as 2026-11-22."))
    if span.first < FIRST_DAY:
        raise Wrong(say("The law told here starts on %(day)s.", day=FIRST_DAY))
    if span.first.year > LATEST_YEAR:
        raise Wrong(say("Write a year up to %(last)s.", last=str(LATEST_YEAR)))
    return span.first


def filing_day(value: object) -> date | Msg:
    """The day of filing that ``value`` writes, or what is wrong with it."""
    try:
        return _day(value)
    except Wrong as wrong:
        return wrong.says


def read_document(raw: object) -> Document | tuple[Problem, ...]:
    """The facts and the day of filing of a document, or every problem it has."""
    day: date | None = None
    if isinstance(raw, dict):
        try:
            day = _day(raw.get("as_of"))
        except Wrong:
            day = None
    reading = _Reading([], day)
    found = reading.fields(
        "",
        raw,
        {
            "as_of": _day,
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
        "us_citizen": _one_of(Citizen, null=True),
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
        "id": _name,
        "jurisdiction": _one_of(Jurisdiction),
        "county": _county,
        "court": _one_of(Court),
        "case_number": _text,
        "status": _one_of(Status),
        "pardoned": _one_of(Pardon),
        "sealed": _one_of(Answer),
        "record_checked": _one_of(Answer),
        "all_charges_listed": _one_of(Answer),
        "charges": lambda value: _charges(reading, f"{path}.charges", value),
    }
    found = reading.fields(path, raw, readers, ("id", "charges"))
    return Case(**{"id": "", "charges": (), **found})  # type: ignore[arg-type]


def _charges(reading: _Reading, path: str, raw: object) -> tuple[Charge, ...]:
    readers: dict[str, Read] = {
        "statute": _text,
        "description": _text,
        "confirmed": _flag,
        "class": _one_of(OffenseClass, null=True),
        "grams": _grams,
        "attempt": _one_of(Answer),
        "subsequent": _one_of(Answer),
        "to_minor": _one_of(Answer),
        "offense_date": reading.past,
        "arrest_date": reading.past,
        "disposition": _one_of(Disposition),
        "disposition_date": reading.past,
        "probation_kind": _one_of(ProbationKind, null=True),
        "sentence": _one_of(Sentence),
        "sentence_end_date": reading.ahead,
    }
    charges = []
    for at, each in enumerate(reading.items(path, raw, MOST_CHARGES)):
        found = reading.fields(f"{path}[{at}]", each, readers)
        found["offense_class"] = found.pop("class", None)
        charges.append(Charge(**found))  # type: ignore[arg-type]
    return tuple(charges)
