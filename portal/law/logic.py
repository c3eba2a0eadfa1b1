"""Conditions that judge what is known in three values and say what they found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from portal.facts import Answer
from portal.law.citation import Citation, Support
from portal.law.known import Fact, Known
from portal.say import Msg

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Says:
    """What a leaf says when it is met, when it is not, and when that is not known."""

    yes: Msg
    no: Msg
    unknown: Msg

    def when(self, truth: Answer) -> Msg:
        return self.yes if truth is YES else self.no if truth is NO else self.unknown


class Condition(Protocol):
    """Something the law asks. It can be judged, listed leaf by leaf, and printed."""

    def truth(self, known: Known) -> Answer: ...
    def leaves(self) -> Iterator[Leaf]: ...
    def dump(self) -> str: ...


class Leaf(Condition, Protocol):
    """A condition about one fact, with its own sentence and citations."""

    @property
    def id(self) -> str: ...
    @property
    def fact(self) -> Fact: ...
    @property
    def cites(self) -> tuple[Citation, ...]: ...
    @property
    def support(self) -> Support | None: ...
    def sentence(self, known: Known, truth: Answer) -> Msg: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    id: str
    fact: Fact
    says: Says
    cites: tuple[Citation, ...]
    support: Support | None = None
    """How we know what is asked, where we know that less well than the sources it cites."""

    def leaves(self) -> Iterator[Leaf]:
        yield self  # type: ignore[misc]  # each subclass has truth and dump

    def sentence(self, known: Known, truth: Answer) -> Msg:
        """The leaf's sentence, with the hole ``%(value)s`` filled where it has one."""
        msg = self._said(known, truth)
        if "%(value)s" not in msg.text:
            return msg
        return Msg(msg.text, (*msg.holes, ("value", known.shows[self.fact])))

    def _said(self, known: Known, truth: Answer) -> Msg:
        return self.says.when(truth)

    def _named(self) -> str:
        cites = "; ".join(cite.text for cite in self.cites)
        return f"{self.id}: {self.fact} {{}} [{cites}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(_Leaf):
    """The fact is one of ``values``. ``instead``: what is said where it is surely another one, of
    which ``says.no`` would not be true."""

    values: frozenset[str]
    instead: tuple[tuple[str, Msg], ...] = ()

    def truth(self, known: Known) -> Answer:
        possible = known.choices(self.fact)
        if possible <= self.values:
            return YES
        return NO if possible.isdisjoint(self.values) else UNKNOWN

    def _said(self, known: Known, truth: Answer) -> Msg:
        for value, instead in self.instead:
            if known.choices(self.fact) == {value}:
                return instead
        return self.says.when(truth)

    def dump(self) -> str:
        return self._named().format("is one of " + ", ".join(sorted(self.values)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost(_Leaf):
    """The amount is not more than ``limit`` grams; exactly the limit meets it."""

    limit: Decimal

    def truth(self, known: Known) -> Answer:
        amount = known.amount(self.fact)
        if amount.exact is not None:
            return YES if amount.exact <= self.limit else NO
        if amount.up_to is not None and amount.up_to <= self.limit:
            return YES
        return NO if amount.over >= self.limit else UNKNOWN

    def dump(self) -> str:
        return self._named().format(f"is at most {self.limit} g")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before(_Leaf):
    """The day is strictly before ``day``, whichever day of the span it was."""

    day: date

    def truth(self, known: Known) -> Answer:
        span = known.span(self.fact)
        if span.last < self.day:
            return YES
        return NO if span.first >= self.day else UNKNOWN

    def dump(self) -> str:
        return self._named().format(f"is before {self.day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition

    def truth(self, known: Known) -> Answer:
        return {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[self.condition.truth(known)]

    def leaves(self) -> Iterator[Leaf]:
        return self.condition.leaves()

    def dump(self) -> str:
        return f"not ({self.condition.dump()})"


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]

    def truth(self, known: Known) -> Answer:
        met = YES
        for condition in self.conditions:
            truth = condition.truth(known)
            if truth is NO:
                return NO
            if truth is UNKNOWN:
                met = UNKNOWN
        return met

    def leaves(self) -> Iterator[Leaf]:
        for condition in self.conditions:
            yield from condition.leaves()

    def dump(self) -> str:
        return "all of (" + " | ".join(condition.dump() for condition in self.conditions) + ")"


@dataclass(frozen=True, slots=True)
class Shown:
    """Met only where the condition is surely met: what is not known counts as not met."""

    condition: Condition

    def truth(self, known: Known) -> Answer:
        return YES if self.condition.truth(known) is YES else NO

    def leaves(self) -> Iterator[Leaf]:
        return self.condition.leaves()

    def dump(self) -> str:
        return f"shown ({self.condition.dump()})"


ALWAYS = AllOf(())
"""What is left when nothing before it matched."""


def all_of(*conditions: Condition) -> AllOf:
    return AllOf(conditions)
