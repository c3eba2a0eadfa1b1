"""The editions of the court's forms: their fingerprints, their fields, and what goes where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from portal.counties.factfile import BadFactFile, Fact, Text, read_facts

EDITIONS = Path(__file__).parent / "editions"
"""One file an edition. A new edition of a form is one more file, and nothing else."""

_SERIES = re.compile(r"\{(\d{1,3})\.\.(\d{1,3})\}")
_Sha = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Kind(StrEnum):
    """What a field of a PDF form is."""

    TEXT = "text"
    CHOICE = "choice"
    BOX = "box"
    BUTTON = "button"
    SIGNATURE = "signature"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form by its full name. ``states``: what a box can be ticked as."""

    name: str
    kind: Kind
    states: frozenset[str] = frozenset()


class Boxes(Fact, frozen=True, kw_only=True):
    """Boxes that are ticked as the same states. A name may stand for a series: ``Row{1..18}``."""

    names: tuple[Text, ...]
    states: tuple[Text, ...]


class Fields(Fact, frozen=True, kw_only=True):
    """Every field the form must have, by kind."""

    text: tuple[Text, ...]
    choice: tuple[Text, ...] = ()
    button: tuple[Text, ...] = ()
    boxes: tuple[Boxes, ...] = ()


class Texts(Fact, frozen=True, kw_only=True):
    """What of a packet is written into which fields. What is named nowhere is never written."""

    county: tuple[Text, ...] = ()
    name: tuple[Text, ...] = ()
    other_names: tuple[Text, ...] = ()
    birth_date: tuple[Text, ...] = ()
    race: tuple[Text, ...] = ()
    gender: tuple[Text, ...] = ()
    age_now: tuple[Text, ...] = ()
    age_at_last_arrest: tuple[Text, ...] = ()
    years_since: tuple[Text, ...] = ()
    months_since: tuple[Text, ...] = ()
    street: tuple[Text, ...] = ()
    city_state_zip: tuple[Text, ...] = ()
    phone: tuple[Text, ...] = ()
    email: tuple[Text, ...] = ()
    states_attorney_address: tuple[Text, ...] = ()


class Ticks(Fact, frozen=True, kw_only=True):
    """Which statement of the filer is which box. ``further``: there are further sheets."""

    misdemeanors: Text | None = None
    class_4_felonies: Text | None = None
    convicted_before_cutoff: Text | None = None
    sentences_completed: Text | None = None
    asks_to_vacate: Text | None = None
    wants_fee_waiver: Text | None = None
    further: Text | None = None


class Numbers(Fact, frozen=True, kw_only=True):
    """The lines for case numbers, in order."""

    slots: Text


class Rows(Fact, frozen=True, kw_only=True):
    """The table of convictions: a series of fields a column, and how each grade is ticked."""

    number: Text
    agency: Text
    arrested: Text
    grade: Text
    misdemeanor: Text
    class_4_felony: Text


class Explanation(Fact, frozen=True, kw_only=True):
    """The lines of the explanation, each a field of its own."""

    lines: Text


class Edition(Fact, frozen=True, kw_only=True):
    """One edition of one court form.

    ``id`` is the same in every edition, ``number`` and ``edition`` are printed at its foot.
    ``document`` is the paper of the packet that this form replaces. ``sha256`` are the court's own
    files; another file is recognized by its fields alone. ``astray``: fields that the court's own
    tags put elsewhere than they stand, so that they would be read aloud in the wrong sentence.
    """

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]+-[A-Z]+\Z")]
    number: Text
    edition: Text
    issued: date
    title: Text
    document: Text
    sha256: tuple[_Sha, ...] = ()
    fields: Fields
    texts: Texts
    boxes: Ticks = Ticks()
    numbers: Numbers
    rows: Rows | None = None
    explanation: Explanation | None = None
    astray: tuple[Text, ...] = ()


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition we know, the newest of a form first. Raises ``BadFactFile``."""
    found = [_read(path) for path in sorted(EDITIONS.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: (one.id, -one.issued.toordinal())))


def newest(id: str) -> Edition:
    """The newest edition of the form ``id``. Raises ``KeyError`` for a form we do not know."""
    for one in editions():
        if one.id == id:
            return one
    raise KeyError(id)


def form_of(document: str) -> str | None:
    """The id of the form that can stand for a paper of the packet; ``None``: there is none."""
    return next((one.id for one in editions() if one.document == document), None)


def series(pattern: str) -> tuple[str, ...]:
    """The names a pattern stands for: ``"Row{1..3}a"`` → ``("Row1a", "Row2a", "Row3a")``."""
    found = _SERIES.search(pattern)
    if not found:
        return (pattern,)
    numbers = range(int(found[1]), int(found[2]) + 1)
    return tuple(f"{pattern[: found.start()]}{at}{pattern[found.end() :]}" for at in numbers)


@cache
def fields_of(edition: Edition) -> Mapping[str, Field]:
    """Every field the edition must have, by name."""
    listed = edition.fields
    plain = ((Kind.TEXT, listed.text), (Kind.CHOICE, listed.choice), (Kind.BUTTON, listed.button))
    found = {
        name: Field(name, kind)
        for kind, patterns in plain
        for pattern in patterns
        for name in series(pattern)
    }
    for boxes in listed.boxes:
        states = frozenset(boxes.states)
        for pattern in boxes.names:
            found |= {name: Field(name, Kind.BOX, states) for name in series(pattern)}
    return found


@dataclass(frozen=True, slots=True)
class Differences:
    """How the fields of a file differ from those of an edition; all empty: not at all."""

    missing: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.added or self.changed)


def compare(edition: Edition, found: Mapping[str, Field]) -> Differences:
    """What a file with the fields ``found`` lacks, has besides, or has of another kind or state."""
    wanted = fields_of(edition)
    return Differences(
        missing=tuple(name for name in wanted if name not in found),
        added=tuple(name for name in found if name not in wanted),
        changed=tuple(n for n in wanted if n in found and wanted[n] != found[n]),
    )


def _read(path: Path) -> Edition:
    edition = read_facts(path, Edition)
    strange = sorted(set(_mapped(edition)) - set(fields_of(edition)))
    if strange:
        raise BadFactFile(f"{path.name}: fills fields the form does not have: {strange}")
    return edition


def _mapped(edition: Edition) -> Iterable[str]:
    """The names of all fields that may be filled in."""
    for names in msgspec.structs.asdict(edition.texts).values():
        yield from names
    yield from (name for name in msgspec.structs.asdict(edition.boxes).values() if name)
    yield from series(edition.numbers.slots)
    if edition.rows:
        rows = edition.rows
        for pattern in (rows.number, rows.agency, rows.arrested, rows.grade):
            yield from series(pattern)
    if edition.explanation:
        yield from series(edition.explanation.lines)
