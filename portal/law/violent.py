"""The violent-crime list of 725 ILCS 120/3(c), item by item, as sections that a charge can cite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from portal.law.citation import Support

Place = tuple[str, str, str]
"""Chapter, act and section."""


def of_the_code(sections: str) -> tuple[Place, ...]:
    """Sections of the Criminal Code."""
    return tuple(("720", "5", section) for section in sections.split())


def in_words(places: Iterable[Place]) -> str:
    """The sections as they are cited, each act named once."""
    acts: dict[str, list[str]] = {}
    for chapter, act, section in places:
        acts.setdefault(f"{chapter} ILCS {act}/", []).append(section)
    return "; ".join(act + ", ".join(sections) for act, sections in acts.items())


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of the list: what is always on it. ``support``: how we know that it is."""

    id: str
    places: tuple[Place, ...]
    support: Support = Support.AGENCY

    def dump(self) -> str:
        return f"{self.id}: {in_words(self.places)}"


ORDER_OF_PROTECTION: Final = Listed(
    "violent.order-of-protection",
    (*of_the_code("12-3.4 12-30"), ("725", "5", "112A-23"), ("750", "60", "223")),
)
NO_CONTACT_ORDER: Final = Listed(
    "violent.no-contact-order",
    (*of_the_code("12-3.8 12-3.9"), ("740", "21", "125"), ("740", "22", "219")),
    Support.RECALLED,
)
VIOLENT: Final = (
    Listed(
        "violent.force-or-death",
        of_the_code(
            "9-1 9-1.2 9-2 9-2.1 9-3 9-3.2 10-1 10-2 10-3.1 10-4 12-3.05 12-4 12-4.1 12-4.2 "
            "12-4.2-5 12-4.3 12-4.4 12-4.6 12-11 12-11.1 18-1 18-2 18-3 18-4 18-5 18-6 19-6"
        ),
    ),
    Listed(
        "violent.sexual",
        of_the_code(
            "11-1.20 11-1.30 11-1.40 11-1.50 11-1.60 11-6 11-6.5 11-9.1 11-9.2 11-9.5 11-11 "
            "11-14.4 11-15.1 11-18.1 11-19.1 11-19.2 12-13 12-14 12-14.1 12-15 12-16"
        ),
    ),
    Listed("violent.images", of_the_code("11-20.1 11-20.3")),
    Listed(
        "violent.images-since",
        of_the_code("11-20.1A 11-20.1B 11-23 11-23.5"),
        Support.RECALLED,
    ),
    Listed("violent.domestic-or-stalking", of_the_code("12-3.2 12-3.3 12-7.3 12-7.4 12-7.5")),
    ORDER_OF_PROTECTION,
    NO_CONTACT_ORDER,
)
"""Also on it, by more than the section: any other felony with force or threat of force, and driving
under the influence where somebody was hurt or killed. Where the list is silent, it is asked."""

NOT_BY_ITSELF: Final = of_the_code(
    "1-3 12-1 12-3 16-25 16-30 16A-3 16G-15 17-1 17-2 17-3 17-32 17-33 17-41 17-57 19-1 19-3 "
    "19-4 19-5 21-1 21-1.3 21-2 21-3 24-1 24-1.1 24-1.6 24-1.8 24-2 24-3 24-3.1 24-3.8 24-5 26-1 "
    "28-1 31-1 31-3 31-4 31-4.5 31-5 31-6 31A-1.1 31A-1.2 32-10 33-1"
)
"""Plainly without force against a victim, unless they are felonies of force."""
OF_FORCE: Final = frozenset(of_the_code("12-1 12-2 12-3"))
"""Assault and battery: force or its threat, so a felony of it is on the list."""
PERHAPS_OF_FORCE: Final = frozenset(of_the_code("26-1 31-1"))
"""Disorderly conduct and resisting: as a felony perhaps a threat, or somebody was hurt."""
