"""What every kind of answer has: its fields, how it is read, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, Protocol, TypeVar

from portal.say import Msg, say

MOST_TYPED: Final = 20_000
MOST_IN_A_LINE: Final = 2_000
"""Where a browser takes no more. It cuts without a word, so this lies beyond what any kind accepts:
who pastes too much finds it kept and is told that it is too long."""


class Control(StrEnum):
    """How a field is drawn."""

    LINE = "line"
    LINES = "lines"
    RADIOS = "radios"
    TICKS = "ticks"
    """Several boxes of one name; what is sent of them is joined by line breaks."""
    TICK = "tick"
    """One box, its label beside it; sends "yes"."""
    PICK = "pick"
    """One of a closed list that drops down."""


class Unsure(Enum):
    """The answer "I don't know": an answer, and never one of the others."""

    UNSURE = "unsure"


UNSURE = Unsure.UNSURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several answers to choose from."""

    value: str
    label: Msg
    hint: Msg | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input. Without a label the question's own title names it.

    ``autocomplete``: the token for a person's own device; on a shared one it is "off" always.
    ``suggestions``: a list to pick from where anything else may be typed. ``latin``: what is typed
    runs from left to right in every language. ``rows``: the height of ``Control.LINES``. ``bare``:
    nine digits in a row can be nothing here but a Social Security number.
    """

    name: str
    label: Msg | None = None
    hint: Msg | None = None
    control: Control = Control.LINE
    options: tuple[Option, ...] = ()
    inputmode: str = "text"
    maxlength: int | None = None
    autocomplete: str = "off"
    suggestions: tuple[str, ...] = ()
    latin: bool = False
    rows: int = 4
    bare: bool = False

    @property
    def cut(self) -> int:
        """The most that a browser lets a person type or paste."""
        return MOST_TYPED if self.control is Control.LINES else MOST_IN_A_LINE


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer: the field it is about, and what to type instead."""

    field: str
    says: Msg


T = TypeVar("T")


class Kind(Protocol[T]):
    """A kind of answer. ``read`` never raises, whatever was sent; ``day`` is today."""

    @property
    def name(self) -> str: ...
    @property
    def fields(self) -> tuple[Field, ...]: ...
    def read(self, raw: Mapping[str, str], day: date) -> T | Problem: ...
    def show(self, value: T) -> Msg: ...


NOT_GIVEN = say("Not provided")
NOT_SURE = say("I don't know")


def verbatim(text: str) -> Msg:
    """Text as it was typed, for showing; where there is none, that it was not given."""
    return Msg("%(text)s", (("text", text),)) if text else NOT_GIVEN


def unsure_box(label: Msg = NOT_SURE) -> Field:
    """The box beside inputs for who does not know."""
    return Field(name="unsure", label=label, control=Control.TICK)
