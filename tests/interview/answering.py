"""Every answer a question can be given, as far as the law may tell the answers apart."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import combinations

from portal.interview.answers import Answers, Raw
from portal.interview.kinds import Choice, Kind, Ticks
from portal.interview.path import Step, path
from tests.interview.journeys import DAY, UNSURE, chosen, on

LINES = (
    "720-550/4-C M A POSSESSION OF CANNABIS 10-30 GRAMS",
    "720 ILCS 550/4(a)",
    "720 ILCS 550/4(c)",
    "720 ILCS 550/4(d) POSS CANNABIS 30-500 GRAMS",
    "720 ILCS 550/4(e) CLASS 3 FELONY",
    "720 ILCS 550/5(c) MFG/DEL CANNABIS 10-30 GRAMS",
    "720 ILCS 550/5(d)",
    "720 ILCS 550/8(b)",
    "720 ILCS 5/8-4 720 ILCS 550/4(d) ATTEMPT POSSESSION OF CANNABIS",
    "POSS CANNABIS",
    "720 ILCS 5/16-25 RETAIL THEFT",
    "720 ILCS 5/12-3.2 DOMESTIC BATTERY",
    "xyz",
)
DAYS = (
    "1980",
    "1990-05-03",
    "2009-03",
    "2012",
    "2014-05-03",
    "2016-07-28",
    "2017",
    "2019-06-24",
    "2019",
    "2019-06-25",
    "2021-05-03",
    "2024-03-01",
    "2025-01",
    "2026-11-01",
)
TYPED: Mapping[str, tuple[Raw, ...]] = {
    "county": ({"county": "Cook"}, {"county": "Will"}),
    "charge-line": tuple({"text": line} for line in LINES),
    "charge-name": ({"text": "Retail theft"}, {"text": "Domestic battery"}, {"text": "zzz"}),
    "grams": tuple(
        {"amount": f"{grams} g"} for grams in ("1", "10", "20", "30", "31", "400", "600")
    ),
    "born": tuple(map(on, ("1960", "1992-06-01", "1995-06-01", "1996-08-15", "2000", "2012"))),
}


def answers_to(id: str, kind: Kind[object]) -> tuple[Raw, ...]:
    """What can be answered; the last one is that it is not known, where that can be said."""
    if isinstance(kind, Choice):
        return tuple(chosen(option.value) for option in kind.options)
    if isinstance(kind, Ticks):
        values = [option.value for option in kind.options]
        sets = [some for size in range(len(values) + 1) for some in combinations(values, size)]
        return tuple(chosen("\n".join(some)) for some in sets)
    typed = TYPED.get(id) or tuple(map(on, DAYS))
    if id == "sentence-end":
        typed = (*typed, on("2027-05-01"))
    fits = [raw for raw in typed if not is_refused(kind, raw)]
    return (*fits, UNSURE)


def is_refused(kind: Kind[object], raw: Raw) -> bool:
    return "Problem" in type(kind.read(raw, DAY)).__name__


class Somebody:
    """Answers every question, the same question always alike: by chance, seldom "I don't know"."""

    def __init__(self, seed: int, *, cases: int = 1, vague: float = 0.1) -> None:
        self.seed, self.cases, self.vague = seed, cases, vague

    def says(self, step: Step) -> Raw:
        chance = random.Random(f"{self.seed} {step.key}")
        id, kind = step.question.id, step.question.kind
        if id == "another-case":
            return chosen("yes" if step.subject < "abc"[self.cases - 1] else "no")
        if id == "another-charge" and (step.subject.endswith("3") or chance.random() < 0.6):
            return chosen("no")
        if id in ("where", "court") and chance.random() < 0.8:
            return chosen({"where": "illinois", "court": "adult"}[id])
        if id == "ended" and chance.random() < 0.5 and "convicted" in str(kind):
            return chosen("convicted")
        known = answers_to(id, kind)
        if len(known) > 1 and known[-1] in (UNSURE, chosen("unsure")):
            return known[-1] if chance.random() < self.vague else chance.choice(known[:-1])
        return chance.choice(known)

    def goes_on(self, answers: Answers, most: int = 400) -> Answers:
        """Answers up to ``most`` questions."""
        for _ in range(most):
            step = path(answers, DAY).next
            if step is None:
                break
            answers = answers.with_answer(step.key, self.says(step))
        return answers


def people(number: int, seed: int) -> Iterator[Somebody]:
    """Different people: those who know nearly everything first."""
    chance = random.Random(seed)
    for at in range(number):
        yield Somebody(chance.randrange(10**9), vague=0.0 if at % 3 == 0 else 0.15)
