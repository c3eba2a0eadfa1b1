"""What was erased is not in the database's files any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

from portal.service import codes, entrance, resident, upkeep
from portal.service.visit import Refused, Resumed, Visit
from portal.store import cases, vault
from portal.store.db import Store

NOW = datetime(2026, 11, 24, 18, 0, 30, tzinfo=UTC)
CANARY = "CANARYQZ of Kankakee"
PEPPER = b"a pepper for tests, of 32 bytes."


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
    started = entrance.start(store, NOW, device="own", state={"name": CANARY})
    code = codes.code_to_show(store, started.visit)
    assert code is not None
    pieces, visit = sealed_pieces(store), started.visit
    for number in range(5):
        state = {"name": CANARY, "story": f"{number} {CANARY}" * 400 * (5 - number)}
        saved = resident.save(store, visit, state, NOW)
        assert isinstance(saved, Visit)
        visit, pieces = saved, pieces | sealed_pieces(store)
    back = entrance.resume(store, code, NOW, device="shared", address=b"\x7f\0\0\1")
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
    codes.new_code(sqlite_store, visit)
    after = sealed_pieces(sqlite_store)
    assert upkeep.run(sqlite_store, NOW).scrubbed
    assert before - after
    assert found(sqlite_store, before - after) == 0
    assert found(sqlite_store, after) == len(after)


def test_erasing_while_someone_reads_erases_and_upkeep_wipes_the_rest(sqlite_store: Store) -> None:
    visit, pieces, code = live_through(sqlite_store)
    with sqlite_store.unit(reading=True) as unit:
        unit.connection.execute(text("BEGIN"))  # for as long as the reader takes
        unit.connection.execute(text("SELECT count(*) FROM cases")).scalar_one()
        impatient = Store(str(sqlite_store.url), sqlite_store.pepper, busy_milliseconds=10)
        assert not resident.erase(impatient, visit)
        impatient.close()
    assert upkeep.run(sqlite_store, NOW).scrubbed
    assert found(sqlite_store, pieces) == 0
    refused = entrance.resume(sqlite_store, code, NOW, device="own", address=b"\x7f\0\0\1")
    assert isinstance(refused, Refused)


@pytest.mark.postgres
def test_a_database_that_is_away_cannot_be_wiped_now_and_that_is_no_failure(tmp_path: Path) -> None:
    store = Store(f"postgresql://portal@/portal?host={tmp_path}", PEPPER)
    assert not store.scrub()
    store.close()


def files_with(store: Store, pieces: Iterable[bytes]) -> set[str]:
    """The files below PostgreSQL's data folder that hold a piece; the folder of each is enough."""
    data = Path(str(store.url.query["host"])) / "data"
    found = set()
    for path in data.rglob("*"):
        kept = path.read_bytes() if path.is_file() else b""
        if any(piece in kept for piece in pieces):
            found.add(path.relative_to(data).parts[0])
    return found


def run_as_superuser(server: URL, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.postgres
def test_upkeep_leaves_nothing_in_any_file_of_postgresql(
    postgresql: URL, migrated_template: URL, quick_codes: None
) -> None:
    run_as_superuser(postgresql, "CREATE DATABASE wiped TEMPLATE ready")
    store = Store(postgresql.set(database="wiped").render_as_string(hide_password=False), PEPPER)
    visit, pieces, _ = live_through(store)
    run_as_superuser(postgresql, "CHECKPOINT")  # into the tables' own files
    assert files_with(store, pieces) == {"base", "pg_wal"}
    assert not resident.erase(store, visit)
    assert files_with(store, pieces)
    assert upkeep.run(store, NOW).scrubbed
    assert files_with(store, pieces) == set()
    store.close()


@pytest.mark.postgres
def test_where_the_server_keeps_its_log_upkeep_says_so_and_the_tables_are_wiped_all_the_same(
    postgresql: URL, quick_codes: None
) -> None:
    run_as_superuser(postgresql, "CREATE ROLE plain LOGIN", "CREATE DATABASE plain OWNER plain")
    url = postgresql.set(username="plain", database="plain")
    store = Store(url.render_as_string(hide_password=False), PEPPER)
    store.migrate()
    visit, pieces, _ = live_through(store)
    run_as_superuser(postgresql, "CHECKPOINT")
    resident.erase(store, visit)
    assert not upkeep.run(store, NOW).scrubbed
    assert files_with(store, pieces) == {"pg_wal"}
    rights = "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO plain"
    run_as_superuser(postgresql.set(database="plain"), rights, "GRANT pg_checkpoint TO plain")
    assert upkeep.run(store, NOW).scrubbed
    assert files_with(store, pieces) == set()
    store.close()
