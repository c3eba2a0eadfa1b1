"""The results: what is likely for each case and why, and what everyone can do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.interview.path import path
from portal.packet.documents import documents_for
from portal.say import Msg
from portal.service import making
from portal.service.contents_of import TRUTHS
from portal.service.packets import SHEETS, Judged, county_at, place_of, who_helps
from portal.service.results import question_for, shown
from portal.web.journey import Journey, journey
from portal.web.locale import press
from portal.web.onward import RESULTS, change_link
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
    title: Msg
    href: str


@results_.get("/results")
def results() -> ResponseReturnValue:
    """Every case with what we think of it. Open questions about the cases come first."""
    here = journey()
    if has_open_facts(here):
        return redirect(url_for("resident.go_on"), 303)
    judged = making.judge_answers(here.answers, here.day)
    return show(
        "results.html",
        day=here.day,
        cases=shown(judged, shared=the_visit().device == "shared"),
        asks=_asks(here, judged),
        truths=TRUTHS,
        packets=packet_links(),
        sheets=_sheets(here),
        helpers=who_helps(judged),
        rulebook=judged.findings.rulebook.removeprefix("sha256:")[:8],
    )


@results_.post("/results/<place>")
def begin(place: str) -> ResponseReturnValue:
    """Make the papers of a county: from here on its questions are asked."""
    here = journey()
    county = county_at(place)
    if county is None or county not in making.judge_answers(here.answers, here.day).planned:
        return redirect(url_for("results.results"), 303)
    gone_wrong = change(lambda answers: making.begin(answers, county))
    return gone_wrong or redirect(url_for("papers.papers", place=place), 303)


def has_open_facts(here: Journey) -> bool:
    """Whether a question about the cases is open, those for the papers apart."""
    asked = path(here.answers, here.day) if here.packets else here.path
    return not asked.is_done


def _asks(here: Journey, judged: Judged) -> dict[str, str]:
    """Where to answer what would settle an unsure case, by its path in the check document."""
    found = {}
    for finding in judged.findings.cases:
        for wanted in finding.ask_next:
            step = question_for(wanted, here.answers, here.path)
            if step is not None:
                found[wanted] = change_link(step, RESULTS)
    return found


def packet_links() -> list[PacketLink]:
    """The papers of each county that has something to file."""
    here = journey()
    judged, begun = making.judge_answers(here.answers, here.day), making.numbers(here.answers)
    return [
        PacketLink(
            county=county,
            begin="" if county in begun else url_for("results.begin", place=place_of(county)),
            href=url_for("papers.papers", place=place_of(county)),
        )
        for county in judged.planned
    ]


def _sheets(here: Journey) -> list[SheetLink]:
    packet = making.sheets_of(here.answers, here.day, press().voice.tag)
    return [
        SheetLink(title=one.title, href=url_for("papers.paper", place=SHEETS, name=str(at)))
        for at, one in enumerate(documents_for(packet), 1)
    ]
