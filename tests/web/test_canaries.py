"""What a person typed is in no log, no temporary folder and no database, whatever goes wrong."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import Mock

import pytest
from flask import Flask

from portal.service.packets import place_of
from portal.settings import Settings
from portal.store.db import Store, Unavailable
from portal.web import create_app, page
from portal.web.journey import code_of
from portal.web.log import LOGGER, to_stderr
from tests.conftest import PEPPER
from tests.web.conftest import Clock, StrictClient
from tests.web.wizard import COOK, FILER, Person, Told

CANARY = "Canaryqzk"
"""A word that is a name, a street, a city; in no word of ours, and in no opaque address."""
ELSEWHERE = "198.51.100.77"
"""Where the person's browser is."""
TOLD: Told = {
    **COOK,
    **FILER,
    "charge-line": {"text": f"720-550/4-C M A POSSESSION OF CANNABIS 10-30 GRAMS {CANARY}"},
    "name": {"name": f"Ana {CANARY}"},
    "other-names": {"name": f"{CANARY} One\n{CANARY} Two"},
    "address": {"street": f"12 {CANARY} St", "city": CANARY, "state": "IL", "zip": "60601"},
    "phone": {"phone": "312 555 0177"},
    "email": {"email": f"{CANARY}@example.org"},
    "explanation": {"text": f"I lost {CANARY}."},
    "agency": {"text": f"{CANARY} Police"},
    "case-number": {"text": "2014-CM-0077331"},
}
TRACES = (CANARY, "0077331", "555-0177", "555 0177", ELSEWHERE)


@pytest.fixture
def listening() -> Iterator[None]:
    """Puts the log back to what it was, after a test has made it as it is when we serve."""
    before = (LOGGER.handlers, LOGGER.level, LOGGER.propagate)
    yield
    LOGGER.handlers, LOGGER.level, LOGGER.propagate = before
    logging.raiseExceptions = True
    logging.getLogger("werkzeug").disabled = False


def traces_in(texts: Mapping[str, bytes], more: tuple[str, ...] = ()) -> list[str]:
    """Where one of the traces stands, in the two encodings that files are written in."""
    return [
        f"{trace} in {name} ({encoding})"
        for name, held in texts.items()
        for trace in (*TRACES, *more)
        for encoding in ("utf-8", "utf-16-le")
        if trace.lower().encode(encoding) in held.lower()
    ]


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def everything_goes_wrong(
    person: Person, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    """Every refusal and every failure, each with something typed in it; their statuses."""
    client, where = person.client, f"/en/p/{code_of('me.explanation')}"
    told = {"text": f"again {CANARY}", "csrf_token": person.token}
    yield client.get(f"/en/{CANARY}?name={CANARY}").status_code
    yield client.get("/en/how", headers={"Host": f"{CANARY}.example"}).status_code
    yield client.open(where, method="PUT", data=told).status_code
    yield client.post(where, data={"text": CANARY}).status_code
    yield client.post(where, data=told, headers={"Origin": f"https://{CANARY}.org"}).status_code
    yield client.post(where, data={**told, "text": CANARY * 4_000}).status_code
    yield client.post(where, data={**told, "seen": "x"}).status_code
    yield client.post("/en/back", data={**told, "code": f"{CANARY} 1234"}).status_code
    yield client.post("/api/v1/check", json={"as_of": CANARY, CANARY: 1}).status_code
    for wrong in (RuntimeError(f"{CANARY} in {told}"), Unavailable(CANARY), KeyError(CANARY)):
        with monkeypatch.context() as patch:
            patch.setattr(Store, "unit", Mock(side_effect=wrong))
            yield client.post(where, data=told).status_code
            yield client.get(f"{where}?{CANARY}").status_code
    with monkeypatch.context() as patch:
        patch.setattr(page, "frame", Mock(side_effect=RuntimeError(CANARY)))
        yield client.get(where).status_code
        yield client.get(f"/en/{CANARY}").status_code
    assert client.get(where).status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("listening")
def test_a_whole_journey_with_every_failure_leaves_no_trace_of_what_was_typed(
    settings: Settings,
    sqlite_store: Store,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    to_stderr()
    assert not logging.raiseExceptions, "or a full disk makes Python print a failure with its text"
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    store = Store(str(sqlite_store.url), PEPPER)
    app = create_app(settings, store, clock)
    app.test_client_class = StrictClient
    client = app.test_client()
    client.environ_base |= {"REMOTE_ADDR": ELSEWHERE, "HTTP_REFERER": f"https://{CANARY}.org/"}
    client.environ_base["HTTP_USER_AGENT"] = CANARY
    reading = sqlite3.connect(sqlite_store.url.database or "")  # so that the WAL stays
    person = Person(client, TOLD)
    person.answer_all()
    person.make("Cook")
    person.check("Cook")
    assert CANARY in person.get(f"check/{place_of('Cook')}").text, "it was typed, and is kept"
    for name in ("all", "1"):
        made = person.get(f"papers/{place_of('Cook')}/{name}.pdf")
        assert made.mimetype == "application/pdf"
    seen = set(everything_goes_wrong(person, app, monkeypatch))
    assert seen >= {400, 403, 404, 405, 409, 413, 422, 500, 503}
    held = files_below(tmp_path)
    assert any(name.endswith("-wal") and content for name, content in held.items())
    out, err = capfd.readouterr()
    assert err.count('"event": "request"') > 80
    assert err.count('"event": "failure"') >= 6
    grouped = " ".join(person.code[at : at + 4] for at in range(0, 22, 4))
    everything = {"stdout": out.encode(), "stderr": err.encode(), **held}
    assert traces_in(everything, (person.code, grouped, person.token)) == []
    assert person.send("erase").status_code == 303
    assert traces_in(files_below(tmp_path), (person.code, grouped)) == []
    reading.close()
    store.close()


def test_a_trace_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(f"CANARYQZK {ELSEWHERE}".encode())
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "core").write_bytes(b"\0" + CANARY.encode("utf-16-le"))
    assert len(traces_in(files_below(tmp_path))) == 3
