"""The last day on which answers are kept is on the pages where a person decides or leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Clock
from tests.web.steps import begin, note_code, send


@pytest.mark.parametrize("page", ["overview", "finish"])
def test_the_last_day_is_printed(client: FlaskClient, page: str) -> None:
    begin(client, device="own")
    note_code(client)
    assert "December 23, 2026" in client.get(f"/en/{page}").text
    assert "23 de diciembre de 2026" in client.get(f"/es/{page}").text


def test_coming_back_another_day_prints_a_later_one(client: FlaskClient, clock: Clock) -> None:
    code = begin(client, device="own")
    clock.pass_(timedelta(days=29))
    assert send(client, "/en/back", code=code, device="own").status_code == 303
    assert "January 21, 2027" in client.get("/en/overview").text
