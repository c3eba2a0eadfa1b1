"""What the rulebook rests on: every source once, and every rule and entry that nobody has read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from portal.law.citation import ATTEMPT, NEVER_SEALED, VIOLENT_CRIME, Citation, Support
from portal.law.logic import Leaf
from portal.law.notes import NOTES, Note
from portal.law.offenses import CITED, NOT_READ
from portal.law.petitions import BARRED, SEALED_THOUGH_OF_ARTICLE_11
from portal.law.rules import Rule
from portal.law.violent import VIOLENT
from portal.law.waiting import WAITING

FRESH_DAYS = 365
"""A source read longer ago than this is due to be read again."""


def citations(in_force: tuple[Rule, ...]) -> tuple[Citation, ...]:
    """Every source the rules, tables and lists cite, once."""
    of_rules = (cite for rule in in_force for leaf in rule.when.leaves() for cite in leaf.cites)
    of_others = (cite for each in (*WAITING, *NOTES, *BARRED) for cite in each.cites)
    return tuple(dict.fromkeys([*of_rules, *of_others, *CITED.values(), ATTEMPT, VIOLENT_CRIME]))


def is_stale(source: Citation, day: date) -> bool:
    """Whether the source was never read, or not within a year before ``day``."""
    return source.read_on is None or (day - source.read_on).days > FRESH_DAYS


def is_weak(support: Support) -> bool:
    """Whether something is known only from an unofficial text or from memory."""
    return support in (Support.UNOFFICIAL, Support.RECALLED)


def weak_grounds(in_force: tuple[Rule, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each rule, waiting period, note and entry of a table that rests on an unofficial text or on
    memory, by its name, and the sources that would have to be read."""
    for rule in in_force:
        yield from _named(rule.id, chain.from_iterable(map(_resting, rule.when.leaves())))
    of_waits: dict[str, list[Citation]] = {}
    for note in NOTES:
        yield from _named(note.id, _resting(note))
    for each in (*WAITING, *BARRED):
        of_waits.setdefault(each.id, []).extend(each.cites)
    for name, cites in of_waits.items():
        yield from _named(name, _weak(cites))
    for source in CITED.values():
        yield from _named(source.text, _weak([source]))
    for entry in NOT_READ:
        yield entry.name, (CITED[entry.section].text,)
    yield from _named("attempt", _weak([ATTEMPT]))
    for listed, source in (
        *((listed, VIOLENT_CRIME) for listed in VIOLENT),
        (SEALED_THOUGH_OF_ARTICLE_11, NEVER_SEALED),
    ):
        if is_weak(listed.support):
            yield listed.id, (source.text,)


def _resting(told: Leaf | Note) -> Iterator[str]:
    """The weak sources of something that may rest on less than what it cites."""
    if told.support is not None and is_weak(told.support):
        return (each.text for each in told.cites)
    return _weak(told.cites)


def _weak(cites: Iterable[Citation]) -> Iterator[str]:
    return (each.text for each in cites if is_weak(each.support))


def _named(name: str, texts: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if found := tuple(dict.fromkeys(texts)):
        yield name, found
