"""A resident's own case, from the first answer to its end."""

from __future__ import annotations

import os
import select
import signal
import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from portal.say import Msg
from portal.service import codes, entrance, resident
from portal.service.visit import (
    Device,
    Ended,
    Refused,
    Resumed,
    Stale,
    Started,
    State,
    TooMany,
    TooMuch,
    Visit,
)
from portal.store import vault
from portal.store.db import Store

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOME = bytes([192, 0, 2, 1])
ANSWERS: State = {"shape": 1, "raw": {"a.county": {"value": "Cook"}, "me.name": {"first": "Łucja"}}}

MOVE_ANSWERS = """UPDATE cases SET answers = (SELECT answers FROM cases WHERE id = :other)
    WHERE id = :ours"""
MOVE_KEY = """UPDATE cases SET wrapped_key = (SELECT wrapped_key FROM cases WHERE id = :other)
    WHERE id = :ours"""


def start(store: Store, *, device: Device = "shared", now: datetime = NOW) -> Started:
    return entrance.start(store, now, device=device, state=ANSWERS)


def code_of(store: Store, started: Started) -> str:
    code = codes.code_to_show(store, started.visit)
    assert code is not None
    return code


def resume(store: Store, code: str, now: datetime = NOW) -> Resumed | Refused | TooMany:
    return entrance.resume(store, code, now, device="own", address=HOME)


def back(store: Store, code: str, now: datetime = NOW) -> Resumed:
    resumed = resume(store, code, now)
    assert isinstance(resumed, Resumed)
    return resumed


def opened(store: Store, token: str, now: datetime = NOW) -> Visit:
    visit = entrance.open_visit(store, token, now)
    assert isinstance(visit, Visit)
    return visit


def saved(store: Store, visit: Visit, state: State, now: datetime = NOW) -> Visit:
    done = resident.save(store, visit, state, now)
    assert isinstance(done, Visit)
    return done


def change(store: Store, statement: str, **values: object) -> None:
    with store.unit() as unit:
        assert unit.connection.execute(text(statement), values).rowcount > 0
        unit.commit()


# Starting and coming back


def test_what_was_saved_is_there_when_the_next_page_opens(store: Store) -> None:
    started = start(store)
    assert opened(store, started.token).state == ANSWERS
    saved(store, started.visit, {"shape": 1, "raw": {}})
    assert opened(store, started.token).state == {"shape": 1, "raw": {}}


def test_the_code_leads_back_to_the_answers_on_another_device(store: Store) -> None:
    started = start(store)
    code = code_of(store, started)
    resumed = back(store, f" {codes.show_code(code)} ")
    assert resumed.visit.state == ANSWERS
    assert resumed.visit.device == "own"
    assert codes.code_to_show(store, resumed.visit) is None
    assert not resumed.visit.code_waiting


def test_coming_back_gives_a_new_token_and_leaves_the_other_device_alone(store: Store) -> None:
    started = start(store)
    first, second = (back(store, code_of(store, started)) for _ in range(2))
    assert len({started.token, first.token, second.token}) == 3
    for token in (started.token, first.token, second.token):
        assert opened(store, token).case_id == started.visit.case_id


def test_the_code_is_shown_until_it_is_noted_and_then_known_to_nobody(store: Store) -> None:
    started = start(store)
    code = code_of(store, started)
    assert opened(store, started.token).code_waiting
    assert code_of(store, started) == code
    codes.code_noted(store, started.visit)
    assert codes.code_to_show(store, started.visit) is None
    assert not opened(store, started.token).code_waiting
    assert back(store, code).visit.state == ANSWERS


def test_every_code_that_opens_nothing_gets_the_same_answer_after_the_same_work(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    slow = vault.root

    def noted(code: str, pepper: bytes) -> vault.Root:
        worked.append(code)
        return slow(code, pepper)

    monkeypatch.setattr(vault, "root", noted)
    replaced, erased, expired = start(store), start(store), start(store)
    old = [vault.new_code(), *(code_of(store, case) for case in (replaced, erased, expired))]
    codes.new_code(store, replaced.visit)
    resident.erase(store, erased.visit)
    change(
        store, "UPDATE cases SET expires_on = '2026-11-23' WHERE id = :id", id=expired.visit.case_id
    )
    worked.clear()
    answers = [resume(store, code) for code in old]
    assert answers == [Refused(says=answers[0].says)] * 4  # type: ignore[union-attr]
    assert worked == old


def test_a_mistyped_code_is_told_so_and_costs_no_try(store: Store) -> None:
    for typed in ("", "1234", "0000000000000000079445", "my code", "7" * 300):
        for _ in range(20):
            refused = resume(store, typed)
            assert isinstance(refused, Refused)
            assert "22 digits" in refused.says.text
            assert refused.field == "code"
    assert isinstance(back(store, code_of(store, start(store))), Resumed)


def test_who_misses_too_often_waits_and_is_not_told_whether_the_code_was_right(
    store: Store,
) -> None:
    code = code_of(store, start(store))
    for _ in range(34):
        assert isinstance(resume(store, vault.new_code()), Refused)
    right, wrong = resume(store, code), resume(store, vault.new_code())
    assert isinstance(right, TooMany)
    assert right == wrong
    assert right.says == Msg(right.says.text, (("count", 6),), plural=right.says.plural, count=6)
    assert isinstance(back(store, code, NOW + right.seconds * SECOND), Resumed)


def test_coming_back_costs_no_try_however_often(store: Store) -> None:
    code = code_of(store, start(store))
    assert all(isinstance(resume(store, code), Resumed) for _ in range(70))


def test_someone_with_a_good_code_gets_in_within_a_minute_while_others_guess(store: Store) -> None:
    code = code_of(store, start(store))
    for number in range(40):
        guess = vault.new_code()
        guesser = bytes([198, 51, 100, number % 8])
        entrance.resume(store, guess, NOW, device="shared", address=guesser)
    assert isinstance(back(store, code, NOW + MINUTE), Resumed)


# Keys


def test_the_database_without_the_pepper_opens_nothing_even_with_the_code(store: Store) -> None:
    code = code_of(store, start(store))
    stolen = Store(
        store.url.render_as_string(hide_password=False), b"another pepper of 32 bytes......"
    )
    assert isinstance(resume(stolen, code), Refused)
    stolen.close()
    wrap_key = vault.root(code, stolen.pepper).wrap_key
    with store.unit(reading=True) as unit:
        query = "SELECT id, wrapped_key, answers FROM cases"
        row = unit.connection.execute(text(query)).one()
    places = [vault.Where("cases", column, row.id, version) for column, version in
              (("wrapped_key", 0), ("answers", 1))]  # fmt: skip
    for key in (wrap_key, stolen.pepper, store.pepper):
        for where, sealed in zip(places, (row.wrapped_key, row.answers), strict=True):
            with pytest.raises(vault.Tampered):
                vault.unseal(key, bytes(sealed), where)


def test_a_token_without_its_row_opens_nothing(store: Store) -> None:
    started = start(store)
    resident.finish(store, started.visit)
    assert entrance.open_visit(store, started.token, NOW) is None
    for token in ("", "x", "ł" * 43, vault.new_token(), started.token[:-1]):
        assert entrance.open_visit(store, token, NOW) is None


def test_what_is_stored_of_a_visit_does_not_open_it(store: Store) -> None:
    start(store)
    with store.unit(reading=True) as unit:
        stored = bytes(unit.connection.execute(text("SELECT token_hash FROM visits")).scalar_one())
    for token in (stored.hex(), stored.decode("latin-1")):
        assert entrance.open_visit(store, token, NOW) is None


def test_answers_changed_in_the_database_are_refused(store: Store) -> None:
    started = start(store)
    with store.unit(reading=True) as unit:
        sealed = bytes(unit.connection.execute(text("SELECT answers FROM cases")).scalar_one())
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    change(store, "UPDATE cases SET answers = :changed", changed=changed)
    with pytest.raises(vault.Tampered):
        entrance.open_visit(store, started.token, NOW)


def test_answers_and_keys_moved_between_rows_are_refused(store: Store) -> None:
    ours, other = start(store), start(store)
    values = {"ours": ours.visit.case_id, "other": other.visit.case_id}
    change(store, MOVE_ANSWERS, **values)
    with pytest.raises(vault.Tampered):
        entrance.open_visit(store, ours.token, NOW)
    code = code_of(store, ours)
    change(store, MOVE_KEY, **values)
    with pytest.raises(vault.Tampered):
        resume(store, code)
    change(store, "UPDATE visits SET case_id = :other WHERE case_id = :ours", **values)
    with pytest.raises(vault.Tampered):
        entrance.open_visit(store, ours.token, NOW)
    with pytest.raises(vault.Tampered):
        resident.save(store, ours.visit, {}, NOW)


def test_older_answers_put_back_as_if_they_were_newer_are_refused(store: Store) -> None:
    started = start(store)
    with store.unit(reading=True) as unit:
        first = bytes(unit.connection.execute(text("SELECT answers FROM cases")).scalar_one())
    saved(store, started.visit, {"shape": 1})
    change(store, "UPDATE cases SET answers = :first", first=first)
    with pytest.raises(vault.Tampered):
        entrance.open_visit(store, started.token, NOW)


def test_a_new_code_kills_the_old_one_and_ends_other_visits(store: Store) -> None:
    started = start(store)
    old = code_of(store, started)
    other = back(store, old)
    new = codes.new_code(store, started.visit)
    assert new != old
    assert isinstance(resume(store, old), Refused)
    assert entrance.open_visit(store, other.token, NOW) is None
    assert code_of(store, started) == new
    saved(store, opened(store, started.token), {"shape": 2})
    assert back(store, new).visit.state == {"shape": 2}


def test_nothing_personal_shows_when_a_visit_is_printed(store: Store) -> None:
    started = start(store)
    printed = repr(started) + repr(back(store, code_of(store, started))) + str(started.visit)
    for hidden in (
        "Łucja",
        started.token,
        repr(started.visit.case_key),
        repr(started.visit.token.key),
    ):
        assert hidden not in printed


# Saving


def test_two_tabs_the_second_to_save_is_shown_what_the_first_saved(store: Store) -> None:
    token = start(store).token
    one, two = opened(store, token), opened(store, token)
    saved(store, one, {"shape": 1, "by": "one"})
    stale = resident.save(store, two, {"shape": 1, "by": "two"}, NOW)
    assert isinstance(stale, Stale)
    assert stale.newer.state == {"shape": 1, "by": "one"}
    again = saved(store, stale.newer, {"shape": 1, "by": "two, having seen one"})
    assert opened(store, token).state == again.state


def test_two_devices_never_overwrite_each_other_unseen(store: Store) -> None:
    here = start(store)
    there = back(store, code_of(store, here))
    saved(store, there.visit, {"by": "there"})
    stale = resident.save(store, here.visit, {"by": "here"}, NOW)
    assert isinstance(stale, Stale)
    assert (stale.newer.state, stale.newer.device) == ({"by": "there"}, "shared")


def test_a_button_pressed_twice_saves_once_and_is_no_conflict(store: Store) -> None:
    token = start(store).token
    one, two = opened(store, token), opened(store, token)
    first = saved(store, one, {"by": ("tuple", 1)})
    second = saved(store, two, {"by": ("tuple", 1)})
    assert (first.version, second.version) == (2, 2)


def test_of_twenty_saves_at_once_exactly_one_goes_through(store: Store) -> None:
    visit = start(store).visit
    results: list[object] = []

    def work(number: int) -> None:
        results.append(resident.save(store, visit, {"by": number}, NOW))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [done for done in results if isinstance(done, Visit)]
    stale = [done for done in results if isinstance(done, Stale)]
    assert (len(kept), len(stale)) == (1, 19)
    assert {done.newer.state["by"] for done in stale} == {kept[0].state["by"]}


def test_answers_of_512_kilobytes_fit_and_one_byte_more_is_a_problem(store: Store) -> None:
    started = start(store)
    room = 512 * 1024 - len('{"a":""}')
    kept = saved(store, started.visit, {"a": "x" * room})
    refused = resident.save(store, kept, {"a": "x" * (room + 1)}, NOW)
    assert isinstance(refused, TooMuch)
    assert opened(store, started.token).state == {"a": "x" * room}


def test_the_size_of_what_is_stored_does_not_tell_short_answers_apart(store: Store) -> None:
    visit = start(store).visit
    sizes = set()
    for story in ("", "x" * 100, "y" * 900):
        visit = saved(store, visit, {"story": story})
        with store.unit(reading=True) as unit:
            sizes.add(
                unit.connection.execute(text("SELECT length(answers) FROM cases")).scalar_one()
            )
    assert len(sizes) == 1


def test_any_text_comes_back_as_it_was_typed(store: Store) -> None:
    started = start(store)
    state = {"a": "\u0000\ud800 ض 中 \U0001f331 \\ \" ' \u202e", "b": [1, None, True, 2.5], "": {}}
    saved(store, started.visit, state)
    assert opened(store, started.token).state == state


def test_saving_in_a_visit_that_is_over_or_erased_saves_nothing_and_says_so(store: Store) -> None:
    started = start(store)
    code = code_of(store, started)
    late = resident.save(store, started.visit, {"late": 1}, started.visit.ends_at)
    assert late == Ended(device="shared")
    resumed = back(store, code)
    resident.finish(store, started.visit)
    assert isinstance(resident.save(store, started.visit, {"late": 2}, NOW), Ended)
    resumed = back(store, code)
    assert resumed.visit.state == ANSWERS
    resident.erase(store, resumed.visit)
    assert isinstance(resident.save(store, resumed.visit, {"late": 3}, NOW), Ended)


def test_twenty_kills_in_the_middle_of_writing_lose_no_acknowledged_answer(store: Store) -> None:
    started = start(store)
    acknowledged = 0
    for turn in range(20):
        acknowledged = max(
            acknowledged, write_until_killed(store, started.token, 0.01 * (turn % 5))
        )
        found = opened(store, started.token)
        assert found.version >= acknowledged
        assert found.version == 1 or found.state == {"n": found.version - 1}
    assert acknowledged > 20
    if store.on_sqlite:
        with store.unit(reading=True) as unit:
            assert unit.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def write_until_killed(store: Store, token: str, seconds: float) -> int:
    """Have another process save without pause, kill it, and return the last version it reported."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            visit = opened(store, token)
            while True:
                visit = saved(store, visit, {"n": visit.version})
                os.write(writing, visit.version.to_bytes(4, "big"))
        finally:
            os._exit(1)
    os.close(writing)
    ready, _, _ = select.select([reading], [], [], 10)
    assert ready
    select.select([], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return int.from_bytes(told[-4:], "big")


# Time


@pytest.mark.parametrize(("device", "minutes"), [("shared", 20), ("own", 60)])
def test_a_visit_idles_so_long_and_not_longer(store: Store, device: Device, minutes: int) -> None:
    first, second = start(store, device=device), start(store, device=device)
    idle = minutes * MINUTE
    assert first.visit.ends_at == NOW + idle
    assert isinstance(entrance.open_visit(store, first.token, NOW + idle - SECOND), Visit)
    assert isinstance(entrance.open_visit(store, second.token, NOW + idle), Ended)


def test_every_page_keeps_the_visit_alive(store: Store) -> None:
    token, now = start(store).token, NOW
    for _ in range(10):
        now += 19 * MINUTE
        assert opened(store, token, now).ends_at == now + 20 * MINUTE


def test_a_visit_is_never_shorter_than_it_says_and_rows_change_once_a_minute(store: Store) -> None:
    started = start(store, now=NOW + SECOND)
    assert started.visit.ends_at == NOW + 21 * MINUTE
    assert opened(store, started.token, NOW + 30 * SECOND).ends_at == NOW + 21 * MINUTE
    assert opened(store, started.token, NOW + 61 * SECOND).ends_at == NOW + 22 * MINUTE


def test_no_visit_is_kept_alive_beyond_a_day(store: Store) -> None:
    token, now = start(store, device="own").token, NOW
    while now < NOW + timedelta(hours=23, minutes=30):
        now += 30 * MINUTE
        assert opened(store, token, now).ends_at == min(now + 60 * MINUTE, NOW + timedelta(days=1))
    assert isinstance(entrance.open_visit(store, token, NOW + timedelta(days=1)), Ended)


def test_the_end_of_a_visit_is_told_once_and_nothing_is_lost(store: Store) -> None:
    started = start(store)
    code = code_of(store, started)
    over = started.visit.ends_at
    ended = entrance.open_visit(store, started.token, over)
    assert ended == Ended(device="shared")
    assert entrance.open_visit(store, started.token, over) is None
    assert back(store, code, over).visit.state == ANSWERS


def test_the_hour_that_comes_twice_in_autumn_does_not_end_or_prolong_a_visit(store: Store) -> None:
    chicago = ZoneInfo("America/Chicago")
    before = datetime(2026, 11, 1, 1, 50, tzinfo=chicago)
    started = start(store, now=before)
    again = datetime(2026, 11, 1, 1, 5, tzinfo=chicago, fold=1)
    assert again.astimezone(UTC) - before.astimezone(UTC) == 15 * MINUTE
    assert opened(store, started.token, again).ends_at == again.astimezone(UTC) + 20 * MINUTE
    over = datetime(2026, 11, 1, 1, 25, tzinfo=chicago, fold=1)
    assert isinstance(entrance.open_visit(store, started.token, over), Ended)


def test_saying_whose_device_it_is_changes_how_long_the_visit_idles(store: Store) -> None:
    started = start(store)
    own = resident.set_device(store, started.visit, "own", NOW)
    assert (own.device, own.ends_at) == ("own", NOW + 60 * MINUTE)
    assert opened(store, started.token, NOW + 59 * MINUTE).device == "own"
    shared = resident.set_device(store, own, "shared", NOW)
    assert shared.ends_at == NOW + 20 * MINUTE
    assert isinstance(entrance.open_visit(store, started.token, NOW + 20 * MINUTE), Ended)


# The end


def test_finishing_ends_the_visit_here_and_keeps_the_case(store: Store) -> None:
    started = start(store)
    code = code_of(store, started)
    other = back(store, code)
    resident.finish(store, started.visit)
    assert entrance.open_visit(store, started.token, NOW) is None
    assert opened(store, other.token).state == ANSWERS
    assert back(store, code).visit.state == ANSWERS


def test_erasing_ends_everything_everywhere_and_touches_no_other_case(store: Store) -> None:
    started, neighbor = start(store), start(store)
    code = code_of(store, started)
    other = back(store, code)
    # PostgreSQL keeps sealed remnants until upkeep, and says so.
    assert resident.erase(store, started.visit) is store.on_sqlite
    assert entrance.open_visit(store, started.token, NOW) is None
    assert entrance.open_visit(store, other.token, NOW) is None
    assert isinstance(resume(store, code), Refused)
    assert opened(store, neighbor.token).state == ANSWERS
    assert resident.erase(store, started.visit) is store.on_sqlite


def test_a_code_in_free_text_is_noticed(store: Store) -> None:
    code = code_of(store, start(store))
    assert codes.codes_in(f"I keep it here: {codes.show_code(code)}")
    assert not codes.codes_in("Call me at 312-555-0100 about 2011-CM-001234.")
