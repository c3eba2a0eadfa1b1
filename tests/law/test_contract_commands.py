"""`portal check` and `portal read` as a script sees them: output, errors, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD: dict[str, Any] = json.loads(
    (Path(__file__).parent / "plain_document.json").read_text(encoding="utf-8")
)
BAD = GOOD | {"as_of": "2026-02-30"}
READ_KEYS = [
    "chapter",
    "act",
    "section",
    "subsection",
    "inchoate",
    "attempt",
    "cannabis",
    "sure",
    "old",
    "rest",
]


def portal(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The command in an environment without a single setting: none is needed."""
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=bare,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def read(text: str) -> dict[str, Any]:
    done = portal("read", "--", text)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_check_answers_a_file_and_standard_input_alike(tmp_path: Path) -> None:
    file = tmp_path / "document.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    from_file, from_input = portal("check", str(file)), portal("check", "-", given=json.dumps(GOOD))
    assert (from_file.returncode, from_file.stderr) == (0, "")
    assert from_file.stdout == from_input.stdout
    output = json.loads(from_file.stdout)
    assert list(output) == ["as_of", "rulebook", "cases", "packets"]
    assert output["cases"][0]["outcome"] == "CHECK_PARDON_THEN_MOTION"


def test_check_refuses_with_exit_code_2_and_problems_as_json_on_standard_error() -> None:
    done = portal("check", "-", given=json.dumps(BAD))
    assert (done.returncode, done.stdout) == (2, "")
    [problem] = json.loads(done.stderr)["problems"]
    assert problem["path"] == "as_of"
    assert problem["says"]


@pytest.mark.parametrize("given", ["", "{", "[1, 2", '{"as_of": NaN}', "\ufeff?"])
def test_check_refuses_what_is_no_json_like_any_other_problem(given: str) -> None:
    done = portal("check", "-", given=given)
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(done.stderr)["problems"]


def test_check_refuses_more_than_a_megabyte() -> None:
    heavy = json.loads(json.dumps(GOOD))
    heavy["cases"][0]["charges"][0]["description"] = "A" * 1_100_000
    done = portal("check", "-", given=json.dumps(heavy))
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(done.stderr)["problems"]


def test_check_lines_answers_every_line_in_order_and_exits_0_where_some_are_refused() -> None:
    heavy = json.loads(json.dumps(GOOD))
    heavy["cases"][0]["charges"][0]["description"] = "A" * 1_100_000
    second = GOOD | {"cases": [GOOD["cases"][0] | {"id": "second"}]}
    given = [json.dumps(GOOD), json.dumps(BAD), "{", json.dumps(heavy), json.dumps(second)]
    done = portal("check", "--lines", "-", given="\n".join(given) + "\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(found) for found in answers] == [
        ["as_of", "rulebook", "cases", "packets"],
        ["problems"],
        ["problems"],
        ["problems"],
        ["as_of", "rulebook", "cases", "packets"],
    ]
    assert answers[1]["problems"][0]["path"] == "as_of"
    assert [answers[0]["cases"][0]["id"], answers[4]["cases"][0]["id"]] == ["a", "second"]


def test_check_lines_refuses_a_line_with_a_field_given_twice() -> None:
    twice = json.dumps(GOOD).replace('"as_of":', '"as_of": "2020-01-01", "as_of":')
    done = portal("check", "--lines", "-", given=f"{twice}\n{json.dumps(GOOD)}\n")
    assert done.returncode == 0
    refused, answered = (json.loads(line) for line in done.stdout.splitlines())
    assert [problem["path"] for problem in refused["problems"]] == ["as_of"]
    assert list(answered) == ["as_of", "rulebook", "cases", "packets"]


def test_check_lines_answers_each_line_as_check_answers_the_document() -> None:
    alone = portal("check", "-", given=json.dumps(GOOD))
    lines = portal("check", "--lines", "-", given=json.dumps(GOOD))
    assert json.loads(lines.stdout) == json.loads(alone.stdout)


def test_read_prints_one_full_citation_as_the_contract_does() -> None:
    found = read("720 ILCS 550/4(c)")
    assert list(found) == READ_KEYS
    assert found == {
        "chapter": "720",
        "act": "550",
        "section": "4",
        "subsection": "(c)",
        "inchoate": None,
        "attempt": False,
        "cannabis": True,
        "sure": "exact",
        "old": None,
        "rest": "",
    }


def test_read_answers_an_old_cannabis_citation_with_the_modern_one() -> None:
    found = read("56.5-704(c)")
    modern = [found[key] for key in ("chapter", "act", "section", "subsection", "old")]
    assert modern == ["720", "550", "4", "(c)", "56.5-704(c)"]
    assert found["cannabis"] is True


def test_read_csv_answers_each_row_in_order_empty_cells_included(tmp_path: Path) -> None:
    rows = [
        "number,text\r\n",
        "1,720 ILCS 550/5(d)\r\n",
        "2,\r\n",
        '3,"ATTEMPT, POSSESSION\r\nOF CANNABIS"\r\n',
        "4,720 ILCS 5/8-1 SOLICITATION\r\n",
        "5,720 ILCS 5/8-2 CONSPIRACY\r\n",
        "6,38-16-1\r\n",
        "7,THEFT\r\n",
        "8,QX ZZ\r\n",
        "9,56.5-1402\r\n",
    ]
    file = tmp_path / "charges.csv"
    file.write_bytes("".join(rows).encode())
    done = portal("read", "--csv", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(one) for one in found] == [READ_KEYS] * 9
    delivery, empty, attempt, solicitation, conspiracy, old, theft, unread, other_drug = found
    assert [delivery["section"], delivery["subsection"], delivery["sure"]] == ["5", "(d)", "exact"]
    nothing = dict.fromkeys(READ_KEYS) | {"attempt": False, "sure": "unread", "rest": ""}
    assert empty == nothing
    assert [attempt["inchoate"], attempt["attempt"], attempt["cannabis"]] == ["attempt", True, True]
    assert [solicitation["inchoate"], solicitation["attempt"]] == ["solicitation", False]
    assert [conspiracy["inchoate"], conspiracy["attempt"]] == ["conspiracy", False]
    assert [old["chapter"], old["act"], old["section"]] == ["38", None, "16-1"]
    assert theft["cannabis"] is False
    assert [unread["sure"], unread["cannabis"], unread["rest"]] == ["unread", None, "QX ZZ"]
    assert [other_drug["chapter"], other_drug["act"], other_drug["cannabis"]] == [
        "720",
        "570",
        False,
    ]


def test_read_csv_without_a_column_of_that_name_fails(tmp_path: Path) -> None:
    file = tmp_path / "charges.csv"
    file.write_text("charge\n720 ILCS 550/4(c)\n", encoding="utf-8")
    done = portal("read", "--csv", str(file))
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_half_a_character_in_a_document_does_not_stop_the_lines_after_it() -> None:
    half = json.dumps(GOOD).replace('"id": "a"', '"id": "\\ud800"')
    done = portal("check", "--lines", "-", given=f"{half}\n{json.dumps(GOOD)}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert [bool(json.loads(line)) for line in done.stdout.splitlines()] == [True, True]
