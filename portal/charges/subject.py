"""Whether a charge is of cannabis: its statute first, its name where that leaves it open."""

from __future__ import annotations

import re
from typing import Final

from portal.charges.citations import Cited
from portal.charges.names import is_of_cannabis, is_of_other_drug, is_plainly_other
from portal.charges.statutes import ACTS, CANNABIS_CONTROL_ACT, CHAPTERS

# Chicago's own ordinances are numbered title-chapter-section; 7-24-099 is possession of cannabis.
_ORDINANCE: Final = re.compile(
    r"\s{0,9}(?:M\.?C\.?C\.?|(?:CHICAGO )?MUNI\w{0,6}\.? CODE)?[\s,:§]{0,3}(?:SEC\.? )?"
    r"(\d{1,2}-\d{1,3}-\d{3})(?![\d.])"
)
_CANNABIS_ORDINANCE: Final = "7-24-099"

_CANNABIS_ACTS: Final = frozenset({CANNABIS_CONTROL_ACT, ("410", "130"), ("410", "705")})
_OPEN_ACTS: Final = frozenset({("35", "520")})  # a tax on cannabis and on controlled substances
_CANNABIS_IN_A_VEHICLE: Final = frozenset({"11-502.1", "11-502.15"})
_PENAL_INSTITUTION: Final = frozenset({"31A-1", "31A-1.1", "31A-1.2"})
_INCHOATE_SECTIONS: Final = frozenset({"8-1", "8-2", "8-4"})


def is_cannabis(shown: Cited | None, name: str, *, settled: bool) -> tuple[bool | None, bool]:
    """Whether the charge is of cannabis, and whether statute and name speak against each other.

    ``shown``: the citation as far as it shows; ``settled`` whether it stands in the reading too.
    ``name``: the words around it in plain capitals, "" where there are none.
    """
    named = bool(name) and is_of_cannabis(name)
    if shown is None:
        return _by_name(name, named=named), False
    cited = _by_statute(shown, name, settled=settled)
    if cited is None:
        return _by_name(name, named=named), False
    if cited:
        return True, bool(name) and not named and (is_of_other_drug(name) or is_plainly_other(name))
    if not named:
        return False, False
    if shown.branch in _PENAL_INSTITUTION or (shown.chapter, shown.act) == ("720", "600"):
        return True, False
    # A statute of something else under a name of cannabis: it does not plainly show either way.
    return None, True


def _by_name(name: str, *, named: bool) -> bool | None:
    if named:
        return True
    if found := _ORDINANCE.match(name):
        return found[1] == _CANNABIS_ORDINANCE
    return False if name and is_plainly_other(name) else None


def _by_statute(shown: Cited, name: str, *, settled: bool) -> bool | None:
    chapter, act = shown.chapter, shown.act
    if act is None:
        in_old_code = chapter in ("38", "95.5") and shown.section is not None and settled
        return False if in_old_code and shown.section not in _INCHOATE_SECTIONS else None
    if (chapter, act) in _CANNABIS_ACTS:
        return True
    if (chapter, act) in _OPEN_ACTS:
        return None
    if act == "5" and chapter in ("720", "625"):
        if shown.branch in _CANNABIS_IN_A_VEHICLE and chapter == "625":
            return True
        if shown.branch in _PENAL_INSTITUTION and not name:
            return None
        return None if shown.branch in _INCHOATE_SECTIONS else False
    if (chapter, act) in ACTS:
        return False
    # An act we do not know may be a slip of the pen for 550, in another chapter hardly.
    return False if chapter in CHAPTERS and chapter not in ("720", "410") and act != "550" else None
