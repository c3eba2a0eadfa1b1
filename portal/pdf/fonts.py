"""The fonts of the papers: subsets of the system's Noto fonts, and a fontconfig file of our own."""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from portal.settings import PREFIX

SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),  # where Debian puts them
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)

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


class MissingFont(Exception):
    """A font file is not on this machine; the message names the Debian package that brings it."""


class MissingLibrary(Exception):
    """A library is not on this machine; the message names the Debian package that brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file to cut down. ``letters``: first and last code point of each range to keep."""

    file: str
    package: str
    letters: tuple[tuple[int, int], ...]


_NOTO_SANS = LATIN + GREEK_CYRILLIC + PUNCTUATION
FACES = (
    Face(file="NotoSans-Regular.ttf", package="fonts-noto-core", letters=_NOTO_SANS),
    Face(file="NotoSans-Bold.ttf", package="fonts-noto-core", letters=_NOTO_SANS),
    Face(file="NotoSans-Italic.ttf", package="fonts-noto-core", letters=_NOTO_SANS),
    Face(file="NotoSansSymbols2-Regular.ttf", package="fonts-noto-core", letters=BOXES),
    Face(file="NotoSansMath-Regular.ttf", package="fonts-noto-core", letters=MATH),
)
"""Every face of the papers. A new script is a line here and its family in ``FAMILIES``."""

FAMILIES = ("Noto Sans", "Noto Sans Symbols2", "Noto Sans Math")
"""In the order a letter is looked for. Latin first, or another script's font draws the figures."""

_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/faces</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last">{families}</edit>
  </match>
</fontconfig>
"""


def configure(folder: Path | None = None) -> Path:
    """Make this process draw with our fonts only, and return the folder they are in.

    Call it before the first page is typeset. The subsets are built first where they are missing or
    old; where the default folder cannot be written, in a folder that lasts as long as the process.
    Raises ``MissingFont`` and ``MissingLibrary``.
    """
    require_subsetter()
    if folder is None:
        folder = _writable_folder()
    prepare(folder)
    os.environ["FONTCONFIG_FILE"] = str(folder.resolve() / "fonts.conf")
    return folder


def default_folder() -> Path:
    """``fonts`` in the instance folder: the one set in the environment, or the project's own."""
    instance = os.environ.get(f"{PREFIX}INSTANCE")
    project = Path(__file__).resolve().parents[2]
    return (Path(instance) if instance else project / "instance").absolute() / "fonts"


def prepare(folder: Path) -> None:
    """Build the subsets and ``fonts.conf`` in ``folder``; when they are already there, do nothing.

    Safe to interrupt and to run twice at once. Raises ``MissingFont`` and ``OSError``.
    """
    if is_prepared(folder):
        return
    folder = folder.resolve()
    sources = [_source(face) for face in FACES]
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the instance folder: ours alone
    for inner in ("faces", "cache"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for face, source in zip(FACES, sources, strict=True):
        _write(folder / "faces" / face.file, _subset(source, face))
    _write(folder / "fonts.conf", _configuration(folder).encode())
    _write(folder / "stamp", _digest(folder, sources).encode("ascii"))


def is_prepared(folder: Path) -> bool:
    """Whether ``folder`` holds every subset of today's fonts. Raises ``MissingFont``."""
    folder = folder.resolve()
    stamp = folder / "stamp"
    if not stamp.is_file():
        return False
    return stamp.read_text(encoding="ascii") == _digest(folder, [_source(face) for face in FACES])


def require_subsetter() -> None:
    """Raises ``MissingLibrary`` without harfbuzz-subset: drawing would be up to 15 times slower."""
    for name in ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return
    raise MissingLibrary(
        "The library harfbuzz-subset was not found. Install the package libharfbuzz-subset0."
    )


def lacking(text: str) -> str:
    """The characters of ``text`` that none of our fonts can draw, each once, in order."""
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in _drawable()))


@cache
def _drawable() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    points: set[int] = {ord("\n"), ord("\t")}
    for face in FACES:
        with TTFont(_source(face), lazy=True) as font:
            has = font.getBestCmap()
        points.update(point for point in _points(face) if point in has)
    return frozenset(points)


def _points(face: Face) -> Iterator[int]:
    for first, last in face.letters:
        yield from range(first, last + 1)


def _source(face: Face) -> Path:
    for folder in SYSTEM_FOLDERS:
        if (folder / face.file).is_file():
            return folder / face.file
    for folder in SYSTEM_FOLDERS:
        for found in sorted(folder.rglob(face.file)):
            return found
    raise MissingFont(f"The font {face.file} was not found. Install the package {face.package}.")


def _digest(folder: Path, sources: list[Path]) -> str:
    parts = [repr(FACES), _configuration(folder)]
    parts += [f"{source} {source.stat().st_size}" for source in sources]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _configuration(folder: Path) -> str:
    families = "".join(f"<string>{escape(family)}</string>" for family in FAMILIES)
    return _CONFIGURATION.format(folder=escape(str(folder)), families=families)


def _subset(source: Path, face: Face) -> bytes:
    """The bytes of ``source`` cut down to the letters of ``face``; the same each time."""
    # Imported here: fontTools takes 0.2 s, and is needed only when a subset is built.
    from io import BytesIO

    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(hinting=False, layout_features=["*"], notdef_outline=True)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(_points(face)))
    out = BytesIO()
    with load_font(str(source), options) as font:
        subsetter.subset(font)
        save_font(font, out, options)
    return out.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a killed set-up must not leave half a font."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content)
    os.chmod(part.name, 0o644)
    os.replace(part.name, path)


@cache
def _writable_folder() -> Path:
    folder = default_folder()
    if is_prepared(folder):
        return folder
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
    except OSError:
        return _passing_folder()
    return folder if os.access(folder, os.W_OK) else _passing_folder()


def _passing_folder() -> Path:
    passing = tempfile.TemporaryDirectory(prefix="fonts-")
    _KEPT.append(passing)
    return Path(passing.name) / "fonts"


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
