"""What the rules can tell apart of a count: everything that decides, and nothing more."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from portal.facts import Answer
from portal.law.known import Fact, Known, Possible
from portal.law.logic import Leaf, OneOf
from portal.law.rules import leaves_on

Told = tuple[tuple[Possible, ...], tuple[Answer, ...]]


def told(known: Known, day: date) -> Told:
    """The same for two counts that every rule of the day judges alike.

    Of a choice the values it may still be; of an amount or a day only the answers to the rules'
    own questions about it.
    """
    choices, measures = _asked(day)
    possible = known.possible
    return (
        tuple([possible[fact] for fact in choices]),
        tuple([leaf.truth(known) for leaf in measures]),
    )


def truths(said: Told, day: date) -> dict[str, Answer]:
    """The answer to each question of the rules, by its id, out of what ``told`` told."""
    choices, measures = _asked(day)
    known = Known(possible=dict(zip(choices, said[0], strict=True)))
    chosen = {leaf.id: leaf.truth(known) for leaf in leaves_on(day) if leaf.fact in choices}
    return chosen | {leaf.id: truth for leaf, truth in zip(measures, said[1], strict=True)}


@lru_cache(maxsize=64)
def _asked(day: date) -> tuple[tuple[Fact, ...], tuple[Leaf, ...]]:
    leaves = leaves_on(day)
    choices = tuple(dict.fromkeys(leaf.fact for leaf in leaves if isinstance(leaf, OneOf)))
    return choices, tuple(leaf for leaf in leaves if leaf.fact not in choices)
