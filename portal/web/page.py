"""A page: what the frame around every page needs to know, and printing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from flask import Response, current_app, request
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from portal.languages import voice
from portal.say import Msg, say
from portal.web.aside import new_way
from portal.web.locale import press
from portal.web.onward import returning
from portal.web.site import ILLINOIS, site
from portal.web.visit import browser, current_visit

DOORS: Final[Mapping[str, str]] = {
    "home": "public.home",
    "how": "public.how",
    "help": "public.help_",
    "privacy": "public.privacy",
    "about": "public.about",
    "start": "entry.start",
    "device": "visiting.device",
    "code": "visiting.code",
    "new_code": "visiting.new_code",
    "back": "entry.back",
    "overview": "resident.overview",
    "results": "results.results",
    "go_on": "resident.go_on",
    "add_case": "resident.add_case",
    "leave": "leaving.leave",
    "finish": "closing.finish",
    "erase": "closing.erase",
    "ended": "leaving.ended",
    "left": "leaving.left",
    "stay": "closing.stay",
}
"""The addresses a template may name as ``frame.to.<word>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language that pages come in."""

    tag: str
    dir: str
    name: str
    english_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the content of a page. ``closes`` says when a visit's page closes, and is
    ``None`` where no visit is open. ``here``: the address of this very page behind the tag of its
    language. ``way``: what goes before the address of a form."""

    tag: str
    dir: str
    unreviewed: bool
    style: Markup
    sheet: str
    script: str
    aloud: str
    icon: str
    to: Mapping[str, str]
    languages: tuple[Tongue, ...]
    here: str
    visiting: bool
    shared: bool
    way: str
    closes: Msg | None
    seconds_left: int
    asks_languages_first: bool


def show(template: str, status: int = 200, **context: object) -> Response:
    """The page of a template, in the language of the request."""
    return _answer(template, status, frame(), context)


def show_alone(template: str, status: int, **context: object) -> Response:
    """A page that asks neither the database nor the cookie: for when one of them has failed."""
    return _answer(template, status, frame(alone=True), context)


def _answer(template: str, status: int, around: Frame, context: Mapping[str, object]) -> Response:
    html = press().print(template, frame=around, **context)
    return Response(html, status, content_type="text/html; charset=utf-8")


def frame(*, alone: bool = False) -> Frame:
    """The frame of the page that is being asked for."""
    printing, assets = press(), site().assets
    visit = None if alone or not browser().sent else current_visit()
    spoken, shared = printing.voice, visit is None or visit.device == "shared"
    return Frame(
        tag=spoken.tag,
        dir=spoken.dir,
        unreviewed=not spoken.is_checked,
        style=assets.style,
        sheet=f"/assets/{assets.sheet}",
        script=f"/assets/{assets.script}",
        aloud=f"/assets/{assets.aloud}",
        icon=f"/assets/{assets.icon}",
        to=_doors(spoken.tag),
        languages=_tongues(tuple(site().presses)),
        here=_here(),
        visiting=visit is not None,
        shared=shared,
        way=new_way() if shared else "",
        closes=None if visit is None else closing_time(visit.ends_at),
        seconds_left=0 if visit is None else seconds_until(visit.ends_at),
        asks_languages_first=request.endpoint == "public.home",
    )


def closing_time(ends_at: datetime) -> Msg:
    """When a page closes, by the clock of Illinois."""
    return say(
        "For your privacy, this page closes at %(time)s if you do nothing. Your saved answers stay "
        "safe.",
        time=press().time(ends_at.astimezone(ILLINOIS)),
    )


def seconds_until(moment: datetime) -> int:
    return int((moment - site().now()).total_seconds())


@lru_cache(maxsize=64)
def _doors(tag: str) -> Mapping[str, str]:
    here = _map()
    # Escaped here once, as what is always the same on a page.
    return {word: escape(here.build(endpoint, {"lang": tag})) for word, endpoint in DOORS.items()}


def _map() -> MapAdapter:
    """All addresses, also for a request whose own address or host makes no sense."""
    return current_app.url_map.bind("localhost")


def _page_here() -> tuple[str, dict[str, Any]]:
    """The page of this address, also where a form was sent to it; the first page where none is."""
    if request.method not in ("GET", "HEAD"):
        try:
            endpoint, parts = _map().match(request.path, "GET")
        except HTTPException:
            return "public.home", {}
        return (endpoint, dict(parts)) if "lang" in parts else ("public.home", {})
    rule = request.url_rule
    if rule is None or "lang" not in rule.arguments or "GET" not in (rule.methods or ()):
        return "public.home", {}
    return rule.endpoint, dict(request.view_args or {})


def _here() -> str:
    """Where this page is in each language: from its name and parts, never from what was sent."""
    endpoint, parts = _page_here()
    if "r" in request.args:
        parts["r"] = returning()
    return _behind_the_tag(endpoint, tuple(parts.items()))


@lru_cache(maxsize=4096)
def _behind_the_tag(endpoint: str, parts: tuple[tuple[str, str], ...]) -> str:
    return _map().build(endpoint, {**dict(parts), "lang": "en"}).removeprefix("/en")


@lru_cache(maxsize=8)
def _tongues(tags: tuple[str, ...]) -> tuple[Tongue, ...]:
    voices = map(voice, tags)
    return tuple(
        Tongue(
            tag=escape(one.tag),
            dir=escape(one.dir),
            name=escape(one.language.name),
            english_name=escape(one.language.english_name),
        )
        for one in voices
    )
