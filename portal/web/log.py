"""One line a request: which page, which status, how long. Nothing of the person, and no address."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import traceback
from collections.abc import Callable
from time import perf_counter
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request

LOGGER = logging.getLogger("portal.web")


class Portal(Flask):
    """Flask, but what it says about a failure names the place in the code and nothing else.

    The text of an exception, the address and the variables around it may hold what was typed.
    """

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """None of what we run for a request is a coroutine, so none is looked at for being one."""
        return func

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        kind, _, trace = exc_info
        LOGGER.error(
            json.dumps(
                {
                    "event": "failure",
                    "request": request_id(),
                    "endpoint": request.endpoint,
                    "kind": kind.__name__ if kind else None,
                    "at": [
                        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
                        for frame in traceback.extract_tb(trace)[-8:]
                    ],
                }
            )
        )


def install(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_finish)


def request_id() -> str:
    """A few random letters: a person can tell them on the phone, and they find the line."""
    found: str | None = g.get("request_id")
    if found is None:
        found = g.request_id = secrets.token_hex(4)
    return found


def to_stderr() -> None:
    """Writes the lines to standard error as JSON, and silences Werkzeug's, which hold addresses."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOGGER.handlers = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    logging.getLogger("werkzeug").disabled = True
    # Where a line cannot be written, Python would print the failure that it is about, text and all.
    logging.raiseExceptions = False


def _start() -> None:
    g.started = perf_counter()


def _finish(response: Response) -> Response:
    started: float | None = g.get("started")
    LOGGER.info(
        json.dumps(
            {
                "event": "request",
                "request": request_id(),
                "endpoint": request.endpoint,
                "status": response.status_code,
                "ms": round((perf_counter() - started) * 1000, 1) if started else None,
            }
        )
    )
    return response
