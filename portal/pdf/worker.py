"""The process that draws: it takes one job after another from a pipe, and can do little else."""

from __future__ import annotations

import gc
import os
from typing import BinaryIO

from portal.pdf import confine
from portal.pdf.acroform import UnusableForm
from portal.pdf.bundle import bundle
from portal.pdf.draw import count, draw, warm
from portal.pdf.fill import Unfit, fill, overflow
from portal.pdf.lettering import font
from portal.pdf.subset import by_name
from portal.pdf.work import (
    Answer,
    Bundle,
    Count,
    Counted,
    Draw,
    Fill,
    Filled,
    Job,
    Made,
    Ready,
    Refused,
    Why,
    next_job,
    send,
)


def main() -> None:
    """Serve the jobs on standard input until it ends; the answers go to standard output."""
    jobs, answers = _own_pipes()
    offline = confine.leave_network()
    _warm()
    confine.limit()
    gc.freeze()
    _fall_silent()
    send(answers, Ready(offline))
    while True:
        try:
            job = next_job(jobs)
            confine.allow()
            send(answers, work(job))
        except (EOFError, BrokenPipeError):
            return


def work(job: Job) -> Answer:
    """The answer to a job; a failure is an answer, too, and quotes nothing of the paper."""
    try:
        return _done(job)
    except (MemoryError, RecursionError) as error:
        return Refused(Why.TOO_LARGE, type(error).__name__)
    except (Unfit, UnusableForm) as error:
        return Refused(Why.UNFIT, type(error).__name__)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # WeasyPrint's fatal errors are no ``Exception``
        return Refused(Why.FAILED, type(error).__name__)


def _done(job: Job) -> Answer:
    match job:
        case Draw(html):
            return Made(draw(html))
        case Count(html):
            return Counted(count(html))
        case Fill(form, sheet):
            return Filled(fill(form, sheet), overflow(form, sheet))
        case Bundle(parts, names, title, lang):
            return Made(bundle(parts, names, title, lang))


def _warm() -> None:
    """Make what is made once, before the first paper is asked for."""
    warm()
    font()
    by_name()


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Both pipes for ourselves: what a library prints must not get into the answers."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return jobs, answers


def _fall_silent() -> None:
    """From the first paper on nothing is printed anywhere: it could quote what was typed."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    main()
