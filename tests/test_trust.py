"""What docs/trust.md says is so: its tests exist, its columns are all, no row lacks a status."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from portal.store.tables import Base

PROJECT = Path(__file__).resolve().parents[1]
PAGE = (PROJECT / "docs" / "trust.md").read_text(encoding="utf-8")
STANDARD = PAGE.partition("## The standard we measure by")[2]
STATUSES = ("met", "part", "operator", "differs")
LEVELS_1_AND_2 = {
    "1": (2, 9, 11, 3, 2),
    "2": (3, 3, 4, 1),
    "3": (0, 2, 4, 6, 5, 0, 2),
    "4": (3, 1, 2, 4),
    "5": (1, 3, 2, 3),
    "6": (3, 12, 4, 4, 5, 3, 0, 4),
    "7": (3, 4, 2, 5, 2, 2),
    "8": (2, 3, 1, 1),
    "9": (3, 4),
    "10": (2, 2, 4, 11, 5, 2, 3),
    "11": (2, 3, 3, 4, 1, 1),
    "12": (3, 2, 4),
    "13": (1, 5, 2, 5),
    "14": (2, 4, 3),
    "15": (3, 3, 7),
    "16": (1, 5, 4, 3, 3),
    "17": (1, 4, 2),
}
"""OWASP ASVS 5.0: for each chapter, how many rows each section has in levels 1 and 2. They are the
first ones of each section."""


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:tests|bench|faults|scan)/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 60
    for path, function in named:
        file = PROJECT / path
        assert file.is_file(), path
        assert not function or function in functions_of(file), f"{path}::{function}"


def test_every_threat_names_what_proves_its_control() -> None:
    threats = PAGE.partition("## Threats and controls")[2].partition("## What we cannot")[0]
    rows = [line for line in threats.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if not row.startswith(("| threat", "| ---"))]
    assert len(rows) > 25
    for row in rows:
        assert re.search(r"`(tests|bench|scan)/[\w/]+\.py(::\w+)?`", row.split("|")[3]), row


def test_the_columns_are_those_of_the_tables() -> None:
    stored = PAGE.partition("### What is stored")[2].partition("### What taking")[0]
    told = re.findall(r"^\| `(\w+\.\w+)` \| .+ \|$", stored, re.MULTILINE)
    kept = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
    ]
    assert sorted(told) == sorted(kept)


def test_each_thing_that_can_be_taken_has_its_row() -> None:
    taken = PAGE.partition("### What taking each thing yields")[2].partition("### Until when")[0]
    for thing in (
        "database",
        "backup",
        "cookie",
        "pepper",
        "server while it runs",
        "laptop",
        "order",
    ):
        assert re.search(rf"^\| [^|]*{thing}[^|]* \|", taken, re.MULTILINE), thing


def test_every_row_of_the_standard_has_one_status() -> None:
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (\w+)\b", STANDARD, re.MULTILINE)
    outside = STANDARD.partition("**Do not apply")[2].partition("| row |")[0]
    not_ours = re.findall(r"\b\d+\.\d+\.\d+\b", outside)
    expected = {
        f"{chapter}.{section}.{row}"
        for chapter, sections in LEVELS_1_AND_2.items()
        for section, rows_of_it in enumerate(sections, 1)
        for row in range(1, rows_of_it + 1)
    }
    assert len(expected) == 253
    counted = Counter([*(row for row, _ in rows), *not_ours])
    assert set(counted) == expected
    assert [row for row, times in counted.items() if times > 1] == []
    assert {status for _, status in rows} == set(STATUSES)


def test_there_are_few_decisions_against_the_standard() -> None:
    differs = re.findall(r"^\| ([\d.]+) \| [^|]+ \| differs", STANDARD, re.MULTILINE)
    assert differs == ["6.3.3", "6.4.1", "6.4.3", "6.5.1", "7.5.1", "11.5.1", "16.2.1"]


def test_links_lead_to_files() -> None:
    for name in ("docs/trust.md", "SECURITY.md"):
        page = PROJECT / name
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (name, target)
