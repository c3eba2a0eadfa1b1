"""Whether a charge is on the violent-crime list of 725 ILCS 120/3(c), by its statute or its name.

Only what plainly shows is answered: True or False by the list, None for everything between.
"""

from __future__ import annotations

import re
from typing import Final

from portal.charges.statutes import CRIMINAL_CODE, VEHICLE_CODE, place_of
from portal.law.violent import NOT_BY_ITSELF, OF_FORCE, PERHAPS_OF_FORCE, VIOLENT

_VIOLENT: Final = frozenset(place for listed in VIOLENT for place in listed.places)
_NOT_VIOLENT: Final = frozenset(NOT_BY_ITSELF)
_ACTS: Final = {
    ("720", "550"): False, ("720", "570"): False, ("720", "600"): False, ("720", "635"): False,
    ("720", "646"): False, ("720", "690"): False, ("720", "250"): False, ("430", "65"): False,
    ("235", "5"): False, ("15", "335"): False, ("815", "515"): False, ("765", "1040"): False,
    ("35", "520"): False, ("410", "705"): False, ("410", "130"): False,
}  # fmt: skip
_TRAFFIC_OPEN: Final = frozenset({"11-204.1", "11-401", "11-501", "11-503", "11-402"})
_HURT: Final = re.compile(r"\b(?:DEATH|KILL|BOD(?:ILY)? HARM|BODILY INJ|GBH|HOMIC)")

_NAME_VIOLENT: Final = re.compile(
    r"\b(?:MURDER|(?:RECKLESS|RECK) HOMIC|HOMICID|MANSLAUGHT|KIDNAP|ROBBER|HIJACK|"
    r"(?:HOME|VEHICULAR) INVAS|STALK|CYBERSTALK|CHILD PORN|RAPE\b|"
    r"SEX(?:UAL(?:LY)?)? (?:ASS|ASLT|AB\b|ABUS|EXPLOIT|PENETR|COND)|SX (?:AB\b|ASLT)|"
    r"DOM(?:ESTIC)?\.? (?:BAT|BTRY)|(?:BATTERY|BTRY)/DOM|"
    r"AGG(?:RAVATED)?\.?,? (?:DOM\w{0,5} )?(?:BAT|BTRY)|"
    r"VIO\w{0,6}[ /]{1,2}(?:OF )?(?:AN )?(?:ORDER (?:OF )?PROT|O\.?/?P\b|"
    r"CIVIL NO.CONTACT))"
)
_NAME_IF_FELONY: Final = re.compile(
    r"\b(?:(BATTERY|BTRY|ASSAULT|ASLT|ASSLT)\b|RESIST|OBSTR|DISORDERLY)"
)
"""Of force where it is a felony, or perhaps."""
_NAME_NOT: Final = re.compile(
    r"\b(?:BATTERY|ASSAULT|THEFT|THFT|BURGL|FIREARM|WEAPON|UUW|FOID|RESIST|OBSTR|TRES|FORGE|FRAUD|"
    r"DISORDERLY|GAMBL|LIQUOR|DRIVING|DRIVE|LICENSE|COCAIN|HEROIN|CRACK|METH|AMPHET|HALLUC|LSD|PCP|"
    r"CONTROLLED SUB|CONT SUB|PARAPHERN)"
)
_NAME_OPEN: Final = re.compile(
    r"AGG(?!\w{0,8} U(?:UW|NLAWFUL USE))|DISCH|VIOLEN|THREAT|FORCE|DUI|INFLU|"
    r"DEATH|HARM|INJ|SEX|CHILD|DOM|ARMED|HATE|ARSON|REG|"
    # of an officer, of somebody protected or with a weapon it may be the aggravated felony
    r"(?:BATTERY|BTRY|ASSAULT|ASLT)\b.{0,30}\b(?:POLICE|PEACE|P[COG]? ?OFF|OFFICER|CORR|FIRE|"
    r"TEACH|SCHOOL|PREG|SENIOR|HANDI|NURSE|TRANSIT|DEADLY|WEAPON|GUN|KNIFE|STRANG)"
)


def is_violent(
    chapter: str | None, act: str | None, section: str | None, subsection: str | None, name: str
) -> bool | None:
    """True or False where statute or name plainly says so, None where neither does or they differ.

    ``section`` may be a section that shows but is not settled; ``name`` in plain capitals.
    """
    by_statute = _by_statute(chapter, act, section, subsection, name)
    if by_statute is True or not name:
        return by_statute
    if by_statute is None:
        return _by_name(name)
    return None if _is_named_violent(name) else False


def is_violent_felony(
    violent: bool | None, chapter: str | None, act: str | None, section: str | None, name: str
) -> bool | None:
    """The same of a felony, by what it is of any class: one with force or its threat is listed."""
    if violent is True:
        return True
    if chapter is not None and section is not None:
        place = place_of(chapter, act, section)
        if place in OF_FORCE:
            return True
        if place in PERHAPS_OF_FORCE:
            return None
    found = _NAME_IF_FELONY.search(name) if name else None
    if found is None:
        return violent
    # Under a section that is not of force, such a name may be of another charge.
    return True if chapter is None and found[1] else None


def _by_statute(
    chapter: str | None, act: str | None, section: str | None, subsection: str | None, name: str
) -> bool | None:
    if chapter is None:
        return None
    if act is not None and (known := _ACTS.get((chapter, act))) is not None:
        return known
    if section is None:
        return None
    place = place_of(chapter, act, section)
    if place in _VIOLENT:
        return True
    if place in _NOT_VIOLENT:
        return False
    if place[:2] == CRIMINAL_CODE:
        return _by_subsection(section, subsection)
    if place[:2] == VEHICLE_CODE:
        if section == "11-501":
            hurt = subsection in ("(d)(1)(c)", "(d)(1)(f)") or _HURT.search(name) is not None
            return True if hurt else None
        return None if section in _TRAFFIC_OPEN or _HURT.search(name) else False
    return None


def _by_subsection(section: str, subsection: str | None) -> bool | None:
    if section == "16-1":
        # 16-1(a)(3) is theft by threat: whether of force does not show.
        return None if subsection is not None and subsection.startswith("(a)(3)") else False
    if section == "12-6":
        # Intimidation: (a)(1) and (a)(2) threaten harm or confinement.
        return True if subsection in ("(a)(1)", "(a)(2)") else None
    return None


def _is_named_violent(name: str) -> bool:
    return "OFFENDER" not in name and _NAME_VIOLENT.search(name) is not None


def _by_name(name: str) -> bool | None:
    if _is_named_violent(name):
        return True
    if "OFFENDER" in name:
        return None
    if _NAME_OPEN.search(name):
        return None
    return False if _NAME_NOT.search(name) else None
