"""The portal on a clock that is moved by hand, and the page one leaves to, as two local origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from werkzeug.wrappers import Response

from portal.service import visit
from portal.settings import Settings, create_secrets
from portal.store import vault
from portal.store.db import Store
from portal.web import create_app, leaving
from tests.web.conftest import Clock
from tests.web.serving import App, served


class Place:
    """Where the person is: the portal's address, a page elsewhere, the clock."""

    def __init__(self, portal: str, elsewhere: str, clock: Clock) -> None:
        self.portal, self.elsewhere, self.clock = portal, elsewhere, clock

    def wait(self, minutes: float) -> None:
        self.clock.pass_(timedelta(minutes=minutes))

    @contextmanager
    def short_idle(self, seconds: int) -> Iterator[None]:
        """Pages opened meanwhile close after a few seconds instead of 20 minutes."""
        with patch.dict(visit.IDLE, shared=timedelta(seconds=seconds)):
            yield


@contextmanager
def serving(folder: Path, *, scripts: bool = True, tls: bool = False) -> Iterator[Place]:
    """Serves both. ``scripts``: False answers an empty file for the one script.

    ``tls``: with a certificate made up here; WebKitGTK keeps a Secure cookie no other way.
    """
    settings_at = {"FRESHPAGE_INSTANCE": str(folder / "instance")}
    create_secrets(Settings.read(settings_at, creating=True))
    settings = Settings.read(settings_at)
    store = Store(settings.database_url, settings.pepper())
    store.migrate()
    clock = Clock()
    portal = create_app(settings, store, clock)
    with (
        patch.object(vault, "SCRYPT_N", 2**4),
        served(_plain(portal, scripts), tls=tls) as at,
        served(_sunny, tls=tls) as elsewhere,
        patch.object(leaving, "ELSEWHERE", elsewhere),
    ):
        yield Place(at, elsewhere, clock)
    store.close()


def _plain(app: App, scripts: bool) -> App:
    """Answers unpacked: what a browser writes to disk must not hide from a search in gzip."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        if not scripts and environ["PATH_INFO"].endswith(".js"):
            return Response("", mimetype="text/javascript")(environ, start)
        return app(environ, start)

    return answer


def _sunny(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    return Response("<!doctype html><title>Weather</title><p>sunny", mimetype="text/html")(
        environ, start
    )
