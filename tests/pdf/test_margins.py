"""No word of a paper stands in the margin, whichever way the language runs."""

from __future__ import annotations

import re

import pytest

from portal.languages import offered, voice
from portal.service.papers import make
from tests.pdf import samples
from tests.pdf.reading import text_of

LEFT, RIGHT = 50.0, 612.0 - 50.0
WORD = re.compile(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*)</word>')


@pytest.mark.parametrize("id", ["guide", "reasons", "record"])
@pytest.mark.parametrize("tag", [language.tag for language in offered()])
def test_every_word_stands_between_the_margins(tag: str, id: str) -> None:
    placed = WORD.findall(text_of(make(samples.packet(3), id, voice(tag), {}), "-bbox"))
    assert len(placed) > 100
    # A space at the end of a line may hang over, a letter not.
    out = [word for left, right, word in placed if float(left) < LEFT or float(right) > RIGHT + 1]
    assert out == []
