"""What `portal translations check` and `status` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from portal.languages import BY_TAG, LANGUAGES
from portal.translating import catalogs, gate

SHOWN = 20
"""Faults of one language that are told in full."""


def check(tags: Iterable[str]) -> tuple[list[str], bool]:
    """A table of the catalogs and their faults, what each fault is, and whether all is well."""
    current, terms = catalogs.sentences(), gate.glossary()
    head = ("language", "sentences", *gate.RULES, "checked")
    rows, told, holds = [head], [], True
    for tag in tags:
        try:
            catalog = catalogs.read(catalogs.catalogs()[tag])
        except catalogs.BadCatalog as broken:
            told.append(f"{tag}: {broken}")
            holds = False
            continue
        found = gate.faults(tag, catalog, current, terms)
        counts = Counter(fault.rule for fault in found)
        checked, all_there_are = catalogs.checked(catalog)
        rows.append(
            (tag, f"{all_there_are}", *(f"{counts[rule]}" for rule in gate.RULES), f"{checked}")
        )
        told += [f"{tag} {fault.rule}: {fault.of!r}: {fault.says}" for fault in found[:SHOWN]]
        if len(found) > SHOWN:
            told.append(f"{tag}: and {len(found) - SHOWN} more")
        holds = holds and not found
    for stranger in gate.strangers():
        told.append(f"translations/{stranger}: no language of portal/languages.py")
        holds = False
    return [*_table(rows), *told], holds


def status() -> list[str]:
    """One line a language: its tag, its name, how much is said and how much is checked."""
    rows = [("tag", "language", "said", "checked by a person", "state")]
    files = catalogs.catalogs()
    for language in LANGUAGES:
        if language.tag == "en":
            rows.append(("en", "English", "all", "all", "the source"))
        elif language.tag not in files:
            rows.append((language.tag, language.english_name, "-", "-", "not begun"))
        else:
            catalog = catalogs.read(files[language.tag])
            said = sum(bool(each.id) and all(gate.wordings(each.string)) for each in catalog)
            checked, all_there_are = catalogs.checked(catalog)
            state = "checked" if checked == all_there_are else "drafted by machine, not checked"
            name = BY_TAG[language.tag].english_name
            rows.append(
                (language.tag, name, f"{said}/{all_there_are}", f"{checked}/{all_there_are}", state)
            )
    return _table(rows)


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
