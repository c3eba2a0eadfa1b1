"""What a request must pass before a view sees it: size, sort, where it comes from, CSRF token."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, abort, request
from flask_wtf.csrf import CSRFProtect

from portal.interview.kinds.kind import MOST_TYPED
from portal.service import check
from portal.web.answer import is_for_tools

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES: Final = 256 * 1024
MOST_FIELDS: Final = 200
FORM: Final = "application/x-www-form-urlencoded"

csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Registers the checks in this order: size and sort of body, origin, CSRF token, number and
    length of fields."""
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=MOST_FIELDS,
        WTF_CSRF_TIME_LIMIT=None,
        # The origin check below does what Flask-WTF does by the Referer, which we never send.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.before_request(check_size)
    app.before_request(check_sort)
    app.before_request(check_origin)
    csrf.init_app(app)
    app.before_request(check_fields)


def check_size() -> None:
    """413 for a body that says it is too big, before any of it is read."""
    most = MOST_BYTES
    if is_for_tools(request.path):
        most = check.MOST_BYTES
        # One more, for a body that does not say its length is cut off there without a word.
        request.max_content_length = most + 1
    if (request.content_length or 0) > most:
        abort(413)


def check_sort() -> None:
    """400 for a body that is no form of ours. None of them sends a file, and only a file could get
    to the disk while it is read."""
    if not is_for_tools(request.path) and request.mimetype not in ("", FORM):
        abort(400)


def check_origin() -> None:
    """403 for a writing request that another site made this browser send.

    ``Sec-Fetch-Site`` is believed where the browser sends it. ``none`` is a person's own doing.
    An old browser sends ``Origin`` only, and because of our ``no-referrer`` often just ``null``;
    where neither says anything, the CSRF token alone decides. The API is for all: it changes
    nothing, reads no cookie, and a browser shows its answers to the origins of the settings only.
    """
    if request.method in SAFE or is_for_tools(request.path):
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
        return
    origin = request.headers.get("Origin")
    if origin not in (None, "null") and urlsplit(origin).netloc != request.host:
        abort(403)


def check_fields() -> None:
    """413 for more fields, or a longer one, than any of our pages can send."""
    if request.method in SAFE or is_for_tools(request.path):
        return
    values = [value for name in request.form for value in request.form.getlist(name)]
    # A browser counts a line break as one sign, and sends two.
    lengths = (len(value.replace("\r\n", "\n")) for value in values)
    if len(values) > MOST_FIELDS or any(length > MOST_TYPED for length in lengths):
        abort(413)
