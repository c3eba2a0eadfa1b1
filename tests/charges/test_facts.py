"""Cannabis or not, amounts, classes, repeats and the violent-crime list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.charges.read import Sure, read, read_charge


@pytest.mark.parametrize(
    "name",
    [
        "POSSESSION OF CANNABIS",
        "POSS. OF CANN. 30-500G",
        "POSS OF CANNIBIS",
        "POSSESSION CANABUS",
        "POSS.OF CANNABISW/INTENT",
        "MFG/DEL CAN",
        "Delivery of marijuana",
        "POSS CANNIB",
        "POSS CANABI",
        "CANNBIS",
        "POSS MARAJUANA",
        "DEL MARJUANA",
        "MARIHUANA",
        "CANNABIS PLANT",
        "7-24-099 POSSESS",
        "BRING CANNABIS IN PENAL INST 720 ILCS 5/31A-1.1",
        "625 ILCS 5/11-502.1(a)",
        "410 ILCS 705/10-15",
    ],
)
def test_a_charge_of_cannabis_in_any_act_is_seen(name: str) -> None:
    assert read(name).cannabis is True


@pytest.mark.parametrize(
    "name",
    [
        "RETAIL THEFT",
        "Battery",
        "HOME INVASION",
        "RESISTING A PEACE OFFICER",
        "POSS COCAINE",
        "Possession of a controlled substance",
        "720 ILCS 570/402(c)",
        "720 ILCS 600/3.5",
        "720 ILCS 5/16-25(a)(1)",
        "9-76-180 SEAT BELT",
    ],
)
def test_what_is_plainly_something_else_is_not_of_cannabis(name: str) -> None:
    assert read(name).cannabis is False


@pytest.mark.parametrize(
    "name",
    [
        "SYNTHETIC CANNABIS",
        "POSSESSION BY MINOR",
        "VIOLATION OF PROBATION",
        "CANISTER",
        "CANNIBALISM",
        "PCS 30-500G",
        "720 ILCS 5/31A-1.1(b)",
        "720 ILCS 555/4(c)",
        "620 ILCS 550/4(c)",
    ],
)
def test_what_does_not_show_is_not_decided(name: str) -> None:
    assert read(name).cannabis is None


def test_a_statute_of_another_drug_under_a_name_of_cannabis_decides_nothing() -> None:
    reading = read("720 ILCS 570/402(c) POSS CANNABIS")
    assert (reading.cannabis, reading.sure) == (None, Sure.GUESS)


def test_the_cannabis_act_under_a_name_of_another_drug_is_a_guess_of_cannabis() -> None:
    reading = read("720-550/5(B) POSS.CONT.SUB.W/INTENT")
    assert (reading.cannabis, reading.sure) == (True, Sure.GUESS)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("POSS CANNABIS 30-500 GRAMS", "30", "500"),
        ("CANNABIS - MFG/DEL - 2.5-10 GRMS", "2.5", "10"),
        ("PCS 30-500G", "30", "500"),
        ("CANNABIS:30 TO 500 GRAMS", "30", "500"),
        ("MFG/DEL CANNABIS/2000<5000 GR", "2000", "5000"),
        ("POSS CANN 2.5 LESS THAN 10G", "2.5", "10"),
        ("CANNABIS MORE THAN 10 BUT NOT MORE THAN 30 GRAMS", "10", "30"),
        ("CANN >30 <=500 GRAMS", "30", "500"),
        ("POSS CANNABIS 10-30", "10", "30"),
        ("CANNABIS< 2.5 GRAMS", "0", "2.5"),
        ("CANNABIS 10GM OR LESS", "0", "10"),
        ("CANNABIS NOT MORE THAN 30 GRAMS", "0", "30"),
        ("CANNABIS/>5,000 GRAMS", "5000", None),
        ("CANNABIS OVER 10 GMS", "10", None),
        ("CANNABIS MORE THAN 5 KG", "5000", None),
        ("CANN LT 2.5 GRAMS", "0", "2.5"),
        ("CANN UNDR 30G", "0", "30"),
        ("CANN GT 30 GRAMS", "30", None),
        ("CANN OVR 500 GRAMS", "500", None),
        ("CANNABIS 30GM+", "30", None),
        ("CANNABIS 2.5GR-10GR", "2.5", "10"),
    ],
)
def test_the_span_of_grams_is_read_from_words(name: str, low: str, high: str | None) -> None:
    assert read(name).grams == (Decimal(low), Decimal(high) if high else None)


@pytest.mark.parametrize(
    "name", ["POSS CANNABIS/500", "CANNABIS 20 GRAMS", "CANNABIS 500-30 GRAMS", "THEFT/>100K"]
)
def test_cut_off_single_and_backward_figures_are_no_span(name: str) -> None:
    assert read(name).grams is None


def test_of_two_charges_pasted_at_once_no_amount_is_read() -> None:
    two = "720 ILCS 550/4(c) POSS 10-30 GRAMS\n720 ILCS 550/5(d) MFG/DEL 30-500 GRAMS"
    assert read(two).grams is None
    assert read("POSS CANNABIS 10-30/30-500").grams is None
    assert read("POSS CANNABIS 10-30 GRAMS (10-30 G)").grams == (Decimal(10), Decimal(30))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("720-550/4-C  M A  POSSESSION OF CANNABIS", "misdemeanor-a"),
        ("[1] A M 720 ILCS 550/4c Possession", "misdemeanor-a"),
        ("720-550/4-D  F 4  POSSESSION OF CANNABIS", "felony-4"),
        ("720 ILCS 550/5(d) Class 3 Felony", "felony-3"),
        ("POSS CANNABIS CLASS B MISDEMEANOR", "misdemeanor-b"),
        ("POSSESSION OF CANNABIS, CLASS X", "felony-x"),
        ("POSSESSION OF CANNABIS MISDEMEANOR", "misdemeanor"),
        ("CANNABIS CIVIL LAW VIOLATION", "civil"),
        ("720 ILCS 5/32-10(a) VIO BAIL BOND/CLASS 1 OFFENSE", None),
        ("720 ILCS 550/4(c) POSSESSION", None),
    ],
)
def test_the_class_is_read_where_it_is_printed(text: str, code: str | None) -> None:
    assert read(text).offense_class == code


@pytest.mark.parametrize(
    ("text", "subsequent"),
    [
        ("POSS CANNABIS/10-30 GRAM/SUBQ", True),
        ("POSS CANNABIS SUBSEQUENT OFFENSE", True),
        ("POSS CANNABIS/30-500 GRAM/1ST", False),
        ("POSS CANNABIS 1ST & 2ND", None),
        ("MURDER 1ST DEGREE", None),
        ("POSS CANNABIS/PRIOR", True),
        ("POSS CANNABIS - NO PRIORS", None),
        ("POSS CANNABIS W/O PRIOR CONVICTION", None),
        ("POSS CANNABIS PRIOR TO 2016", None),
        ("POSS CANNABIS", None),
    ],
)
def test_a_repeat_or_a_first_offense_is_read(text: str, subsequent: bool | None) -> None:
    assert read(text).subsequent is subsequent


@pytest.mark.parametrize(
    ("text", "violent"),
    [
        ("BATTERY TO A POLICE OFFICER", None),
        ("BATTERY/PREGNANT WOMAN", None),
        ("ASSAULT WITH A DEADLY WEAPON", None),
        ("RESISTING A POLICE OFFICER", False),
        ("720 ILCS 5/12-3.2(a)(1)", True),
        ("720 ILCS 5/12-3.05(c)", True),
        ("720 ILCS 5/12-7.3(a)", True),
        ("720 ILCS 5/11-1.50(a)(1)", True),
        ("720 ILCS 5/12-3.4(a)(1)", True),
        ("750 ILCS 60/223", True),
        ("38-18-2", True),
        ("Armed robbery", True),
        ("DOMESTIC BATTERY", True),
        ("VIOLATE ORDER OF PROTECTION", True),
        ("625 ILCS 5/11-501(d)(1)(F) AGG DUI/DEATH", True),
        ("720 ILCS 5/12-3(a)(1)", False),
        ("BATTERY", False),
        ("RETAIL THEFT", False),
        ("BURGLARY", False),
        ("UNLAWFUL USE OF WEAPONS", False),
        ("720 ILCS 5/31-1(a)", False),
        ("720 ILCS 550/4(c)", False),
        ("POSSESSION OF CANNABIS", False),
        ("AGGRAVATED ASSAULT", None),
        ("720 ILCS 5/16-1(a)(3)", None),
        ("720 ILCS 5/12-3 DOMESTIC BATTERY", None),
        ("720 ILCS 5/18-1(a) (att)", None),
        ("DUI", None),
        ("SEX OFFENDER REGISTRATION", None),
        ("SOMETHING ELSE", None),
        ("BATTERY CLASS 3 FELONY", True),
        ("BATTERY CLASS A MISDEMEANOR", False),
        ("720 ILCS 5/12-3(a)(1) F3", True),
        ("720 ILCS 5/12-3(a)(1) MA", False),
        ("THEFT CLASS 3 FELONY", False),
        ("AGGRAVATED ASSAULT CLASS 4 FELONY", True),
        ("RESISTING A POLICE OFFICER CLASS 4 FELONY", None),
        ("720 ILCS 5/11-14(a)", None),
        ("720 ILCS 5/11-30(a)", None),
        ("720 ILCS 5/11-23(a)", True),
        ("720 ILCS 5/11-23.5(b)", True),
        ("720 ILCS 5/11-20.1B", True),
        ("720 ILCS 5/12-3.8(a)", True),
        ("720 ILCS 5/12-3.9(a)", True),
        ("720 ILCS 5/12-4.8", None),
        ("740 ILCS 22/219", True),
        ("VIO CIVIL NO CONTACT ORDER", True),
        ("VIO BAIL BOND/NO CONTACT", None),
    ],
)
def test_the_violent_crime_list_is_applied_only_where_it_plainly_shows(
    text: str, violent: bool | None
) -> None:
    assert read(text).violent is violent


@pytest.mark.parametrize(
    ("text", "whatever", "as_felony"),
    [
        ("BATTERY", False, True),
        ("720 ILCS 5/12-3(a)(1) BATTERY", False, True),
        ("720 ILCS 5/12-1(a)", False, True),
        ("AGGRAVATED ASSAULT", None, True),
        ("BATTERY TO A POLICE OFFICER", None, True),
        ("DOMESTIC BATTERY", True, True),
        ("RESISTING A POLICE OFFICER", False, None),
        ("720 ILCS 5/31-1(a)", False, None),
        ("ATTEMPT BATTERY", False, None),
        ("RETAIL THEFT", False, False),
        ("720 ILCS 5/16-25 BATTERY", False, None),
        ("BURGLARY", False, False),
        ("UNLAWFUL USE OF WEAPONS", False, False),
        ("720 ILCS 550/4(d)", False, False),
        ("POSSESSION OF CANNABIS", False, False),
        ("SOMETHING ELSE", None, None),
    ],
)
def test_a_felony_with_force_is_on_the_list_where_its_lighter_form_is_not(
    text: str, whatever: bool | None, as_felony: bool | None
) -> None:
    reading = read(text)
    assert (reading.violent, reading.violent_if_felony) == (whatever, as_felony)


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("625 ILCS 5/11-501(a)", "never.dui"),
        ("95.5-11-501(a)", "never.dui"),
        ("DUI", "never.dui"),
        ("DRIVING UNDER THE INFLUENCE", "never.dui"),
        ("625 ILCS 5/11-503", "never.reckless-driving"),
        ("RECKLESS DRIVING", "never.reckless-driving"),
        ("625 ILCS 5/11-601", "never.minor-traffic-offense"),
        ("720 ILCS 5/11-1.40(a)(1)", "never.sex-offense-against-a-child"),
        ("720 ILCS 5/11-1.50(a)(1)", "never.sex-offense"),
        ("720 ILCS 5/12-13(a)", "never.sex-offense"),
        ("38-11-6", "never.sex-offense-against-a-child"),
        ("CRIMINAL SEXUAL ABUSE", "never.sex-offense"),
        ("720 ILCS 5/11-14(a)", None),
        ("720 ILCS 5/11-30(a)", None),
        ("720 ILCS 5/12-3.2(a)(1)", "never.domestic-battery"),
        ("DOMESTIC BATTERY", "never.domestic-battery"),
        ("720 ILCS 5/12-3(a)(1)", None),
        ("BATTERY", None),
        ("720 ILCS 5/12-3.4(a)(1)", "never.order-violated"),
        ("740 ILCS 22/219", "never.order-violated"),
        ("VIOLATE ORDER OF PROTECTION", "never.order-violated"),
        ("510 ILCS 70/3.01", "never.cruelty-to-animals"),
        ("720 ILCS 5/48-1", "never.cruelty-to-animals"),
        ("720 ILCS 5/16-1 DOMESTIC BATTERY", None),
        ("720 ILCS 5/16-1(a)(1)", None),
        ("720 ILCS 550/4(c)", None),
        ("POSS CANNABIS/DUI", None),
        ("625 ILCS 5/11-502.15", None),
        ("RETAIL THEFT", None),
    ],
)
def test_what_no_petition_reaches_is_read_by_statute_or_name(text: str, barred: str | None) -> None:
    assert read(text).barred == barred


def test_the_description_fills_only_what_the_statute_leaves_open() -> None:
    reading = read_charge("720 ILCS 550/4(d)", "ATTEMPT POSS CANNABIS 30-500 GRAMS CLASS 4")
    assert (reading.citation, reading.sure) == ("720 ILCS 550/4(d)", Sure.EXACT)
    assert reading.attempt
    assert reading.grams == (Decimal(30), Decimal(500))
    assert reading.offense_class == "felony-4"
    assert reading.rest == "ATTEMPT POSS CANNABIS 30-500 GRAMS CLASS 4"


def test_a_description_that_cites_another_law_makes_the_reading_a_guess() -> None:
    assert read_charge("720 ILCS 550/4(d)", "see 720 ILCS 550/4(d)").sure is Sure.EXACT
    against = read_charge("720 ILCS 550/4(d)", "720 ILCS 5/16-25")
    assert (against.citation, against.sure) == ("720 ILCS 550/4(d)", Sure.GUESS)


def test_a_citation_printed_in_the_description_is_found() -> None:
    for statute in (None, "", "COUNT 1"):
        reading = read_charge(statute, "720 ILCS 550/4(c) POSS CANNABIS")
        assert (reading.citation, reading.sure) == ("720 ILCS 550/4(c)", Sure.EXACT)


def test_a_charge_without_any_words_is_unread() -> None:
    reading = read_charge(None, None)
    assert (reading.sure, reading.cannabis, reading.violent, reading.rest) == (
        Sure.UNREAD,
        None,
        None,
        "",
    )


def test_the_cannabis_act_under_a_name_of_theft_is_a_guess() -> None:
    reading = read_charge("720-550/4(D)", "RETAIL THEFT")
    assert (reading.citation, reading.cannabis) == ("720 ILCS 550/4(d)", True)
    assert reading.sure is Sure.GUESS


@pytest.mark.parametrize(
    ("name", "cannabis"),
    [
        ("POSS HASH", True),
        ("POSS SYN CANNABINOID", None),
        ("POSSESS CAN OF BEER", None),
        ("MCC 7-24-099", True),
        ("MCC 9-40-200(B)", False),
        ("POSS: PEYOTE", False),
    ],
)
def test_names_near_to_cannabis_are_told_apart(name: str, cannabis: bool | None) -> None:
    assert read(name).cannabis is cannabis


@pytest.mark.parametrize(
    "words", ["AMENDED TO 4(C)", "REDUCED TO 4(C)", "AMENDED 550/4C", "SEE 720 550 4 C"]
)
def test_words_of_another_citation_make_the_reading_a_guess(words: str) -> None:
    for reading in (read(f"720 ILCS 550/4(d) {words}"), read_charge("720 ILCS 550/4(d)", words)):
        assert (reading.citation, reading.sure) == ("720 ILCS 550/4(d)", Sure.GUESS)
