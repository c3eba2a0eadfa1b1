"""The code, a Social Security number and a copied police record are taken out; the rest stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.interview.kinds import Control, Field, LongText, Problem, kind
from portal.interview.kinds.secret import (
    CODE,
    POLICE_RECORD,
    SECRETS,
    SOCIAL_SECURITY,
    problem_of_marks,
    without_secrets,
)
from portal.interview.questions import QUESTIONS
from portal.store import vault
from tests.interview.journeys import DAY

DIGITS = {"Arabic": "٠", "Persian": "۰", "Devanagari": "०", "full width": "\uff10"}
LINES = Field(name="text", control=Control.LINES, bare=True)
RECORD = """ILLINOIS STATE POLICE  CRIMINAL HISTORY TRANSCRIPT
Name: DOE, JANE   DOB: 05/01/1990
SID: IL03847120   FBI: 123456AB7
DCN: L1234567  Date of Arrest: 05/03/2014
Arresting Agency: CHICAGO PD
Statute Citation: 720 ILCS 550/4(C)
Disposition: GUILTY"""


def cleaned(text: str, *, bare: bool = True) -> str:
    field = Field(name="text", control=Control.LINES, bare=bare)
    return without_secrets((field,), {"text": text}, vault.codes_in)["text"]


def in_digits(text: str, zero: str) -> str:
    return "".join(
        chr(ord(zero) + int(one)) if one.isascii() and one.isdigit() else one for one in text
    )


@pytest.mark.parametrize("zero", [*DIGITS.values(), "0"], ids=[*DIGITS, "plain"])
@pytest.mark.parametrize("between", ["", " ", "-", " . ", "\u200b", "\n", "\u00a0"])
def test_the_code_is_taken_out_in_any_digits_and_spacing(zero: str, between: str) -> None:
    code = vault.new_code()
    groups = between.join(code[at : at + 4] for at in range(0, 22, 4))
    text = f"call me. {in_digits(groups, zero)} thank you"
    assert cleaned(text) == f"call me. {CODE.mark} thank you"


@pytest.mark.parametrize(
    "number",
    [
        "123-45-6789",
        "123 45 6789",
        "123.45.6789",
        "123 - 45 - 6789",
        "123/45/6789",
        "123–45–6789",
        "123\u200b-45-6789",
        "1 2 3 4 5 6 7 8 9",
        "123456789",
    ],
)
@pytest.mark.parametrize("zero", [*DIGITS.values(), "0"], ids=[*DIGITS, "plain"])
def test_a_social_security_number_is_taken_out_in_any_digits(number: str, zero: str) -> None:
    text = f"Mam na imię Anna. {in_digits(number, zero)}. 我叫安娜。"
    assert cleaned(text) == f"Mam na imię Anna. {SOCIAL_SECURITY.mark}. 我叫安娜。"


@pytest.mark.parametrize(
    "named",
    [
        "SSN 123456789",
        "ssn#: 123 456 789",
        "my social security number is 123456789",
        "mi número de seguro social es 123456789",
        "Mi Seguridad Social: 123 456 789",
        "mój numer ubezpieczenia społecznego: 123456789",
        "我的社会安全号码是123456789",
        "社會安全號碼：１２３４５６７８９",
        "社安号 123-456789",
        "رقم الضمان الاجتماعي ١٢٣٤٥٦٧٨٩",
        "رقم التأمين الاجتماعي: 123456789",
    ],
)
def test_nine_digits_that_are_called_so_are_one_in_each_language(named: str) -> None:
    found = cleaned(f"a {named} z", bare=False)
    assert found.startswith("a ")
    assert found.endswith(" z")
    assert SOCIAL_SECURITY.mark in found
    assert not any(sign.isdecimal() for sign in found)


@pytest.mark.parametrize(
    "number",
    ["SID: IL03847120", "FBI No. 123456AB7", "fbi# 1234567", "DCN L1234567", "IR #1234567",
     "I.R. No: 1234567", "State ID 03847120", "State Identification Number: IL1234567",
     "Document Control Number: L1234567"],
)  # fmt: skip
def test_a_number_of_the_police_is_taken_out_and_the_sentence_stays(number: str) -> None:
    text = f"Please clear it, {number}, since I want to work."
    assert cleaned(text) == f"Please clear it, {POLICE_RECORD.mark}, since I want to work."


def test_a_copied_record_is_taken_out_whole_and_what_was_typed_around_it_stays() -> None:
    text = f"I lost my home.\n{RECORD}\nPlease help."
    found = cleaned(text)
    assert found.startswith("I lost my home.\n")
    assert found.endswith("\nPlease help.")
    for part in (
        "DOE",
        "1990",
        "IL03847120",
        "123456AB7",
        "L1234567",
        "CHICAGO",
        "550/4",
        "GUILTY",
    ):
        assert part not in found
    in_one_line = cleaned(" ".join(RECORD.split()))
    assert in_one_line == POLICE_RECORD.mark


@pytest.mark.parametrize(
    "text",
    [
        "Call 312-555-0100 or +48123456789, ZIP 60601-1234.",
        "Case 2014-CM-001234 or 14 CR 0123401, on 05/03/2014 and 2014-05-03.",
        "720 ILCS 550/4(c) POSSESSION OF CANNABIS 10-30 GRAMS, CLASS A, count: 1, class: A",
        "I asked the FBI and the State Police. They said: wait. Status: waiting. Court: closed.",
        "Voy a ir 12345 veces. Tenía 17 años.",
        "Miałam 19 lat i pracowałam w 3 miejscach.",
        "我当时20岁,在库克县。",
        "كنت في العشرين من عمري.",
        "",
    ],
)
def test_what_people_really_tell_stays_as_it_is(text: str) -> None:
    assert cleaned(text) == text


def test_nine_digits_stay_where_they_may_be_something_else() -> None:
    assert cleaned("201412345", bare=False) == "201412345"


@given(st.text(), st.text())
def test_nothing_is_cut_but_what_is_a_secret(before: str, after: str) -> None:
    code = vault.new_code()
    text = f"{before} x {code} x {after}"
    found = cleaned(text)
    assert code not in found
    if cleaned(before) == before and cleaned(after) == after:
        assert f"{before} x {CODE.mark} x {after}" == found


@pytest.mark.parametrize("secret", SECRETS, ids=["code", "number", "record"])
def test_no_text_with_a_mark_is_ever_taken_as_an_answer(secret: object) -> None:
    mark = SECRETS[SECRETS.index(secret)].mark  # type: ignore[arg-type]
    tried = 0
    for question in QUESTIONS.values():
        for field in question.kind.fields:
            if field.control in (Control.LINE, Control.LINES):
                raw = {one.name: "1" for one in question.kind.fields if one.name != "unsure"}
                raw[field.name] = f"Ann {mark} x"
                read = question.kind.read(raw, DAY)
                assert isinstance(read, kind.Problem), (question.id, field.name)
                told = problem_of_marks(raw)
                assert told is not None
                assert told.field == field.name
                tried += 1
    assert tried > 20


def test_a_mark_says_which_secret_it_stands_for() -> None:
    said = set()
    for secret in SECRETS:
        read = LongText(latin=False).read({"text": f"a {secret.mark}"}, DAY)
        assert isinstance(read, Problem)
        assert read.says.named == {"mark": secret.mark}
        said.add(read.says.text)
    assert len(said) == len(SECRETS)


def test_boxes_and_choices_are_left_alone() -> None:
    fields = (Field(name="answer", control=Control.RADIOS),)
    raw = {"answer": "123-45-6789"}
    assert without_secrets(fields, raw, vault.codes_in) == raw
