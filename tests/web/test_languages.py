"""The language of a page: in its address, negotiated at the door, changed in place."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import LanguageAccept

from portal.languages import offered
from portal.web.locale import negotiate
from tests.web.conftest import Clock
from tests.web.steps import begin, note_code, send


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("pl-PL", "pl"),
        ("ar-EG,en;q=0.5", "ar"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hans"),  # the one we have
        ("zh", "zh-Hans"),
        ("tlh", "en"),
        ("", "en"),
        ("x" * 5000, "en"),
        ("../../etc/passwd", "en"),
    ],
)
def test_the_door_leads_to_the_language_the_browser_asks_for(
    client: FlaskClient, asked: str, given: str
) -> None:
    response = client.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response.headers["Location"]) == (303, f"/{given}/")


@pytest.mark.parametrize("tag", ["..", "%2e%2e", "xx", "EN", "C:aux", "e" * 5000, "en%00", "en;es"])
def test_only_our_languages_are_addresses(client: FlaskClient, tag: str) -> None:
    assert client.get(f"/{tag}/how").status_code in (400, 404)


@pytest.mark.parametrize("path", ["", "how", "help", "privacy", "about", "back", "start"])
def test_each_page_links_to_itself_in_each_language_by_its_own_name(
    client: FlaskClient, path: str
) -> None:
    html = client.get(f"/en/{path}").text
    assert '<html lang="en" dir="ltr">' in html
    assert re.search(
        rf'<a href="/es/{path}" lang="es" hreflang="es" dir="ltr">Español&nbsp;'
        r'<span lang="en" dir="ltr">\(Spanish\)</span></a>',
        html,
    )
    assert f'<a href="/en/{path}" lang="en" hreflang="en" dir="ltr" aria-current="true">' in html
    assert '<html lang="es" dir="ltr">' in client.get(f"/es/{path}").text


@pytest.mark.parametrize("tag", [language.tag for language in offered()])
def test_a_form_is_read_in_every_language(client: FlaskClient, tag: str) -> None:
    begin(client, lang=tag)
    assert client.get(note_code(client, tag)).status_code == 200


def test_changing_the_language_keeps_the_question_and_the_answers(client: FlaskClient) -> None:
    begin(client)
    here = note_code(client)
    there = here.replace("/en/", "/es/")
    assert f'href="{there}"' in client.get(here).text
    page = client.get(there)
    assert page.status_code == 200
    assert f'{there}" autocomplete="off"' in page.text


def test_nothing_a_visitor_sends_gets_into_a_language_link(client: FlaskClient) -> None:
    for query in ("next=//evil.example", "r=//evil.example", "r=\\\\evil", "lang=evil"):
        page = client.get(f"/en/how?{query}", headers={"Referer": "https://evil.example/"})
        assert "evil" not in page.text


def test_an_unknown_address_is_told_in_the_language_it_begins_with(client: FlaskClient) -> None:
    assert '<html lang="es"' in client.get("/es/nowhere").text
    assert '<html lang="en"' in client.get("/en/nowhere").text
    assert '<html lang="es"' in client.get("/no", headers={"Accept-Language": "es"}).text


def test_titles_and_addresses_name_nothing_a_watcher_should_know(app: Flask) -> None:
    telling = re.compile(
        r"cannabis|marij|weed|hemp|pot\b|expun|convict|condena|antecedent|court|corte|tribunal|"
        r"crim|felony|record|police|polic[ií]a|arrest",
        re.I,
    )
    client = app.test_client()
    begin(client)
    question = note_code(client)
    addresses = {rule.rule for rule in app.url_map.iter_rules()}
    assert not [one for one in addresses if telling.search(one)]
    for lang in ("en", "es"):
        paths = ["", "how", "help", "privacy", "about", "back", "overview", "finish", "erase"]
        paths += ["device", "done", "erased", "new-code", question.removeprefix("/en/")]
        titles = []
        for path in paths:
            title = re.search(r"<title>(.*?)</title>", client.get(f"/{lang}/{path}").text)
            assert title
            titles.append(title[1])
        assert not [one for one in titles if telling.search(one)]
        assert len(set(titles)) == len(titles), "two pages share a title"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("zh-HK", "zh-Hant"), ("zh-MO", "zh-Hant"), ("fil-PH", "tl"), ("yue", "zh-Hant")],
)
def test_a_browser_is_given_the_script_of_its_place(asked: str, given: str) -> None:
    accept = LanguageAccept([(asked, 1)])
    assert negotiate(accept, ("en", "zh-Hans", "zh-Hant", "tl")) == given


OFFERED = [language.tag for language in offered()]


@pytest.mark.parametrize("tag", OFFERED)
def test_the_language_can_be_changed_on_a_page_that_tells_a_mistake(
    client: FlaskClient, tag: str
) -> None:
    """What was typed and what is wrong with it stay, in the other language."""
    begin(client)
    here = note_code(client)
    wrong = send(client, here, answer="nonsense")
    page = client.get(wrong.headers["Location"])
    assert 'class="oops"' in page.text
    (link,) = re.findall(rf'<a href="([^"]+)" lang="{tag}" hreflang', page.text)
    there = client.get(unescape(link))
    assert there.status_code == 200
    assert f'<html lang="{tag}"' in there.text
    assert 'class="oops"' in there.text


@pytest.mark.parametrize("tag", OFFERED)
def test_the_language_can_be_changed_where_there_is_no_page(client: FlaskClient, tag: str) -> None:
    """A page that is not there leads to the first page of each language."""
    page = client.get("/es/nowhere").text
    assert re.search(rf'<a href="/{tag}/" lang="{tag}" hreflang', page)


@pytest.mark.parametrize("tag", OFFERED)
def test_the_language_outlasts_the_end_of_a_visit_and_the_way_back(
    client: FlaskClient, clock: Clock, tag: str
) -> None:
    code = begin(client, lang=tag)
    here = note_code(client, tag)
    clock.pass_(timedelta(hours=2))
    ended = client.get(here)
    assert ended.headers["Location"].startswith(f"/{tag}/")
    assert f'<html lang="{tag}"' in client.get(ended.headers["Location"]).text
    back = send(client, f"/{tag}/back", code=code, device="own")
    assert back.headers["Location"].startswith(f"/{tag}/")
    assert client.get(here).status_code == 200
    assert send(client, f"/{tag}/finish").headers.get("Location", f"/{tag}/").startswith(f"/{tag}/")


@pytest.mark.parametrize("tag", OFFERED)
def test_what_the_browser_asks_for_decides_the_first_address_only(
    client: FlaskClient, tag: str
) -> None:
    other = "pl" if tag != "pl" else "ar"
    page = client.get(f"/{tag}/how", headers={"Accept-Language": other})
    assert page.status_code == 200
    assert f'<html lang="{tag}"' in page.text
    begin(client, lang=tag)
    assert f"/{tag}/" in send(client, f"/{tag}/code").headers["Location"]
    went = client.get(f"/{tag}/go", headers={"Accept-Language": other})
    assert went.headers["Location"].startswith(f"/{tag}/")
