"""The one cookie, and the visit it opens."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any, Final, cast

from flask import Flask, Request, Response, g, redirect, session, url_for
from flask.sessions import SessionInterface, SessionMixin
from flask.typing import ResponseReturnValue

from portal.service import entrance, resident
from portal.service.visit import Ended, Visit
from portal.web.answer import is_for_tools
from portal.web.site import site

COOKIE: Final = "__Host-s"
CSRF_KEY: Final = "csrf_token"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Browser(dict[str, Any], SessionMixin):
    """What Flask calls the session: here no more than the cookie's random token.

    Flask-WTF finds its secret under ``csrf_token``. It is derived from the token, so that there is
    no second cookie and nothing to store. A new browser is given a cookie only when a form was
    printed for it.
    """

    def __init__(self, token: str | None, secret: bytes) -> None:
        super().__init__()
        self.sent = token is not None
        self.token = token or secrets.token_urlsafe(32)
        self._secret = secret
        self._was = token
        self._keep = False

    def __contains__(self, key: object) -> bool:
        return key == CSRF_KEY or super().__contains__(key)

    def __missing__(self, key: str) -> str:
        if key != CSRF_KEY:
            raise KeyError(key)
        self._keep = True
        return hmac.new(self._secret, self.token.encode(), hashlib.sha256).hexdigest()

    def become(self, token: str) -> None:
        """From now on this browser is known by another token: a visit was opened for it."""
        self.token, self._keep = token, True

    def forget(self) -> None:
        """The visit is over. The cookie goes, or is a new one if this answer holds a form."""
        self.token, self._keep = secrets.token_urlsafe(32), False

    @property
    def cookie(self) -> str | None:
        """What the cookie is to be from now on: ``None`` as it was, empty to be deleted."""
        if self.token == self._was or (not self.sent and not self._keep):
            return None
        return self.token if self._keep else ""


class OneCookie(SessionInterface):
    """Reads and writes the only cookie: no expiry, never seen by scripts, for this host alone."""

    def open_session(self, app: Flask, request: Request) -> Browser:
        token = "" if is_for_tools(request.path) else request.cookies.get(COOKIE, "")
        secret = app.secret_key
        if not isinstance(secret, str):
            raise TypeError("the secret key is text")
        return Browser(token if _TOKEN.fullmatch(token) else None, secret.encode())

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        cookie = cast(Browser, session).cookie
        if cookie is not None:
            response.set_cookie(
                COOKIE,
                cookie,
                max_age=None if cookie else 0,
                path="/",
                secure=True,
                httponly=True,
                samesite="Lax",
            )


def browser() -> Browser:
    return cast(Browser, session._get_current_object())  # type: ignore[attr-defined]


def current_visit() -> Visit | None:
    """The open visit of this browser; looked up once a request, and only where it sent a cookie."""
    if "visit" not in g:
        g.visit = _open()
    return cast("Visit | None", g.visit)


def the_visit() -> Visit:
    """The open visit, in a view that ``needs_visit`` guards."""
    visit = current_visit()
    if visit is None:
        raise LookupError("a view without a visit asks for one")
    return visit


def needs_visit() -> ResponseReturnValue | None:
    """To be run before the views of a blueprint: without a visit, the page that says it is over."""
    if current_visit() is None:
        return redirect(url_for("leaving.ended"), 303)
    return None


def admit(token: str, visit: Visit) -> None:
    """A visit was opened for this browser. One that was open in it before ends."""
    end_visit()
    browser().become(token)
    g.visit = visit


def end_visit() -> None:
    """End the visit of this browser, if it has one, and give up its cookie."""
    visit = current_visit()
    if visit is not None:
        resident.finish(site().store, visit)
    browser().forget()
    g.visit = None


def keep(visit: Visit) -> None:
    """The visit as it is after something was changed in it."""
    g.visit = visit


def _open() -> Visit | None:
    if not browser().sent:
        return None
    opened = entrance.open_visit(site().store, browser().token, site().now())
    if isinstance(opened, Visit):
        return opened
    if isinstance(opened, Ended):
        browser().forget()
    return None
