"""The papers of one county, and the sheets for everyone: listed, shown in the browser, saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.law.terms import terms_in
from portal.packet.contents import Packet
from portal.packet.documents import BY_ID, documents_for
from portal.packet.places import where_to_file
from portal.pdf.box import Broken
from portal.pdf.bundle import rename
from portal.pdf.typeset import TooLarge
from portal.say import Msg, say, say_many
from portal.service import making
from portal.service import papers as printing
from portal.service.draft import Forms
from portal.service.forms import folder_forms
from portal.service.listings import Listings
from portal.service.packets import SHEETS, county_at, who_helps
from portal.service.papers import PaperLine
from portal.service.turns import Busy, Turns
from portal.web.checking import before_papers
from portal.web.journey import journey, judged
from portal.web.locale import press
from portal.web.page import show
from portal.web.results import has_open_facts, packet_links
from portal.web.site import site
from portal.web.visit import needs_visit

papers_ = Blueprint("papers", __name__, url_prefix="/<lang:lang>")
papers_.before_request(needs_visit)

TURNS: Final = Turns()
LISTINGS: Final = Listings()
ALL: Final = "all"
SECONDS_TO_WAIT: Final = 20

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """One paper in the list: its title, how many pages it has, and whether it is filed."""

    title: Msg
    size: Msg
    court: bool
    see: str
    read: str


@papers_.get("/papers/<place>")
def papers(place: str) -> ResponseReturnValue:
    """The list of a county's papers. What was not asked or checked yet comes first."""
    elsewhere = _before(place)
    if elsewhere is not None:
        return redirect(elsewhere, 303)
    packet = _packet(place)
    made = _in_turn(lambda: LISTINGS.make(packet, press().voice, _forms()))
    if isinstance(made, Response):
        return made
    return show(
        "papers.html",
        county=county_at(place),
        number=packet.number,
        papers=[_link(place, at, line) for at, line in enumerate(made, 1)],
        all_href=_address(place, ALL),
        save_href=_address(place, ALL, save="1"),
        all_pages=_pages(sum(line.pages for line in made)),
        all_sheets=sum(line.sheets for line in made),
        file=_file_name(packet, ALL),
        check=url_for("checking.check", place=place),
        place=where_to_file(packet.county) if packet.county else None,
        helpers=who_helps(judged()),
        terms=terms_in((say("motion"), say("Circuit Clerk"), say("State's Attorney"))),
        others=[one for one in packet_links() if one.county != county_at(place)],
    )


@papers_.get("/papers/<place>/<name>.pdf")
def paper(place: str, name: str) -> ResponseReturnValue:
    """One paper by its place in the list, or all in one file; made now and kept nowhere."""
    elsewhere = _before(place)
    if elsewhere is not None:
        return redirect(elsewhere, 303)
    packet, voice = _packet(place), press().voice
    ids = _ids(packet)
    if name == ALL:
        made = _in_turn(lambda: printing.everything(packet, voice, _forms()))
    elif name in ids:
        made = _in_turn(lambda: printing.make(packet, ids[name], voice, _forms()))
    else:
        abort(404)
    if isinstance(made, Response):
        return made
    how = "attachment" if "save" in request.args else "inline"
    titled = rename(made, f"Fresh Page – {packet.number}")
    response = Response(titled, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'{how}; filename="{_file_name(packet, name)}"'
    return response


@papers_.get("/papers/<place>/<name>/page")
def reading(place: str, name: str) -> ResponseReturnValue:
    """One paper to read here as a page, by its place in the list."""
    elsewhere = _before(place)
    if elsewhere is not None:
        return redirect(elsewhere, 303)
    packet = _packet(place)
    id = _ids(packet).get(name) or abort(404)
    made = _in_turn(lambda: printing.read(packet, id, press().voice, _forms()))
    if isinstance(made, Response):
        return made
    return show(
        "reading.html",
        lang=made.lang,
        dir=made.dir,
        parts=made.parts,
        official=made.official,
        back_to=_list_of(place),
        pdf=_address(place, name),
        style=f"/assets/{site().assets.paper}",
    )


def _before(place: str) -> str | None:
    """What comes before these papers; None where nothing does."""
    here = journey()
    if place == SHEETS:
        return url_for("resident.go_on") if has_open_facts(here) else None
    elsewhere = before_papers(place)
    if elsewhere is None and not making.numbers(here.answers).get(county_at(place) or ""):
        return url_for("checking.check", place=place)
    return elsewhere


def _packet(place: str) -> Packet:
    told, tag, county = journey().walk, press().voice.tag, county_at(place)
    if county is None:
        return making.sheets_of(told, judged(), tag)
    return making.packet_of(told, judged(), county, tag)


def _ids(packet: Packet) -> dict[str, str]:
    """The id of each paper by its place in the list, as it stands in an address."""
    return {str(at): document.id for at, document in enumerate(documents_for(packet), 1)}


def _list_of(place: str) -> str:
    """Where the papers of a place are listed."""
    return url_for("results.results") if place == SHEETS else url_for("papers.papers", place=place)


def _forms() -> Forms:
    return folder_forms(site().settings.forms)


def _in_turn(make: Callable[[], T]) -> T | Response:
    """Makes papers when it is this one's turn; where too many wait, a page that says so."""
    try:
        with TURNS.turn():
            return make()
    except (Busy, Broken):
        response = show("busy.html", 503, again=request.path)
        response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
        return response
    except TooLarge:
        return show("too-long.html", 413)


def _link(place: str, at: int, line: PaperLine) -> PaperLink:
    return PaperLink(
        title=line.title,
        size=_pages(line.pages),
        court=BY_ID[line.id].court,
        see=_address(place, str(at)),
        read=url_for("papers.reading", place=place, name=str(at)),
    )


def _address(place: str, name: str, *, save: str | None = None) -> str:
    return url_for("papers.paper", place=place, name=name, save=save)


def _pages(pages: int) -> Msg:
    return say_many("%(count)s page", "%(count)s pages", pages)


def _file_name(packet: Packet, name: str) -> str:
    """Says nothing about anyone: it stays in the list of downloads."""
    which = "" if name == ALL else f"-{name}"
    return f"fresh-page-{packet.number.lower()}{which}.pdf"
