"""What the rules can tell apart of a count: everything that decides, and nothing more."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import lru_cache

from portal.law.known import Fact, Known
from portal.law.logic import Leaf, OneOf
from portal.law.rules import leaves_on


def told(known: Known, day: date) -> Hashable:
    """The same for two counts that every rule of the day judges alike.

    Of a choice the values it may still be; of an amount or a day only the answers to the rules'
    own questions about it.
    """
    choices, measures = _asked(day)
    possible = known.possible
    return (
        *[possible[fact] for fact in choices],
        *[leaf.truth(known) for leaf in measures],
    )


@lru_cache(maxsize=64)
def _asked(day: date) -> tuple[tuple[Fact, ...], tuple[Leaf, ...]]:
    leaves = leaves_on(day)
    choices = tuple(dict.fromkeys(leaf.fact for leaf in leaves if isinstance(leaf, OneOf)))
    return choices, tuple(leaf for leaf in leaves if leaf.fact not in choices)
