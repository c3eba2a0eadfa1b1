"""A template and what it needs become one tagged PDF, drawn with our own files and nothing else."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.languages import Voice
from portal.pdf import fonts, measure
from portal.pdf.tidy import tidy
from portal.say import Hole, Msg, Span

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "packet"
STYLESHEET = FOLDER / "packet.css"

MOST_CHARACTERS = 400_000
"""Of one document's HTML: six times the largest sensible one. More only keeps the machine busy."""
MOST_IN_A_FIELD = 2_000
"""Characters in one box; the forms of the portal allow far fewer."""

# Pango and fontconfig are not safe to share between threads, and the GIL lets only one draw anyway.
_DRAWING = Lock()


class TooLarge(RuntimeError):
    """What should be typeset is beyond any paper a person could have asked for."""


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


def typeset(template: str, voice: Voice, **context: object) -> bytes:
    """The document ``templates/packet/<template>`` as a PDF/UA-1 file in the voice's language.

    The same input gives the same bytes. Raises ``TooLarge`` for absurd sizes and Jinja's errors for
    a template that lacks something.
    """
    return draw(markup(template, voice, **context))


def markup(template: str, voice: Voice, **context: object) -> str:
    """The same document as HTML that is whole by itself. Raises ``TooLarge``."""
    text = _environment(voice).get_template(template).render(context)
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(f"{template}: {len(text)} characters")
    return text


def draw(html: str) -> bytes:
    """HTML as a PDF/UA-1 file. Addresses in it are opened only where they are files of our own."""
    with _DRAWING, _no_collector():
        style, font_config, fetcher = _press()
        digest = hashlib.sha256(html.encode() + STYLESHEET.read_bytes()).digest()[:16]
        page = HTML(string=html, base_url=FOLDER.as_uri() + "/", url_fetcher=fetcher)
        drawn: bytes = page.write_pdf(
            stylesheets=[style],
            font_config=font_config,
            pdf_variant="pdf/ua-1",
            pdf_identifier=digest,
        )
    return tidy(drawn)


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
def _press() -> tuple[CSS, FontConfiguration, OwnFiles]:
    """The stylesheet, the fonts and the fetcher, made once in a process."""
    fetcher = OwnFiles(FOLDER, fonts.configure())
    font_config = FontConfiguration()
    style = CSS(filename=STYLESHEET, font_config=font_config, url_fetcher=fetcher)
    return style, font_config, fetcher


@cache
def _environment(voice: Voice) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        _=_speaker(voice),
        fit=_fit,
        lang=voice.tag,
        dir=voice.dir,
        unreviewed=not voice.is_checked,
        page_here=Markup('<span class="n-page"></span>'),
        page_last=Markup('<span class="n-pages"></span>'),
    )
    environment.filters.update(
        day=voice.day,
        span=voice.span,
        amount=voice.number,
        figure=_figure,
        postal=_postal,
        site=_site,
        verbatim=_verbatim,
        drawable=drawable,
    )
    return environment


def _speaker(voice: Voice) -> Callable[..., Markup]:
    def say_it(text: str | Msg, **holes: Hole) -> Markup:
        return voice.html(text if isinstance(text, Msg) else Msg(text, tuple(holes.items())))

    return say_it


def drawable(text: str) -> str:
    """``text``, or nothing where our fonts lack one of its letters: a line to fill in by hand is
    honest on a court paper, a row of empty squares is not."""
    return "" if fonts.lacking(text) else text


def _fit(text: str, ems: float, lines: int) -> str:
    if len(text) > MOST_IN_A_FIELD:
        raise TooLarge(f"{len(text)} characters for one box")
    return measure.fit(text, ems, lines)


def _figure(number: int | None) -> str:
    """A whole number for a court paper; nothing where it is not known."""
    return "" if number is None else str(number)


def _postal(office: Any) -> str:
    """An office's address on one line."""
    lines = (*office.address, office.city)
    return ", ".join(lines) + (f", IL {office.zip}" if office.zip else ", IL")


def _site(address: str) -> str:
    """A web address as it is printed: without what a browser fills in by itself."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")


def _verbatim(value: str | int | Decimal | date | Span) -> Markup:
    """A value as it is: apart from the direction of the text around it."""
    text = str(value)
    if not text:
        return Markup("")
    direction = Markup(' dir="ltr"') if text.isascii() else Markup("")
    return Markup("<bdi{}>{}</bdi>").format(direction, escape(text))
