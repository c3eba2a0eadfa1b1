"""Check your answers: everything that goes on the papers of one county, before they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.interview.kinds import NOT_GIVEN
from portal.interview.path import Path
from portal.interview.summary import Line, summary
from portal.say import Msg
from portal.service import making
from portal.service.packets import county_at
from portal.web.journey import journey, judged
from portal.web.locale import press
from portal.web.onward import address, change_link
from portal.web.page import show
from portal.web.resident import change
from portal.web.visit import needs_visit, the_visit

checking = Blueprint("checking", __name__, url_prefix="/<lang:lang>")
checking.before_request(needs_visit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question and its answer. ``masked``: shown only when the person asks to see it."""

    title: Msg
    shown: Msg
    masked: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: Msg
    rows: tuple[Row, ...]


@checking.get("/check/<place>")
def check(place: str) -> ResponseReturnValue:
    here, county = journey(), the_county(place)
    elsewhere = before_papers(place)
    if elsewhere is not None:
        return redirect(elsewhere, 303)
    cases = here.packets[county]
    lines = [
        line
        for line in summary(_asked(county))
        if line.section.case is None or line.section.case in cases
    ]
    packet = making.packet_of(here.walk, judged(), county, press().voice.tag)
    return show(
        "check.html",
        county=county,
        sections=_sections(lines, place),
        warnings=packet.warnings,
        action=url_for("checking.checked", place=place),
    )


@checking.post("/check/<place>")
def checked(place: str) -> ResponseReturnValue:
    """Everything was checked: the packet gets its number, and its papers can be seen."""
    county = the_county(place)
    elsewhere = before_papers(place)
    if elsewhere is not None:
        return redirect(elsewhere, 303)
    gone_wrong = change(lambda answers: making.finish(answers, county))
    return gone_wrong or redirect(url_for("papers.papers", place=place), 303)


def the_county(place: str) -> str:
    """The county of an address; the page that says there is none where it stands for nothing."""
    return county_at(place) or abort(404)


def before_papers(place: str) -> str | None:
    """The address of what comes before a county's papers: the results where it has no packet or
    none was begun, the first open question of this packet. ``None``: nothing is left to ask.

    The citizenship question is the first of them, so that nothing is made before it was passed.
    """
    here, county = journey(), the_county(place)
    if county not in here.packets:
        return url_for("results.results")
    open_step = _asked(county).next
    return None if open_step is None else address(open_step)


def _asked(county: str) -> Path:
    """What is asked for the papers of one county that were begun."""
    here = journey()
    alone = len(here.packets) == 1
    return here.path if alone else here.walk.path({county: here.packets[county]})


def _sections(lines: Sequence[Line], place: str) -> list[Section]:
    shared = the_visit().device == "shared"
    return [
        Section(title=section.title, rows=tuple(_row(line, shared, place) for line in some))
        for section, some in groupby(lines, key=lambda line: line.section)
    ]


def _row(line: Line, shared: bool, place: str) -> Row:
    return Row(
        title=line.title,
        shown=line.shown,
        masked=shared and line.masked and line.shown != NOT_GIVEN,
        href=change_link(line.step, place),
    )
