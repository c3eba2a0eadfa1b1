"""What is erased, and on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from portal.service import codes, entrance, resident, upkeep
from portal.service.visit import Ended, Refused, Resumed, Started, Visit
from portal.store.db import Store

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
HOME = bytes([192, 0, 2, 1])


def start(store: Store, now: datetime = NOW) -> tuple[Started, str]:
    started = entrance.start(store, now, device="shared", state={"a": 1})
    code = codes.code_to_show(store, started.visit)
    assert code is not None
    return started, code


def resume(store: Store, code: str, now: datetime) -> object:
    return entrance.resume(store, code, now, device="shared", address=HOME)


def test_a_case_is_kept_for_thirty_days_after_its_last_use_and_then_erased(store: Store) -> None:
    start(store)
    last = datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC)
    assert upkeep.run(store, last).cases_erased == 0
    assert upkeep.run(store, last + timedelta(seconds=1)).cases_erased == 1


def test_a_code_works_until_the_last_day_and_not_after_even_before_upkeep_ran(store: Store) -> None:
    _, code = start(store)
    _, other = start(store)
    last = datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC)
    assert isinstance(resume(store, other, last + timedelta(seconds=1)), Refused)
    assert isinstance(resume(store, code, last), Resumed)


@pytest.mark.parametrize("how", ["resume", "open", "save"])
def test_every_use_starts_the_thirty_days_anew(store: Store, how: str) -> None:
    midnight = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    started, code = start(store, midnight - timedelta(minutes=5))
    if how == "resume":
        assert isinstance(resume(store, code, midnight), Resumed)
    elif how == "open":
        assert isinstance(entrance.open_visit(store, started.token, midnight), Visit)
    else:
        assert isinstance(resident.save(store, started.visit, {}, midnight), Visit)
    assert upkeep.run(store, midnight + timedelta(days=30)).cases_erased == 0
    assert upkeep.run(store, midnight + timedelta(days=31)).cases_erased == 1


def test_a_use_in_the_last_hour_of_a_long_visit_counts_too(store: Store) -> None:
    now = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    started = entrance.start(store, now, device="own", state={})
    while now < datetime(2026, 11, 25, 0, 10, tzinfo=UTC):
        now += timedelta(minutes=20)
        visit = entrance.open_visit(store, started.token, now)
        assert isinstance(visit, Visit)
        ends_at = visit.ends_at
    assert ends_at == datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    assert upkeep.run(store, datetime(2026, 12, 25, 0, 0, tzinfo=UTC)).cases_erased == 0


@pytest.mark.parametrize("how", ["resume", "open", "save"])
def test_a_clock_set_back_for_a_while_takes_no_day_from_a_case(store: Store, how: str) -> None:
    started, code = start(store)
    wrong = NOW - timedelta(days=400)
    if how == "resume":
        assert isinstance(resume(store, code, wrong), Resumed)
    elif how == "open":
        assert isinstance(entrance.open_visit(store, started.token, wrong), Visit)
    else:
        assert isinstance(resident.save(store, started.visit, {}, wrong), Visit)
    assert upkeep.run(store, NOW + timedelta(days=30)).cases_erased == 0
    assert isinstance(resume(store, code, NOW + timedelta(days=30)), Resumed)


def test_the_day_we_promise_is_over_everywhere_in_illinois_before_the_case_goes(
    store: Store,
) -> None:
    started, _ = start(store, datetime(2026, 11, 24, 23, 59, tzinfo=UTC))
    assert started.visit.kept_through == date(2026, 12, 23)
    # 23 December ends in Illinois at 06:00 UTC of the 24th.
    assert upkeep.run(store, datetime(2026, 12, 24, 6, 0, tzinfo=UTC)).cases_erased == 0


def test_a_visit_that_is_over_loses_its_keys_at_once_and_its_row_a_day_later(store: Store) -> None:
    started, _ = start(store)
    over = started.visit.ends_at
    assert upkeep.run(store, over - timedelta(seconds=1)).visits_locked == 0
    done = upkeep.run(store, over)
    assert (done.visits_locked, done.visits_forgotten) == (1, 0)
    with store.unit(reading=True) as unit:
        query = text("SELECT wrapped_key, code FROM visits")
        assert list(unit.connection.execute(query).one()) == [None, None]
    assert upkeep.run(store, over).visits_locked == 0
    assert upkeep.run(store, over + timedelta(days=1, seconds=-1)).visits_forgotten == 0
    assert upkeep.run(store, over + timedelta(days=1)).visits_forgotten == 1
    assert entrance.open_visit(store, started.token, over) is None


def test_a_visit_without_keys_is_over_even_if_the_clock_goes_back(store: Store) -> None:
    started, code = start(store)
    upkeep.run(store, started.visit.ends_at)
    assert isinstance(entrance.open_visit(store, started.token, NOW), Ended)
    assert isinstance(resume(store, code, NOW), Resumed)


def test_upkeep_counts_what_it_forgets_and_a_second_run_finds_nothing(store: Store) -> None:
    _, code = start(store)
    resume(store, "0000000000000000079444", NOW)
    first = upkeep.run(store, NOW + timedelta(days=40))
    assert first == upkeep.Done(
        cases_erased=1, visits_locked=0, visits_forgotten=0, attempts_forgotten=2, scrubbed=True
    )
    assert upkeep.run(store, NOW + timedelta(days=40)) == upkeep.Done(
        cases_erased=0, visits_locked=0, visits_forgotten=0, attempts_forgotten=0, scrubbed=True
    )
    assert isinstance(resume(store, code, NOW), Refused)
