"""The steps that need the libraries, so run by the Python of ``.venv``: translations and fonts."""

from __future__ import annotations

import sys

from portal.pdf import fonts
from portal.translating.catalogs import BadCatalog
from setup import catalogs
from setup.steps import step


def main() -> None:
    if stale := catalogs.stale():
        with step("Compiling translations"):
            catalogs.compile_all(stale)
    fonts.require_subsetter()
    folder = fonts.default_folder()
    if not fonts.is_prepared(folder):
        with step("Preparing fonts"):
            fonts.prepare(folder)


if __name__ == "__main__":
    try:
        main()
    except (BadCatalog, fonts.MissingFont, fonts.MissingLibrary) as problem:
        sys.exit(str(problem))
