"""The same form sent fifty times at once, as by an impatient finger or a stuttering network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from pathlib import Path

from faults.person import Person, Raw
from faults.serving import Portal
from faults.told import Told
from faults.whole import problems


def double_submits(folder: Path, times: int) -> Told:
    """Each form ``times`` times in parallel; afterwards there is one state, as after one press."""
    told = Told(fault="the same form sent in parallel")
    with Portal(folder) as portal:
        person = Person(portal.port, "person 1")
        person.begin()
        for form in (_answer, _case, _code, _erase):
            statuses = form(person, times, told.lost)
            told.done += times
            if failed := {status for status in statuses if status >= 500 and status != 503}:
                told.lost.append(f"{form.__name__}: answered {failed}")
    told.lost += problems(portal.settings)
    told.count([person])
    return told


def _answer(person: Person, times: int, lost: list[str]) -> Counter[int]:
    page, raw = person.next()
    statuses = _send(person, f"/en/p/{page}", raw, times)
    if set(statuses) == {303}:
        person.told(page, raw)
    else:
        lost.append(f"the same answer at once: {dict(statuses)}")
    person.compare("after the same answer at once", by_code=False)
    return statuses


def _case(person: Person, times: int, lost: list[str]) -> Counter[int]:
    """ "Another case": one press, one case, however often it was pressed."""
    before = person.take_token("/en/overview")
    made = re.search(r'name="made" value="(\d+)"', before)
    if made is None:
        lost.append("the overview offers no further case")
        return Counter()
    statuses = _send(person, "/en/cases", {"made": made[1]}, times)
    there = [len(set(re.findall(r"Your case \d+", text))) for text in (before, _overview(person))]
    if there[1] != there[0] + 1:
        lost.append(f"one more case was asked for: {there[0]} became {there[1]}")
    return statuses


def _code(person: Person, times: int, lost: list[str]) -> Counter[int]:
    """A new code: the one that is shown is the one that opens, and no other does."""
    old = person.code
    statuses = _send(person, "/en/new-code", {}, times)
    shown = re.search(r'<p class="code"[^>]*>(.*?)</p>', person.ask("/en/code").text, re.DOTALL)
    if shown is None:
        lost.append("no new code is shown")
        return statuses
    person.code = re.sub(r"\D", "", re.sub(r"<[^>]+>", "", shown[1]))
    person.compare("with the new code")
    stranger = copy(person)
    stranger.code = old
    if stranger.come_back().status != 422:
        lost.append("the old code still opens the case")
    return statuses


def _erase(person: Person, times: int, lost: list[str]) -> Counter[int]:
    statuses = _send(person, "/en/erase", {}, times)
    if person.come_back().status != 422:
        lost.append("an erased case opens")
    return statuses


def _overview(person: Person) -> str:
    return person.ask("/en/overview").text


def _send(person: Person, path: str, fields: Raw, times: int) -> Counter[int]:
    """All at once, each by a browser that knows what this one knows; how they were answered."""
    press: Callable[[int], int] = lambda _: copy(person).ask(path, fields).status  # noqa: E731
    with ThreadPoolExecutor(times) as pool:
        return Counter(pool.map(press, range(times)))
