"""What docs/api.md shows is run as it stands there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.law.codes import Flag, Outcome
from portal.service.check import MOST_BYTES
from portal.service.document import MOST_CASES, MOST_CHARGES
from portal.web.api import BYTES_A_TOKEN
from portal.web.pace import BURST, PER_SECOND

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
LOCAL = "http://127.0.0.1:8000"


def block(kind: str) -> str:
    """The one block of code of a kind."""
    [found] = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert isinstance(found, str)
    return found


def test_the_document_of_the_page_is_answered_as_the_page_says(client: FlaskClient) -> None:
    found = client.post("/api/v1/check", data=block("json"), content_type="application/json")
    assert found.status_code == 200
    answer: Any = found.json
    case = answer["cases"][0]
    assert f"`{case['id']} {case['outcome']}`" in PAGE
    assert (case["not_before"], case["ask_next"], case["flags"]) == (None, [], [])
    assert [packet["county"] for packet in answer["packets"]] == ["Cook"]


def test_the_python_of_the_page_runs(address: str, tmp_path: Path) -> None:
    code = block("python")
    assert LOCAL in code
    (tmp_path / "document.json").write_text(block("json"), encoding="utf-8")
    (tmp_path / "ask.py").write_text(code.replace(LOCAL, address), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "ask.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, *reasons = done.stdout.splitlines()
    assert first.strip() == "a MOTION"
    assert len(reasons) > 10
    (tmp_path / "document.json").write_text('{"as_of": "2026-11-22"}', encoding="utf-8")
    refused = subprocess.run(
        [sys.executable, "-I", "ask.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (refused.returncode, refused.stdout.strip()) == (1, "cases This is missing.")


def test_the_curl_of_the_page_runs(address: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    (tmp_path / "document.json").write_text(block("json"), encoding="utf-8")
    command = block("sh").replace(LOCAL, address)
    assert address in command
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    case = json.loads(done.stdout)["cases"][0]
    assert case["outcome"] == "MOTION"
    assert "tribunal" in " ".join(reason["says"] for reason in case["reasons"])


def test_the_page_tells_every_code_and_no_other() -> None:
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", PAGE, re.MULTILINE)
    told = [code for row in rows for code in re.findall(r"[A-Z_]+", row)]
    assert sorted(told) == sorted([*Outcome, *Flag])


def test_the_page_tells_the_limits_as_they_are() -> None:
    limits = " ".join(PAGE.partition("## Limits")[2].partition("##")[0].split())
    assert MOST_BYTES == 1_000_000
    assert f"1 MB, {MOST_CASES} cases, {MOST_CHARGES} charges a case." in limits
    assert PER_SECOND == 2
    assert f"{BURST} requests at once, then two a second" in limits
    assert f"Each further {BYTES_A_TOKEN // 1000} KB" in limits
