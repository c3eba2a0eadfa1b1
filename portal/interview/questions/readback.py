"""What was read out of a line of a court paper, said back in plain words to be confirmed."""

from __future__ import annotations

from functools import reduce

from portal.charges.read import Reading
from portal.facts import OffenseClass
from portal.interview.told import ACT
from portal.say import Msg, say

_SECTIONS: dict[str, Msg] = {
    "4": say("having cannabis"),
    "5": say("making, selling or meaning to sell cannabis"),
    "5.1": say("bringing cannabis into Illinois to sell"),
    "5.2": say("selling cannabis near a school"),
    "6": say("giving away a small amount of cannabis"),
    "7": say("selling cannabis to someone under 18"),
    "8": say("growing cannabis plants"),
}
# Answers to choose from, which begin with a capital; the same within a sentence is further down.
CLASSES: dict[OffenseClass, Msg] = {
    OffenseClass.CIVIL: say("A civil violation"),
    OffenseClass.PETTY: say("A petty offense"),
    OffenseClass.MISDEMEANOR_C: say("A Class C misdemeanor"),
    OffenseClass.MISDEMEANOR_B: say("A Class B misdemeanor"),
    OffenseClass.MISDEMEANOR_A: say("A Class A misdemeanor"),
    OffenseClass.MISDEMEANOR: say("A misdemeanor, I don't know which class"),
    OffenseClass.FELONY_4: say("A Class 4 felony"),
    OffenseClass.FELONY_3: say("A Class 3 felony"),
    OffenseClass.FELONY_2: say("A Class 2 felony"),
    OffenseClass.FELONY_1: say("A Class 1 felony"),
    OffenseClass.FELONY_X: say("A Class X felony"),
    OffenseClass.FELONY: say("A felony, I don't know which class"),
}


def read_as(found: Reading) -> Msg:
    """What was read out of a line, in plain words."""
    parts: list[Msg] = []
    if found.citation:
        parts.append(Msg("%(cited)s", (("cited", found.citation),)))
    if found.inchoate is not None:
        parts.append(
            {"attempt": say("an attempt"), "solicitation": say("asking someone to do it")}.get(
                found.inchoate, say("planning it with others")
            )
        )
    if found.act == ACT and found.section in _SECTIONS:
        parts.append(_SECTIONS[found.section])
    elif found.cannabis is not None:
        parts.append(say("a cannabis charge") if found.cannabis else say("not a cannabis charge"))
    return reduce(_then, [*parts, *_measures(found)])


def _then(before: Msg, following: Msg) -> Msg:
    """Side by side, as on the paper: an "and" would join what does not belong together."""
    return say("%(before)s, %(following)s", before=before, following=following)


def _measures(found: Reading) -> list[Msg]:
    parts: list[Msg] = []
    if found.grams is not None:
        over, up_to = found.grams
        if up_to is None:
            parts.append(say("more than %(over)s grams", over=over))
        elif over:
            parts.append(say("over %(over)s and up to %(up_to)s grams", over=over, up_to=up_to))
        else:
            parts.append(say("up to %(up_to)s grams", up_to=up_to))
    if found.offense_class is not None:
        parts.append(SHORT_CLASSES[OffenseClass(found.offense_class)])
    if found.subsequent is not None:
        parts.append(say("not the first time") if found.subsequent else say("the first time"))
    return parts or [say("nothing else we can be sure of")]


SHORT_CLASSES: dict[OffenseClass, Msg] = {
    OffenseClass.CIVIL: say("a civil violation"),
    OffenseClass.PETTY: say("a petty offense"),
    OffenseClass.MISDEMEANOR_C: say("Class C misdemeanor"),
    OffenseClass.MISDEMEANOR_B: say("Class B misdemeanor"),
    OffenseClass.MISDEMEANOR_A: say("Class A misdemeanor"),
    OffenseClass.FELONY_4: say("Class 4 felony"),
    OffenseClass.FELONY_3: say("Class 3 felony"),
    OffenseClass.FELONY_2: say("Class 2 felony"),
    OffenseClass.FELONY_1: say("Class 1 felony"),
    OffenseClass.FELONY_X: say("Class X felony"),
    OffenseClass.MISDEMEANOR: say("a misdemeanor"),
    OffenseClass.FELONY: say("a felony"),
}
