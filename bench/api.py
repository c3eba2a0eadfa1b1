"""How long the server works on a check over HTTP, beside the check itself and a bare word."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from flask import Flask  # noqa: E402 - found through the path above

from portal.languages import voice  # noqa: E402
from portal.service.check import check_text  # noqa: E402
from portal.settings import Settings, create_secrets  # noqa: E402
from portal.web import create_app  # noqa: E402

ROUNDS = 400
HTTPS = "https://localhost"
DOCUMENT = (ROOT / "tests" / "law" / "plain_document.json").read_bytes()


def main() -> None:
    """Print the medians, taken in turns so that a busy machine is busy for all."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"FRESHPAGE_INSTANCE": str(Path(folder) / "instance")}
        create_secrets(Settings.read(environ, creating=True))
        client = create_app(Settings.read(environ), clock=_hurrying()).test_client()
        bare = Flask("bare")
        bare.add_url_rule("/", view_func=lambda: "word")
        word = bare.test_client()
        english = voice("en")
        jobs: dict[str, Callable[[], object]] = {
            "a bare word of Flask's": lambda: word.get("/", base_url=HTTPS),
            "the check itself": lambda: check_text(DOCUMENT, english),
            "POST /api/v1/check": lambda: client.post(
                "/api/v1/check", data=DOCUMENT, content_type="application/json", base_url=HTTPS
            ),
            "GET /api/v1/law": lambda: client.get("/api/v1/law", base_url=HTTPS),
            "GET /api/v1/counties": lambda: client.get("/api/v1/counties", base_url=HTTPS),
        }
        taken = _taken(jobs)
    size = len(json.dumps(json.loads(DOCUMENT)))
    print(f"one case with one charge ({size} bytes), median of {ROUNDS}:")
    for name, milliseconds in taken.items():
        print(f"  {name:24} {milliseconds:6.2f} ms")
    over = taken["POST /api/v1/check"] - taken["a bare word of Flask's"]
    print(f"  HTTP costs {over / taken['the check itself']:.1f} times the check itself, all told")


def _taken(jobs: dict[str, Callable[[], object]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(ROUNDS + 20):
        for name, job in jobs.items():
            begun = time.perf_counter()
            job()
            if turn >= 20:
                times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def _hurrying() -> Callable[[], datetime]:
    """A clock that gives every request a full bucket."""
    moments = iter(range(10**9))
    start = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    return lambda: start + timedelta(seconds=30 * next(moments))


if __name__ == "__main__":
    main()
