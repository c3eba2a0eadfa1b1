"""The contact sheet of docs/languages.md: the same page and the same paper in each language."""

from __future__ import annotations

import subprocess
import sys
import threading
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from portal.languages import offered, voice
from portal.service.papers import make
from portal.settings import Settings, create_secrets
from portal.store.db import Store
from portal.web import create_app
from setup.steps import ROOT, step

FOLDER = ROOT / "docs" / "pictures" / "languages"
PHONE = {"width": 320, "height": 600}
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DOTS_PER_INCH = 50


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    tags = [language.tag for language in offered()]
    with step("Pages in each language"):
        _pages(tags)
    with step("Papers in each language"):
        _papers(tags)


def _pages(tags: list[str]) -> None:
    with TemporaryDirectory() as instance, sync_playwright() as playwright:
        environ = {"FRESHPAGE_INSTANCE": instance}
        create_secrets(Settings.read(environ, creating=True))
        settings = Settings.read(environ)
        store = Store(settings.database_url, settings.pepper())
        store.migrate()
        server = make_server("127.0.0.1", 0, create_app(settings, store), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for tag in tags:
            page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
            page.goto(f"http://127.0.0.1:{server.port}/{tag}/")
            page.locator("main h1").scroll_into_view_if_needed()
            page.evaluate("document.querySelector('nav details')?.removeAttribute('open')")
            page.screenshot(path=FOLDER / f"{tag}-page.png")
            page.close()
        browser.close()
        server.shutdown()
        store.close()


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
