"""A template of the packet and what it needs become HTML that is whole by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from portal.languages import Voice
from portal.pdf import fonts, measure
from portal.pdf.breaks import keep_together
from portal.say import Hole, Msg, Span

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "packet"
STYLESHEET = FOLDER / "packet.css"

MOST_CHARACTERS = 400_000
"""Of one document's HTML: six times the largest sensible one. More only keeps the machine busy."""
MOST_IN_A_FIELD = 2_000
"""Characters in one box; the forms of the portal allow far fewer."""


class TooLarge(RuntimeError):
    """A paper is beyond what a person could have asked for: in letters, time or memory."""


def markup(template: str, voice: Voice, **context: object) -> str:
    """The document ``templates/packet/<template>`` as HTML in the voice's language.

    Raises ``TooLarge`` for absurd sizes and Jinja's errors for a template that lacks something.
    """
    text = _environment(voice).get_template(template).render(context)
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(f"{template}: {len(text)} characters")
    return keep_together(text, voice.tag)


def main_part(html: str) -> Markup:
    """What a document says, without its frame and its running head and foot."""
    _, begin, rest = html.partition("<main>")
    main, end, _ = rest.rpartition("</main>")
    if not (begin and end):
        raise ValueError("a document without a main part")
    return Markup(main)  # noqa: S704 - rendered and escaped by our own templates


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
