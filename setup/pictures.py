"""The pictures of the documents: in docs/languages.md the same page and the same paper in each
language, in the README a question and a motion.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from portal.languages import offered, voice
from portal.service.papers import make
from portal.settings import Settings, create_secrets
from portal.store.db import Store
from portal.web import create_app
from setup.steps import ROOT, step

PICTURES = ROOT / "docs" / "pictures"
FOLDER = PICTURES / "languages"
PHONE = {"width": 320, "height": 600}
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DOTS_PER_INCH = 50
QUESTION = "How did this charge end?"
FRAMED = """<style>body{margin:0;height:640px;display:flex;gap:40px;align-items:center;
justify-content:center;background:#e8ede7}img{height:580px;box-shadow:0 1px 8px #0003}
img:first-child{border-radius:18px}</style>"""


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    tags = [language.tag for language in offered()]
    with step("Papers in each language"):
        _papers(tags)
    with step("Pages in each language"), _portal() as address, _browser() as browser:
        _pages(browser, address, tags)
        _readme(browser, address)


@contextmanager
def _portal() -> Iterator[str]:
    """The address of a portal that nobody has used yet."""
    with TemporaryDirectory() as instance:
        environ = {"FRESHPAGE_INSTANCE": instance}
        create_secrets(Settings.read(environ, creating=True))
        settings = Settings.read(environ)
        store = Store(settings.database_url, settings.pepper())
        store.migrate()
        app = create_app(settings, store)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        store.close()


class _Silent(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        """Says nothing of each request."""


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Papers have fonts of their own; a person's browser has those of the machine.
        env = {name: had for name, had in os.environ.items() if name != "FONTCONFIG_FILE"}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, env=env)  # type: ignore[arg-type]
        yield browser
        browser.close()


def _pages(browser: Browser, address: str, tags: list[str]) -> None:
    for tag in tags:
        page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.goto(f"{address}/{tag}/")
        page.locator("main h1").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('nav details')?.removeAttribute('open')")
        page.screenshot(path=FOLDER / f"{tag}-page.png")
        page.close()


def _readme(browser: Browser, address: str) -> None:
    """A question on a phone, and the first page of a motion beside it."""
    phone = browser.new_page(viewport={"width": 380, "height": 760}, device_scale_factor=2)
    _go_to_question(phone, address)
    motion = make(_samples().packet(1), "motion", voice("en"), {})
    draw = ["pdftoppm", "-png", "-gray", "-singlefile", "-r", "110", "-"]
    drawn = subprocess.run(draw, input=motion, capture_output=True, check=True).stdout
    page = browser.new_page(viewport={"width": 1000, "height": 640})
    images = (base64.b64encode(image).decode() for image in (phone.screenshot(), drawn))
    shown = "".join(f'<img src="data:image/png;base64,{image}">' for image in images)
    page.set_content(f"{FRAMED}<body>{shown}")
    page.screenshot(path=PICTURES / "readme.png")


def _go_to_question(page: Page, address: str) -> None:
    """Begins a visit, and takes the first choice or "I don't know" until the question comes."""
    page.goto(f"{address}/en/start")
    while page.locator("main h1").inner_text() != QUESTION:
        for kind in ("radio", "checkbox"):
            choice = page.locator(f"main input[type={kind}]").first
            if choice.count():
                choice.check()
                break
        page.locator("main form button").first.click()
        page.wait_for_load_state()


def _papers(tags: list[str]) -> None:
    packet = _samples().packet(3)
    for tag in tags:
        pdf = make(packet, "guide", voice(tag), {})
        draw = ["pdftoppm", "-png", "-gray", "-singlefile", "-r", str(DOTS_PER_INCH), "-"]
        subprocess.run([*draw, FOLDER / f"{tag}-guide"], input=pdf, check=True)


def _samples() -> ModuleType:
    """The people of the tests, who do not exist."""
    file: Path = ROOT / "tests" / "pdf" / "samples.py"
    spec = spec_from_file_location("samples", file)
    if spec is None or spec.loader is None:
        sys.exit(f"{file} cannot be read")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
