"""The ways to leave, and looking for what is left as the next person at the computer would."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.residue.person import CANARIES, UNSAVED, Person, found_on
from tests.residue.place import Place
from tests.residue.traces import form_history, history, words_on_disk
from tests.residue.windows import Window, until

Open = Callable[..., Window]
"""Starts the browser on its profile. ``again=True``: with the windows it had when it was closed."""
Way = Callable[[Person, Place], None]

IDLE_MINUTES: Final = 21
"""A shared computer closes after 20 minutes, rounded up to the next whole one."""
PATIENCE_BACK: Final = 4.0
SHORT: Final = 20
"""Seconds a page stays open where the test waits for its end."""


def leave_now(person: Person, place: Place) -> None:
    person.window.press(".leave button")
    person.at(place.elsewhere)


def press_shift(person: Person, place: Place) -> None:
    person.window.keys("Shift", 3)
    person.at(place.elsewhere)


def finish(person: Person, place: Place) -> None:
    person.window.press("footer a[href$='/finish']")
    person.at("/en/finish")
    person.window.press("main form button")
    person.at("/en/done")


def erase(person: Person, place: Place) -> None:
    person.window.press("footer a[href$='/overview']")
    person.at("/en/overview")
    person.window.press("main a[href$='/erase']")
    person.at("/en/erase")
    person.window.press("main form button")
    person.at("/en/erased")


def stay_away(person: Person, place: Place) -> None:
    """The page is left on the screen, and closes by itself."""
    place.wait(IDLE_MINUTES)
    person.at("/en/ended")


def walk_away(person: Person, place: Place) -> None:
    person.window.open(place.elsewhere)
    person.at(place.elsewhere)


def close(person: Person, place: Place) -> None:
    time.sleep(2)  # what a browser writes each second
    person.window.close()


WAYS: Final[Mapping[str, Way]] = {
    "Leave now": leave_now,
    "Shift three times": press_shift,
    "Finish and clear": finish,
    "stays away": stay_away,
    "another site": walk_away,
    "browser closed": close,
    "Erase everything": erase,
}
LEAVES_IT_OPEN: Final = (walk_away, close)
"""Nothing of ours was pressed: the visit is open until its 20 minutes are over, and with it what
was saved. At once only what was typed and not saved is looked for; the rest after that time."""


@dataclass
class Left:
    """What was found after one way to leave, by where."""

    at_once: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    tab: set[str] = field(default_factory=set)
    next: set[str] = field(default_factory=set)


@dataclass
class Residue:
    """What one browser has left: of each way in its windows, of all of them on its disk."""

    ways: dict[str, Left] = field(default_factory=dict)
    disk: set[str] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)


def go_through(ways: Mapping[str, Way], open_browser: Open, place: Place, profile: Path) -> Residue:
    """The whole journey; then, for each way: typing into the fields again, leaving, looking."""
    found = Residue()
    person = Person(open_browser(), place.portal)
    person.do_everything()
    papers = person.window.look().url
    person.look_at_papers()
    for name, way in ways.items():
        if found.ways:
            person.come_back()
            person.type_again()
        with place.short_idle(SHORT if way is stay_away else 20 * 60):
            person.type_without_saving()
        left = found.ways[name] = Left()
        way(person, place)
        if way in LEAVES_IT_OPEN:
            if way is close:
                person.window = open_browser(again=True)
            left.at_once = _backwards(person, times=1) & {UNSAVED, "code"}
            walk_away(person, place)
            place.wait(IDLE_MINUTES)
        _look_around(person, papers, left)
    time.sleep(3.5)  # session files are written late
    person.window.close()
    words = (*CANARIES, UNSAVED, person.code, person.spaced_code, "%PDF-1")
    found.disk = words_on_disk(profile, words)
    found.forms = form_history(profile)
    found.pages = [one for one in history(profile) if one[0].startswith(place.portal)]
    return found


def _look_around(person: Person, papers: str, left: Left) -> None:
    """Back three times, the pages in a new tab, then a case of one's own and Back three times."""
    window = person.window
    left.back = _seen(person) | _backwards(person)
    window.new_tab()
    for page in (papers, papers + "/1.pdf", person.at_last, *person.address_of("overview", "go")):
        window.open(page)
        left.tab |= _seen(person)
    Person(window, person.portal).begin()
    left.next = _backwards(person)


def _backwards(person: Person, times: int = 3) -> set[str]:
    found = set()
    for _ in range(times):
        page = person.window.look().born
        person.window.back()
        with suppress(AssertionError):  # there may be no page before this one
            until(lambda was=page: person.window.look().born != was, "another page", PATIENCE_BACK)
        found |= _seen(person)
    return found


def _seen(person: Person) -> set[str]:
    """All that is seen until the window has come to rest."""
    found: set[str] = set()
    last: list[str] = []

    def is_quiet() -> bool:
        seen = person.window.look()
        found.update(found_on(seen, person.code))
        last.append(seen.text)
        return len(last) > 6 and seen.state == "complete" and len(set(last[-6:])) == 1

    until(is_quiet, "a page that has come to rest")
    return found
