"""An app on a port of this machine, for real browsers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server

App = Callable[[dict[str, Any], Any], Iterable[bytes]]


@contextmanager
def served(app: App, *, tls: bool = False) -> Iterator[str]:
    """Its address. ``tls``: with a certificate made up here."""
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context="adhoc" if tls else None)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"{'https' if tls else 'http'}://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
