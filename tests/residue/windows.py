"""A browser window as the tests need it, in three engines, each with a profile of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any, Protocol

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.web.conftest import CHROMIUM, QUIET

FIREFOX = "firefox-esr"
WEBKIT = "WebKitWebDriver"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE, TRIES, STARTS = 180.0, 9, 3
"""Seconds: a machine may be busy with other tests, and a browser slow to start on it."""

LOOK = """return [performance.timeOrigin, location.href, document.title, document.readyState,
  document.documentElement ? document.documentElement.outerHTML : "",
  [...document.querySelectorAll("input, textarea, select")].map(one =>
    one.type == "radio" || one.type == "checkbox"
      ? (one.checked ? "ticked:" + one.name + "=" + one.value : "") : one.value)]"""


class Seen:
    """What a window shows, with what stands in its fields."""

    def __init__(self, found: Sequence[Any]) -> None:
        self.born, self.url, self.title, self.state, self.html, values = found
        self.values: list[str] = [value for value in values if value]

    @property
    def text(self) -> str:
        return "\n".join((self.url, self.title, self.html, *self.values))


class Window(Protocol):
    """A window of a browser whose profile is a folder that stays when the browser is closed."""

    def open(self, url: str) -> None: ...
    def look(self) -> Seen: ...
    def type(self, css: str, text: str) -> None: ...
    def press(self, css: str) -> None: ...
    def keys(self, name: str, times: int) -> None: ...
    def back(self) -> None: ...
    def new_tab(self) -> None: ...
    def close(self) -> None: ...
    def end(self) -> None: ...


def until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Asks again and again. A page that is going away cannot answer; that is no answer yet."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if true():
                return
        except (WireError, OSError):
            pass
        time.sleep(0.05)
    raise AssertionError(f"waited {patience:.0f} s for {what}")


def _launch(
    playwright: Playwright, profile: Path, args: list[str], scripts: bool, headed: bool
) -> BrowserContext:
    """Begins it anew where it does not come up: the one before may still be letting go."""
    launch = partial(
        playwright.chromium.launch_persistent_context,
        profile,
        executable_path=CHROMIUM,
        args=args,
        ignore_default_args=["--disable-back-forward-cache"],
        headless=not headed,
        java_script_enabled=scripts,
        timeout=PATIENCE / STARTS * 1000,
    )
    for _ in range(STARTS - 1):
        with suppress(Error):
            return launch()
    return launch()


class Chromium:
    """Driven by Playwright, with the Back cache that Playwright would switch off."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        *,
        scripts: bool,
        headed: bool,
        again: bool = False,
    ) -> None:
        args = [*QUIET, *(["--restore-last-session"] if again else [])]
        self.context = _launch(playwright, profile, args, scripts, headed)
        self.page: Page = self.context.pages[0]
        self.page.set_default_timeout(PATIENCE * 1000)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def look(self) -> Seen:
        try:
            return Seen(self.page.evaluate(f"() => {{ {LOOK} }}"))
        except Error as error:
            raise WireError(error.message) from error

    def type(self, css: str, text: str) -> None:
        box = self.page.locator(css).first
        box.fill("")
        box.press_sequentially(text)

    def press(self, css: str) -> None:
        self.page.locator(css).first.click(no_wait_after=True)

    def keys(self, name: str, times: int) -> None:
        for _ in range(times):
            self.page.keyboard.press(name)

    def back(self) -> None:
        with suppress(Error):  # the page that is told so may be gone before it can answer
            self.page.evaluate("() => { history.back() }")

    def new_tab(self) -> None:
        self.page = self.context.new_page()

    def close(self) -> None:
        self.context.close()

    def end(self) -> None:
        """Playwright ends what it has started."""


class WireError(Exception):
    """The browser could not do what it was told."""


class _Driven:
    """A window driven by WebDriver commands, over whatever wire ``_call`` speaks."""

    _process: subprocess.Popen[bytes]

    def _call(self, command: str, **body: object) -> Any:
        raise NotImplementedError

    def _find(self, css: str) -> str:
        found = self._call("find", using="css selector", value=css)
        return str(found[ELEMENT])

    def open(self, url: str) -> None:
        """Waits for the next page itself: a browser that waits may wait for ever where a page
        before it was cleared away. WebKitGTK now and then loses what it is told; it is told again.
        """
        born = self.look().born
        for _ in range(TRIES):
            self._call("open", url=url)
            with suppress(AssertionError):
                until(lambda: self.look().born != born, url, PATIENCE / TRIES)
                return
        raise AssertionError(f"{url} did not open, {self._state()}")

    def _state(self) -> str:
        try:
            seen = self.look()
        except (WireError, OSError) as wrong:
            return f"and the window says {wrong!r}"
        return f"and {seen.url} is still there, {seen.state}"

    def look(self) -> Seen:
        found = self._call("run", script=LOOK, args=[])
        if found is None:
            raise WireError("the page is going away")
        return Seen(found)

    def type(self, css: str, text: str) -> None:
        box = self._find(css)
        self._call("clear", id=box)
        self._call("type", id=box, text=text)

    def press(self, css: str) -> None:
        self._call("click", id=self._find(css))

    def keys(self, name: str, times: int) -> None:
        key = {"Shift": "\ue008"}[name]
        strokes = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")] * times
        self._call("act", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def back(self) -> None:
        self._call("run", script="history.back()", args=[])

    def new_tab(self) -> None:
        made = self._call("new", type="tab")
        self._call("switch", handle=made["handle"])

    def end(self) -> None:
        """For a window that a failed test has left open."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class Firefox(_Driven):
    """Driven by Marionette, the wire that Firefox itself speaks: Debian has no geckodriver."""

    COMMANDS = {
        "start": "WebDriver:NewSession",
        "find": "WebDriver:FindElement",
        "open": "WebDriver:Navigate",
        "run": "WebDriver:ExecuteScript",
        "clear": "WebDriver:ElementClear",
        "type": "WebDriver:ElementSendKeys",
        "click": "WebDriver:ElementClick",
        "act": "WebDriver:PerformActions",
        "new": "WebDriver:NewWindow",
        "switch": "WebDriver:SwitchToWindow",
        "quit": "Marionette:Quit",
    }
    # What a library has: the defaults. No call home, and session files are written each second.
    PREFERENCES: dict[str, object] = {
        "marionette.port": 0,
        "remote.prefs.recommended": False,
        "browser.sessionstore.interval": 1000,
        "browser.aboutwelcome.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "app.update.disabledForTesting": True,
        "app.normandy.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "toolkit.telemetry.server": "",
    }

    def __init__(self, profile: Path, *, scripts: bool, again: bool = False) -> None:
        asked = {**self.PREFERENCES, "javascript.enabled": scripts}
        asked["browser.startup.page"] = 3 if again else 1
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in asked.items())
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        port = profile / "MarionetteActivePort"
        port.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [FIREFOX, "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: port.exists() and port.read_text().strip(), "Firefox")
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text())))
        self._socket.settimeout(PATIENCE)
        self._answers: IO[bytes] = self._socket.makefile("rb")
        self._count = 0
        self._read()  # it introduces itself
        self._call("start", acceptInsecureCerts=True, pageLoadStrategy="none")

    def _call(self, command: str, **body: object) -> Any:
        self._count += 1
        said = json.dumps([0, self._count, self.COMMANDS[command], body]).encode()
        self._socket.sendall(b"%d:%s" % (len(said), said))
        _, _, wrong, found = self._read()
        if wrong:
            raise WireError(wrong["message"])
        return found["value"] if isinstance(found, dict) and set(found) == {"value"} else found

    def _read(self) -> Any:
        length = b""
        while (byte := self._answers.read(1)) not in (b":", b""):
            length += byte
        if not length:
            raise WireError("Firefox has gone")
        return json.loads(self._answers.read(int(length)))

    def close(self) -> None:
        self._call("quit", flags=["eAttemptQuit"])
        self._process.wait(PATIENCE)


class WebKit(_Driven):
    """WebKitGTK's MiniBrowser, driven by its own WebDriver."""

    COMMANDS = {
        "find": ("POST", "/element"),
        "open": ("POST", "/url"),
        "run": ("POST", "/execute/sync"),
        "clear": ("POST", "/element/{id}/clear"),
        "type": ("POST", "/element/{id}/value"),
        "click": ("POST", "/element/{id}/click"),
        "act": ("POST", "/actions"),
        "new": ("POST", "/window/new"),
        "switch": ("POST", "/window"),
        "quit": ("DELETE", ""),
    }

    def __init__(self, profile: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        folders = {f"XDG_{kind}_HOME": str(profile / kind) for kind in ("DATA", "CACHE", "CONFIG")}
        alone = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "HOME": str(profile)}
        self._process = subprocess.Popen(
            [WEBKIT, f"--port={self._port}"],
            env={**os.environ, **folders, **alone},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._base = ""
        until(lambda: self._ask("GET", "/status", None), "WebKitWebDriver")
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {
            "acceptInsecureCerts": True,
            "pageLoadStrategy": "none",
            # A page that is going away sometimes never answers; it is asked again.
            "timeouts": {"script": 3000, "pageLoad": 10_000, "implicit": 0},
            "webkitgtk:browserOptions": options,
        }
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._base = f"/session/{made['sessionId']}"

    def _call(self, command: str, **body: object) -> Any:
        method, path = self.COMMANDS[command]
        where = path.format(**body)
        return self._ask(method, where, body if method == "POST" else None)

    def _ask(self, method: str, path: str, body: object) -> Any:
        wire = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        wire.request(method, self._base + path, None if body is None else json.dumps(body))
        found = json.load(wire.getresponse())["value"]
        wire.close()
        if isinstance(found, dict) and "error" in found:
            raise WireError(f"{found['error']}: {found.get('message', '')}")
        return found

    def close(self) -> None:
        self._call("quit")
        self._process.terminate()
        self._process.wait(PATIENCE)
