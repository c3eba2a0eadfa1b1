"""Whose web pages may ask the API from inside a browser: none, or those the operator named."""

from __future__ import annotations

from flask import Flask, Response, request

from portal.web.answer import is_for_tools
from portal.web.site import site

PREFLIGHT_SECONDS = 600


def install(app: Flask) -> None:
    """To be called before the headers are installed, so that this comes after them."""
    app.after_request(_open)


def _open(response: Response) -> Response:
    """Without credentials ever: there is no cookie that the API would read."""
    origins = site().settings.api_origins
    if not origins or not is_for_tools(request.path):
        return response
    response.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin not in origins:
        return response
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = "Retry-After"
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        headers["Access-Control-Allow-Methods"] = "GET, POST"
        headers["Access-Control-Allow-Headers"] = "Content-Type"
        headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response
