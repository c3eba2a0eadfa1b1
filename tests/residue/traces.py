"""What a closed browser has left on the disk: in any file, and in tables of its own."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Collection
from pathlib import Path

FORM_HISTORY = {
    "Web Data": "SELECT value FROM autofill",
    "formhistory.sqlite": "SELECT value FROM moz_formhistory",
}
HISTORY = {
    "History": "SELECT url, title FROM urls",
    "places.sqlite": "SELECT url, title FROM moz_places",
}


def words_on_disk(profile: Path, words: Collection[str]) -> set[str]:
    """The words that stand in a file of the profile, one byte or two bytes a character."""
    spelled = [(word, word.encode(coding)) for word in words for coding in ("utf-8", "utf-16-le")]
    found = set()
    for file in profile.rglob("*"):
        if file.is_file() and not file.is_symlink():
            held = file.read_bytes()
            found |= {word for word, letters in spelled if letters in held}
    return found


def form_history(profile: Path) -> list[str]:
    """What was typed into forms, as the browser offers it to the next person."""
    return [str(value) for (value,) in _rows(profile, FORM_HISTORY)]


def history(profile: Path) -> list[tuple[str, str]]:
    """The addresses and titles of the pages that were visited."""
    return [(str(url), str(title or "")) for url, title in _rows(profile, HISTORY)]


def _rows(profile: Path, queries: dict[str, str]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for name, query in queries.items():
        for file in profile.rglob(name):
            with tempfile.TemporaryDirectory() as folder:
                for part in file.parent.glob(f"{name}*"):
                    shutil.copy(part, folder)
                rows += sqlite3.connect(Path(folder) / name).execute(query).fetchall()
    return rows
