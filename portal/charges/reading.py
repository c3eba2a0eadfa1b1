"""A reading: what a charge string says, what it leaves open, and how sure we are."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from portal.charges.names import section_by_name
from portal.charges.text import plain

INCHOATE = ("8-1", "8-2", "8-4")


class Sure(StrEnum):
    """EXACT: a full citation that the statute table knows, and nothing in the string against it.
    GUESS: something is read, for a person to confirm. UNREAD: nothing could be read."""

    EXACT = "exact"
    GUESS = "guess"
    UNREAD = "unread"


class Reading(NamedTuple):
    """What one charge string says. None: the string does not settle it.

    ``chapter`` "720", ``act`` "550", ``section`` "4", ``subsection`` "(c)"; a citation of the old
    ch. 56 1/2 stands in its modern form with ``old`` as printed ("56.5-704(c)"), other old chapters
    keep chapter and paragraph and have no act. ``inchoate``: "attempt", "solicitation" or
    "conspiracy"; the citation is then that of the offense underneath. ``cannabis``: whether the
    charge is of cannabis in any act. ``rest``: every part of the string that no field stands for.
    ``offense_class``: a class code such as "misdemeanor-a" where the string prints one. ``grams``:
    more than the first, up to the second. ``subsequent``: a repeat or a first offense. ``violent``:
    on the list of 725 ILCS 120/3(c) or plainly not; ``violent_if_felony``: the same if it is a
    felony, which the string may not say. ``barred``: what it is of the list that no petition can
    reach, 5.2(a)(3), by its id there.
    """

    chapter: str | None
    act: str | None
    section: str | None
    subsection: str | None
    inchoate: str | None
    attempt: bool
    cannabis: bool | None
    sure: Sure
    old: str | None
    rest: str
    offense_class: str | None
    grams: tuple[Decimal, Decimal | None] | None
    subsequent: bool | None
    violent: bool | None
    violent_if_felony: bool | None
    barred: str | None

    @property
    def citation(self) -> str | None:
        """The modern citation, "720 ILCS 550/4(c)"; None without chapter, act and section."""
        if self.chapter is None or self.act is None or self.section is None:
            return None
        return f"{self.chapter} ILCS {self.act}/{self.section}{self.subsection or ''}"

    @property
    def named_section(self) -> str | None:
        """The section the name alone is of, where no offense is cited; for a person to confirm."""
        if self.inchoate not in (None, "attempt"):
            return None
        if (self.section is not None or self.act is not None) and not self.is_only_inchoate:
            return None
        return section_by_name(plain(self.rest))

    @property
    def is_only_inchoate(self) -> bool:
        """Whether only the code of an attempt is cited (720 ILCS 5/8-4), not of what."""
        return (self.chapter, self.act) == ("720", "5") and self.section in INCHOATE

    def as_json(self) -> dict[str, str | bool | None]:
        """The ten keys of the check contract, in its order."""
        return {
            "chapter": self.chapter,
            "act": self.act,
            "section": self.section,
            "subsection": self.subsection,
            "inchoate": self.inchoate,
            "attempt": self.attempt,
            "cannabis": self.cannabis,
            "sure": self.sure.value,
            "old": self.old,
            "rest": self.rest,
        }
