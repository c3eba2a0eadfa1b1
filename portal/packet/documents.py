"""Which papers a packet has, which court form each follows, and what goes on which sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal.packet.contents import Packet, Row
from portal.say import Msg, say

ROWS_A_SHEET = 18
"""Convictions on the motion and on each sheet of additional convictions (EXC-M, EXC-AA, 03/22)."""
NUMBERS_A_PAPER = 18
"""Case numbers on the notice and on each order (EXC-N, EXC-O, 03/22)."""
NUMBERS_A_FURTHER_NOTICE = 45
"""Case numbers on each additional notice (EXC-AM, 03/22)."""
EXPLANATION_LINES = 20
"""Lines for the explanation at the motion's item 6 (EXC-M, 03/22)."""
COPIES = 4
"""The original, two copies for the court, and one to keep: our suggestion; counties differ."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper of the packet. ``court``: it is filed. ``english``: an office reads it, so it is in
    English whatever the resident's language. ``follows``: the court form whose numbering it keeps,
    with its edition.
    """

    id: str
    title: Msg
    template: str
    court: bool = False
    english: bool = False
    follows: str = ""


DOCUMENTS = (
    Document(id="next-steps", title=say("Next steps"), template="next-steps.html"),
    Document(
        id="motion",
        title=say("Motion"),
        template="motion.html",
        court=True,
        english=True,
        follows="EXC-M 4702.2 (03/22)",
    ),
    Document(
        id="additional-convictions",
        title=say("Additional convictions"),
        template="additional-convictions.html",
        court=True,
        english=True,
        follows="EXC-AA 4706.2 (03/22)",
    ),
    Document(
        id="notice",
        title=say("Notice of court date"),
        template="notice.html",
        court=True,
        english=True,
        follows="EXC-N 4703.2 (03/22)",
    ),
    Document(
        id="additional-notice",
        title=say("Additional notice of court date"),
        template="additional-notice.html",
        court=True,
        english=True,
        follows="EXC-AM 4705.2 (03/22)",
    ),
    Document(
        id="order",
        title=say("Proposed order"),
        template="order.html",
        court=True,
        english=True,
        follows="EXC-O 4704.2 (03/22)",
    ),
    Document(id="guide", title=say("Guide to the court papers"), template="guide.html"),
    Document(id="reasons", title=say("What we think and why"), template="reasons.html"),
    Document(id="record", title=say("How to get and check your record"), template="record.html"),
    Document(id="referral", title=say("Asking for help"), template="referral.html", english=True),
)
BY_ID = {document.id: document for document in DOCUMENTS}


def documents_for(packet: Packet) -> tuple[Document, ...]:
    """The papers of this packet in its order. Raises ``KeyError`` for an id that no paper has.

    The additional papers are there when something is left for them, and never otherwise, whatever
    the packet lists: a motion that says "more on the attached sheet" must have one.
    """
    ids = [id for id in packet.documents if id not in _FURTHER.values()]
    for first, sheets in (("motion", row_sheets), ("notice", notice_sheets)):
        if first in ids and len(sheets(packet)) > 1:
            ids.insert(ids.index(first) + 1, _FURTHER[first])
    return tuple(BY_ID[id] for id in ids)


_FURTHER = {"motion": "additional-convictions", "notice": "additional-notice"}


@dataclass(frozen=True, slots=True)
class RowSheet:
    """The convictions on one sheet; ``first`` is the number of its first row."""

    first: int
    rows: tuple[Row, ...]


def row_sheets(packet: Packet) -> tuple[RowSheet, ...]:
    """The motion's own rows, then those of each sheet of additional convictions."""
    parts = _portions(packet.rows, ROWS_A_SHEET, ROWS_A_SHEET)
    return tuple(RowSheet(1 + index * ROWS_A_SHEET, part) for index, part in enumerate(parts))


def notice_sheets(packet: Packet) -> tuple[tuple[str, ...], ...]:
    """The case numbers on the notice, then those on each additional notice."""
    return _portions(packet.case_numbers, NUMBERS_A_PAPER, NUMBERS_A_FURTHER_NOTICE)


def order_sheets(packet: Packet) -> tuple[tuple[str, ...], ...]:
    """The case numbers on each order."""
    return _portions(packet.case_numbers, NUMBERS_A_PAPER, NUMBERS_A_PAPER)


def _portions(items: Sequence[Item], first: int, later: int) -> tuple[tuple[Item, ...], ...]:
    portions = [tuple(items[:first])]
    portions += [tuple(items[at : at + later]) for at in range(first, len(items), later)]
    return tuple(portions)
