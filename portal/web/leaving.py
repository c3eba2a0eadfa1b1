"""Going: at once, in good order, for good, or because the time was up."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from portal.service import entrance, resident
from portal.web.guard import csrf
from portal.web.headers import CLEAR
from portal.web.locale import press
from portal.web.log import LOGGER
from portal.web.page import closing_time, seconds_until, show
from portal.web.site import site
from portal.web.visit import browser, current_visit, end_visit, needs_visit, the_visit

leaving = Blueprint("leaving", __name__, url_prefix="/<lang:lang>")
closing = Blueprint("closing", __name__, url_prefix="/<lang:lang>")
closing.before_request(needs_visit)

ELSEWHERE = "https://www.weather.gov/"
"""A page nobody wonders about. It learns nothing: no address of ours is sent along."""


@leaving.post("/leave")
@csrf.exempt  # type: ignore[untyped-decorator]
def leave() -> ResponseReturnValue:
    """Away at once. Needs no token, since it must never fail, and another site cannot ask for it.

    The answer is a page, not a redirect: `form-action 'self'` would hold a redirect to another
    site back and leave this page on the screen. Deleting the cookie keeps pages out of Back.
    """
    try:
        end_visit()
    except Exception:  # the database may be away, the visit unreadable: the person still leaves
        LOGGER.error("leaving without ending the visit")
        browser().forget()
    html = press().print(
        "leave.html",
        tag=press().voice.tag,
        dir=press().voice.dir,
        elsewhere=ELSEWHERE,
        style=site().assets.style,
    )
    response = Response(html, content_type="text/html; charset=utf-8")
    return _cleared(response)


@closing.get("/finish")
def finish() -> ResponseReturnValue:
    return show("finish.html", erased_on=the_visit().kept_through)


@closing.post("/finish")
def finish_now() -> ResponseReturnValue:
    end_visit()
    return _cleared(redirect(url_for("leaving.done"), 303))


@closing.get("/erase")
def erase() -> ResponseReturnValue:
    return show("erase.html")


@closing.post("/erase")
def erase_now() -> ResponseReturnValue:
    """Gone now: the case, its keys and every visit to it."""
    resident.erase(site().store, the_visit())
    end_visit()
    return _cleared(redirect(url_for("leaving.erased"), 303))


@closing.post("/stay")
def stay() -> ResponseReturnValue:
    """More time, for the script's button. Opening the visit has already put its end off."""
    return _told(the_visit().ends_at)


@leaving.get("/left")
def left() -> ResponseReturnValue:
    """How long the visit lasts yet, for the script: asking does not make it last longer."""
    ends_at = entrance.ends_at(site().store, browser().token) if browser().sent else None
    if ends_at is None or ends_at <= site().now():
        return jsonify(seconds=0)
    return _told(ends_at)


@leaving.get("/done")
def done() -> ResponseReturnValue:
    return show("done.html", erased=False)


@leaving.get("/erased")
def erased() -> ResponseReturnValue:
    return show("done.html", erased=True)


@leaving.get("/ended")
def ended() -> ResponseReturnValue:
    """The visit is over. Who still has one (another tab opened it) goes on there."""
    if current_visit() is not None and "stay" not in request.args:
        return redirect(url_for("resident.overview"), 303)
    return show("ended.html")


def _told(ends_at: datetime) -> Response:
    """When the visit ends, in seconds and in words."""
    says = press().voice.text(closing_time(ends_at))
    return jsonify(seconds=seconds_until(ends_at), closes=says)


def _cleared(response: BaseResponse) -> BaseResponse:
    response.headers["Clear-Site-Data"] = CLEAR
    return response
