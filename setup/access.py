"""``make access``: every page state, in every language and at every width, by axe and by vnu."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
from pathlib import Path

from setup import environment, machine
from setup.machine import Need, program
from setup.steps import BUILD, PATIENT, ROOT, Stop, alone, as_command, call, run, step

NEEDS = (
    *machine.TO_TEST,
    Need("default-jre-headless", program("java")),
    Need("npm", program("npm")),
)
NU = BUILD / "nu"
JAR = NU / "vnu.jar"
PACKAGE = "vnu-jar@26.9.27"
DIGEST = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"
"""SHA-256 of that package. The checker is published on npm only."""
INSIDE = "package/build/dist/vnu.jar"


def main() -> int:
    """Set up, look at everything, and return the exit code."""
    with alone():
        machine.make_ready(NEEDS)
        environment.make_ready(environment.TO_TEST)
        call("setup.inside", python=environment.PYTHON)
        if not JAR.exists():
            with step(f"Fetching {PACKAGE}"):
                _fetch()
    tests: list[str | Path] = [environment.PYTHON, "-m", "pytest", "-q", "tests/web/access"]
    known = {**os.environ, "PYTHONUTF8": "1", "ACCESS_WHOLE": "1", "ACCESS_NU": str(NU)}
    return subprocess.run(
        [*tests, *PATIENT, "-n", "2", "--dist", "worksteal"], cwd=ROOT, env=known
    ).returncode


def _fetch() -> None:
    NU.mkdir(parents=True, exist_ok=True)
    run(["npm", "pack", "--silent", "--pack-destination", NU, PACKAGE])
    (packed,) = NU.glob("vnu-jar-*.tgz")
    if hashlib.sha256(packed.read_bytes()).hexdigest() != DIGEST:
        raise Stop(f"{packed} is not the file we know as {PACKAGE}. Please look into it.")
    with tarfile.open(packed) as archive:
        jar = archive.extractfile(INSIDE)
        if jar is None:
            raise Stop(f"{packed} holds no {INSIDE}.")
        part = JAR.with_suffix(".part")
        part.write_bytes(jar.read())
    part.replace(JAR)
    packed.unlink()


if __name__ == "__main__":
    as_command(main)
