"""The code that leads back to a case: shown until it is noted, and replaced by a new one."""

from __future__ import annotations

from portal.service.turns import Turns
from portal.service.visit import Visit
from portal.store import cases, vault, visits
from portal.store.db import Store

CODES = Turns(at_once=2, waiting=2, patience=5)
"""Turns at making a code and at opening one. Few may wait: each who does keeps a thread of the
server, and those who only want a page need one too."""


def code_to_show(store: Store, visit: Visit) -> str | None:
    """The code made in this visit (22 digits), until it is noted. ``None`` in any other visit."""
    with store.unit(reading=True) as unit:
        seen = visits.look(unit, visit.token.hash)
    if seen is None or seen.code is None:
        return None
    where = visits.code_of(visit.token.hash)
    return vault.unseal(visit.token.key, seen.code, where).decode()


def code_noted(store: Store, visit: Visit) -> None:
    """The person has the code; we forget it."""
    with store.unit() as unit:
        visits.set_code(unit, visit.token.hash, None)
        unit.commit()


def new_code(store: Store, visit: Visit) -> str:
    """A new code for the case. The old one opens nothing from now on, and other visits end.

    Whoever saw the old code may be in the case at this moment; that is why. Raises ``Busy``.
    """
    code = vault.new_code()
    with CODES.turn():
        root = vault.root(code, store.pepper)
    wrapped = vault.seal(root.wrap_key, visit.case_key, cases.key_of(visit.case_id))
    with store.unit() as unit:
        cases.relock(unit, visit.case_id, locator=root.locator, wrapped_key=wrapped)
        visits.end_others(unit, visit.case_id, visit.token.hash)
        sealed = vault.seal(visit.token.key, code.encode(), visits.code_of(visit.token.hash))
        visits.set_code(unit, visit.token.hash, sealed)
        unit.commit()
    return code


def codes_in(text: str) -> list[tuple[int, int]]:
    """Where free text seems to hold a resume code, which must not get into the papers."""
    return vault.codes_in(text)


show_code = vault.show_code
