"""Every kind of answer: what it reads, what it refuses with which words, what it shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.facts import read_span, show_span
from portal.interview.answers import Answers
from portal.interview.kinds import (
    UNSURE,
    Address,
    Amount,
    CaseNumber,
    ChargeLine,
    Choice,
    Control,
    CountyName,
    Email,
    Gate,
    Kind,
    LongText,
    Option,
    PartialDate,
    PersonName,
    Phone,
    Postal,
    Problem,
    Statement,
    Text,
    Ticks,
    Weight,
)
from portal.interview.kinds.kind import MOST_TYPED
from portal.interview.question import Question
from portal.interview.questions import QUESTIONS
from portal.languages import voice
from portal.packet.documents import EXPLANATION_LINES
from portal.say import Msg, Span, say
from portal.web.guard import MOST_BYTES

DAY = date(2026, 11, 22)
OPTIONS = (Option(value="a", label=say("A")), Option(value="b", label=say("B")))
KINDS: tuple[Kind[Any], ...] = (
    Choice(OPTIONS),
    Ticks(OPTIONS),
    Statement(),
    Gate(),
    Amount(),
    PartialDate(),
    PartialDate(whole=True, unsure=False),
    PartialDate(ahead=True, optional=True),
    CountyName(),
    ChargeLine(),
    Text(unsure=True, label=say("Text")),
    Text(latin=False, missing=say("Type it.")),
    LongText(),
    PersonName(),
    PersonName(several=True),
    Address(),
    Phone(),
    Email(),
    CaseNumber(),
)


def english(msg: Msg) -> str:
    return voice("en").text(msg)


def refused(kind: Kind[Any], raw: Mapping[str, str]) -> str:
    """The field that is refused."""
    read = kind.read(raw, DAY)
    assert isinstance(read, Problem)
    assert english(read.says)
    return read.field


# --- any kind


@given(
    kind=st.sampled_from(KINDS),
    data=st.data(),
)
def test_no_kind_raises_whatever_is_sent_and_what_it_reads_can_be_shown(
    kind: Kind[Any], data: st.DataObject
) -> None:
    odd = st.text(max_size=60) | st.text("0123456789/.,-½ oz٣٥१", max_size=20)
    raw = {field.name: text for field in kind.fields if (text := data.draw(st.none() | odd))}
    read = kind.read(raw, DAY)
    if isinstance(read, Problem):
        assert read.field in {field.name for field in kind.fields}
        assert english(read.says)
    else:
        english(kind.show(read))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "text",
    [
        "\x00\x07\x1b[31m",
        "\u202e\u2066drowssap",
        "\U0001f33f" * 40,
        "<img src=x onerror=alert(1)>{{7*7}}%(x)s",
        "A" * 500_000,
        "9" * 5_000,
        "1/" * 5_000,
        "\ud800",
        "\n" * 10_000,
    ],
    ids=["control", "bidi", "emoji", "markup", "200 pages", "digits", "slashes", "half", "breaks"],
)
def test_hostile_text_is_refused_or_made_plain(kind: Kind[Any], text: str) -> None:
    read = kind.read(dict.fromkeys((field.name for field in kind.fields), text), DAY)
    shown = english(read.says if isinstance(read, Problem) else kind.show(read))
    assert len(shown) <= 5_000
    shown.encode()
    assert not set(shown) & set("\x00\x07\x1b\u202e\u2066")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_every_question_says_why_and_every_field_beside_another_has_a_name(
    question: Question,
) -> None:
    assert english(question.title)
    assert english(question.why)
    fields = question.kind.fields
    assert len({field.name for field in fields}) == len(fields)
    if len(fields) > 1:
        assert all(field.label for field in fields)
    for field in fields:
        values = [option.value for option in field.options]
        assert len(values) == len(set(values))
        assert not any("\n" in value for value in values)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_what_a_browser_cuts_is_always_told_as_too_long_and_never_refused_at_the_door(
    question: Question,
) -> None:
    typed = [
        field for field in question.kind.fields if field.control in (Control.LINE, Control.LINES)
    ]
    widest = len(quote_plus("\uffee"))  # of all that a browser counts as one
    assert sum(field.cut * widest for field in typed) < MOST_BYTES - 10_000
    for field in typed:
        assert field.maxlength is not None
        assert field.maxlength < field.cut <= MOST_TYPED
        read = question.kind.read({field.name: "x" * field.cut}, DAY)
        assert isinstance(read, Problem)


def test_only_fields_about_the_person_are_filled_in_by_their_own_device() -> None:
    tokens = {
        (question.id, field.name): field.autocomplete
        for question in QUESTIONS.values()
        for field in question.kind.fields
        if field.autocomplete != "off"
    }
    assert {id for id, _ in tokens} == {"born", "birthday", "name", "address", "phone", "email"}
    assert all(QUESTIONS[id].personal for id, _ in tokens)


# --- chosen


def test_nothing_is_chosen_beforehand_and_nothing_chosen_is_refused() -> None:
    for kind in (Choice(OPTIONS), Statement(), Gate()):
        assert refused(kind, {}) == "answer"
        assert refused(kind, {"answer": "zzz"}) == "answer"


def test_no_box_ticked_is_an_answer() -> None:
    assert Ticks(OPTIONS).read({}, DAY) == ()
    assert Ticks(OPTIONS).read({"answer": "b\na\nzzz"}, DAY) == ("a", "b")
    assert english(Ticks(OPTIONS).show(("a", "b"))) == "A and B"


def test_the_gate_warns_everyone_but_who_says_yes() -> None:
    gate = Gate()
    assert gate.warns({"answer": "no"})
    assert gate.warns({"answer": "private"})
    assert not gate.warns({"answer": "yes"})
    stored = Answers().with_answer("me.gate", {"answer": "passed"}).raw["me.gate"]
    assert gate.read(stored, DAY) is True


# --- amounts


@pytest.mark.parametrize(
    ("typed", "unit", "grams", "exact"),
    [
        ("28,35", "grams", "28.35", True),
        ("28.35", "grams", "28.35", True),
        ("3.5g", "", "3.5", True),
        ("3.5 g.", "", "3.5", True),
        ("٣٫٥", "grams", "3.5", True),
        ("３．５", "grams", "3.5", True),
        ("1/8", "ounces", "3.5", False),
        ("½", "ounces", "14.2", False),
        ("an eighth", "", "3.5", False),
        ("an eighth", "ounces", "3.5", False),
        ("0.125", "grams", "0.125", True),
        ("1/8", "grams", "0.125", True),
        ("⅛", "grams", "0.125", True),
        ("half a gram", "grams", "0.5", True),
        ("medio gramo", "grams", "0.5", True),
        ("two and a half", "grams", "2.5", True),
        ("half", "kilograms", "500", True),
        ("a quarter", "", "7.1", False),
        ("half an ounce", "", "14.2", False),
        ("1½ oz", "", "42.5", False),
        ("1 1/2", "ounces", "42.5", False),
        ("quarter pound", "", "113.4", False),
        ("half", "pounds", "226.8", False),
        ("1", "pounds", "453.6", False),
        ("1 kilo", "", "1000", True),
        ("1,000", "grams", "1000", True),
        ("about 20 grams", "", "20", False),
        ("more or less 20 grams", "", "20", False),
        ("10", "grams", "10", True),
        ("an ounce", "", "28.35", False),
        ("an ounce and a half", "", "42.5", False),
        ("an ounce and 1/2", "", "42.5", False),
        ("one and a half ounces", "", "42.5", False),
        ("2 and a half", "ounces", "70.9", False),
        ("half of an ounce", "", "14.2", False),
        ("una onza", "", "28.35", False),
        ("onza y media", "", "42.5", False),
        ("dos onzas y media", "", "70.9", False),
        ("una onza y un cuarto", "", "35.4", False),
        ("media onza", "", "14.2", False),
        ("un octavo", "", "3.5", False),
        ("tres octavos de onza", "", "10.6", False),
        ("un cuarto de libra", "", "113.4", False),
        ("medio kilo", "", "500", True),
        ("un gramo y medio", "", "1.5", True),
        ("diez gramos", "", "10", True),
        ("unos 20 gramos", "", "20", False),
        ("más o menos 20 g", "", "20", False),
    ],
)
def test_amounts_as_people_say_them(typed: str, unit: str, grams: str, exact: bool) -> None:
    read = Amount().read({"amount": typed, "unit": unit}, DAY)
    assert isinstance(read, Weight)
    assert (read.grams, read.exact) == (Decimal(grams), exact)


@pytest.mark.parametrize(
    ("typed", "unit", "field"),
    [
        ("", "grams", "amount"),
        ("20", "", "unit"),
        ("20 g", "ounces", "unit"),
        ("0", "grams", "amount"),
        ("-5", "grams", "amount"),
        ("10-30", "grams", "amount"),
        ("less than 30", "grams", "amount"),
        ("more than 30", "grams", "amount"),
        ("menos de 30", "grams", "amount"),
        ("más de 30", "grams", "amount"),
        ("a", "grams", "amount"),
        ("onzas", "", "amount"),
        ("and a half", "ounces", "amount"),
        ("half and half", "ounces", "amount"),
        ("10 and 20", "grams", "amount"),
        ("1 ounce and 5 grams", "", "amount"),
        ("1.5 and a half", "ounces", "amount"),
        ("28,350", "grams", "amount"),
        ("1000001", "grams", "amount"),
        ("a lot", "grams", "amount"),
        ("1e3", "grams", "amount"),
        ("1/0", "grams", "amount"),
        ("NaN", "grams", "amount"),
    ],
)
def test_amounts_that_are_refused(typed: str, unit: str, field: str) -> None:
    assert refused(Amount(), {"amount": typed, "unit": unit}) == field


@pytest.mark.parametrize(
    ("typed", "unit", "safe"),
    [
        ("1", "ounces", None),
        ("28.35", "grams", Decimal("28.35")),
        ("2", "ounces", Decimal("56.7")),
        ("an eighth", "", Decimal("3.5")),
        ("a quarter", "", Decimal("7.1")),
        ("1", "pounds", None),
        ("about 26 g", "", Decimal(26)),
        ("about 26.1 g", "", None),
        ("about 35.3 g", "", Decimal("35.3")),
        ("about 35.2 g", "", None),
    ],
)
def test_an_amount_that_is_not_exact_is_not_judged_by_near_a_limit(
    typed: str, unit: str, safe: Decimal | None
) -> None:
    read = Amount().read({"amount": typed, "unit": unit}, DAY)
    assert isinstance(read, Weight)
    assert read.safe == safe
    assert ("too close" in english(Amount().show(read))) is (safe is None)


@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("an eighth", "0.125"),
        ("eighth", "0.125"),
        ("un octavo", "0.125"),
        ("a quarter", "0.25"),
        ("un cuarto", "0.25"),
        ("half", "0.5"),
        ("media", "0.5"),
        ("three eighths", "0.375"),
        ("about a half", "0.5"),
    ],
)
def test_a_part_in_words_with_grams_is_asked_again_since_people_mean_an_ounce(
    typed: str, grams: str
) -> None:
    read = Amount().read({"amount": typed, "unit": "grams"}, DAY)
    assert isinstance(read, Problem)
    assert read.field == "unit"
    assert "choose ounces" in english(read.says)
    assert f"{grams} grams" in english(read.says)


# --- dates


@pytest.mark.parametrize(
    ("day", "month", "year", "span"),
    [
        ("3", "5", "2014", "2014-05-03"),
        ("03", "05", "2014", "2014-05-03"),
        ("3", "May", "2014", "2014-05-03"),
        ("", "sept", "2014", "2014-09"),
        ("", "Mayo", "2014", "2014-05"),
        ("", "ene.", "2014", "2014-01"),
        ("3", "abr", "2014", "2014-04-03"),
        ("", "ago", "2014", "2014-08"),
        ("", "setiembre", "2014", "2014-09"),
        ("", "set.", "2014", "2014-09"),
        ("", "SEPTIEMBRE", "2014", "2014-09"),
        ("31", "dic", "2014", "2014-12-31"),
        ("", "", "2014", "2014"),
        ("٣", "٥", "٢٠١٤", "2014-05-03"),
        ("٣", "مايو", "٢٠١٤", "2014-05-03"),
        ("", "آب", "2014", "2014-08"),
        ("", "كانون الثاني", "2014", "2014-01"),
        ("29", "2", "2016", "2016-02-29"),
        ("", "", "1900", "1900"),
        ("22", "11", "2026", "2026-11-22"),
        ("", "11", "2026", "2026-11-01/2026-11-22"),
        ("", "", "2026", "2026-01-01/2026-11-22"),
    ],
)
def test_dates_as_far_as_they_are_known(day: str, month: str, year: str, span: str) -> None:
    assert PartialDate().read({"day": day, "month": month, "year": year}, DAY) == read_span(span)


@pytest.mark.parametrize(
    ("day", "month", "year", "field"),
    [
        ("", "", "", "year"),
        ("", "", "98", "year"),
        ("", "", "'98", "year"),
        ("", "", "1899", "year"),
        ("31", "12", "1899", "year"),
        ("", "5", "", "year"),
        ("3", "", "2014", "month"),
        ("", "13", "2014", "month"),
        ("", "0", "2014", "month"),
        ("", "ju", "2014", "month"),
        ("", "كانون", "2014", "month"),
        ("32", "5", "2014", "day"),
        ("0", "5", "2014", "day"),
        ("31", "6", "2014", "day"),
        ("29", "2", "2015", "day"),
        ("23", "11", "2026", "year"),
        ("", "12", "2026", "year"),
        ("", "", "2027", "year"),
        ("", "", "0000", "year"),
        ("1", "1", "0000", "year"),
    ],
)
def test_dates_that_are_refused(day: str, month: str, year: str, field: str) -> None:
    assert refused(PartialDate(), {"day": day, "month": month, "year": year}) == field


def test_a_date_and_not_knowing_it_exclude_each_other() -> None:
    assert PartialDate().read({"unsure": "yes"}, DAY) is UNSURE
    assert refused(PartialDate(), {"year": "2014", "unsure": "yes"}) == "unsure"


def test_the_end_of_a_sentence_may_lie_ahead_and_no_further_than_anyone_lives() -> None:
    kind = PartialDate(ahead=True)
    assert kind.read({"year": "2027"}, DAY) == read_span("2027")
    assert isinstance(kind.read({"year": "2200"}, DAY), Span)
    assert refused(kind, {"year": "2201"}) == "year"


def test_a_whole_birth_date_needs_its_day() -> None:
    kind = PartialDate(whole=True, unsure=False)
    assert refused(kind, {"year": "1990"}) == "month"
    assert refused(kind, {"month": "5", "year": "1990"}) == "day"
    assert refused(kind, {"unsure": "yes"}) == "month"
    assert kind.read({"day": "1", "month": "5", "year": "1990"}, DAY) == read_span("1990-05-01")


@given(st.dates(date(1900, 1, 1), DAY))
def test_every_day_that_was_can_be_typed(day: date) -> None:
    raw = {"day": str(day.day), "month": day.strftime("%B"), "year": str(day.year)}
    read = PartialDate().read(raw, DAY)
    assert isinstance(read, Span)
    assert show_span(read) == day.isoformat()


# --- typed


@pytest.mark.parametrize(
    ("typed", "county"),
    [("cook", "Cook"), ("de kalb", "DeKalb"), ("Saint Clair County", "St. Clair")],
)
def test_a_county_in_any_spelling(typed: str, county: str) -> None:
    assert CountyName().read({"county": typed}, DAY) == county


def test_a_county_that_is_none_gets_those_that_are_near() -> None:
    read = CountyName().read({"county": "Sangamo"}, DAY)
    assert isinstance(read, Problem)
    assert "Sangamon" in english(read.says)
    assert refused(CountyName(), {"county": "Atlantis"}) == "county"
    assert refused(CountyName(), {"county": "Cook", "unsure": "yes"}) == "unsure"
    assert CountyName().read({"unsure": "yes"}, DAY) is UNSURE


@pytest.mark.parametrize(
    ("city", "county"),
    [
        ("chicago", "Cook"),
        ("Skokie", "Cook"),
        ("Chicago, IL", "Cook"),
        ("Chicgo", "Cook"),
        ("Joliet", "Will, Kendall"),
        ("Aurora", "Kane, DuPage, Kendall, Will"),
        ("Evanston", "Cook"),
        ("EAST SAINT LOUIS", "St. Clair"),
        ("Springfield", "Sangamon"),
        ("Mt. Vernon", "Jefferson"),
        ("mount vernon", "Jefferson"),
        ("Wheaton", "DuPage"),
    ],
)
def test_a_city_gets_every_county_named_in_which_it_lies(city: str, county: str) -> None:
    read = CountyName().read({"county": city}, DAY)
    assert isinstance(read, Problem)
    assert english(read.says).endswith(f"Did you mean {county}?")


def test_a_charge_line_is_cleaned_of_what_cannot_be_seen_and_kept_otherwise() -> None:
    typed = "720 ILCS\u00a0550/4(c)\u202e\r\n\tPOSS\x00 CANNABIS"
    assert ChargeLine().read({"text": typed}, DAY) == "720 ILCS 550/4(c) POSS CANNABIS"
    assert ChargeLine().read({"text": "x" * 2_000}, DAY) == "x" * 2_000
    assert refused(ChargeLine(), {"text": "x" * 2_001}) == "text"
    assert ChargeLine().read({"unsure": "yes"}, DAY) is UNSURE


SSN = ["123-45-6789", "123 45 6789", "123.45.6789", "١٢٣-٤٥-٦٧٨٩", "SSN: 123456789", "123–45–6789"]


@pytest.mark.parametrize("number", SSN)
@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (ChargeLine(), "text"),
        (LongText(), "text"),
        (Text(), "text"),
        (PersonName(), "name"),
        (Address(), "street"),
        (CaseNumber(), "text"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_social_security_number_is_kept_out_of_every_text(
    kind: Kind[Any], field: str, number: str
) -> None:
    read = kind.read({field: f"Ann {number}", "city": "Chicago"}, DAY)
    assert isinstance(read, Problem)
    assert "Social Security" in english(read.says)


def test_a_phone_number_a_zip_code_and_a_case_number_are_no_social_security_numbers() -> None:
    text = "Call 312-555-0100, 60601-1234, case 2014-CM-001234 or 14 CR 0123401"
    assert LongText().read({"text": text}, DAY) == text


@pytest.mark.parametrize(
    "name",
    [
        "Ana María Núñez",
        "Łukasz Wałęsa-Ś",
        "O'Neil, Jr.",
        "Nguyễn Thị",
        "D’Arcy",
        "Ana\u0301 L",
        "O’Brien–García Jr., III",
        "D’Angelo “Dee” Smith",
        'D‘Angelo "Dee" Smith',
        "N´Diaye „Ann“ Smith—Jones",
    ],
)
def test_names_in_latin_letters_with_any_marks_are_kept_as_typed(name: str) -> None:
    kept = (unicodedata.normalize("NFC", name),)
    assert PersonName().read({"name": name}, DAY) == kept
    assert PersonName(several=True).read({"name": name}, DAY) == kept


@pytest.mark.parametrize("name", ["王小明", "Олена", "محمد", "नेहा"])
def test_names_in_other_scripts_are_asked_for_as_the_record_spells_them(name: str) -> None:
    read = PersonName().read({"name": name}, DAY)
    assert isinstance(read, Problem)
    assert "English letters" in english(read.says)


@pytest.mark.parametrize(
    "name", ["", "   ", "12345", "A_B", "<b>Ann</b>", "Ann \U0001f33f", "x" * 101]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    assert refused(PersonName(), {"name": name}) == "name"


@pytest.mark.parametrize(
    ("name", "signs"), [("A_B", "_"), ("<b>Ann</b>", "< > /"), ("Ann \U0001f33f", "\U0001f33f")]
)
def test_a_sign_that_stands_in_no_name_is_named(name: str, signs: str) -> None:
    read = PersonName().read({"name": name}, DAY)
    assert isinstance(read, Problem)
    assert english(read.says).endswith(f": {signs}")


def test_other_names_are_one_a_line_or_none() -> None:
    kind = PersonName(several=True)
    assert kind.read({"name": ""}, DAY) == ()
    assert kind.read({"name": "Ann\r\n\r\n Annie  L \nAnn"}, DAY) == ("Ann", "Annie L")
    assert refused(kind, {"name": "\n".join(f"Ann {chr(65 + at)}" for at in range(11))}) == "name"


def test_an_address_here_abroad_and_none() -> None:
    here = {"street": "12 Elm", "city": "Chicago", "state": "illinois", "zip": "60601-1234"}
    read = Address().read(here, DAY)
    assert isinstance(read, Postal)
    assert read.city_state_zip == "Chicago, IL 60601-1234"
    abroad = {"street": "Calle 5", "city": "Puebla, Mexico", "state": "", "zip": ""}
    assert isinstance(Address().read(abroad, DAY), Postal)
    assert Address().read({"homeless": "yes"}, DAY) == Postal(homeless=True)
    assert refused(Address(), {}) == "street"
    assert refused(Address(), {**here, "city": ""}) == "city"
    assert refused(Address(), {**here, "state": ""}) == "state"
    assert refused(Address(), {**here, "zip": "606"}) == "zip"
    assert refused(Address(), {**here, "homeless": "yes", "street": ""}) == "street"


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("3125550100", "(312) 555-0100"),
        ("+1 (312) 555-0100", "(312) 555-0100"),
        ("٣١٢٥٥٥٠١٠٠", "(312) 555-0100"),
        ("+52 55 1234 5678", "+525512345678"),
        ("", ""),
    ],
)
def test_phone_numbers(typed: str, phone: str) -> None:
    assert Phone().read({"phone": typed}, DAY) == phone


@pytest.mark.parametrize("typed", ["555-0100", "1234567890123456", "call me", "0125550100"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert refused(Phone(), {"phone": typed}) == "phone"


def test_email_addresses() -> None:
    assert Email().read({"email": " a.b+c@example.co.uk "}, DAY) == "a.b+c@example.co.uk"
    assert Email().read({"email": ""}, DAY) == ""
    for typed in ("ann", "ann@", "@x.org", "a@b", "a@b..org", "a b@c.org", "a@b.", "a@@b.org"):
        assert refused(Email(), {"email": typed}) == "email"


def test_case_numbers() -> None:
    assert CaseNumber().read({"text": "2014-cm-٠٠١٢٣٤"}, DAY) == "2014-CM-001234"
    assert CaseNumber().read({"text": ""}, DAY) == ""
    for typed in ("no idea", "№ 5 дело", "1" * 41):
        assert refused(CaseNumber(), {"text": typed}) == "text"


def test_a_long_text_keeps_its_lines_and_may_have_more_than_the_form_has_room_for() -> None:
    assert LongText().read({"text": "a\r\n\n\n\nb  c\n"}, DAY) == "a\n\nb c"
    for count in (EXPLANATION_LINES, EXPLANATION_LINES + 1, 60):
        told = "\n".join(["a line"] * count)
        assert LongText().read({"text": told}, DAY) == told
    assert refused(LongText(), {"text": "\n".join(["a line"] * 61)}) == "text"
    assert LongText().read({"text": "x" * 5_000}, DAY) == "x" * 5_000
    assert refused(LongText(), {"text": "x" * 5_001}) == "text"


def test_every_control_is_one_the_pages_can_draw() -> None:
    used = {field.control for kind in KINDS for field in kind.fields}
    assert used <= set(Control)
