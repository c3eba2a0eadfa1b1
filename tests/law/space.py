"""The space of everything the rules can be told, cut where the conditions themselves cut it.

A rule sees a fact only through its leaves: ``OneOf.values``, ``AtMost.limit``, ``Before.day``. Two
values that every leaf of the rulebook judges alike are one *atom*; an amount or a day becomes the
intervals between the limits that stand in the leaves. What is known of a fact is a *cell*: a set of
atoms that it may still be (for amounts and days an unbroken run of them). A point of the space is
one cell for each fact, so the space is the product over the facts and no rule can tell apart more.

The product has more points than can be walked one by one, but the rules are a list: a fact that no
later test reads can be forgotten, and points that leave the same tests open go on together.
``survey`` walks them in such bundles, fact by fact, each with its exact number of points, and so
visits every point of the product once. With each bundle goes the set of what its *completions*, the
points where every fact is one atom, still have open: the brute force over every completion, bundled
in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import prod

from portal.facts import Answer
from portal.law.codes import Outcome
from portal.law.known import Amount, Fact, Known, Possible
from portal.law.logic import AllOf, AtMost, Before, Condition, Leaf, Not, OneOf, Shown
from portal.law.rules import Rule
from portal.say import Span

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
ANOTHER = "another"
"""A value that no leaf names: Illinois as a jurisdiction, convicted as an end."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one fact: the atoms it may be, by their places, and a value that says so."""

    atoms: frozenset[int]
    possible: Possible


@dataclass(frozen=True, slots=True)
class Cut:
    """A fact's atoms and its cells, as the leaves cut it."""

    fact: Fact
    atoms: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    place: Callable[[Possible], frozenset[int]]
    """The atoms that a value known in real life touches."""


def cuts(rules: Iterable[Rule]) -> dict[Fact, Cut]:
    """Every fact the rules read, in the order they read them, cut by their own leaves."""
    leaves: dict[Fact, list[Leaf]] = {}
    for rule in rules:
        for leaf in rule.when.leaves():
            leaves.setdefault(leaf.fact, []).append(leaf)
    return {fact: _cut(fact, own) for fact, own in leaves.items()}


def _cut(fact: Fact, leaves: list[Leaf]) -> Cut:
    if all(isinstance(leaf, OneOf) for leaf in leaves):
        return _cut_choice(fact, [leaf.values for leaf in leaves if isinstance(leaf, OneOf)])
    if all(isinstance(leaf, AtMost) for leaf in leaves):
        return _cut_amount(fact, {leaf.limit for leaf in leaves if isinstance(leaf, AtMost)})
    return _cut_day(fact, {leaf.day for leaf in leaves if isinstance(leaf, Before)})


def _cut_choice(fact: Fact, named: list[frozenset[str]]) -> Cut:
    kinds: dict[tuple[bool, ...], set[str]] = {(False,) * len(named): {ANOTHER}}
    for value in sorted(frozenset().union(*named)):
        kinds.setdefault(tuple(value in values for values in named), set()).add(value)
    places = {kind: at for at, kind in enumerate(kinds)}
    values = [min(members) for members in kinds.values()]

    def place(possible: Possible) -> frozenset[int]:
        assert isinstance(possible, frozenset)
        return frozenset(places[tuple(v in values for values in named)] for v in possible)

    cells = [
        Cell(frozenset(chosen), frozenset(values[at] for at in chosen))
        for size in range(1, len(values) + 1)
        for chosen in combinations(range(len(values)), size)
    ]
    return Cut(fact, tuple(cells[: len(values)]), tuple(cells), place)


def _runs(length: int) -> Iterator[tuple[int, int]]:
    return ((at, at + more) for more in range(length) for at in range(length - more))


def _cut_amount(fact: Fact, limits: set[Decimal]) -> Cut:
    ends = [Decimal(0), *sorted(limits)]

    def place(possible: Possible) -> frozenset[int]:
        assert isinstance(possible, Amount)
        if possible.exact is not None:
            return frozenset({sum(limit < possible.exact for limit in ends) - 1})
        first = sum(limit <= possible.over for limit in ends) - 1
        top = possible.up_to
        last = len(ends) - 1 if top is None else sum(limit < top for limit in ends) - 1
        return frozenset(range(first, last + 1))

    cells = [
        Cell(
            frozenset(range(first, last + 1)),
            Amount(over=ends[first], up_to=ends[last + 1] if last + 1 < len(ends) else None),
        )
        for first, last in _runs(len(ends))
    ]
    return Cut(fact, tuple(cells[: len(ends)]), tuple(cells), place)


def _cut_day(fact: Fact, days: set[date]) -> Cut:
    starts = [date.min, *sorted(days)]
    ends = [*(day - timedelta(days=1) for day in starts[1:]), date.max]

    def place(possible: Possible) -> frozenset[int]:
        assert isinstance(possible, Span)
        first = sum(start <= possible.first for start in starts) - 1
        last = sum(start <= possible.last for start in starts) - 1
        return frozenset(range(first, last + 1))

    cells = [
        Cell(frozenset(range(first, last + 1)), Span(starts[first], ends[last]))
        for first, last in _runs(len(starts))
    ]
    return Cut(fact, tuple(cells[: len(starts)]), tuple(cells), place)


def known_at(point: Mapping[Fact, Cell]) -> Known:
    """What the rules are told at a point of the space."""
    return Known(
        possible={fact: cell.possible for fact, cell in point.items()},
        shows={Fact.GRAMS: "…", Fact.CLASS: "…"},
    )


# What is left open of a condition once some facts are known: a truth, or the condition with the
# judged parts in place.


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    parts: tuple[_Open | Answer | OneOf | AtMost | Before, ...]


_Left = _Open | Answer | OneOf | AtMost | Before
_OPPOSITE = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}


def _opened(condition: Condition) -> _Left:
    """The whole condition, still open; our own reading of it, apart from how it judges itself."""
    if isinstance(condition, Not):
        return _Open("not", (_opened(condition.condition),))
    if isinstance(condition, Shown):
        return _Open("shown", (_opened(condition.condition),))
    if isinstance(condition, AllOf):
        return _all(tuple(map(_opened, condition.conditions)))
    assert isinstance(condition, (OneOf, AtMost, Before))
    return condition


def _all(parts: tuple[_Left, ...]) -> _Left:
    if NO in parts:
        return NO
    unsure = (UNKNOWN,) if UNKNOWN in parts else ()
    still = tuple(part for part in parts if part not in (YES, UNKNOWN))
    if still:
        return _Open("all", (*unsure, *still))
    return UNKNOWN if unsure else YES


@cache
def _learn(left: _Left, fact: Fact, cell: Cell) -> _Left:
    """What is left of a condition when a fact becomes known as far as the cell says."""
    if isinstance(left, Answer):
        return left
    if not isinstance(left, _Open):
        return left.truth(known_at({fact: cell})) if left.fact is fact else left
    parts = tuple(_learn(part, fact, cell) for part in left.parts)
    if left.kind == "all":
        return _all(parts)
    [part] = parts
    if not isinstance(part, Answer):
        return _Open(left.kind, parts)
    return _OPPOSITE[part] if left.kind == "not" else YES if part is YES else NO


Tests = tuple[tuple[Outcome, _Left], ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through the tests: the outcomes that may already be, and the tests still open.

    Two outcomes are one too many: then nothing that is learned later can settle it.
    """

    may_be: frozenset[Outcome]
    tests: Tests

    @property
    def over(self) -> bool:
        return not self.tests or len(self.may_be) > 1

    @property
    def outcome(self) -> Outcome:
        assert self.over
        return next(iter(self.may_be)) if len(self.may_be) == 1 else Outcome.GET_RECORD


def start(rules: Sequence[Rule]) -> Walk:
    return _settled(frozenset(), tuple((rule.outcome, _opened(rule.when)) for rule in rules))


def _settled(may_be: frozenset[Outcome], tests: Tests) -> Walk:
    """The first match wins: what stands behind a test that is met does not count."""
    open_tests: list[tuple[Outcome, _Left]] = []
    for outcome, left in tests:
        if left is NO:
            continue
        if not open_tests and isinstance(left, Answer):
            may_be |= {outcome}
        else:
            open_tests.append((outcome, left))
        if left is YES:
            break
    return Walk(may_be, () if len(may_be) > 1 else tuple(open_tests))


@cache
def step(walk: Walk, fact: Fact, cell: Cell) -> Walk:
    if walk.over:
        return walk
    return _settled(
        walk.may_be, tuple((outcome, _learn(left, fact, cell)) for outcome, left in walk.tests)
    )


@dataclass(slots=True)
class Surveyed:
    """``points``: how many, by what the engine's walk and what the completions end in.

    ``witnesses``: for every way into such an end one point that ends there.
    """

    points: Counter[tuple[Outcome, frozenset[Outcome]]]
    witnesses: list[tuple[dict[Fact, Cell], Outcome, frozenset[Outcome]]]

    def by_outcome(self) -> Counter[Outcome]:
        found: Counter[Outcome] = Counter()
        for (outcome, _), number in self.points.items():
            found[outcome] += number
        return found


def survey(space: Mapping[Fact, Cut], cells: Mapping[Fact, Sequence[Cell]], walk: Walk) -> Surveyed:
    """Walk every point of the product of ``cells`` and, beside it, all its completions.

    Of the completions' outcomes at most two are kept: two already disagree.
    """
    found = Surveyed(Counter(), [])
    facts = list(cells)
    bundles: dict[tuple[Walk, frozenset[Walk]], tuple[int, dict[Fact, Cell]]] = {
        (walk, frozenset({walk})): (1, {})
    }
    for at, fact in enumerate(facts):
        rest = prod(len(cells[later]) for later in facts[at + 1 :])
        after: dict[tuple[Walk, frozenset[Walk]], tuple[int, dict[Fact, Cell]]] = {}
        for (engine, ways), (number, point) in bundles.items():
            for cell in cells[fact]:
                key = step(engine, fact, cell), _completed(ways, space[fact], cell)
                here = point | {fact: cell}
                if key[0].over and all(way.over for way in key[1]):
                    ends = frozenset(way.outcome for way in key[1])
                    found.points[key[0].outcome, ends] += number * rest
                    found.witnesses.append((here, key[0].outcome, ends))
                else:
                    before, witness = after.get(key, (0, here))
                    after[key] = before + number, witness
        bundles = after
    assert not bundles
    return found


@cache
def _completed(ways: frozenset[Walk], cut: Cut, cell: Cell) -> frozenset[Walk]:
    went = frozenset(step(way, cut.fact, cut.atoms[atom]) for way in ways for atom in cell.atoms)
    ended = sorted((way for way in went if way.over), key=lambda way: way.outcome)
    distinct = list({way.outcome: way for way in ended}.values())
    if len(distinct) > 1:
        return frozenset(distinct[:2])
    return frozenset(distinct) | {way for way in went if not way.over}


def alike(one: Walk, other: Walk, cells: Mapping[Fact, Sequence[Cell]]) -> bool:
    """Whether two lists of tests decide alike on every point of the product of ``cells``."""
    pairs = {(one, other)}
    for fact, own in cells.items():
        pairs = {(step(a, fact, cell), step(b, fact, cell)) for a, b in pairs for cell in own}
        if any(a.over and b.over and a.outcome is not b.outcome for a, b in pairs):
            return False
        pairs = {(a, b) for a, b in pairs if not (a.over and b.over)}
    return not pairs
