"""Results, check and papers in a real Chromium: axe finds nothing, and nothing runs off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from portal.eligibility.explain import KINDS
from portal.web.journey import code_of
from tests.web.test_browser import faults
from tests.web.test_papers import FULL, WILL
from tests.web.test_results import TOLD
from tests.web.wizard import AT_COOK, Person, Told

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ONE_OF_EACH = {KINDS[outcome]: told for outcome, told in TOLD.items()}
EACH_KIND: list[Told] = [{**FULL, **told, "another-case": "yes"} for told in ONE_OF_EACH.values()]


@pytest.fixture
def person(client: FlaskClient) -> Person:
    """Has a case of every kind of result, and one in a second county."""
    person = Person(client, *EACH_KIND, WILL)
    person.answer_all()
    return person


@pytest.fixture
def opened(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    yield context
    context.close()


def lend(client: FlaskClient, context: BrowserContext) -> Page:
    """A window in which the client's visit is open."""
    cookie = client.get_cookie("__Host-s", domain="localhost")
    assert cookie is not None
    context.add_cookies(
        [
            {
                "name": "__Host-s",
                "value": cookie.value,
                "domain": "127.0.0.1",
                "path": "/",
                "secure": True,
                "httpOnly": True,
                "sameSite": "Lax",
            }
        ]
    )
    return context.new_page()


def check(page: Page) -> None:
    for unfolded in (False, True):
        if unfolded:
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert faults(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.locator("h1").count() == 1
    small: Any = page.evaluate(
        """[...document.querySelectorAll("main button, main .go, main .calm, .plain a, dd > a")]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.9)
        .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == [], page.url


@pytest.mark.parametrize("opened", [(320, "light"), (1280, "dark")], indirect=True)
def test_axe_finds_nothing_from_the_results_to_the_papers(
    person: Person, opened: BrowserContext, address: str
) -> None:
    page = lend(person.client, opened)
    page.goto(f"{address}/en/results")
    assert page.locator(".case").count() == len(EACH_KIND) + 1
    check(page)
    page.get_by_role("button", name="Make your papers for Cook County").click()
    page.wait_for_url(f"**/p/{code_of('me.gate')}")
    page.get_by_text("I prefer not to say").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Talk to an immigration lawyer").wait_for()
    check(page)
    page.get_by_role("button", name="I have read this and want to go on").click()
    page.wait_for_url("**/p/*")
    person.answers = person.answers.with_answer("me.gate", {"answer": "passed"})
    assert person.make("Cook") == f"/en/check/{AT_COOK}"
    page.goto(f"{address}/en/go")
    check(page)
    page.get_by_role("button", name="Make my papers").click()
    page.wait_for_url(f"**/papers/{AT_COOK}")
    check(page)
    page.goto(f"{address}/en/results")
    page.get_by_role("link", name="Go to your papers for Cook County").click()
    page.wait_for_url(f"**/papers/{AT_COOK}")


@pytest.mark.parametrize("opened", [(640, "light")], indirect=True)
def test_the_kind_of_a_result_shows_without_colors_and_at_double_text_size(
    person: Person, opened: BrowserContext, address: str
) -> None:
    page = lend(person.client, opened)
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/en/results")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawn = page.eval_on_selector_all(
        ".case > .tag",
        "tags => tags.map(tag => [tag.innerText.trim(), tag.querySelector('svg').innerHTML])",
    )
    words = {word for word, _ in drawn}
    assert len(words) == len({drawing for _, drawing in drawn}) == len(ONE_OF_EACH)
