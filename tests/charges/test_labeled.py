"""The reader against strings written and labeled by hand, in the ways that real records print them.

``labeled.csv`` has the columns of the sample of real strings and these kinds of label: "full",
"partial", "none" and "ordinance" say what is to be read, an empty cell what is to be left open.
"open": a person would read it so, the writing leaves a doubt; each field may also be left open.
"never": no reading of it may be called exact.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from portal.charges.read import Reading, Sure, read, read_charge
from portal.charges.statutes import modern_of_paragraph

Row = dict[str, str]
TRUTH = {"1": True, "0": False, "yes": True, "no": False, "": None}


def load() -> list[Row]:
    path = Path(__file__).with_name("labeled.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = load()


def labels(row: Row) -> dict[str, str | None]:
    found = {name: row[name] or None for name in ("chapter", "act", "section", "subsection")}
    if row["chapter"] == "56.5" and (modern := modern_of_paragraph(row["section"])):
        found["chapter"], found["act"], found["section"] = modern
    return found


def readings(row: Row) -> tuple[Reading, Reading]:
    statute, description = row["raw_statute"], row["raw_description"]
    return read(f"{statute} {description}".strip()), read_charge(statute, description)


def wrong(row: Row, reading: Reading) -> list[str]:
    """The names of the fields that are not as labeled."""
    want: dict[str, object] = dict(labels(row))
    if row["is_cannabis"] != "x":  # two sources speak against each other
        want["cannabis"] = TRUTH[row["is_cannabis"]]
    found = {name: getattr(reading, name) for name in want}
    may_be_open = row["label_status"] == "open"
    different = [
        name
        for name, value in want.items()
        if found[name] != value and not (may_be_open and found[name] is None)
    ]
    return different + ["attempt"] * (reading.attempt is not (row["attempt"] == "1"))


def test_every_field_is_read_as_labeled() -> None:
    told = [
        (row["raw_statute"], row["raw_description"], names)
        for row in ROWS
        if row["label_status"] != "never"
        for reading in readings(row)
        if (names := wrong(row, reading))
    ]
    assert told == []


def test_nothing_is_exact_but_wrong() -> None:
    for row in ROWS:
        for reading in readings(row):
            if reading.sure is Sure.EXACT:
                assert row["label_status"] in ("full", "open"), row
                assert {name: getattr(reading, name) for name in labels(row)} == labels(row), row


def test_full_citations_that_the_tables_know_are_exact() -> None:
    full = [row for row in ROWS if row["label_status"] == "full"]
    exact = sum(reading.sure is Sure.EXACT for row in full for reading in readings(row))
    assert exact >= 0.95 * 2 * len(full)


def amount(label: str) -> tuple[Decimal, Decimal | None]:
    low, _, high = label.partition("..")
    return Decimal(low or 0), Decimal(high) if high else None


@pytest.mark.parametrize(
    ("column", "field"),
    [("grams", "grams"), ("subsequent", "subsequent"), ("class", "offense_class")],
)
def test_amounts_repeats_and_classes_are_read_as_labeled(column: str, field: str) -> None:
    labeled = [row for row in ROWS if row[column]]
    assert labeled
    for row in labeled:
        label = row[column]
        want = amount(label) if column == "grams" else TRUTH.get(label, label)
        for reading in readings(row):
            assert getattr(reading, field) == want, row
