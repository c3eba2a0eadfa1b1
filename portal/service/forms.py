"""Takes the court's fillable PDFs from a folder of the operator's, and tells which are in use."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from portal.packet.forms.edition import Differences, Edition, Field, compare, editions, fields_of
from portal.pdf.acroform import MOST_BYTES, Flaw, UnusableForm, read_fields
from portal.say import Msg, say

MOST_FILES = 200
"""Looked at in one folder: someone who names a whole disk by mistake gets an answer soon."""
_NAMED = 3
_ALIKE = 0.5
"""From that share of common fields on, a file is a changed copy of a form and not another one."""


class State(StrEnum):
    """What we know of a copy of a form."""

    OFFICIAL = "official"
    FIELDS_MATCH = "fields-match"
    UNUSABLE = "unusable"
    MISSING = "missing"

    @property
    def says(self) -> Msg:
        return _STATES[self]


_STATES = {
    State.OFFICIAL: say("The court's own file."),
    State.FIELDS_MATCH: say("Fields match, fingerprint unknown: check the edition."),
    State.UNUSABLE: say("This file cannot be used. Install the form again."),
    State.MISSING: say("Not installed. The portal prints its own paper instead."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A form that was copied; ``path`` is where it is now."""

    file: str
    id: str
    title: str
    edition: str
    state: State
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file that was left alone, and why."""

    file: str
    why: Msg


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """One form and the copy of it in use; ``sha256`` and ``edition`` are empty where there is none."""

    id: str
    title: str
    edition: str
    state: State
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """A file that was recognized."""

    edition: Edition
    state: State
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A recognized file of the operator's folder."""

    file: str
    content: bytes
    copy: _Copy


_FLAWS = {
    Flaw.NOT_PDF: say("This file is not a PDF."),
    Flaw.TOO_LARGE: say("This file is too large to be one of the court's forms."),
    Flaw.DAMAGED: say("This PDF is damaged or cut off. Download it again."),
    Flaw.ENCRYPTED: say("This PDF is locked. Use the file as the court publishes it."),
    Flaw.XFA: say("This PDF uses XFA, a kind of form the portal cannot fill in."),
    Flaw.NO_FIELDS: say("This PDF has no fields to fill in."),
}


def install(folder: Path, into: Path) -> list[Installed | RefusedFile]:
    """Copy every form of ``folder`` that we know into ``into``, whatever the files are called.

    All are copied, or none where one could not be written. Says of each file what became of it, in
    order of their names. Raises ``OSError`` where a folder cannot be read or written.
    """
    results: list[_Found | RefusedFile] = [_look(path) for path in _files(folder)]
    chosen = _choose([one for one in results if isinstance(one, _Found)])
    _copy_all([one for one in chosen.values()], into)
    told: list[Installed | RefusedFile] = []
    for one in results:
        if isinstance(one, RefusedFile):
            told.append(one)
        elif chosen[one.copy.edition.id] is one:
            told.append(_installed(one, into))
        else:
            told.append(_another(one, chosen[one.copy.edition.id]))
    return told


def listing(into: Path) -> list[FormState]:
    """Each form we know, and what is installed of it."""
    return [_state_of(id, into) for id in _ids()]


def folder_forms(into: Path | None) -> dict[str, Path]:
    """The installed forms that can be filled in, by the id of the paper they are for."""
    if into is None:
        return {}
    found = {}
    for id in _ids():
        copy = _installed_copy(into / _name(id))
        if copy and copy.edition.id == id:
            found[copy.edition.document] = into / _name(id)
    return found


def edition_of(path: Path) -> Edition | None:
    """The edition that an installed file is; ``None`` where it is no form we know."""
    copy = _installed_copy(path)
    return copy.edition if copy else None


def _files(folder: Path) -> Iterator[Path]:
    listed = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    yield from [path for path in listed if path.is_file()][:MOST_FILES]


def _look(path: Path) -> _Found | RefusedFile:
    if path.stat().st_size > MOST_BYTES:
        return RefusedFile(file=path.name, why=_FLAWS[Flaw.TOO_LARGE])
    content = path.read_bytes()
    known = _recognize(content)
    if isinstance(known, Msg):
        return RefusedFile(file=path.name, why=known)
    return _Found(file=path.name, content=content, copy=known)


def _recognize(content: bytes) -> _Copy | Msg:
    """Which form the bytes are, or why they are none."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        fields = read_fields(content)
    except UnusableForm as problem:
        return _FLAWS[problem.flaw]
    matching = [one for one in editions() if not compare(one, fields)]
    for one in matching:
        if digest in one.sha256:
            return _Copy(edition=one, state=State.OFFICIAL, sha256=digest)
    if matching:
        return _Copy(edition=matching[0], state=State.FIELDS_MATCH, sha256=digest)
    nearest = max(editions(), key=lambda one: _likeness(one, fields))
    if _likeness(nearest, fields) < _ALIKE:
        return say("This is not one of the forms that the portal fills in.")
    return _differs(nearest, compare(nearest, fields))


def _likeness(edition: Edition, fields: Mapping[str, Field]) -> float:
    wanted = set(fields_of(edition))
    return len(wanted & set(fields)) / len(wanted | set(fields))


def _differs(edition: Edition, by: Differences) -> Msg:
    return say(
        "This looks like %(form)s (%(edition)s), but its fields differ. "
        "Missing: %(missing)s. New: %(added)s. Changed: %(changed)s.",
        form=edition.id,
        edition=edition.edition,
        missing=_some(by.missing),
        added=_some(by.added),
        changed=_some(by.changed),
    )


def _some(names: tuple[str, ...]) -> str:
    """The first few names and how many more there are."""
    if not names:
        return "–"
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" (+{more})" if more > 0 else "")


def _choose(found: list[_Found]) -> dict[str, _Found]:
    """One copy of each form: the court's own file before any other, then the newest edition."""
    chosen: dict[str, _Found] = {}
    for one in found:
        before = chosen.get(one.copy.edition.id)
        if before is None or _rank(one.copy) > _rank(before.copy):
            chosen[one.copy.edition.id] = one
    return chosen


def _rank(copy: _Copy) -> tuple[bool, int]:
    return copy.state is State.OFFICIAL, copy.edition.issued.toordinal()


def _another(one: _Found, chosen: _Found) -> RefusedFile:
    return RefusedFile(
        file=one.file,
        why=say(
            "%(file)s is another copy of %(form)s and was used instead.",
            file=chosen.file,
            form=one.copy.edition.id,
        ),
    )


def _installed(one: _Found, into: Path) -> Installed:
    edition = one.copy.edition
    return Installed(
        file=one.file,
        id=edition.id,
        title=edition.title,
        edition=edition.edition,
        state=one.copy.state,
        sha256=one.copy.sha256,
        path=into / _name(edition.id),
    )


def _copy_all(found: list[_Found], into: Path) -> None:
    """Write all beside their places first, and put them there only when all are written."""
    if not found:
        return
    into.mkdir(parents=True, exist_ok=True)
    written: list[tuple[Path, Path]] = []
    try:
        for one in found:
            part = tempfile.NamedTemporaryFile(dir=into, prefix=".part-", delete=False)  # noqa: SIM115
            written.append((Path(part.name), into / _name(one.copy.edition.id)))
            with part:
                part.write(one.content)
                part.flush()
                os.fsync(part.fileno())
        for temporary, final in written:
            temporary.chmod(0o644)
            temporary.replace(final)
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)


def _ids() -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for one in editions()))


def _name(id: str) -> str:
    return f"{id}.pdf"


def _state_of(id: str, into: Path) -> FormState:
    path = into / _name(id)
    copy = _installed_copy(path)
    newest = next(one for one in editions() if one.id == id)
    if copy is None or copy.edition.id != id:
        state = State.UNUSABLE if path.exists() else State.MISSING
        return FormState(id=id, title=newest.title, edition="", state=state, sha256="")
    return FormState(
        id=id,
        title=copy.edition.title,
        edition=copy.edition.edition,
        state=copy.state,
        sha256=copy.sha256,
    )


def _installed_copy(path: Path) -> _Copy | None:
    """The installed file, read again only when it has changed."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=32)
def _read(path: Path, changed: int, size: int) -> _Copy | None:
    if size > MOST_BYTES:
        return None
    known = _recognize(path.read_bytes())
    return known if isinstance(known, _Copy) else None
