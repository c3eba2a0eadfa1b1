"""What sealing and the wall cost a page, how soon a code opens, and what a rush does to others."""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from flask.testing import FlaskClient  # noqa: E402 - found through the path above

from bench import pages  # noqa: E402
from faults.person import AMOUNT, Person  # noqa: E402
from faults.serving import AS_SERVED, Portal  # noqa: E402
from portal.service import codes, entrance  # noqa: E402
from portal.store import vault  # noqa: E402
from portal.store.db import Store  # noqa: E402
from portal.web import guard, headers  # noqa: E402

ROUNDS = 400
AT_ONCE = 200
OTHERS = 4
PAIRS = 20
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def main() -> None:
    """Print all of it; each figure beside what it is compared with, taken in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        _cost_of_a_page(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        _wrong_and_unknown(Path(folder))
    with tempfile.TemporaryDirectory() as folder, _portal(folder) as portal:
        _coming_back(portal)
        _rush(portal)


def _portal(folder: str) -> Portal:
    return Portal(Path(folder) / "instance", app=AS_SERVED)


def _cost_of_a_page(folder: Path) -> None:
    """The same question with and without seal, checks and headers: medians of our own work."""
    client = pages.made_client(folder)
    pages.tell(client)
    address = f"/en/p/{AMOUNT}"
    with_all, without = [], []
    for turn in range(ROUNDS + 20):
        one = _own_work(client, address)
        with _stripped(client):
            other = _own_work(client, address)
        if turn >= 20:
            with_all.append(one)
            without.append(other)
    whole, bare = statistics.median(with_all), statistics.median(without)
    print(f"a question: {whole:.2f} ms; without seal, checks and headers {bare:.2f} ms")
    print(f"  all of that costs the median page {whole - bare:.2f} ms (1 allowed)\n")


def _own_work(client: FlaskClient, address: str) -> float:
    begun = time.thread_time()
    pages.get(client, address)
    return (time.thread_time() - begun) * 1000


@contextmanager
def _stripped(client: FlaskClient) -> Iterator[None]:
    """No key is derived and nothing unsealed a second time, nothing checked, no header set."""
    app = client.application
    opened: dict[bytes, bytes] = _OPENED
    real, expand = vault.unseal, vault._expand

    def unseal(key: bytes, sealed: bytes, where: vault.Where) -> bytes:
        if sealed not in opened:
            opened[sealed] = real(key, sealed, where)
        return opened[sealed]

    def derived(secret: bytes, what_for: bytes) -> bytes:
        if secret + what_for not in opened:
            opened[secret + what_for] = expand(secret, what_for)
        return opened[secret + what_for]

    before = app.before_request_funcs[None]
    left = [each for each in before if each.__module__ != guard.__name__]
    with ExitStack() as patches:
        patches.enter_context(patch.object(vault, "unseal", unseal))
        patches.enter_context(patch.object(vault, "_expand", derived))
        patches.enter_context(patch.object(headers, "SAME_EVERYWHERE", {}))
        patches.enter_context(patch.dict(app.before_request_funcs, {None: left}))
        yield


_OPENED: dict[bytes, bytes] = {}


def _wrong_and_unknown(folder: Path) -> None:
    """A code that never was beside one that was replaced, and beside one that opens: the service's
    own work, in turns. Waiting for others on a busy machine is not in it."""
    store = Store(f"sqlite:///{folder / 'portal.db'}", b"a pepper for a bench of 32 bytes")
    store.migrate()
    started = entrance.start(store, NOW, device="own", state={})
    replaced = codes.code_to_show(store, started.visit)
    assert replaced is not None
    good = codes.new_code(store, started.visit)
    times: dict[str, list[float]] = {"never was": [], "was replaced": [], "opens": []}
    for pair in range(PAIRS):
        moment, who = NOW + timedelta(seconds=pair), bytes([198, 51, 100, pair])
        for name, code in zip(times, (vault.new_code(), replaced, good), strict=True):
            begun = time.thread_time()
            entrance.resume(store, code, moment, device="own", address=who)
            times[name].append((time.thread_time() - begun) * 1000)
    store.close()
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, milliseconds in medians.items():
        print(f"a code that {name:12} costs {milliseconds:6.1f} ms of work (median of {PAIRS})")
    apart = abs(medians["never was"] - medians["was replaced"])
    print(f"  the two that open nothing are {apart:.1f} ms apart (5 allowed)\n", flush=True)


def _coming_back(portal: Portal) -> None:
    person = Person(portal.port, "one")
    person.begin()
    pepper = portal.settings.pepper()
    times, page, step = [], [], []
    for _ in range(20):
        person.cookie = ""
        person.take_token("/en/back")
        fields = {"code": person.code, "device": "own"}
        times.append(_timed(lambda fields=fields: person.ask("/en/back", fields)))
        page.append(_timed(lambda: person.ask(f"/en/p/{AMOUNT}")))
        step.append(_timed(lambda: vault.root(person.code, pepper)))
    print("by the clock, which a busy machine stretches:")
    print(f"  back with a code:     {_told(times)} (300 allowed)")
    print(f"  the slow step alone:  {_told(step)}")
    print(f"  a question:           {_told(page)}\n", flush=True)


def _rush(portal: Portal) -> None:
    """Others open a question every quarter of a second while 200 people press at once."""
    others = [Person(portal.port, f"other {number}") for number in range(OTHERS)]
    coming = [Person(portal.port, f"coming {number}") for number in range(AT_ONCE)]
    for person in (*others, coming[0]):
        person.begin()
    for person in coming[1:]:
        person.code = coming[0].code
    for person in coming:
        person.take_token("/en/back")
    with _pages(others) as quiet:
        time.sleep(5)
    presses: list[int] = []
    with _pages(others) as rushed, ThreadPoolExecutor(AT_ONCE) as pool:
        begun = time.perf_counter()
        presses.extend(pool.map(_press_until_in, coming))
        seconds = time.perf_counter() - begun
    print(f"pages of others, quiet:              {_told(quiet)}")
    print(f"pages of others, {AT_ONCE} coming at once: {_told(rushed)} (p95: 500 allowed)")
    print(f"  all {AT_ONCE} were in after {seconds:.1f} s; presses: median", end=" ")
    print(f"{statistics.median(presses):.0f}, most {max(presses)}")


def _press_until_in(person: Person) -> int:
    """Press, and where we are told to wait, wait that long and press again."""
    fields = {"code": person.code, "device": "own"}
    for press in range(1, 100):
        reply = person.ask("/en/back", fields)
        if reply.status == 303:
            return press
        assert reply.status == 429, reply.status
        time.sleep(entrance.SOON)
    raise AssertionError(f"{person.name} never came in")


@contextmanager
def _pages(people: list[Person]) -> Iterator[list[float]]:
    """While this lasts, each of them opens a question again and again; milliseconds of each."""
    over, times = threading.Event(), list[float]()

    def work(person: Person) -> None:
        while not over.wait(0.25):
            times.append(_timed(lambda: person.ask(f"/en/p/{AMOUNT}")))

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield times
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return (time.perf_counter() - begun) * 1000


def _told(times: list[float]) -> str:
    cut = statistics.quantiles(times, n=20)
    return f"median {statistics.median(times):6.1f} ms, p95 {cut[-1]:6.1f} ms"


if __name__ == "__main__":
    main()
