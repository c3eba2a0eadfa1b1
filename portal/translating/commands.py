"""``portal translations …``: the catalogs from a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

import click

BAD_INPUT = 2


@click.group()
def translations() -> None:
    """The catalogs of the languages: whether they hold, and who has read them."""


@translations.command("check")
@click.argument("tags", nargs=-1)
def translations_check(tags: tuple[str, ...]) -> None:
    """Hold every catalog, or those of TAGS, to the gate; exit 1 where one does not hold."""
    from portal.translating.tables import check

    lines, holds = check(_with_catalog(tags))
    print("\n".join(lines))
    sys.exit(0 if holds else 1)


@translations.command("status")
def translations_status() -> None:
    """List each language: how much of it is said, and how much a person has checked."""
    from portal.translating.tables import status

    print("\n".join(status()))


@translations.command("sheet")
@click.argument("tag")
def translations_sheet(tag: str) -> None:
    """Print the sentences of TAG as a table to review, one screen after the other."""
    from portal.translating.review import sheet

    (known,) = _with_catalog((tag,))
    sys.stdout.write("\ufeff" + sheet(known))


@translations.command("take")
@click.argument("tag")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
def translations_take(tag: str, file: TextIO) -> None:
    """Put a table that was reviewed into the catalog of TAG; exit 2 where it cannot be taken."""
    from portal.translating.review import BadSheet, take

    (known,) = _with_catalog((tag,))
    try:
        taken = take(known, file.read())
    except BadSheet as refused:
        print(f"Nothing was taken.\n{refused}", file=sys.stderr)
        sys.exit(BAD_INPUT)
    print(f"{taken.right} found right, {taken.better} said better.")


def _with_catalog(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags, each with a catalog; all that have one where none is named."""
    from portal.translating.catalogs import catalogs

    known = catalogs()
    for tag in tags:
        if tag not in known:
            raise click.BadParameter(f"one of {', '.join(known)}", param_hint="TAG")
    return tags or tuple(known)
