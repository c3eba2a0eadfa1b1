"""What is published for other tools: the law of a day and the counties, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from portal.counties.county import Clerk, County, Courthouse, StatesAttorney, county, names
from portal.counties.help import Helper, everyone
from portal.languages import Voice
from portal.law import rules
from portal.law.citation import NEVER_SEALED, VIOLENT_CRIME, Citation, read_on, weakest
from portal.law.grounds import citations, is_stale
from portal.law.guide import without_values
from portal.law.logic import AllOf, AtMost, Before, Condition, Leaf, Not, OneOf, Shown
from portal.law.offenses import CITED, TIERED, Tier
from portal.law.petitions import BARRED, SEALED_THOUGH_OF_ARTICLE_11, Barred
from portal.law.rules import Rule
from portal.law.violent import (
    NOT_BY_ITSELF,
    OF_FORCE,
    PERHAPS_OF_FORCE,
    VIOLENT,
    Listed,
    Place,
)
from portal.law.waiting import WAITING
from portal.say import Msg

Json = dict[str, Any]


def law_on(day: date, voice: Voice) -> Json:
    """The rulebook for a day of filing: rules in their order, what they ask, waits, tiers, sources.

    Sentences are in the language of ``voice``. Raises ``NoLawInForce`` before the first rule.
    """
    in_force = rules.rules_on(day)
    return {
        "on": day.isoformat(),
        "rulebook": rules.version(),
        "rules": [_rule(rule) for rule in in_force],
        "conditions": [_leaf(leaf, voice) for leaf in rules.leaves_on(day)],
        "waits": [
            {
                "id": waiting.id,
                "years": waiting.years.on(day),
                "says": voice.text(waiting.starts),
                "cites": _cites(waiting.cites),
            }
            for waiting in WAITING
        ],
        "sections": [_section(section) for section in TIERED],
        "violent_crimes": _violent_crimes(),
        "no_petition": _no_petition(voice),
        "sources": [
            {
                "cite": source.text,
                "read_on": _day(source.read_on),
                "support": source.support,
                "stale": is_stale(source, day),
            }
            for source in citations(in_force)
        ],
    }


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "stage": rule.stage,
        "outcome": rule.outcome,
        "since": _day(rule.since),
        "until": _day(rule.until),
        "when": _tree(rule.when),
    }


def _tree(condition: Condition) -> Json:
    """A condition as nested objects with one key each; ``leaf`` names one of ``conditions``."""
    match condition:
        case AllOf(parts):
            return {"all_of": [_tree(part) for part in parts]}
        case Not(inner):
            return {"not": _tree(inner)}
        case Shown(inner):
            return {"shown": _tree(inner)}
        case OneOf() | AtMost() | Before():
            return {"leaf": condition.id}
    raise TypeError(f"{type(condition).__name__} is not published yet")


def _leaf(leaf: Leaf, voice: Voice) -> Json:
    match leaf:
        case OneOf():
            met: Json = {"one_of": sorted(leaf.values)}
        case AtMost():
            met = {"at_most_grams": _grams(leaf.limit)}
        case Before():
            met = {"before": _day(leaf.day)}
        case _:
            raise TypeError(f"{type(leaf).__name__} is not published yet")
    says = {"yes": leaf.says.yes, "no": leaf.says.no, "unknown": leaf.says.unknown}
    return {
        "id": leaf.id,
        "fact": leaf.fact,
        "met": met,
        "says": {truth: voice.text(without_values(each)) for truth, each in says.items()},
        "cites": _cites(leaf.cites),
        "support": leaf.support,
    }


def _violent_crimes() -> Json:
    """The list of violent crimes, and the sections of which we know how they stand to it."""
    return {
        "cites": _cites((VIOLENT_CRIME,)),
        "listed": [_listed(listed, VIOLENT_CRIME) for listed in VIOLENT],
        "if_felony": _sections(sorted(OF_FORCE)),
        "perhaps_if_felony": _sections(sorted(PERHAPS_OF_FORCE)),
        "not_by_itself": _sections(NOT_BY_ITSELF),
    }


def _no_petition(voice: Voice) -> Json:
    """What no petition reaches, and what of it one does."""
    return {
        "listed": [_barred(barred, voice) for barred in BARRED],
        "but_not": _listed(SEALED_THOUGH_OF_ARTICLE_11, NEVER_SEALED),
    }


def _barred(barred: Barred, voice: Voice) -> Json:
    return {
        "id": barred.id,
        "says": voice.text(barred.says),
        "sections": _sections(barred.places),
        "classes": sorted(barred.classes),
        "expunging": barred.expunging,
        "cites": _cites(barred.cites),
        "support": weakest(barred.cites),
        "read_on": _day(read_on(barred.cites)),
    }


def _listed(listed: Listed, source: Citation) -> Json:
    return {
        "id": listed.id,
        "sections": _sections(listed.places),
        "support": listed.support,
        "read_on": _day(source.read_on),
    }


def _sections(places: Iterable[Place]) -> list[str]:
    return [f"{chapter} ILCS {act}/{section}" for chapter, act, section in places]


def _section(section: str) -> Json:
    return {
        "section": section,
        "cite": CITED[section].text,
        "by_offense_day": [
            {"since": _day(since), "tiers": [_tier(tier) for tier in tiers]}
            for since, tiers in TIERED[section].history
        ],
    }


def _tier(tier: Tier) -> Json:
    return {
        "letter": tier.letter,
        "over_grams": _grams(tier.over),
        "up_to_grams": None if tier.up_to is None else _grams(tier.up_to),
        "first": tier.first,
        "again": tier.again,
    }


def counties_known(voice: Voice) -> Json:
    """The 102 counties and everyone who helps in one or in all of them."""
    return {
        "counties": [_county(county(name), voice) for name in names()],
        "helpers": [_helper(one, voice) for one in everyone()],
    }


def _county(found: County, voice: Voice) -> Json:
    attorney = found.states_attorney
    return {
        "name": found.name,
        "seat": found.seat,
        "circuit": found.circuit,
        "appellate_district": found.appellate_district,
        "court": {
            "name": found.court.name,
            "website": found.court.website,
            "efile": found.court.efile,
        },
        "clerk": _clerk(found.clerk, voice),
        "states_attorney": _attorney(attorney) if attorney else None,
        "courthouses": [_courthouse(each, voice) for each in found.courthouses],
        "helpers": [{"id": each.id, "confidence": each.confidence} for each in found.references],
        "source": found.source,
        "checked_on": _day(found.checked_on),
    }


def _clerk(clerk: Clerk, voice: Voice) -> Json:
    return {
        "address": list(clerk.address),
        "city": clerk.city,
        "zip": clerk.zip,
        "phone": clerk.phone,
        "website": clerk.website,
        "confidence": clerk.confidence,
        "doubts": _said([each.says for each in clerk.doubts if each.says], voice),
    }


def _attorney(attorney: StatesAttorney) -> Json:
    return {
        "address": list(attorney.address),
        "city": attorney.city,
        "zip": attorney.zip,
        "phone": attorney.phone,
        "email": attorney.email,
        "website": attorney.website,
        "source": attorney.source,
    }


def _courthouse(house: Courthouse, voice: Voice) -> Json:
    return {
        "name": house.name,
        "known_as": house.known_as,
        "district": house.district,
        "address": list(house.address),
        "city": house.city,
        "zip": house.zip,
        "phone": house.phone,
        "clerk_room": house.clerk_room,
        "clerk_phone": house.clerk_phone,
        "takes_all": house.takes_all,
        "notes": _said([note.says for note in (*house.notes, *house.unknown)], voice),
        "confidence": house.confidence,
        "source": house.source,
    }


def _helper(one: Helper, voice: Voice) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "statewide": one.statewide,
        "address": list(one.address),
        "city": one.city,
        "zip": one.zip,
        "phones": list(one.phones),
        "website": one.website,
        "notes": _said([note.says for note in one.notes], voice),
        "desks": [
            {
                "place": desk.place,
                "address": desk.address,
                "room": desk.room,
                "city": desk.city,
                "hours": voice.text(desk.hours.says),
                "notes": _said([note.says for note in desk.notes], voice),
            }
            for desk in one.desks
        ],
        "source": one.source,
        "checked_on": _day(one.checked_on),
    }


def _said(sentences: list[Msg], voice: Voice) -> list[str]:
    return [voice.text(each) for each in sentences]


def _cites(cites: tuple[Citation, ...]) -> list[str]:
    return [each.text for each in cites]


def _grams(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
