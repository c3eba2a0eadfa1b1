"""Bad input of every sort: said beside its field and on top, in the visit's language, and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient

from portal.interview.answers import Raw
from portal.web.journey import code_of
from tests.interview.journeys import NO_PAPER, chosen
from tests.web.conftest import Clock
from tests.web.steps import send
from tests.web.wizard import AT_COOK, COOK, DAY, FILER, Person, plain

ALL = {**NO_PAPER, **COOK, **FILER, "paper": "no"}


def on(month: str, day: str, year: str, **more: str) -> Raw:
    return {"month": month, "day": day, "year": year, **more}


SECRET = "123-45-6789"
WHEN, GRAMS, COUNTY = "a-1.judged", "a-1.grams", "a.county"
BAD: Mapping[str, tuple[str, Raw, str, str]] = {
    "31 February": (WHEN, on("2", "31", "2014"), "day", "That month has no day 31"),
    "29 February": (WHEN, on("Feb", "29", "2013"), "day", "That month has no day 29"),
    "no such month": (WHEN, on("13", "1", "2014"), "month", "Type the month as a number from 1"),
    "day 0": (WHEN, on("1", "0", "2014"), "day", "Type the day as a number from 1 to 31"),
    "a minus": (WHEN, on("1", "-1", "2014"), "day", "Type the day as a number from 1 to 31"),
    "two digits": (WHEN, on("5", "3", "14"), "year", "Type all four digits of the year"),
    "tomorrow": (WHEN, on("11", "25", "2026"), "year", "This date has not come yet"),
    "far ahead": (WHEN, on("", "", "9999"), "year", "This date has not come yet"),
    "long ago": (WHEN, on("", "", "0001"), "year", "Type a year from"),
    "words": (WHEN, on("soon", "x", "y"), "year", "Type all four digits of the year"),
    "date and unsure": (WHEN, on("", "", "2014", unsure="yes"), "unsure", "not both"),
    "no date": (WHEN, on("", "", ""), "year", "Type at least the year"),
    "letters for grams": (GRAMS, {"amount": "abc", "unit": "grams"}, "amount", "Type one number"),
    "no unit": (GRAMS, {"amount": "20", "unit": ""}, "unit", "Choose grams, ounces"),
    "a range": (GRAMS, {"amount": "10-30", "unit": "grams"}, "amount", "Type one number"),
    "below zero": (GRAMS, {"amount": "-1", "unit": "grams"}, "amount", "Type one number"),
    "emoji for grams": (GRAMS, {"amount": "😀", "unit": "grams"}, "amount", "Type one number"),
    "right to left": (
        GRAMS,
        {"amount": "\u202e20\u2066 x", "unit": ""},
        "amount",
        "Type one number",
    ),
    "a misspelled county": (COUNTY, {"county": "Cok"}, "county", "Did you mean Cook"),
    "a city": (COUNTY, {"county": "Chicago"}, "county", "Did you mean Cook"),
    "markup": (COUNTY, {"county": "<b>"}, "county", "We do not know that county"),
    "no choice": ("a-1.ended", {}, "answer", "Choose one of the answers"),
    "another choice": ("a-1.ended", chosen("hack"), "answer", "Choose one of the answers"),
    "no name": ("me.name", {"name": " "}, "name", "Type your full name"),
    "Cyrillic": ("me.name", {"name": "Олена"}, "name", "English letters"),
    "a pasted essay": ("me.explanation", {"text": "word " * 3_500}, "text", "too long"),
    "emoji on paper": ("me.explanation", {"text": "no 😀"}, "text", "cannot show this: 😀"),
    "a secret number": ("me.explanation", {"text": SECRET}, "text", "Social Security"),
    "a short ZIP": (
        "me.address",
        {"street": "1 Elm", "city": "X", "state": "IL", "zip": "606"},
        "zip",
        "5 digits",
    ),
    "a short number": ("me.phone", {"phone": "555 0100"}, "phone", "Type 10 digits"),
    "no mail": ("me.email", {"email": "a@b"}, "email", "Type an email address"),
    "a case in words": ("a.case-number", {"text": "drug case"}, "text", "Type one case number"),
}


@pytest.fixture
def done(client: FlaskClient) -> Person:
    person = Person(client, ALL, device="own")
    person.answer_all()
    person.make("Cook")
    return person


def words_of(html: str, pattern: str) -> list[str]:
    found = re.findall(pattern, html, re.DOTALL)
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", one))).strip() for one in found]


def shown_in(html: str, field: str) -> str:
    """What stands in a field: typed into a line or lines, or chosen from a list."""
    line = re.search(rf'<input type="text" id="{field}"[^>]*? value="([^"]*)"', html, re.DOTALL)
    lines = re.search(rf'<textarea id="{field}".*?>\n(.*?)</textarea>', html, re.DOTALL)
    found = line or lines
    return unescape(found[1]) if found else ""


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_refused_field_says_what_to_type_beside_it_and_in_a_summary_that_leads_to_it(
    done: Person, lang: str
) -> None:
    if done.client.get(f"/{lang}/").status_code == 404:
        pytest.skip(f"{lang} is not installed")
    good = done.answers.raw
    for name, (key, raw, field, says) in BAD.items():
        address = f"/{lang}/p/{code_of(key)}?r=1"
        sent = done.client.post(address, data={**raw, "csrf_token": done.token})
        assert sent.headers["Location"].removesuffix("&w=none") == address, name
        html = done.client.get(sent.headers["Location"]).text
        assert re.search(r"<title>Error:? ", html), name
        ((target, told),) = re.findall(r'<li><a href="#([^"]+)">(.*?)</a></li>', html, re.DOTALL)
        assert target == field, name
        assert f'id="{field}"' in html, name
        (beside,) = words_of(html, rf'<span class="says" id="{field}-says">(.*?)</span>\s*<')
        summary = words_of(f"<a>{told}</a>", r"<a>(.*?)</a>")[0]
        assert summary in beside, name
        if field not in ("unsure", "answer"):  # of boxes the group is described
            described = rf'id="{field}"[^>]*aria-describedby="[^"]*\b{field}-says"'
            assert re.search(described, html), name
        if lang == "en":
            assert says in summary, (name, summary)
        elif says:
            assert says not in summary, (name, summary)
        for part in ("month", "day", "year", "amount", "county", "name", "text", "street", "phone"):
            if part in raw:
                kept = raw[part].strip().replace(SECRET, "▓▓▓")
                assert shown_in(html, part).strip() == kept, name
        done.send(f"p/{code_of(key)}", good[key])
    assert done.client.get(f"/{lang}/check/{AT_COOK}").status_code == 200, (
        "nothing else was touched"
    )


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("size", [20_001, 300_000])
def test_two_hundred_pages_of_text_get_a_calm_page_and_cost_no_answer(
    done: Person, lang: str, size: int
) -> None:
    address = f"/{lang}/p/{code_of('me.explanation')}"
    if done.client.get(f"/{lang}/").status_code == 404:
        pytest.skip(f"{lang} is not installed")
    page = done.client.post(address, data={"text": "x" * size, "csrf_token": done.token})
    assert page.status_code == 413
    assert f'<html lang="{lang}"' in page.text
    assert f'class="go" href="{address}"' in page.text
    assert "I could not rent a home." in plain(done.get(f"check/{AT_COOK}").text)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_wrong_code_a_stale_tab_and_an_ended_visit_have_pages_of_their_own(
    done: Person, clock: Clock, lang: str
) -> None:
    if done.client.get(f"/{lang}/").status_code == 404:
        pytest.skip(f"{lang} is not installed")
    client, where = done.client, f"/{lang}/p/{code_of(COUNTY)}"
    wrong = client.post(f"/{lang}/back", data={"code": "1234", "csrf_token": done.token})
    assert wrong.status_code == 422
    stale = client.post(where, data={"county": "will", "csrf_token": "of another visit"})
    assert stale.status_code == 400
    clock.pass_(timedelta(hours=5))
    late = client.post(where, data={"county": "will", "csrf_token": done.token})
    assert late.headers["Location"] == f"/{lang}/ended"
    ended = client.get(f"/{lang}/ended")
    for page in (wrong, stale, ended):
        assert f'<html lang="{lang}"' in page.text
        assert page.text.count("<h1") == 1
    assert len({plain(page.text) for page in (wrong, stale, ended)}) == 3
    back = send(client, f"/{lang}/back", code=done.code, device="shared")
    assert back.headers["Location"] == f"/{lang}/overview"
    assert client.get(f"/{lang}/check/{AT_COOK}").status_code == 200
    assert DAY.year == clock().year
