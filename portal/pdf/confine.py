"""What a process that draws gives up before it takes its first paper: network, files, time."""

from __future__ import annotations

import ctypes
import math
import os
import resource
from contextlib import suppress

SECONDS = 6
"""Of CPU for one paper; the largest of 60 cases takes one."""
MEMORY = 1_000_000_000
"""Bytes of address space; Python, Pango and the fonts take a third of it."""
FILES = 64

_NEW_USER, _NEW_NET = 0x1000_0000, 0x4000_0000  # Linux, sched.h
_NO_NEW_PRIVILEGES = 38  # Linux, prctl.h


def leave_network() -> bool:
    """Go where there is no network, not even loopback; whether this kernel lets us.

    A user namespace of its own is what a process without privileges may make, where the operator
    allows it; root may make a network namespace alone.
    """
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        moved = libc.unshare(_NEW_USER | _NEW_NET) == 0 or libc.unshare(_NEW_NET) == 0
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    except (OSError, AttributeError):  # not Linux
        return False
    return bool(moved)


def limit() -> None:
    """From here on: no file written, few opened, no dump of what was typed, memory bounded."""
    os.umask(0o077)
    os.chdir("/")
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_AS, MEMORY),
    ):
        _lower(what, most)


def allow(seconds: int = SECONDS) -> None:
    """So much CPU from now on; a process that takes more is ended by the kernel."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):  # some systems do not know all of them
        resource.setrlimit(what, (most, most))
