"""The scanners in environments of their own, hash by hash: their needs are not the portal's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from setup.steps import BUILD, ROOT, Stop, fingerprint, is_done, mark_done, run, step

HERE = Path(__file__).resolve().parent


def programs(name: str) -> Path:
    """The folder with the programs of ``scan/<name>.lock``, installed where they are not yet."""
    folder, lock = BUILD / f"scan-{name}", HERE / f"{name}.lock"
    stamp, state = folder / ".stamp", f"{ROOT} {fingerprint(lock)}"
    if not is_done(stamp, state):
        with step(f"Installing the scanners of {lock.name}"):
            run([sys.executable, "-m", "venv", "--clear", folder])
            pip: list[str | Path] = [folder / "bin" / "python", "-m", "pip", "--no-input"]
            run([*pip, "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock])
        mark_done(stamp, state)
    return folder / "bin"


def told(command: Sequence[str | Path], out: Path, env: Mapping[str, str]) -> str:
    """What a scanner wrote into ``out``. Raises ``Stop`` where it wrote nothing."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, env=dict(env), capture_output=True, text=True)
    if not out.exists() or not out.stat().st_size:
        raise Stop(f"{words[0]} found nothing to tell:\n{(done.stderr or done.stdout)[-2000:]}")
    return out.read_text(encoding="utf-8")
