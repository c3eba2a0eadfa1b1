"""A reviewer's table: printed by screen, filled in, and taken back whole or not at all."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from portal.translating import catalogs, review
from setup import steps

HOME = "See what is likely, and why."


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ours = steps.ROOT / "translations"
    copy = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    copy.parent.mkdir(parents=True)
    shutil.copy(ours / "es" / "LC_MESSAGES" / "messages.po", copy)
    shutil.copy(ours / "glossary.toml", tmp_path)
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path)
    return copy


def filled(**by_english: tuple[str, str]) -> str:
    """The table of today with ``ok`` and ``better`` of some rows filled in."""
    out = io.StringIO()
    table = csv.DictWriter(out, review.COLUMNS)
    table.writeheader()
    for row in csv.DictReader(io.StringIO(review.sheet("es"))):
        row["ok"], row["better"] = by_english.get(row["English"], ("", ""))
        table.writerow(row)
    return out.getvalue()


@pytest.mark.usefixtures("spanish")
def test_every_sentence_is_in_the_table_and_those_of_a_screen_are_together() -> None:
    rows = list(csv.DictReader(io.StringIO(review.sheet("es"))))
    assert len(rows) >= len(catalogs.sentences())
    screens = [row["screen"] for row in rows]
    assert screens == sorted(screens)
    assert len(set(screens)) == 9
    (home,) = [row for row in rows if row["English"] == HOME]
    assert home["screen"] == "1 first pages"


def test_what_a_reviewer_wrote_is_in_the_catalog_and_marked(spanish: Path) -> None:
    table = filled(**{HOME: ("", "Vea qué es probable y por qué, ya."), "Get help": ("x", "")})
    assert review.take("es", "\ufeff" + table) == review.Taken(right=1, better=1)
    catalog = catalogs.read(spanish)
    assert catalog[HOME].string == "Vea qué es probable y por qué, ya."
    assert catalogs.checked(catalog)[0] == 2
    assert review.sheet("es").count(",x,") == 2
    assert review.take("es", review.sheet("es")).right == 2, "a second time changes nothing"
    assert catalogs.checked(catalogs.read(spanish))[0] == 2


def test_one_form_of_a_plural_is_replaced_alone(spanish: Path) -> None:
    review.take("es", filled(**{"%(count)s page [form 2]": ("", "%(count)s hojas")}))
    page = catalogs.read(spanish)[("%(count)s page", "%(count)s pages")]
    assert page.string == ("%(count)s página", "%(count)s hojas")


@pytest.mark.parametrize(
    ("english", "better", "says"),
    [
        ("Case %(number)s", "Caso", "holes"),
        ("Get help", "<b>Ayuda</b>", "tags"),
        ("This is not a conviction to cancel.", "x", "not in the portal any more"),
    ],
)
def test_a_table_with_one_bad_row_is_not_taken_at_all(
    spanish: Path, english: str, better: str, says: str
) -> None:
    before = spanish.read_bytes()
    table = filled(**{english: ("", better), HOME: ("x", "")})
    table += f"1,{english},,,{better}\n"
    with pytest.raises(review.BadSheet, match=says):
        review.take("es", table)
    assert spanish.read_bytes() == before
