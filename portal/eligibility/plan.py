"""Which packets the cases need: one a county, and the documents in each."""

from __future__ import annotations

from collections.abc import Iterable

from portal.eligibility.finding import Finding, PlannedPacket
from portal.facts import Case
from portal.law.codes import Flag, Outcome

FILES_A_MOTION = frozenset({Outcome.MOTION, Outcome.CHECK_PARDON_THEN_MOTION})
ROWS_ON_A_FORM = 18
"""Rows on EXC-M and EXC-AA, and case numbers on EXC-N and EXC-O (03/22)."""
IMMIGRATION_WARNING = "immigration-warning"


def county_of_motion(case: Case, outcome: Outcome) -> str | None:
    """The county whose packet the case is in; None where it needs none, or its county is open."""
    return case.county if outcome in FILES_A_MOTION else None


def filed(cases: Iterable[tuple[Case, Outcome]]) -> dict[str, tuple[str, ...]]:
    """The ids of the cases of each packet by county, in the order the counties appear; a case
    without a county is in none."""
    by_county: dict[str, tuple[str, ...]] = {}
    for case, outcome in cases:
        if (county := county_of_motion(case, outcome)) is not None:
            by_county[county] = (*by_county.get(county, ()), case.id)
    return by_county


def packets(cases: Iterable[Case], findings: Iterable[Finding]) -> tuple[PlannedPacket, ...]:
    """One packet a county, of the cases that ``filed`` puts in it."""
    by_id = {finding.case_id: finding for finding in findings}
    by_county = filed((case, by_id[case.id].outcome) for case in cases)
    return tuple(
        _packet(county, ids, [by_id[id] for id in ids]) for county, ids in by_county.items()
    )


def _packet(county: str, ids: tuple[str, ...], findings: list[Finding]) -> PlannedPacket:
    stopped = any(Flag.IMMIGRATION_STOP in finding.flags for finding in findings)
    rows = sum(map(deciding_counts, findings))
    return PlannedPacket(
        county=county,
        cases=ids,
        after=(IMMIGRATION_WARNING,) if stopped else (),
        documents=documents(rows, len(ids)),
    )


def deciding_counts(finding: Finding) -> int:
    """How many convictions of the case the motion lists."""
    return sum(1 for charge in finding.charges if charge.outcome in FILES_A_MOTION)


def documents(rows: int, numbers: int) -> tuple[str, ...]:
    """The documents of a packet by id, in the order they are read and filed."""
    more_rows = ("additional-convictions",) if rows > ROWS_ON_A_FORM else ()
    more_numbers = ("additional-notice",) if numbers > ROWS_ON_A_FORM else ()
    return (
        "next-steps",
        "motion",
        *more_rows,
        "notice",
        *more_numbers,
        "order",
        "guide",
        "reasons",
        "record",
        "referral",
    )
