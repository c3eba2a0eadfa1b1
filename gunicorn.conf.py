"""How gunicorn serves the portal, on a person's own machine and behind a proxy alike."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
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


upkeep_first, upkeep_every = 60, 3600
MOST_OFF = 120
"""Seconds by which the clock may differ from the time that passed since the last look at it."""


def when_ready(server: Any) -> None:
    """Start the timer of upkeep, so that what had its time goes without anybody's doing."""
    threading.Thread(target=_keep_up, args=(server.log,), name="upkeep", daemon=True).start()


def _keep_up(log: Any) -> None:
    """`portal upkeep run`, soon and then every hour, in a process of its own.

    Not after the clock was set: if it is wrong now, cases are not over that seem to be.
    """
    wait = upkeep_first
    while True:
        before = _clocks()
        time.sleep(wait)
        wall, steady = (now - then for now, then in zip(_clocks(), before, strict=True))
        wait = upkeep_every
        if abs(wall - steady) > MOST_OFF:
            log.warning("The clock was set. Upkeep waits until it has kept time for an hour.")
            continue
        command = [sys.executable, "-m", "portal", "upkeep", "run"]
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def _clocks() -> tuple[float, float]:
    """The clock that may be set, and the one that may not and runs on while a laptop sleeps."""
    return time.time(), time.clock_gettime(time.CLOCK_BOOTTIME)
