"""The web: pages for a person's own case, in their language, on any device."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from werkzeug.middleware.proxy_fix import ProxyFix

from portal.settings import Settings
from portal.store.db import Store
from portal.web import (
    api,
    aside,
    checking,
    entry,
    errors,
    guard,
    headers,
    leaving,
    locale,
    log,
    origins,
    papers,
    public,
    resident,
    results,
)
from portal.web.assets import read_assets
from portal.web.press import press
from portal.web.site import Site, install
from portal.web.visit import OneCookie

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings, store: Store | None = None, clock: Clock = utc_now
) -> log.Portal:
    """The portal as a WSGI app.

    ``store``: the one of the settings where none is given. ``clock``: the moment, in UTC.
    Raises ``OSError`` where a secret, a template or an asset cannot be read.
    """
    app = log.Portal(__name__, static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret().hex(),
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        PROPAGATE_EXCEPTIONS=False,
    )
    # An address with a slash too many is not ours; no part of it goes into a redirect.
    app.url_map.merge_slashes = False
    app.session_interface = OneCookie()
    app.wsgi_app = aside.without_way(app.wsgi_app)  # type: ignore[assignment, method-assign]
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0
        )
    presses = {voice.tag: press(voice) for voice in locale.voices()}
    install(
        app,
        Site(
            settings=settings,
            store=store or Store(settings.database_url, settings.pepper()),
            clock=clock,
            assets=read_assets(),
            presses=presses,
        ),
    )
    log.install(app)
    origins.install(app)
    headers.install(app)
    guard.install(app)
    locale.install(app, presses)
    errors.install(app)
    for blueprint in (
        public.door,
        public.public,
        entry.entry,
        entry.visiting,
        resident.resident,
        results.results_,
        checking.checking,
        papers.papers_,
        leaving.leaving,
        leaving.closing,
        api.api,
    ):
        app.register_blueprint(blueprint)
    return app
