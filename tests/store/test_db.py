"""Units of work, the files they are kept in, and the tables."""

from __future__ import annotations

import os
import stat
import threading
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from portal.store import cases, visits
from portal.store.db import Store, Unavailable, Unit

PEPPER = b"a pepper for tests, of 32 bytes."
DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)

WHAT_A_COPY_OF_THE_DATABASE_SHOWS = {
    "alembic_version": {"version_num"},
    "cases": {
        "id",
        "locator",
        "wrapped_key",
        "answers",
        "version",
        "created_on",
        "used_on",
        "expires_on",
    },
    "visits": {
        "token_hash",
        "case_id",
        "wrapped_key",
        "code",
        "device",
        "started_at",
        "ends_at",
    },
    "attempts": {"who", "spent_until"},
}


def put_in(store: Store, id: str = "a" * 32) -> None:
    with store.unit() as unit:
        locator = id.encode()
        cases.add(unit, id=id, locator=locator, wrapped_key=b"k", answers=b"s", day=DAY)
        unit.commit()


def add_visit(unit: Unit, *, started_at: datetime = NOW) -> None:
    visits.add(
        unit,
        token_hash=b"t" * 32,
        case_id="a" * 32,
        wrapped_key=b"w",
        code=None,
        device="own",
        started_at=started_at,
        ends_at=NOW + timedelta(hours=1),
    )


def put_in_and_fail(store: Store) -> None:
    with store.unit() as unit:
        cases.add(unit, id="a" * 32, locator=b"l", wrapped_key=b"k", answers=b"s", day=DAY)
        _ = 1 / 0


def put_in_too_much(store: Store) -> None:
    with store.unit() as unit:
        unit.connection.exec_driver_sql("PRAGMA max_page_count=20")
        big = b"s" * 200_000
        cases.add(unit, id="b" * 32, locator=b"l", wrapped_key=b"k", answers=big, day=DAY)
        unit.commit()


def count(store: Store) -> int:
    with store.unit(reading=True) as unit:
        return int(unit.connection.execute(text("SELECT count(*) FROM cases")).scalar_one())


def test_a_copy_of_the_database_shows_these_columns_and_no_others(store: Store) -> None:
    looked = inspect(store.engine)
    shown = {
        name: {c["name"] for c in looked.get_columns(name)} for name in looked.get_table_names()
    }
    assert shown == WHAT_A_COPY_OF_THE_DATABASE_SHOWS


def test_a_unit_that_is_not_committed_was_never_there(store: Store) -> None:
    with store.unit() as unit:
        cases.add(unit, id="a" * 32, locator=b"l", wrapped_key=b"k", answers=b"s", day=DAY)
    assert count(store) == 0
    with pytest.raises(ZeroDivisionError):
        put_in_and_fail(store)
    assert count(store) == 0


def test_a_visit_needs_its_case_and_goes_with_it(store: Store) -> None:
    put_in(store)
    with store.unit() as unit:
        add_visit(unit)
        unit.commit()
    with store.unit() as unit:
        unit.connection.execute(text("DELETE FROM cases"))
        unit.commit()
    with store.unit(reading=True) as unit:
        assert unit.connection.execute(text("SELECT count(*) FROM visits")).scalar_one() == 0


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_given_in(store: Store) -> None:
    put_in(store)
    chicago = timezone(timedelta(hours=-6))
    with store.unit() as unit:
        add_visit(unit, started_at=NOW.astimezone(chicago))
        unit.commit()
    with store.unit(reading=True) as unit:
        seen = visits.look(unit, b"t" * 32)
    assert seen is not None
    assert (seen.started_at, seen.started_at.tzinfo) == (NOW, UTC)


def test_a_moment_without_a_zone_is_refused(sqlite_store: Store) -> None:
    put_in(sqlite_store)
    with pytest.raises(Exception, match="time zone"), sqlite_store.unit() as unit:
        add_visit(unit, started_at=NOW.replace(tzinfo=None))


def test_fifty_writers_at_once_all_get_their_turn(store: Store) -> None:
    def work(number: int) -> None:
        for turn in range(5):
            put_in(store, f"{number:016d}{turn:016d}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == 50


def test_sqlite_is_set_up_to_lose_nothing_and_leave_nothing(sqlite_store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "temp_store": 2,
    }
    with sqlite_store.unit(reading=True) as unit:
        for pragma, value in expected.items():
            found = unit.connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            assert (pragma, found) == (pragma, value)


def test_a_new_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new.db'}", PEPPER)
    store.migrate()
    put_in(store)
    for name in os.listdir(tmp_path):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert {"new.db", "new.db-wal"} <= set(os.listdir(tmp_path))
    store.close()


def test_a_locked_database_is_unavailable_and_says_nothing_of_what_was_written(
    sqlite_store: Store,
) -> None:
    with sqlite_store.unit() as unit:
        unit.connection.exec_driver_sql("SELECT 1")
        other = Store(str(sqlite_store.url), PEPPER, busy_milliseconds=10)
        with pytest.raises(Unavailable) as refused, other.unit() as late:
            cases.add(late, id="CANARY", locator=b"l", wrapped_key=b"k", answers=b"s", day=DAY)
        other.close()
    assert "CANARY" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_database_that_is_away_is_unavailable(tmp_path: Path) -> None:
    store = Store(f"postgresql://portal@/portal?host={tmp_path}", PEPPER)
    with pytest.raises(Unavailable), store.unit(reading=True):
        pass
    store.close()


def test_a_full_disk_is_unavailable_and_nothing_is_half_written(sqlite_store: Store) -> None:
    put_in(sqlite_store)
    with pytest.raises(Unavailable):
        put_in_too_much(sqlite_store)
    assert count(sqlite_store) == 1


def test_errors_do_not_carry_what_was_written(store: Store) -> None:
    put_in(store)
    with pytest.raises(Exception, match=r"(?i)unique") as refused:
        put_in(store)
    assert "parameters hidden" in str(refused.value)
    assert repr(PEPPER) not in str(refused.value)


def test_a_database_that_would_not_last_is_refused() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="file"):
            Store(url, PEPPER)
