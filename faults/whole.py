"""Whether the database is whole: by its own check, and by ours for what belongs together."""

from __future__ import annotations

from sqlalchemy import text

from portal.settings import Settings
from portal.store.db import Store

ORPHANS = "SELECT count(*) FROM visits WHERE case_id NOT IN (SELECT id FROM cases)"
HALVES = (
    "SELECT count(*) FROM cases WHERE version < 1 OR length(answers) < 1024"
    " OR length(wrapped_key) <> 61 OR expires_on < used_on"
)
"""A sealed key is 32 bytes in a seal of 29; sealed answers come in whole kilobytes."""


def problems(settings: Settings) -> list[str]:
    """What is wrong with the database, in sentences; none where it is whole."""
    store = Store(settings.database_url, settings.pepper())
    found = []
    with store.unit(reading=True) as unit:
        run = unit.connection
        for query, says in ((ORPHANS, "visits without a case"), (HALVES, "half cases")):
            if number := run.execute(text(query)).scalar_one():
                found.append(f"{number} {says}")
        if store.on_sqlite:
            told = run.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            found += [] if told == "ok" else [f"integrity_check says {told}"]
    store.close()
    return found
