"""Which charges of a case no petition can reach, so that none is promised for them."""

from __future__ import annotations

from portal.eligibility.count import Count
from portal.eligibility.situation import Situation
from portal.law.petitions import BARRED, Barred

_STANDING = frozenset({"convicted", "supervision", "running"})
"""The list is of what resulted in supervision or a conviction, or may yet."""


def barred(situation: Situation) -> tuple[Barred, ...]:
    """What of the case is on the list of 5.2(a)(3), in the order of the list."""
    found = {count.reading.barred for count in situation.counts if _stands(count)}
    return tuple(each for each in BARRED if each.id in found)


def _stands(count: Count) -> bool:
    """Whether the count stands, and with a class that is barred."""
    if count.ended.isdisjoint(_STANDING):
        return False
    classes = next((each.classes for each in BARRED if each.id == count.reading.barred), None)
    return not classes or count.classes <= classes
