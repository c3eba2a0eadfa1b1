"""Thirty sentences in each of the languages to come, set up as if they were whole catalogs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from portal.languages import BY_TAG
from portal.translating import catalogs
from setup.steps import ROOT

THIRTY = Path(__file__).parent / "thirty"
TAGS = tuple(sorted(file.stem for file in THIRTY.glob("*.po")))
OF_LATIN_AND_CYRILLIC = "Noto Sans"
RTL = tuple(tag for tag in TAGS if BY_TAG[tag].rtl)

# In a process of its own: Pango looks for its fonts once.
_TYPESET = """
import sys
from pathlib import Path
from types import ModuleType
here = ModuleType("tests")
here.__path__ = ["tests"]  # a library may have brought a package of this name
sys.modules["tests"] = here
from portal import languages
languages.CATALOGS = Path(sys.argv[1])
from portal.packet.documents import BY_ID
from portal.pdf.draw import draw
from portal.pdf.typeset import markup
from portal.service.contents_of import CONTENTS
from tests.pdf import samples
packet, guide = samples.packet(3), BY_ID["guide"]
(sheet,) = CONTENTS["guide"](packet)
for tag in sys.argv[3:]:
    html = markup(
        guide.template, languages.voice(tag), packet=packet, document=guide,
        ids=frozenset(), **sheet.context,
    )
    Path(sys.argv[2], f"{tag}.pdf").write_bytes(draw(html))
"""


def family(tag: str) -> str:
    """The fonts that draw a language on paper."""
    return BY_TAG[tag].paper or OF_LATIN_AND_CYRILLIC


def install(folder: Path) -> Path:
    """Every smoke catalog, compiled, in a folder like ``translations/``."""
    for tag in TAGS:
        place = folder / tag.replace("-", "_") / "LC_MESSAGES"
        place.mkdir(parents=True)
        shutil.copy(THIRTY / f"{tag}.po", place / "messages.po")
        catalogs.compile_file(place / "messages.po")
    return folder


def guides(folder: Path) -> dict[str, bytes]:
    """The guide to the same court papers in each of the languages."""
    installed = install(folder / "translations")
    words = [sys.executable, "-c", _TYPESET, str(installed), str(folder), *TAGS]
    environ = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    environ["FRESHPAGE_INSTANCE"] = str(folder / "instance")
    subprocess.run(words, check=True, cwd=ROOT, env=environ)
    return {tag: (folder / f"{tag}.pdf").read_bytes() for tag in TAGS}
