"""Whether no petition can reach a charge, 5.2(a)(3), by its statute or else by its name."""

from __future__ import annotations

import re
from typing import Final

from portal.charges.statutes import place_of
from portal.law.petitions import barred_at

_NAMED: Final = (
    ("never.dui", re.compile(r"\b(?:DUI|DWI)\b|\bDRIV\w{0,3} UNDER|UNDER (?:THE )?INFL")),
    ("never.reckless-driving", re.compile(r"\bRECK(?:LESS)?\.? DR")),
    ("never.domestic-battery", re.compile(r"\bDOM(?:ESTIC)?\.? (?:BAT|BTRY)|(?:BATTERY|BTRY)/DOM")),
    (
        "never.order-violated",
        re.compile(
            r"\bVIO\w{0,6}[ /]{1,2}(?:OF )?(?:AN? )?(?:ORDER (?:OF )?PROT|O\.?/?P\b|"
            r"(?:CIVIL|STALK\w{0,3}) NO.CONTACT)"
        ),
    ),
    (
        "never.sex-offense-against-a-child",
        re.compile(r"\bCHILD PORN|\bSEX\w{0,5} .{0,30}\b(?:CHILD|MINOR)|\bINDECENT SOLIC"),
    ),
    (
        "never.sex-offense",
        re.compile(r"\bRAPE\b|\bSEX(?:UAL(?:LY)?)? (?:ASS|ASLT|AB\b|ABUS|EXPLOIT|CONDUCT)"),
    ),
    ("never.cruelty-to-animals", re.compile(r"\bANIMAL|\bDOG FIGHT")),
)
"""The first that stands in a name is the one it is."""
_LIKELY: Final = re.compile(r"D[UW]I|UNDER|RECK|DOM|VIO|SEX|RAPE|PORN|SOLIC|ANIMAL|DOG")


def barred_by(chapter: str | None, act: str | None, section: str | None, name: str) -> str | None:
    """The entry of the list by its id. Where a section shows, the name says nothing more."""
    if chapter is not None and section:
        found = barred_at(place_of(chapter, act, section))
        return found.id if found else None
    if not name or _LIKELY.search(name) is None:
        return None
    return next((id_ for id_, words in _NAMED if words.search(name)), None)
