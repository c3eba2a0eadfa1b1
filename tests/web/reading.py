"""What a page says, piece by piece, and what each piece stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from flask import Flask
from flask.testing import FlaskClient

from tests.web.access import states

_VOID: Final = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "option", "col"})
_UNSAID: Final = frozenset({"script", "style", "datalist", "textarea"})  # the last: as typed
_SAID_IN: Final = ("aria-label", "title", "alt", "placeholder", "data-says")


@dataclass(frozen=True, slots=True)
class Piece:
    """``english``: marked as English, or a value kept as it is. ``ltr``: it runs from left to
    right by itself, whatever the page does."""

    text: str
    english: bool
    ltr: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.pieces += [Piece(named[name] or "", False, True) for name in _SAID_IN if name in named]
        if tag not in _VOID:
            self.open.append((tag, named))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if tags & _UNSAID or not data.strip():
            return
        inner = self.open[1:]  # within <html>
        english = "bdi" in tags or any("lang" in named for _, named in inner)
        ltr = "bdi" in tags or any(named.get("dir") == "ltr" for _, named in inner)
        self.pieces.append(Piece(data, english, ltr))


def pieces(html: str) -> list[Piece]:
    """The texts of a page in order, those of attributes that are read out among them."""
    reader = _Reader()
    reader.feed(html)
    return reader.pieces


def every_page(app: Flask, lang: str) -> Iterator[tuple[str, str]]:
    """The name and the HTML of each state of each page, mistakes and mishaps among them."""
    client = app.test_client()
    for state in (*states.public_states(client, (lang,)), *states.mishaps(app, (lang,))):
        yield state.name, _html(client, lang, state)
    for state in states.first_steps(newcomer := app.test_client()):
        yield state.name, _html(newcomer, lang, state)
    person = states.all_told(app.test_client(), *states.EVERY_QUESTION)
    for each in (states.visit_states(person), states.questions(person), states.refusals(person)):
        for state in each:
            yield state.name, _html(person.client, lang, state)
    for state in states.warnings(person, (lang,)):
        yield state.name, _html(person.client, lang, state)


def _html(client: FlaskClient, lang: str, state: states.State) -> str:
    if state.html is not None:
        return state.html[lang]
    return client.get(f"/{lang}/{state.path}").text
