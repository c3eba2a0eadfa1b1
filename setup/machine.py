"""What the machine itself must have: libraries, fonts and programs, by Debian's names."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from setup.steps import ROOT, Stop, run, step

FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True)
class Need:
    """A Debian package, and how to tell whether what it brings is there by any road."""

    package: str
    is_met: Callable[[], bool]


def library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


def program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def font(name: str) -> Callable[[], bool]:
    return lambda: any(FONTS.glob(f"*/*/{name}"))


def _can_make_environments() -> bool:
    return bool(importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"))


def _has_postgres() -> bool:
    return bool(shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def _writes_han() -> bool:
    """Whether the portal speaks a language whose letters are in a package of their own."""
    return any((ROOT / "translations" / tag).is_dir() for tag in ("zh_Hans", "zh_Hant", "ko"))


_HAN = Need("fonts-noto-cjk", font("NotoSansCJK-Regular.ttc"))
TO_SERVE = (
    Need("python3-venv", _can_make_environments),
    Need("tzdata", Path("/usr/share/zoneinfo/America/Chicago").exists),
    Need("libpango-1.0-0", library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    Need("fonts-noto-core", font("NotoSans-Regular.ttf")),
    *((_HAN,) if _writes_han() else ()),
)
TO_TEST = (
    *TO_SERVE,
    Need("chromium", program("chromium")),
    Need("chromium-headless-shell", program("chromium-headless-shell")),
    Need("poppler-utils", program("pdftotext")),
    Need("qpdf", program("qpdf")),
    *(() if _HAN in TO_SERVE else (_HAN,)),
    Need("postgresql", _has_postgres),
    Need("libfaketime", lambda: any(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))),
)

TO_LEAVE = (
    *TO_TEST,
    Need("firefox-esr", program("firefox-esr")),
    Need("webkit2gtk-driver", program("WebKitWebDriver")),
    Need("xvfb", program("xvfb-run")),
    Need("xauth", program("xauth")),
)


def make_ready(needs: Iterable[Need]) -> None:
    """Install what is missing. Raises ``Stop`` with the command to run where we may not."""
    missing = [need.package for need in needs if not need.is_met()]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    by_hand = f"sudo apt-get install --no-install-recommends {' '.join(missing)}"
    if not shutil.which("apt-get"):
        raise Stop(
            f"This machine lacks what Debian's packages {', '.join(missing)} bring, and has no "
            "apt-get. Please install them its own way, then run this again."
        )
    become_root = _become_root()
    if become_root is None:
        raise Stop(
            f"Some packages are missing, and installing them needs root. Please run\n"
            f"    {by_hand}\nand then this again."
        )
    with step(f"Installing {', '.join(missing)}"):
        _install(become_root, install)
    if still := [need.package for need in needs if not need.is_met()]:
        raise Stop(f"Still missing after installing: {', '.join(still)}. Please look into it.")


def _become_root() -> list[str] | None:
    """What to put before a command that needs root: nothing, ``sudo``, or None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _install(become_root: list[str], install: list[str]) -> None:
    quiet = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive"]
    # Wait for another apt instead of failing at once.
    patient = ["-o", "DPkg::Lock::Timeout=300", "-o", "APT::Acquire::Retries=3"]
    run([*quiet, "dpkg", "--configure", "-a"])  # a set-up killed in here must not block the next
    run([*quiet, "apt-get", "update", *patient])
    run([*quiet, *install, *patient])
