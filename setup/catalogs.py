"""The catalogs brought to the sentences of the code, and made ready to be read.

``python -m setup.catalogs`` extracts every sentence and updates every catalog; with the tag of a
language that has none yet, it begins that one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from portal.translating import catalogs
from setup.steps import BUILD, fingerprint, is_done, mark_done, step

STAMP = BUILD / "translations.stamp"


def stale() -> list[Path]:
    """The catalogs to compile: all of them after any change, for that takes a moment only."""
    files = sorted(catalogs.FOLDER.glob("*/LC_MESSAGES/messages.po"))
    if is_done(STAMP, _state(files)) and all(catalogs.compiled(file).exists() for file in files):
        return []
    return files


def compile_all(files: list[Path]) -> None:
    """Make each catalog ready to be read. Raises ``BadCatalog``."""
    for file in files:
        catalogs.compile_file(file)
    mark_done(STAMP, _state(files))


def _state(files: list[Path]) -> str:
    return f"1 {fingerprint(*files)}"  # another figure when catalogs are compiled in another way


if __name__ == "__main__":
    try:
        for tag in sys.argv[1:]:
            catalogs.begin(tag)
        with step("Extracting sentences and updating catalogs"):
            catalogs.update_all()
        with step("Compiling translations"):
            compile_all(stale())
    except catalogs.BadCatalog as problem:
        sys.exit(str(problem))
    except KeyError as unknown:
        sys.exit(f"{unknown} is not in the list of portal/languages.py.")
