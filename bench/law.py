"""How fast the law is: one case with every reason, many cases in a batch, and charge strings."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from portal.charges.read import read, read_charge
from portal.eligibility.batch import judge_many
from portal.eligibility.engine import judge
from portal.facts import (
    Answer,
    Case,
    Charge,
    Citizen,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Pardon,
    Person,
    Record,
    Sentence,
    Status,
)
from portal.law.offenses import TIERED
from portal.say import Span

DAY = date(2026, 11, 22)
MANY = 200_000
ENDS = [
    *[Disposition.CONVICTED] * 9,
    *[Disposition.DISMISSED] * 6,
    *[Disposition.SUPERVISION_COMPLETED] * 2,
    Disposition.SUPERVISION_REVOKED,
    Disposition.QUALIFIED_PROBATION_COMPLETED,
    Disposition.ACQUITTED,
    Disposition.UNKNOWN,
]
WRITTEN = ["720 ILCS 550/{}{}", "720-550/{}{}", "720 ILCS 550/{}{}", "720 ILCS 550 {}{}"]
OTHERS = [
    ("720 ILCS 5/16-1(a)", "THEFT"),
    ("720 ILCS 600/3.5", "DRUG PARAPHERNALIA"),
    ("625 ILCS 5/6-303(a)", "DRIVING ON SUSPENDED LICENSE"),
    ("720 ILCS 5/12-3.2(a)", "DOMESTIC BATTERY"),
    ("720 ILCS 550/8(a)", "CANNABIS PLANTS"),
    ("720 ILCS 550/5.2(d)", "DELIVERY OF CANNABIS SCHOOL"),
]


def records(number: int) -> Iterator[Record]:
    """Made-up records of one case with one or two counts, each with days and amounts of its own.

    Letters, amounts and classes mostly fit the tables, as they do on real records; one in ten has
    another class, one in twenty another amount, and many say less than all.
    """
    chance = random.Random(550)
    for at in range(number):
        born = date(1950, 1, 1) + timedelta(days=int(chance.random() * 16_000))
        offense = date(1972, 1, 1) + timedelta(days=int(chance.random() * 17_300))
        second = [_other(offense, chance)] if chance.random() < 0.2 else []
        yield Record(
            person=Person(us_citizen=Citizen.YES, birth_date=Span(born, born)),
            cases=(
                Case(
                    id=str(at),
                    jurisdiction=Jurisdiction.ILLINOIS,
                    county=chance.choice(["Cook", "Lake", "Will", "DuPage"]),
                    court=chance.choice([Court.ADULT] * 9 + [Court.NONE]),
                    status=Status.CLOSED,
                    pardoned=Pardon.NO,
                    record_checked=chance.choice([Answer.NO, Answer.YES]),
                    charges=(_cannabis(offense, chance), *second),
                ),
            ),
        )


def _cannabis(offense: date, chance: random.Random) -> Charge:
    section = "4" if chance.random() < 0.8 or offense.year < 1984 else "5"
    row = TIERED[section].on(offense)
    tier = chance.choice([*row[:4], *row[:3], chance.choice(row)])
    off = chance.choice(row) if chance.random() < 0.05 else tier
    top = off.up_to or off.over * 2
    grams = round(off.over + (top - off.over) * Decimal(chance.random()), 2)
    again = chance.choice([Answer.NO, Answer.NO, Answer.YES, Answer.UNKNOWN])
    stated = tier.again if again is Answer.YES else tier.first
    if chance.random() < 0.1:
        stated = chance.choice([OffenseClass.MISDEMEANOR_A, OffenseClass.FELONY_4])
    written = chance.choice(WRITTEN).format(section, chance.choice([tier.letter, tier.letter, ""]))
    return _ended(
        Charge(
            statute=written,
            description="CANNABIS" if chance.random() < 0.5 else None,
            offense_class=stated if chance.random() < 0.6 else None,
            grams=max(grams, Decimal("0.01")) if chance.random() < 0.6 else None,
            attempt=Answer.YES if chance.random() < 0.03 else None,
            subsequent=again,
            to_minor=Answer.NO,
        ),
        offense,
        chance,
    )


def _other(offense: date, chance: random.Random) -> Charge:
    statute, description = chance.choice(OTHERS)
    return _ended(Charge(statute=statute, description=description), offense, chance)


def _ended(charge: Charge, offense: date, chance: random.Random) -> Charge:
    judged = offense + timedelta(days=int(chance.random() * 400))
    ended = judged + timedelta(days=int(chance.random() * 1_000))
    disposition = chance.choice(ENDS)
    finished = Sentence.COMPLETE if disposition is Disposition.CONVICTED else Sentence.NONE
    return replace(
        charge,
        offense_date=Span(offense, offense),
        arrest_date=Span(offense, offense),
        disposition=disposition,
        disposition_date=Span(judged, judged),
        sentence=finished,
        sentence_end_date=Span(ended, ended),
    )


def main() -> None:
    sample = list(records(3_000))
    one = _one_case(sample)
    print(f"one case with every reason: {one * 1e6:.0f} µs (median of {len(sample):,})")
    made = _seconds(lambda: sum(1 for _ in records(MANY)))
    both = _seconds(lambda: sum(1 for _ in judge_many(records(MANY), DAY, read_charge)))
    batch = both - made
    print(
        f"a batch of {MANY:,} cases, all different: {batch:.1f} s on one core, "
        f"{MANY / batch:,.0f} cases/s, a million in {batch / MANY * 1e6:.0f} s "
        f"(making them up took {made:.1f} s more)"
    )
    strings = [
        f"{charge.statute} {charge.description or ''}"
        for record in sample
        for charge in record.cases[0].charges
    ]
    reading = min(_seconds(lambda: [read(text) for text in strings]) for _ in range(3))
    per_string = reading / len(strings)
    print(f"charge strings, nothing kept: {1 / per_string:,.0f} strings/s")
    print(f"ratio: one case with reasons / one case in a batch = {one / (batch / MANY):.1f}")
    print(f"ratio: one case with reasons / one string read = {one / per_string:.1f}")


def _one_case(sample: list[Record]) -> float:
    """The median over the cases of each one's best of three, nothing kept between cases."""
    best: list[float] = []
    for record in sample:
        times: list[float] = []
        for _ in range(3):
            begun = time.perf_counter()
            judge(record, DAY, read_charge)
            times.append(time.perf_counter() - begun)
        best.append(min(times))
    return statistics.median(best)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
