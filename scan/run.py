"""``make scan``: bandit and semgrep read the code, wapiti tries the served portal; all offline."""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from scan import code, served
from scan.finding import Finding
from setup.steps import as_command

ANSWERS = Path(__file__).with_name("answers.toml")
SCANS: Mapping[str, Callable[[Path], tuple[list[Finding], str]]] = {
    "bandit": code.bandit,
    "semgrep": code.semgrep,
    "wapiti": served.wapiti,
}


@dataclass
class Answer:
    """Why a finding is right as it is. ``file``: of what was found, or a pattern of such."""

    tool: str
    id: str
    file: str
    why: str
    met: bool = False

    def is_to(self, finding: Finding) -> bool:
        return (self.tool, self.id) == (finding.tool, finding.id) and fnmatch(
            finding.file, self.file
        )


def main(wanted: list[str]) -> int:
    """Run the scans of those names, or all. 1 where a finding has no answer or a rule is blind."""
    if unknown := [name for name in wanted if name not in SCANS]:
        print(f"No such scan: {', '.join(unknown)}. There are: {', '.join(SCANS)}.")
        return 2
    written = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))["answer"]
    answers = [Answer(**one) for one in written]
    open_, names = 0, wanted or list(SCANS)
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        for name in names:
            found, seen = SCANS[name](Path(folder))
            left = list(unanswered(found, answers))
            print(f"{name}: {seen}, {len(found)} findings, {len(left)} of them without an answer")
            for finding in left:
                print(f"    {finding.file}: {finding.id}: {finding.says}")
            open_ += len(left)
    idle = [one for one in answers if one.tool in names and not one.met]
    for one in idle:
        print(f"An answer to nothing: {one.tool} {one.id} in {one.file}. Please take it out.")
    return 1 if open_ or idle else 0


def unanswered(found: Iterable[Finding], answers: list[Answer]) -> Iterable[Finding]:
    """The findings without an answer; the answers that were needed are marked."""
    for finding in found:
        to_it = [answer for answer in answers if answer.is_to(finding)]
        for answer in to_it:
            answer.met = True
        if not to_it:
            yield finding


if __name__ == "__main__":
    as_command(main, sys.argv[1:])
