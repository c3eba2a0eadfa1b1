"""The one font of the values on court forms: its letters, their widths, how it is embedded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from portal.pdf import fonts
from portal.pdf.cmap import written
from portal.pdf.subset import cut, outlines

FILE = "NotoSans-Regular.ttf"
NAME = "COURTF+NotoSans-Regular"
"""The tag before the plus sign marks a part of a font (ISO 32000-1, 9.6.4)."""
_GAP = 50
"""Between a letter and a mark set over or under it, in thousandths of an em."""


@dataclass(frozen=True, slots=True)
class Font:
    """For each letter its glyph number and its advance in thousandths of an em; its measures."""

    letters: Mapping[str, tuple[int, int]]
    bounds: tuple[int, int, int, int]
    ascent: int
    descent: int
    capital: int


@cache
def font() -> Font:
    """The font, read once. Raises ``fonts.MissingFont`` where it is not on this machine."""
    with TTFont(_face(), lazy=True) as read:
        em = read["head"].unitsPerEm
        numbers, metrics = read.getReverseGlyphMap(), read["hmtx"].metrics
        letters = {
            chr(point): (numbers[name], round(metrics[name][0] * 1000 / em))
            for point, name in read.getBestCmap().items()
        }
        head, high, capital = read["head"], read["hhea"], read["OS/2"].sCapHeight
        return Font(
            letters=letters,
            bounds=(head.xMin, head.yMin, head.xMax, head.yMax),
            ascent=high.ascent,
            descent=high.descent,
            capital=capital,
        )


@cache
def _face() -> Path:
    return fonts.configure() / "faces" / FILE


def tidy(text: str) -> str:
    """``text`` in composed letters, every run of spaces and line ends one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def lacking(text: str) -> str:
    """The letters of ``text`` that cannot be written, each once, in order."""
    letters = font().letters
    return "".join(dict.fromkeys(letter for letter in text if letter not in letters))


def width(text: str, size: float) -> float:
    """How many points wide ``text`` is at ``size``. Raises ``KeyError`` for a lacking letter."""
    letters = font().letters
    return sum(letters[letter][1] for letter in text) * size / 1000


def show(text: str, size: float) -> str:
    """The drawing of ``text`` where the pen is: operators of a PDF text object.

    A mark that Unicode has no whole letter for, as in Ọ̀, is set over or under its letter.
    """
    parts, plain, base = list[str](), "", ""
    for letter in text:
        if not unicodedata.combining(letter) or not base:
            base = letter
            plain += letter
            continue
        across, up = _offset(base, letter)
        parts.append(f"[{_encode(plain)} {-across}] TJ {up * size / 1000:.2f} Ts")
        parts.append(f"[{_encode(letter)} {across + font().letters[letter][1]}] TJ 0 Ts")
        plain = ""
    return " ".join([*parts, f"{_encode(plain)} Tj"])


def _encode(text: str) -> str:
    letters = font().letters
    return "<" + "".join(f"{letters[letter][0]:04x}" for letter in text) + ">"


def _offset(base: str, mark: str) -> tuple[int, int]:
    """How far to move a mark from behind its letter, in thousandths of an em."""
    letter, accent = _outline(base), _outline(mark)
    across = (letter[0] + letter[2]) // 2 - font().letters[base][1] - (accent[0] + accent[2]) // 2
    if accent[1] > 0:
        return across, max(0, letter[3] + _GAP - accent[1])
    return across, min(0, letter[1] - _GAP - accent[3])


@cache
def _outline(letter: str) -> tuple[int, int, int, int]:
    """Left, bottom, right and top of a letter's shape, in thousandths of an em."""
    with TTFont(BytesIO(outlines(_face())), lazy=True) as read:
        shape = read["glyf"][read.getGlyphName(font().letters[letter][0])]
        em = read["head"].unitsPerEm
        sides = (getattr(shape, side, 0) for side in ("xMin", "yMin", "xMax", "yMax"))
        left, bottom, right, top = (round(side * 1000 / em) for side in sides)
        return left, bottom, right, top


def embed(pdf: Pdf, text: Iterable[str]) -> Object:
    """The font with the letters of ``text``, put into ``pdf``; the same letters, the same bytes.

    Glyphs keep their numbers, so that the fonts of several forms can be laid over each other.
    """
    letters = font().letters
    used = sorted({letter for part in text for letter in part}, key=lambda one: letters[one][0])
    program = Stream(pdf, cut(_face(), [letters[letter][0] for letter in used]))
    program.Length1 = len(program.read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + NAME),
        Flags=1 << 2,  # symbolic: no standard encoding
        FontBBox=Array(font().bounds),
        ItalicAngle=0,
        Ascent=font().ascent,
        Descent=font().descent,
        CapHeight=font().capital,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    widths = {letters[letter][0]: letters[letter][1] for letter in used}
    said = {letters[letter][0]: letter.encode("utf-16-be").hex().encode() for letter in used}
    cid = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + NAME),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array([part for number in widths for part in (number, Array([widths[number]]))]),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(cid)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, written(said))),
        )
    )
