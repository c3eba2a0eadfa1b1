"""The part of one of our fonts that some papers use, every glyph under its own number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from portal.pdf import fonts

_OUTLINES = frozenset(("head", "hhea", "hmtx", "maxp", "loca", "glyf", "CFF "))
"""The tables that a font in a PDF needs: letters are told by the PDF itself."""
_WHOLE_NAME, _SHORT_NAME = 4, 6  # OpenType, table ``name``


def cut(face: Path, glyphs: Collection[int]) -> bytes:
    """The outlines of ``glyphs``; the same glyphs, the same bytes."""
    options = Options(
        hinting=False, layout_features=[], notdef_outline=True, retain_gids=True, glyph_names=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(gids=sorted(glyphs))
    out = BytesIO()
    # Without new bounds no glyph need be taken apart, which is what takes the time.
    with TTFont(
        BytesIO(outlines(face)), lazy=True, recalcTimestamp=False, recalcBBoxes=False
    ) as whole:
        subsetter.subset(whole)
        whole.save(out)
    return out.getvalue()


@cache
def outlines(face: Path) -> bytes:
    """A font without the tables that it need not have in a PDF."""
    with TTFont(face, recalcTimestamp=False) as read:
        for table in list(read.keys()):
            if table != "GlyphOrder" and table not in _OUTLINES:
                del read[table]
        out = BytesIO()
        read.save(out)
    return out.getvalue()


@cache
def by_name() -> Mapping[str, Path]:
    """Our fonts by the names that they have in a PDF, without the tag of a subset."""
    found = {}
    for face in sorted((fonts.configure() / "faces").iterdir()):
        with TTFont(face, lazy=True) as read:
            whole = read["name"].getDebugName(_WHOLE_NAME) or ""
            found[whole.removesuffix(" Regular").replace(" ", "-")] = face
            found[read["name"].getDebugName(_SHORT_NAME) or ""] = face
    return found
