"""What the other charges of a case leave possible while one of them is being told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from portal.eligibility.age import arrest_of, class_may_decide, narrowed
from portal.eligibility.count import Count
from portal.eligibility.ladders import Listing
from portal.eligibility.open_tests import Worlds, any_worlds
from portal.eligibility.outlook import Outlook
from portal.eligibility.situation import (
    Situation,
    counts_against,
    of_the_count,
    seen_together,
    supervised_cannabis,
    violent,
)
from portal.eligibility.verdict import (
    AMENDED,
    UNLISTED,
    Mixes,
    Way,
    combine,
    mixes,
    telling,
    ways_of_counts,
    with_sentences_finished,
)
from portal.facts import Answer, Case, Person, Sentence
from portal.law.codes import Outcome
from portal.law.known import EITHER, NO, YES, Fact, Known
from portal.law.offenses import FELONIES
from portal.law.rules import MINOR, POLICE_RECORD_DUE, Stage
from portal.say import Span

_YES, _NO = frozenset({YES}), frozenset({NO})


_NOTHING_TOLD: Worlds = frozenset({mixes([])})


class Beside(NamedTuple):
    """What the other charges of a case tell of one of them.

    ``violent``, ``against``, ``supervised``: of how many it is so, and of how many nobody knows.
    ``major``: how many surely are convictions for cannabis, and for no minor offense;
    ``petitions``: how many surely lead to a petition where none is; ``unclassed``: of how many
    nobody knows the class that a person of 17 would be judged by. ``arrest``: when the arrest was,
    if there was only one, this charge and all before it seen together. ``told``: for each way in
    which the rest can be told, what those before it add to the case; ``None``: there is no saying.
    ``together``: what they add, once all of them and this one were told.
    """

    listing: Listing = Listing.OPEN
    number: int = 0
    violent: tuple[int, int] = (0, 0)
    against: tuple[int, int] = (0, 0)
    supervised: tuple[int, int] = (0, 0)
    major: int = 0
    petitions: int = 0
    unclassed: int = 0
    arrest: Span | None = None
    told: Worlds | None = _NOTHING_TOLD
    together: Worlds | None = None

    def plus(self, count: Count, then: Outlook | None) -> Beside:
        """With one charge more. ``then``: what it may add to the case; ``None``: it is not told."""
        found = None if then is None or self.told is None else _told_too(self.told, then)
        return self._with(count, 1)._replace(told=found)

    def minus(self, count: Count) -> Beside:
        """With one charge less."""
        return self._with(count, -1)._replace(told=None)

    def _with(self, count: Count, times: int) -> Beside:

        def tally(had: tuple[int, int], truth: frozenset[str]) -> tuple[int, int]:
            yes, unknown = truth == {YES}, truth == EITHER
            return had[0] + times * yes, had[1] + times * unknown

        return self._replace(
            number=self.number + times,
            violent=tally(self.violent, violent(count)),
            against=tally(self.against, counts_against(count)),
            supervised=tally(self.supervised, supervised_cannabis(count)),
            major=self.major + times * _is_major(count),
            petitions=self.petitions + times * _is_petition(count),
            unclassed=self.unclassed + times * _is_unclassed(count),
            arrest=self.arrested(count),
        )

    def arrested(self, count: Count) -> Span:
        """When the one arrest was, seen from this charge too."""
        arrest = arrest_of(count, count.day)
        return arrest if self.arrest is None else narrowed(self.arrest, arrest)

    def _truth(self, tally: tuple[int, int]) -> frozenset[str]:
        if tally[0]:
            return _YES
        return EITHER if tally[1] or self.listing is not Listing.CLOSED else _NO

    @property
    def facts(self) -> dict[Fact, frozenset[str]]:
        return {
            Fact.VIOLENT: self._truth(self.violent),
            Fact.OTHER_COUNT: self._truth(self.against),
            Fact.BESIDE: self._truth(self.supervised),
        }

    def worlds(self, day: date, *, is_told: bool, only_arrest: bool) -> Worlds:
        """What the others may add to the case. ``is_told``: what they are told of this one is
        settled; ``only_arrest``: all of it was let go together."""
        if is_told and self.together is not None:
            return self.together
        more = any_worlds(day, dropped=only_arrest)
        if self.listing is not Listing.OPEN:
            more = _of_none(self.listing)
        return more if self.told is None else _both(self.told, more)


_QUIET = ({"supervision"}, {"probation"}, {"vacated"})


def _is_major(count: Count) -> bool:
    known = Known(possible=of_the_count(count, nothing_else=False) | {Fact.VIOLENT: EITHER})
    convicted = count.cannabis == _YES and count.ended == {"convicted"}
    return convicted and MINOR.truth(known) is Answer.NO


def _is_petition(count: Count) -> bool:
    """Whether it is of cannabis, no conviction, and no mere record of the police."""
    if count.cannabis == _YES and count.ended == {"dropped"}:
        known = Known(possible=of_the_count(count, nothing_else=False) | {Fact.VIOLENT: EITHER})
        return POLICE_RECORD_DUE.truth(known) is Answer.NO
    return count.cannabis == _YES and count.ended in _QUIET


def _is_unclassed(count: Count) -> bool:
    undecided = not count.classes <= FELONIES and not count.classes.isdisjoint(FELONIES)
    return undecided and class_may_decide(count.charge)


def all_beside(
    person: Person, case: Case, counts: tuple[Count, ...], listing: Listing, *, serving: bool
) -> list[Worlds]:
    """For each charge what the others add together, once all are told: whether the record was
    checked or not, since that is asked for last. ``serving``: some sentence may still be served,
    and what follows it is told too, as it is where one is."""
    found: list[set[Mixes]] = [set() for _ in counts]
    unlisted = [] if listing is Listing.CLOSED else [UNLISTED]
    serving |= any(count.charge.sentence is Sentence.SERVING for count in counts)
    for checked in (Answer.YES, Answer.NO):
        seen = seen_together(person, replace(case, record_checked=checked), counts, counts[0].day)
        now = _others(seen, unlisted)
        then = _others(with_sentences_finished(seen), unlisted) if serving else now
        for each, others, served in zip(found, now, then, strict=True):
            each |= {others, served} if _may_wait(others) else {others}
    return [frozenset(each) for each in found]


def _others(seen: Situation, unlisted: list[frozenset[Way]]) -> list[Mixes]:
    ways = ways_of_counts(seen)
    others = {own: _without(ways, own, unlisted) for own in dict.fromkeys(ways)}
    return [others[own] for own in ways]


def _may_wait(others: Mixes) -> bool:
    """Whether the case then surely waits for a sentence, of this charge or of another one."""
    return any({combine(mix | {own}) for mix in others} == _WAITS for own in (_SERVING, AMENDED))


_SERVING = Way(Stage.CONVICTED, Outcome.WAIT_OR_REFER, cannabis=True)
_WAITS = {Outcome.WAIT_OR_REFER}


def _without(
    ways: list[frozenset[Way]], own: frozenset[Way], unlisted: list[frozenset[Way]]
) -> Mixes:
    others = list(ways)
    others.remove(own)
    return mixes([*others, *unlisted])


_MOST_TOLD = 24
"""Different things that charges told can come to: with more of them it is not worth telling apart.
"""


@lru_cache(maxsize=4096)
def _told_too(told: Worlds, then: Outlook) -> Worlds | None:
    found = frozenset([_joined(mixes, ways) for mixes in told for ways in then])
    return found if len(found) <= _MOST_TOLD else None


def _joined(mixes: Mixes, ways: frozenset[Way]) -> Mixes:
    return frozenset([telling(mix | {way}) for mix in mixes for way in ways])


@lru_cache(maxsize=4096)
def _both(told: Worlds, more: Worlds) -> Worlds:
    """What those told add together with what the others may."""
    return frozenset(
        frozenset([telling(mix | other) for mix in mixes for other in others])
        for mixes in told
        for others in more
    )


@cache
def _of_none(listing: Listing) -> Worlds:
    """Of no other charge, but perhaps one that nobody listed."""
    return frozenset({mixes([] if listing is Listing.CLOSED else [UNLISTED])})
