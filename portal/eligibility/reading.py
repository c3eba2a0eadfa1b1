"""What the engine needs of a charge string's reading, whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Protocol


class ChargeReading(Protocol):
    """``sure``: exact, guess or unread. ``None`` wherever the string does not show it."""

    @property
    def sure(self) -> str: ...
    @property
    def act(self) -> str | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def subsection(self) -> str | None: ...
    @property
    def citation(self) -> str | None: ...
    @property
    def inchoate(self) -> str | None: ...
    @property
    def attempt(self) -> bool: ...
    @property
    def cannabis(self) -> bool | None: ...
    @property
    def offense_class(self) -> str | None: ...
    @property
    def grams(self) -> tuple[Decimal, Decimal | None] | None: ...
    @property
    def subsequent(self) -> bool | None: ...
    @property
    def violent(self) -> bool | None: ...


Reader = Callable[[str | None, str | None], ChargeReading]
"""Reads a charge's statute and description."""
