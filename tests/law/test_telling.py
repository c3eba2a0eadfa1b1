"""How a finding is told where a charge of the case is out of reach of every petition."""

from __future__ import annotations

from datetime import date

import pytest

from portal.charges.read import read_charge
from portal.eligibility.engine import judge
from portal.eligibility.explain import Card, card
from portal.eligibility.words import NOT_ALL_ERASED, VERDICTS
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    Person,
    Record,
    Status,
)
from portal.law.codes import Outcome
from portal.law.petitions import BARRED
from portal.say import Span

DAY = date(2026, 11, 22)


def told(statute: str) -> Card:
    """The card of a supervision for one charge that was completed years ago."""
    ended = Span(date(2015, 9, 10), date(2015, 9, 10))
    charge = Charge(
        statute=statute, disposition=Disposition.SUPERVISION_COMPLETED, disposition_date=ended
    )
    case = Case(
        id="a",
        jurisdiction=Jurisdiction.ILLINOIS,
        court=Court.ADULT,
        status=Status.CLOSED,
        all_charges_listed=Answer.YES,
        charges=(charge,),
    )
    [finding] = judge(Record(person=Person(), cases=(case,)), DAY, read_charge).cases
    assert finding.outcome is Outcome.PETITION_EXPUNGE
    return card(finding)


def test_no_petition_is_called_likely_where_the_charge_can_never_be_erased() -> None:
    found = told("625 ILCS 5/11-501(a)")
    assert found.verdict == NOT_ALL_ERASED
    assert found.why[-1].says == BARRED[0].says


@pytest.mark.parametrize("statute", ["720 ILCS 5/12-3.2(a)(1)", "720 ILCS 5/16-25(a)(1)"])
def test_what_may_be_erased_though_never_sealed_is_told_as_ever(statute: str) -> None:
    assert told(statute).verdict == VERDICTS[Outcome.PETITION_EXPUNGE]
