"""The answers of one person, as they were typed, and the cases and charges they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

SHAPE: Final = 1
MOST_CASES: Final = 100
MOST_CHARGES: Final = 100
"""The caps of the check document."""

ME: Final = "me"
ANOTHER_CASE: Final = "another-case"
ANOTHER_CHARGE: Final = "another-charge"
GATE: Final = "gate"
"""The three questions whose answers do more than stand there; see ``Answers.with_answer``."""

Raw = Mapping[str, str]
"""What the form of one question sent: the text of each field by its name."""


class BadAnswers(ValueError):
    """Stored answers are not in a shape that we wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRef:
    """A case by its id ("a"), and its charges by theirs ("1"). ``made``: the highest id given."""

    id: str
    charges: tuple[str, ...] = ("1",)
    made: int = 1

    def subject(self, charge: str) -> str:
        """The subject of one charge of this case, ``a-1``."""
        return f"{self.id}-{charge}"


FIRST_CASE: Final = CaseRef(id="a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All answers, nothing read and nothing judged yet. Every change makes a new one.

    ``raw``: by key, ``<subject>.<question id>``. The subject is ``me``, a case (``a``), a charge
    (``a-1``) or a county (``~Cook``). Keys that no question has today are kept. ``made``: how many
    cases were ever made, so that the id of one that was taken out is not used again. ``rest``:
    what else the stored answers held.
    """

    raw: Mapping[str, Raw] = field(default_factory=dict, repr=False)
    cases: tuple[CaseRef, ...] = (FIRST_CASE,)
    made: int = 1
    rest: Mapping[str, object] = field(default_factory=dict, repr=False)

    @staticmethod
    def from_json(stored: Mapping[str, object]) -> Answers:
        """Answers as ``to_json`` wrote them; nothing stored yet is a case with a charge to tell.

        Raises ``BadAnswers`` for a shape we do not know.
        """
        if not stored:
            return Answers()
        if stored.get("shape") != SHAPE:
            raise BadAnswers("shape")
        known = {"shape", "raw", "cases", "made"}
        cases = tuple(_case(each) for each in _list(stored.get("cases")))
        return Answers(
            raw={key: _raw(value) for key, value in _dict(stored.get("raw")).items()},
            cases=cases,
            made=max(_int(stored.get("made")), len(cases)),
            rest={key: value for key, value in stored.items() if key not in known},
        )

    def to_json(self) -> dict[str, object]:
        """A dict of plain values with the number of its shape."""
        return {
            **self.rest,
            "shape": SHAPE,
            "made": self.made,
            "cases": [
                {"id": case.id, "charges": list(case.charges), "made": case.made}
                for case in self.cases
            ],
            "raw": {key: dict(raw) for key, raw in self.raw.items()},
        }

    def with_answer(self, key: str, raw: Raw) -> Answers:
        """The answers with this one in the place of an earlier one.

        A yes to "another case?" of the last case adds a case, a yes to "another charge?" of the
        last charge adds a charge. Of the citizenship question only is kept that it was passed:
        with anything else no answer is stored.
        """
        subject, _, question = key.rpartition(".")
        if question == GATE:
            return self._passed(key, raw)
        told = replace(self, raw={**self.raw, key: MappingProxyType(dict(raw))})
        if raw.get("answer") != "yes":
            return told
        if question == ANOTHER_CASE and self.cases and subject == self.cases[-1].id:
            return told.add_case()
        if question == ANOTHER_CHARGE:
            for case in self.cases:
                if case.charges and subject == case.subject(case.charges[-1]):
                    return told.add_charge(case.id)
        return told

    def _passed(self, key: str, raw: Raw) -> Answers:
        kept = {name: value for name, value in self.raw.items() if name != key}
        if raw.get("answer") in ("yes", "passed"):
            kept[key] = {"passed": "yes"}
        return replace(self, raw=kept)

    def case(self, id: str) -> CaseRef | None:
        """The case with that id; ``None`` where there is none."""
        return next((case for case in self.cases if case.id == id), None)

    @property
    def may_add_case(self) -> bool:
        return len(self.cases) < MOST_CASES

    def may_add_charge(self, case_id: str) -> bool:
        case = self.case(case_id)
        return case is not None and len(case.charges) < MOST_CHARGES

    def add_case(self) -> Answers:
        """One more case at the end, with one charge; the same answers where there are 100."""
        if not self.may_add_case:
            return self
        case = CaseRef(id=_letters(self.made))
        return replace(self, cases=(*self.cases, case), made=self.made + 1)

    def add_charge(self, case_id: str) -> Answers:
        """One more charge of a case; the same answers where it has 100 or is not there."""
        case = self.case(case_id)
        if case is None or not self.may_add_charge(case_id):
            return self
        made = case.made + 1
        return self._with_case(replace(case, charges=(*case.charges, str(made)), made=made))

    def without_case(self, id: str) -> Answers:
        """The answers without a case and all that was told of it. Whether there is another case is
        then an open question again. The last case that is left cannot be taken out, only emptied.
        """
        if self.case(id) is None:
            return self
        cases = tuple(case for case in self.cases if case.id != id)
        if not cases:
            return replace(self, cases=(), raw=self._raw_without(id)).add_case()
        reopened = f"{cases[-1].id}.{ANOTHER_CASE}"
        return replace(self, cases=cases, raw=self._raw_without(id, reopened))

    def without_charge(self, case_id: str, charge: str) -> Answers:
        """The answers without a charge and all that was told of it; a case keeps one at least."""
        case = self.case(case_id)
        if case is None or charge not in case.charges or len(case.charges) == 1:
            return self
        charges = tuple(each for each in case.charges if each != charge)
        reopened = f"{case.subject(charges[-1])}.{ANOTHER_CHARGE}"
        raw = self._raw_without(case.subject(charge), reopened)
        return replace(self._with_case(replace(case, charges=charges)), raw=raw)

    def _with_case(self, changed: CaseRef) -> Answers:
        cases = tuple(changed if case.id == changed.id else case for case in self.cases)
        return replace(self, cases=cases)

    def _raw_without(self, subject: str, *keys: str) -> dict[str, Raw]:
        """Without what is about a subject, its charges, and these keys."""
        starts = (f"{subject}.", f"{subject}-")
        return {
            key: raw
            for key, raw in self.raw.items()
            if not key.startswith(starts) and key not in keys
        }


def _letters(number: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    name = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("a") + place) + name
    return name


def _case(value: object) -> CaseRef:
    stored = _dict(value)
    charges = tuple(_str(each) for each in _list(stored.get("charges")))
    if not charges:
        raise BadAnswers("charges")
    return CaseRef(id=_str(stored.get("id")), charges=charges, made=_int(stored.get("made")))


def _raw(value: object) -> Raw:
    return MappingProxyType({name: _str(text) for name, text in _dict(value).items()})


def _dict(value: object) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    raise BadAnswers("not an object")


def _list(value: object) -> Iterable[object]:
    if isinstance(value, list):
        return value
    raise BadAnswers("not a list")


def _str(value: object) -> str:
    if isinstance(value, str):
        return value
    raise BadAnswers("not text")


def _int(value: object) -> int:
    if isinstance(value, int):
        return value
    raise BadAnswers("not a number")
