"""The letters that several parts took from one font become one embedded font again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_LETTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(slots=True)
class _Letters:
    """What one embedded subset holds: widths and letters by glyph number, and the outlines."""

    widths: dict[int, Object]
    letters: dict[int, bytes]
    font: TTFont


def merge_fonts(pdf: Pdf) -> None:
    """Join the subsets of each typeset font in ``pdf``, in place.

    The typesetter keeps a font's own glyph numbers in every subset, so that subsets of one font
    can be laid over each other. Where two disagree about a glyph, or a font is of another kind
    (those of the court's own forms), nothing is changed.
    """
    for fonts in _alike(pdf).values():
        if len(fonts) > 1:
            _join(pdf, fonts)


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
    if font.get("/Subtype") != Name.Type0 or "/ToUnicode" not in font:
        return False
    cid = font.DescendantFonts[0]
    return bool(
        cid.get("/CIDToGIDMap") == Name.Identity and "/FontFile2" in cid.get("/FontDescriptor", {})
    )


def _join(pdf: Pdf, fonts: list[Object]) -> None:
    try:
        subsets = [_read(font) for font in fonts]
        program = _lay_over([subset.font for subset in subsets])
    except (TTLibError, _Unlike):
        return
    widths: dict[int, Object] = {}
    letters: dict[int, bytes] = {}
    for subset in subsets:
        widths |= subset.widths
        letters |= subset.letters
    first = fonts[0]
    cid = first.DescendantFonts[0]
    cid.FontDescriptor.FontFile2 = Stream(pdf, program, Length1=len(program))
    cid.W = Array([part for glyph in sorted(widths) for part in (glyph, Array([widths[glyph]]))])
    first.ToUnicode = Stream(pdf, _to_unicode(letters))
    _use(pdf, {font.objgen for font in fonts}, first)


class _Unlike(Exception):
    """Two subsets are not of the same font after all."""


def _read(font: Object) -> _Letters:
    cid = font.DescendantFonts[0]
    program = TTFont(BytesIO(cid.FontDescriptor.FontFile2.read_bytes()), lazy=True)
    listed = font.ToUnicode.read_bytes()
    found = [pair for block in _BLOCK.findall(listed) for pair in _LETTER.findall(block)]
    if b"beginbfrange" in listed or not found:
        raise _Unlike
    return _Letters(
        widths=dict(_widths(cid.get("/W", Array()))),
        letters={int(glyph, 16): text for glyph, text in found},
        font=program,
    )


def _widths(listed: Object) -> Iterator[tuple[int, Object]]:
    """Glyph numbers with their widths, from ``first [width width …]`` pairs."""
    entries = list(listed)
    for first, run in zip(entries[::2], entries[1::2], strict=True):
        if not isinstance(run, Array):
            raise _Unlike
        for at, width in enumerate(run):
            yield int(first) + at, width


def _lay_over(fonts: list[TTFont]) -> bytes:
    """One font program with the glyphs of all."""
    longest = max(fonts, key=lambda font: int(font["maxp"].numGlyphs))
    names = longest.getGlyphOrder()
    outlines, metrics = longest["glyf"], longest["hmtx"].metrics
    for font in fonts:
        if font is longest:
            continue
        if font["head"].unitsPerEm != longest["head"].unitsPerEm:
            raise _Unlike
        for number, name in enumerate(font.getGlyphOrder()):
            _copy_glyph(font["glyf"], name, outlines, names, number)
            if font["hmtx"].metrics[name][0]:
                metrics[names[number]] = font["hmtx"].metrics[name]
    out = BytesIO()
    longest.recalcTimestamp = False
    longest.save(out)
    return out.getvalue()


def _copy_glyph(theirs: Any, name: str, outlines: Any, names: list[str], number: int) -> None:
    """A glyph of another subset. One that is made of others calls them by their names there."""
    glyph, mine = theirs[name], outlines[names[number]]
    if not glyph.numberOfContours:
        return
    if mine.numberOfContours and mine.compile(outlines) != glyph.compile(theirs):
        raise _Unlike
    for part in glyph.components if glyph.isComposite() else ():
        part.glyphName = names[theirs.getGlyphID(part.glyphName)]
    outlines[names[number]] = glyph


def _to_unicode(letters: dict[int, bytes]) -> bytes:
    lines = [b"<%04x> <%s>" % (glyph, letters[glyph]) for glyph in sorted(letters)]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks
    )
    return _HEAD + body + _TAIL


def _use(pdf: Pdf, replaced: set[tuple[int, int]], font: Object) -> None:
    for page in pdf.pages:
        listed = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        for key, one in list(listed.items()):
            if one.is_indirect and one.objgen in replaced:
                listed[key] = font
