"""How long each paper of a packet is, remembered so that a list need not make them all anew."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from threading import Lock
from typing import Final

from portal.languages import Voice
from portal.packet.contents import Packet
from portal.service.draft import Forms
from portal.service.papers import PaperLine, listing

MOST: Final = 500


class Listings:
    """Remembers titles, pages and sizes, under a digest that only this process can make: no paper,
    and nothing that was told, is kept."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, tuple[PaperLine, ...]] = OrderedDict()
        self._lock = Lock()

    def known(self, packet: Packet, voice: Voice, forms: Forms) -> tuple[PaperLine, ...] | None:
        """The papers of a packet, where they were made here before just so."""
        with self._lock:
            return self._known.get(self._digest(packet, voice, forms))

    def make(self, packet: Packet, voice: Voice, forms: Forms) -> tuple[PaperLine, ...]:
        """The same, made where it is not known: costly. Raises ``TooLarge``."""
        found = self.known(packet, voice, forms)
        if found is None:
            found = listing(packet, voice, forms)
            with self._lock:
                self._known[self._digest(packet, voice, forms)] = found
                if len(self._known) > MOST:
                    self._known.popitem(last=False)
        return found

    def _digest(self, packet: Packet, voice: Voice, forms: Forms) -> bytes:
        whole = repr((packet, voice.tag, sorted(forms.items())))
        return hashlib.blake2b(whole.encode(), digest_size=16, key=self._secret).digest()
