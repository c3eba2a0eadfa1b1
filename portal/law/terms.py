"""The words of the law that cannot be avoided, each with what it means in plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.say import Hole, Many, Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``found``: a pattern of how English sentences have it, whatever its ending."""

    word: Msg
    means: Msg
    found: str


TERMS: Final = (
    Term(
        word=say("Circuit Clerk"),
        means=say("The office that keeps the court's files and takes your papers."),
        found="circuit clerk",
    ),
    Term(
        word=say("State's Attorney"),
        means=say("The office that brings criminal cases in a county."),
        found="state['’]s attorney",
    ),
    Term(
        word=say("charge"),
        means=say("One crime that a case is about. A case can have more than one."),
        found=r"charges?\b|counts? of",
    ),
    Term(
        word=say("misdemeanor"),
        means=say("A less serious crime. The longest jail sentence is less than one year."),
        found="misdemeanor",
    ),
    Term(
        word=say("felony"),
        means=say("A more serious crime. The sentence can be one year in prison or more."),
        found="felon",
    ),
    Term(
        word=say("ordinance"),
        means=say("A law of a town, a city or a county."),
        found="ordinance",
    ),
    Term(
        word=say("disposition"),
        means=say("How a case ended, and the paper that says so."),
        found="disposition",
    ),
    Term(
        word=say("conviction"),
        means=say("The judgment of a court that you are guilty of a crime."),
        found="convict",
    ),
    Term(
        word=say("dismissal"),
        means=say("The case ended without a conviction."),
        found="dismiss",
    ),
    Term(
        word=say("supervision"),
        means=say(
            "The judge puts the case on hold, with rules to follow. If you follow them to the end, "
            "there is no conviction."
        ),
        found="supervision",
    ),
    Term(
        word=say("probation"),
        means=say("A sentence outside of jail. There are rules, and an officer checks on you."),
        found="probation",
    ),
    Term(
        word=say("conditional discharge"),
        means=say("A sentence outside of jail. There are rules, but no officer checks on you."),
        found="conditional discharge",
    ),
    Term(
        word=say("parole"),
        means=say("The time after prison, with rules to follow."),
        found="parole",
    ),
    Term(
        word=say("pardon"),
        means=say("The Governor forgives a crime. That alone does not erase the record."),
        found="pardon",
    ),
    Term(
        word=say("motion"),
        means=say("A paper that asks a court for something."),
        found=r"motions?\b",
    ),
    Term(word=say("vacate"), means=say("To undo a conviction."), found="vacat"),
    Term(word=say("expunge"), means=say("To erase a record."), found="expung"),
    Term(
        word=say("seal"),
        means=say("To hide a record from most people, without erasing it."),
        found=r"seal(?:s|ed|ing)?\b",
    ),
)
_ANY: Final = re.compile(
    "|".join(rf"\b(?P<t{at}>{term.found})" for at, term in enumerate(TERMS)), re.IGNORECASE
)


def terms_in(messages: Iterable[Msg | None]) -> tuple[Term, ...]:
    """The terms that stand in the messages, each once, in the order of ``TERMS``."""
    sentences = {text for message in messages if message for text in _sentences(message)}
    found = frozenset[str | None]().union(*map(_found_in, sentences))
    return tuple(term for at, term in enumerate(TERMS) if f"t{at}" in found)


@lru_cache(maxsize=4096)
def _found_in(sentence: str) -> frozenset[str | None]:
    # A sentence is in our own words: what a person typed is in its holes.
    return frozenset(match.lastgroup for match in _ANY.finditer(sentence))


def _sentences(hole: Hole) -> Iterator[str]:
    match hole:
        case Msg():
            yield hole.text
            for _, inner in hole.holes:
                yield from _sentences(inner)
        case Many():
            for item in hole.items:
                yield from _sentences(item)
