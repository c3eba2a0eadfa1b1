"""How gunicorn serves the portal, on a person's own machine and behind a proxy alike."""

from __future__ import annotations

import os
import re
import selectors
import socket
import struct
import subprocess
import sys
import threading
import time
from functools import partial
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 8
timeout = 60
graceful_timeout = 20
max_requests = 10_000
max_requests_jitter = 1_000

limit_request_line = 1_024  # our own addresses are short; answers are never in them
limit_request_fields = 50
limit_request_field_size = 4_096
keepalive = 2

SECONDS_TO_SEND = 15
"""A request has to be here whole within this time, and an answer read on."""
MOST_HEAD = 32_768
MOST_BODY = 1_048_576
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)

accesslog = None  # the portal writes its own line a request, without address and without path
control_socket_disable = True


class Gathered:
    """What is here of one request. Each byte is looked at once, however they trickle in."""

    def __init__(self, begun: bytes) -> None:
        self.got = bytearray(begun)
        self._looked_at = 0
        self._size: int | None = None
        self._chunked = False

    def is_whole(self) -> bool:
        """Whether it is here to its end, or is one to refuse without the rest of it."""
        if self._size is None and not self._finds_head():
            return len(self.got) > MOST_HEAD
        if self._chunked:
            return self.got.endswith(b"0\r\n\r\n") or len(self.got) > MOST_HEAD + MOST_BODY
        return len(self.got) >= (self._size or 0)

    def _finds_head(self) -> bool:
        end = self.got.find(b"\r\n\r\n", max(0, self._looked_at - 3))
        self._looked_at = len(self.got)
        if end < 0:
            return False
        head = bytes(self.got[: end + 2])
        told = LENGTH.search(head)
        length = int(told[1]) if told else 0
        self._chunked = told is None and CHUNKED.search(head) is not None  # both: to be refused
        self._size = end + 4 + (length if length <= MOST_BODY else 0)
        return True


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Gives a request to a thread when all of it is here, so that whoever sends slowly holds none.

    A proxy does the same for us; without one, a few slow senders would hold every thread.
    """

    def enqueue_req(self, conn: Any) -> None:
        """Gather what is still to come, beginning with what was sent behind the last request."""
        if self.cfg.is_ssl:  # sealed until a thread opens it: what comes cannot be told from here
            super().enqueue_req(conn)
            return
        conn.gathered = Gathered(conn.parser.unreader.take_buffered() if conn.parser else b"")
        conn.timeout = time.monotonic() + SECONDS_TO_SEND
        conn.sock.setblocking(False)
        if conn.gathered.is_whole():
            self._hand_over(conn)
            return
        self.pending_conns.append(conn)
        gather = partial(self.on_part, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, gather)

    def on_part(self, conn: Any, sock: socket.socket) -> None:
        """Some more of a request is here. Called only where there is something to read."""
        try:
            part = sock.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        conn.gathered.got += part
        if part and not conn.gathered.is_whole():
            return
        self.poller.unregister(sock)
        self.pending_conns.remove(conn)
        if part:
            self._hand_over(conn)
        else:
            self.nr_conns -= 1
            conn.close()

    def handle_exit(self, sig: Any, frame: Any) -> None:
        """Going down: what has not begun to come by now is not waited for."""
        super().handle_exit(sig, frame)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, time.monotonic() + keepalive)

    def _hand_over(self, conn: Any) -> None:
        # What a thread still has to do with the wire, it does within the same time.
        patience = struct.pack("ll", SECONDS_TO_SEND, 0)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            conn.sock.setsockopt(socket.SOL_SOCKET, option, patience)
        conn.init()
        conn.sock.setblocking(True)
        conn.parser.unreader.unread(bytes(conn.gathered.got))
        conn.data_ready, conn.gathered = True, None
        super().enqueue_req(conn)


worker_class = PatientWorker


class Discreet(Logger):  # type: ignore[misc]
    """Gunicorn's log without what would tell who asked for what."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Invalid request"):
            msg, args = "A request that was not proper HTTP was refused.", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Socket error processing request"):
            return  # whoever it was has gone, or took too long
        if msg.startswith("Error handling request"):
            super().error("A request broke off in the server.")
            return
        super().exception(msg, *args, **kwargs)


logger_class = Discreet


def post_worker_init(worker: Any) -> None:
    """Tell the address, where ``make serve`` asked for it, once a first worker can answer."""
    from portal.web.memory import settle

    settle()
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
