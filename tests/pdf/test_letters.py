"""What a screen reader gets of letters that are joined, marked or drawn as one."""

from __future__ import annotations

import unicodedata
from collections import Counter
from io import BytesIO

import pytest
from pikepdf import Pdf

from portal.pdf import cmap
from portal.pdf.box import BOX
from tests.pdf.reading import problems, text_of

FIRST_WITH_A_MARK = "أولاً سطرًا لا يُقدَّم إلّا"
"""The ligature lam-alef stands first with a mark over it, and later without one."""


def drawn(words: str, tag: str = "ar") -> bytes:
    html = f'<html lang="{tag}" dir="rtl"><title>x</title><h1>{words}</h1></html>'
    return BOX.draw(html).result()


def test_a_mark_is_read_as_a_mark_and_a_ligature_as_its_letters() -> None:
    pdf = drawn(FIRST_WITH_A_MARK)
    read = unicodedata.normalize("NFC", text_of(pdf))
    said = unicodedata.normalize("NFC", FIRST_WITH_A_MARK)
    hidden = {chr(code) for code in (0x202A, 0x202B, 0x202C)}
    letters = Counter(letter for letter in read if not letter.isspace() and letter not in hidden)
    assert letters == Counter(said.replace(" ", ""))
    assert problems(pdf) == problems(pdf, "warning") == []


@pytest.mark.parametrize("words", ["قضية", FIRST_WITH_A_MARK])
def test_no_glyph_is_silent_and_no_mark_speaks_for_the_letter_below_it(words: str) -> None:
    with Pdf.open(BytesIO(drawn(words))) as opened:
        fonts = [font for page in opened.pages for font in page.obj.Resources.Font.values()]
        said = [
            bytes.fromhex(text.decode()).decode("utf-16-be")
            for font in fonts
            for text in cmap.listed(font.ToUnicode.read_bytes()).values()
        ]
    assert all(said)
    for text in said:
        marks = sum(bool(unicodedata.combining(letter)) for letter in text)
        assert marks in (0, len(text)), text
