"""The fonts of the papers: subsets of the system's Noto fonts, and a fontconfig file of our own."""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from portal.languages import offered
from portal.pdf.faces import FACES, FAMILIES, Face, faces_for, points
from portal.settings import PREFIX

SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),  # where Debian puts them
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)


class MissingFont(Exception):
    """A font file is not on this machine; the message names the Debian package that brings it."""


class MissingLibrary(Exception):
    """A library is not on this machine; the message names the Debian package that brings it."""


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
    faces = _faces()
    sources = [_source(face) for face in faces]
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the instance folder: ours alone
    for inner in ("faces", "cache"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for face, source in zip(faces, sources, strict=True):
        _write(folder / "faces" / face.name, _subset(source, face))
    _write(folder / "fonts.conf", _configuration(folder).encode())
    _write(folder / "stamp", _digest(folder, sources).encode("ascii"))


def is_prepared(folder: Path) -> bool:
    """Whether ``folder`` holds every subset of today's fonts. Raises ``MissingFont``."""
    folder = folder.resolve()
    stamp = folder / "stamp"
    if not stamp.is_file():
        return False
    return stamp.read_text(encoding="ascii") == _digest(
        folder, [_source(face) for face in _faces()]
    )


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
    """The characters of ``text`` that a court paper cannot show, each once, in order: those that
    no font of ``FACES`` can draw. The fonts of other scripts are for sentences, not for names."""
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in _drawable()))


@cache
def _drawable() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    drawn: set[int] = {ord("\n"), ord("\t")}
    for face in FACES:
        with TTFont(_source(face), lazy=True) as font:
            has = font.getBestCmap()
        drawn.update(point for point in points(face) if point in has)
    return frozenset(drawn)


def _faces() -> tuple[Face, ...]:
    """Those of every paper, and those of the languages that are offered."""
    return (*FACES, *(face for language in offered() for face in faces_for(language)))


def _source(face: Face) -> Path:
    for folder in SYSTEM_FOLDERS:
        if (folder / face.file).is_file():
            return folder / face.file
    for folder in SYSTEM_FOLDERS:
        for found in sorted(folder.rglob(face.file)):
            return found
    raise MissingFont(f"The font {face.file} was not found. Install the package {face.package}.")


def _digest(folder: Path, sources: list[Path]) -> str:
    parts = [repr(_faces()), _configuration(folder)]
    parts += [f"{source} {source.stat().st_size}" for source in sources]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _configuration(folder: Path) -> str:
    names = dict.fromkeys((*FAMILIES, *(face.family for face in _faces() if face.family)))
    families = "".join(f"<string>{escape(name)}</string>" for name in names)
    return _CONFIGURATION.format(folder=escape(str(folder)), families=families)


def _subset(source: Path, face: Face) -> bytes:
    """The bytes of ``source`` cut down to the letters of ``face``; the same each time."""
    # Imported here: fontTools takes 0.2 s, and is needed only when a subset is built.
    from io import BytesIO

    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(hinting=False, layout_features=["*"], notdef_outline=True)
    options.recalc_timestamp = False
    options.font_number = face.number
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(points(face)))
    out = BytesIO()
    with load_font(str(source), options) as font:
        subsetter.subset(font)
        font["head"].unitsPerEm = round(font["head"].unitsPerEm / face.scale)
        save_font(font, out, options)
    return _renumbered(out.getvalue()) if out.getvalue().startswith(b"OTTO") else out.getvalue()


def _renumbered(font: bytes) -> bytes:
    """A font whose letters are called by their place in it. Those of a Han font are called by their
    place in the whole one, and a reader of PDF that looks for that finds an empty box."""
    from io import BytesIO

    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        shapes, table, out = CFFFontSet(), DefaultTable("CFF "), BytesIO()
        shapes.decompile(BytesIO(opened.reader["CFF "]), opened)
        (top,) = shapes.topDictIndex
        top.charset = [".notdef", *(f"cid{at:05d}" for at in range(1, len(top.charset)))]
        shapes.compile(out, opened)
        table.data = out.getvalue()
        opened.tables["CFF "] = table
        renumbered = BytesIO()
        opened.save(renumbered)
    return renumbered.getvalue()


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
