"""Where forms are sent on a shared device: by a way that is new on each page.

A browser that keeps what was typed into a form finds it again by the address the form is sent to.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
_WAY = re.compile(r"/s/[0-9a-f]{8}(?=/)")


def new_way() -> str:
    """What goes before the address of a form."""
    return f"/s/{secrets.token_hex(4)}"


def without_way(app: Wsgi) -> Wsgi:
    """The app, asked for the address behind the way: nothing in it knows of ways."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        found = _WAY.match(environ["PATH_INFO"])
        if found:
            environ["PATH_INFO"] = environ["PATH_INFO"][found.end() :]
        return app(environ, start)

    return answer
