"""HTML becomes a tagged PDF, drawn with our own files and nothing else."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.languages import LANGUAGES, Language
from portal.pdf import fonts
from portal.pdf.tidy import tidy
from portal.pdf.typeset import FOLDER, STYLESHEET

VARIANT = "pdf/ua-1"


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Opens files below the given folders. Any other address, of any scheme, is refused."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes of one of our own files. Raises ``ValueError`` for everything else."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        ours = any(path.is_relative_to(folder) for folder in self._folders)
        if parts.scheme != "file" or parts.netloc or not ours or not path.is_file():
            raise ValueError("not one of our own files")
        kind = "text/css" if path.suffix == ".css" else "application/octet-stream"
        return URLFetcherResponse(path.as_uri(), path.read_bytes(), {"Content-Type": kind})


def draw(html: str) -> bytes:
    """HTML as a PDF/UA-1 file. Addresses in it are opened only where they are files of our own.

    The same HTML gives the same bytes. In one thread at a time: Pango and fontconfig want it so.
    """
    looks = STYLESHEET.read_bytes() + "".join(SCRIPTS.values()).encode()
    digest = hashlib.sha256(html.encode() + looks).digest()[:16]
    with _no_collector():
        drawn: bytes = _lay_out(html).write_pdf(
            pdf_variant=VARIANT, pdf_identifier=digest, uncompressed_pdf=True
        )
        return tidy(drawn)


def count(html: str) -> int:
    """How many pages the same PDF has: laid out, but neither written nor tagged."""
    with _no_collector():
        return len(_lay_out(html).pages)


def warm() -> None:
    """Make what is made once, stylesheet and fonts, before the first paper is asked for."""
    draw('<html lang="en"><title>x</title><p>x <b>x</b> <i>x</i> ☐ → 1</p></html>')


def _lay_out(html: str) -> Any:
    style, scripts, font_config, fetcher = _press()
    opening = _OPENING.search(html)
    tag, direction = opening.groups() if opening else ("", "")
    if direction == "ltr":
        html = _ISOLATED.sub(r"\1", html)
    looks = [style, scripts[tag]] if tag in scripts else [style]
    page = HTML(string=html, base_url=FOLDER.as_uri() + "/", url_fetcher=fetcher)
    return page.render(stylesheets=looks, font_config=font_config, pdf_variant=VARIANT)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without Python's garbage collector, which takes a twelfth of the time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _press() -> tuple[CSS, Mapping[str, CSS], FontConfiguration, OwnFiles]:
    """The stylesheets, the fonts and the fetcher, made once in a process."""
    fonts.configure()
    fetcher = OwnFiles(FOLDER)
    font_config = FontConfiguration()
    style = CSS(filename=STYLESHEET, font_config=font_config, url_fetcher=fetcher)
    scripts = {
        tag: CSS(string=script, font_config=font_config, url_fetcher=fetcher)
        for tag, script in SCRIPTS.items()
    }
    return style, scripts, font_config, fetcher


def _script_of(language: Language) -> str:
    """The style by which a language of another script differs: its font, and room for it."""
    return (
        f':root {{ font-family: "{language.paper}", "Noto Sans", sans-serif }}'
        f"* {{ line-height: {language.line} }}"
    )


SCRIPTS = {language.tag: _script_of(language) for language in LANGUAGES if language.paper}
_OPENING = re.compile(r'<html lang="([^"]+)"(?: dir="(ltr|rtl)")?')
_ISOLATED = re.compile(r'<bdi dir="ltr">([^<]*)</bdi>')
"""What needs no isolation where all runs from left to right; a box the less to lay out."""
