"""Reads a file of facts strictly: what does not belong is refused, naming the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

Text = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?\Z")]
"""Something written: not empty, no space at either end, one line."""
Phone = Annotated[str, msgspec.Meta(pattern=r"^\([2-9]\d{2}\) \d{3}-\d{4}\Z")]
"""A telephone number as it is stored and shown: ``(217) 277-2100``."""
Zip = Annotated[str, msgspec.Meta(pattern=r"^\d{5}\Z")]
Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/]+(/\S*)?\Z")]


class BadFactFile(Exception):
    """A file of ours that is missing, is no TOML, or holds something it should not."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of a fact file. What is absent there is unknown: ``None``."""


Shape = TypeVar("Shape", bound=Fact)


def read_facts(path: Path, shape: type[Shape]) -> Shape:
    """The facts in the TOML file at ``path``. Raises ``BadFactFile``, which names the file."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise BadFactFile(f"{path.name}: {error}") from error
