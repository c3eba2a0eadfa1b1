"""A real Chromium: Back shows nothing, nobody else is asked, axe is content, no script needed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.conftest import Clock

pytestmark = [
    pytest.mark.browser,
    # Playwright's own threads leave sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}
ELSEWHERE = "https://www.weather.gov/**"


@pytest.fixture(autouse=True)
def weather(request: pytest.FixtureRequest) -> None:
    """Stands in for the page one leaves to: nothing outside this machine is asked."""
    for name in ("page", "plain_page"):
        if name in request.fixturenames:
            request.getfixturevalue(name).context.route(
                ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>sunny")
            )


def start(page: Page, address: str, device: str = "shared") -> None:
    page.goto(f"{address}/en/")
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="Continue").click()
    page.check(f"input[value={device}]")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/en/code")


def begin(page: Page, address: str, device: str = "shared") -> None:
    start(page, address, device)
    page.get_by_role("button", name="I have written it down").click()
    page.wait_for_url("**/en/p/*")


def faults(page: Page) -> list[Any]:
    found = Axe().run(page, options=RULES).response
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]
    ]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_off_sideways(
    chromium: Browser, address: str, width: int, scheme: Any
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 700}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    try:
        seen = []
        for path in ("", "how", "help", "privacy", "about", "start?e=1", "back", "done", "nowhere"):
            page.goto(f"{address}/en/{path}")
            seen.append(_check(page))
        start(page, address)
        seen.append(_check(page))
        page.get_by_role("button", name="I have written it down").click()
        page.wait_for_url("**/en/p/*")
        seen.append(_check(page))
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        assert page.title().startswith("Error: ")
        seen.append(_check(page))
        for path in ("overview", "device", "finish", "erase", "new-code"):
            page.goto(f"{address}/en/{path}")
            seen.append(_check(page))
        assert len(set(seen)) == len(seen)
    finally:
        context.close()


def _check(page: Page) -> str:
    assert faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.locator("h1").count() == 1, page.url
    small = page.evaluate(
        """[...document.querySelectorAll("button, .pick, nav a, .go, .calm, input[type=text]")]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 47.9)
        .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == [], page.url
    return page.title() + page.url


def test_after_leave_now_back_shows_nothing_and_the_next_person_nothing_either(
    page: Page, address: str
) -> None:
    begin(page, address)
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url(ELSEWHERE)
    for _ in range(3):
        page.go_back(wait_until="commit")
        page.wait_for_timeout(300)
        assert "/p/" not in page.url or page.locator("main form").count() == 0
        if "weather" not in page.url:
            break
    assert page.context.cookies() == []
    page.goto(f"{address}/en/overview")
    assert page.url.endswith("/en/ended")


def test_three_presses_of_shift_leave(page: Page, address: str) -> None:
    begin(page, address)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(ELSEWHERE)
    assert page.context.cookies() == []


def test_leaving_works_without_script(plain_page: Page, address: str) -> None:
    begin(plain_page, address)
    plain_page.get_by_role("button", name="Leave now").click()
    plain_page.wait_for_url(ELSEWHERE)
    assert plain_page.context.cookies() == []


def test_a_huge_paste_is_cut_by_the_browser_kept_and_told_without_script(
    plain_page: Page, address: str
) -> None:
    begin(plain_page, address)
    plain_page.check("input[value=illinois]")
    plain_page.get_by_role("button", name="Continue").click()
    plain_page.locator("#county").focus()
    plain_page.keyboard.insert_text("香" * 300_000)
    plain_page.get_by_role("button", name="Continue").click()
    plain_page.locator("#county-says").wait_for()
    assert plain_page.locator("#county").input_value() == "香" * 2_000


def test_the_cookie_is_kept_by_a_real_browser_on_this_machine(page: Page, address: str) -> None:
    start(page, address)
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == ("__Host-s", True, True)
    assert (cookie["sameSite"], cookie["expires"]) == ("Lax", -1)


def test_nothing_is_asked_of_another_origin_and_the_policy_is_never_broken(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    begin(page, address)
    for path in ("overview", "help", "privacy", "finish", "device"):
        page.goto(f"{address}/en/{path}")
    assert len(asked) > 8
    assert [url for url in asked if not url.startswith(address)] == []
    assert said == []


def test_a_warning_comes_three_minutes_before_and_one_press_gives_more_time(
    page: Page, address: str, clock: Clock
) -> None:
    page.clock.install()
    begin(page, address)
    assert not page.locator(".soon").is_visible()
    clock.pass_(timedelta(minutes=18))
    page.clock.run_for(18 * 60 * 1000)
    page.get_by_text("This page closes in less than 3 minutes").wait_for()
    page.get_by_role("button", name="Stay longer").click()
    page.locator(".soon").wait_for(state="hidden")
    clock.pass_(timedelta(minutes=15))
    page.clock.run_for(15 * 60 * 1000)
    assert "/p/" in page.url
    clock.pass_(timedelta(minutes=7))
    page.clock.run_for(7 * 60 * 1000)
    page.wait_for_url("**/en/ended")


def test_the_focus_goes_to_what_went_wrong_and_from_there_to_the_field(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/en/start")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**e=1")
    assert page.evaluate("document.activeElement.className") == "oops"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "own"


def test_in_forced_colors_and_at_double_text_size_everything_is_still_there(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(
        viewport={"width": 640, "height": 900}, forced_colors="active", device_scale_factor=1
    )
    page = context.new_page()
    try:
        start(page, address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert re.search(r"\d{4}", page.locator(".code").inner_text())
    finally:
        context.close()
