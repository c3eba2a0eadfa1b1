"""The pages that need no visit: welcome, how it works, help, what we keep, about; our files."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.counties.help import helpers, offices
from portal.web.headers import FOR_GOOD
from portal.web.locale import negotiate
from portal.web.page import show
from portal.web.site import site
from portal.web.visit import browser, current_visit

door = Blueprint("door", __name__)
public = Blueprint("public", __name__, url_prefix="/<lang:lang>")


@door.get("/")
def enter() -> ResponseReturnValue:
    """To the first page in the language the browser asks for."""
    tag = negotiate(request.accept_languages, tuple(site().presses))
    response = redirect(url_for("public.home", lang=tag), 303)
    response.headers["Vary"] = "Accept-Language"
    return response


@door.get("/assets/<name>")
def asset(name: str) -> ResponseReturnValue:
    """The script or the icon. Their names change with what is in them."""
    found = site().assets.files.get(name)
    if found is None:
        abort(404)
    content, kind = found
    return Response(content, content_type=kind, headers={"Cache-Control": FOR_GOOD})


@door.get("/.well-known/security.txt")
def security() -> ResponseReturnValue:
    """Where to report a weakness (RFC 9116), as long as the operator has set that it holds."""
    settings = site().settings
    contact, expires = settings.security_contact, settings.security_expires
    if contact is None or expires is None or site().today() >= expires:
        abort(404)
    told = f"Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en, es\n"
    return Response(told, content_type="text/plain; charset=utf-8")


@door.get("/favicon.ico")
def favicon() -> ResponseReturnValue:
    """Where browsers look for an icon on pages that are not ours, such as a PDF."""
    return redirect(url_for("door.asset", name=site().assets.icon), 303)


@public.get("/")
def home() -> ResponseReturnValue:
    return show("home.html")


@public.get("/how")
def how() -> ResponseReturnValue:
    return show("how.html")


@public.get("/help")
def help_() -> ResponseReturnValue:
    return show("help.html", helpers=helpers(), records=offices("records"))


@public.get("/privacy")
def privacy() -> ResponseReturnValue:
    visit = current_visit() if browser().sent else None
    return show("privacy.html", kept_through=visit.kept_through if visit else None)


@public.get("/about")
def about() -> ResponseReturnValue:
    settings = site().settings
    return show("about.html", operator=settings.operator_name, phone=settings.operator_phone)
