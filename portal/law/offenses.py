"""The Cannabis Control Act's tiers: section, letter, grams and class, by the day of the offense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from portal.facts import OffenseClass
from portal.law import days
from portal.law.citation import SECTION_4, SECTION_5, SECTION_5_2, SECTION_8, Citation
from portal.law.dated import Dated
from portal.law.known import Amount
from portal.say import Span

CIVIL, C, B, A = (
    OffenseClass.CIVIL,
    OffenseClass.MISDEMEANOR_C,
    OffenseClass.MISDEMEANOR_B,
    OffenseClass.MISDEMEANOR_A,
)
F4, F3, F2, F1, FX = (
    OffenseClass.FELONY_4,
    OffenseClass.FELONY_3,
    OffenseClass.FELONY_2,
    OffenseClass.FELONY_1,
    OffenseClass.FELONY_X,
)
MISDEMEANORS = frozenset({C, B, A})
FELONIES = frozenset({F4, F3, F2, F1, FX})
CLASS_3_OR_HIGHER = FELONIES - {F4}
SPECIFIC_CLASSES = frozenset({CIVIL, OffenseClass.PETTY}) | MISDEMEANORS | FELONIES


@dataclass(frozen=True, slots=True)
class Tier:
    """More than ``over`` and not more than ``up_to`` grams of the whole mixture (None: no end).

    ``first`` is the class of a first offense, ``again`` of a subsequent one.
    """

    letter: str
    over: Decimal
    up_to: Decimal | None
    first: OffenseClass
    again: OffenseClass

    def holds(self, grams: Decimal) -> bool:
        return self.over < grams and (self.up_to is None or grams <= self.up_to)

    def may_hold(self, weight: Amount) -> bool:
        """Whether some weight that the amount may be is in the tier."""
        if weight.exact is not None:
            return self.holds(weight.exact)
        above = self.up_to is None or weight.over < self.up_to
        return above and (weight.up_to is None or self.over < weight.up_to)


Tiers = tuple[Tier, ...]


def _tiers(
    *rows: tuple[str, str, OffenseClass] | tuple[str, str, OffenseClass, OffenseClass],
) -> Tiers:
    """Rows of letter, upper end in grams ("" for none), class of a first and of a later offense."""
    tiers: list[Tier] = []
    over = Decimal(0)
    for letter, upper, first, *again in rows:
        up_to = Decimal(upper) if upper else None
        tiers.append(Tier(letter, over, up_to, first, again[0] if again else first))
        over = up_to or over
    return tuple(tiers)


POSSESSION = Dated(
    (
        (
            days.CANNABIS_CONTROL_ACT,
            _tiers(
                ("(a)", "2.5", C),
                ("(b)", "10", B),
                ("(c)", "30", A, F4),
                ("(d)", "500", F4, F3),
                ("(e)", "", F3),
            ),
        ),
        (
            days.HIGHER_TIERS,
            _tiers(
                ("(a)", "2.5", C),
                ("(b)", "10", B),
                ("(c)", "30", A, F4),
                ("(d)", "500", F4, F3),
                ("(e)", "2000", F3),
                ("(f)", "5000", F2),
                ("(g)", "", F1),
            ),
        ),
        (
            days.CIVIL_UP_TO_TEN_GRAMS,
            _tiers(
                ("(a)", "10", CIVIL),
                ("(b)", "30", B),
                ("(c)", "100", A, F4),
                ("(d)", "500", F4, F3),
                ("(e)", "2000", F3),
                ("(f)", "5000", F2),
                ("(g)", "", F1),
            ),
        ),
    )
)
"""Section 4 (P.A. 77-758, 90-397, 99-697). From 2020 the same tiers, where use is not lawful."""

DELIVERY = Dated(
    (
        (
            days.DELIVERY_CHART_STARTS,
            _tiers(
                ("(a)", "2.5", B),
                ("(b)", "10", A),
                ("(c)", "30", F4),
                ("(d)", "500", F3),
                ("(e)", "", F2),
            ),
        ),
        (
            days.HIGHER_TIERS,
            _tiers(
                ("(a)", "2.5", B),
                ("(b)", "10", A),
                ("(c)", "30", F4),
                ("(d)", "500", F3),
                ("(e)", "2000", F2),
                ("(f)", "5000", F1),
                ("(g)", "", FX),
            ),
        ),
    )
)
"""Section 5 from 1983-09-24. What stood before could not be read: no tier is inferred for it."""

PARAPHERNALIA = "720 ILCS 600/"
"""How a citation of the Drug Paraphernalia Control Act begins."""
SECTIONS = ("4", "5", "5.1", "5.2", "6", "7", "8", "9", "10")
"""The sections of the Act that a charge can name."""
TIERED: dict[str, Dated[Tiers]] = {"4": POSSESSION, "5": DELIVERY}
CITED: dict[str, Citation] = {"4": SECTION_4, "5": SECTION_5, "5.2": SECTION_5_2, "8": SECTION_8}


@dataclass(frozen=True, slots=True)
class NotRead:
    """An entry of a table that is recalled, though the rest of its section was read."""

    section: str
    since: date
    letter: str
    what: str

    @property
    def name(self) -> str:
        return f"{self.section}{self.letter} since {self.since.isoformat()}, {self.what}"


NOT_READ = (
    *(NotRead("4", days.CANNABIS_CONTROL_ACT, f"({each})", "until 1973") for each in "abcde"),
    NotRead("4", days.CIVIL_UP_TO_TEN_GRAMS, "(d)", "later offense"),
    *(NotRead("4", days.CIVIL_UP_TO_TEN_GRAMS, f"({each})", "grams and class") for each in "efg"),
    NotRead("5", days.DELIVERY_CHART_STARTS, "(e)", "class"),
)
"""Before 1973 the Act had no classes by letter, as far as we recall."""


def tiers_of(section: str, offense: Span) -> Tiers:
    """Every tier of the section that was law on some day of ``offense``.

    Empty where the section has no tiers by weight, or where part of the time lies before the
    oldest text we could read: then nothing may be inferred. No offense under the Act is older
    than the Act, so an open beginning starts there.
    """
    history = TIERED.get(section)
    first = max(offense.first, days.CANNABIS_CONTROL_ACT)
    if history is None or first < history.history[0][0]:
        return ()
    return tuple(chain.from_iterable(history.between(first, offense.last)))


def spells_of(section: str, offense: Span) -> tuple[Span, ...]:
    """The days of ``offense``, from the Act on, cut where the tiers of the section changed."""
    first = max(offense.first, min(days.CANNABIS_CONTROL_ACT, offense.last))
    turns = [since for since, _ in TIERED[section].history if first < since <= offense.last]
    lasts = [*(turn - timedelta(days=1) for turn in turns), offense.last]
    return tuple(map(Span, [first, *turns], lasts))


def versions_of(section: str, offense: Span) -> tuple[tuple[date, date | None], ...]:
    """From and until when each version of the section was law that may apply to ``offense``.

    Empty where part of the time lies before the oldest text we could read.
    """
    history = TIERED[section]
    first = max(offense.first, days.CANNABIS_CONTROL_ACT)
    if first < history.history[0][0]:
        return ()
    return tuple((since, until) for since, until, _ in history.spells(first, offense.last))


ATTEMPTED = {FX: F1, F1: F2, F2: F3, F3: A, F4: A}
"""What an attempt makes of a felony, 720 ILCS 5/8-4(c); a misdemeanor stays one."""


def lowered_by_attempt(offense_class: OffenseClass) -> OffenseClass:
    """The class of an attempt."""
    return ATTEMPTED.get(offense_class, offense_class)
