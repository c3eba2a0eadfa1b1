"""From right to left: nothing in the styles says left or right, and no number turns round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from portal.interview.questions import QUESTIONS
from portal.languages import offered, voice
from portal.pdf.typeset import markup
from portal.service.contents_of import CONTENTS
from tests.pdf import samples
from tests.web.reading import Piece, every_page, pieces

ROOT = Path(__file__).parents[2]
STYLES = (*sorted((ROOT / "static").glob("*.css")), ROOT / "templates" / "packet" / "packet.css")
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?<![-\w])(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
TURNS = re.compile(
    r"\d+ ILCS \d\S*|\b\d{2,4}[- ][A-Z]{2}[- ]\d+|\(\d{3}\) \d{3}-\d{4}|\S+@\S+\.\w+"
    r"|\b[a-z-]+\.(?:gov|org|com)\b|\d{4} \d{4} \d{4}|FP-\w+-\w+"
)
"""What reads in another order where the line runs from right to left."""
ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
RTL = [language.tag for language in offered() if language.rtl]


def loose(found: list[Piece]) -> list[str]:
    return [
        match[0]
        for piece in found
        if not piece.ltr
        for match in TURNS.finditer(ISOLATED.sub("", piece.text))
    ]


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_no_style_says_left_or_right(style: Path) -> None:
    assert PHYSICAL.findall(style.read_text(encoding="utf-8")) == []


def test_a_style_that_says_left_is_found() -> None:
    for css in ("margin-left: 1em", "left:0", "text-align: right", "border-top-left-radius: 2px"):
        assert PHYSICAL.search(f"a {{ {css} }}"), css
    for css in ("margin-inline-start: 1em", "inset-inline-start: 0", "text-align: start"):
        assert not PHYSICAL.search(f"a {{ {css} }}"), css


def test_phones_and_addresses_are_typed_from_left_to_right() -> None:
    fields = [field for question in QUESTIONS.values() for field in question.kind.fields]
    typed = [
        field for field in fields if field.inputmode in ("tel", "email") or field.name == "zip"
    ]
    assert len(typed) == 3
    assert all(field.latin for field in typed)


@pytest.mark.parametrize("tag", RTL)
def test_no_number_of_a_page_turns_round(app: Flask, tag: str) -> None:
    found = {name: loose(pieces(html)) for name, html in every_page(app, tag)}
    assert len(found) > 60
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("tag", RTL)
def test_the_code_is_typed_and_shown_from_left_to_right(app: Flask, tag: str) -> None:
    page = app.test_client().get(f"/{tag}/back").text
    assert re.search(r'<input[^>]*name="code"[^>]*dir="ltr"', page)
    assert f'<html lang="{tag}" dir="rtl">' in page


@pytest.mark.parametrize("tag", RTL)
@pytest.mark.parametrize("id", ["guide", "reasons", "record"])
def test_no_number_of_a_paper_turns_round(tag: str, id: str) -> None:
    from portal.packet.documents import BY_ID

    packet = samples.packet(3)
    for sheet in CONTENTS[id](packet):
        paper = markup(
            BY_ID[id].template,
            voice(tag),
            packet=packet,
            document=BY_ID[id],
            ids=frozenset(),
            **sheet.context,
        )
        assert loose(pieces(paper)) == []
        assert '<html lang="ar" dir="rtl">' in paper


def test_a_number_that_turns_round_is_found() -> None:
    page = "<html><p>انظر 720 ILCS 550/4 أو (312) 555-0100</p></html>"
    assert loose(pieces(page)) == ["720 ILCS 550/4", "(312) 555-0100"]
    assert loose(pieces(page.replace("720", '<bdi dir="ltr">720').replace("/4", "/4</bdi>"))) == [
        "(312) 555-0100"
    ]
