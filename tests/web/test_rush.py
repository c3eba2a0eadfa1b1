"""In a rush a few codes are worked on, the others are told, and nobody waits unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask.testing import FlaskClient

from portal.service import codes, entrance
from portal.service.turns import Turns
from portal.store import vault
from tests.web.steps import begin, send


@pytest.fixture
def rush(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All places are taken."""
    turns = Turns(at_once=1, waiting=0)
    with ExitStack() as taken:
        monkeypatch.setattr(codes, "CODES", turns)
        taken.enter_context(turns.turn())
        yield


def test_in_a_rush_a_code_stays_on_the_page_and_no_try_is_counted(
    client: FlaskClient, rush: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not(*_: object) -> None:
        raise AssertionError("the slow step was done")

    monkeypatch.setattr(vault, "root", must_not)
    code = vault.new_code()
    refused = send(client, "/en/back", code=code, device="own")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(entrance.SOON))
    assert f'value="{code}"' in refused.text
    assert "Many people are coming in" in refused.text


def test_in_a_rush_a_beginner_is_told_to_press_again(client: FlaskClient, rush: None) -> None:
    refused = send(client, "/en/start", device="own")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, str(entrance.SOON))
    assert "Many people are coming in" in refused.text
    assert "say this:" not in refused.text


def test_in_a_rush_the_old_code_stays_good(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = begin(client)
    turns = Turns(at_once=1, waiting=0)
    with monkeypatch.context() as patch, turns.turn():
        patch.setattr(codes, "CODES", turns)
        assert send(client, "/en/new-code").status_code == 503
    assert send(client, "/en/back", code=code, device="own").status_code == 303
