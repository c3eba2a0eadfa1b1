"""Connections that are cut in the middle of a request or of its answer."""

from __future__ import annotations

import random
import socket
import struct
from pathlib import Path
from urllib.parse import urlencode

from faults.person import Person
from faults.serving import Portal
from faults.told import Told
from faults.whole import problems

RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: closing sends a reset, as a phone that left the network would seem to."""


def torn(folder: Path, times: int) -> Told:
    """By turns: in the request, before the answer, in the answer. What was cut is never saved."""
    told = Told(fault="torn connection")
    with Portal(folder) as portal:
        person = Person(portal.port, "person 1")
        person.begin()
        while told.done < times:
            page, raw = person.next()
            request = _request(person, page, urlencode({"csrf_token": person.token, **raw}))
            kind = told.done % 3
            if kind == 0:
                person.open[page].pop()  # a part of a request must not be taken for a whole one
                request = request[: random.randrange(1, len(request))]
            _send(person.port, request, read=random.randrange(1, 200) if kind == 2 else 0)
            person.torn += 1
            person.compare(f"after {told.done} torn connections", by_code=False)
            told.done += 1
            if kind == 0:
                person.write()
        person.compare("at the end")
    told.lost += problems(portal.settings)
    told.count([person])
    return told


def _request(person: Person, page: str, body: str) -> bytes:
    lines = (
        f"POST /en/p/{page} HTTP/1.1",
        "Host: localhost",
        f"Cookie: __Host-s={person.cookie}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "",
        body,
    )
    return "\r\n".join(lines).encode()


def _send(port: int, request: bytes, read: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(request)
        if read:
            wire.recv(read)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
