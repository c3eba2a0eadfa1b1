"""The words that no title, address or file name may hold, in each language there is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

EVERYWHERE = (
    r"cannabis|mari[jh]uan|weed|hemp|\bpot\b|expun|convict|crim|felon|arrest|polic|record|cook"
)
TELLING: Final[Mapping[str, re.Pattern[str]]] = {
    tag: re.compile(f"{EVERYWHERE}|{words}", re.IGNORECASE)
    for tag, words in {
        "en": r"court|judge|offen[sc]e|\bseal",
        "es": r"condena|antecedente|tribunal|\bcorte\b|delito|penal|juez|expediente|condado de",
        "pl": r"konopi|skazan|wyrok|karaln|\bs[ąa]d|areszt|przest[ęe]p|wymaz|s[ęe]dzi|hrabstwo",
        "zh-Hans": r"大麻|定罪|犯罪|前科|法院|法庭|警|逮捕|判决|案底|清除记录|库克",
        "ar": r"قنب|حشيش|ماريجوانا|ماريوانا|إدان|مدان|جناي|جنائ|محكمة|شرطة|سوابق|اعتقال|جريمة|كوك",
    }.items()
}
