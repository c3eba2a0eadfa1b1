"""Where a rule stands in the books, and the day we last read that source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the law or in a court's paper, as it is cited.

    ``read_on``: the day its own text was last read by us; None where it never was. ``support``: how
    we know it meanwhile: "statute", "agency" (court form, agency, legal aid), "unofficial", "recalled".
    """

    text: str
    read_on: date | None
    support: str
