"""What a WSGI server runs: `gunicorn wsgi:app`."""

from __future__ import annotations

import os

from portal.pdf.box import BOX
from portal.settings import Settings, SettingsError
from portal.store.db import Store
from portal.web import create_app
from portal.web.log import to_stderr

settings = Settings.read(os.environ)
store = Store(settings.database_url, settings.pepper())
if not store.fits():
    tables = "FRESHPAGE_DATABASE_URL: the tables are of another version of the portal."
    raise SettingsError((f"{tables} Stop it where it runs, then run `portal set-up`.",))
to_stderr()
app = create_app(settings, store)
BOX.warm()
