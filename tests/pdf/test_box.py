"""The processes that draw: bounded, cut off, replaced when they die, and gone when we are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from portal.packet.forms.sheet import Flow, Sheet
from portal.pdf import confine
from portal.pdf.box import Box, Broken, Failed
from portal.pdf.draw import count, draw
from portal.pdf.fill import Unfit, fill, overflow
from portal.pdf.typeset import TooLarge
from portal.pdf.work import Draw, Refused, Why
from portal.pdf.worker import work
from tests.pdf.reading import flat, pages_of
from tests.pdf.standins import small_form

ROOT = Path(__file__).resolve().parents[2]
CALM = '<html lang="en"><title>Calm</title><h1>Calm</h1><p>A paper like any other.</p></html>'
SLOW = f'<html lang="en"><title>x</title>{"<p>word</p>" * 60_000}</html>'
BOMB = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='99999'/>"
HOSTILE = {
    "nested divs": "<div>" * 3_000 + "x" + "</div>" * 3_000,
    "a long table": f"<table>{'<tr><td>a</td><td>b</td></tr>' * 3_000}</table>",
    "many words": f"<p>{'word ' * 200_000}</p>",
    "an image bomb": f'<img alt="x" src="{BOMB}" style="width: 99999cm; height: 99999cm">',
    "a huge page": "<style>@page { size: 1e9cm 1e9cm }</style><p>x</p>",
}


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    box = Box(processes=1)
    yield box
    box.close()


def test_a_paper_from_the_box_is_the_same_as_one_drawn_here(box: Box) -> None:
    assert box.draw(CALM).result() == draw(CALM)
    assert box.count(CALM).result() == count(CALM) == pages_of(draw(CALM)) == 1


def test_a_form_from_the_box_is_the_same_as_one_filled_in_here(box: Box) -> None:
    form = small_form()
    flow = Flow(("Line1", "Line2", "Line3"), "word " * 400)
    asked = Sheet(form_id="T", texts={"Name": "Łucja Dąbrowska"}, flow=flow)
    made = box.fill(form, asked).result()
    assert (made.pdf, made.rest) == (fill(form, asked), overflow(form, asked))
    assert made.rest


def test_a_form_that_cannot_be_filled_in_is_told_apart_from_a_failure(box: Box) -> None:
    asked = Sheet(form_id="T", texts={"Name": "Ann 😀"})
    for form in (small_form(), small_form()[:500], b"no form"):
        with pytest.raises(Unfit):
            box.fill(form, asked).result()
    with pytest.raises(Failed, match="ValueError"):
        box.fill(small_form(), Sheet(form_id="T", texts={"Nowhere": "Ann"})).result()


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_ends_in_time_and_the_next_paper_is_made(box: Box, what: str) -> None:
    box.draw(CALM).result()
    begun = time.monotonic()
    made = box.draw(f'<html lang="en"><title>x</title>{HOSTILE[what]}</html>')
    with suppress(TooLarge):
        assert pages_of(made.result()) > 0
    assert time.monotonic() - begun < 10
    assert "any other" in flat(box.draw(CALM).result())


def test_what_takes_too_long_is_ended_by_the_clock() -> None:
    hasty = Box(processes=1, seconds=0.4)
    try:
        hasty.count(CALM).result()
        (before,) = hasty.pids
        with pytest.raises(TooLarge):
            hasty.draw(SLOW).result()
        assert not psutil.pid_exists(before)
        assert hasty.count(CALM).result() == 1
    finally:
        hasty.close()


def test_one_that_is_killed_in_mid_document_is_replaced(box: Box) -> None:
    box.draw(CALM).result()
    (pid,) = box.pids
    made = box.draw(SLOW)
    wait_until_busy(pid)
    waiting = box.draw(CALM)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(Broken):
        made.result()
    assert "any other" in flat(waiting.result())
    assert box.pids
    assert pid not in box.pids


def wait_until_busy(pid: int) -> None:
    process = psutil.Process(pid)
    used = process.cpu_times().user
    while process.cpu_times().user < used + 0.1:
        threading.Event().wait(0.01)


def test_the_process_has_no_network_no_secret_and_may_write_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FRESHPAGE_DATABASE_URL", "postgresql://someone:secret@db/portal")
    one = Box(processes=1)
    try:
        one.draw(CALM).result()
        (pid,) = one.pids
        process = psutil.Process(pid)
        assert "secret" not in str(process.environ())
        assert process.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
        assert process.rlimit(psutil.RLIMIT_CORE) == (0, 0)
        assert process.rlimit(psutil.RLIMIT_AS)[0] == confine.MEMORY
        assert process.rlimit(psutil.RLIMIT_NOFILE)[0] == confine.FILES
        assert process.rlimit(psutil.RLIMIT_CPU)[0] < confine.SECONDS + 10
        assert process.net_connections() == []
        open_files = {Path(f"/proc/{pid}/fd/{at.name}").resolve() for at in fds(pid)}
        assert not any("portal" in str(path) for path in open_files)
        assert os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/self/ns/net")
    finally:
        one.close()


def fds(pid: int) -> Iterator[Path]:
    return Path(f"/proc/{pid}/fd").iterdir()


def test_without_a_network_of_its_own_it_says_so() -> None:
    code = "from portal.pdf import confine; print(confine.leave_network())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == f"{namespaces()}\n"


def namespaces() -> bool:
    return subprocess.run(["unshare", "-Un", "true"], capture_output=True).returncode == 0


def test_a_failure_tells_its_kind_and_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fatal(BaseException):
        pass

    def fail(html: str) -> bytes:
        raise Fatal(html)

    monkeypatch.setattr("portal.pdf.worker.draw", fail)
    assert work(Draw("Ana Example")) == Refused(Why.FAILED, "Fatal")


def test_a_failed_paper_is_an_error_and_the_process_goes_on(box: Box) -> None:
    box.draw(CALM).result()
    pids = box.pids
    with pytest.raises(Failed):
        box.bundle([b"no PDF"], ["x"], "x", "en").result()
    assert "any other" in flat(box.draw(CALM).result())
    assert box.pids == pids


def test_closing_ends_every_process_and_the_work_that_waits() -> None:
    two = Box(processes=2)
    pids = {one.result() for one in two.warm()}
    assert len(pids) == 2
    papers = [two.draw(SLOW) for _ in range(4)]
    two.close()
    assert all(paper.cancelled() or paper.exception() for paper in papers)
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert two.pids == ()


ORPHAN = """
import os, signal
from portal.pdf.box import BOX
BOX.draw('<html lang="en"><title>x</title><p>x</p></html>').result()
print(BOX.pids[0], flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
FORKED = """
import os
from portal.pdf.box import BOX
html = '<html lang="en"><title>x</title><p>x</p></html>'
BOX.count(html).result()
child = os.fork()
if child == 0:
    ours = BOX.pids == () and BOX.count(html).result() == 1
    BOX.close()
    os._exit(0 if ours else 1)
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status), BOX.count(html).result())
"""


def test_a_process_whose_parent_was_killed_ends_by_itself() -> None:
    run = subprocess.run([sys.executable, "-c", ORPHAN], capture_output=True, text=True, cwd=ROOT)
    orphan = int(run.stdout)
    gone, alive = [], [psutil.Process(orphan)] if psutil.pid_exists(orphan) else []
    gone, alive = psutil.wait_procs(alive, timeout=10)
    assert alive == []


def test_a_fork_draws_with_processes_of_its_own() -> None:
    run = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout == "0 1\n", run.stderr


def test_one_that_died_between_two_papers_is_not_noticed() -> None:
    one = Box(processes=1)
    try:
        (ready,) = one.warm()
        os.kill(ready.result(), signal.SIGKILL)
        psutil.Process(ready.result()).wait(10)
        assert one.count(CALM).result() == 1
    finally:
        one.close()
