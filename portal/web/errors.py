"""A calm page for everything that can go wrong, in the person's language."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.say import Msg, say
from portal.service.entrance import AT_ONCE, SOON
from portal.service.turns import Busy
from portal.store.db import Unavailable
from portal.web.answer import is_for_tools, mishap_told
from portal.web.forms import legible
from portal.web.log import request_id
from portal.web.onward import returning
from portal.web.page import show_alone
from portal.web.visit import COOKIE, CSRF_KEY


@dataclass(frozen=True, slots=True)
class Mishap:
    """What happened, what it means for the answers, what to do next, and the button's word."""

    title: Msg
    says: Msg
    then: Msg | None = None
    go: Msg = say("Go on")


MISHAPS: Final[Mapping[int, Mishap]] = {
    400: Mishap(
        say("We could not read that"),
        say("What your browser sent was not complete, or the page had been open for too long."),
        say("Your saved answers are safe. Go back to your answers and try again."),
    ),
    403: Mishap(
        say("We did not do that"),
        say("It looked as if another website had asked for it, so nothing was changed."),
        say("If you did it yourself, go on here and try again."),
    ),
    404: Mishap(
        say("There is no such page"),
        say("The address may have a typing mistake, or the page has moved."),
    ),
    405: Mishap(
        say("That does not work this way"),
        say("This address takes no such request. Nothing was changed."),
    ),
    413: Mishap(
        say("That was too long"),
        say("You sent more text than a page here takes. It was not saved."),
        say("Your earlier answers are safe. Go back and write less."),
        say("Back"),
    ),
    429: Mishap(
        say("Please wait a little"),
        say("There were many tries in a short time. We slow them down so that nobody can guess."),
        say("Try again in a few minutes. Nothing is lost."),
    ),
    500: Mishap(
        say("Something broke on our side"),
        say("It is not your fault. Your last answer may not be saved. All earlier ones are."),
        say("Try again. If it happens again, wait a while."),
    ),
    503: Mishap(
        say("We cannot save right now"),
        say("Your last answer was not saved. All earlier ones are safe."),
        say("Go back in a minute and press Continue again."),
    ),
}
UNSAVED: Final = Mishap(
    MISHAPS[503].title,
    MISHAPS[503].says,
    say("What you typed is still on this page. Wait a minute, then press “Try again”."),
)
"""Of an answer that could not be saved. Going back would find the question empty on a shared
computer, so that this page carries what was typed."""
NOT_ASKED: Final = Mishap(
    say("This question is not asked any more"),
    say("Another answer was changed, so this one does not count now. It was not saved."),
    say("All your other answers are safe."),
)
RUSH: Final = Mishap(
    say("One moment"), AT_ONCE, say("Nothing is lost. Go back to press the button.")
)
ANSWER: Final = "resident.answer"
LAST_RESORT: Final = (
    b"<!doctype html><html lang=en><title>Fresh Page</title>"
    b"<p>Something broke on our side. Please try again in a few minutes."
)


def install(app: Flask) -> None:
    app.register_error_handler(CSRFError, _no_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(Busy, _busy)


def mishap(status: int, unsaved: Sequence[tuple[str, str]] = ()) -> Response:
    """The page of a status; one we do not know is shown as 400, from 500 on as 500.

    ``unsaved``: the fields of a form that can be sent to this address again.
    """
    known = status if status in MISHAPS else (500 if status >= 500 else 400)
    try:
        if is_for_tools(request.path):
            return mishap_told(status)
        response = _page(known, UNSAVED if unsaved else MISHAPS[known], unsaved)
    except Exception:  # the page about a failure has failed: say it without a template
        current_app.log_exception(sys.exc_info())
        return Response(LAST_RESORT, 500, content_type="text/html; charset=utf-8")
    if known in (429, 503):
        response.headers["Retry-After"] = "60"
    return response


def _page(
    status: int, error: Mishap, unsaved: Sequence[tuple[str, str]] = (), *, ours: bool = True
) -> Response:
    """``ours``: something is wrong on our side, so that its letters may be asked for."""
    return show_alone(
        "error.html",
        status,
        error=error,
        unsaved=unsaved,
        again=_again() if unsaved else "",
        request_id=request_id() if ours and status >= 500 else None,
        back_to=_again() if status == 413 and request.endpoint == ANSWER else "",
        onward="overview" if COOKIE in request.cookies else "home",
    )


def _busy(_: Busy) -> ResponseReturnValue:
    response = _page(503, RUSH, ours=False)
    response.headers["Retry-After"] = str(SOON)
    return response


def _unavailable(_: Unavailable) -> ResponseReturnValue:
    if request.endpoint != ANSWER:
        return mishap(503)
    fields = request.form.items(multi=True)
    return mishap(
        503, [(legible(name), legible(text)) for name, text in fields if name != CSRF_KEY]
    )


def _again() -> str:
    """The address that the answer was sent to, which is that of its question too."""
    return url_for(ANSWER, **(request.view_args or {}), r=returning() or None)


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, RequestRedirect):
        return error.get_response()
    response = mishap(error.code or 500)
    if error.code == 405:
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
    return response


def _no_token(error: CSRFError) -> ResponseReturnValue:
    """A form without its token. Where the cookie is gone too, the visit is simply over."""
    if getattr(session, "sent", False):
        return mishap(400)
    return redirect(url_for("leaving.ended"), 303)
