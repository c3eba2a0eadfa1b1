"""The statute table: which acts, sections and subsections there are, and how each act counts.

Source of the Cannabis Control Act: 720 ILCS 550 (sections and letters) and the court's booklet
EXC-I 4701.2. The other acts: the numbering of the Illinois Compiled Statutes (ilga.gov), recalled,
not read again; the bounds are generous and keep slips such as "5/61-1" from passing as sections.
The Illinois Revised Statutes (before 1993) follow the "(from Ch. 56 1/2, par. ...)" notes there.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Act(NamedTuple):
    """How an act numbers its sections: ``parts`` numbers joined by dashes, the first in bounds."""

    parts: int
    low: int = 1
    high: int = 9_999


CANNABIS_CONTROL_ACT = ("720", "550")
CRIMINAL_CODE = ("720", "5")
VEHICLE_CODE = ("625", "5")

CANNABIS_SECTIONS: dict[str, str] = {
    "1": "", "2": "", "3": "", "4": "abcdefg", "5": "abcdefg", "5.1": "abc", "5.2": "abcde",
    "5.3": "ab", "6": "", "7": "ab", "8": "abcde", "9": "abc", "10": "abcdefghij", "10.1": "abc",
    "10.2": "abc", "10.3": "abc", "11": "abc", "12": "abcdefghij", "13": "", "14": "", "15": "",
    "15.1": "", "15.2": "", "16": "", "16.1": "", "16.2": "", "17": "", "18": "", "19": "",
}  # fmt: skip
"""Sections of 720 ILCS 550 and the letters they are divided into."""

_ACTS_OF_720 = (
    "110 115 120 125 130 145 150 155 160 165 170 175 180 185 190 200 205 210 215 220 225 230 235 "
    "240 245 250 260 270 285 295 300 305 315 320 325 330 335 340 345 350 360 365 370 375 380 385 "
    "390 395 400 410 415 420 425 430 435 440 450 500 510 515 520 525 530 535 540 565 585 590 595 "
    "600 605 610 615 620 625 630 635 640 642 648 649 660 665 670 675 677 678 680 685 690 695"
)

ACTS: dict[tuple[str, str], Act] = {
    CRIMINAL_CODE: Act(2),
    CANNABIS_CONTROL_ACT: Act(1, 1, 19),
    ("720", "135"): Act(2, 1, 9),
    ("720", "570"): Act(1, 100, 603),
    ("720", "646"): Act(1, 1, 9_999),
    **{("720", act): Act(1, 1, 999) for act in _ACTS_OF_720.split() if act != "135"},
    VEHICLE_CODE: Act(2, 1, 20),
    ("625", "7"): Act(1),
    ("625", "40"): Act(2, 1, 12),
    ("625", "45"): Act(2, 1, 14),
    ("725", "5"): Act(2, 100, 126),
    ("730", "5"): Act(3, 1, 9),
    ("705", "405"): Act(2, 1, 7),
    ("235", "5"): Act(2, 1, 12),
    ("305", "5"): Act(2, 1, 16),
    ("225", "447"): Act(2),
    ("225", "458"): Act(2),
    ("410", "705"): Act(2, 1, 999),
    ("430", "85"): Act(2, 1, 9),
    ("510", "68"): Act(2),
    ("515", "5"): Act(2),
    ("520", "5"): Act(1),
    ("605", "5"): Act(2),
    ("750", "5"): Act(1),
    **{
        (chapter, act): Act(1)
        for chapter, acts in {
            "15": "335", "20": "415 2630", "35": "5 120 130 143 505 520", "225": "460",
            "230": "10", "320": "20", "325": "5", "410": "50 82 130 620 625 650", "415": "5",
            "425": "35", "430": "15 65 66 67", "510": "5 70",
            "720": "", "725": "120 165 203 225", "730": "110 125 130 148 150 152 154",
            "740": "21 22 110", "750": "16 50 60", "765": "1040", "815": "165 305 505 515",
            "820": "105 115",
        }.items()
        for act in acts.split()
    },
}  # fmt: skip

_THREE_DIGITS = (
    "105 110 115 205 210 215 220 225 230 235 240 305 310 315 320 325 330 405 410 415 420 425 430 "
    "505 510 515 520 525 605 610 615 620 625 630 705 710 715 720 725 730 735 740 745 750 755 760 "
    "765 770 775 780 805 810 815 820"
)
CHAPTERS = frozenset(_THREE_DIGITS.split())
"""Chapters of three digits in the Illinois Compiled Statutes."""

# Articles of the Criminal Code (also of the old ch. 38) and the highest section number in each.
_ARTICLES = {
    "1": 9, "2": 23, "3": 8, "4": 9, "5": 5, "6": 4, "7": 15, "8": 6, "9": 3, "10": 10, "11": 45,
    "12": 38, "12A": 40, "12B": 40, "12C": 70, "13": 4, "14": 9, "15": 10, "16": 40, "16A": 10,
    "16B": 6, "16C": 3, "16D": 7, "16E": 4, "16F": 7, "16G": 40, "16H": 65, "16J": 25, "16K": 15,
    "17": 62, "17A": 4, "17B": 30, "18": 6, "19": 6, "20": 5, "21": 11, "22": 52, "24": 10,
    "25": 6, "26": 7, "28": 13, "29": 3, "29A": 4, "29B": 27, "29C": 15, "29D": 99, "30": 3,
    "31": 9, "31A": 2, "32": 15, "33": 9, "33A": 3, "33B": 3, "33C": 5, "33D": 1, "33E": 18,
    "33F": 3, "33G": 9, "34": 4, "36": 7, "37": 5, "39": 3, "39A": 2, "42": 2, "44": 3, "45": 2,
    "46": 6, "47": 25, "48": 11, "49": 6,
}  # fmt: skip

LETTERED = frozenset(
    {"11-9.1A", "11-9.1B", "11-20.1A", "11-20.1B", "32-4a", "32-4b", "32-4c", "32-4d", "32-4e"}
)
"""Sections of the Criminal Code whose own number ends in a letter, as the Code prints it."""

THREE_PART = frozenset({"11-9.4-1", "12-4.2-5"})
"""Sections of the Criminal Code with a third number that is not a subsection."""

_PARAGRAPH = re.compile(r"(\d+)(\.\d+)?", re.ASCII)


def modern_of_paragraph(paragraph: str) -> tuple[str, str, str] | None:
    """Chapter, act and section today of a paragraph of ch. 56 1/2; None where we do not know it."""
    found = _PARAGRAPH.fullmatch(paragraph)
    if found is None:
        return None
    number, more = int(found[1]), found[2] or ""
    if 701 <= number <= 719:
        return "720", "550", f"{number - 700}{more}"
    if 1100 <= number <= 1603:
        return "720", "570", f"{number - 1000}{more}"
    if 2101 <= number <= 2107:
        return "720", "600", f"{number - 2100}{more}"
    return None


_OLD_CODES = {"38": CRIMINAL_CODE, "95.5": VEHICLE_CODE}


def place_of(chapter: str, act: str | None, section: str) -> tuple[str, str, str]:
    """Where a section stands today. The old ch. 38 and 95 1/2 had the numbers of the codes."""
    return (*_OLD_CODES.get(chapter, (chapter, act or "")), section)


def is_article(article: str) -> bool:
    """Whether the Criminal Code has an article of this number."""
    return article in _ARTICLES


def knows(chapter: str, act: str | None, section: str, subsection: str | None) -> bool:
    """Whether the table has this section; of the Cannabis Control Act, this subsection too."""
    if act is None:
        return _knows_old(chapter, section)
    if (chapter, act) == CANNABIS_CONTROL_ACT:
        return _knows_cannabis(section, subsection)
    if (chapter, act) == CRIMINAL_CODE:
        return _knows_code(section)
    shape = ACTS.get((chapter, act))
    if shape is None:
        return False
    numbers = section.split("-")
    if len(numbers) != shape.parts:
        return False
    return shape.low <= int(float(numbers[0].rstrip("ABCDEFGH"))) <= shape.high


def _knows_cannabis(section: str, subsection: str | None) -> bool:
    letters = CANNABIS_SECTIONS.get(section)
    if letters is None:
        return False
    # One letter in brackets; sections 4, 5 and 8 are not divided further.
    return not subsection or (len(subsection) == 3 and subsection[1] in letters)


def _knows_code(section: str) -> bool:
    if section in LETTERED or section in THREE_PART:
        return True
    article, _, number = section.partition("-")
    highest = _ARTICLES.get(article)
    if highest is None:
        return False
    whole = number.partition(".")[0]
    return whole.isdecimal() and int(whole) <= highest


def _knows_old(chapter: str, section: str) -> bool:
    if chapter == "38":
        return _knows_code(section)
    first, _, second = section.partition("-")
    if chapter == "95.5":
        return first.isdecimal() and bool(second) and int(first) <= 20
    return False
