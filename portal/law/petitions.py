"""What no petition can reach, 5.2(a)(3): no cannabis offense, but perhaps another of the same case.

The list of (k)(3), of what is never sealed by itself from 2029 on, is another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.facts import OffenseClass
from portal.law import citation as cite
from portal.law.citation import Citation, Support
from portal.law.violent import (
    NO_CONTACT_ORDER,
    ORDER_OF_PROTECTION,
    Listed,
    Place,
    in_words,
    of_the_code,
)
from portal.say import Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """An offense whose supervision or conviction can never be sealed, nor if ``expunging`` erased.

    ``places``: where it stands in the books, ``*`` for the rest of an article or an act.
    ``classes``: only as one of these; empty for any.
    """

    id: str
    name: Msg
    places: tuple[Place, ...]
    expunging: bool
    cites: tuple[Citation, ...]
    classes: frozenset[OffenseClass] = frozenset()

    def covers(self, place: Place) -> bool:
        """Whether the section is one of its places."""
        return any(_is_in(place, whole) for whole in self.places)

    @property
    def says(self) -> Msg:
        """What the law does not let a court do."""
        if self.expunging:
            return say(
                "The law does not let a court erase or hide this charge: %(charge)s.",
                charge=self.name,
            )
        return say("The law does not let a court hide this charge: %(charge)s.", charge=self.name)

    @property
    def sections(self) -> str:
        only = f" ({', '.join(sorted(self.classes))})" if self.classes else ""
        return in_words(self.places) + only

    def dump(self) -> str:
        reach = "sealing and expunging" if self.expunging else "sealing"
        cites = "; ".join(each.text for each in self.cites)
        return f"{self.id}: no {reach}: {self.sections} [{cites}]"


def _is_in(place: Place, whole: Place) -> bool:
    if not whole[2].endswith("*"):
        return place == whole
    return place[:2] == whole[:2] and place[2].startswith(whole[2][:-1])


SEALED_THOUGH_OF_ARTICLE_11: Final = Listed(
    "never.sex-offense.but-not", of_the_code("11-14 11-30"), Support.RECALLED
)
"""Prostitution and public indecency: recalled as the exceptions of (a)(3)(C)."""

BARRED: Final = (
    Barred(
        id="never.dui",
        name=say("driving drunk or high (DUI)"),
        places=(("625", "5", "11-501"),),
        expunging=True,
        cites=(cite.NEVER_AT_ALL,),
    ),
    Barred(
        id="never.reckless-driving",
        name=say("reckless driving, with an exception for people under 25"),
        places=(("625", "5", "11-503"),),
        expunging=True,
        cites=(cite.NEVER_AT_ALL,),
    ),
    Barred(
        id="never.sex-offense-against-a-child",
        name=say("a sexual offense against a child"),
        places=of_the_code(
            "11-1.40 11-6 11-6.5 11-9.1 11-14.4 11-15.1 11-18.1 11-19.1 11-19.2 11-20.1 11-20.1A "
            "11-20.1B 11-20.3 11-25 11-26 12-14.1"
        ),
        expunging=True,
        cites=(cite.NEVER_AT_ALL,),
    ),
    Barred(
        id="never.minor-traffic-offense",
        name=say("a minor traffic offense"),
        places=(("625", "5", "*"),),
        expunging=True,
        cites=(cite.NEVER_MINOR_TRAFFIC,),
        classes=frozenset({OffenseClass.PETTY, OffenseClass.MISDEMEANOR_C}),
    ),
    Barred(
        id="never.sex-offense",
        name=say("a sex offense"),
        places=of_the_code("11-* 12-13 12-14 12-15 12-16"),
        expunging=False,
        cites=(cite.NEVER_SEALED,),
    ),
    Barred(
        id="never.domestic-battery",
        name=say("domestic battery"),
        places=of_the_code("12-3.2 12-3.3"),
        expunging=False,
        cites=(cite.NEVER_SEALED,),
    ),
    Barred(
        id="never.order-violated",
        name=say("going against an order of protection or a no-contact order"),
        places=(*ORDER_OF_PROTECTION.places, *NO_CONTACT_ORDER.places),
        expunging=False,
        cites=(cite.NEVER_SEALED,),
    ),
    Barred(
        id="never.cruelty-to-animals",
        name=say("cruelty to animals"),
        places=(("510", "70", "*"), *of_the_code("26-5 48-1")),
        expunging=False,
        cites=(cite.NEVER_SEALED,),
    ),
)
"""The first that covers a section is the one it is."""


_ACTS: Final = frozenset(place[:2] for barred in BARRED for place in barred.places)


@lru_cache(maxsize=1024)
def barred_at(place: Place) -> Barred | None:
    """The entry of the list that a section is of."""
    if place[:2] not in _ACTS or place in SEALED_THOUGH_OF_ARTICLE_11.places:
        return None
    return next((barred for barred in BARRED if barred.covers(place)), None)
