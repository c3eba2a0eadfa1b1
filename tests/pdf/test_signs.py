"""What the questions let through to a court paper, the fonts of the papers can draw."""

from __future__ import annotations

from datetime import date

import pytest

from portal.interview.kinds import Address, LongText, PersonName, Problem, Text
from portal.interview.typed import for_paper, is_latin, off_paper, one_line
from portal.languages import voice
from portal.pdf import fonts, lettering

DAY = date(2026, 11, 22)


def test_both_fonts_have_every_sign_that_is_let_through() -> None:
    every = (chr(point) for point in range(0x20, 0x30000) if not 0xD800 <= point < 0xE000)
    passed = {one for sign in every for one in for_paper(one_line(sign)) if is_latin(one)}
    drawn = "".join(sign for sign in passed if not off_paper(sign))
    assert len(drawn) > 900
    assert fonts.lacking(drawn) == ""
    assert lettering.lacking(drawn) == ""


@pytest.mark.parametrize("sign", ["😀", "👩\u200d👧", "✓", "→", "ɐ", "①", "٪"])
def test_a_sign_that_no_paper_shows_is_named_beside_its_field(sign: str) -> None:
    asked = {
        LongText(): {"text": f"I could not rent {sign} a home."},
        Text(): {"text": f"Police {sign}"},
        Address(): {"street": f"12 Elm {sign}", "city": "Chicago", "state": "IL", "zip": "60601"},
        PersonName(several=True): {"name": f"Ana\nAna {sign}"},
    }
    for kind, raw in asked.items():
        read = kind.read(raw, DAY)
        assert isinstance(read, Problem), kind.name
        assert read.field in raw
        assert sign[0] in voice("en").text(read.says)


def test_digits_of_any_script_and_the_colors_of_pictures_need_no_asking() -> None:
    assert Text().read({"text": "Route ٦٦"}, DAY) == "Route 66"
    assert LongText().read({"text": "We\u200d’re fine ™\ufe0f"}, DAY) == "We’re fine ™"
