"""Where a rule stands in the books, and the day we last read that source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Support(StrEnum):
    """How we know what a source says."""

    STATUTE = "statute"
    """Read in the statute or the public act."""
    AGENCY = "agency"
    """Read in a court form, or an agency's, bar's or legal-aid page."""
    UNOFFICIAL = "unofficial"
    """Read in an unofficial source only."""
    RECALLED = "recalled"
    """Recalled and not confirmed."""
    OUR_CHOICE = "our-choice"
    """A reading of ours where the sources leave room: a line for the reviewing lawyer."""


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """A place in the law or in a court's paper, as it is cited. Each is written down once, below,
    so that it is quickly found by itself in what is remembered.

    ``read_on``: the day its own text was last read by us; None where it never was.
    """

    text: str
    read_on: date | None
    support: Support


def read_on(cites: Iterable[Citation]) -> date | None:
    """The day on which that source was last read that was read longest ago; None: one never was."""
    read = [each.read_on for each in cites]
    return None if None in read else min((on for on in read if on is not None), default=None)


def weakest(cites: Iterable[Citation]) -> Support:
    """How we know what the least known of the sources says."""
    return max((each.support for each in cites), key=list(Support).index)


_READ = date(2026, 11, 22)


def _read(text: str) -> Citation:
    return Citation(text, _READ, Support.STATUTE)


def _page(text: str) -> Citation:
    return Citation(text, _READ, Support.AGENCY)


def _unread(text: str, support: Support) -> Citation:
    return Citation(text, None, support)


# The Criminal Identification Act. Its text could not be read; each line says what supports it.
CONVICTION = _read("20 ILCS 2630/5.2(a)(1)(C)")
LAST_SENTENCE = _unread("20 ILCS 2630/5.2(a)(1)(F)", Support.UNOFFICIAL)
MINOR_OFFENSE = _unread("20 ILCS 2630/5.2(a)(1)(G-5)", Support.AGENCY)
QUALIFIED_PROBATION = _unread("20 ILCS 2630/5.2(a)(1)(J)", Support.UNOFFICIAL)
CIVIL_EXPUNGEMENT = _unread("20 ILCS 2630/5.2(a)(2.5)", Support.AGENCY)
NEVER_AT_ALL = _unread("20 ILCS 2630/5.2(a)(3)(A)", Support.UNOFFICIAL)
NEVER_MINOR_TRAFFIC = _unread("20 ILCS 2630/5.2(a)(3)(B)", Support.UNOFFICIAL)
NEVER_SEALED = _unread("20 ILCS 2630/5.2(a)(3)(C)", Support.UNOFFICIAL)
EXPUNGE_NON_CONVICTION = _unread("20 ILCS 2630/5.2(b)(2)(A)", Support.UNOFFICIAL)
EXPUNGE_SUPERVISION = _unread("20 ILCS 2630/5.2(b)(2)(B)", Support.UNOFFICIAL)
EXPUNGE_QUALIFIED_PROBATION = _unread("20 ILCS 2630/5.2(b)(2)(C)", Support.UNOFFICIAL)
SEAL_MISDEMEANOR = _unread("20 ILCS 2630/5.2(c)(3)(B)", Support.UNOFFICIAL)
SEAL_FELONY = _unread("20 ILCS 2630/5.2(c)(3)(C)", Support.UNOFFICIAL)
PARDON = _unread("20 ILCS 2630/5.2(e)", Support.RECALLED)
"""What it says is in the booklet; that its letter is (e) is recalled."""
POLICE_RECORDS = _unread("20 ILCS 2630/5.2(i)(1)", Support.AGENCY)
PARDON_LIST = _unread("20 ILCS 2630/5.2(i)(2)", Support.AGENCY)
MOTION = _unread("20 ILCS 2630/5.2(i)(3)", Support.AGENCY)
PENDING_CASE = _unread("20 ILCS 2630/5.2(i)(6)", Support.RECALLED)
ORDINANCES = _unread("20 ILCS 2630/5.2(l)", Support.UNOFFICIAL)
# The Cannabis Control Act and its neighbors.
SECTION_4 = _read("720 ILCS 550/4")
SECTION_5 = _read("720 ILCS 550/5")
SECTION_5_2 = _unread("720 ILCS 550/5.2", Support.UNOFFICIAL)
"""(a) and (b) were read, (c) to (e) only in an unofficial text."""
SECTION_6 = _unread("720 ILCS 550/6", Support.UNOFFICIAL)
SECTION_7 = _unread("720 ILCS 550/7", Support.AGENCY)
SECTION_8 = _read("720 ILCS 550/8")
SECTION_10 = _read("720 ILCS 550/10")
ATTEMPT = _unread("720 ILCS 5/8-4(c)", Support.RECALLED)
VIOLENT_CRIME = _unread("725 ILCS 120/3(c)", Support.AGENCY)
JUVENILE_COURT_ACT = _page("705 ILCS 405/5-915 (EXJ-I 3202.4)")
# The court's own papers.
BOOKLET = _page("EXC-I 4701.2 (03/22)")
MOTION_FORM = _page("EXC-M 4702.2 (03/22)")
