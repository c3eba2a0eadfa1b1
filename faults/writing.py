"""People who answer without pause while something happens to the portal."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from faults.person import Person


def gathered(port: int, number: int) -> list[Person]:
    """So many people who have begun."""
    people = [Person(port, f"person {at + 1}") for at in range(number)]
    for person in people:
        person.begin()
    return people


PAUSE = 0.02
"""Seconds before the next try where nobody listens."""


@contextmanager
def writing(people: Sequence[Person]) -> Iterator[None]:
    """While this lasts, each of them sends one answer after the other."""
    over = threading.Event()
    failures: list[BaseException] = []

    def work(person: Person) -> None:
        try:
            while not over.is_set():
                if person.write() is None:
                    time.sleep(PAUSE)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]


def compare_all(people: Sequence[Person], when: str, *, by_code: bool) -> None:
    for person in people:
        person.compare(when, by_code=by_code)
