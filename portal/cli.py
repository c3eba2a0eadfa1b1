"""``portal …``: the services from a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from portal.settings import Settings, SettingsError, create_secrets
from portal.translating.commands import translations

if TYPE_CHECKING:
    from portal.languages import Voice
    from portal.law.guide import Line
    from portal.store.db import Store

BAD_INPUT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fresh Page from a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


main.add_command(translations)


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--lines", is_flag=True, help="JSON Lines: one document a line, one answer a line.")
@click.option("--lang", default="en", show_default=True, help="Language of the sentences.")
def check(file: BinaryIO, lines: bool, lang: str) -> None:
    """Check the document in FILE (- for standard input) and print the answer as JSON."""
    from portal.service.check import Answered, check_text

    said = _voice(lang)
    if lines:
        for line in file:
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
    try:
        for reading in read_rows(_column(table)):
            print(json.dumps(reading.as_json(), ensure_ascii=False))
    except UnicodeDecodeError:
        raise click.UsageError("The table has to be saved as UTF-8.") from None


def _column(table: TextIO) -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    rows = csv.DictReader(table)
    if "text" not in (rows.fieldnames or ()):
        raise click.UsageError("The table needs a column named text.")
    return (row["text"] or "" for row in rows)


@main.group()
def law() -> None:
    """The rulebook: shown, compared, checked."""


@law.command("show")
@click.option("--on", "day", default=None, help="The day of filing, such as 2026-11-22.")
@click.option("--lang", default="en", show_default=True)
def law_show(day: str | None, lang: str) -> None:
    """Print the determination guide in force on a day."""
    from portal.law.guide import guide

    _print_lines(guide(_filing_day(day)), _voice(lang))


@law.command("diff")
@click.argument("first")
@click.argument("last")
@click.option("--lang", default="en", show_default=True)
def law_diff(first: str, last: str, lang: str) -> None:
    """Print what changed in the law after FIRST and up to LAST."""
    from portal.law.guide import changes

    _print_lines(changes(_whole_day(first), _whole_day(last)), _voice(lang))


@law.command("check")
@click.option("--lang", default="en", show_default=True)
def law_check(lang: str) -> None:
    """List every source not read within a year, and what rests on memory; exit 1 where any is."""
    from portal.law.grounds import citations, is_stale
    from portal.law.guide import weakly_grounded
    from portal.law.rules import rules_on

    today = date.today()
    in_force = rules_on(today)
    stale = [each for each in citations(in_force) if is_stale(each, today)]
    for each in stale:
        print(f"{each.text}: {each.read_on or 'never read'} ({each.support})")
    _print_lines(weakly_grounded(in_force), _voice(lang))
    sys.exit(1 if stale else 0)


def _print_lines(lines: Iterable[Line], said: Voice) -> None:
    for line in lines:
        print(f"{_MARKS[line.level]}{said.text(line.says)}")


_MARKS = {1: "# ", 2: "\n## ", 3: "\n", 4: "- "}
"""Markdown, so that the guide can be committed and read as a page."""


def _filing_day(day: str | None) -> date:
    from portal.law.rules import FIRST_DAY

    found = _whole_day(day) if day else date.today()
    if found < FIRST_DAY:
        raise click.UsageError(f"The law told here starts on {FIRST_DAY.isoformat()}.")
    return found


def _whole_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text} is not a day such as 2026-11-22.") from None


def _voice(tag: str) -> Voice:
    from portal.languages import offered, voice

    tags = [language.tag for language in offered()]
    if tag not in tags:
        raise click.BadParameter(f"one of {', '.join(tags)}", param_hint="--lang")
    return voice(tag)


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
def forms() -> None:
    """The court's own fillable forms."""


@forms.command("install")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def forms_install(folder: Path) -> None:
    """Take the court's forms out of FOLDER, each one checked; exit 2 where none could be used."""
    from portal.service.forms import Installed, install

    said = _voice("en")
    results = install(folder, _settings(creating=True).forms)
    for result in results:
        if isinstance(result, Installed):
            state = said.text(result.state.says)
            print(f"{result.file}: {result.id} ({result.edition}). {state}")
        else:
            print(f"{result.file}: not used. {said.text(result.why)}", file=sys.stderr)
    if not any(isinstance(result, Installed) for result in results):
        print(f"No form of the court was found in {folder}.", file=sys.stderr)
        sys.exit(BAD_INPUT)


@forms.command("list")
def forms_list() -> None:
    """List the court's forms, their edition and whether a copy is in use."""
    from portal.service.forms import listing

    said = _voice("en")
    for form in listing(_settings(creating=True).forms):
        print(f"{form.id} ({form.edition}) {form.title}: {said.text(form.state.says)}")


@main.group()
def upkeep() -> None:
    """Letting go of what is no longer needed."""


@upkeep.command("run")
def upkeep_run() -> None:
    """Erase cases not used for 30 days, ended visits and their remnants. Run it every hour."""
    from portal.service.upkeep import run
    from portal.store.db import Unavailable

    try:
        done = run(_store(_settings()), datetime.now(UTC))
    except Unavailable as away:
        print(f"Nothing was erased: the database cannot be used now ({away}).", file=sys.stderr)
        sys.exit(1)
    print(json.dumps(asdict(done)))


if __name__ == "__main__":
    main()
