"""Where a weakness can be reported is told to machines, and only while it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app
from tests.web.conftest import Clock

PATH = "/.well-known/security.txt"


@pytest.fixture
def told(settings: Settings) -> Settings:
    contact, until = "mailto:security@fresh.example.org", date(2027, 6, 30)
    return replace(settings, security_contact=contact, security_expires=until)


def test_it_names_the_contact_of_the_settings(
    told: Settings, sqlite_store: Store, clock: Clock
) -> None:
    response = create_app(told, sqlite_store, clock).test_client().get(PATH)
    assert response.status_code == 200
    assert response.content_type == "text/plain; charset=utf-8"
    assert "Set-Cookie" not in response.headers
    assert response.text.splitlines() == [
        "Contact: mailto:security@fresh.example.org",
        "Expires: 2027-06-30T00:00:00Z",
        "Preferred-Languages: en, es",
    ]


def test_where_none_is_set_there_is_no_such_page(
    settings: Settings, sqlite_store: Store, clock: Clock
) -> None:
    assert create_app(settings, sqlite_store, clock).test_client().get(PATH).status_code == 404


def test_one_that_is_over_is_not_told(told: Settings, sqlite_store: Store, clock: Clock) -> None:
    client = create_app(told, sqlite_store, clock).test_client()
    clock.pass_(timedelta(days=400))
    assert client.get(PATH).status_code == 404
