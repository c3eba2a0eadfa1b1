"""Whether a charge is on the violent-crime list of 725 ILCS 120/3(c), by its statute or its name.

Only what plainly shows is answered: True or False by the list, None for everything between.
"""

from __future__ import annotations

import re
from typing import Final

# Sections of the Criminal Code (and of the old ch. 38, which had the same numbers).
_FORCE_OR_DEATH: Final = (
    "9-1 9-1.2 9-2 9-2.1 9-3 9-3.2 10-1 10-2 10-3.1 10-4 12-3.05 12-4 12-4.1 12-4.2 12-4.2-5 "
    "12-4.3 12-4.4 12-4.6 12-4.8 12-11 12-11.1 18-1 18-2 18-3 18-4 18-5 18-6 19-6"
)
_SEXUAL: Final = (
    "11-1.20 11-1.30 11-1.40 11-1.50 11-1.60 11-6 11-6.5 11-9.1 11-9.2 11-11 11-14.4 11-15.1 "
    "11-18.1 11-19.1 11-19.2 11-20.1 11-20.1A 11-20.1B 11-20.3 11-23.5 12-13 12-14 12-14.1 12-15 "
    "12-16"
)
_HOME_AND_ORDERS: Final = "12-3.2 12-3.3 12-3.4 12-30 12-7.3 12-7.4 12-7.5"
_VIOLENT: Final = frozenset(f"{_FORCE_OR_DEATH} {_SEXUAL} {_HOME_AND_ORDERS}".split())
_BY_ITSELF_NOT: Final = (
    "1-3 11-14 12-1 12-3 16-25 16-30 16A-3 16G-15 17-1 17-2 17-3 17-32 17-33 17-41 17-57 19-1 19-3 "
    "19-4 19-5 21-1 21-1.3 21-2 21-3 24-1 24-1.1 24-1.6 24-1.8 24-2 24-3 24-3.1 24-3.8 24-5 26-1 "
    "28-1 31-1 31-3 31-4 31-4.5 31-5 31-6 31A-1.1 31A-1.2 32-10 33-1"
)
_NOT_VIOLENT: Final = frozenset(_BY_ITSELF_NOT.split())
_ACTS: Final = {
    ("720", "550"): False, ("720", "570"): False, ("720", "600"): False, ("720", "635"): False,
    ("720", "646"): False, ("720", "690"): False, ("720", "250"): False, ("430", "65"): False,
    ("235", "5"): False, ("15", "335"): False, ("815", "515"): False, ("765", "1040"): False,
    ("35", "520"): False, ("410", "705"): False, ("410", "130"): False,
}  # fmt: skip
_ORDERS: Final = frozenset({("725", "5", "112A-23"), ("750", "60", "223")})
_TRAFFIC_OPEN: Final = frozenset({"11-204.1", "11-401", "11-501", "11-503", "11-402"})
_HURT: Final = re.compile(r"\b(?:DEATH|KILL|BOD(?:ILY)? HARM|BODILY INJ|GBH|HOMIC)")

_NAME_VIOLENT: Final = re.compile(
    r"\b(?:MURDER|(?:RECKLESS|RECK) HOMIC|HOMICID|MANSLAUGHT|KIDNAP|ROBBER|HIJACK|"
    r"(?:HOME|VEHICULAR) INVAS|STALK|CYBERSTALK|CHILD PORN|RAPE\b|"
    r"SEX(?:UAL(?:LY)?)? (?:ASS|ASLT|AB\b|ABUS|EXPLOIT|PENETR)|SX (?:AB\b|ASLT)|"
    r"DOM(?:ESTIC)?\.? (?:BAT|BTRY)|(?:BATTERY|BTRY)/DOM|"
    r"AGG(?:RAVATED)?\.?,? (?:DOM\w{0,5} )?(?:BAT|BTRY)|"
    r"VIO\w{0,6}[ /]{1,2}(?:OF )?(?:AN )?(?:ORDER (?:OF )?PROT|O\.?/?P\b))"
)
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
    by_name = _by_name(name)
    if by_statute is None:
        return by_name
    return None if by_name is True else by_statute


def _by_statute(
    chapter: str | None, act: str | None, section: str | None, subsection: str | None, name: str
) -> bool | None:
    if chapter is None:
        return None
    if act is not None and (known := _ACTS.get((chapter, act))) is not None:
        return known
    if section is None:
        return None
    if chapter == "38" or (chapter, act) == ("720", "5"):
        return _by_code(section, subsection)
    if (chapter, act) == ("625", "5") or chapter == "95.5":
        if section == "11-501":
            hurt = subsection in ("(d)(1)(c)", "(d)(1)(f)") or _HURT.search(name) is not None
            return True if hurt else None
        return None if section in _TRAFFIC_OPEN or _HURT.search(name) else False
    if (chapter, act or "", section) in _ORDERS:
        return True
    return None


def _by_code(section: str, subsection: str | None) -> bool | None:
    if section in _VIOLENT:
        return True
    if section in _NOT_VIOLENT:
        return False
    if section == "16-1":
        # 16-1(a)(3) is theft by threat: whether of force does not show.
        return None if subsection is not None and subsection.startswith("(a)(3)") else False
    if section == "12-6":
        # Intimidation: (a)(1) and (a)(2) threaten harm or confinement.
        return True if subsection in ("(a)(1)", "(a)(2)") else None
    return None


def _by_name(name: str) -> bool | None:
    if "OFFENDER" in name:
        return None
    if _NAME_VIOLENT.search(name):
        return True
    if _NAME_OPEN.search(name):
        return None
    return False if _NAME_NOT.search(name) else None
