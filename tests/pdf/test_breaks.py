"""What is read as one stands on one line of a paper."""

from __future__ import annotations

import re

import pytest

from portal.languages import voice
from portal.pdf.breaks import keep_together
from portal.service.papers import make
from tests.pdf import samples
from tests.pdf.reading import text_of


@pytest.mark.parametrize("text", ["720 ILCS 550/4", "20 ILCS 2630/5.2(i)(6)", "720\nILCS\n550/4"])
@pytest.mark.parametrize("lang", ["en", "pl"])
def test_a_citation_is_one_piece(text: str, lang: str) -> None:
    kept = keep_together(f"<p>It is under {text}.</p>", lang)
    assert kept == "<p>It is under " + "\u00a0".join(text.split()) + ".</p>"


def test_a_polish_word_of_one_letter_keeps_to_the_word_after_it() -> None:
    polish = '<a href="x">Sprawa</a> (i wyrok) w <bdi>Cook</bdi>, <b>O</b> tym z a „w sądzie”.'
    kept = keep_together(polish, "pl")
    assert kept.replace("\u00a0", " ") == polish
    assert re.findall(r"\w\u00a0", kept) == ["i\u00a0", "w\u00a0", "z\u00a0", "a\u00a0", "w\u00a0"]
    assert keep_together(polish, "es") == polish


def test_no_line_of_a_polish_guide_ends_with_a_word_of_one_letter() -> None:
    lines = text_of(make(samples.packet(3), "guide", voice("pl"), {})).splitlines()
    assert len(lines) > 90
    assert not [line for line in lines if re.search(r"(?:^|[\s(])[aiouwz]$", line)]
