"""From results to papers: the gate, the check, each paper with what was typed, and none sooner."""

from __future__ import annotations

import os
import re
import signal
from html import unescape
from io import BytesIO
from typing import IO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from portal.pdf import box
from portal.pdf.work import Job, send
from portal.service.entrance import open_visit
from portal.service.packets import place_of
from portal.service.turns import Turns
from portal.service.visit import Visit
from portal.store.db import Store
from portal.web import papers
from portal.web.journey import code_of
from tests.interview.journeys import NO_PAPER, on
from tests.pdf.reading import spoken
from tests.web.conftest import Clock
from tests.web.wizard import AT_COOK, AT_WILL, COOK, FILER, Person, Told, back_of, plain

FULL: Told = {**COOK, **FILER}
WILL: Told = {
    **NO_PAPER,
    **FILER,
    "county": {"county": "will"},
    "grams": {"amount": "45 g"},
    "class": "felony-4",
    "case-number": {"text": "2015-CF-000777"},
    "agency": {"text": "Joliet Police Department"},
    "states-1a": "no",
    "states-1b": "yes",
}
GATE = f"/en/p/{code_of('me.gate')}"


def words(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", " ".join(pages))


def ready(client: FlaskClient, *told: Told, county: str = "Cook", device: str = "shared") -> Person:
    """Everything is answered and checked for one county."""
    person = Person(client, *told, device=device)
    person.answer_all()
    assert person.make(county) == f"/en/check/{place_of(county)}"
    assert person.check(county).status_code == 200
    return person


def test_the_questions_for_the_papers_come_only_after_the_button_and_the_gate_is_the_first(
    client: FlaskClient,
) -> None:
    person = Person(client, FULL)
    assert person.answer_all() == "/en/results"
    assert person.get(GATE.removeprefix("/en/")).status_code == 303
    assert person.send(f"results/{AT_COOK}").headers["Location"] == f"/en/papers/{AT_COOK}"
    assert person.get(f"papers/{AT_COOK}").headers["Location"] == GATE
    assert person.get("go").headers["Location"] == GATE
    assert back_of(client.get(GATE).text) == "/en/results"


@pytest.mark.parametrize("answer", ["no", "private"])
def test_anything_but_yes_leads_to_the_warning_and_only_the_passing_is_kept(
    client: FlaskClient, sqlite_store: Store, clock: Clock, answer: str
) -> None:
    person = Person(client, FULL)
    person.answer_all()
    person.send(f"results/{AT_COOK}")
    page = person.send(GATE.removeprefix("/en/"), {"answer": answer})
    assert page.status_code == 200
    said = plain(page.text)
    assert "Talk to an immigration lawyer before you file" in said
    assert "Cabrini Green Legal Aid" in said
    assert 'href="tel:' in page.text
    assert f'{GATE}" autocomplete="off"' in page.text
    # Reading it is not passing it: nothing can be made yet, and the question is asked again.
    for path in (
        f"papers/{AT_COOK}",
        f"papers/{AT_COOK}/2.pdf",
        f"papers/{AT_COOK}/all.pdf",
        f"check/{AT_COOK}",
    ):
        assert person.get(path.format(AT_COOK)).headers["Location"] == GATE
    assert " checked>" not in client.get(GATE).text
    assert '<input type="hidden" name="answer" value="passed">' in page.text
    passed = person.send(GATE.removeprefix("/en/"), {"answer": "passed"})
    assert passed.headers["Location"] != GATE
    assert person.get(f"papers/{AT_COOK}").headers["Location"] == passed.headers["Location"]
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie is not None
    opened = open_visit(sqlite_store, cookie.value, clock())
    assert isinstance(opened, Visit)
    assert opened.state["raw"]["me.gate"] == {"passed": "yes"}
    assert " checked>" not in client.get(GATE).text


def test_who_passed_and_then_says_no_has_to_pass_again(client: FlaskClient) -> None:
    person = ready(client, FULL)
    person.send(GATE.removeprefix("/en/"), {"answer": "no"})
    for path in (f"papers/{AT_COOK}", f"papers/{AT_COOK}/2.pdf", f"check/{AT_COOK}"):
        assert person.get(path).headers["Location"] == GATE
    person.send(GATE.removeprefix("/en/"), {"answer": "passed"})
    assert person.get(f"papers/{AT_COOK}/2.pdf").status_code == 200


def test_no_paper_is_made_before_everything_is_answered_and_checked(client: FlaskClient) -> None:
    person = Person(client, FULL)
    person.answer_all()
    assert person.get(f"papers/{AT_COOK}/2.pdf").headers["Location"] == "/en/results"
    assert person.get(f"check/{AT_COOK}").headers["Location"] == "/en/results"
    assert person.make("Cook") == f"/en/check/{AT_COOK}"
    assert person.get(f"papers/{AT_COOK}").headers["Location"] == f"/en/check/{AT_COOK}"
    assert person.get(f"papers/{AT_COOK}/2.pdf").headers["Location"] == f"/en/check/{AT_COOK}"
    assert person.check("Cook").status_code == 200
    assert person.get(f"papers/{AT_COOK}/2.pdf").mimetype == "application/pdf"


def test_a_county_without_a_packet_cannot_be_begun_checked_or_printed(client: FlaskClient) -> None:
    person = Person(client, FULL)
    person.answer_all()
    lake = place_of("Lake")
    for answer in (
        person.send(f"results/{lake}"),
        person.get(f"check/{lake}"),
        person.send(f"check/{lake}"),
        person.get(f"papers/{lake}"),
        person.get(f"papers/{lake}/1.pdf"),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (303, "/en/results")
    assert person.get("go").headers["Location"] == "/en/results"


@pytest.mark.parametrize("place", ["cook", "Cook", "nowhere", ".."])
def test_an_address_that_names_a_county_or_nothing_is_none_of_ours(
    client: FlaskClient, place: str
) -> None:
    person = ready(client, FULL)
    for answer in (
        person.send(f"results/{place}"),
        person.get(f"check/{place}"),
        person.send(f"check/{place}"),
        person.get(f"papers/{place}"),
        person.get(f"papers/{place}/1.pdf"),
    ):
        assert answer.status_code == 404
        assert "There is no such page" in answer.text


def test_the_papers_say_what_was_typed_and_only_the_statements_that_were_made(
    client: FlaskClient,
) -> None:
    person = ready(client, {**FULL, "states-3": "no"})
    motion = words(person.get(f"papers/{AT_COOK}/2.pdf").data)
    for typed in (
        "Ana María Núñez",
        "Annie Nunez, A. Nunez",
        "May 1, 1990",
        "12 Elm St",
        "Chicago, IL 60601",
        "(312) 555-0100",
        "2014-CM-001234",
        "Chicago Police Department",
        "May 3, 2014",
        "I could not rent a home.",
    ):
        assert typed in motion, typed
    assert re.search(r"☒ misdemeanor", motion)
    assert re.search(r"☐ Class 4 felony", motion)
    assert re.search(r"☒ I was convicted before June 25, 2019", motion)
    assert re.search(r"☐ In each case on this list, I have completed", motion)


def test_every_listed_paper_opens_and_all_of_them_are_in_the_one_for_printing(
    client: FlaskClient,
) -> None:
    person = ready(client, FULL)
    page = person.get(f"papers/{AT_COOK}").text
    links = re.findall(rf'href="/en/(papers/{AT_COOK}/\d+\.pdf)"', page)
    sizes = re.findall(r"\(PDF\) (\d+) pages?", plain(page))
    printed, *sizes = sizes
    assert len(links) == len(sizes) == 8
    assert sum(map(int, sizes)) == int(printed)
    counted = 0
    for link, size in zip(links, sizes, strict=True):
        pdf = person.get(link)
        assert pdf.mimetype == "application/pdf"
        assert len(PdfReader(BytesIO(pdf.data)).pages) == int(size)
        counted += int(size)
    everything = person.get(f"papers/{AT_COOK}/all.pdf")
    assert len(PdfReader(BytesIO(everything.data)).pages) == counted
    assert f"{counted} pages" in plain(page)
    assert person.get(f"papers/{AT_COOK}/9.pdf").status_code == 404
    assert person.get(f"papers/{AT_COOK}/motion.pdf").status_code == 404


def test_a_paper_is_shown_first_saved_on_request_and_its_name_tells_nothing(
    client: FlaskClient,
) -> None:
    person = ready(client, FULL)
    shown = person.get(f"papers/{AT_COOK}/all.pdf").headers
    saved = person.get(f"papers/{AT_COOK}/all.pdf?save=1").headers
    name = re.fullmatch(
        r'inline; filename="(fresh-page-[0-9a-z]{6}\.pdf)"', shown["Content-Disposition"]
    )
    assert name
    assert saved["Content-Disposition"] == f'attachment; filename="{name[1]}"'
    for headers in (shown, saved):
        assert headers["Cache-Control"] == "no-store, private"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    one = person.get(f"papers/{AT_COOK}/2.pdf").headers["Content-Disposition"]
    assert one == f'inline; filename="{name[1].removesuffix(".pdf")}-2.pdf"'


def test_the_same_case_gives_the_same_bytes_and_another_county_another_number(
    client: FlaskClient,
) -> None:
    person = ready(client, {**FULL, "another-case": "yes"}, WILL)
    assert person.get(f"papers/{AT_COOK}/3.pdf").data == person.get(f"papers/{AT_COOK}/3.pdf").data
    # A second press of the button makes no second number.
    before = person.get(f"papers/{AT_COOK}/3.pdf").headers["Content-Disposition"]
    person.send(f"check/{AT_COOK}")
    assert person.get(f"papers/{AT_COOK}/3.pdf").headers["Content-Disposition"] == before
    assert person.make("Will") == f"/en/check/{AT_WILL}"
    person.check("Will")
    assert person.get(f"papers/{AT_WILL}/3.pdf").headers["Content-Disposition"] != before


def test_each_county_has_its_own_questions_and_its_own_papers(client: FlaskClient) -> None:
    person = ready(client, {**FULL, "another-case": "yes"}, WILL)
    assert "~Will.states-4" not in person.answers.raw
    assert person.get(f"papers/{AT_WILL}").headers["Location"] == "/en/results"
    assert person.make("Will") == f"/en/check/{AT_WILL}"
    said = plain(person.get(f"check/{AT_WILL}").text)
    assert "Joliet Police Department" in said
    assert "Chicago Police Department" not in said
    person.check("Will")
    cook, will = (words(person.get(f"papers/{place}/2.pdf").data) for place in (AT_COOK, AT_WILL))
    assert "2014-CM-001234" in cook
    assert "2015-CF-000777" not in cook
    assert "2015-CF-000777" in will
    assert "2014-CM-001234" not in will
    assert f'href="/en/papers/{AT_COOK}"' in person.get(f"papers/{AT_WILL}").text


def test_everything_told_stands_on_the_page_to_check_with_a_way_to_change_it_and_back(
    client: FlaskClient,
) -> None:
    person = Person(client, FULL, device="own")
    person.answer_all()
    person.make("Cook")
    html = person.get(f"check/{AT_COOK}").text
    said = plain(html)
    for told in ("Ana María Núñez", "2014-CM-001234", "12 Elm St", "I could not rent a home."):
        assert told in said
    assert "What gender does your record show? Not provided" in said
    assert (
        "“I was convicted before June 25, 2019, in every case on this motion.” Yes, I make" in said
    )
    assert "Your signature and its date." in said
    assert ">Make my papers</button>" in html
    change = f"p/{code_of('me.name')}?r={AT_COOK}"
    assert f'href="/en/{change}"' in html
    assert back_of(person.get(change).text) == f"/en/check/{AT_COOK}"
    assert person.send(change, {"name": "Ana Soto"}).headers["Location"] == f"/en/check/{AT_COOK}"
    assert "Ana Soto" in plain(person.get(f"check/{AT_COOK}").text)


def test_a_statement_not_made_is_told_before_the_papers_are_made(client: FlaskClient) -> None:
    person = Person(client, {**FULL, "states-3": "no"})
    person.answer_all()
    person.make("Cook")
    assert "The box at number 3 of the motion is empty" in plain(
        person.get(f"check/{AT_COOK}").text
    )


def test_on_a_shared_computer_personal_answers_are_folded_away(client: FlaskClient) -> None:
    person = Person(client, FULL)
    person.answer_all()
    person.make("Cook")
    html = person.get(f"check/{AT_COOK}").text
    for told in ("Ana María Núñez", "2014-CM-001234", "May 1, 1990"):
        folded = re.search(rf"<details><summary>(?:(?!</details>).)*{told}", html, re.S)
        assert folded, told
        assert html.count(told) == 1
    assert "<details open" not in html
    page = person.check("Cook").text
    assert "A saved file stays here" in plain(page)
    assert "Ana María" not in page


def test_a_changed_fact_takes_the_packet_away_and_brings_it_back(client: FlaskClient) -> None:
    person = ready(client, FULL)
    person.send(f"p/{code_of('a-1.sentence')}?r={AT_COOK}", {"answer": "serving"})
    for path in (f"check/{AT_COOK}", f"papers/{AT_COOK}", f"papers/{AT_COOK}/2.pdf"):
        assert person.get(path).headers["Location"] == "/en/results"
    person.send(f"p/{code_of('a-1.sentence')}", {"answer": "complete"})
    assert person.get(f"papers/{AT_COOK}/2.pdf").status_code == 200


def test_answers_changed_on_the_way_are_on_the_papers(client: FlaskClient) -> None:
    person = ready(client, FULL)
    person.send(f"p/{code_of('a.case-number')}?r={AT_COOK}", {"text": "2014-CM-999999"})
    assert "2014-CM-999999" in words(person.get(f"papers/{AT_COOK}/2.pdf").data)


def test_where_too_many_make_papers_a_calm_page_says_when_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = ready(client, FULL)
    busy = Turns(at_once=1, waiting=0, patience=0.01)
    monkeypatch.setattr(papers, "TURNS", busy)
    with busy.turn():
        for path in (f"papers/{AT_COOK}/2.pdf", f"papers/{AT_COOK}/all.pdf"):
            answer = person.get(path)
            assert answer.status_code == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert f'href="/en/{path}"' in answer.text
            assert "Your answers are safe" in plain(answer.text)
        assert person.get("results").status_code == 200
    assert person.get(f"papers/{AT_COOK}/2.pdf").status_code == 200


def test_every_paper_can_be_read_as_a_page_with_the_same_words(client: FlaskClient) -> None:
    person = ready(client, FULL)
    links = re.findall(
        r'href="/en/(papers/[^"]+/(\d+)/page)"', person.get(f"papers/{AT_COOK}").text
    )
    assert [at for _, at in links] == [str(at) for at in range(1, 9)]
    for link, at in links:
        page = person.get(link)
        assert page.status_code == 200
        assert "<title>Your papers – Fresh Page</title>" in page.text
        inside = page.text.partition('<div class="paper"')[2].partition('<p class="note">')[0]
        assert inside.count("<h1") >= 1
        read = unescape(re.sub(r"<[^>]*>", " ", inside.partition(">")[2])).casefold()
        printed = spoken(person.get(f"papers/{AT_COOK}/{at}.pdf").data).casefold()
        assert {word for word in words_in(read) if word not in printed} == set(), link
        assert {word for word in words_in(printed) if word not in read} == set(), link
    assert person.get(f"papers/{AT_COOK}/9/page").status_code == 404
    assert person.get(f"papers/{AT_COOK}/all/page").status_code == 404


def words_in(text: str) -> set[str]:
    """The words but for those so long that they are broken on paper, and the numbers of lists."""
    return {word for word in re.findall(r"\w{2,}", text) if len(word) < 20}


def test_a_page_of_a_court_paper_says_that_it_is_in_english(client: FlaskClient) -> None:
    ready(client, FULL)
    motion = client.get(f"/es/papers/{AT_COOK}/2/page").text
    guide = client.get(f"/es/papers/{AT_COOK}/5/page").text
    assert '<html lang="es"' in motion
    assert '<div class="paper" lang="en" dir="ltr">' in motion
    assert '<div class="paper" lang="es" dir="ltr">' in guide


def test_sheets_to_take_along_can_be_read_as_pages_too(client: FlaskClient) -> None:
    person = Person(client, {**COOK, "ended": "dismissed"})
    person.answer_all()
    links = re.findall(r'href="/en/(papers/sheets/\d/page)"', person.get("results").text)
    assert len(links) == 4
    for link in links:
        page = person.get(link)
        assert page.status_code == 200
        assert back_of(page.text) == "/en/results"


def test_a_process_that_is_killed_over_a_paper_costs_one_more_try(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = ready(client, FULL)

    def send_and_kill(pipe: IO[bytes], job: Job) -> None:
        send(pipe, job)
        for pid in box.BOX.pids:
            os.kill(pid, signal.SIGKILL)

    with monkeypatch.context() as killing:
        killing.setattr(box, "send", send_and_kill)
        answer = person.get(f"papers/{AT_COOK}/2.pdf")
    assert answer.status_code == 503
    assert "Your answers are safe" in plain(answer.text)
    again = person.get(f"papers/{AT_COOK}/2.pdf")
    assert "2014-CM-001234" in words(again.data)


def test_papers_make_no_file_and_leave_nothing_in_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, tmp_path_factory: pytest.TempPathFactory
) -> None:
    person = ready(client, FULL)
    with caplog.at_level("INFO", "portal.web"):
        person.get(f"papers/{AT_COOK}/2.pdf")
    said = caplog.text
    assert "papers.paper" in said
    for told in (AT_COOK, "Ana", "001234", "fresh-page"):
        assert told not in said


def test_the_guide_is_in_the_language_of_the_page_and_the_motion_in_english(
    client: FlaskClient,
) -> None:
    person = ready(client, FULL)
    if client.get("/es/").status_code == 404:
        pytest.skip("no Spanish catalog is made here: tested in English only")
    page = client.get(f"/es/papers/{AT_COOK}")
    assert page.status_code == 200
    guide = PdfReader(BytesIO(client.get(f"/es/papers/{AT_COOK}/5.pdf").data))
    motion = PdfReader(BytesIO(client.get(f"/es/papers/{AT_COOK}/2.pdf").data))
    assert (guide.trailer["/Root"]["/Lang"], motion.trailer["/Root"]["/Lang"]) == ("es", "en")  # type: ignore[index]
    assert person.get(f"papers/{AT_COOK}").status_code == 200


@pytest.mark.parametrize("r", ["//evil.example", "lake%0d%0a", "Cook", "x" * 500, "results?"])
def test_where_change_was_pressed_is_never_taken_from_what_was_sent(
    client: FlaskClient, r: str
) -> None:
    person = Person(client, COOK)
    person.answer_all()
    page = person.get(f"p/{code_of('a.since')}?r={r}")
    assert "evil" not in page.text
    assert back_of(page.text) == "/en/overview"
    sent = person.send(f"p/{code_of('a.since')}?r={r}", {})
    assert sent.headers["Location"] == "/en/overview"


def test_an_arrest_date_that_is_only_a_year_is_printed_as_a_year(client: FlaskClient) -> None:
    person = ready(client, {**FULL, "arrested": on("2014")})
    motion = words(person.get(f"papers/{AT_COOK}/2.pdf").data)
    assert re.search(r"Chicago Police Department ☒ Misdemeanor ☐ Class 4 felony 2014\b", motion)
