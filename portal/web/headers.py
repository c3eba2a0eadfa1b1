"""What every answer carries, whatever its status: the policy, no caching, packing."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from portal.web.site import site

NO_FEATURES = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "microphone",
        "geolocation",
        "display-capture",
        "payment",
        "usb",
        "serial",
        "hid",
        "midi",
        "accelerometer",
        "gyroscope",
        "magnetometer",
        "browsing-topics",
        "idle-detection",
        "local-fonts",
        "screen-wake-lock",
        "publickey-credentials-get",
        "publickey-credentials-create",
    )
)

SAME_EVERYWHERE = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": NO_FEATURES,
    "X-Robots-Tag": "noindex",
}
CLEAR = '"cache", "cookies", "storage"'
FOR_GOOD = "public, max-age=31536000, immutable"
INDEXED = frozenset({"public.home"})
SMALL = 200
"""Bytes below which packing a page costs more than it saves."""


def policy(style_hash: str) -> str:
    """The content security policy: our own origin, the one style inside our pages, nothing else."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' {style_hash}; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
        "require-trusted-types-for 'script'"
    )


def install(app: Flask) -> None:
    app.after_request(_dress)


def _dress(response: Response) -> Response:
    headers = response.headers
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store, private"
        headers["Vary"] = "Cookie, Accept-Encoding, Accept-Language"
    _pack(response)
    # Last, since each look at one header goes through all that are there.
    headers.extend(SAME_EVERYWHERE)
    headers.add("Content-Security-Policy", policy(site().assets.style_hash))
    if request.endpoint in INDEXED and response.status_code == 200:
        del headers["X-Robots-Tag"]
    return response


def _pack(response: Response) -> None:
    """Packs text where the browser takes it. The secrets of a page cannot be guessed from its size:
    the CSRF token is written anew each second, and no page repeats what an address sent."""
    if (
        not (response.mimetype or "").startswith(("text/", "image/svg", "application/json"))
        or response.direct_passthrough
    ):
        return
    content = response.get_data()
    if len(content) < SMALL or not _takes_gzip(request.headers.get("Accept-Encoding", "")):
        return
    response.set_data(gzip.compress(content, compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"


@lru_cache(maxsize=64)
def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted, Accept).quality("gzip") > 0
