"""What `wsgi.py` serves, but no process for papers is begun ahead: workers come and go quickly."""

from __future__ import annotations

import os

from portal.settings import Settings
from portal.web import create_app

app = create_app(Settings.read(os.environ))
