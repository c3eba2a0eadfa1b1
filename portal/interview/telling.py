"""One case told question by question: which questions come, and the facts their answers make.

Each question is weighed by the answers before it, so that no answer takes away its own question or
an earlier one. What is not answered yet counts as open until it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from portal.charges.read import read_charge
from portal.eligibility.beside import Beside, all_beside
from portal.eligibility.count import Count, count_of
from portal.eligibility.ladders import Field, Listing
from portal.eligibility.outlook import outlook
from portal.eligibility.verdict import Mixes
from portal.eligibility.wanted import Wanted, wanted
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    Person,
    Status,
    changed,
)
from portal.interview import stated, told
from portal.interview.places import (
    BEGINS,
    BORN,
    ONLY_IN_COURT,
    THE_CHARGE,
    THE_END,
    THE_START,
    Place,
    unfit,
)
from portal.interview.question import Question, View
from portal.interview.questions import (
    ANOTHER_CASE,
    ARREST_END,
    ARRESTED,
    COURT,
    WHEN,
    is_past_pardon,
)
from portal.interview.told_charge import ToldCharge

NOBODY = Person()
"""The age is asked for at the end, once for all cases."""


NOTHING_TOLD = Charge()


@lru_cache(maxsize=1024)
def _at_first(
    jurisdiction: Jurisdiction, court: Court, listing: Listing, day: date, ahead: frozenset[Field]
) -> Wanted:
    """What is wanted of a charge of which nothing was told yet."""
    case = Case(id="", charges=(NOTHING_TOLD,), jurisdiction=jurisdiction, court=court)
    count = count_of(NOTHING_TOLD, day, read_charge)
    return wanted(NOBODY, case, count, Beside(listing=listing), ahead)


def _status(ends: set[Disposition], *, all_told: bool) -> Status:
    """Open where a charge is pending, closed where every charge has an end."""
    if Disposition.PENDING in ends:
        return Status.OPEN
    return Status.CLOSED if all_told and Disposition.UNKNOWN not in ends else Status.UNKNOWN


class Telling:
    """A case as far as it was told. ``wants_age``: whether the birth date decides over it;
    ``seals``: whether the day of sealing is told, for which every sentence has to be known."""

    def __init__(self, view: View) -> None:
        if view.case is None:
            raise ValueError("not in sight of a case")
        self.view = view
        charges = (NOTHING_TOLD,)
        self.case = Case(id=view.case.id, charges=charges, all_charges_listed=Answer.UNKNOWN)
        self._start: list[Question] = []
        self._after: list[Question] = []
        self._beside = Beside()
        self._arrest = NOTHING_TOLD
        self._untold: frozenset[Field] = frozenset()
        self.charges: list[ToldCharge] = []
        self._tell()

    def steps(self) -> Iterator[tuple[Question, View]]:
        """The questions to be asked: up to the first open one, and behind it what was answered."""
        is_open = False
        for question, view in self._asked():
            answered = view.is_answered(question.id)
            if answered or not is_open:
                yield question, view
            is_open = is_open or not answered

    def _asked(self) -> Iterator[tuple[Question, View]]:
        yield from ((question, self.view) for question in self._start)
        for one in self.charges:
            yield from ((question, one.view) for question in one.asked.values())
        yield from ((question, self.view) for question in self._after)
        if ANOTHER_CASE.asked(self.view):
            yield ANOTHER_CASE, self.view

    def _tell(self) -> None:
        self._tell_start()
        views = self.view.charges
        for at, view in enumerate(views):
            one = ToldCharge(view, self._arrest, past=self._untold)
            self._tell_charge(one, is_last=at + 1 == len(views))
            self.charges.append(one)
            if len(views) > 1:
                count = self.count(one.charge)
                then = None if one.open else outlook(NOBODY, self.case, count)
                self._beside = self._beside.plus(count, then)
        if self.case.court is Court.CIVIL_CITATION:
            self._tell_citation()
        self._keep()
        found = self._tell_end()
        self.wants_age = any("birth_date" in each.fields for each in found)
        sealed = self.case.sealed is Answer.YES
        ends_told = [told.has_told_end(one.view) for one in self.charges]
        self.seals = not sealed and any(
            each.seals and is_told for each, is_told in zip(found, ends_told, strict=True)
        )

    def _tell_citation(self) -> None:
        ended = Charge(disposition=told.disposition(self.view))
        self.charges = [ToldCharge(self.view.charges[0], ended)]
        self.case = changed(self.case, all_charges_listed=Answer.YES)
        self._beside = Beside(listing=Listing.CLOSED)

    def _tell_start(self) -> None:
        unanswered: frozenset[Field] = frozenset()
        for place in THE_START:
            question = place.question
            if not question.asked(self.view):
                continue
            if question.tells:
                ahead = (place.ahead - self._untold) | question.tells | unanswered
                found = self._wanted(self._arrest, self._beside, ahead)
                if question.tells.isdisjoint(found.fields):
                    continue
            self._start.append(question)
            if self.view.is_answered(question.id):
                self.case = stated.of_case(self.case, question, self.view)
                self._tell_arrest(question)
            else:
                unanswered |= question.tells

    def _tell_arrest(self, question: Question) -> None:
        """What holds for all that an arrest was for, and what nobody is asked of any of it."""
        if question is COURT and told.is_only_an_arrest(self.view):
            self._untold = ONLY_IN_COURT - ARREST_END.tells
        elif question is ARRESTED:
            self._arrest = stated.of_charge(self._arrest, question, self.view)
            self._untold |= frozenset() if WHEN.asked(self.view) else WHEN.tells
        elif question is ARREST_END:
            self._arrest = stated.of_charge(self._arrest, question, self.view)
            self._untold |= question.tells
            self.case = changed(
                self.case, status=_status({self._arrest.disposition}, all_told=True)
            )

    def _tell_charge(self, one: ToldCharge, *, is_last: bool) -> None:
        for part, begins in zip(THE_CHARGE, BEGINS, strict=True):
            if one.asked and not begins(one.view):
                # Of what it was nothing may be worth asking, and still how it ended.
                break
            if begins is told.has_told_end:
                one.past, one.wanted = unfit(one.view), None
                if is_last:
                    # After a charge that is not the last one, a pardon may be of a later one.
                    one.past |= self._past
                    self._beside = self._beside._replace(together=self._together(one)[-1])
            for place in part:
                question = place.question
                if question.id in one.asked:
                    continue
                if not question.asked(one.view):
                    one.pass_over(question)
                elif self._wants(place, one):
                    one.ask(question, place.more)
                    self._go_on(one, question, is_last)
        if "attempt" not in one.passed and one.charge.attempt is not None:
            # Left to the statute's own words where nobody was asked.
            one.charge = changed(one.charge, attempt=None)

    def _wants(self, place: Place, one: ToldCharge) -> bool:
        tells = place.question.tells
        if not tells.isdisjoint(one.begun):
            return True
        if one.wanted is None:
            ahead = (place.ahead - one.passed - one.past) | one.open
            one.wanted = self._wanted(one.charge, self._beside, ahead)
        return not tells.isdisjoint(one.wanted.fields)

    def _go_on(self, one: ToldCharge, question: Question, is_last: bool) -> None:
        """What an answer changes beside the charge itself."""
        if "statute" in one.passed & question.tells and told.may_be_an_attempt(one.view):
            one.charge = changed(one.charge, attempt=Answer.UNKNOWN)
        if is_last and "all_charges_listed" in question.tells:
            answer = stated.listed(one.view)
            self.case = changed(self.case, all_charges_listed=answer)
            if one.view.is_answered(question.id):
                closed = answer is Answer.YES
                listing = Listing.CLOSED if closed else Listing.UNSURE
                self._beside = self._beside._replace(listing=listing)
        if "disposition" in question.tells:
            self.case = changed(self.case, status=self._status([*self.charges, one]))
        if is_last and "sentence" in one.passed & question.tells:
            self._beside = self._beside._replace(together=self._together(one)[-1])

    def _status(self, told_so_far: list[ToldCharge]) -> Status:
        all_told = len(told_so_far) == len(self.view.charges)
        ends = {each.charge.disposition for each in told_so_far}
        return _status(ends, all_told=all_told and self._beside.listing is not Listing.OPEN)

    def _tell_end(self) -> list[Wanted]:
        """What is wanted when all of the case is told."""
        found: list[Wanted] | None = None
        before, past = self.case, self._past
        for place in THE_END:
            question = place.question
            if not question.asked(self.view):
                continue
            here = question.tells_of(self.view)
            ahead = place.ahead - (question.tells - here) - past
            found = self._of_all(ahead)
            if any(here & each.fields for each in found):
                self._after.append(question)
                self.case = stated.of_case(self.case, question, self.view)
        same = (before.status, before.pardoned) == (self.case.status, self.case.pardoned)
        return found if found is not None and same else self._of_all(BORN)

    @property
    def _past(self) -> frozenset[Field]:
        """What will not be asked for at the end of the case."""
        is_past = self._beside.listing is not Listing.OPEN and is_past_pardon(self.view)
        return frozenset({"pardoned"} if is_past else ())

    def add(self, one: ToldCharge, question: Question) -> bool:
        """Ask what was not asked of the charge. False: it was, or does not fit."""
        if not self.may_add(one, question):
            return False
        one.ask(question)
        self._keep()
        return True

    def may_add(self, one: ToldCharge, question: Question) -> bool:
        return question.id not in one.asked and question.asked(one.view)

    def _keep(self) -> None:
        """The facts of the charges as those of the case."""
        charges = tuple([one.charge for one in self.charges])
        self.case = changed(self.case, charges=charges)

    def _of_all(self, ahead: frozenset[Field]) -> list[Wanted]:
        """What is wanted from the side of each charge, once all are told."""
        found = []
        for one, together in zip(self.charges, self._together(), strict=True):
            beside = self._beside
            if len(self.charges) > 1:
                beside = beside.minus(self.count(one.charge))
            beside = beside._replace(together=together)
            found.append(self._wanted(one.charge, beside, ahead | one.open))
        return found

    def _together(self, *last: ToldCharge) -> list[frozenset[Mixes] | None]:
        """What the others of each charge add to the case, where no more of them will be told."""
        told_so_far = [*self.charges, *last]
        if len(told_so_far) == 1 or self._beside.listing is Listing.OPEN:
            return [None] * len(told_so_far)
        counts = tuple([self.count(one.charge) for one in told_so_far])
        # One that is still being told may turn out to be served.
        serving = any("sentence" not in one.passed | one.past for one in last)
        return [*all_beside(NOBODY, self.case, counts, self._beside.listing, serving=serving)]

    def _wanted(self, charge: Charge, beside: Beside, ahead: frozenset[Field]) -> Wanted:
        case = self.case
        told_nothing = charge is NOTHING_TOLD and case.status is Status.UNKNOWN
        if told_nothing and not beside.number:
            return _at_first(case.jurisdiction, case.court, beside.listing, self.view.day, ahead)
        return wanted(NOBODY, case, self.count(charge), beside, ahead)

    def count(self, charge: Charge) -> Count:
        read = self.view.read
        found = read.counts.get(id(charge))
        if found is None:
            found = read.counts[id(charge)] = count_of(charge, read.day, read.reading)
        return found
