"""How fast one client may ask: a bucket of tokens each, remembered for half a minute at most."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections import OrderedDict
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

BURST: Final = 60
PER_SECOND: Final = 2
"""120 a minute: a person's tool never meets it, and a loop that never ends soon does."""
MOST_CLIENTS: Final = 20_000
"""Of one process; some 5 MB. Beyond it the one that was quiet longest is forgotten."""


class Pace:
    """The buckets of one process. A bucket that would be full again says nothing and is dropped.

    An address is kept only as a digest under a key that no other process knows.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def take(self, address: str, tokens: float, moment: float) -> int:
        """Take ``tokens`` out of a client's bucket; 0, or the seconds after which there are enough.

        ``moment``: seconds on a clock. More tokens than a bucket holds count as a bucketful.
        """
        client = hashlib.blake2b(place_of(address), key=self._key, digest_size=16).digest()
        with self._lock:
            self._forget(moment)
            left, since = self._left.pop(client, (float(BURST), moment))
            left = min(float(BURST), left + max(0.0, moment - since) * PER_SECOND)
            wanting = min(tokens, BURST) - left
            self._left[client] = (left if wanting > 0 else -wanting, moment)
            return math.ceil(wanting / PER_SECOND) if wanting > 0 else 0

    def _forget(self, moment: float) -> None:
        """Drop, from the one quiet longest on, who has been quiet until the bucket is full."""
        while self._left:
            client, (left, since) = next(iter(self._left.items()))
            full = left + (moment - since) * PER_SECOND >= BURST
            if not full and len(self._left) < MOST_CLIENTS:
                return
            del self._left[client]


def place_of(address: str) -> bytes:
    """What stands for a client: its IPv4 address, or the first 64 bits of its IPv6 address.

    One customer is given 64 bits or more to choose from. No address at all is a client too.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address.encode("utf-8", "replace")
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped.packed if found.ipv4_mapped else found.packed[:8]
    return found.packed
