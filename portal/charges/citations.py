"""Finds the citation in a charge string and takes it apart, in the many ways records print it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from portal.charges.sections import Written, settle_section, written_at
from portal.charges.statutes import ACTS, CHAPTERS, CRIMINAL_CODE, modern_of_paragraph


class Cited(NamedTuple):
    """A citation found in a string; what its writing does not settle is None.

    ``clean``: written in full and nothing unread hangs on it. ``start`` and ``end``: the place in
    the string that the fields stand for. ``branch``: the section as far as it shows, also where it
    is not settled (the violent-crime list reads it). ``old``: the paragraph of ch. 56 1/2, tidied.
    """

    chapter: str
    act: str | None
    section: str | None
    subsection: str | None
    clean: bool
    start: int
    end: int
    branch: str
    old: str | None = None


# Every quantifier below is bounded, so that no text, however hostile, is slow to read.
_MARK: Final = r"(?:(?:SECTIONS?|SECT?|S|§|PARAGRAPH|PARA?|P|¶)(?:\.\s{0,2}|\s{1,2}|(?=\d)))?"
_ILCS: Final = r"\s{0,3}(?:I\.?\s?L\.?\s?C\.?\s?S|ILSC|ICLS)\.?,?\s{0,3}"
_HEAD: Final = re.compile(
    r"(?<![A-Z0-9_.])(?<!\d[-/\\])(?:"
    # the old chapters first, or "56 1/2" would pass for chapter 56, act 1
    r"(?:CH(?:AP(?:TER)?)?\.?\s{0,2})?"
    r"(?P<old>38|(?:56|95|111)(?:\.50?|\s{0,2}½|[-\s]{0,2}1/2))"
    r"(?:\s{0,2}[-/\\,:]\s{0,2}|\s{1,3})"
    r"|(?P<chapter>\d{1,3})(?:"
    + _ILCS
    + r"(?P<act>\d{1,4})(?:\.0)?(?:\s{0,2}[/\\,]\s{0,2}|\s{1,3})"
    r"|\s?[- /\\]\s?(?P<coded>\d{1,4})(?:\.0)?\s?[/\\]\s?))" + _MARK + r"(?=\d)"
)
_PARAGRAPH: Final = re.compile(r"\d{1,4}[A-Z]?-\d{1,4}(?![\d/\\])")
# Only the Cannabis Control Act is read in looser writings: 720-550-4(c), 720 550 4(c), 550/4(c).
_LOOSE: Final = re.compile(
    r"(?<![A-Z0-9_.])720[-\s./\\]{0,2}(?:ILCS)?[-\s./\\]{0,2}550(?:\.0)?[-\s./,\\]{1,3}"
    + _MARK
    + r"(?=[1-9])"
)
_NO_SECTION: Final = re.compile(
    r"(?<![A-Z0-9_.\-/\\])720(?:\s{0,2}ILCS\s{0,2}|\s?[-/\\]\s?)550(?:\.0)?(?=\s{0,2}[/\\,;:]|\s|$)"
    r"(?![\s/\\,;:]{0,4}\d)"
)
_WITHOUT_CHAPTER: Final = re.compile(
    r"(?<![A-Z0-9_.\-/\\])(?:550(?:\.0)?\s?[/\\]\s?|"
    r"(?:SECTION|SECT?|S|§|PARAGRAPH|PARA?|¶)(?:\.\s{0,2}|\s{1,2}|(?=\d)))(?=\d)"
)


def find(plain: str, printed: str, start: int = 0) -> Cited | None:
    """The first citation at or after ``start``; None where no text there has the shape of one."""
    while (head := _HEAD.search(plain, start)) is not None:
        old, chapter, act, coded = head.groups()
        at = head.end()
        if old == "38" and plain[at - 1] == " " and _PARAGRAPH.match(plain, at) is None:
            start = head.end("old")  # a count or a number of grams, not the old Criminal Code
            continue
        if old is not None:
            chapter = "38" if old == "38" else ("111.5" if old[0] == "1" else old[:2] + ".5")
            return _find_old(plain, printed, chapter, head.start(), at)
        if act is not None:
            return _find_modern(plain, printed, chapter, act, head.start(), at, spelled=True)
        # Without the letters ILCS, dates and amounts look alike: only what we know passes.
        if (chapter, coded) in ACTS or chapter in CHAPTERS:
            return _find_modern(plain, printed, chapter, coded, head.start(), at, spelled=False)
        start = head.end("chapter")
    return None


def find_loose(plain: str, printed: str) -> Cited | None:
    """A citation of the Cannabis Control Act in a looser writing; never clean."""
    head = _LOOSE.search(plain)
    if head is None:
        bare = _NO_SECTION.search(plain)
        return bare and Cited("720", "550", None, None, False, *bare.span(), "")
    cited = _find_modern(plain, printed, "720", "550", head.start(), head.end(), spelled=False)
    return cited._replace(clean=False)


def find_without_chapter(plain: str, printed: str) -> Cited | None:
    """A section or paragraph alone, for a string whose words name cannabis; never clean."""
    head = _WITHOUT_CHAPTER.search(plain)
    if head is None:
        return None
    start, at = head.span()
    if plain.startswith("70", at):
        cited = _find_old(plain, printed, "56.5", start, at)
    else:
        cited = _find_modern(plain, printed, "720", "550", start, at, spelled=False)
    return cited._replace(clean=False) if cited.act == "550" and cited.section else None


def _find_modern(
    plain: str, printed: str, chapter: str, act: str, start: int, at: int, *, spelled: bool
) -> Cited:
    written = written_at(plain, at, letters_apart=spelled or act == "550", sure_apart=spelled)
    section, subsection = settle_section(chapter, act, written, printed[at : written.end])
    if section is None and (chapter, act) == CRIMINAL_CODE and re.match(r"\d{3}", written.number):
        # "720-5/550-4(a)", "720-5/401(D)": two acts in one place; which one is meant does not show.
        return Cited(chapter, None, None, None, False, start, start + len(chapter), written.number)
    end = _end(written, section, subsection, at)
    clean = written.clean and section is not None
    return Cited(chapter, act, section, subsection, clean, start, end, written.number)


def _find_old(plain: str, printed: str, chapter: str, start: int, at: int) -> Cited:
    written = written_at(plain, at, letters_apart=chapter == "56.5", sure_apart=False)
    section, subsection = settle_section(chapter, None, written, printed[at : written.end])
    end = _end(written, section, subsection, at)
    clean = written.clean and section is not None
    if chapter == "56.5" and section is not None and (modern := modern_of_paragraph(section)):
        old = f"56.5-{section}{subsection or ''}"
        return Cited(*modern, subsection, clean, start, end, modern[2], old)
    return Cited(chapter, None, section, subsection, clean, start, end, written.number)


def _end(written: Written, section: str | None, subsection: str | None, at: int) -> int:
    """Where the part that the fields stand for ends; the rest of the writing stays unread."""
    if section is None:
        return at
    unread = subsection is None and (written.broken or written.hangs)
    return written.number_end if unread else written.end
