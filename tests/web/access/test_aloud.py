"""A question is read aloud by a voice of the device, in the language of the page, and by no other.

The voices are made up: a browser without windows has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.journeys.walk import Walker

pytestmark = [
    pytest.mark.browser,
    # Playwright's own threads leave sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
VOICES = """
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
    speaking: false, said,
    getVoices: () => %s,
    speak(words) { said.push([words.text, words.voice.name, words.lang]); this.speaking = true; },
    cancel() { this.speaking = false; },
    addEventListener() {},
}});
"""
LOCAL = {"name": "of this device", "lang": "es-MX", "localService": True}
REMOTE = {"name": "of a network", "lang": "es-ES", "localService": False}
CHINESE = {"name": "Chinese", "lang": "zh_CN", "localService": True}


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


def first_question(context: BrowserContext, address: str, lang: str, *voices: object) -> Page:
    context.add_init_script(VOICES % json.dumps(voices))
    page = context.new_page()
    Walker(page=page, address=address, lang=lang, knows={}).start()
    page.wait_for_url(f"**/{lang}/p/*")
    return page


def test_the_button_reads_the_question_and_its_choices_and_then_stops(
    context: BrowserContext, address: str
) -> None:
    page = first_question(context, address, "es", REMOTE, LOCAL)
    button = page.locator("[data-aloud]")
    assert button.is_visible()
    button.click()
    ((text, voice, lang),) = page.evaluate("speechSynthesis.said")
    assert text.startswith(page.inner_text("h1"))
    choices = page.locator(".pick > span").all_inner_texts()
    assert len(choices) > 3
    assert all(line in text for one in choices for line in one.splitlines())
    assert (voice, lang) == ("of this device", "es-MX")
    assert page.evaluate("speechSynthesis.speaking")
    button.click()
    assert not page.evaluate("speechSynthesis.speaking")


def test_a_chinese_page_finds_a_chinese_voice_by_its_other_name(
    context: BrowserContext, address: str
) -> None:
    page = first_question(context, address, "zh-Hans", LOCAL, CHINESE)
    page.locator("[data-aloud]").click()
    ((_, voice, _),) = page.evaluate("speechSynthesis.said")
    assert voice == "Chinese"


@pytest.mark.parametrize("voices", [(), (REMOTE,), (CHINESE,)])
def test_no_button_where_no_voice_of_this_device_speaks_the_language(
    context: BrowserContext, address: str, voices: tuple[object, ...]
) -> None:
    """A voice over the network would be sent every word of the page."""
    page = first_question(context, address, "es", *voices)
    assert page.locator("[data-aloud]").count() == 1
    assert not page.locator("[data-aloud]").is_visible()
