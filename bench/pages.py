"""How long the server works on a page, database and packing included, and how heavy the page is."""

from __future__ import annotations

import gzip
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from flask import Flask  # noqa: E402 - found through the path above
from flask.testing import FlaskClient  # noqa: E402

from portal.interview.answers import Answers  # noqa: E402
from portal.interview.path import path as path_of  # noqa: E402
from portal.settings import Settings, create_secrets  # noqa: E402
from portal.store.db import Store  # noqa: E402
from portal.web import create_app  # noqa: E402
from portal.web.journey import code_of  # noqa: E402
from portal.web.memory import settle  # noqa: E402

ROUNDS, STRETCH = 800, 50
MILLISECONDS_ALLOWED = 2.0
BYTES_ALLOWED = 5 * 1024
COLD_ALLOWED = 14 * 1024
HTTPS = "https://localhost"
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
TOLD = {
    "where": {"answer": "illinois"},
    "county": {"county": "cook"},
    "court": {"answer": "adult"},
    "paper": {"answer": "no"},
    "what": {"answer": "possession"},
    "grams": {"amount": "20", "unit": "grams"},
    "when": {"year": "2014", "month": "5", "day": "3"},
    "ended": {"answer": "convicted"},
    "class": {"answer": "misdemeanor-a"},
    "judged": {"year": "2014"},
    "sentence": {"answer": "complete"},
    "sentence-end": {"year": "2015"},
    "another-charge": {"answer": "no"},
    "since": {"answer": ""},
    "another-case": {"answer": "no"},
}
"""One case as people tell it; what is asked beyond is answered with "I don't know"."""
PACKED = {"Accept-Encoding": "gzip"}


def main() -> None:
    """Print what each page costs, beside a bare word of Flask's, and the share of its budgets."""
    with tempfile.TemporaryDirectory() as folder:
        client = made_client(Path(folder))
        tell(client)
        where, happened = code_of("a.where"), code_of("a-1.judged")
        plain, watch = _plain(), Stopwatch(client.application)
        print(f"{'':14}  at quiet  x word  budget     all   clock  slowest   size  budget")
        for name, path in (
            ("first page", "/en/"),
            ("in Spanish", "/es/"),
            ("a choice", f"/en/p/{where}"),
            ("a date", f"/en/p/{happened}"),
            ("overview", "/en/overview"),
            ("results", "/en/results"),
        ):
            ask: Callable[[], bytes] = partial(get, client, path)
            _report(name, ask, watch, plain)
        sealed = token(client, f"/en/p/{where}")
        changing = cycle([{"answer": "illinois"}, {"answer": "unsure"}])
        here = f"/en/p/{where}?r=1"
        _report("an answer", lambda: post(client, here, sealed, next(changing)), watch, plain)
        total = cold(client.application.test_client(), "en")
        print(f"cold first page with script and icon: {total} bytes, {total / COLD_ALLOWED:.2f}")


def made_client(folder: Path) -> FlaskClient:
    """A browser without windows, of a portal that has just been set up in ``folder``."""
    environ = {"FRESHPAGE_INSTANCE": str(folder / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    settings = Settings.read(environ)
    store = Store(settings.database_url, settings.pepper())
    store.migrate()
    app = create_app(settings, store, lambda: NOW)
    app.test_client_class = _Https
    settle()  # as in a worker of the server
    return app.test_client()


def tell(client: FlaskClient) -> None:
    """Begin, and answer every question."""
    sealed = begin(client)
    answers = Answers()
    while step := path_of(answers, NOW.date()).next:
        told = TOLD.get(step.question.id, {"answer": "unsure", "unsure": "yes"})
        post(client, f"/en/p/{code_of(step.key)}", sealed, told)
        answers = answers.with_answer(step.key, told)


def begin(client: FlaskClient) -> str:
    """Begin and note the code; what each form then has to send."""
    post(client, "/en/start", token(client, "/en/start"), {"device": "own"})
    sealed = token(client, "/en/code")
    post(client, "/en/code", sealed, {})
    return sealed


def token(client: FlaskClient, path: str) -> str:
    """What the form of a page sends to show that it is ours."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


class _Https(FlaskClient):
    def open(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        kwargs.setdefault("base_url", HTTPS)
        return super().open(*args, **kwargs)


def get(client: FlaskClient, path: str) -> bytes:
    """The page as it goes over the wire."""
    response = client.get(path, headers=PACKED)
    assert response.status_code == 200, (path, response.status_code)
    return response.data


def post(client: FlaskClient, path: str, sealed: str, told: Mapping[str, str]) -> bytes:
    """Send a form, as a browser does."""
    response = client.post(path, data={"csrf_token": sealed, **told}, headers=PACKED)
    assert response.status_code == 303, response.status_code
    return response.data


class Stopwatch:
    """Between a server and an app: how long the app works on each request, in milliseconds, by its
    own work and by the clock."""

    def __init__(self, app: Flask) -> None:
        self.own: list[float] = []
        self.clock: list[float] = []
        self._app = app.wsgi_app
        app.wsgi_app = self  # type: ignore[method-assign]

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        before, began = time.thread_time(), time.perf_counter()
        answered = self._app(environ, start)
        body = list(answered)
        self.clock.append((time.perf_counter() - began) * 1000)
        self.own.append((time.thread_time() - before) * 1000)
        getattr(answered, "close", bool)()
        return body

    def median(self, ask: Callable[[], bytes]) -> tuple[float, float, float, float]:
        """Of many requests: the median of our own work in the quietest stretch and in all of them,
        the median by the clock, and the slowest hundredth by the clock.

        Own work does not count waiting for others and for the disk. But a core that is shared with
        other machines is itself slower at times, by half and more: so believe the first.
        """
        for _ in range(20):
            ask()
        self.own.clear()
        self.clock.clear()
        for _ in range(ROUNDS):
            ask()
        stretches = [self.own[at : at + STRETCH] for at in range(0, ROUNDS, STRETCH)]
        return (
            min(map(statistics.median, stretches)),
            statistics.median(self.own),
            statistics.median(self.clock),
            statistics.quantiles(self.clock, n=100)[-1],
        )


def _report(name: str, ask: Callable[[], bytes], watch: Stopwatch, plain: float) -> None:
    body = ask()
    quiet, own, clock, slow = watch.median(ask)
    print(
        f"{name:14}  {quiet:5.2f} ms  {quiet / plain:5.1f}  {quiet / MILLISECONDS_ALLOWED:6.2f}",
        end="",
    )
    print(f"  {own:6.2f}  {clock:6.2f}  {slow:6.2f}", end="")
    print(f"  {len(body):6}  {len(body) / BYTES_ALLOWED:6.2f}")


def _plain() -> float:
    """What Flask takes for a word: the floor under every page, in the same run."""
    app = Flask("plain")
    app.add_url_rule("/", view_func=lambda: "hello")
    client, watch = app.test_client(), Stopwatch(app)
    return watch.median(lambda: client.get("/").data)[0]


def cold(client: FlaskClient, tag: str) -> int:
    """The bytes of a very first visit: the first page, and all that it asks for."""
    first = get(client, f"/{tag}/")
    names = re.findall(r'"(/assets/[^"]+)"', gzip.decompress(first).decode())
    return len(first) + sum(len(get(client, name)) for name in names)


if __name__ == "__main__":
    main()
