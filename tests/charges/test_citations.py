"""Citations in the writings that records and people use."""

from __future__ import annotations

import pytest

from portal.charges.read import Reading, Sure, read
from portal.charges.statutes import CANNABIS_SECTIONS


def fields(reading: Reading) -> tuple[str | None, str | None, str | None, str | None]:
    return reading.chapter, reading.act, reading.section, reading.subsection


FOUR_C = ("720", "550", "4", "(c)")

EXACT_WRITINGS = [
    "720 ILCS 550/4(c)",
    "720 ilcs 550/4(c)",
    "720 ILCS 550/4c",
    "720 ILCS 550/4C",
    "720 ILCS 550/4-C",
    "720 ILCS 550/4/(C)",
    "720 ILCS 550 4(c)",
    "720 ILCS 550.0/4-C",
    "720 ILCS 550/4 (c)",
    "720 ILCS 550/4[c]",
    "720 ILCS 550, Sec. 4(c)",
    "720 ILCS 550/S 4(c)",
    "720 ILCS 550 § 4(c)",
    "720 I.L.C.S. 550/4(c)",
    "720ILCS550/4(c)",
    "720-550/4(c)",
    "720-550/4-c",
    "720-550/4C",
    "720/550/4(c)",
    "720 550/4(C)",
    r"720-550\4(c)",
    "720–550/4—C",
    "７２０ ＩＬＣＳ ５５０／４（ｃ）",
    "720\u00a0ILCS\u2003550/4(c)",
    "٧٢٠ ILCS ٥٥٠/٤(c)",
]


@pytest.mark.parametrize("text", EXACT_WRITINGS)
def test_section_4c_is_read_in_every_plain_writing(text: str) -> None:
    reading = read(text)
    assert fields(reading) == FOUR_C
    assert reading.citation == "720 ILCS 550/4(c)"
    assert (reading.sure, reading.cannabis, reading.rest) == (Sure.EXACT, True, "")


@pytest.mark.parametrize(
    "text",
    [
        "720 ILCS 550/4, C",
        "720 ILCS 550/4 -C",
        "720 ILCS 550/4,c [5015300]",
        "720 ILCS 550/4 c POSS CANNABIS",
        "720 ILCS 550/4 C CLASS 4",
        "720 - 550 / 4 - C CANNABIS",
        "720-550/4/ C POSS",
        "720-550/4 / ( C ) POSS",
        "720-550/4 C3",
        "56.5 - 704 - C",
    ],
)
def test_a_letter_set_apart_from_the_number_leaves_a_guess(text: str) -> None:
    """It may be the subsection, or a class."""
    reading = read(text)
    assert fields(reading) in (("720", "550", "4", None), FOUR_C)
    assert (reading.sure, reading.cannabis) == (Sure.GUESS, True)


@pytest.mark.parametrize("column", ["M A", "F 4", "- POSS CANNABIS", "CLASS A"])
def test_a_class_or_a_name_behind_the_number_is_no_letter(column: str) -> None:
    assert read(f"720 ILCS 550/4 {column}").sure is Sure.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "720-550-4(c)",
        "720 550 4(c)",
        "720-550-4-C",
        "720 ILCS 550/4 C",
        "720-550/4 (C)",
        "720 ILCS 550/4c)",
        "550/4(c)",
        "Section 4(c) of the Cannabis Control Act",
        "S 4(c) poss cannabis",
        "par. 704(c), possession of marijuana",
    ],
)
def test_looser_writings_are_read_but_only_as_a_guess(text: str) -> None:
    reading = read(text)
    assert fields(reading) == FOUR_C
    assert (reading.sure, reading.cannabis) == (Sure.GUESS, True)


@pytest.mark.parametrize("section", sorted(CANNABIS_SECTIONS))
def test_every_section_of_the_table_is_exact_with_and_without_its_letters(section: str) -> None:
    assert read(f"720 ILCS 550/{section}").sure is Sure.EXACT
    for letter in CANNABIS_SECTIONS[section]:
        for text in (f"720 ILCS 550/{section}({letter})", f"720-550/{section}-{letter.upper()}"):
            reading = read(text)
            assert fields(reading) == ("720", "550", section, f"({letter})")
            assert reading.sure is Sure.EXACT


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("720 ILCS 550/4(g)", "720 ILCS 550/4(h)"),
        ("720 ILCS 550/8(e)", "720 ILCS 550/8(f)"),
        ("720 ILCS 550/19", "720 ILCS 550/20"),
        ("720 ILCS 550/4(c)", "720 ILCS 550/4(c)(1)"),
        ("720 ILCS 570/402(c)", "720 ILCS 570/99(c)"),
        ("720 ILCS 5/12-38", "720 ILCS 5/12-39"),
        ("720 ILCS 5/49-6", "720 ILCS 5/61-1"),
        ("625 ILCS 5/20-100", "625 ILCS 5/21-100"),
    ],
)
def test_a_citation_that_the_table_does_not_know_is_never_exact(known: str, unknown: str) -> None:
    assert read(known).sure is Sure.EXACT
    assert read(unknown).sure is Sure.GUESS


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("56.5-704-C", "56.5-704(c)"),
        ("56.5-704(c)", "56.5-704(c)"),
        ("56.5-704C", "56.5-704(c)"),
        ("56.50/704(C)", "56.5-704(c)"),
        ("ch. 56 1/2, par. 704(c)", "56.5-704(c)"),
        ("Chapter 56 1/2 Section 704(c)", "56.5-704(c)"),
        ("CH 56-1/2 PAR 704-C", "56.5-704(c)"),
        ("56 1/2-704-C", "56.5-704(c)"),
        ("56½ ¶704(c)", "56.5-704(c)"),
        ("56½-704(c)", "56.5-704(c)"),
    ],
)
def test_chapter_56_and_a_half_is_answered_in_its_modern_form(text: str, old: str) -> None:
    reading = read(text)
    assert fields(reading) == FOUR_C
    assert (reading.sure, reading.old, reading.rest) == (Sure.EXACT, old, "")


@pytest.mark.parametrize(
    ("text", "modern", "cannabis"),
    [
        ("56.5-705-B", "720 ILCS 550/5(b)", True),
        ("56.5-705.1", "720 ILCS 550/5.1", True),
        ("56.5-705.2(e)", "720 ILCS 550/5.2(e)", True),
        ("56.5-710", "720 ILCS 550/10", True),
        ("56.5-1402(b)", "720 ILCS 570/402(b)", False),
        ("56.5-1410", "720 ILCS 570/410", False),
        ("56.5-2103", "720 ILCS 600/3", False),
    ],
)
def test_paragraphs_of_the_old_chapter_are_the_sections_of_today(
    text: str, modern: str, cannabis: bool
) -> None:
    reading = read(text)
    assert (reading.citation, reading.cannabis) == (modern, cannabis)


def test_a_modern_citation_with_its_source_note_keeps_both() -> None:
    reading = read("720 ILCS 550/4(c) (from Ch. 56 1/2, par. 704)")
    assert (reading.citation, reading.sure, reading.old) == (
        "720 ILCS 550/4(c)",
        Sure.EXACT,
        "56.5-704",
    )


@pytest.mark.parametrize(
    ("text", "chapter", "section", "subsection"),
    [
        ("38-19-1(a)", "38", "19-1", "(a)"),
        ("38-12-3-A", "38", "12-3", "(a)"),
        ("Ill. Rev. Stat. ch. 38, par. 16A-3", "38", "16A-3", None),
        ("95.5-6-303(a)", "95.5", "6-303", "(a)"),
        ("95 1/2-11-501", "95.5", "11-501", None),
    ],
)
def test_other_old_chapters_keep_chapter_and_paragraph_and_have_no_act(
    text: str, chapter: str, section: str, subsection: str | None
) -> None:
    reading = read(text)
    assert fields(reading) == (chapter, None, section, subsection)
    assert (reading.sure, reading.cannabis) == (Sure.EXACT, False)
    assert reading.old is None
    assert reading.citation is None


@pytest.mark.parametrize(
    ("text", "section", "subsection"),
    [
        ("720 ILCS 5.0/16-1-A-2-B", "16-1", "(a)(2)(b)"),
        ("720-5/21-1-1-a", "21-1", "(1)(a)"),
        ("720 ILCS 5 31-1(a-7) [14799]", "31-1", "(a-7)"),
        ("720 ILCS 5/11-1.60(c)(1)(ii)", "11-1.60", "(c)(1)(ii)"),
        ("720 ILCS 5/12-4.2-5(a)", "12-4.2-5", "(a)"),
        ("720 ILCS 5/32-4a(a)(1)", "32-4a", "(a)(1)"),
        ("720 ILCS 5/11-20.1B(a)(1)", "11-20.1B", "(a)(1)"),
        ("720 ILCS 5/12C-5(a)(2)", "12C-5", "(a)(2)"),
    ],
)
def test_sections_of_the_criminal_code_are_taken_apart(
    text: str, section: str, subsection: str
) -> None:
    reading = read(text)
    assert fields(reading) == ("720", "5", section, subsection)
    assert (reading.sure, reading.cannabis) == (Sure.EXACT, False)


def test_a_code_with_three_numbers_keeps_the_third_in_the_section() -> None:
    assert fields(read("730 ILCS 5/5-6-3(a)")) == ("730", "5", "5-6-3", "(a)")


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        # cut off inside a bracket: the section stands
        ("720 ILCS 550/4(c", ("720", "550", "4", None), "(c"),
        ("720 ILCS 570/401(d)(", ("720", "570", "401", None), "(d)("),
        # a letter on a number that may have letters of its own
        ("15 ILCS 335/14B(b)(1)", ("15", "335", None, None), "14B(b)(1)"),
        ("720-5/32-4A", ("720", "5", None, None), "32-4A"),
        ("38 9-1E", ("38", None, None, None), "9-1E"),
        # pieces set apart in a clerk's code
        ("720-5/12-4 b 8", ("720", "5", None, None), "12-4 b 8"),
        ("720-570/401 (C)(2)", ("720", "570", None, None), "401 (C)(2)"),
        # a chapter of pairs with one number, an article that is not there, an act in the section
        ("38-20", ("38", None, None, None), "20"),
        ("720 5/61-1-a-1", ("720", "5", None, None), "61-1-a-1"),
        ("720-5/550-4(a)", ("720", None, None, None), "-5/550-4(a)"),
        # several at once
        ("720 ILCS 550/4(c), (d)", ("720", "550", "4", None), "(c), (d)"),
        ("720 ILCS 550/4(c) and 5(d)", ("720", "550", None, None), "4(c) and 5(d)"),
    ],
)
def test_what_the_writing_does_not_settle_stays_open_and_is_kept(
    text: str, expected: tuple[str | None, ...], rest: str
) -> None:
    reading = read(text)
    assert fields(reading) == expected
    assert (reading.sure, reading.rest) == (Sure.GUESS, rest)


@pytest.mark.parametrize("before", ["2014 CF 12", "COUNT 38", "COUNT 38:", "No. 5/6/2014,", "1)"])
def test_numbers_before_a_citation_do_not_hide_it(before: str) -> None:
    for citation in ("720/550/4(c)", "720 ILCS 550/4(c)", "720-550/4(c)"):
        reading = read(f"{before} {citation}")
        assert (reading.citation, reading.rest) == ("720 ILCS 550/4(c)", before)


def test_two_different_citations_settle_nothing() -> None:
    text = "720 ILCS 550/4(c); 720 ILCS 5/16-25"
    reading = read(text)
    assert fields(reading) == (None, None, None, None)
    assert (reading.cannabis, reading.rest) == (None, text)
    assert reading.sure is not Sure.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "720 ILCS 16H-55",
        "190375 ILCS 72 50 [16735]",
        "625 5 11 501 A2",
        "12/5/2014",
        "1",
        "FUG WARR",
        "par. 704",
    ],
)
def test_what_is_no_citation_is_not_made_one(text: str) -> None:
    reading = read(text)
    assert fields(reading) == (None, None, None, None)
    assert (reading.sure, reading.cannabis) == (Sure.UNREAD, None)
    assert reading.rest == text.strip()


def test_clerk_codes_columns_and_words_are_kept_in_rest() -> None:
    assert read("720 ILCS 550 4(c) [5015300]").rest == "[5015300]"
    assert read("720 ILCS 550 4(c) [50153").rest == "[50153"
    line = read("[1]  A M  720 ILCS 550/4c   Possession of Cannabis")
    assert (line.citation, line.sure) == ("720 ILCS 550/4(c)", Sure.EXACT)
    assert line.rest == "[1] A M Possession of Cannabis"


def test_words_may_touch_a_closed_bracket_but_not_a_letter() -> None:
    assert read("720 ILCS 550/4(c)POSS CANNABIS").sure is Sure.EXACT
    assert read("720 ILCS 550/4(c)-POSS CANNABIS").citation == "720 ILCS 550/4(c)"
    touching = read("720-550/4-CMISD")
    assert (fields(touching), touching.sure) == (("720", "550", "4", None), Sure.GUESS)


@pytest.mark.parametrize(
    "text", ["720 ILCS 550", "720-550", "720 ILCS 550.0", "720-550/", "720-550 POSS CANNABIS"]
)
def test_the_act_without_a_section_is_read_as_far_as_it_goes(text: str) -> None:
    reading = read(text)
    assert fields(reading) == ("720", "550", None, None)
    assert (reading.cannabis, reading.sure) == (True, Sure.GUESS)


def test_a_letter_set_off_by_a_comma_is_not_passed_over() -> None:
    reading = read("720 ILCS 550/4, (d)")
    assert fields(reading) == ("720", "550", "4", None)
    assert (reading.sure, reading.rest) == (Sure.GUESS, ", (d)")


@pytest.mark.parametrize("text", ["720 ILCS 550/5 2(b)", "720 ILCS 550 5 2", "720-550/5 2-B"])
def test_a_digit_that_ends_the_string_leaves_the_section_a_guess(text: str) -> None:
    reading = read(text)
    assert (reading.section, reading.sure) == ("5", Sure.GUESS)


@pytest.mark.parametrize("text", ["720 ILCS 550/5 2 COUNTS", "720 ILCS 550/5 2.5-10 GRAMS"])
def test_a_digit_before_words_leaves_the_section_exact(text: str) -> None:
    reading = read(text)
    assert (reading.section, reading.sure) == ("5", Sure.EXACT)


@pytest.mark.parametrize(
    "text",
    [
        '720 ILCS 550/4"(d)',
        "720 ILCS 550/4*(d)",
        "720-550/5|(C)",
        "720-550/5]-C",
        "720-550/5'C'",
        "720-550/5-",
        "720-550/5.",
        "720-550/5/",
        "720 ILCS 550 5 .2(b)",
        "720 ILCS 550 5. 2(b) [10363]",
        "720 ILCS 550/4 and 5(d)",
        "720 ILCS 550/4 or 550/5",
        "720 ILCS 550/4 & 5",
        "720 ILCS 550/4 subsection (d)",
        "CH 56.5 PAR 704 SUBSEC D",
        "720-5/31A-1.1 B POSSESS CANNABIS PENAL",
        "625 ILCS 5/11-5 01(a)(2)",
    ],
)
def test_a_number_after_which_a_letter_may_stand_is_not_exact(text: str) -> None:
    assert read(text).sure is Sure.GUESS


@pytest.mark.parametrize(
    "text",
    [
        "720 ILCS 550/4",
        '"720 ILCS 550/4"',
        "(720 ILCS 550/4) POSS CANNABIS",
        "720 ILCS 550/4: POSS CANNABIS",
        "720 ILCS 550 4 [5015000]",
        "720 ILCS 550 4 [501500 Possess Cannabis",
        "720 ILCS 550/4 <2.5 GRAMS",
        "720 ILCS 550/4 30-500 GRAMS",
        "720 ILCS 550/4 2014-05-03",
        "720 ILCS 550/4 1ST OFFENSE",
        "720 ILCS 550/4 (POSS CANNABIS)",
        "720 ILCS 550/4 SUBSEQUENT",
    ],
)
def test_a_number_before_the_end_a_code_an_amount_or_words_is_exact(text: str) -> None:
    reading = read(text)
    assert (fields(reading), reading.sure) == (("720", "550", "4", None), Sure.EXACT)


@pytest.mark.parametrize(
    "text",
    [
        "720-550/4(c),d",
        "720-550/4(c) or d",
        "720-550/4(C)&(D)",
        "720-550/4-C,D",
        "720-550/4(C)/(D)",
    ],
)
def test_of_several_letters_none_is_taken(text: str) -> None:
    reading = read(text)
    assert (fields(reading), reading.sure) == (("720", "550", "4", None), Sure.GUESS)


def test_two_sections_behind_one_act_settle_no_section() -> None:
    reading = read("720-550/5(D)/5.2(B)")
    assert (fields(reading), reading.sure) == (("720", "550", None, None), Sure.GUESS)


@pytest.mark.parametrize(
    ("text", "subsection"),
    [
        ("720 ILCS 5/16-1(a):(1)", "(a)"),
        ("720 ILCS 5/16-1(a) 1)", "(a)"),
        ("720 ILCS 5.0/16-1-A -1", "(a)"),
        ("720 ILCS 5.0/16-1-A 1", "(a)"),
        ("720 ILCS 5.0/16-1-A;-1", "(a)"),
        ("720-550/4(c) d", "(c)"),
    ],
)
def test_a_piece_set_off_from_the_letter_leaves_a_guess(text: str, subsection: str) -> None:
    reading = read(text)
    assert (reading.subsection, reading.sure) == (subsection, Sure.GUESS)


@pytest.mark.parametrize(
    "text", ["72O ILCS 550/4(c)", "720 ILCS 55O/4(c)", "72O-55O/4(C)", "720 ILCS 55O.O/4-C"]
)
def test_the_letter_o_for_a_nought_is_a_guess_and_stays_in_the_rest(text: str) -> None:
    reading = read(text)
    assert fields(reading) == FOUR_C
    assert (reading.sure, reading.cannabis) == (Sure.GUESS, True)
    assert text.startswith(reading.rest)
    assert reading.rest.count("O") == text.count("O")


def test_a_number_of_times_is_no_subsection() -> None:
    assert fields(read("720-550/4(C)1ST")) == FOUR_C


@pytest.mark.parametrize("text", ["225 ILCS 447/10-5", "515 ILCS 5/20-5", "605 ILCS 5/9-118"])
def test_acts_that_count_in_pairs_keep_both_numbers(text: str) -> None:
    reading = read(text)
    assert (reading.section, reading.sure) == (text.partition("/")[2], Sure.EXACT)
