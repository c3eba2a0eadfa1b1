"""The few files a page needs: its style, its scripts and one icon, named by what is in them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """``style`` goes into the pages outside a visit, ``style_hash`` into the policy. The pages of a
    visit share one ``sheet``: a first page comes in one piece, the many after it stay small. What a
    ``paper`` needs to be read on a page comes with it.
    ``files``: name to bytes and media type; the name holds a digest of the bytes, so a browser may
    keep the file for good."""

    style: Markup
    style_hash: str
    files: Mapping[str, tuple[bytes, str]]
    sheet: str
    paper: str
    script: str
    aloud: str
    icon: str


def read_assets(folder: Path = STATIC) -> Assets:
    """Reads the styles, the scripts and ``icon.svg``. Raises ``OSError`` for a missing one."""
    style, visit_style = (
        _squeeze((folder / name).read_text(encoding="utf-8")) for name in ("page.css", "visit.css")
    )
    paper_style = _squeeze((folder / "paper.css").read_text(encoding="utf-8"))
    contents = {"visit.css": style + visit_style, "paper.css": paper_style}
    for name in ("page.js", "aloud.js", "icon.svg"):
        contents[name] = _bare((folder / name).read_text(encoding="utf-8"))
    names = {name: _named(name, content) for name, content in contents.items()}
    return Assets(
        # Our own file, and the policy's hash holds it still.
        style=Markup(style),  # noqa: S704
        style_hash=_hash(style),
        files={
            names[name]: (content.encode(), TYPES[Path(name).suffix])
            for name, content in contents.items()
        },
        sheet=names["visit.css"],
        paper=names["paper.css"],
        script=names["page.js"],
        aloud=names["aloud.js"],
        icon=names["icon.svg"],
    )


def _named(name: str, content: str) -> str:
    mark = hashlib.sha256(content.encode()).hexdigest()[:10]
    return f"{Path(name).stem}.{mark}{Path(name).suffix}"


def _hash(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _bare(text: str) -> str:
    """A script or drawing without its comment lines and indentation."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _squeeze(css: str) -> str:
    """The style without comments and line breaks."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", without_comments).strip()
