"""What a scan has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``file``: of the code with its line in ``says``, or the address that was tried."""

    tool: str
    id: str
    file: str
    says: str
