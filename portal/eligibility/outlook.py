"""What a charge that was told may still add to its case, whatever is told after it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import product

from portal.eligibility.count import Count
from portal.eligibility.situation import seen_alone
from portal.eligibility.told import Told, told, truths
from portal.eligibility.truth import Truth, Truths, condition_truth
from portal.eligibility.verdict import AMENDED, Way, ways_by
from portal.facts import Answer, Case, Person, Sentence
from portal.law.known import EITHER, Fact, Known
from portal.law.rules import Stage, leaves_on, rules_on

Outlook = frozenset[frozenset[Way]]
"""For each way in which the rest can be told, how the charge may then end."""


def outlook(person: Person, case: Case, count: Count) -> Outlook:
    """What is told after a charge is what the others are, whether the record was checked and, while
    a sentence is served, what follows it."""
    open_facts = {Fact.VIOLENT: EITHER, Fact.OTHER_COUNT: EITHER, Fact.BESIDE: EITHER}
    known = Known(possible=seen_alone(person, case, count) | open_facts)
    serving = count.charge.sentence is Sentence.SERVING
    return _outlook(count.day, told(known, count.day), count.cannabis, count.ended, serving)


_STILL_TOLD = frozenset({Fact.VIOLENT, Fact.OTHER_COUNT, Fact.BESIDE, Fact.CHECKED})
_TRUTHS = {Answer.YES: Truth.YES, Answer.NO: Truth.NO, Answer.UNKNOWN: Truth.STUCK}


@lru_cache(maxsize=4096)
def _outlook(
    day: date, said: Told, cannabis: frozenset[str], ended: frozenset[str], serving: bool
) -> Outlook:
    """Kept by what the rules are told, in which nothing is of a person's own words."""
    if ended == {"amended"}:
        return frozenset({frozenset({AMENDED})})
    known = {id: _TRUTHS[truth] for id, truth in truths(said, day).items()}
    still_told = _STILL_TOLD | ({Fact.SENTENCE} if serving else set())
    open_ids = [leaf.id for leaf in leaves_on(day) if leaf.fact in still_told]
    found = set()
    for answers in product((Truth.YES, Truth.NO), repeat=len(open_ids)):
        then = known | dict(zip(open_ids, answers, strict=True))
        found.add(_ways(day, then, cannabis, ended))
    return frozenset(found)


def _ways(
    day: date, known: Truths, cannabis: frozenset[str], ended: frozenset[str]
) -> frozenset[Way]:
    ways = {AMENDED} if "amended" in ended else set()
    for rule in rules_on(day):
        if rule.stage is Stage.CASE or (rule.stage is Stage.CONVICTED and "convicted" not in ended):
            continue
        truth = condition_truth(rule.when, known)
        if truth is not Truth.NO:
            ways |= ways_by(rule, cannabis, ended, day)
        if truth is Truth.YES:
            break
    return frozenset(ways)
