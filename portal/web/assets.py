"""The few files a page needs: its style, one script and one icon, named by what is in them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """``style`` goes into every page, ``visit_style`` into those of an open visit too, and
    ``style_hashes`` into the policy. ``files``: name to bytes and media type; the name holds a
    digest of the bytes, so a browser may keep the file for good."""

    style: Markup
    visit_style: Markup
    style_hashes: tuple[str, ...]
    files: Mapping[str, tuple[bytes, str]]
    script: str
    icon: str


def read_assets(folder: Path = STATIC) -> Assets:
    """Reads the two styles, ``page.js`` and ``icon.svg``. Raises ``OSError`` for a missing one."""
    style, visit_style = (
        _squeeze((folder / name).read_text(encoding="utf-8")) for name in ("page.css", "visit.css")
    )
    files: dict[str, tuple[bytes, str]] = {}
    names: dict[str, str] = {}
    for name in ("page.js", "icon.svg"):
        path = folder / name
        content = _bare(path.read_text(encoding="utf-8")).encode()
        mark = hashlib.sha256(content).hexdigest()[:10]
        names[name] = f"{path.stem}.{mark}{path.suffix}"
        files[names[name]] = (content, TYPES[path.suffix])
    return Assets(
        # Our own files, and the policy's hashes hold them still.
        style=Markup(style),  # noqa: S704
        visit_style=Markup(visit_style),  # noqa: S704
        style_hashes=(_hash(style), _hash(visit_style)),
        files=files,
        script=names["page.js"],
        icon=names["icon.svg"],
    )


def _hash(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _bare(text: str) -> str:
    """A script or drawing without its comment lines and indentation."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _squeeze(css: str) -> str:
    """The style without comments and line breaks: it travels inside every page."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", without_comments).strip()
