"""A weight of cannabis read out of what people say: 3.5 grams, half an ounce, an eighth."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final, NamedTuple

from portal.interview.kinds.kind import Problem
from portal.interview.typed import plain_digits
from portal.say import Msg, say

OUNCE: Final = Decimal("28.35")
GRAMS_IN: Final = {
    "grams": Decimal(1),
    "milligrams": Decimal("0.001"),
    "kilograms": Decimal(1000),
    "ounces": OUNCE,
    "pounds": Decimal("453.6"),
}
"""The weights people use in daily life, in grams."""
LIMITS: Final = tuple(map(Decimal, ("2.5", "10", "30", "100", "500", "2000", "5000")))
"""Every limit between two tiers of sections 4 and 5, 720 ILCS 550, at any time."""
MARGIN: Final = Decimal("0.15")
"""How far an amount told in ounces or "about" may be off (our choice): an ounce, a quarter pound
and a pound come too close to a limit; an eighth, a quarter, a half and two ounces do not."""
MOST_GRAMS: Final = Decimal(1_000_000)

_UNITS: Final = {
    **dict.fromkeys(("g", "gr", "grs", "gm", "gms", "gram", "grams", "gramo", "gramos"), "grams"),
    **dict.fromkeys(("mg", "milligram", "milligrams", "miligramo", "miligramos"), "milligrams"),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "k"), "kilograms"),
    **dict.fromkeys(("kilogramo", "kilogramos"), "kilograms"),
    **dict.fromkeys(("oz", "ozs", "ounce", "ounces", "onza", "onzas"), "ounces"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "libra", "libras"), "pounds"),
}
_PARTS: Final = {
    **dict.fromkeys(("eighth", "eighths", "octavo", "octavos"), Decimal("0.125")),
    **dict.fromkeys(("quarter", "quarters", "cuarto", "cuartos"), Decimal("0.25")),
    **dict.fromkeys(("half", "halves", "medio", "media"), Decimal("0.5")),
}
_SIGNS: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅓": "1/3", "⅔": "2/3"}
_WORDS: Final = {
    word: Decimal(number)
    for row in (
        "one two three four five six seven eight nine ten",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
    )
    for number, word in enumerate(row.split(), 1)
}
_ABOUT: Final = frozenset(
    ("about", "around", "approximately", "approx", "roughly", "maybe", "almost", "~")
    + ("unos", "unas", "como", "aproximadamente", "aprox", "casi", "cerca", "alrededor")
)
_ABOUT_PHRASES: Final = re.compile(r"\b(?:mas o menos|more or less)\b")
_ARTICLES: Final = frozenset({"a", "an", "un", "una"})
_AND: Final = frozenset({"and", "y"})
_FILLER: Final = frozenset({"of", "de", "."})
_TOKEN: Final = re.compile(r"\d[\d.,/]{0,20}(?:th\b)?|[a-z]{1,20}|~|\S", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """An amount in grams. ``exact``: told in grams, not in ounces and not as "about".

    ``count`` and ``unit`` are what was told.
    """

    grams: Decimal
    exact: bool
    count: Decimal
    unit: str

    @property
    def safe(self) -> Decimal | None:
        """The grams to judge by; None where it is not exact and lies near a limit of the law."""
        if self.exact:
            return self.grams
        off = self.grams * MARGIN
        near = any(self.grams - off <= limit <= self.grams + off for limit in LIMITS)
        return None if near else self.grams


NO_NUMBER: Final = say(
    "Type one number, such as 3.5 or 1/8. If you don't know the amount, tick “I don't know”."
)
_UNIT: Final = say("Choose grams, ounces, pounds or kilograms.")
_TWO_UNITS: Final = say(
    "You typed one unit and chose another. Type only the number, then choose the unit."
)
_TWO_WAYS: Final = say("This can be read in two ways. Type a point for a part, such as 28.35.")


class _Told(NamedTuple):
    """What stands in the line: its numbers, a part such as "half", a unit, and whether "about".

    ``article``: an "a" came; ``more``: an "and" came, so that a part adds to the number before it.
    """

    numbers: tuple[Decimal, ...] = ()
    part: Decimal | None = None
    unit: str | None = None
    about: bool = False
    article: bool = False
    more: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is "an ounce", or "onza" before "y media"."""
        return not self.numbers and self.part is None and self.unit is not None

    @property
    def is_bare_part(self) -> bool:
        """Whether it is "an eighth" of nothing said, which people mean of an ounce."""
        return self.part is not None and self.unit is None and not self.more


def read_weight(text: str, chosen: str | None) -> Weight | Problem:
    """An amount out of one line; ``chosen``: the unit picked beside it, if any."""
    told = _Told()
    for token in _TOKEN.findall(_written(text)):
        more = _with(told, token)
        if isinstance(more, Problem):
            return more
        told = more
    count = _together(told)
    if count is None:
        return Problem("amount", NO_NUMBER)
    if told.unit and chosen and told.unit != chosen:
        return Problem("unit", _TWO_UNITS)
    if told.is_bare_part and chosen == "grams":
        return Problem("unit", _part_of_ounce(count))
    unit = told.unit or chosen or ("ounces" if told.part is not None else None)
    if unit is None:
        return Problem("unit", _UNIT)
    return _weight(count, unit, about=told.about)


def _with(told: _Told, token: str) -> _Told | Problem:
    if token in _FILLER:
        return told
    if token in _ARTICLES:
        return told._replace(article=True)
    if token in _AND:
        return _and_more(told)
    if token in _ABOUT:
        return told._replace(about=True)
    if token in _PARTS and told.part is None:
        return told._replace(part=_PARTS[token])
    if token in _UNITS and told.unit is None:
        return told._replace(unit=_UNITS[token])
    if token in _WORDS:
        return told._replace(numbers=(*told.numbers, _WORDS[token]))
    number = _number(token) if token[0].isdigit() else Problem("amount", NO_NUMBER)
    if isinstance(number, Problem):
        return number
    return told._replace(numbers=(*told.numbers, number))


def _and_more(told: _Told) -> _Told | Problem:
    numbers = (Decimal(1),) if told.is_one else told.numbers
    if len(numbers) != 1 or told.part is not None:
        return Problem("amount", NO_NUMBER)
    return told._replace(numbers=numbers, more=True)


def _written(text: str) -> str:
    for sign, written in _SIGNS.items():
        text = text.replace(sign, f" {written} ")
    text = unicodedata.normalize("NFKD", plain_digits(text)).casefold()
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Mn")
    text = text.replace("٫", ".").replace("٬", ",").replace("،", ",").replace("\u2044", "/")
    return _ABOUT_PHRASES.sub("~", text)


def _together(told: _Told) -> Decimal | None:
    """ "1 1/2" and "one and a half" are one and a half, "3 eighths" three of them, "an ounce" one;
    anything else is not one number."""
    part = told.part
    match told.numbers:
        case ():
            return Decimal(1) if told.article and told.is_one else part
        case (one,):
            if part is None:
                return one
            if not told.more:
                return one * part
            return one + part if one == int(one) else None
        case (whole, rest) if part is None and whole == int(whole) and rest < 1:
            return whole + rest
    return None


def _number(token: str) -> Decimal | Problem:
    """ "28,35", "28.35", "1/8", "1,000"; "28,350" may be two numbers, so it is asked again."""
    token = token.rstrip(".,").removesuffix("th")
    try:
        if "/" in token:
            upper, lower = (int(each) for each in token.split("/"))
            return Decimal(upper) / Decimal(lower)
        if re.fullmatch(r"\d{1,3}(,\d{3}){1,3}(\.\d{1,6})?", token, re.ASCII):
            grouped = token.replace(",", "")
            if token.count(",") == 1 and "." not in token and not token.endswith(",000"):
                return Decimal(token.replace(",", ".")) if token[0] == "0" else _two_ways()
            return Decimal(grouped)
        return Decimal(token.replace(",", ".", 1))
    except (ValueError, InvalidOperation, ZeroDivisionError):
        return Problem("amount", NO_NUMBER)


def _part_of_ounce(grams: Decimal) -> Msg:
    return say(
        "Do you mean a part of an ounce? Then choose ounces. If you mean %(grams)s grams, type "
        "that number.",
        grams=grams,
    )


def _two_ways() -> Problem:
    return Problem("amount", _TWO_WAYS)


def _weight(count: Decimal, unit: str, *, about: bool) -> Weight | Problem:
    grams = count * GRAMS_IN[unit]
    if grams == 0:
        return Problem("amount", say("Type an amount above 0."))
    if grams > MOST_GRAMS:
        return Problem(
            "amount", say("This is more than we can believe. Check the number and the unit.")
        )
    exact = unit in ("grams", "milligrams", "kilograms") and not about
    # A part of an ounce to a tenth of a gram, as people say it: 3.5, 7.1, 14.2.
    step = Decimal("0.001") if exact or grams < 1 else Decimal("0.01" if count % 1 == 0 else "0.1")
    tidy = max(grams.quantize(step, ROUND_HALF_UP), Decimal("0.001"))
    plain = tidy.quantize(Decimal(1)) if tidy == tidy.to_integral() else tidy.normalize()
    return Weight(grams=plain, exact=exact, count=count, unit=unit)
