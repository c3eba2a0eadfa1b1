"""``portal …``: the services from a terminal."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from portal.settings import Settings, SettingsError, create_secrets

if TYPE_CHECKING:
    from portal.store.db import Store

BAD_INPUT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fresh Page from a terminal."""


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--lines", is_flag=True, help="JSON Lines: one document a line, one answer a line.")
@click.option("--lang", default="en", show_default=True, help="Language of the sentences.")
def check(file: BinaryIO, lines: bool, lang: str) -> None:
    """Check the document in FILE (- for standard input) and print the answer as JSON."""
    from portal.languages import BY_TAG, voice
    from portal.service.check import Answered, check_text

    if lang not in BY_TAG:
        raise click.BadParameter(f"one of {', '.join(BY_TAG)}", param_hint="--lang")
    said = voice(lang)
    if lines:
        for line in file:
            if not line.strip():
                continue
            result = check_text(line, said)
            found = result.json if isinstance(result, Answered) else {"problems": result.problems}
            print(json.dumps(found, ensure_ascii=False))
        return
    result = check_text(file.read(), said)
    if isinstance(result, Answered):
        print(json.dumps(result.json, ensure_ascii=False, indent=2))
        return
    print(json.dumps({"problems": result.problems}, ensure_ascii=False, indent=2), file=sys.stderr)
    sys.exit(BAD_INPUT)


@main.command()
@click.argument("text", required=False)
@click.option("--csv", "table", type=click.File(encoding="utf-8-sig"), help="A column `text`.")
def read(text: str | None, table: TextIO | None) -> None:
    """Read a charge string, or with --csv every row of a table, and print JSON."""
    from portal.charges.read import read as read_string
    from portal.charges.read import read_rows

    if (text is None) == (table is None):
        raise click.UsageError("Give either a charge string or --csv FILE.")
    if table is None:
        print(json.dumps(read_string(text or "").as_json(), ensure_ascii=False))
        return
    for reading in read_rows(_column(table)):
        print(json.dumps(reading.as_json(), ensure_ascii=False))


def _column(table: TextIO) -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    rows = csv.DictReader(table)
    if "text" not in (rows.fieldnames or ()):
        raise click.UsageError("The table needs a column named text.")
    return (row["text"] or "" for row in rows)


def _settings(*, creating: bool = False) -> Settings:
    """The settings of this machine, or a way out that names every problem."""
    try:
        return Settings.read(os.environ, creating=creating)
    except SettingsError as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        sys.exit(BAD_INPUT)


def _store(settings: Settings) -> Store:
    from portal.store.db import Store

    return Store(settings.database_url, settings.pepper())


@main.command("set-up")
def set_up() -> None:
    """Make the instance folder, its secrets and the newest shape of the database."""
    settings = _settings(creating=True)
    create_secrets(settings)
    _store(_settings()).migrate()


@main.group()
def upkeep() -> None:
    """Letting go of what is no longer needed."""


@upkeep.command("run")
def upkeep_run() -> None:
    """Erase cases not used for 30 days, ended visits and their remnants. Run it every hour."""
    from portal.service.upkeep import run

    done = run(_store(_settings()), datetime.now(UTC))
    print(json.dumps(asdict(done)))


if __name__ == "__main__":
    main()
