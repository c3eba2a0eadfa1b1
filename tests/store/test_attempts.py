"""The budget for guessing codes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from portal.store import attempts
from portal.store.attempts import FEW, FIRST_TRIES, LATER_TRIES, ONE_ADDRESS, Taken, Wait
from portal.store.db import Store

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
HOME = bytes([192, 0, 2, 1])


def address(number: int) -> bytes:
    return bytes([198, 51, number // 256, number % 256])


def miss(store: Store, who: bytes, now: datetime = NOW) -> bool:
    with store.unit() as unit:
        taken = attempts.take(store, unit, who, now)
        if isinstance(taken, Taken):
            unit.commit()
        return isinstance(taken, Taken)


def hit(store: Store, who: bytes, now: datetime = NOW) -> bool:
    with store.unit() as unit:
        taken = attempts.take(store, unit, who, now)
        if isinstance(taken, Wait):
            return False
        attempts.give_back(unit, taken)
        unit.commit()
        return True


def spread(number: int) -> datetime:
    """Far enough apart that the budget everyone shares is never what refuses."""
    return NOW + timedelta(seconds=6 * number)


def test_one_address_may_miss_sixty_times_in_an_hour_and_then_must_wait(store: Store) -> None:
    allowed = [miss(store, HOME, NOW + timedelta(milliseconds=number)) for number in range(40)]
    # A few first tries, then what is left for those who go on guessing.
    assert allowed == [True] * (FEW + 1 + LATER_TRIES.most) + [False] * (40 - FEW - 1 - 30)
    won_back = [miss(store, HOME, spread(number)) for number in range(1, 60)]
    assert 0 < sum(won_back) <= ONE_ADDRESS.most


def test_an_address_that_misses_without_end_gets_no_more_than_its_budget(store: Store) -> None:
    tries = [miss(store, HOME, spread(number)) for number in range(200)]
    # 60 at once, and 20 won back in those 20 minutes.
    assert sum(tries) <= ONE_ADDRESS.most + 20
    assert tries[0]


def test_everyone_together_gets_no_more_first_tries_than_written(store: Store) -> None:
    allowed = [miss(store, address(number)) for number in range(FIRST_TRIES.most + 5)]
    assert allowed == [True] * FIRST_TRIES.most + [False] * 5
    later = NOW + FIRST_TRIES.over / FIRST_TRIES.most
    assert [miss(store, address(500 + n), later) for n in range(2)] == [True, False]


def test_who_goes_on_guessing_does_not_lock_out_a_newcomer(store: Store) -> None:
    for number in range(20):
        for _ in range(10):
            miss(store, address(number), NOW + timedelta(seconds=3 * number))
    assert not miss(store, address(19), NOW + timedelta(seconds=57))
    assert hit(store, HOME, NOW + timedelta(seconds=57))


def test_a_library_full_of_people_with_good_codes_is_never_refused(store: Store) -> None:
    assert all(hit(store, HOME) for _ in range(150))


def test_a_refused_try_costs_nothing(store: Store) -> None:
    for number in range(FIRST_TRIES.most):
        miss(store, address(number))
    for _ in range(10):
        assert not miss(store, HOME)
    assert miss(store, HOME, NOW + timedelta(seconds=1))


def test_addresses_of_one_customer_of_the_new_internet_count_as_one(store: Store) -> None:
    one = bytes.fromhex("20010db8000000010000000000000001")
    neighbor = bytes.fromhex("20010db80000ffff00000000000000ff")
    other = bytes.fromhex("20010db8000100010000000000000001")
    for who in (one, neighbor, other):
        miss(store, who)
    with store.unit(reading=True) as unit:
        found = unit.connection.execute(text("SELECT count(*) FROM attempts")).scalar_one()
    assert found == 2 + 1  # the budget everyone shares


def test_no_address_is_kept_and_the_same_one_looks_different_an_hour_later(store: Store) -> None:
    miss(store, HOME)
    miss(store, HOME, NOW + timedelta(hours=1))
    with store.unit(reading=True) as unit:
        found = [bytes(row[0]) for row in unit.connection.execute(text("SELECT who FROM attempts"))]
    blurred = [who for who in found if who != b"first"]
    assert len(set(blurred)) == 2
    assert all(HOME not in who and len(who) == 32 for who in blurred)


def test_budgets_that_are_whole_again_are_forgotten(store: Store) -> None:
    miss(store, HOME)
    with store.unit() as unit:
        whole = NOW + timedelta(milliseconds=ONE_ADDRESS.cost)
        assert attempts.forget(unit, whole - timedelta(milliseconds=1)) == 1
        assert attempts.forget(unit, whole) == 1
        unit.commit()


def test_a_clock_that_was_wrong_for_a_while_locks_nobody_out(store: Store) -> None:
    assert miss(store, HOME, NOW + timedelta(days=400))
    assert miss(store, HOME, NOW)
    assert miss(store, HOME, NOW - timedelta(days=400))


def test_a_process_whose_moment_is_a_little_older_does_not_make_a_spent_budget_whole(
    store: Store,
) -> None:
    for number in range(FIRST_TRIES.most):
        assert miss(store, address(number))
    for behind in (1, 900, 5_000, 60_000):
        assert not miss(store, address(600), NOW - timedelta(milliseconds=behind))
    with store.unit() as unit:
        attempts.forget(unit, NOW - timedelta(seconds=5))
        unit.commit()
    assert not miss(store, address(600))


def test_an_address_that_missed_often_stays_known_to_a_process_that_is_behind(
    store: Store,
) -> None:
    last = NOW
    while miss(store, HOME, last):
        last += timedelta(seconds=6)
    assert not any(miss(store, HOME, last - timedelta(seconds=behind)) for behind in (1, 30, 90))
    assert miss(store, HOME, last - timedelta(days=1))


def test_many_at_once_share_one_budget(store: Store) -> None:
    allowed: list[bool] = []

    def work(first: int) -> None:
        allowed.extend(miss(store, address(first + n)) for n in range(33))

    threads = [threading.Thread(target=work, args=(100 * number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(allowed), sum(allowed)) == (264, FIRST_TRIES.most)
