"""A charge as far as it was told, and what is still wanted of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.eligibility.ladders import Field
from portal.eligibility.wanted import Wanted
from portal.facts import Charge
from portal.interview import stated
from portal.interview.question import Question, View


@dataclass(slots=True)
class ToldCharge:
    """A charge as far as it was told: its facts and the questions that are asked about it.

    ``open``: what questions that have no answer yet can tell; ``begun``: what was told in part;
    ``passed``: what was told or is not known; ``past``: what the end of the case will not tell.
    """

    view: View
    charge: Charge
    asked: dict[str, Question] = field(default_factory=dict)
    open: frozenset[Field] = frozenset()
    passed: frozenset[Field] = frozenset()
    begun: frozenset[Field] = frozenset()
    past: frozenset[Field] = frozenset()
    wanted: Wanted | None = None
    """What is wanted by all that was told up to now."""

    def ask(self, question: Question, more: Sequence[Question] = ()) -> None:
        """``more``: the others that tell of the same, where they fit."""
        self.asked[question.id] = question
        self.wanted = None
        if not self.view.is_answered(question.id):
            self.open |= question.tells
            return
        if any(each.asked(self.view) for each in more):
            self.begun |= question.tells
        else:
            self.charge = stated.of_charge(self.charge, question, self.view)
            self.passed |= question.tells
            self.begun -= question.tells

    def pass_over(self, question: Question) -> None:
        """It does not fit. What was wanted of it has to come from the questions behind it."""
        if self.wanted is not None and not question.tells.isdisjoint(self.wanted.fields):
            self.wanted = None
