"""The letters that several parts took from one font become one embedded font again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from portal.pdf.cmap import listed, written
from portal.pdf.subset import by_name, cut


def merge_fonts(pdf: Pdf) -> None:
    """Join the subsets of each of our fonts in ``pdf``, in place.

    Every subset keeps the numbers that the glyphs have in the font, so that one that is cut from
    it anew for all can stand for each. Fonts that are not ours (those of the court's own forms)
    stay.
    """
    for name, fonts in _alike(pdf).items():
        face = by_name().get(name.partition("+")[2])
        if len(fonts) > 1 and face is not None:
            _join(pdf, fonts, face)


def _alike(pdf: Pdf) -> dict[str, list[Object]]:
    """The typeset fonts by name: the name of a subset is made from the font it was cut from."""
    found: dict[str, dict[tuple[int, int], Object]] = defaultdict(dict)
    for page in pdf.pages:
        for font in _fonts(page.obj):
            if font.is_indirect and _is_typeset(font):
                found[str(font.BaseFont)][font.objgen] = font
    return {name: list(fonts.values()) for name, fonts in found.items()}


def _fonts(page: Object) -> Iterator[Object]:
    listed = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
    for _, font in listed.items():
        yield font


def _is_typeset(font: Object) -> bool:
    return (
        font.get("/Subtype") == Name.Type0
        and "/ToUnicode" in font
        and font.DescendantFonts[0].get("/CIDToGIDMap") == Name.Identity
        and "/FontDescriptor" in font.DescendantFonts[0]
    )


def _join(pdf: Pdf, fonts: list[Object], face: Path) -> None:
    """Make one font of several that are parts of ``face``."""
    widths: dict[int, Object] = {}
    letters: dict[int, bytes] = {}
    for font in fonts:
        widths |= _widths(font.DescendantFonts[0].get("/W", Array()))
        letters |= listed(font.ToUnicode.read_bytes())
    first = fonts[0]
    cid = first.DescendantFonts[0]
    program = cut(face, widths.keys() | letters.keys())
    key = "/FontFile2" if "/FontFile2" in cid.FontDescriptor else "/FontFile3"
    cid.FontDescriptor[key] = _program(pdf, program, key)
    cid.W = Array([part for glyph in sorted(widths) for part in (glyph, Array([widths[glyph]]))])
    first.ToUnicode = Stream(pdf, written(letters))
    _use(pdf, {font.objgen for font in fonts}, first)


def _program(pdf: Pdf, font: bytes, key: str) -> Object:
    if key == "/FontFile2":
        return Stream(pdf, font, Length1=len(font))
    return Stream(pdf, font, Subtype=Name.OpenType)


def _widths(listed: Object) -> Iterator[tuple[int, Object]]:
    """Glyph numbers with their widths, from ``first [width width …]`` pairs."""
    entries = list(listed)
    for first, run in zip(entries[::2], entries[1::2], strict=True):
        for at, width in enumerate(run):
            yield int(first) + at, width


def _use(pdf: Pdf, replaced: set[tuple[int, int]], font: Object) -> None:
    for page in pdf.pages:
        listed = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        for key, one in list(listed.items()):
            if one.is_indirect and one.objgen in replaced:
                listed[key] = font
