"""How a voice says days and numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from gettext import NullTranslations

import pytest

from portal.languages import BY_TAG, LANGUAGES, Voice, voice


@pytest.mark.parametrize(
    ("tag", "grams", "thousands"),
    [
        ("en", "28.35", "5,000"),
        ("es", "28.35", "5,000"),  # as in the United States: Spain's "5.000" is read as five here
        ("pl", "28,35", "5\xa0000"),
        ("zh-Hans", "28.35", "5,000"),
        ("zh-Hant", "28.35", "5,000"),
        ("ar", "28.35", "5,000"),
        ("ru", "28,35", "5\xa0000"),
        ("hi", "28.35", "5,000"),
        ("vi", "28,35", "5.000"),
    ],
)
def test_amounts_are_written_in_the_habit_of_the_language(
    tag: str, grams: str, thousands: str
) -> None:
    said = Voice(BY_TAG[tag], NullTranslations(), BY_TAG[tag].locale)
    assert (said.number(Decimal("28.35")), said.number(5000)) == (grams, thousands)


def test_figures_are_those_of_the_court_papers_in_every_language() -> None:
    """The guide's numbers are compared with the paper's, so nobody has to read two kinds."""
    for language in LANGUAGES:
        said = Voice(language, NullTranslations(), language.locale)
        for text in (said.number(1234567890), said.day(date(2019, 6, 25))):
            figures = [letter for letter in text if letter.isdigit()]
            assert figures
            assert "".join(figures).isascii(), language.tag


def test_spanish_says_the_month_as_a_word() -> None:
    assert voice("es").day(date(2019, 6, 25)) == "25 de junio de 2019"
