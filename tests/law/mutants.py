"""Every small mistake the rulebook could have: one number, day, class, outcome or test wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portal.eligibility import age, barring, contradictions, count, told
from portal.facts import OffenseClass
from portal.law import days, rules
from portal.law.codes import Outcome
from portal.law.dated import Dated
from portal.law.logic import AllOf, AtMost, Before, Condition, Leaf, Not, OneOf, Shown
from portal.law.offenses import ATTEMPTED, TIERED, Tier
from portal.law.petitions import BARRED
from portal.law.rules import MINOR, POLICE_RECORD_DUE, RULES
from portal.law.waiting import WAITING

GRAM = Decimal("0.01")
DAY = timedelta(days=1)
CLASSES = [each for each in OffenseClass if each not in ("petty", "misdemeanor", "felony")]


@dataclass(frozen=True, slots=True)
class Mutant:
    """``changes``: of each object the attribute and its wrong value."""

    name: str
    changes: tuple[tuple[object, str, object], ...]

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """The rulebook with the mistake in it, for as long as the block runs."""
        right = [(thing, name, _get(thing, name)) for thing, name, _ in self.changes]
        try:
            _apply(self.changes)
            yield
        finally:
            _apply(tuple(reversed(right)))


def _get(thing: object, name: str) -> object:
    return thing[name] if isinstance(thing, dict) else getattr(thing, name)


def _apply(changes: tuple[tuple[object, str, object], ...]) -> None:
    for thing, name, value in changes:
        if isinstance(thing, dict):
            thing[name] = value
        elif isinstance(thing, type(days)):
            setattr(thing, name, value)
        else:  # the rulebook's objects are frozen: for everybody but a mutant
            object.__setattr__(thing, name, value)
    rules.rules_on.cache_clear()
    rules.leaves_on.cache_clear()
    told._asked.cache_clear()


def every_mutant() -> list[Mutant]:
    found = [*_of_leaves(), *_of_conditions(), *_of_rules(), *_of_tiers(), *_of_the_rest()]
    assert len({mutant.name for mutant in found}) == len(found)
    return found


def _one(name: str, thing: object, attribute: str, value: object) -> Mutant:
    return Mutant(name, ((thing, attribute, value),))


def _leaves() -> dict[str, Leaf]:
    return {leaf.id: leaf for rule in RULES for leaf in rule.when.leaves()}


def _of_leaves() -> Iterator[Mutant]:
    """Each limit and each day one unit off, each value left out."""
    for id_, leaf in _leaves().items():
        if isinstance(leaf, AtMost):
            for off in (-GRAM, GRAM):
                limit = leaf.limit + off
                yield _one(f"{id_}: at most {limit} grams", leaf, "limit", limit)
        elif isinstance(leaf, Before):
            for shift in (-DAY, DAY):
                day = leaf.day + shift
                yield _one(f"{id_}: before {day}", leaf, "day", day)
        elif isinstance(leaf, OneOf):
            for value in sorted(leaf.values):
                yield _one(f"{id_}: not {value}", leaf, "values", leaf.values - {value})


def _of_conditions() -> Iterator[Mutant]:
    """Each part of each condition negated, and each part of several left out."""
    named: list[tuple[str, Condition]] = [(rule.id, rule.when) for rule in RULES]
    named += [("a minor offense", MINOR), ("due to be deleted", POLICE_RECORD_DUE)]
    seen: set[int] = set()
    for rule in RULES:
        if not isinstance(rule.when, AllOf):
            yield _one(f"{rule.id}: not {_said(rule.when)}", rule, "when", _negated(rule.when))
    while named:
        name, condition = named.pop(0)
        if isinstance(condition, (Not, Shown)):
            named.append((name, condition.condition))
        if not isinstance(condition, AllOf) or id(condition) in seen:
            continue
        seen.add(id(condition))
        parts = condition.conditions
        for at, part in enumerate(parts):
            before, after = parts[:at], parts[at + 1 :]
            negated, without = (*before, _negated(part), *after), (*before, *after)
            yield _one(f"{name}: not {_said(part)}", condition, "conditions", negated)
            yield _one(f"{name}: without {_said(part)}", condition, "conditions", without)
            if isinstance(part, Shown):
                bare = (*before, part.condition, *after)
                yield _one(f"{name}: {_said(part)} as it is", condition, "conditions", bare)
        named += [(f"{name}, {_said(part)}", part) for part in parts]


def _negated(condition: Condition) -> Condition:
    return condition.condition if isinstance(condition, Not) else Not(condition)


def _said(condition: Condition) -> str:
    ids = "+".join(leaf.id for leaf in condition.leaves())
    return f"({type(condition).__name__} {ids})"


def _of_rules() -> Iterator[Mutant]:
    """Each outcome another, each rule left out, neighbors swapped, each rule a day off."""
    for rule in RULES:
        for outcome in Outcome:
            if outcome is not rule.outcome:
                yield _one(f"{rule.id}: {outcome}", rule, "outcome", outcome)
    for at, rule in enumerate(RULES):
        if rule is not RULES[-1]:
            rest = RULES[:at] + RULES[at + 1 :]
            yield _one(f"{rule.id}: left out", rules, "RULES", rest)
            swapped = (*RULES[:at], RULES[at + 1], rule, *RULES[at + 2 :])
            yield _one(f"{rule.id}: after {RULES[at + 1].id}", rules, "RULES", swapped)
        later = rule.since + DAY
        yield _one(f"{rule.id}: since {later}", rule, "since", later)


def _of_tiers() -> Iterator[Mutant]:
    for section, tables in TIERED.items():
        yield from _of_history(f"section {section}", tables)
        for since, row in tables.history:
            for tier, heavier in zip(row, row[1:], strict=False):
                for off in (-GRAM, GRAM):
                    assert tier.up_to is not None
                    bound = tier.up_to + off
                    name = f"{section}{tier.letter} since {since}: up to {bound} grams"
                    yield Mutant(name, ((tier, "up_to", bound), (heavier, "over", bound)))
            for tier in row:
                yield from _of_classes(f"{section}{tier.letter} since {since}", tier)


def _of_classes(name: str, tier: Tier) -> Iterator[Mutant]:
    """A tier with one class has it in one place of the table; with two, in two."""
    if tier.first is tier.again:
        for wrong in _beside(tier.first):
            changes = ((tier, "first", wrong), (tier, "again", wrong))
            yield Mutant(f"{name}: {wrong}", changes)
        return
    for which in ("first", "again"):
        for wrong in _beside(getattr(tier, which)):
            yield _one(f"{name}: {which} {wrong}", tier, which, wrong)


def _beside(right: OffenseClass) -> list[OffenseClass]:
    """The next lighter and the next heavier class."""
    at = CLASSES.index(right)
    return [CLASSES[each] for each in (at - 1, at + 1) if 0 <= each < len(CLASSES)]


def _of_history(name: str, dated: Dated[Any]) -> Iterator[Mutant]:
    """Each day on which the value changes, a day off."""
    for at, (since, value) in enumerate(dated.history):
        for shift in (-DAY, DAY):
            row = (since + shift, value)
            history = (*dated.history[:at], row, *dated.history[at + 1 :])
            yield _one(f"{name}: since {since + shift}", dated, "history", history)


def _of_the_rest() -> Iterator[Mutant]:
    """Waiting periods, ages, what an attempt makes of a class, and the days read elsewhere."""
    for number, waiting in enumerate(WAITING):
        name = f"{waiting.id} ({number + 1})"
        yield from _of_history(name, waiting.years)
        for at, (since, years) in enumerate(waiting.years.history):
            for wrong in (years - 1, years + 1):
                history = waiting.years.history
                changed = (*history[:at], (since, wrong), *history[at + 1 :])
                yield _one(f"{name} since {since}: {wrong}", waiting.years, "history", changed)
    for whole, lowered in ATTEMPTED.items():
        for wrong_class in _beside(lowered):
            yield _one(f"attempt of {whole}: {wrong_class}", ATTEMPTED, whole, wrong_class)
    yield from _of_the_barred()
    for adult in (age.ADULT_AGE - 1, age.ADULT_AGE + 1):
        yield _one(f"of age at {adult}", age, "ADULT_AGE", adult)
    read = [
        (age, "SEVENTEEN_JUVENILE_FOR_MISDEMEANORS"),
        (age, "SEVENTEEN_JUVENILE_FOR_ALL"),
        (contradictions, "CANNABIS_CONTROL_ACT"),
        (count, "CANNABIS_CONTROL_ACT"),
        (contradictions, "CIVIL_UP_TO_TEN_GRAMS"),
        (days, "CANNABIS_CONTROL_ACT"),
    ]
    for module, constant in read:
        for shift in (-DAY, DAY):
            wrong_day: date = getattr(module, constant) + shift
            yield _one(f"{module.__name__}: {constant} {wrong_day}", module, constant, wrong_day)


def _of_the_barred() -> Iterator[Mutant]:
    """Each entry of what no petition reaches left out, its reach another, each class left out."""
    for at, each in enumerate(BARRED):
        yield _one(f"{each.id}: left out", barring, "BARRED", BARRED[:at] + BARRED[at + 1 :])
        yield _one(f"{each.id}: the other reach", each, "expunging", not each.expunging)
        for one in sorted(each.classes):
            yield _one(f"{each.id}: not {one}", each, "classes", each.classes - {one})
        if each.classes:
            yield _one(f"{each.id}: of any class", each, "classes", frozenset())
