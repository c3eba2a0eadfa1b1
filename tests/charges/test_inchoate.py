"""Attempt, solicitation and conspiracy."""

from __future__ import annotations

import pytest

from portal.charges.read import Sure, read, read_charge


@pytest.mark.parametrize(
    "text",
    [
        "720-550/4(D) (att)",
        "720-550/4(D)            (ATT)",
        "720-550/4(D)(ATTEMPT)",
        "56.5-704-D (att.)",
        "720-5/8-4(720-550/4(D))",
        "720-5/8-4{720-550/4-D}",
        "720-5/8-4-A//720-550/4-D",
        "720 ILCS 5/8-4 720 ILCS 550/4(d)",
        "720 ILCS 550/4(d) 720 ILCS 5/8-4",
        r"720-5\8-4(720-550\4(D))",
        "(720-5/8-4)720-550/4(d)",
    ],
)
def test_an_attempt_is_read_beside_the_offense_underneath(text: str) -> None:
    reading = read(text)
    assert reading.citation == "720 ILCS 550/4(d)"
    assert (reading.inchoate, reading.attempt) == ("attempt", True)
    assert (reading.sure, reading.cannabis) == (Sure.EXACT, True)


@pytest.mark.parametrize(
    "text", ["38-8-4(56.5-704(d))", "38-8-4/56.5-704-D", "720-5/8-4(550/4(d))"]
)
def test_an_attempt_in_looser_code_is_a_guess(text: str) -> None:
    reading = read(text)
    assert (reading.citation, reading.attempt) == ("720 ILCS 550/4(d)", True)
    assert reading.sure is Sure.GUESS


@pytest.mark.parametrize(
    "text",
    [
        "720-550/5(d) 8-4",
        "720-550/5(d)-8-4",
        "720-550/5-D-8-4",
        "720-550/5(D) (8-4)",
        "8-4(720-550/5-D)",
        "5/8-4 720-550/5(d)",
        "ILCS 5/8-4(720-550/5(D))",
    ],
)
def test_a_code_of_an_attempt_cut_short_is_never_read_past(text: str) -> None:
    reading = read(text)
    assert (reading.citation, reading.attempt) == ("720 ILCS 550/5(d)", True)
    assert reading.sure is Sure.GUESS


@pytest.mark.parametrize(
    "text",
    ["720-550/5(d) 8-4-2014", "720-550/5(d) 08-4", "720-550/5(d) 2.8-4 GRAMS", "720-550/5(d) 18-1"],
)
def test_a_date_or_an_amount_beside_a_citation_is_no_attempt(text: str) -> None:
    reading = read(text)
    assert (reading.citation, reading.inchoate) == ("720 ILCS 550/5(d)", None)
    assert reading.sure is Sure.EXACT


def test_solicitation_and_conspiracy_are_not_attempts() -> None:
    conspiracy = read("720-5/8-2(720-550/5(d))")
    assert (conspiracy.inchoate, conspiracy.attempt) == ("conspiracy", False)
    assert conspiracy.citation == "720 ILCS 550/5(d)"
    solicitation = read("720-5/8-1(720-550/5(d))")
    assert (solicitation.inchoate, solicitation.attempt) == ("solicitation", False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("720 ILCS 550/5(d) CONSPIRACY", "conspiracy"),
        ("720 ILCS 550/5(d) (CONSPIRACY)", "conspiracy"),
        ("720 ILCS 550/5(d) CRIMINAL CONSPIRACY", "conspiracy"),
        ("720 ILCS 550/5(d) DEL CANNABIS/CONSP", "conspiracy"),
        ("CONSPIRACY 720 ILCS 550/5(d)", "conspiracy"),
        ("720 ILCS 550/5(d) SOLICITATION", "solicitation"),
        ("720 ILCS 550/5(d) (SOLIC)", "solicitation"),
        ("SOLICIT 720 ILCS 550/5(d)", "solicitation"),
        ("SOLICITATION OF DEL CANNABIS 720 ILCS 550/5(d)", "solicitation"),
    ],
)
def test_a_word_of_conspiracy_or_solicitation_beside_a_citation_is_never_read_past(
    text: str, kind: str
) -> None:
    reading = read(text)
    assert (reading.citation, reading.inchoate) == ("720 ILCS 550/5(d)", kind)
    assert (reading.attempt, reading.sure) == (False, Sure.GUESS)


def test_the_same_word_in_the_description_counts_as_well() -> None:
    for description, kind in (
        ("DEL CANNABIS CONSPIRACY", "conspiracy"),
        ("SOLICITATION", "solicitation"),
    ):
        reading = read_charge("720 ILCS 550/5(d)", description)
        assert (reading.citation, reading.inchoate) == ("720 ILCS 550/5(d)", kind)
        assert reading.sure is Sure.GUESS
    assert read_charge(None, "SOLICITATION OF DEL CANNABIS").named_section is None


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("720 ILCS 550/9(a) CALCULATED CRIMINAL CANNABIS CONSPIRACY", "720 ILCS 550/9(a)"),
        ("720 ILCS 5/11-6(a) INDECENT SOLICITATION OF A CHILD", "720 ILCS 5/11-6(a)"),
    ],
)
def test_an_offense_that_is_itself_called_so_is_not_inchoate(text: str, citation: str) -> None:
    reading = read(text)
    assert (reading.citation, reading.inchoate) == (citation, None)
    assert reading.sure is Sure.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "720-5/8-4 (24-1.1 (A))",
        "720-5/8-4 570/402A2A",
        "720-5(8-4)/18-1(A)",
        "38-8-4(38-18-2)",
        "720-5/8-4(720-5/401(D)/407(B)(2))",
    ],
)
def test_an_offense_underneath_that_is_not_cited_in_full_stays_open(text: str) -> None:
    reading = read(text)
    assert (reading.chapter, reading.section, reading.cannabis) == (None, None, None)
    assert (reading.attempt, reading.sure, reading.rest) == (True, Sure.GUESS, text)


def test_the_attempt_statute_alone_leaves_open_what_was_attempted() -> None:
    reading = read("720 ILCS 5/8-4")
    assert (reading.section, reading.attempt, reading.cannabis) == ("8-4", True, None)


@pytest.mark.parametrize(
    "name",
    [
        "ATTEMPT POSSESSION CANNABIS",
        "Attempted possession of cannabis",
        "ATT. POSS CANNABIS",
        "POSSESSION OF CANNABIS - ATTEMPT",
        "720 ILCS 550/4(d) ATTEMPT POSS CANNABIS",
    ],
)
def test_the_name_of_a_charge_can_say_attempt(name: str) -> None:
    assert read(name).attempt


@pytest.mark.parametrize(
    "name",
    [
        "AGGRAVATED FLEEING OR ATTEMPTING TO ELUDE",
        "FLEEING/ATTEMPT TO ELUDE",
        "ATTENDING DOG FIGHT",
    ],
)
def test_other_uses_of_the_word_are_no_attempt(name: str) -> None:
    assert not read(name).attempt


def test_sections_near_the_attempt_section_are_their_own_offenses() -> None:
    assert read("720 ILCS 5/8-1.1(a)").inchoate is None
    assert read("720 ILCS 5/18-4(a)(1)").inchoate is None


def test_an_attempt_behind_the_words_of_the_police_is_seen() -> None:
    reading = read_charge("720 ILCS 550.0/5-D", "CANNABIS - MFG/DEL - 30-500 GRMS (ATTEMPT)")
    assert (reading.citation, reading.attempt) == ("720 ILCS 550/5(d)", True)
    assert reading.sure is Sure.EXACT


def test_where_only_the_attempt_is_cited_the_name_tells_the_section() -> None:
    assert read_charge("720-5/8-4", "ATTEMPT POSS CANNABIS").named_section == "4"
    assert read_charge("720-5/8-4(A)", "ATT MFG/DEL CANN").named_section == "5"
    assert read_charge("720-5/8-2", "CONSPIRACY TO POSSESS CANNABIS").named_section is None
    assert read_charge("720 ILCS 550/4(c)", "ATTEMPT POSS CANNABIS").named_section is None


@pytest.mark.parametrize(
    "text",
    ["550/4(d) (720 ILCS 5/8-4)", "550-4-D/720-5/8-4", "720-5/8-4;550-4-D", "720-5/8-4 [401 [D]]"],
)
def test_an_attempt_of_what_stands_in_a_writing_we_do_not_know_is_a_guess(text: str) -> None:
    reading = read(text)
    assert (reading.attempt, reading.sure) == (True, Sure.GUESS)


@pytest.mark.parametrize("word", ["ATTEMT", "ATTMPT", "ATTEMP", "ATEMPT", "ATTEMTED"])
def test_a_misspelled_attempt_is_one(word: str) -> None:
    for reading in (
        read(f"720-550/4(D) {word}"),
        read(f"720-550/4(D) ({word})"),
        read_charge("720-550/4(D)", f"{word} POSS CANNABIS"),
    ):
        assert (reading.citation, reading.attempt) == ("720 ILCS 550/4(d)", True)


@pytest.mark.parametrize(
    "text",
    [
        "720-58-4(720-550/5(D))",
        "720-5.8-4(720-550/5(D))",
        "720-5/ -4(720-550/5(D))",
        "720-5/B-4(720-550/5(D))",
        "72/0-5/8-4(720-550/5(D))",
        "720-550/5(D)        (at)",
        "720-550/5(D)        (a",
        "720-550/5(D) (AT T)",
    ],
)
def test_what_is_left_of_a_code_or_a_bracket_is_never_read_past(text: str) -> None:
    reading = read(text)
    assert (reading.citation, reading.sure) == ("720 ILCS 550/5(d)", Sure.GUESS)
