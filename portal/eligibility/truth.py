"""What is known of a condition or can still be told, and which facts can still tell it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from portal.law.known import Fact
from portal.law.logic import AllOf, Condition, Leaf, Not, Shown


class Truth(Enum):
    """What is known, or can still be told. ``ONLY_YES`` and ``ONLY_NO``: it may be told that it is
    so, but never that it is not; or the other way around."""

    YES = "yes"
    NO = "no"
    OPEN = "open"
    ONLY_YES = "only yes"
    ONLY_NO = "only no"
    STUCK = "stuck"


_OPPOSITE = {
    Truth.YES: Truth.NO,
    Truth.NO: Truth.YES,
    Truth.ONLY_YES: Truth.ONLY_NO,
    Truth.ONLY_NO: Truth.ONLY_YES,
}
MAY_HOLD = frozenset({Truth.YES, Truth.OPEN, Truth.ONLY_YES})
MAY_FAIL = frozenset({Truth.NO, Truth.OPEN, Truth.ONLY_NO})
Truths = dict[str, Truth]


def condition_truth(condition: Condition, truths: Truths) -> Truth:
    """What is known of a condition, or can still be told, by that of its leaves."""
    if isinstance(condition, AllOf):
        return _of_all({condition_truth(each, truths) for each in condition.conditions})
    if isinstance(condition, Not):
        truth = condition_truth(condition.condition, truths)
        return _OPPOSITE.get(truth, truth)
    if isinstance(condition, Shown):
        truth = condition_truth(condition.condition, truths)
        if truth is Truth.YES:
            return truth
        return Truth.OPEN if truth in MAY_HOLD else Truth.NO
    [leaf] = condition.leaves()
    return truths[leaf.id]


def _of_all(found: set[Truth]) -> Truth:
    if Truth.NO in found:
        return Truth.NO
    if found <= {Truth.YES}:
        return Truth.YES
    if found <= MAY_HOLD:
        return Truth.ONLY_YES if found.isdisjoint(MAY_FAIL) else Truth.OPEN
    return Truth.STUCK if found.isdisjoint(MAY_FAIL) else Truth.ONLY_NO


def deciding_facts(condition: Condition, truths: Truths) -> set[Fact]:
    """Those that can still tell whether it is so. Where they can only tell that it is not, what
    speaks for it decides nothing."""
    if isinstance(condition, AllOf) and condition_truth(condition, truths) is Truth.ONLY_NO:
        failing = (
            each for each in condition.conditions if condition_truth(each, truths) in MAY_FAIL
        )
        return set().union(*[deciding_facts(each, truths) for each in failing])
    return open_facts(condition, truths)


def open_facts(condition: Condition, truths: Truths) -> set[Fact]:
    return {leaf.fact for leaf in _open_leaves(condition, truths)}


def _open_leaves(condition: Condition, truths: Truths) -> Iterator[Leaf]:
    return (leaf for leaf in condition.leaves() if truths[leaf.id] in TELLABLE)


TELLABLE = frozenset({Truth.OPEN, Truth.ONLY_YES, Truth.ONLY_NO})
