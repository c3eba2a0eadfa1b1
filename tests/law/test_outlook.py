"""What the charges told so far leave possible for a case, while another one is being told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portal.charges.read import read_charge
from portal.eligibility.beside import Beside
from portal.eligibility.count import Count, count_of
from portal.eligibility.ladders import Listing
from portal.eligibility.open_tests import any_worlds
from portal.eligibility.outlook import Outlook, outlook
from portal.eligibility.verdict import combine
from portal.facts import (
    Answer,
    Case,
    Charge,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Person,
    Sentence,
    changed,
    read_span,
)
from portal.law.codes import Outcome
from portal.say import Span

DAY = date(2026, 11, 1)
CASE = Case(id="a", charges=(), jurisdiction=Jurisdiction.ILLINOIS, court=Court.ADULT)


def day(text: str) -> Span:
    span = read_span(text)
    assert span is not None
    return span


POSSESSION = Charge(
    statute="720 ILCS 550/4(c)",
    offense_class=OffenseClass.MISDEMEANOR_A,
    grams=Decimal(20),
    subsequent=Answer.NO,
    offense_date=day("2014-05-03"),
    disposition_date=day("2014-09-10"),
)


def told(disposition: Disposition, sentence: Sentence = Sentence.UNKNOWN) -> Count:
    charge = changed(POSSESSION, disposition=disposition, sentence=sentence)
    return count_of(charge, DAY, read_charge)


def seen(count: Count) -> Outlook:
    return outlook(Person(), CASE, count)


def outcomes(found: Outlook) -> set[frozenset[Outcome]]:
    return {frozenset(way.outcome for way in ways) for ways in found}


def only(*found: Outcome) -> frozenset[Outcome]:
    return frozenset(found)


def test_a_dropped_charge_is_deleted_or_petitioned_for_by_what_else_is_told() -> None:
    """A violent charge beside it, or a record that still shows it, makes it a petition."""
    assert outcomes(seen(told(Disposition.DISMISSED))) == {
        only(Outcome.AUTO_POLICE_DONE),
        only(Outcome.PETITION_EXPUNGE),
    }


def test_what_follows_a_sentence_counts_while_it_is_served() -> None:
    after = {
        only(Outcome.CHECK_PARDON_THEN_MOTION),
        only(Outcome.MOTION),
        only(Outcome.FORM_UNUSABLE_REFER),
    }
    assert outcomes(seen(told(Disposition.CONVICTED, Sentence.COMPLETE))) == after
    serving = outcomes(seen(told(Disposition.CONVICTED, Sentence.SERVING)))
    assert serving == {*after, only(Outcome.WAIT_OR_REFER)}


def test_a_charge_whose_end_nobody_knows_may_still_be_any_of_them() -> None:
    [*found] = seen(told(Disposition.UNKNOWN))
    assert all(len({way.stage for way in ways}) == 3 for ways in found)


def test_an_amended_charge_adds_nothing() -> None:
    [ways] = seen(told(Disposition.AMENDED))
    assert {way.stage for way in ways} == {None}


def ends(beside: Beside) -> set[frozenset[Outcome]]:
    worlds = beside.worlds(DAY, is_told=True, only_arrest=False)
    return {frozenset(map(combine, mixes)) for mixes in worlds}


def plus(beside: Beside, *counts: Count) -> Beside:
    for count in counts:
        beside = beside.plus(count, seen(count))
    return beside


def test_beside_charges_that_were_all_told_nothing_else_is_possible() -> None:
    closed = Beside(listing=Listing.CLOSED)
    motion = told(Disposition.CONVICTED, Sentence.COMPLETE)
    assert ends(plus(closed, motion)) == {
        only(Outcome.CHECK_PARDON_THEN_MOTION),
        only(Outcome.MOTION),
        only(Outcome.FORM_UNUSABLE_REFER),
    }
    assert ends(plus(closed, told(Disposition.AMENDED))) == {only(Outcome.GET_RECORD)}


def test_a_charge_of_unknown_end_leaves_no_case_sure_that_no_conviction_decides() -> None:
    unknown = plus(Beside(), told(Disposition.UNKNOWN))
    sure = {next(iter(found)) for found in ends(unknown) if len(found) == 1}
    assert sure.isdisjoint({Outcome.AUTO_POLICE_DONE, Outcome.PETITION_EXPUNGE})


def test_where_there_is_no_saying_the_others_may_be_anything() -> None:
    count = told(Disposition.DISMISSED)
    everything = any_worlds(DAY)
    for beside in (Beside().plus(count, None), plus(Beside(), count, count).minus(count)):
        assert beside.worlds(DAY, is_told=True, only_arrest=False) == everything
