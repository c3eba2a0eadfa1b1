"""How gunicorn serves the portal, on a person's own machine and behind a proxy alike."""

from __future__ import annotations

import os
from typing import Any

from gunicorn.glogging import Logger

workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
# Threads, since a browser opens connections ahead and leaves them idle: each would hold a worker.
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 20
max_requests = 10_000
max_requests_jitter = 1_000

limit_request_line = 1_024  # our own addresses are short; answers are never in them
limit_request_fields = 50

accesslog = None  # the portal writes its own line a request, without address and without path
control_socket_disable = True


class Discreet(Logger):  # type: ignore[misc]
    """Gunicorn's log without what would tell who asked for what."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Invalid request"):
            msg, args = "A request that was not proper HTTP was refused.", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Error handling request"):
            super().error("A request broke off in the server.")
            return
        super().exception(msg, *args, **kwargs)


logger_class = Discreet


def post_worker_init(worker: Any) -> None:
    """Tell the address, where ``make serve`` asked for it, once a first worker can answer."""
    address = os.environ.get("SERVING_AT")
    if address and worker.age == 1:
        print(f"\nFresh Page is at {address}  (Ctrl+C stops it)\n", flush=True)
