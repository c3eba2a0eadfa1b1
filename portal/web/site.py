"""What the web holds for as long as it runs: settings, store, clock, assets, presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from portal.settings import Settings
from portal.store.db import Store
from portal.web.assets import Assets
from portal.web.pace import Pace
from portal.web.press import Press

ILLINOIS = ZoneInfo("America/Chicago")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Made once in ``create_app``. ``clock`` gives the moment in UTC; tests give their own."""

    settings: Settings
    store: Store
    clock: Callable[[], datetime]
    assets: Assets
    presses: Mapping[str, Press]
    pace: Pace = field(default_factory=Pace)

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        """The day in Illinois: the day of filing is the court's day, not Greenwich's."""
        return self.clock().astimezone(ILLINOIS).date()


def install(app: Flask, made: Site) -> None:
    app.extensions["fresh-page"] = made


def site() -> Site:
    """The site of the running app."""
    return cast(Site, current_app.extensions["fresh-page"])
