"""The law stands alone: it is judged where none of the portal's libraries is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PURE = "import portal.law.rules, portal.eligibility.engine"
BLOCKED = ["flask", "werkzeug", "jinja2", "babel", "sqlalchemy", "weasyprint", "cryptography"]
ALONE = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError("blocked: " + name)

sys.meta_path.insert(0, Blocker())
{then}
"""


def run(then: str, blocked: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ALONE.format(blocked=blocked, then=then)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("blocked", [["flask"], BLOCKED])
def test_the_law_and_its_engine_are_imported_without_flask(blocked: list[str]) -> None:
    done = run(PURE, blocked)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_case_is_judged_without_any_of_the_portals_libraries() -> None:
    then = """
from datetime import date
from portal.charges.read import read_charge
from portal.eligibility.engine import judge
from portal.facts import Case, Charge, Court, Jurisdiction, Person, Record, Status

charge = Charge(statute="720 ILCS 550/4(c)")
case = Case(id="a", jurisdiction=Jurisdiction.FEDERAL, charges=(charge,))
found = judge(Record(person=Person(), cases=(case,)), date(2026, 11, 22), read_charge)
import json
print(json.dumps([found.cases[0].outcome, sorted({one.partition(".")[0] for one in sys.modules})]))
"""
    done = run(then, BLOCKED)
    assert done.returncode == 0, done.stderr
    outcome, loaded = json.loads(done.stdout)
    assert outcome == "OTHER_JURISDICTION"
    assert not {*BLOCKED, "msgspec", "click"} & set(loaded)


def test_the_blocker_blocks() -> None:
    done = run("import portal.web", ["flask"])
    assert done.returncode == 1
    assert "blocked: flask" in done.stderr
