"""What holds for any text: nothing raises, is lost or is slow, and exact is in the table."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.charges.read import Reading, Sure, read, read_charge, read_rows
from portal.charges.statutes import knows
from portal.charges.text import READ_AT_MOST, plain

ANSWER = "chapter act section subsection inchoate attempt cannabis sure old rest"
KEYS = ANSWER.split()
ATOMS = (
    "720 |550|5|/|-| ILCS |4|(c)|(|)|c|A|38-|56.5-|704|56 1/2|½|8-4|(att)|[5015300]|CANNABIS|POSS |"
    "30-500 G|12-3|16-1|\\|§|S |. |, |MFG/DEL |CLASS A |M A |F 4 |ATTEMPT |SUBQ |570|402|<|>|1,000"
)
PIECES = st.sampled_from(ATOMS.split("|"))
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_any_text_is_read_to_the_ten_keys(text: str) -> None:
    answer = read(text).as_json()
    assert list(answer) == KEYS
    assert answer["sure"] in ("exact", "guess", "unread")
    assert answer["attempt"] is (answer["inchoate"] == "attempt")
    assert answer["rest"] == " ".join(str(answer["rest"]).split())


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_exact_means_that_the_table_has_the_citation(text: str) -> None:
    reading = read(text)
    if reading.sure is Sure.EXACT:
        assert reading.chapter is not None
        assert reading.section is not None
        assert knows(reading.chapter, reading.act, reading.section, reading.subsection)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_no_letter_and_no_figure_is_lost(text: str) -> None:
    reading = read(text)
    assert unaccounted(text, reading) == ""


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_two_fields_are_read_without_losing_either(statute: str, description: str) -> None:
    reading = read_charge(statute, description)
    assert list(reading.as_json()) == KEYS
    assert unaccounted(f"{statute} {description}", reading) == ""


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_the_plain_writing_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


MARKS = (*" \"'*|:;,[]{}()&#_+", "  ", "/ ", " -")


@pytest.mark.parametrize(
    "text",
    [
        "720 ILCS 550/4(d)",
        "720-550/5-C",
        "720-550/5/(B)",
        "720-550/4D",
        "720 ILCS 550.0/4-A",
        "720 ILCS 550 5.2(b) [10363]",
        "720 ILCS 550/4(d) POSS CANNABIS/30-500 GRAM",
        "56.5-704-D",
        "720-5/8-4(720-550/5(D))",
        "(720-5/8-4)720-550/5-D",
    ],
)
def test_a_mark_put_anywhere_never_makes_another_citation_exact(text: str) -> None:
    whole = read(text)
    assert whole.sure is Sure.EXACT
    marked = [f"{text[:at]}{mark}{text[at:]}" for at in range(1, len(text)) for mark in MARKS]
    readings = [(each, reading) for each in marked if (reading := read(each)).sure is Sure.EXACT]
    assert readings
    for each, reading in readings:
        assert (reading.citation, reading.inchoate) == (whole.citation, whole.inchoate), each


def unaccounted(text: str, reading: Reading) -> str:
    """The letters and figures of the text that stand in neither ``rest`` nor a field.

    What the fields may stand for: their own text, and the words a citation is written with.
    """
    left = [character for character in plain(text) if character.isalnum()]
    for character in plain(reading.rest):
        if character in left:
            left.remove(character)
    paragraph = reading.old or ""
    stands = "".join(
        filter(None, [reading.chapter, reading.act, reading.section, reading.subsection])
    )
    words = "ILCS ILSC ICLS CHAPTER PARAGRAPH SECTIONS 0 56 1/2 ½ 95 111 5 50"
    words += "720 ILCS 5.0 38 8-1 8-2 8-4 ATTEMPTED" if reading.inchoate else ""
    for character in f"{stands}{stands}{paragraph}{words}".upper():
        if character in left:
            left.remove(character)
    return "".join(left)


def test_the_measure_of_loss_sees_a_loss() -> None:
    assert unaccounted("720 ILCS 550/4(c) POSSESSION", read("720 ILCS 550/4(c)")) != ""


def test_rows_are_answered_in_order_empty_ones_included() -> None:
    readings = list(read_rows(["720 ILCS 550/4(c)", "", "THEFT"]))
    assert [reading.sure for reading in readings] == [Sure.EXACT, Sure.UNREAD, Sure.GUESS]


def test_the_ten_keys_of_a_plain_charge() -> None:
    assert read("720-550/4-C").as_json() == {
        "chapter": "720",
        "act": "550",
        "section": "4",
        "subsection": "(c)",
        "inchoate": None,
        "attempt": False,
        "cannabis": True,
        "sure": "exact",
        "old": None,
        "rest": "",
    }


def test_two_thousand_characters_are_read_and_the_others_kept_untouched() -> None:
    head = "720 ILCS 550/4(c) "
    text = head + "x" * (READ_AT_MOST - len(head))
    assert read(text).sure is Sure.EXACT
    longer = read(text + "  y  y")
    assert longer.citation == "720 ILCS 550/4(c)"
    assert longer.sure is Sure.GUESS
    assert longer.rest.endswith("x   y  y")


@pytest.mark.parametrize(
    "piece",
    [
        "720 ILCS 550/4(c) ", "38 ", "38 720-5/8-4(", "56 1/2 ", "(a)", "((((", "-A", "1-", "4A",
        "S. ", " ", "\t", "½", "550/", "10-30 ", "1,000", "MORE THAN ", "OVER 1", "A B ", "ATT. ",
        "MANU ", "CANNNN", "VIO ", "é", "[", "I.L.C.S.", "720 8-4(720 ", "7-24-099", "9" * 7, "M ",
    ],
)  # fmt: skip
def test_ten_thousand_hostile_characters_are_answered_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    read(text)
    read_charge(text, text)
    # Twice the work of one string, of which none takes 10 ms; of our own time, not the machine's.
    assert time.process_time() - started < 0.1
