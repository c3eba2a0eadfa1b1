"""What a trial of one kind of fault came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from faults.person import Person


class Missing(Exception):
    """What a trial needs is not on this machine; the message says what."""


@dataclass(slots=True, kw_only=True)
class Told:
    """``done``: faults that were made. ``torn``: answers under way when one struck, which nobody
    was told were saved. ``lost``: each answer that was acknowledged and is gone or changed, each
    case that does not open, each page that fails afterwards; so it has to be empty."""

    fault: str
    done: int = 0
    acknowledged: int = 0
    torn: int = 0
    lost: list[str] = field(default_factory=list)
    note: str = ""

    def count(self, people: Iterable[Person]) -> None:
        for person in people:
            self.acknowledged += person.acknowledged
            self.torn += person.torn
            self.lost += person.lost

    @property
    def line(self) -> str:
        lost = f"{len(self.lost)} lost" if self.lost else "nothing lost"
        return (
            f"{self.fault:34} {self.done:7,}   {self.acknowledged:7,}  {self.torn:6,}  {lost}"
            f"{f'; {self.note}' if self.note else ''}"
        )


HEAD = f"{'':34} {'faults':>7}  {'answers':>8}  {'torn':>6}"
