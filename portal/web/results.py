"""The results: what is likely for each case and why, and what everyone can do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.eligibility.explain import Card
from portal.facts import Answer
from portal.languages import Voice
from portal.law.citation import Citation
from portal.law.terms import terms_in
from portal.packet.documents import BY_ID
from portal.say import Msg, say
from portal.service import making
from portal.service.contents_of import TRUTHS
from portal.service.packets import SHEETS, Judged, county_at, place_of, sheet_ids, who_helps
from portal.service.results import paper_questions, question_for, shown
from portal.web.journey import Journey, journey, judged
from portal.web.locale import press
from portal.web.onward import RESULTS, change_link, door
from portal.web.page import show
from portal.web.resident import change
from portal.web.visit import needs_visit, the_visit

results_ = Blueprint("results", __name__, url_prefix="/<lang:lang>")
results_.before_request(needs_visit)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketLink:
    """A county's papers. ``begin``: where a form starts them; empty where they were begun."""

    county: str
    begin: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLink:
    id: str
    title: Msg
    href: str
    read: str


@results_.get("/results")
def results() -> ResponseReturnValue:
    """Every case with what we think of it. Open questions about the cases come first."""
    here = journey()
    if has_open_facts(here):
        return redirect(url_for("resident.go_on"), 303)
    found = judged()
    cases = shown(found, shared=the_visit().device == "shared")
    return show(
        "results.html",
        day=here.day,
        cases=cases,
        terms=terms_in(message for case in cases for message in case.says),
        asks=_asks(here, found),
        in_hand={
            case: change_link(step, RESULTS) for case, step in paper_questions(here.path).items()
        },
        looked=[looked_at(one.card, press().voice) for one in cases],
        packets=packet_links(),
        sheets=_sheets(sheet_ids(found)),
        helpers=who_helps(found),
        rulebook=found.findings.rulebook.removeprefix("sha256:")[:8],
    )


@results_.post("/results/<place>")
def begin(place: str) -> ResponseReturnValue:
    """Make the papers of a county: from here on its questions are asked."""
    county = county_at(place) or abort(404)
    if county not in judged().planned:
        return redirect(url_for("results.results"), 303)
    gone_wrong = change(lambda answers: making.begin(answers, county))
    return gone_wrong or redirect(url_for("papers.papers", place=place), 303)


def looked_at(card: Card, voice: Voice) -> list[tuple[Msg, Markup]]:
    """All reasons with their sources."""
    return [(each.says, source(voice, each.rule, each.truth, each.cites)) for each in card.reasons]


@lru_cache(maxsize=4096)
def source(voice: Voice, rule: str, truth: Answer, cites: tuple[Citation, ...]) -> Markup:
    """Where a reason stands in the books, when that was last read, and which test it is."""
    # Half of the page's work without being remembered; nothing in it is about a person.
    read = [
        say("%(source)s: read on %(day)s", source=cite.text, day=cite.read_on)
        if cite.read_on
        else say("%(source)s: not yet read by us", source=cite.text)
        for cite in cites
    ]
    test = say("Test %(name)s: %(truth)s", name=rule, truth=TRUTHS[truth])
    lines = (*(read or [say("your own answer")]), test)
    # A line each: no sign between them would be right in every language.
    return Markup("<br>").join(map(voice.html, lines))


def has_open_facts(here: Journey) -> bool:
    """Whether a question about the cases is open, those for the papers apart."""
    asked = here.walk.path() if here.packets else here.path
    return not asked.is_done


def _asks(here: Journey, found: Judged) -> dict[str, str]:
    """Where to answer what would settle an unsure case, by its path in the check document."""
    hrefs = {}
    for finding in found.findings.cases:
        for wanted in finding.ask_next:
            step = question_for(wanted, here.answers, here.path)
            if step is not None:
                hrefs[wanted] = change_link(step, RESULTS)
    return hrefs


def packet_links() -> list[PacketLink]:
    """The papers of each county that has something to file."""
    begun = making.numbers(journey().answers)
    return [
        PacketLink(
            county=county,
            begin="" if county in begun else door("results.begin", place=place_of(county)),
            href=door("papers.papers", place=place_of(county)),
        )
        for county in judged().planned
    ]


def _sheets(ids: tuple[str, ...]) -> list[SheetLink]:
    return [
        SheetLink(
            id=id,
            title=BY_ID[id].title,
            href=door("papers.paper", place=SHEETS, name=str(at)),
            read=door("papers.reading", place=SHEETS, name=str(at)),
        )
        for at, id in enumerate(ids, 1)
    ]
