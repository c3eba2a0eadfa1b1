"""Reading the code: bandit with all it has, semgrep with our own rules."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from scan.finding import Finding
from scan.tools import HERE, programs, told
from setup.steps import ROOT, Stop

CODE = ("portal", "setup", "wsgi.py", "gunicorn.conf.py")
FIXTURES = HERE / "fixtures"
ALONE = {**os.environ, "SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"}


def bandit(folder: Path) -> tuple[list[Finding], str]:
    out = folder / "bandit.json"
    command: list[str | Path] = [
        programs("code") / "bandit",
        "-q",
        "-r",
        *CODE,
        "-f",
        "json",
        "-o",
        out,
    ]
    report = json.loads(told(command, out, os.environ))
    found = [
        Finding(
            tool="bandit",
            id=one["test_id"],
            file=one["filename"].removeprefix("./"),
            says=f"line {one['line_number']}: {one['issue_text']}",
        )
        for one in report["results"]
    ]
    return found, f"{report['metrics']['_totals']['loc']} lines"


def semgrep(folder: Path) -> tuple[list[Finding], str]:
    """Raises ``Stop`` where a rule does not find its wrong lines, or finds a right one."""
    tried, _ = _semgrep(folder / "fixtures.json", FIXTURES)
    _require_sight(tried)
    found, files = _semgrep(folder / "semgrep.json", *CODE, "templates")
    return found, f"{len(_wanted())} wrong lines of our own seen, then {files} files"


def _semgrep(out: Path, *where: str | Path) -> tuple[list[Finding], int]:
    command: list[str | Path] = [
        programs("code") / "semgrep",
        "scan",
        "--metrics=off",
        "--quiet",
        "--json",
    ]
    command += ["--disable-version-check", "--no-git-ignore", "--output", out]
    report = json.loads(told([*command, "--config", HERE / "rules.yml", *where], out, ALONE))
    if report["errors"]:
        raise Stop(f"semgrep: {report['errors'][0].get('message')}")
    found = [
        Finding(
            tool="semgrep",
            id=one["check_id"].rpartition(".")[2],
            file=str(Path(ROOT, one["path"]).relative_to(ROOT)),
            says=f"line {one['start']['line']}: {one['extra']['message']}",
        )
        for one in report["results"]
    ]
    return found, len(report["paths"]["scanned"])


def _require_sight(tried: list[Finding]) -> None:
    seen = {(one.file, one.id, int(one.says.split()[1].rstrip(":"))) for one in tried}
    if seen != (wanted := _wanted()):
        blind, wrong = sorted(wanted - seen), sorted(seen - wanted)
        raise Stop(f"semgrep's rules are not right. Not seen: {blind}. Seen by mistake: {wrong}.")
    rules = set(re.findall(r"^  - id: (\S+)", (HERE / "rules.yml").read_text(), re.MULTILINE))
    if rules != (shown := {rule for _, rule, _ in wanted}):
        raise Stop(f"These rules have no wrong line to see: {sorted(rules - shown)}.")


def _wanted() -> set[tuple[str, str, int]]:
    """The wrong lines of the fixtures: the line behind each ``ruleid``."""
    return {
        (str(file.relative_to(ROOT)), found[1], number + 1)
        for file in sorted(FIXTURES.iterdir())
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := re.search(r"ruleid: ([\w-]+)", line))
    }
