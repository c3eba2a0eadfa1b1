"""How a section and its subsections are written after the act, and what of it is settled."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from portal.charges.statutes import ACTS, CRIMINAL_CODE, LETTERED, THREE_PART, Act, is_article


class Written(NamedTuple):
    """A section as written: its number, a letter touching it, its subsections; nothing settled yet.

    ``broken``: cut off inside a bracket, or several subsections named. ``hangs``: unread pieces
    follow, so where section and subsection part is not certain. ``several``: another section is
    named too. ``clean``: none of these, and no room for another reading.
    """

    number: str
    letter: str | None
    subs: str
    clean: bool
    broken: bool
    hangs: bool
    several: bool
    number_end: int
    end: int


_PIECE: Final = r"(?:[A-Z]|[IVX]{2,4}|\d{1,2}(?:\.\d{1,2})?)"
_SECTION: Final = re.compile(
    r"(\d{1,4}(?:[A-Z](?=-\d))?(?:\.\d{1,3})?(?:-\d{1,4}(?:\.\d{1,3})?)?)"
    r"([A-Z](?![A-Z]))?"
    r"((?:(?:(?<!\))[-/\\])?\(\s?" + _PIECE + r"(?:-\d{1,2}(?:\.\d)?)?\s?\)|[\[{][A-Z][\]}]"
    r"|-(?!8-[124]\b)" + _PIECE + r"(?![A-Z0-9])|(?<=\))\d{1,2}(?![\dA-Z])){0,8})"
)
_TOKEN: Final = re.compile(r"\(\s?([A-Z0-9.]{1,5}(?:-[0-9.]{1,4})?)\s?\)|([A-Z0-9.]{1,5})")
_APART: Final = re.compile(
    r"\s{1,3}(\(\s?[A-Z]\s?\)(?:\s?\(\s?" + _PIECE + r"\s?\)){0,4}|[A-H](?=\s{0,3}$))"
)
_CLASS_COLUMN: Final = r"(?:M\s{0,2}[ABC]|[ABC]\s{0,2}M|F\s{0,2}[1-4X]|[1-4X]\s{0,2}F)(?:\s|$)"
# Pieces set apart that may or may not belong to the citation; a class in columns ("M A") does not.
_HANGING: Final = re.compile(
    r"\s{1,3}(?!" + _CLASS_COLUMN + r")(?:\(\s?" + _PIECE + r"\s?\)"
    r"|(?:[A-Z]\s{1,2}\d{1,2}|\d{1,2}\s{0,2}[A-Z])(?=\s|$)"
    r"|(?:[A-Z]|\d{1,2}[A-Z]?)(?:\s{1,2}(?:[A-Z]|\d{1,2})){0,2}\s{0,3}$)"
)
# More letters or sections of the same act: which of them is meant does not show.
_AND_MORE: Final = re.compile(
    r"\s{0,2}(?:[,;&+/-]|AND|OR|TO)\s{0,2}"
    r"(?:\(\s?[A-Z]\s?\)|(?!" + _CLASS_COLUMN + r")[A-H](?![\w.])"
    r"|(?:550\s?/\s?)?(\d{1,2}(?:\.\d)?)\s?\()"
)
# A bracket of a few letters: an "(att)" that was cut off or miswritten.
_SHORT: Final = r"[({][^)}\d]{0,4}(?:[)}]|$)"
# What may follow a number that has no letter and no bracket, so that none can have been cut off or
# set apart. All else ("4, C", "4|(c)", "5 .2", "4-", "4 AND 5") leaves open where it ends.
_WHOLE: Final = re.compile(
    r"[)\]}\"'|*,:;]{0,2}+\s{0,40}+(?:"
    r"$"  # the end
    r"|(?<=\s)(?:\[(?:\d{1,8}(?:[\]\s]|$)|$)"  # a clerk's code
    r"|(?:-{1,2}\s{1,3})?(?!" + _SHORT + r")\(?(?:" + _CLASS_COLUMN + r"|[<>$]|"
    r"\d{2}(?!\d{0,2}\s{0,3}(?:\(|-[A-Z]|$))|\d\.\d{1,2}(?!\s?\()|"  # an amount, a date
    r"\d\s?(?:\+|ST|ND|RD|TH|C(?:OUN)?TS?|K?GR?M?|TO |-\s?\d)|"
    r"(?!(?:[IVX]{2,4}|AND|OR|TO|THRU|SUB|PARA?)\b|SUB(?:SEC|DIV|PAR))[A-Z]{2})))"  # words
)
# What may not follow a letter or a bracket: a piece set off from it.
_GOES_ON: Final = re.compile(
    r"[\s\])}\"'|*:,;./-]{1,2}(?:"
    r"\(\s?" + _PIECE + r"\s?\)|" + _PIECE + r"\)"  # "(a):(1)", "(a) 1)"
    r"|-(?:[A-Z]|\d{1,2}(?:\.\d)?)(?![\w.]|-\d)"  # "-A -1"
    r"|\d{1,2}(?:\.\d)?(?=-[A-Z]|\s{0,3}$)|[A-Z]\s{0,3}$)"  # "-A 1", "(c) D"
    r"|\[[(-]|\s{1,40}" + _SHORT
)
_WORD: Final = re.compile(r"[-/:.]{0,2}[A-Z]{3}")
_STOP: Final = re.compile(r"[-/:.]{1,2}(?:\s|$)")

_THIRD: Final = re.compile(r"-\d{1,2}(?:\.\d)?(?=[-(]|$)")

_FOLLOWS_CLEANLY: Final = frozenset(("", *" \t\n,;:)]}|\"'[*"))
_CLOSING: Final = frozenset(")]}")
_LETTER_MAY_TOUCH: Final = frozenset({("720", "550"), ("720", "570"), ("56.5", None)})
_ANY_ACT: Final = Act(0)
_OLD_PARTS: Final = {"38": 2, "95.5": 2, "56.5": 1}


def written_at(plain: str, at: int, *, letters_apart: bool, sure_apart: bool) -> Written:
    """What is written at ``at``, where a digit stands.

    ``letters_apart``: a subsection may stand apart, as in "550/4 (c)"; ``sure_apart``: and is then
    beyond doubt. A clerk's code set apart may mean other things ("720-5/8-4 (24-1.1 (A))").
    """
    found = _SECTION.match(plain, at)
    if found is None:
        raise ValueError("no section is written here")
    number, letter, subs = found.groups()
    number_end, end = found.end(1), found.end()
    after = plain[end : end + 1]
    clean = _is_set_off(plain, end, after, subs)
    broken, several = after == "(", False
    hangs = not clean and not broken
    if after == ")" and "(" not in plain[:at]:
        clean = False
    if clean and after == " ":
        if letters_apart and not letter and not subs:
            if apart := _APART.match(plain, end):
                subs, end = apart[1], apart.end()
                clean = sure_apart and subs[0] == "("
        elif (not subs or "(" in plain[end : end + 4]) and _HANGING.match(plain, end):
            clean, hangs = False, True
    clean = clean and _is_whole(plain, end, bare=not subs and not letter)
    if after and (subs or letter) and (more := _AND_MORE.match(plain, end)) is not None:
        several = more[1] is not None and more[1] != number
        clean, broken, hangs = False, True, several
    return Written(number, letter, subs, clean, broken, hangs, several, number_end, end)


def _is_set_off(plain: str, end: int, after: str, subs: str) -> bool:
    """Whether what follows does not touch; words may touch a closed bracket ("4(c)POSS"), not a
    number or a letter ("4AMISD")."""
    if after in _FOLLOWS_CLEANLY or _STOP.match(plain, end):
        return True
    return subs[-1:] in _CLOSING and _WORD.match(plain, end) is not None


def _is_whole(plain: str, end: int, *, bare: bool) -> bool:
    """Whether the citation is at its end; ``bare``: it is a number alone."""
    return _WHOLE.match(plain, end) is not None if bare else _GOES_ON.match(plain, end) is None


def settle_section(
    chapter: str, act: str | None, written: Written, printed: str
) -> tuple[str | None, str | None]:
    """Section and subsection, each None where the writing does not settle it.

    ``printed``: the same place as it stands on the record; the case of a letter can decide.
    """
    number, letter, subs = written.number, written.letter, written.subs
    single = (chapter, act) in _LETTER_MAY_TOUCH
    if written.hangs:
        # In the Cannabis Control Act no number goes on after a letter, so the section stands.
        if written.several or not (act == "550" or (chapter == "56.5" and number.startswith("70"))):
            return None, None
        subs = subs if not letter else ""
        letter = None
    if letter is not None:
        lettered = number + printed[len(number) : len(number) + 1]
        if (chapter, act) == CRIMINAL_CODE and lettered in LETTERED:
            number = lettered
        elif not single:
            return None, None
        else:
            subs = f"({letter}){subs}"
    section = _numbered(chapter, act, number, subs)
    if section is None:
        return None, None
    subs = subs[len(section) - len(number) :] if len(section) > len(number) else subs
    if written.broken or not subs:
        return section, None
    return section, "".join([f"({(a or b).lower()})" for a, b in _TOKEN.findall(subs)])


def _numbered(chapter: str, act: str | None, number: str, subs: str) -> str | None:
    """The section's whole number as the act counts; None where the number does not fit the act."""
    parts = _OLD_PARTS.get(chapter, 0) if act is None else ACTS.get((chapter, act), _ANY_ACT).parts
    first, dash, _ = number.partition("-")
    if parts == 1:
        return None if dash else number
    if parts == 0:
        return number
    if not dash or "." in first:
        return None
    if (chapter, act) == CRIMINAL_CODE and not is_article(first):
        return None
    third = _THIRD.match(subs) if subs[:1] == "-" else None
    if chapter == "38" and len(first) == 4:
        parts = 3  # "38-1005-6-4": the codes of corrections stood in ch. 38 with three numbers
    if third is not None and (parts == 3 or number + third[0] in THREE_PART):
        return number + third[0]
    return number if parts == 2 else None
