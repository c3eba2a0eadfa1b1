"""What a WSGI server runs: `gunicorn wsgi:app`."""

from __future__ import annotations

import os

from portal.pdf.box import BOX
from portal.settings import Settings
from portal.web import create_app
from portal.web.log import to_stderr

to_stderr()
app = create_app(Settings.read(os.environ))
BOX.warm()
