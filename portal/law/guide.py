"""The rulebook as a guide a lawyer can read: numbered as the code, generated, never written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.law import rules
from portal.law.citation import Citation, Support
from portal.law.dated import NoLawInForce
from portal.law.grounds import citations, is_stale, is_weak, weak_grounds
from portal.law.logic import AllOf, AtMost, Before, Condition, Not, OneOf, Shown
from portal.law.notes import NOTES
from portal.law.offenses import TIERED, Tier
from portal.law.petitions import BARRED, SEALED_THOUGH_OF_ARTICLE_11
from portal.law.rules import Rule
from portal.law.violent import NOT_BY_ITSELF, OF_FORCE, VIOLENT, in_words
from portal.law.waiting import WAITING, Waiting
from portal.say import Hole, Msg, say, say_many


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the guide. ``level`` 1 and 2 are headings, 3 an entry, 4 what belongs to it."""

    level: int
    says: Msg


def guide(day: date) -> Iterator[Line]:
    """The whole guide for one day of filing. Raises :class:`NoLawInForce` before the first rule."""
    in_force = rules.rules_on(day)
    yield Line(1, say("Determination guide for %(day)s", day=day))
    yield Line(3, say("Rulebook %(version)s", version=rules.version()))
    yield from _honesty(in_force, day)
    yield Line(2, say("The order of tests"))
    yield Line(
        3, say("The first test that is met gives the outcome. What is not known stays open.")
    )
    for rule in in_force:
        yield Line(3, say("%(id)s: %(outcome)s", id=rule.id, outcome=rule.outcome.value))
        yield from (Line(4, says) for says in _conditions(rule.when))
    yield from _waits(day)
    yield from _notes()
    for section in TIERED:
        yield from _tiers(section)
    yield from _violent()
    yield from _barred()


def _violent() -> Iterator[Line]:
    yield Line(2, say("What is read as a violent crime"))
    named = [(listed.id, in_words(listed.places)) for listed in VIOLENT]
    yield from (Line(4, _entry(name, what)) for name, what in named)
    yield Line(
        3,
        say(
            "Also any other felony with force or threat of force, and driving under the influence "
            "where somebody was hurt. With force is a felony of:"
        ),
    )
    yield Line(4, _entry("violent.if-felony", in_words(sorted(OF_FORCE))))
    yield Line(3, say("Not violent by themselves. What stands nowhere here is asked."))
    yield Line(4, _entry("violent.not", in_words(NOT_BY_ITSELF)))


def _barred() -> Iterator[Line]:
    yield Line(2, say("What no petition can reach"))
    for barred in BARRED:
        yield Line(3, _cited(barred.says, barred.cites))
        yield Line(4, _entry(barred.id, barred.sections))
    but = SEALED_THOUGH_OF_ARTICLE_11
    yield Line(3, _entry(but.id, in_words(but.places)))


def _entry(name: str, what: str) -> Msg:
    return say("%(rule)s: %(sources)s", rule=name, sources=what)


def _waits(day: date) -> Iterator[Line]:
    yield Line(2, say("Waiting periods"))
    yield from (Line(4, _wait(waiting, waiting.years.on(day))) for waiting in WAITING)


def _notes() -> Iterator[Line]:
    yield Line(2, say("What is told besides"))
    yield from (Line(4, _cited(note.says, note.cites)) for note in NOTES)


def _wait(waiting: Waiting, years: int) -> Msg:
    return say_many(
        "%(count)s year %(starts)s [%(cites)s]",
        "%(count)s years %(starts)s [%(cites)s]",
        years,
        starts=waiting.starts,
        cites="; ".join(cite.text for cite in waiting.cites),
    )


def _honesty(in_force: tuple[Rule, ...], day: date) -> Iterator[Line]:
    cited = citations(in_force)
    stale = [each for each in cited if is_stale(each, day)]
    weak = [each for each in cited if is_weak(each.support)]
    yield Line(2, say("What a lawyer must still read"))
    yield Line(
        3,
        say(
            "%(stale)s of %(all)s sources were not read within a year; "
            "%(weak)s rest on an unofficial text or on memory.",
            stale=len(stale),
            all=len(cited),
            weak=len(weak),
        ),
    )
    yield from (Line(4, _source(each)) for each in stale)
    yield from weakly_grounded(in_force)


def weakly_grounded(in_force: tuple[Rule, ...]) -> Iterator[Line]:
    """Everything that rests on an unofficial text or on memory."""
    yield Line(3, say("What rests on an unofficial text or on memory:"))
    for name, sources in weak_grounds(in_force):
        yield Line(4, _entry(name, "; ".join(sources)))


def _source(source: Citation) -> Msg:
    return say("%(source)s (%(support)s)", source=source.text, support=_SUPPORT[source.support])


_SUPPORT = {
    Support.STATUTE: say("read in the statute"),
    Support.AGENCY: say("read in a court form or an agency's page"),
    Support.UNOFFICIAL: say("read in an unofficial source only"),
    Support.RECALLED: say("recalled, not confirmed"),
    Support.OUR_CHOICE: say("our reading"),
}


def _conditions(condition: Condition, met: bool = True) -> Iterator[Msg]:
    match condition:
        case AllOf(()):
            yield say("otherwise")
        case AllOf(parts):
            for part in parts:
                yield from _conditions(part, met)
        case Not(inner):
            yield from _conditions(inner, not met)
        case Shown(inner):
            for says in _conditions(inner, met):
                yield say("%(condition)s An unknown counts as not met.", condition=says)
        case OneOf() | AtMost() | Before():
            sentence = condition.says.yes if met else condition.says.no
            yield _cited(without_values(sentence), condition.cites)


def _cited(sentence: Msg, cites: Iterable[Citation]) -> Msg:
    named = "; ".join(cite.text for cite in cites)
    return say("%(sentence)s [%(cites)s]", sentence=sentence, cites=named)


def without_values(sentence: Msg) -> Msg:
    """A condition's sentence before there is a case: what it would name stays open."""
    if "%(value)s" not in sentence.text:
        return sentence
    return Msg(sentence.text, (*sentence.holes, ("value", "…")))


def _tiers(section: str) -> Iterator[Line]:
    yield Line(2, say("Section %(section)s, by the day of the offense", section=section))
    for since, tiers in TIERED[section].history:
        yield Line(3, say("From %(since)s", since=since))
        yield from (Line(4, _tier(section, tier)) for tier in tiers)


def _tier(section: str, tier: Tier) -> Msg:
    named: dict[str, Hole] = {
        "letter": f"{section}{tier.letter}",
        "over": str(tier.over),
        "first": tier.first.value,
        "again": tier.again.value,
    }
    if tier.up_to is None:
        return say("%(letter)s: more than %(over)s g; first %(first)s, later %(again)s", **named)
    return say(
        "%(letter)s: more than %(over)s g, up to %(up_to)s g; first %(first)s, later %(again)s",
        up_to=str(tier.up_to),
        **named,
    )


def changes(first: date, last: date) -> Iterator[Line]:
    """What came into force or ended between two days, for filings and for offenses."""
    before = {rule.id: rule.dump() for rule in _in_force(first)}
    after = {rule.id: rule.dump() for rule in _in_force(last)}
    for name in before.keys() - after.keys():
        yield Line(3, say("Ended: %(rule)s", rule=before[name]))
    for name in after:
        if before.get(name) != after[name]:
            yield Line(3, say("New: %(rule)s", rule=after[name]))
    for waiting in WAITING:
        for since, years in waiting.years.history:
            if first < since <= last:
                yield Line(3, say("From %(since)s", since=since))
                yield Line(4, _wait(waiting, years))
    for section, history in TIERED.items():
        for since, tiers in history.history:
            if first < since <= last:
                yield Line(
                    3, say("Section %(section)s, from %(since)s", section=section, since=since)
                )
                yield from (Line(4, _tier(section, tier)) for tier in tiers)


def _in_force(day: date) -> tuple[Rule, ...]:
    try:
        return rules.rules_on(day)
    except NoLawInForce:
        return ()
