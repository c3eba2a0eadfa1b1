"""What is typed on the keyboards of other scripts is read, and what a court paper cannot show is
asked for again at the question."""

from __future__ import annotations

from datetime import date

import pytest

from portal.charges.read import read
from portal.interview.kinds import Amount, Problem, Weight
from portal.interview.kinds.dates import PartialDate
from portal.interview.kinds.person import Address, Email, PersonName, Phone, Postal
from portal.interview.kinds.text import LATIN_ONLY, CaseNumber, Text
from portal.languages import LANGUAGES, Language
from portal.say import Span
from portal.store import vault

DAY = date(2026, 11, 24)
ZEROS = {
    "Arabic": "٠",
    "Persian": "۰",
    "Devanagari": "०",
    "Gujarati": "૦",
    "full width": "\uff10",
}
BY_SCRIPT = pytest.mark.parametrize("zero", ZEROS.values(), ids=ZEROS)
MIXED = pytest.mark.parametrize("every", [1, 2], ids=["all", "mixed with Latin"])


def typed(text: str, zero: str, every: int) -> str:
    """The text with every digit, or every other one, as the script writes it."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()][::every]
    return "".join(
        chr(ord(zero) + int(sign)) if at in places else sign for at, sign in enumerate(text)
    )


@BY_SCRIPT
@MIXED
def test_every_field_reads_the_digits_of_every_script(zero: str, every: int) -> None:
    def as_typed(text: str) -> str:
        return typed(text, zero, every)

    assert Phone().read({"phone": as_typed("312-555-0100")}, DAY) == "(312) 555-0100"
    assert CaseNumber().read({"text": as_typed("2014-CM-001234")}, DAY) == "2014-CM-001234"
    assert Email().read({"email": as_typed("anna5@example.com")}, DAY) == "anna5@example.com"
    assert Text().read({"text": as_typed("Unit 5")}, DAY) == "Unit 5"
    where = {"street": as_typed("12 Main St"), "city": "Cary", "state": "IL"}
    assert Address().read({**where, "zip": as_typed("60013")}, DAY) == Postal(
        street="12 Main St", city="Cary", state="IL", zip="60013"
    )
    day = {"month": as_typed("5"), "day": as_typed("13"), "year": as_typed("2014")}
    assert PartialDate().read(day, DAY) == Span(date(2014, 5, 13), date(2014, 5, 13))
    amount = Amount().read({"amount": as_typed("28.35"), "unit": "grams"}, DAY)
    assert isinstance(amount, Weight)
    assert str(amount.grams) == "28.35"
    assert read(as_typed("720 ILCS 550/4(c)")).citation == "720 ILCS 550/4(c)"
    code = vault.new_code()
    assert vault.read_code(as_typed(vault.show_code(code))) == code


@pytest.mark.parametrize("separator", [".", ",", "٫", "．", "，"])
def test_an_amount_is_read_with_the_decimal_sign_of_the_keyboard(separator: str) -> None:
    amount = Amount().read({"amount": f"28{separator}35", "unit": "grams"}, DAY)
    assert isinstance(amount, Weight)
    assert str(amount.grams) == "28.35"


def test_the_wide_letters_of_a_chinese_keyboard_are_the_usual_ones() -> None:
    assert Email().read({"email": "name＠example．com"}, DAY) == "name@example.com"
    assert Phone().read({"phone": "（３１２）５５５－０１００"}, DAY) == "(312) 555-0100"
    assert PersonName().read({"name": "Ａｎｎａ　Ｌｅｅ"}, DAY) == ("Anna Lee",)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_month_is_read_by_its_names_in_every_language(language: Language) -> None:
    for context in ("format", "stand-alone"):
        for number, name in language.locale.months[context]["wide"].items():
            found = PartialDate().read({"month": name.title(), "year": "2014"}, DAY)
            assert isinstance(found, Span), name
            assert (found.first.month, found.last.month) == (number, number), name


@pytest.mark.parametrize(
    ("name", "month"),
    [("styczen", 1), ("paźdz", 10), ("mar", 3), ("ma", None), ("jun", 6), ("5月", 5), ("13", None)],
)
def test_a_month_is_read_without_its_marks_and_never_guessed(name: str, month: int | None) -> None:
    found = PartialDate().read({"month": name, "year": "2014"}, DAY)
    assert (found.first.month if isinstance(found, Span) else None) == month


@pytest.mark.parametrize(
    ("street", "city"),
    [
        ("вул. Шевченка 5", "Chicago"),
        ("12 Main St", "Чикаго"),
        ("١٢ شارع الملك", "Chicago"),
        ("主街12号", "Chicago"),
        ("12 Маin St", "Chicago"),  # a Cyrillic М, which nobody sees
    ],
)
def test_an_address_in_another_script_is_asked_for_in_english_letters(
    street: str, city: str
) -> None:
    sent = {"street": street, "city": city, "state": "IL", "zip": "60601"}
    problem = Address().read(sent, DAY)
    assert problem == Problem("street" if street != "12 Main St" else "city", LATIN_ONLY)


def test_a_name_and_an_explanation_in_cyrillic_are_asked_for_too() -> None:
    assert PersonName().read({"name": "Олена Шевченко"}, DAY) == Problem("name", LATIN_ONLY)
    assert Text().read({"text": "Полиция Чикаго"}, DAY) == Problem("text", LATIN_ONLY)
