"""A table of charge strings that is not what it should be is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import main


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("text\nMar\u00eda CANARY\n".encode("latin-1"), "UTF-8"),
        (b"name\nCANARY\n", "a column named text"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_without_its_content(
    tmp_path: Path, table: bytes, told: str
) -> None:
    (tmp_path / "table.csv").write_bytes(table)
    done = CliRunner().invoke(main, ["read", "--csv", str(tmp_path / "table.csv")])
    assert done.exit_code == 2
    assert told in done.output
    assert "CANARY" not in done.output
