"""What is known of one charge: for each fact, the values it may still have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.say import Hole, Span


class Fact(StrEnum):
    """The facts the rules judge, most of them drawn from several answers at once."""

    JURISDICTION = "jurisdiction"
    JUVENILE = "juvenile"
    FORUM = "forum"
    CITATION_END = "citation-end"
    OPEN = "open"
    PARDON = "pardon"
    CHECKED = "checked"
    ENDED = "ended"
    SECTION = "section"
    CLASS = "class"
    GRAMS = "grams"
    TO_MINOR = "to-minor"
    ATTEMPT = "attempt"
    VIOLENT = "violent"
    SENTENCE = "sentence"
    OFFENSE_DAY = "offense-day"
    CONVICTION_DAY = "conviction-day"
    OTHER_COUNT = "other-count"
    BESIDE = "beside"


YES, NO = "yes", "no"
EITHER = frozenset({YES, NO})


@dataclass(frozen=True, slots=True)
class Amount:
    """More than ``over`` and not more than ``up_to`` grams; an exact weight has ``exact``."""

    over: Decimal = Decimal(0)
    up_to: Decimal | None = None
    exact: Decimal | None = None


ANY_AMOUNT = Amount()
ANY_DAY = Span(date.min, date.max)

Possible = frozenset[str] | Amount | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One charge in its case."""

    possible: Mapping[Fact, Possible]
    shows: Mapping[Fact, Hole] = field(default_factory=dict)
    """How a fact is said in a sentence, where its value is known: only sentences ask for it."""

    def choices(self, fact: Fact) -> frozenset[str]:
        """The values left for a fact that is one of several."""
        possible = self.possible[fact]
        if isinstance(possible, frozenset):
            return possible
        raise TypeError(f"{fact} is not one of several values")

    def amount(self, fact: Fact) -> Amount:
        possible = self.possible[fact]
        if isinstance(possible, Amount):
            return possible
        raise TypeError(f"{fact} is not an amount")

    def span(self, fact: Fact) -> Span:
        possible = self.possible[fact]
        if isinstance(possible, Span):
            return possible
        raise TypeError(f"{fact} is not a day")
