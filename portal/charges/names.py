"""What an offense is called: whether its name is of cannabis, of another drug, or of neither."""

from __future__ import annotations

import re
from typing import Final

_CANNABIS: Final = re.compile(
    r"\b(?:CAN{1,3}(?:[AEIOU]{1,2}B(?!AL)|B[IU])|CANN(?:\b|A)|MAR[AI]{0,2}[HJ]U|MARI[HJ]|"
    r"HASH(?:ISH)?\b|THC\b)"
)
# "CAN" alone is cannabis only where a drug is made, sold or held.
_CAN: Final = re.compile(
    r"(?:DEL|DELIV\w{0,3}|MFG|MANU\w{0,7}|POSS\w{0,6}|PROD\w{0,3})[./ ]{1,2}(?:OF )?CAN\b(?! OF)"
)
_SYNTHETIC: Final = re.compile(r"\bSYN(?:\b|TH)")
_NOT_CANNABIS: Final = re.compile(r"\b(?:NON|NOT|NO|EXCEPT|THAN)[- ]{1,2}(?:CANN|CANAB|MARI)")

# Fragments that by themselves say a charge is not of cannabis; each begins a word.
_OTHER: Final = re.compile(
    r"\b(?:"
    r"SEX|MURDER|HOMICID|MANSLAUGHT|KIDNAP|ROBBER|BURGL|THEFT|THFT|LARCEN|ARSON|BATTER|BTRY|"
    r"ASSAU|ASLT|ASSLT|ASSULT|STALK|CYBERSTALK|HARASS|INTIMIDAT|EXTORT|RESTRAINT|TRESPAS|TRES TO|"
    r"HIJACK|(?:HOME|VEHICULAR) INVAS|STOLEN|FIREARM|WEAPON|UUW|AMMUN|FOID|RIFLE|SHOTGUN|"
    r"FORGE(?!.{0,12}PRES)|FORGER|FRAUD|DECEPT|COUNTERFEIT|IDENTITY TH|ID TH|BRIBE|PERJUR|EMBEZZ|"
    r"COMPUTER|PROSTITUT|PORNO|INDECEN|OBSCEN|"
    r"SOLICIT(?:ING|ATION)? (?:OF )?(?:A )?(?:SEX|PROS|MURD)|"
    r"DUI|DWI|DRIV(?:E|ING)|DRVG|DRIVER|SPEED|RECKLESS|FLEE|LIQUOR|ALCOHOL|GAMBL|DICE|"
    r"RESIST|OBSTR|DISORDERLY|MOB ACT|CONTEMPT|ESCAPE|BAIL|FALSE|VANDAL|DAMAGE|DEFACE|"
    r"CRIM DMG|ORDER (?:OF )?PROT|VIO(?:LATE)? O\.?P\b|DOMESTIC|DOG FIGHT|ANIMAL|CRUELTY|"
    r"PARAPHERN|"
    r"HEROIN|COCAIN|CRACK|METH|AMPHET|HALLUC|LSD|PCP|ECSTASY|MDMA|FENTAN|KETAM|OPIUM|OPIATE|MORPH|"
    r"PURSE.?SNATCH|POCKET.?PICK|CHILD AB|ENDANGER|EAVESDROP|BIGAMY|BOMB|THREAT|PANDER|"
    r"UNINSURED|HABITUAL CRIM|"
    r"PEYOTE|BARBIT|PSILOCY|CODEINE|OXYCOD|HYDROCOD|XANAX|ALPRAZ|STEROID|"
    r"(?:CONT(?:R(?:OL(?:LED)?)?)?|CON|CTL)\.? {0,2}SUB"
    r")"
)
_GUN: Final = re.compile(
    r"\b(?:POSS|USE|CARRY|SALE|SELL|DISCH)\w{0,8}[ /:.]{1,3}(?:\w{1,10} ){0,2}(?:HAND)?GUN"
)
_OTHER_DRUG: Final = re.compile(
    r"\b(?:HEROIN|COCAIN|CRACK\b|METH|AMPHET|LSD\b|PCP\b|FENTAN|ECSTASY|MDMA|KETAM|"
    r"(?:CONT(?:R(?:OL(?:LED)?)?)?|CON|CTL)\.? {0,2}SUB)"
)
# Ways a name can hold one of those words and still leave open what the charge was about.
_OPEN: Final = re.compile(
    r"SYNTH|LOOK.?ALIKE|\bK2\b|\bSPICE\b|\b(?:PAROLE|PROBATION|WARRANT|FUG(?:ITIVE)?)\b"
)


def is_of_cannabis(name: str) -> bool:
    """Whether the name (in plain capitals) is of cannabis; False also where it does not show."""
    if "CAN" not in name and "MAR" not in name and "HASH" not in name and "THC" not in name:
        return False
    if _SYNTHETIC.search(name) or _NOT_CANNABIS.search(name):
        return False
    return _CANNABIS.search(name) is not None or _CAN.search(name) is not None


def is_plainly_other(name: str) -> bool:
    """Whether the name plainly is of something else than cannabis."""
    if _OPEN.search(name):
        return False
    return _OTHER.search(name) is not None or _GUN.search(name) is not None


def is_of_other_drug(name: str) -> bool:
    """Whether the name is of a drug that the Cannabis Control Act does not know."""
    return _OTHER_DRUG.search(name) is not None and _SYNTHETIC.search(name) is None


_SPECIAL: Final = re.compile(
    r"SCH(?:OOL)?\b|PARK|TRAFF|PLANT|PROD|PENAL|INST\b|JAIL|CONSP|SOLIC|PARAPH|CASUAL|VEH|DRIV|ORD\b"
)
_DELIVERY: Final = re.compile(r"\b(?:MFG|MANU|DEL\b|DELI|DLV|INTENT|W/I|PWI|SALE|SELL)")
_POSSESSION: Final = re.compile(r"\b(?:POSS?\b|POSSESS|PCS\b)")


def section_by_name(name: str) -> str | None:
    """The section of the Cannabis Control Act that a name of cannabis is of, "4" or "5"; None where
    the name is of something more special. It is a guess, for a person to confirm."""
    if not is_of_cannabis(name) or _SPECIAL.search(name):
        return None
    if _DELIVERY.search(name):
        return "5"
    return "4" if _POSSESSION.search(name) else None
