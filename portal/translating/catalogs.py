"""The catalogs of the languages: sentences out of the code into them, and ready to be read.

There is no ``messages.pot`` in the repository: it would hold nothing that the code does not, and
every change of a sentence would collide in it. The catalogs are sorted by sentence and carry no
line numbers, no dates and no names of machines, so that two changes meet only where they touch the
same sentence.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from portal.languages import BY_TAG, CATALOGS, CHECKED

ROOT = CATALOGS.parent
FOLDER = CATALOGS
KEYWORDS = {"_": None, "say": None, "say_many": (1, 2)}
MARK = "checked"
"""The comment at a sentence that a person has read beside its English and found right."""
LEFT_OUT = (  # of the head of a catalog: what changes by itself, and what nobody has filled in
    b'"Project-Id-Version',
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Report-Msgid-Bugs-To: EMAIL@ADDRESS',
    b'"Last-Translator: FULL NAME',
    b'"Language-Team: ',
)


class BadCatalog(Exception):
    """A catalog cannot be read; the message names the file and the line."""


def sentences() -> Catalog:
    """Every sentence of the code and the templates, with the files it is in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = Catalog(project="Fresh Page", charset="utf-8")
    extracted = extract_from_dir(
        ROOT, methods, options, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _line, message, comments, context in sorted(extracted, key=lambda row: row[:2]):
        found.add(message, None, [(file, 1)], auto_comments=comments, context=context)
    return found


def catalogs() -> dict[str, Path]:
    """The catalog of each language that has one. Only English needs none."""
    files = {tag: FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / "messages.po" for tag in BY_TAG}
    return {tag: file for tag, file in files.items() if file.exists()}


def begin(tag: str) -> Path:
    """An empty catalog for a language of the list that has none yet. Raises ``KeyError``."""
    language = BY_TAG[tag]
    file = FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        head = f"# Fresh Page in {language.english_name}."
        save(file, Catalog(language.locale, header_comment=head, fuzzy=False))
    return file


def update_all() -> None:
    """Bring each catalog to the sentences of today: new ones empty, vanished ones dropped.

    Nothing is carried over to a sentence that merely looks alike: in a text about law a near miss
    is a wrong translation.
    """
    current = sentences()
    for file in catalogs().values():
        catalog = read(file)
        catalog.update(current, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        save(file, catalog)


def compile_file(file: Path) -> None:
    """Make a catalog ready to be read, beside it. Raises ``BadCatalog``."""
    out = io.BytesIO()
    catalog = read(file)
    context, key = CHECKED
    catalog.add(key, "{}/{}".format(*checked(catalog)), context=context)
    write_mo(out, catalog)
    _write(compiled(file), out.getvalue())


def read(file: Path) -> Catalog:
    """The catalog in ``file``. Raises ``BadCatalog``."""
    with file.open("rb") as text:
        try:
            return read_po(text, locale=file.parent.parent.name, abort_invalid=True)
        except PoFileError as problem:
            raise BadCatalog(f"{file.relative_to(ROOT)}: {problem}") from problem


def checked(catalog: Catalog) -> tuple[int, int]:
    """How many sentences a person has checked, and how many there are."""
    marks = [MARK in each.user_comments for each in catalog if each.id]
    return sum(marks), len(marks)


def save(file: Path, catalog: Catalog) -> None:
    """Write a catalog in the one order and form that all of them have."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False)
    kept = [line for line in out.getvalue().splitlines(True) if not line.startswith(LEFT_OUT)]
    _write(file, b"".join(kept))


def compiled(file: Path) -> Path:
    """Where the portal reads the catalog in ``file``."""
    return file.with_suffix(".mo")


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, so that a running portal never reads half a catalog."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.write_bytes(content)
    os.replace(part, file)
