"""What each glyph says: by the font's own tables, not by the place where it was first drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from pikepdf import Object, Pdf, Stream

from portal.pdf.cmap import listed, written
from portal.pdf.subset import by_name

_SINGLE, _LIGATURE = 1, 4  # kinds of substitution: OpenType, table ``GSUB``
_ONE_LETTER = 4
"""Hex digits of one letter."""


def correct(pdf: Pdf) -> None:
    """Say anew, in place, what those glyphs stand for that do not stand for one letter.

    The typesetter notes the letters of a whole cluster for its first glyph, and none for the next:
    a mark over a ligature would be read out with the letters below it, and these again.
    """
    fonts = {font.objgen: font for page in pdf.pages for font in page.obj.Resources.Font.values()}
    for font in fonts.values():
        face = by_name().get(str(font.BaseFont).partition("+")[2])
        noted = listed(font.ToUnicode.read_bytes())
        doubtful = {glyph for glyph, text in noted.items() if len(text) != _ONE_LETTER}
        if face and doubtful:
            _correct(pdf, font, noted, {glyph: letters_of(face).get(glyph) for glyph in doubtful})


def _correct(
    pdf: Pdf, font: Object, noted: dict[int, bytes], said: Mapping[int, str | None]
) -> None:
    right = {glyph: text.encode("utf-16-be").hex().encode() for glyph, text in said.items() if text}
    if any(noted[glyph] != text for glyph, text in right.items()):
        font.ToUnicode = pdf.make_indirect(Stream(pdf, written(noted | right)))


@cache
def letters_of(face: Path) -> Mapping[int, str]:
    """The letters that each glyph of a font is drawn for: by itself, as a form, as a ligature."""
    with TTFont(face) as read:
        number = read.getGlyphID
        said = {number(name): chr(point) for point, name in read.getBestCmap().items()}
        lookups = read["GSUB"].table.LookupList.Lookup if "GSUB" in read else []
        tables = [getattr(table, "ExtSubTable", table) for one in lookups for table in one.SubTable]
        for table in (one for one in tables if one.LookupType == _SINGLE):
            for letter, form in table.mapping.items():
                if number(letter) in said:
                    said.setdefault(number(form), said[number(letter)])
        for table in (one for one in tables if one.LookupType == _LIGATURE):
            for first, ligatures in table.ligatures.items():
                for ligature in ligatures:
                    parts = [said.get(number(one), "") for one in (first, *ligature.Component)]
                    if all(parts):
                        said.setdefault(number(ligature.LigGlyph), "".join(parts))
    return said
