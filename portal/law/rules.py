"""The order of tests: each rule's condition and what follows where it is met."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from portal.law import days, leaves
from portal.law.codes import Outcome
from portal.law.dated import NoLawInForce
from portal.law.logic import ALWAYS, Condition, Leaf, Not, Shown, all_of
from portal.law.notes import NOTES
from portal.law.offenses import ATTEMPTED, CITED, TIERED
from portal.law.petitions import BARRED, SEALED_THOUGH_OF_ARTICLE_11
from portal.law.violent import NOT_BY_ITSELF, OF_FORCE, PERHAPS_OF_FORCE, VIOLENT, in_words
from portal.law.waiting import WAITING


class Stage(StrEnum):
    CASE = "case"
    UNCONVICTED = "unconvicted"
    CONVICTED = "convicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One test. The first rule met gives the outcome; ``until`` is the first day without it.

    ``stage``: whether it reads the whole case, a count that ended without a conviction, or a
    convicted count.
    """

    id: str
    outcome: Outcome
    when: Condition
    stage: Stage
    since: date = days.CUTOFF
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def dump(self) -> str:
        until = self.until.isoformat() if self.until else "open"
        return f"{self.id} {self.since.isoformat()}..{until}: {self.when.dump()} -> {self.outcome}"


MINOR = all_of(
    leaves.SECTION_4_OR_5,
    leaves.AT_MOST_30,
    Not(leaves.TO_MINOR),
    Not(leaves.ATTEMPT),
    Not(leaves.VIOLENT),
)
"""A minor cannabis offense: 20 ILCS 2630/5.2(a)(1)(G-5). An attempt is never one."""
MINOR_AMOUNT_SHOWN = all_of(
    leaves.SECTION_4_OR_5,
    Shown(leaves.AT_MOST_30),
    Not(leaves.TO_MINOR),
    Not(leaves.ATTEMPT),
    Not(leaves.VIOLENT),
)
"""The same, where an amount that nobody knows counts as not shown to be small."""
POLICE_RECORD_DUE = all_of(MINOR, leaves.OFFENSE_BEFORE_CUTOFF)
"""What the police were to delete by themselves, 5.2(i)(1)."""

RULES: tuple[Rule, ...] = (
    Rule(
        id="1.elsewhere",
        stage=Stage.CASE,
        outcome=Outcome.OTHER_JURISDICTION,
        when=leaves.ELSEWHERE,
    ),
    Rule(id="2.juvenile", stage=Stage.CASE, outcome=Outcome.JUVENILE, when=leaves.JUVENILE),
    Rule(id="3.ordinance", stage=Stage.CASE, outcome=Outcome.ORDINANCE, when=leaves.ORDINANCE),
    Rule(
        id="3.citation-unpaid",
        stage=Stage.CASE,
        outcome=Outcome.WAIT_OR_REFER,
        when=all_of(leaves.CIVIL_CITATION, leaves.CITATION_OWED),
    ),
    Rule(
        id="3.citation",
        stage=Stage.CASE,
        outcome=Outcome.AUTO_CIVIL_DONE,
        when=leaves.CIVIL_CITATION,
    ),
    Rule(id="4.open", stage=Stage.CASE, outcome=Outcome.WAIT_OR_REFER, when=leaves.OPEN),
    Rule(
        id="5.order-entered",
        stage=Stage.CASE,
        outcome=Outcome.ALREADY_DONE,
        when=leaves.ORDER_ENTERED,
    ),
    Rule(
        id="5.pardon-expunges",
        stage=Stage.CASE,
        outcome=Outcome.PETITION_EXPUNGE,
        when=leaves.PARDON_EXPUNGES,
    ),
    Rule(
        id="5.pardon-plain",
        stage=Stage.CASE,
        outcome=Outcome.FORM_UNUSABLE_REFER,
        when=leaves.PARDON_PLAIN,
    ),
    Rule(
        id="5.vacated",
        stage=Stage.UNCONVICTED,
        outcome=Outcome.PETITION_EXPUNGE,
        when=leaves.VACATED,
    ),
    Rule(
        id="5.still-running",
        stage=Stage.UNCONVICTED,
        outcome=Outcome.WAIT_OR_REFER,
        when=leaves.STILL_RUNNING,
    ),
    Rule(
        id="6.police-record",
        stage=Stage.UNCONVICTED,
        outcome=Outcome.AUTO_POLICE_DONE,
        when=all_of(leaves.DROPPED, POLICE_RECORD_DUE, Not(leaves.CHECKED)),
    ),
    Rule(
        id="6.no-conviction",
        stage=Stage.UNCONVICTED,
        outcome=Outcome.PETITION_EXPUNGE,
        when=leaves.NO_CONVICTION,
    ),
    Rule(
        id="7.section-6",
        stage=Stage.CONVICTED,
        outcome=Outcome.FORM_UNUSABLE_REFER,
        when=leaves.SECTION_6,
    ),
    Rule(
        id="7.section",
        stage=Stage.CONVICTED,
        outcome=Outcome.NOT_ELIGIBLE_REFER,
        when=Not(leaves.SECTION_4_OR_5),
    ),
    Rule(
        id="9.class",
        stage=Stage.CONVICTED,
        outcome=Outcome.NOT_ELIGIBLE_REFER,
        when=leaves.CLASS_TOO_HIGH,
    ),
    Rule(
        id="9.before-1983",
        stage=Stage.CONVICTED,
        outcome=Outcome.FORM_UNUSABLE_REFER,
        when=all_of(leaves.SECTION_5, leaves.BEFORE_CHART),
    ),
    Rule(
        id="10.section-7",
        stage=Stage.CONVICTED,
        outcome=Outcome.NOT_ELIGIBLE_REFER,
        when=leaves.TO_MINOR,
    ),
    Rule(
        id="11.sentence",
        stage=Stage.CONVICTED,
        outcome=Outcome.WAIT_OR_REFER,
        when=leaves.UNFINISHED,
    ),
    Rule(
        id="12.conviction-day",
        stage=Stage.CONVICTED,
        outcome=Outcome.FORM_UNUSABLE_REFER,
        when=Not(leaves.CONVICTED_BEFORE_CUTOFF),
    ),
    Rule(
        id="13.other-count",
        stage=Stage.CONVICTED,
        outcome=Outcome.FORM_UNUSABLE_REFER,
        when=leaves.OTHER_COUNT,
    ),
    Rule(
        id="13.mixed-ends",
        stage=Stage.CONVICTED,
        outcome=Outcome.FORM_UNUSABLE_REFER,
        when=leaves.BESIDE,
    ),
    Rule(
        id="14.minor",
        stage=Stage.CONVICTED,
        outcome=Outcome.CHECK_PARDON_THEN_MOTION,
        when=all_of(MINOR_AMOUNT_SHOWN, Not(leaves.CHECKED)),
    ),
    Rule(id="14.motion", stage=Stage.CONVICTED, outcome=Outcome.MOTION, when=ALWAYS),
)
FIRST_DAY = min(rule.since for rule in RULES)


@lru_cache(maxsize=64)
def rules_on(day: date) -> tuple[Rule, ...]:
    """The rules in force on the day of filing, in order; before any, :class:`NoLawInForce`."""
    found = tuple(rule for rule in RULES if rule.in_force(day))
    if not found:
        raise NoLawInForce(day.isoformat())
    return found


@lru_cache(maxsize=64)
def leaves_on(day: date, *, convicted: bool = True) -> tuple[Leaf, ...]:
    """What the rules in force ask, each question once, in the order of the tests; ``convicted``:
    also what is asked only of a conviction."""
    asking = (rule for rule in rules_on(day) if convicted or rule.stage is not Stage.CONVICTED)
    return tuple({leaf.id: leaf for rule in asking for leaf in rule.when.leaves()}.values())


def dump() -> str:
    """The whole rulebook as text, the same for the same law: what its version is made from."""
    tiers = [
        f"{section}{tier.letter} since {since.isoformat()}: {tier.over}..{tier.up_to or ''} g "
        f"{tier.first}/{tier.again} [{CITED[section].text}]"
        for section, history in TIERED.items()
        for since, row in history.history
        for tier in row
    ]
    waits = [waiting.dump() for waiting in WAITING]
    attempts = [f"attempt of {whole}: {lowered}" for whole, lowered in ATTEMPTED.items()]
    notes = [note.dump() for note in NOTES]
    lists = [
        *(listed.dump() for listed in VIOLENT),
        f"violent.not: {in_words(NOT_BY_ITSELF)}",
        f"violent.if-felony: {in_words(sorted(OF_FORCE))}",
        f"violent.perhaps-if-felony: {in_words(sorted(PERHAPS_OF_FORCE))}",
        *(barred.dump() for barred in BARRED),
        SEALED_THOUGH_OF_ARTICLE_11.dump(),
    ]
    dumped = [*(rule.dump() for rule in RULES), *tiers, *attempts, *waits, *notes, *lists]
    return "\n".join(dumped) + "\n"


@cache
def version() -> str:
    """The rulebook's version: SHA-256 of its dump."""
    return "sha256:" + hashlib.sha256(dump().encode()).hexdigest()
