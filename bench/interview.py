"""How many questions people are asked, and what the path costs as cases and charges grow."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from portal.interview.answers import Answers, CaseRef, Raw  # noqa: E402 - found through the path
from portal.interview.path import path  # noqa: E402

DAY = date(2026, 11, 24)
MOST = 60
UNSURE: Raw = {"answer": "unsure", "unsure": "yes"}
YES: Raw = {"answer": "yes"}
NO: Raw = {"answer": "no"}
IN_COURT: Mapping[str, Raw] = {
    "where": {"answer": "illinois"},
    "county": {"county": "cook"},
    "court": {"answer": "adult"},
    "another-case": NO,
}
WITHOUT_PAPER: Mapping[str, Raw] = {
    **IN_COURT,
    "paper": NO,
    "what": {"answer": "possession"},
    "another-charge": NO,
    "ended": {"answer": "convicted"},
    "judged": {"year": "2014"},
    "sentence": {"answer": "complete"},
    "class": {"answer": "misdemeanor-a"},
    "grams": {"amount": "20", "unit": "grams"},
    "since": {"answer": ""},
}
WITH_PAPER: Mapping[str, Raw] = {
    **WITHOUT_PAPER,
    "paper": YES,
    "charge-line": {"text": "720 ILCS 550/4(c) POSSESSION OF CANNABIS, CLASS A"},
    "read-as": YES,
}
PEOPLE: Mapping[str, Mapping[str, Raw]] = {
    "the paper at hand": WITH_PAPER,
    "no paper, but remembers": WITHOUT_PAPER,
    "dismissed, with the paper": {**WITH_PAPER, "ended": {"answer": "dismissed"}},
    "knows it was in court": {**IN_COURT, "paper": NO},
    "knows nothing but Illinois": {**IN_COURT, "court": UNSURE, "county": UNSURE},
}


def main() -> None:
    """Print the questions up to the results, and milliseconds for each of many charges."""
    for name, knows in PEOPLE.items():
        print(f"{name:28} {len(_asked(knows)):3} questions")
    one = _of(1, 1)
    print("\ncases x charges   path   for each charge, x that of one")
    for cases, charges in ((1, 1), (10, 1), (100, 1), (1, 10), (1, 100), (10, 10), (100, 100)):
        took = _of(cases, charges)
        each = took / (cases * charges)
        print(f"{cases:5} x {charges:<5} {took:9.2f} ms   {each:6.3f} ms  x{each / one:5.2f}")


def _asked(knows: Mapping[str, Raw]) -> list[str]:
    answers = Answers()
    for _ in range(MOST):
        step = path(answers, DAY).next
        if step is None:
            return [step.question.id for step in path(answers, DAY).steps]
        answers = answers.with_answer(step.key, knows.get(step.question.id, UNSURE))
    raise AssertionError("no end of questions")


def _of(cases: int, charges: int) -> float:
    """Milliseconds for the path of that many charges, all told."""
    answers = _many(cases, charges)
    times = []
    for _ in range(3 if cases * charges > 100 else 30):
        start = time.thread_time()
        found = path(answers, DAY)
        times.append((time.thread_time() - start) * 1000)
    assert found.is_done
    return statistics.median(times)


def _many(cases: int, charges: int) -> Answers:
    told: dict[str, Raw] = {}
    for at in range(cases):
        told |= {f"c{at}.{id}": raw for id, raw in WITHOUT_PAPER.items()}
        for charge in range(1, charges + 1):
            told |= {f"c{at}-{charge}.{id}": raw for id, raw in WITHOUT_PAPER.items()}
    ids = tuple(map(str, range(1, charges + 1)))
    refs = tuple(CaseRef(id=f"c{at}", charges=ids, made=charges) for at in range(cases))
    return Answers(raw=told, cases=refs, made=cases)


if __name__ == "__main__":
    main()
