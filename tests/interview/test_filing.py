"""What goes on the papers: only what the person told, and only statements the person made."""

from __future__ import annotations

from datetime import date

from portal.facts import read_span
from portal.filing import Filing, Grade, Referral, Statements
from portal.interview.filing import to_filing
from portal.interview.path import NO_PACKETS, walk
from portal.languages import voice
from tests.interview.journeys import COOK, DAY, FILER, NO_PAPER, chosen, go, on

PACKETS = {"Cook": ("a",)}


def filing(**changed: str) -> Filing:
    return to_filing(walk(go({**COOK, **FILER, **changed}, packets=PACKETS), DAY), PACKETS, "Cook")


def test_the_filer_and_the_case_are_as_they_were_told() -> None:
    told = filing()
    assert told.filer.name == "Ana María Núñez"
    assert told.filer.other_names == "Annie Nunez, A. Nunez"
    assert told.filer.birth_date == date(1990, 5, 1)
    assert told.filer.city_state_zip == "Chicago, IL 60601"
    assert told.filer.phone == "(312) 555-0100"
    assert told.explanation == "I could not rent a home."
    case = told.by_case["a"]
    assert (case.number, case.agency) == ("2014-CM-001234", "Chicago Police Department")
    assert case.arrested == read_span("2014-05-03")
    assert case.grade is None  # the class was known already


def test_a_statement_stands_only_where_it_was_made() -> None:
    made = filing().statements
    assert made == Statements(
        misdemeanors=True,
        convicted_before_cutoff=True,
        sentences_completed=True,
        asks_to_vacate=True,
    )
    assert not filing(**{"states-3": "no"}).statements.sentences_completed
    assert filing(**{"fee-waiver": "yes"}).statements.wants_fee_waiver


def test_a_statement_made_for_other_cases_does_not_stand() -> None:
    answers = go({**COOK, **FILER}, packets=PACKETS).add_case()
    told = to_filing(walk(answers, DAY), {"Cook": ("a", "b")}, "Cook")
    assert told.statements == Statements()


def test_a_statement_for_one_county_is_none_for_another() -> None:
    packets = {"Cook": ("a",), "Kane": ("b",)}
    answers = go({**COOK, **FILER}, packets=PACKETS).add_case()
    assert to_filing(walk(answers, DAY), packets, "Kane").statements == Statements()


def test_nothing_is_on_the_papers_before_the_gate_is_passed() -> None:
    answers = go({**COOK, **FILER}, packets=PACKETS).with_answer("me.gate", chosen("no"))
    told = to_filing(walk(answers, DAY), PACKETS, "Cook")
    assert told.filer.name == ""
    assert told.statements == Statements()
    assert told.referral == Referral()


def test_the_referral_tells_and_reaches_only_as_ticked() -> None:
    referral = filing().referral
    assert referral == Referral(
        asked=True,
        to_legal_aid=True,
        tell_name=True,
        tell_cases=True,
        in_own_language=True,
        by_phone="(312) 555-0100",
    )
    all_ways = filing(**{"refer-reach": "post\nvoicemail"}).referral
    assert all_ways.by_post == "12 Elm St, Chicago, IL 60601"
    assert all_ways.voicemail_safe
    assert filing(**{"refer-to": ""}).referral == Referral(asked=True)


def test_a_class_that_nobody_knew_is_taken_from_the_filing_question() -> None:
    grades = {
        "misdemeanor": Grade.MISDEMEANOR,
        "class-4-felony": Grade.CLASS_4_FELONY,
        "unsure": None,
    }
    for answer, grade in grades.items():
        told = {**NO_PAPER, **FILER, "class": "unsure", "grade": answer}
        filed = to_filing(walk(go(told, packets=PACKETS), DAY), PACKETS, "Cook")
        assert filed.by_case["a"].grade is grade


def test_what_is_told_does_not_show_itself_in_a_log() -> None:
    assert "Núñez" not in repr(filing())


def test_what_was_told_of_the_cases_is_there_and_what_is_not_known_is_not() -> None:
    ended = {"ended": "probation", "probation": "unsure", "probation-end": "completed"}
    told = {**NO_PAPER, **ended, "sentence-end": on("2004")}
    made = to_filing(walk(go(told), DAY), NO_PACKETS)
    assert {one.case for one in made.told} == {"a"}
    english = voice("en").text
    said = {english(one.asked): english(one.said) for one in made.told}
    assert said["Which county was it in?"] == "Cook County"
    assert said["How did this charge end?"] == "I got probation"
    assert "I don't know" not in said.values()
    assert "Do you have another cannabis case?" not in said
    assert "Cook" not in repr(made)


def test_who_has_no_packet_was_not_asked_for_a_wish() -> None:
    dropped = go({**NO_PAPER, "ended": "dismissed"})
    assert filing().referral.asked
    assert not to_filing(walk(dropped, DAY), NO_PACKETS).referral.asked
