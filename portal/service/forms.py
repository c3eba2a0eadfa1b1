"""Takes the court's fillable PDFs from a folder of the operator's, and tells which are in use."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.packet.forms.edition import Edition, editions, newest
from portal.pdf.acroform import MOST_BYTES, Flaw
from portal.say import Msg, say
from portal.service.form_copy import FLAWS, Copy, State, recognize

MOST_FILES = 200
"""Looked at in one folder: someone who names a whole disk by mistake gets an answer soon."""


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
    """One form and the copy in use; without one, the edition to look for and no ``sha256``."""

    id: str
    title: str
    edition: str
    state: State
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A recognized file of the operator's folder."""

    file: str
    content: bytes
    copy: Copy


def install(folder: Path, into: Path) -> list[Installed | RefusedFile]:
    """Copy every form of ``folder`` that we know into ``into``, whatever the files are called.

    All are copied, or none where one could not be written. Says of each file what became of it, in
    order of their names. Raises ``OSError`` where a folder cannot be read or written.
    """
    results: list[_Found | RefusedFile] = [_look(path) for path in _files(folder)]
    chosen = _choose([one for one in results if isinstance(one, _Found)])
    _copy_all(list(chosen.values()), into)
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
    """The installed forms that can be filled in, by their ids; none without a folder."""
    if into is None:
        return {}
    paths = {id: into / _name(id) for id in _ids()}
    copies = {id: _installed_copy(path) for id, path in paths.items()}
    return {id: paths[id] for id, copy in copies.items() if copy and copy.edition.id == id}


def edition_of(path: Path) -> Edition | None:
    """The edition that an installed file is; ``None`` where it is no form we know."""
    copy = _installed_copy(path)
    return copy.edition if copy else None


def _files(folder: Path) -> Iterator[Path]:
    listed = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    yield from [path for path in listed if path.is_file()][:MOST_FILES]


def _look(path: Path) -> _Found | RefusedFile:
    if path.stat().st_size > MOST_BYTES:
        return RefusedFile(file=path.name, why=FLAWS[Flaw.TOO_LARGE])
    content = path.read_bytes()
    known = recognize(content)
    if isinstance(known, Msg):
        return RefusedFile(file=path.name, why=known)
    return _Found(file=path.name, content=content, copy=known)


def _choose(found: list[_Found]) -> dict[str, _Found]:
    """One copy of each form: the court's own file before any other, then the newest edition."""
    chosen: dict[str, _Found] = {}
    for one in found:
        before = chosen.get(one.copy.edition.id)
        if before is None or _rank(one.copy) > _rank(before.copy):
            chosen[one.copy.edition.id] = one
    return chosen


def _rank(copy: Copy) -> tuple[bool, int]:
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
    known = newest(id)
    if copy is None or copy.edition.id != id:
        state = State.UNUSABLE if path.exists() else State.MISSING
        return FormState(id=id, title=known.title, edition=known.edition, state=state, sha256="")
    return FormState(
        id=id,
        title=copy.edition.title,
        edition=copy.edition.edition,
        state=copy.state,
        sha256=copy.sha256,
    )


def _installed_copy(path: Path) -> Copy | None:
    """The installed file, read again only when it has changed. ``None`` too where it cannot be
    read: a paper is typeset then, and nobody is kept waiting for a file to be mended."""
    try:
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return None


@lru_cache(maxsize=32)
def _read(path: Path, changed: int, size: int) -> Copy | None:
    if size > MOST_BYTES:
        return None
    known = recognize(path.read_bytes())
    return known if isinstance(known, Copy) else None
