"""Coming in: whose device it is, a new code, or back with a code one has."""

from __future__ import annotations

import ipaddress

import segno
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.interview.answers import Answers
from portal.say import say
from portal.service import codes, entrance, making, resident
from portal.service.visit import Refused, Resumed, TooMany
from portal.web.forms import CodeForm, DeviceForm
from portal.web.locale import press
from portal.web.page import show
from portal.web.site import site
from portal.web.visit import admit, current_visit, keep, needs_visit, the_visit

entry = Blueprint("entry", __name__, url_prefix="/<lang:lang>")


@entry.get("/start")
def start() -> ResponseReturnValue:
    """Whose device? Asked before anything personal is. A person who has begun goes on instead."""
    if current_visit() is not None:
        return redirect(url_for("resident.go_on"), 303)
    return show(
        "device.html",
        action=url_for("entry.start"),
        before=url_for("public.how"),
        chosen=None,
        wrong="e" in request.args,
    )


@entry.post("/start")
def begin() -> ResponseReturnValue:
    """A new case. A second press of the button finds the visit of the first."""
    if current_visit() is not None:
        return redirect(url_for("resident.go_on"), 303)
    form = DeviceForm()
    if not form.validate():
        return redirect(url_for("entry.start", e=1), 303)
    started = entrance.start(
        site().store,
        site().now(),
        device=form.device.data,
        state=making.numbered(Answers()).to_json(),
    )
    admit(started.token, started.visit)
    return redirect(url_for("visiting.code"), 303)


@entry.get("/back")
def back() -> ResponseReturnValue:
    return show("back.html", wrong=None, typed="", device="shared")


@entry.post("/back")
def come_back() -> ResponseReturnValue:
    """Opens the answers of a code. A wrong one is shown again as typed: it has 22 digits."""
    form = CodeForm()
    typed = form.code.data or ""
    outcome = entrance.resume(
        site().store,
        typed,
        site().now(),
        device=form.whose,
        address=_address(),
    )
    if isinstance(outcome, Resumed):
        admit(outcome.token, outcome.visit)
        return redirect(url_for("resident.overview"), 303)
    refused = isinstance(outcome, Refused)
    response = show(
        "back.html",
        422 if refused else 429,
        wrong=outcome.says,
        typed=typed[:200],
        device=form.whose,
    )
    if isinstance(outcome, TooMany):
        response.headers["Retry-After"] = str(outcome.seconds)
    return response


def _address() -> bytes:
    """The caller's network address, 4 or 16 bytes; four zeros where the server tells none."""
    try:
        return ipaddress.ip_address(request.remote_addr or "").packed
    except ValueError:
        return bytes(4)


visiting = Blueprint("visiting", __name__, url_prefix="/<lang:lang>")
visiting.before_request(needs_visit)


@visiting.get("/device")
def device() -> ResponseReturnValue:
    return show(
        "device.html",
        action=url_for("visiting.device"),
        before=url_for("resident.overview"),
        chosen=the_visit().device,
        wrong=False,
    )


@visiting.post("/device")
def set_device() -> ResponseReturnValue:
    """Whose device it is after all. It decides what browsers may remember and how long to wait."""
    form = DeviceForm()
    if not form.validate():
        return redirect(url_for("visiting.device"), 303)
    keep(resident.set_device(site().store, the_visit(), form.device.data, site().now()))
    return redirect(url_for("resident.overview"), 303)


@visiting.get("/code")
def code() -> ResponseReturnValue:
    """The code, as long as nobody has said it is written down."""
    found = codes.code_to_show(site().store, the_visit())
    if found is None:
        return redirect(url_for("resident.go_on"), 303)
    return show(
        "code.html",
        groups=codes.show_code(found).split(),
        square=_square(found),
        kept_through=the_visit().kept_through,
    )


@visiting.post("/code")
def noted() -> ResponseReturnValue:
    codes.code_noted(site().store, the_visit())
    return redirect(url_for("resident.go_on"), 303)


@visiting.get("/new-code")
def new_code() -> ResponseReturnValue:
    return show("new-code.html")


@visiting.post("/new-code")
def make_code() -> ResponseReturnValue:
    """Someone saw the code, or the paper is lost: a new one, and the old one opens nothing."""
    codes.new_code(site().store, the_visit())
    return redirect(url_for("visiting.code"), 303)


def _square(digits: str) -> Markup:
    """The digits as a QR code drawn into the page. It has a name, and no style of its own."""
    made = segno.make(digits, micro=False, error="m")
    drawn = made.svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2)
    label = press().voice.html(QR_SAYS)
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S704


QR_SAYS = say("The digits of your code, as a square for a camera")
