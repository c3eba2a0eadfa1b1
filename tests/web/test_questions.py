"""One question a page: what was typed is kept, what was wrong is said, nothing counts twice."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from portal.interview.answers import Answers
from portal.service.entrance import open_visit
from portal.service.visit import Visit
from portal.store.db import Store
from portal.web.journey import code_of
from tests.web.conftest import Clock
from tests.web.steps import send, token_of
from tests.web.wizard import AT_COOK, COOK, FILER, Person, plain

WHERE, COUNTY, HAPPENED = (code_of(key) for key in ("a.where", "a.county", "a-1.offense-date"))
WHERE_B, COUNTY_B = code_of("b.where"), code_of("b.county")


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client, {})


def ends_in(response: TestResponse, ending: str) -> bool:
    assert response.status_code == 303, response.status_code
    return response.headers["Location"].endswith(ending)


def version(store: Store) -> int:
    with store.unit(reading=True) as unit:
        found: int = unit.connection.execute(text("SELECT version FROM cases")).scalar_one()
        return found


def test_nothing_is_chosen_beforehand(person: Person) -> None:
    page = person.get(f"p/{WHERE}").text.partition("<main")[2]
    assert page.count('type="radio"') > 3
    assert "checked" not in page
    assert " required" not in page


def test_an_empty_form_is_answered_by_the_same_page_with_a_way_to_the_field(person: Person) -> None:
    assert ends_in(person.send(f"p/{WHERE}", {}), f"/p/{WHERE}")
    page = person.get(f"p/{WHERE}").text
    assert "<title>Error: " in page
    assert re.search(r'role="alert" tabindex="-1" autofocus', page)
    (target,) = re.findall(r'<li><a href="#([^"]+)">', page)
    assert f'id="{target}"' in page
    assert page.count("Choose one of the answers.") == 2


@pytest.mark.parametrize(
    "typed",
    [
        "Cok",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{7*7}}",
        "%(name)s %s",
        "' OR 1=1 --",
        "\u202e\u2066evil",
        "x" * 500,
    ],
)
def test_what_was_refused_is_shown_as_typed_and_never_becomes_markup(
    person: Person, typed: str
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    assert ends_in(person.send(f"p/{COUNTY}", {"county": typed}), f"/p/{COUNTY}")
    page = person.get(f"p/{COUNTY}").text
    value = re.search(r'name="county"[^>]*? value="([^"]*)"', page, re.DOTALL)
    assert value
    assert html.unescape(value[1]) == typed
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'aria-invalid="true"' in page
    assert re.search(r'aria-describedby="[^"]*county-says', page)


def test_continue_leads_on_and_back_leads_back_with_the_answer_kept(person: Person) -> None:
    assert ends_in(person.send(f"p/{WHERE}", {"answer": "illinois"}), f"/p/{COUNTY}")
    page = person.get(f"p/{COUNTY}").text
    assert re.search(rf'class="back"[^>]*><a href="/en/p/{WHERE}">', page)
    before = person.get(f"p/{WHERE}").text
    assert re.search(r'value="illinois" checked', before)


def test_change_leads_back_to_the_overview(person: Person) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    assert f'href="/en/p/{WHERE}?r=1"' in person.get("overview").text
    page = person.get(f"p/{WHERE}?r=1").text
    assert f'/en/p/{WHERE}?r=1" autocomplete="off"' in page
    assert 'class="back" aria-label="One page back"><a href="/en/overview">' in page
    assert ends_in(person.send(f"p/{WHERE}?r=1", {"answer": "federal"}), "/en/overview")
    assert "Federal court" in plain(person.get("overview").text)


def test_a_refused_change_stays_on_its_page_and_still_leads_back(person: Person) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    assert ends_in(person.send(f"p/{COUNTY}?r=1", {"county": "x"}), f"/p/{COUNTY}?r=1")
    assert ends_in(person.send(f"p/{COUNTY}?r=1", {"county": "cook"}), "/en/overview")


def test_save_and_stay_keeps_what_was_typed_and_the_time_begins_anew(
    person: Person, clock: Clock
) -> None:
    clock.pass_(timedelta(minutes=18))
    sent = person.send(f"p/{WHERE}", {"answer": "illinois", "then": "stay"})
    assert ends_in(sent, f"/p/{WHERE}")
    clock.pass_(timedelta(minutes=18))
    assert 'value="illinois" checked' in person.get(f"p/{WHERE}").text


def test_the_page_of_a_question_that_is_not_asked_leads_to_the_one_that_is(person: Person) -> None:
    assert ends_in(person.get(f"p/{HAPPENED}"), f"/p/{WHERE}")
    assert ends_in(person.send(f"p/{HAPPENED}", {"year": "", "seen": "none"}), f"/p/{WHERE}")
    assert ends_in(person.get("p/nonsense"), f"/p/{WHERE}")


def test_an_answer_after_the_time_is_up_is_told_so_and_the_rest_is_there_with_the_code(
    person: Person, clock: Clock
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    clock.pass_(timedelta(minutes=22))
    assert ends_in(person.send(f"p/{COUNTY}", {"county": "cook"}), "/en/ended")
    page = person.get("ended")
    assert "Nothing you saved is lost" in page.text
    back = send(person.client, "/en/back", code=person.code, device="shared")
    assert ends_in(back, "/en/overview")
    assert "Illinois" in plain(person.get("overview").text)
    assert ends_in(person.get("go"), f"/p/{COUNTY}")


def test_a_second_press_of_continue_changes_nothing(person: Person, sqlite_store: Store) -> None:
    first = person.send(f"p/{WHERE}", {"answer": "illinois", "seen": "none"})
    second = person.send(f"p/{WHERE}", {"answer": "illinois", "seen": "none"})
    assert first.headers["Location"] == second.headers["Location"]
    assert plain(person.get("overview").text).count("Illinois") == 1


def test_two_windows_on_one_question_are_told_and_the_person_chooses(person: Person) -> None:
    seen = re.search(r'name="seen" value="([^"]*)"', person.get(f"p/{WHERE}").text)
    assert seen
    person.send(f"p/{WHERE}", {"answer": "federal", "seen": seen[1]})
    clash = person.send(f"p/{WHERE}", {"answer": "illinois", "seen": seen[1]})
    assert clash.status_code == 409
    assert "Federal court" in plain(clash.text)
    assert "Illinois" in plain(clash.text)
    assert "Federal court" in plain(person.get("overview").text), "nothing was overwritten"
    now = re.search(r'name="seen" value="([^"]*)"', clash.text)
    assert now
    kept = person.send(f"p/{WHERE}", {"answer": "illinois", "seen": now[1]})
    assert ends_in(kept, f"/p/{COUNTY}")


def test_two_windows_on_two_questions_do_not_disturb_each_other(
    app: Flask, client: FlaskClient, person: Person
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois", "seen": "none"})
    other = app.test_client()
    send(other, "/en/back", code=person.code, device="own")
    token = token_of(other.get(f"/en/p/{COUNTY}").text)
    other.post(f"/en/p/{COUNTY}", data={"county": "cook", "seen": "none", "csrf_token": token})
    page = person.get(f"p/{WHERE}").text
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    person.send(f"p/{WHERE}", {"answer": "illinois", "seen": seen[1]})
    said = plain(person.get("overview").text)
    assert "Illinois" in said
    assert "Cook" in said


def test_the_code_does_not_get_into_an_answer_and_the_rest_of_it_is_kept(
    client: FlaskClient, sqlite_store: Store
) -> None:
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.make("Cook")
    where = f"p/{code_of('me.explanation')}"
    spaced = " ".join(person.code[at : at + 4] for at in range(0, 22, 4))
    typed = f"I need work. My code is {spaced}, my number 123-45-6789. Thank you."
    went = person.send(where, {"text": typed})
    assert ends_in(went, f"/{where}")
    page = person.get(where).text
    assert "This looked like your code" in plain(page)
    assert "I need work. My code is ▒▒▒, my number ▓▓▓. Thank you." in page
    kept = answers_of(client, sqlite_store).raw["me.explanation"]["text"]
    for secret in (person.code, spaced, spaced[:9], "123-45", "6789"):
        assert secret not in kept
        assert secret not in page
    # It is no answer until the marks are out.
    assert ends_in(person.get(f"check/{AT_COOK}"), f"/{where}")
    assert ends_in(person.send(where, {"text": "I need work. Thank you."}), f"/check/{AT_COOK}")


def answers_of(client: FlaskClient, store: Store) -> Answers:
    """The answers that are kept, opened with this browser's own cookie."""
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie
    visit = open_visit(store, cookie.value, Clock()())
    assert isinstance(visit, Visit)
    return Answers.from_json(visit.state)


def test_a_case_is_added_once_however_often_the_button_is_pressed(person: Person) -> None:
    page = person.get("overview").text
    made = re.search(r'/en/cases" autocomplete.*?name="made" value="(\d+)"', page, re.DOTALL)
    assert made
    for _ in range(3):
        assert ends_in(person.send("cases", {"made": made[1]}), f"/p/{WHERE_B}")
    assert plain(person.get("overview").text).count("Your case ") == 2


def test_a_case_is_taken_out_with_all_that_was_told_of_it_after_one_more_question(
    person: Person,
) -> None:
    person.send(f"p/{WHERE}", {"answer": "illinois"})
    person.send("cases", {"made": "1"})
    person.send(f"p/{WHERE_B}", {"answer": "federal"})
    assert 'href="/en/remove/b"' in person.get("overview").text
    page = person.get("remove/b")
    assert "Remove case 2?" in plain(page.text)
    assert "Federal court" in plain(person.get("overview").text), "looking took nothing out"
    for _ in range(2):
        assert ends_in(person.send("remove/b"), "/en/overview")
    said = plain(person.get("overview").text)
    assert "Federal" not in said
    assert "Illinois" in said


@pytest.mark.parametrize("subject", ["zz", "a-9", "~Cook", "me", "a-", "%00"])
def test_what_is_not_there_cannot_be_removed_or_added_to(
    person: Person, sqlite_store: Store, subject: str
) -> None:
    before = version(sqlite_store)
    assert ends_in(person.get(f"remove/{subject}"), "/en/overview")
    assert ends_in(person.send(f"remove/{subject}"), "/en/overview")
    assert ends_in(person.send(f"cases/{subject}", {"made": "1"}), "/en/overview")
    assert version(sqlite_store) == before


def test_on_a_shared_computer_no_form_lets_the_browser_remember(client: FlaskClient) -> None:
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.make("Cook")
    pages = [person.get(path).text for path in ("overview", "finish", f"p/{COUNTY}")]
    pages += [person.get(f"p/{code_of('me.birthday')}").text]
    assert 'name="year"' in pages[-1]
    forms = [form for page in pages for form in re.findall(r"<form[^>]*>", page)]
    assert len(forms) > 6
    written = [form for form in forms if 'class="leave"' not in form]
    assert all('autocomplete="off"' in form for form in written)
    tokens = {token for page in pages for token in re.findall(r'autocomplete="([^"]*)"', page)}
    assert tokens == {"off"}


def test_on_a_persons_own_device_their_browser_may_help_with_what_is_about_them(
    client: FlaskClient,
) -> None:
    person = Person(client, {**COOK, **FILER}, device="own")
    person.answer_all()
    person.make("Cook")
    page = person.get(f"p/{code_of('me.birthday')}").text
    assert re.findall(r'autocomplete="(bday-[a-z]+)"', page) == [
        "bday-month",
        "bday-day",
        "bday-year",
    ]
    assert '<form method="post" action="/en/p/' in page
    assert re.findall(r'autocomplete="([^"]*)"', person.get(f"p/{COUNTY}").text) == ["off"]


def test_a_shared_computer_does_not_spell_out_in_the_overview_who_the_person_is(
    client: FlaskClient,
) -> None:
    person = Person(client, {**COOK, **FILER})
    person.answer_all()
    person.make("Cook")
    said = plain(person.get("overview").text)
    assert "Not shown on a shared computer" in said
    send(client, "/en/device", device="own")
    assert "Not shown on a shared computer" not in plain(person.get("overview").text)
