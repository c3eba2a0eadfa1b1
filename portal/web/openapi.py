"""The API's description in OpenAPI 3.1, kept by hand in ``openapi.json`` next to this."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "openapi.json"


@cache
def description() -> str:
    """The file's text. Raises ``OSError`` where it cannot be read."""
    return FILE.read_text(encoding="utf-8").rstrip()
