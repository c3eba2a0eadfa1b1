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


def packets(cases: Iterable[tuple[Case, Finding]]) -> tuple[PlannedPacket, ...]:
    """One packet a county, in the order the counties appear; a case without a county has none."""
    by_county: dict[str, list[tuple[Case, Finding]]] = {}
    for case, finding in cases:
        if (county := county_of_motion(case, finding.outcome)) is not None:
            by_county.setdefault(county, []).append((case, finding))
    return tuple(_packet(county, members) for county, members in by_county.items())


def _packet(county: str, members: list[tuple[Case, Finding]]) -> PlannedPacket:
    stopped = any(Flag.IMMIGRATION_STOP in finding.flags for _, finding in members)
    rows = sum(deciding_counts(finding) for _, finding in members)
    return PlannedPacket(
        county=county,
        cases=tuple(case.id for case, _ in members),
        after=(IMMIGRATION_WARNING,) if stopped else (),
        documents=documents(rows, len(members)),
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
