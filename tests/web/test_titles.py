"""What a computer keeps in its history and among its downloads: no title and no name tells."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.say import say
from portal.web.errors import MISHAPS
from portal.web.journey import code_of
from portal.web.locale import voices
from portal.web.press import TEMPLATES
from tests.web.routes import READING, ROUTES, address_of
from tests.web.telling import TELLING
from tests.web.test_papers import FULL, ready

TAGS = [voice.tag for voice in voices()]
TITLE = re.compile(r"{% block title %}(.*?){% endblock %}", re.DOTALL)


def test_each_language_has_its_list_of_telling_words() -> None:
    assert sorted(TELLING) == sorted(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_no_page_of_a_whole_journey_tells_in_its_title_or_address(
    client: FlaskClient, tag: str
) -> None:
    person = ready(client, FULL)
    steps = [f"p/{code_of(key)}" for key in person.answers.raw]
    pages = [address_of(name).removeprefix("/en/") for name in READING]
    titled = {}
    for page in (*pages, *steps, "nowhere"):
        answer = client.get(f"/{tag}/{page}")
        found = (
            re.search(r"<title>(.*?)</title>", answer.text) if _is_page(answer.mimetype) else None
        )
        if found:
            titled[page] = unescape(found[1])
    assert len(titled) > 50
    for page, title in titled.items():
        assert not TELLING[tag].search(title), (page, title)
        assert not TELLING[tag].search(page), page


def _is_page(kind: str) -> bool:
    return kind == "text/html"


@pytest.mark.parametrize("tag", TAGS)
def test_no_title_in_a_template_tells_on_pages_that_are_seldom_seen_either(tag: str) -> None:
    (voice,) = (voice for voice in voices() if voice.tag == tag)
    titles = [said for file in _pages() for said in _sentences(file)]
    assert len(titles) > 20
    shown = [voice.text(say(said)) for said in titles if "%(" not in said]
    shown += [voice.text(mishap.title) for mishap in MISHAPS.values()]
    assert not [title for title in shown if TELLING[tag].search(title)]


def _pages() -> list[Path]:
    return sorted(TEMPLATES.glob("*.html"))


def _sentences(file: Path) -> list[str]:
    return [
        said
        for title in TITLE.findall(file.read_text(encoding="utf-8"))
        for said in re.findall(r'_\("(.*?)"', title)
    ]


def test_no_address_of_the_portal_tells() -> None:
    rules = [route.rule for route in ROUTES.values()]
    addresses = [rule for rule in rules if not rule.startswith("/api/")]  # for other tools
    assert not [rule for rule in addresses if TELLING["en"].search(rule)]


@pytest.mark.parametrize("save", ["", "?save=1"])
@pytest.mark.parametrize("paper", ["all", "1", "2"])
def test_no_file_name_tells(app: Flask, client: FlaskClient, paper: str, save: str) -> None:
    ready(client, FULL)
    place = address_of("papers.papers")
    said = client.get(f"{place}/{paper}.pdf{save}").headers["Content-Disposition"]
    kind = "attachment" if save else "inline"
    assert re.fullmatch(rf'{kind}; filename="fresh-page-[0-9a-z]{{6}}(-\d)?\.pdf"', said)
