"""How a voice says days and numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.languages import LANGUAGES, voice


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES if not language.rtl])
def test_amounts_are_written_as_in_the_united_states(tag: str) -> None:
    """Spain writes "5.000 gramos" for five thousand; here that is read as five."""
    said = voice(tag)
    assert (said.number(Decimal("28.35")), said.number(5000)) == ("28.35", "5,000")


def test_spanish_says_the_month_as_a_word() -> None:
    assert voice("es").day(date(2019, 6, 25)) == "25 de junio de 2019"
