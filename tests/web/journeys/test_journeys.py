"""Whole journeys in Chromium, in every language, with and without scripts, down to the papers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from pikepdf import Pdf
from playwright.sync_api import Browser, Page

from portal.service.forms import Installed, install
from portal.settings import Settings
from portal.web.journey import code_of
from tests.web.journeys.people import ON_PAPER, PEOPLE, Person
from tests.web.journeys.walk import YES, Walker

pytestmark = pytest.mark.browser
COURT_FORMS = Path(__file__).resolve().parents[4] / "shared" / "court-forms"
WAYS = (("en", True), ("en", False), ("es", True), ("es", False))
FURTHER = (("pl", False), ("zh-Hans", False), ("ar", False))
ONE_BY_ONE = {("en", False), *FURTHER}
"""Where each paper is opened by itself, too: the others are the same papers again."""
JOURNEYS = [
    pytest.param(
        person, lang, scripts, id=f"{person.name}, {lang}, scripts {'on' if scripts else 'off'}"
    )
    for person in PEOPLE
    for lang, scripts in (*WAYS, *(FURTHER if person is PEOPLE[0] else ()))
]


@pytest.fixture
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A 320 px phone; scripts as the journey says."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 640},
        java_script_enabled=request.node.callspec.params["scripts"],
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


@pytest.mark.parametrize(("person", "lang", "scripts"), JOURNEYS)
def test_a_person_gets_from_an_old_case_to_what_helps(
    phone: Page, address: str, person: Person, lang: str, scripts: bool
) -> None:
    others: list[str] = []
    phone.on("request", lambda sent: others.append(sent.url) if address not in sent.url else None)
    walker = Walker(phone, address, lang, person.knows)
    walker.start()
    walker.walk()
    assert_results(phone, person, lang)
    assert_overview(walker, person)
    for county in person.counties:
        make_papers(walker, person, county)
        assert_papers(walker, person, county, each=(lang, scripts) in ONE_BY_ONE)
        phone.goto(f"{address}/{lang}/results")
    if not person.counties:
        assert_sheets(walker)
    assert others == []


@pytest.mark.parametrize("scripts", [False])
def test_the_courts_own_forms_are_filled_where_they_are_installed(
    phone: Page, address: str, settings: Settings, scripts: bool
) -> None:
    if not COURT_FORMS.is_dir():
        pytest.skip(f"the court's own forms are not in {COURT_FORMS}")
    assert any(isinstance(one, Installed) for one in install(COURT_FORMS, settings.forms))
    person = PEOPLE[0]
    walker = Walker(phone, address, "en", {**person.knows, "states-3": YES})
    walker.start()
    walker.walk()
    make_papers(walker, person, "Cook")
    motion = fetch(walker, links_in(phone, "ul.papers")[1])
    said = text_of(motion)
    assert "EXC-M 4702.2" in said
    for value in (*ON_PAPER, "05/01/1990", "05/03/2014"):
        # A narrow box of the form breaks a long agency onto two lines.
        assert all(word in said for word in value.split()), value
    assert b"/AcroForm" not in motion


def assert_results(page: Page, person: Person, lang: str) -> None:
    """Each case shows its kind of answer; nobody leaves without a step, a phone number, a paper."""
    assert page.url.endswith(f"/{lang}/results")
    shown = page.locator("main section.card")
    kinds = [(each.get_attribute("class") or "").split() for each in shown.all()]
    assert [kind for kinds_ in kinds for kind in kinds_ if kind not in ("card", "case")] == list(
        person.outcomes
    )
    assert page.locator("main a[href^='tel:']").count()
    assert page.locator("main ul.sheets a").count()
    for card in shown.all():
        assert card.locator("ol li, .next li").count(), card.inner_text()
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 320


def assert_overview(walker: Walker, person: Person) -> None:
    """What was said in words stands there as we understood it, beside its own link to change it."""
    for key, figures in person.shown.items():
        assert key in walker.asked
        walker.page.goto(f"{walker.address}/{walker.lang}/overview")
        row = walker.page.locator("main dl > div").filter(
            has=walker.page.locator(f"a[href*='/p/{code_of(key)}']")
        )
        assert re.search(figures, row.inner_text()), row.inner_text()
        walker.page.goto(f"{walker.address}/{walker.lang}/results")


def make_papers(walker: Walker, person: Person, county: str) -> None:
    page = walker.page
    page.locator("main form").filter(has_text=county).locator("button").click()
    walker.walk()
    if person.knows["gate"] != YES:
        # The warning stands between the question and the papers; going on is the person's own act.
        assert page.locator("main a[href^='tel:']").count()
        page.locator("main form button.calm").click()
        walker.walk()
    assert "/check/" in page.url, page.url
    page.locator("main form button").last.click()
    page.wait_for_url("**/papers/**")


def assert_papers(walker: Walker, person: Person, county: str, *, each: bool) -> None:
    """Every typed value stands on the motion, only the boxes this person made are ticked there.

    ``each``: every paper is opened by itself, too.
    """
    page = walker.page
    links = links_in(page, "ul.papers")
    assert len(links) >= 8
    texts = [text_of(fetch(walker, link)) for link in (links if each else links[1:2])]
    motion = texts[1 if each else 0]
    assert "MOTION TO VACATE" in motion.upper()
    for value in person.typed[county]:
        assert " ".join(value.split()) in motion, value
    assert f"{county}" in motion
    statements = motion[: motion.index("Case number", motion.index("vacate and expunge"))]
    assert statements.count("☒") == person.ticks, statements
    everything = text_of(fetch(walker, page.locator("main a.go").first.get_attribute("href") or ""))
    for value in person.typed[county]:
        assert " ".join(value.split()) in everything, value
    for other in set(person.typed) - {county}:
        numbers = {value for value in person.typed[other] if re.match(r"\d{4}-", value)}
        assert numbers
        assert not any(number in everything for number in numbers)


def assert_sheets(walker: Walker) -> None:
    for href in links_in(walker.page, "main ul.sheets"):
        assert len(text_of(fetch(walker, href))) > 400, href


def links_in(page: Page, place: str) -> list[str]:
    """Where the papers of a list are, each beside its page to read here."""
    links = page.locator(f"{place} a[href*='.pdf']").all()
    return [link.get_attribute("href") or "" for link in links]


def fetch(walker: Walker, href: str) -> bytes:
    """A paper as the same browser would get it, cookie and all."""
    cookies = walker.page.context.cookies()
    sent = "; ".join(f"{one['name']}={one['value']}" for one in cookies)
    url = href if href.startswith("http") else walker.address + href
    with urlopen(Request(url, headers={"Cookie": sent})) as answer:  # noqa: S310 - our own server
        assert answer.headers.get_content_type() == "application/pdf", href
        shown = answer.headers["Content-Disposition"]
        assert re.search(r'filename="fresh-page[\w-]*\.pdf"', shown), shown
        content: bytes = answer.read()
    with Pdf.open(BytesIO(content)) as opened:
        title = str(opened.docinfo["/Title"])
    assert re.fullmatch(r"Fresh Page – [0-9A-Z]{6}", title), title
    return content


def text_of(pdf: bytes) -> str:
    """The words of a PDF, blanks evened out."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(run.stdout.decode().split())
