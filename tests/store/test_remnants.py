"""What was erased is not in the database's files any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from portal.service import resident, upkeep
from portal.service.resident import Resumed, Visit
from portal.store import cases, vault
from portal.store.db import Store

NOW = datetime(2026, 11, 24, 18, 0, 30, tzinfo=UTC)
CANARY = "CANARYQZ of Kankakee"


def files_of(store: Store) -> bytes:
    database = Path(str(store.url.database))
    return b"".join(
        path.read_bytes() for path in sorted(database.parent.iterdir()) if path.is_file()
    )


def sealed_pieces(store: Store) -> set[bytes]:
    """A stretch of every blob that is stored at this moment."""
    pieces = set()
    queries = ("SELECT locator, wrapped_key, answers, id FROM cases",) + (
        "SELECT token_hash, wrapped_key, code, case_id FROM visits",
    )
    with store.unit(reading=True) as unit:
        for query in queries:
            for row in unit.connection.execute(text(query)):
                blobs = (v.encode() if isinstance(v, str) else v for v in row if v is not None)
                pieces |= {bytes(blob)[-24:] for blob in blobs}
    return pieces


def live_through(store: Store) -> tuple[Visit, set[bytes], str]:
    """A case with a few saves and a second visit; every stretch that was ever stored; the code."""
    started = resident.start(store, NOW, device="own", language="en", state={"name": CANARY})
    code = resident.code_to_show(store, started.visit)
    assert code is not None
    pieces, visit = sealed_pieces(store), started.visit
    for number in range(5):
        state = {"name": CANARY, "story": f"{number} {CANARY}" * 400 * (5 - number)}
        saved = resident.save(store, visit, state, NOW)
        assert isinstance(saved, Visit)
        visit, pieces = saved, pieces | sealed_pieces(store)
    back = resident.resume(store, code, NOW, device="shared", language="es", address=b"\x7f\0\0\1")
    assert isinstance(back, Resumed)
    return visit, pieces | sealed_pieces(store), code


def found(store: Store, pieces: Iterable[bytes]) -> int:
    kept = files_of(store)
    return sum(piece in kept for piece in pieces)


def test_no_plain_word_code_or_token_is_ever_in_the_files(sqlite_store: Store) -> None:
    visit, pieces, code = live_through(sqlite_store)
    kept = files_of(sqlite_store)
    assert found(sqlite_store, pieces) > 5
    plain = (CANARY, code, vault.show_code(code), code[:12])
    assert not any(word.encode() in kept or word.encode("utf-16-le") in kept for word in plain)
    assert visit.case_key not in kept
    assert visit.token.key not in kept


def test_erasing_a_case_leaves_nothing_of_it_in_the_files(sqlite_store: Store) -> None:
    visit, pieces, _ = live_through(sqlite_store)
    assert resident.erase(sqlite_store, visit)
    assert found(sqlite_store, pieces) == 0


def test_upkeep_leaves_nothing_of_a_case_that_had_its_time(sqlite_store: Store) -> None:
    _, pieces, _ = live_through(sqlite_store)
    done = upkeep.run(sqlite_store, NOW + cases.KEPT + timedelta(days=1))
    assert (done.cases_erased, done.scrubbed) == (1, True)
    assert found(sqlite_store, pieces) == 0


def test_a_code_that_was_replaced_leaves_nothing_after_upkeep(sqlite_store: Store) -> None:
    visit, _, _ = live_through(sqlite_store)
    before = sealed_pieces(sqlite_store)
    resident.new_code(sqlite_store, visit)
    after = sealed_pieces(sqlite_store)
    assert upkeep.run(sqlite_store, NOW).scrubbed
    assert before - after
    assert found(sqlite_store, before - after) == 0
    assert found(sqlite_store, after) == len(after)


def test_erasing_while_someone_reads_erases_and_upkeep_wipes_the_rest(sqlite_store: Store) -> None:
    visit, pieces, code = live_through(sqlite_store)
    with sqlite_store.unit(reading=True) as unit:
        unit.connection.execute(text("SELECT count(*) FROM cases")).scalar_one()
        impatient = Store(str(sqlite_store.url), sqlite_store.pepper, busy_milliseconds=10)
        assert not resident.erase(impatient, visit)
        impatient.close()
    assert upkeep.run(sqlite_store, NOW).scrubbed
    assert found(sqlite_store, pieces) == 0
    refused = resident.resume(
        sqlite_store, code, NOW, device="own", language="en", address=b"\x7f\0\0\1"
    )
    assert isinstance(refused, resident.Refused)
