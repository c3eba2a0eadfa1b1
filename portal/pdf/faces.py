"""Which fonts the papers are drawn with, and which letters of each are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from portal.languages import Language

Ranges = tuple[tuple[int, int], ...]
"""The first and the last code point of each."""

LATIN = (
    (0x0020, 0x007E), (0x00A0, 0x024F),  # Basic, Latin-1, Extended-A, Extended-B
    (0x0259, 0x0259), (0x02B0, 0x02FF),  # ə of Azeri names; modifier letters such as ʻ
    (0x0300, 0x036F),                    # combining marks, for what has no letter of its own
    (0x1E00, 0x1EFF),                    # Extended Additional: all of Vietnamese
)  # fmt: skip
GREEK_CYRILLIC = ((0x0370, 0x03FF), (0x0400, 0x052F))
PUNCTUATION = (
    (0x2000, 0x206F),                    # dashes, quotes, bullets, spaces, isolates
    (0x2070, 0x209F), (0x20A0, 0x20BF),  # raised and lowered figures, currencies
    (0x2100, 0x2189), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD),  # № ™ ⅓
)  # fmt: skip
# Every face keeps the spaces: a space is drawn in the font of the letter before it.
SPACES = ((0x0020, 0x0020), (0x00A0, 0x00A0))
BOXES = (*SPACES, (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2718), (0x2706, 0x2709))
MATH = (*SPACES, (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265))


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file to cut down to ``letters``.

    ``number``: which of several in the file. ``family``: its name, where it is no font of every
    paper. ``scale``: how much larger its letters are drawn, to look as large as Latin ones.
    """

    file: str
    package: str
    letters: Ranges
    number: int = 0
    family: str = ""
    scale: float = 1

    @property
    def name(self) -> str:
        """What the file with the subset is called."""
        if not self.number:
            return self.file
        return f"{PurePath(self.file).stem}-{self.number}.otf"


_NOTO_SANS = LATIN + GREEK_CYRILLIC + PUNCTUATION
FACES = (
    Face(file="NotoSans-Regular.ttf", package="fonts-noto-core", letters=_NOTO_SANS),
    Face(file="NotoSans-Bold.ttf", package="fonts-noto-core", letters=_NOTO_SANS),
    Face(file="NotoSans-Italic.ttf", package="fonts-noto-core", letters=_NOTO_SANS),
    Face(file="NotoSansSymbols2-Regular.ttf", package="fonts-noto-core", letters=BOXES),
    Face(file="NotoSansMath-Regular.ttf", package="fonts-noto-core", letters=MATH),
)
"""The faces of every paper."""

FAMILIES = ("Noto Sans", "Noto Sans Symbols2", "Noto Sans Math")
"""In the order a letter is looked for."""


@dataclass(frozen=True, slots=True)
class _Script:
    """``file``: with a blank for the weight. ``also``: marks it draws in place of Noto Sans."""

    file: str
    package: str
    number: int = 0
    also: Ranges = ()
    scale: float = 1


_JOINERS = ((0x200C, 0x200D), (0x25CC, 0x25CC))
# The quotation marks and dots of Chinese are as wide as its letters. Single ones are not among
# them: an English name in a Chinese sentence may have an apostrophe.
_WIDE = ((0x00B7, 0x00B7), (0x2014, 0x2014), (0x201C, 0x201D), (0x2026, 0x2026))
_WIDE_MARKS = (*_WIDE, (0x3000, 0x3003), (0x3008, 0x3011), (0xFF01, 0xFF1F))
_SCRIPTS: Final = {
    "Noto Sans Arabic": _Script(
        "NotoSansArabic-{}.ttf", "fonts-noto-core", also=_JOINERS, scale=1.08
    ),
    "Noto Nastaliq Urdu": _Script("NotoNastaliqUrdu-{}.ttf", "fonts-noto-core", also=_JOINERS),
    "Noto Sans Devanagari": _Script("NotoSansDevanagari-{}.ttf", "fonts-noto-core", also=_JOINERS),
    "Noto Sans Gujarati": _Script("NotoSansGujarati-{}.ttf", "fonts-noto-core", also=_JOINERS),
    "Noto Sans CJK KR": _Script("NotoSansCJK-{}.ttc", "fonts-noto-cjk", 1),
    "Noto Sans CJK SC": _Script("NotoSansCJK-{}.ttc", "fonts-noto-cjk", 2, _WIDE_MARKS),
    "Noto Sans CJK TC": _Script("NotoSansCJK-{}.ttc", "fonts-noto-cjk", 3, _WIDE_MARKS),
}
"""The families that ``Language.paper`` may name."""


def faces_for(language: Language) -> tuple[Face, ...]:
    """The faces of a language whose letters are in no face of every paper: those letters only."""
    if language.paper is None:
        return ()
    script = _SCRIPTS[language.paper]
    common = {point for first, last in _NOTO_SANS for point in range(first, last + 1)}
    own = sorted(set(map(ord, language.letters)) - common)
    letters = (*SPACES, *script.also, *((point, point) for point in own))
    return tuple(
        Face(
            file=script.file.format(weight),
            package=script.package,
            letters=letters,
            number=script.number,
            family=language.paper,
            scale=script.scale,
        )
        for weight in ("Regular", "Bold")
    )


def points(face: Face) -> Iterator[int]:
    """The code points that a face keeps."""
    for first, last in face.letters:
        yield from range(first, last + 1)
