"""What a person typed is text on every paper: whole, unclipped, and never markup or a template."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from portal.web.journey import code_of
from tests.interview.journeys import Told
from tests.web.wizard import AT_COOK, COOK, FILER, Person

MARKUP = "<b>X</b> <script>alert(1)</script> & \"q\" 'a' {{7*7}} {% raw %} %(x)s %s \\ &lt;"
BIDI = "left \u202eto\u2066 right \u200fonly"
WIDE = "W" * 4_999


def told(odd: str) -> Told:
    return {
        **COOK,
        **FILER,
        "charge-line": {"text": f"720-550/4-C M A POSSESSION OF CANNABIS 10-30 GRAMS {odd[:900]}"},
        "name": {"name": "Wilhelmina " * 8 + "W."},
        "other-names": {"name": "\n".join(f"Wolfeschlegelsteinhausen {at}." for at in "abcdefghi")},
        "race": {"text": odd[:20]},
        "gender": {"text": odd[:20]},
        "address": {"street": odd[:90], "city": odd[:50], "state": "IL", "zip": "60601"},
        "agency": {"text": odd[:160]},
        "case-number": {"text": "2014-CM-" + "0" * 32},
        "explanation": {"text": odd},
        "refer-tell": "name\nbirthday\ncases",
        "refer-to": "states-attorney\nlegal-aid",
    }


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(pdf: bytes) -> str:
    return bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def test_a_name_stands_on_the_motion_with_its_own_apostrophes_quotes_and_dashes(
    client: FlaskClient,
) -> None:
    names = 'D’Angelo “Dee” Smith\nAnn "Annie" N´Diaye—Jones'
    typed: Told = {"name": {"name": "O’Brien–García Jr., III"}, "other-names": {"name": names}}
    person = Person(client, {**COOK, **FILER, **typed})
    person.answer_all()
    assert person.make("Cook") == f"/en/check/{AT_COOK}"
    assert person.check("Cook").status_code == 200
    said = words(person.get(f"papers/{AT_COOK}/2.pdf").data)
    assert "MOTION" in said.upper()
    for name in ("O’Brien–García Jr., III", *names.split("\n")):
        assert bare(name) in said


@pytest.mark.slow
@pytest.mark.parametrize("odd", [MARKUP, BIDI, WIDE], ids=["markup", "bidi", "wide"])
def test_hostile_text_in_every_field_is_whole_and_only_text_on_every_paper(
    client: FlaskClient, odd: str
) -> None:
    person = Person(client, told(odd))
    person.answer_all()
    assert person.make("Cook") == f"/en/check/{AT_COOK}"
    assert person.check("Cook").status_code == 200
    everything = person.get(f"papers/{AT_COOK}/all.pdf")
    assert everything.mimetype == "application/pdf"
    said = words(everything.data)
    seen = re.sub("[\u202e\u2066\u200f]", "", odd)
    if odd != WIDE:  # which other words stand between, line by line, is told by the next test
        assert bare(seen) in said
    assert said.count("W") >= odd.count("W")
    assert bare("Wilhelmina " * 8) in said
    for name in "abcdefghi":
        assert f"Wolfeschlegelsteinhausen{name}." in said
    assert "CM-" + "0" * 32 in said
    assert not set(said) & set("\u202e\u2066\u200f\ufffd")
    if odd == MARKUP:
        assert "49" not in said.partition("{{7*7}}")[0][-20:]
        assert b"/JavaScript" not in everything.data


@pytest.mark.slow
def test_a_text_of_a_hundred_kilobytes_is_refused_at_its_field_or_at_the_door(
    client: FlaskClient,
) -> None:
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.make("Cook")
    address = f"p/{code_of('me.explanation')}"
    assert person.send(address, {"text": "x" * 100_000}).status_code == 413
    assert person.send(address, {"text": "x" * 20_000}).headers["Location"].endswith(address)
    assert "too long" in person.get(address).text
    assert person.get(f"check/{AT_COOK}").headers["Location"].endswith(address)
