"""What judging a record yields: an outcome with reasons per case, a planned packet per county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.facts import Answer
from portal.law.citation import Citation, read_on
from portal.law.codes import Flag, Outcome
from portal.say import Msg


class Reason(NamedTuple):
    """One leaf that was judged: the rule's id, its truth for this case, the sentence that says so,
    and the citations. A named tuple: a case has some thirty."""

    rule: str
    truth: Answer
    says: Msg
    cites: tuple[Citation, ...]

    @property
    def read_on(self) -> date | None:
        """The day the weakest of the sources was last read; ``None``: never yet."""
        return read_on(self.cites)


@dataclass(frozen=True, slots=True)
class Step:
    """A relief and the first day it is possible; None: now, or it cannot be said."""

    code: Outcome
    not_before: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeFinding:
    """How one charge was read, and its own outcome where it decides."""

    reads_as: str | None
    sure: str
    cannabis: bool | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One case judged. ``also``: second steps, even while their wait runs.

    ``ask_next``: paths such as ``cases[0].charges[0].grams`` of facts that would settle an unsure
    result, or a day that cannot be said, most decisive first.
    """

    case_id: str
    outcome: Outcome
    not_before: date | None
    also: tuple[Step, ...]
    flags: tuple[Flag, ...]
    charges: tuple[ChargeFinding, ...]
    reasons: tuple[Reason, ...]
    ask_next: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPacket:
    """The packet of one county: its cases, what must come first, the documents by id."""

    county: str
    cases: tuple[str, ...]
    after: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A whole record judged on one day under one rulebook (its SHA-256)."""

    day: date
    rulebook: str
    cases: tuple[Finding, ...]
    packets: tuple[PlannedPacket, ...]
