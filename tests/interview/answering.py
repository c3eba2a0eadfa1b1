"""Every answer a question can be given, as far as the law may tell the answers apart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from portal.facts import read_span
from portal.interview.answers import Answers, Raw
from portal.interview.kinds import Choice, Kind, Ticks
from portal.interview.path import Step, Walk, walk
from portal.law import days
from portal.law.days import add_years
from portal.say import Span
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
    "625 ILCS 5/11-501 DRIVING UNDER THE INFLUENCE",
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
TURNS = tuple(
    each.isoformat()
    for turn in (
        days.DELIVERY_CHART_STARTS,
        days.HIGHER_TIERS,
        days.SEVENTEEN_JUVENILE_FOR_MISDEMEANORS,
        days.SEVENTEEN_JUVENILE_FOR_ALL,
        days.CIVIL_UP_TO_TEN_GRAMS,
        days.CUTOFF,
    )
    for each in (turn - timedelta(days=1), turn)
)
"""The last day of an old law and the first one of the new. Not of the Act itself, from 1971: nobody
is asked whether it was before that."""
TYPED: Mapping[str, tuple[Raw, ...]] = {
    "county": ({"county": "Cook"}, {"county": "Will"}),
    "charge-line": tuple({"text": line} for line in LINES),
    "charge-name": (
        {"text": "Retail theft"},
        {"text": "Domestic battery"},
        {"text": "DUI"},
        {"text": "zzz"},
    ),
    "grams": tuple(
        {"amount": f"{grams} g"} for grams in ("1", "10", "20", "30", "31", "400", "600", "6000")
    ),
}


LIKELY: Mapping[str, tuple[str, ...]] = {
    "where": ("illinois",),
    "court": ("adult", "adult", "none"),
    "what": ("possession", "possession", "delivery"),
    "another-charge": ("no",),
    "ended": ("convicted", "never-charged"),
    "arrest-end": ("never-charged", "dismissed"),
    "sentence": ("complete", "complete", "serving"),
    "class": ("misdemeanor-a", "felony-4", "felony-3"),
    "over": ("yes",),
    "since": ("", "there"),
}
"""What most people say, without which few cases have an answer. A word stands twice that is said
more often."""


def answers_to(id: str, kind: Kind[object], known: Iterable[str] = DAYS) -> tuple[Raw, ...]:
    """What can be answered; the last one is that it is not known, where that can be said.
    ``known``: the days to choose from."""
    if isinstance(kind, Choice):
        return tuple(chosen(option.value) for option in kind.options)
    if isinstance(kind, Ticks):
        values = [option.value for option in kind.options]
        sets = [some for size in range(len(values) + 1) for some in combinations(values, size)]
        return tuple(chosen("\n".join(some)) for some in sets)
    typed = TYPED.get(id) or tuple(map(on, known))
    if id == "sentence-end":
        # A wait that runs, whatever its years, and one that only the longer years leave to run.
        typed = (*typed, on("2027-05-01"), on("2024-03-01"))
    fits = [raw for raw in typed if not is_refused(kind, raw)]
    return (*fits, UNSURE)


def is_refused(kind: Kind[object], raw: Raw) -> bool:
    return "Problem" in type(kind.read(raw, DAY)).__name__


def days_told(answers: Answers) -> tuple[str, ...]:
    """The days that were told, or the ends of the months and years and where the law turned in
    them."""
    told = [span for raw in answers.raw.values() if (span := _told(raw))]
    found = [each.isoformat() for span in told for each in (span.first, span.last)]
    turns = [turn for turn in TURNS for span in told if _holds(span, date.fromisoformat(turn))]
    return tuple(dict.fromkeys([*found, *turns]))


def _told(raw: Raw) -> Span | None:
    given = [raw[part] for part in ("year", "month", "day") if raw.get(part)]
    return read_span("-".join(given)) if given else None


def _holds(span: Span, day: date) -> bool:
    return span.first <= day <= span.last


class Life:
    """What somebody can remember: few days, most of them in the order of what happened then, and
    those around the birthdays that count."""

    def __init__(self, chance: random.Random, within: Sequence[str] = ()) -> None:
        known = (*DAYS, *TURNS)
        near = read_span(chance.choice(within if within and chance.random() < 0.7 else known))
        assert near is not None
        of_age = chance.choice([near.first, near.last])
        birth = add_years(of_age, -chance.choice([17, 18])) + timedelta(days=chance.choice([0, 1]))
        grown = chance.choice([str(birth.year), "1960", "2000", "2009-06-01", "2012"])
        self.born = birth.isoformat() if chance.random() < 0.5 else grown
        birthdays = [add_years(birth, years).isoformat() for years in (17, 18)]
        birthdays = [add_years(birth, years) for years in (17, 18)]
        if chance.random() < 0.3:
            # All within one season.
            later = [of_age + timedelta(days=chance.choice([0, 1, 30, 90])) for _ in range(4)]
            self.days = tuple(sorted(each.isoformat() for each in later))
            return
        some = [*chance.sample(known, 4), *chance.sample(within, min(len(within), 3))]
        self.days = tuple(sorted([*some, *(each.isoformat() for each in birthdays)]))

    def day(self, id: str, chance: random.Random) -> str:
        if id == "born":
            return self.born
        order = ("when", "arrested", "judged", "sentence-end")
        if id not in order or chance.random() < 0.4:
            return chance.choice(self.days)
        part = len(self.days) / len(order)
        return self.days[int((order.index(id) + chance.random()) * part)]


class Somebody:
    """Answers every question, the same question always alike: by chance, seldom "I don't know".
    ``within``: days of what was told before, which they may remember."""

    def __init__(
        self, seed: int, *, cases: int = 1, vague: float = 0.1, within: Sequence[str] = ()
    ) -> None:
        self.seed, self.cases, self.vague = seed, cases, vague
        self.life = Life(random.Random(seed), within)

    def __repr__(self) -> str:
        return f"Somebody({self.seed}, cases={self.cases}, vague={self.vague})"

    def says(self, step: Step) -> Raw:
        chance = random.Random(f"{self.seed} {step.key}")
        id, kind = step.question.id, step.question.kind
        if id == "another-case":
            return chosen("yes" if step.subject < "abc"[self.cases - 1] else "no")
        if id == "another-charge" and step.subject.endswith("4"):
            return chosen("no")
        known = answers_to(id, kind, [self.life.day(id, chance)])
        likely = [raw for raw in map(chosen, LIKELY.get(id, ())) if raw in known]
        if likely and chance.random() < 0.7:
            return chance.choice(likely)
        if len(known) > 1 and known[-1] in (UNSURE, chosen("unsure")):
            return known[-1] if chance.random() < self.vague else chance.choice(known[:-1])
        return chance.choice(known)

    def goes_on(self, answers: Answers, most: int = 400) -> Walk:
        """Answers up to ``most`` questions."""
        found = walk(answers, DAY)
        for _ in range(most):
            step = found.path().next
            if step is None:
                break
            answers = answers.with_answer(step.key, self.says(step))
            found = walk(answers, DAY)
        return found

    def is_asked(self) -> Iterator[tuple[Walk, Step]]:
        """Each question as it comes, with all that was told before."""
        found = walk(Answers(), DAY)
        while (step := found.path().next) is not None:
            yield found, step
            answers = found.view.answers.with_answer(step.key, self.says(step))
            found = walk(answers, DAY)


def people(number: int, seed: int, within: Sequence[str] = ()) -> Iterator[Somebody]:
    """Different people: those who know nearly everything first. Some have another case: the day of
    sealing runs from the last sentence of any."""
    chance = random.Random(seed)
    for at in range(number):
        vague = (0.0, 0.15, 0.35)[at % 3]
        cases = 2 if at % 4 == 3 else 1
        yield Somebody(chance.randrange(10**9), cases=cases, vague=vague, within=within)
