"""A language that marks every sentence shows whatever escaped extraction: pages, papers, check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from portal import languages
from portal.cli import main
from portal.languages import BY_TAG, Voice
from portal.packet.documents import BY_ID, documents_for
from portal.pdf.typeset import markup
from portal.service.contents_of import CONTENTS, next_steps
from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app, locale
from tests.pdf import samples
from tests.web.conftest import Clock, StrictClient
from tests.web.reading import Piece, every_page, pieces

OPEN, CLOSE = "⟦", "⟧"
OURS = re.compile(r"\bFresh Page\b|\bPDF\b")
"""The name of the portal and of a kind of file: the same in every language."""


class Marking(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"{OPEN}{one if count == 1 else many}{CLOSE}"


PSEUDO = Voice(BY_TAG["es"], Marking(), BY_TAG["es"].locale)


def escaped(found: list[Piece]) -> Iterator[str]:
    """Letters that no sentence holds: neither said by the voice, nor English on purpose."""
    depth = 0
    for piece in found:
        outside = ""
        for sign in piece.text:
            depth += (sign == OPEN) - (sign == CLOSE)
            outside += sign if depth == 0 and sign != CLOSE else " "
        said = " ".join(outside.split())
        if re.search(r"[^\W\d_]{2}", OURS.sub("", said)) and not piece.english:
            yield said


@pytest.fixture
def marked_app(
    settings: Settings, sqlite_store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Flask:
    monkeypatch.setattr(locale, "voices", lambda: (languages.voice("en"), PSEUDO))
    app = create_app(settings, sqlite_store, clock)
    app.test_client_class = StrictClient
    return app


def test_every_letter_of_every_page_is_of_a_sentence_or_is_english_on_purpose(
    marked_app: Flask,
) -> None:
    left = {name: list(escaped(pieces(html))) for name, html in every_page(marked_app, "es")}
    assert len(left) > 60
    assert {name: texts for name, texts in left.items() if texts} == {}


def test_every_letter_of_the_papers_for_a_person_is_of_a_sentence() -> None:
    packet = samples.packet(3)
    left: dict[str, list[str]] = {}
    for document in documents_for(packet):
        if document.english:
            continue
        if document.id == "next-steps":
            contexts = [{**next_steps(packet, {"motion": 2}, frozenset()), "density": "roomy"}]
        else:
            contexts = [dict(sheet.context) for sheet in CONTENTS[document.id](packet)]
        for context in contexts:
            paper = markup(
                BY_ID[document.id].template,
                PSEUDO,
                packet=packet,
                document=document,
                ids=frozenset(),
                **context,
            )
            left.setdefault(document.id, []).extend(escaped(pieces(paper)))
    assert left.keys() >= {"next-steps", "guide", "reasons", "record"}
    assert {id: texts for id, texts in left.items() if texts} == {}


def test_the_command_to_check_says_its_sentences_in_the_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = Path(__file__).parents[1] / "law" / "plain_document.json"
    english = json.loads(CliRunner().invoke(main, ["check", str(document)]).stdout)
    monkeypatch.setattr(languages, "voice", lambda tag: PSEUDO)
    told = CliRunner().invoke(main, ["check", str(document), "--lang", "es"])
    found = dict(sentences(json.loads(told.stdout)))
    spoken = {path: text for path, text in sentences(english) if text.endswith(".")}
    assert len(spoken) > 5
    assert {path: found[path] for path in spoken if not found[path].startswith(OPEN)} == {}


def sentences(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of several words in a document, with its place."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from sentences(inner, f"{path}.{key}")
        case list():
            for at, inner in enumerate(value):
                yield from sentences(inner, f"{path}[{at}]")
        case str() if len(value.split()) > 3:
            yield path, value


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (f"<p>{OPEN}All said{CLOSE}</p>", []),
        (f"<p>{OPEN}Case <bdi>12</bdi> of{CLOSE} here</p>", ["here"]),
        ("<p>Forgotten</p>", ["Forgotten"]),
        ('<p lang="en">On purpose</p><bdi>Cook</bdi>', []),
        ('<nav aria-label="Forgotten"></nav>', ["Forgotten"]),
        ("<script>let it = 1</script><p>1 2 3 –</p>", []),
    ],
)
def test_what_escaped_is_found(html: str, left: list[str]) -> None:
    assert list(escaped(pieces(f"<html>{html}</html>"))) == left
