"""The short version of `make faults`: the real portal, killed and starved, loses no answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from faults import clocks, crashes, disks, guesses, haste, wires
from faults.person import AMOUNT, DAY_OF_IT, Person, answer, shown
from faults.postgres import server
from faults.run import main
from faults.serving import Portal
from faults.told import Missing, Told
from faults.whole import problems

SHORT: dict[str, tuple[Callable[[Path, int], Told], int]] = {
    "kills": (crashes.kills, 6),
    "full disks": (disks.full_disks, 3),
    "clock jumps": (clocks.jumps, 3),
    "torn connections": (wires.torn, 6),
    "double submits": (haste.double_submits, 5),
    "guesses": (guesses.guesses, 300),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", SHORT)
def test_nothing_that_was_acknowledged_is_lost(
    fault: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    trial, times = SHORT[fault]
    try:
        told = trial(tmp_path / "here", times)
    except Missing as missing:
        pytest.skip(str(missing))
    record_property("figure", told.line)
    assert told.lost == []
    assert told.done >= times


@pytest.mark.slow
@pytest.mark.postgres
def test_a_crash_of_postgresql_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    try:
        with server() as running:
            told = crashes.database_restarts(tmp_path / "here", 2, running)
    except Missing as missing:
        pytest.skip(str(missing))
    assert told.lost == []
    assert told.acknowledged


@pytest.mark.slow
def test_an_answer_that_is_gone_a_half_case_and_a_dead_code_are_noticed(tmp_path: Path) -> None:
    with Portal(tmp_path / "here") as portal:
        person = Person(portal.port, "someone")
        person.begin()
        person.compare("at first")
        assert person.lost == []
        person.known[AMOUNT] = {"amount": "777", "unit": "grams"}
        person.compare("after a loss", by_code=False)
        assert "777" in person.lost.pop()
        file = portal.settings.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("UPDATE cases SET answers = x'01', locator = randomblob(32)")
        assert problems(portal.settings) == ["1 half cases"]
        person.compare("after worse")
        assert "the code is answered 422" in person.lost.pop()


def test_half_an_answer_is_none_that_was_sent() -> None:
    sent = [answer(serial) for serial in range(1, 2000)]
    assert len({(page, *raw.items()) for page, raw in sent}) == len(sent)
    assert {page for page, _ in sent} == {AMOUNT, DAY_OF_IT}
    page = '<input type="text" id="a" name="amount" value="4"><select id="u" name="unit">'
    page += '<option value="grams"><option value="pounds" selected></select>'
    assert shown(page, {"amount": "", "unit": ""}) == answer(4)[1]


def test_a_trial_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["earthquakes"]) == 2
    assert "No such trial: earthquakes" in capsys.readouterr().out
