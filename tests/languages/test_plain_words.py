"""What a resident reads is in plain words: grade 6 for nearly all, and nothing above grade 9."""

from __future__ import annotations

import pytest

from tests.languages.reading import ease, grade, measured, resident_sentences

GRADE_6, GRADE_9 = 6.0, 9.0
EASE_6, EASE_8 = 70.0, 60.0  # Fernández Huerta: grade 6 from 70 on, grades 7 and 8 from 60 on


def grades(*, explained: bool) -> dict[str, float]:
    return {
        text: grade(words)
        for text in resident_sentences("en")
        if (words := measured(text, "en", explained=explained)) is not None
    }


def test_english_is_at_grade_6_and_nowhere_above_9_outside_the_glossary() -> None:
    found = grades(explained=True)
    assert len(found) > 700
    hard = [text for text, found_grade in found.items() if found_grade > GRADE_6]
    assert len(hard) <= 0.05 * len(found), hard
    assert {text: each for text, each in found.items() if each > GRADE_9} == {}


def test_english_is_nearly_as_plain_with_the_words_of_the_law_in_it() -> None:
    found = grades(explained=False)
    hard = [text for text, found_grade in found.items() if found_grade > GRADE_6]
    assert len(hard) <= 0.08 * len(found), hard


def test_spanish_is_as_easy_by_its_own_measure_outside_the_glossary() -> None:
    eases = {
        text: ease(words)
        for text in resident_sentences("es")
        if (words := measured(text, "es", explained=True)) is not None
    }
    assert len(eases) > 700
    hard = [text for text, found in eases.items() if found < EASE_6]
    assert len(hard) <= 0.05 * len(eases), hard
    assert {text: found for text, found in eases.items() if found < EASE_8} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The amount, %(grams)s grams, is on it.", "The amount, it grams, is on it."),
        ("Look for “terminated satisfactorily” near the date.", "Look for it near the date."),
        ("Type an email like name@example.com.", "Type an email like it"),
        ("Case number", None),
    ],
)
def test_names_and_labels_are_not_measured(text: str, words: str | None) -> None:
    assert measured(text, "en") == words


def test_the_measures_know_hard_from_easy() -> None:
    assert grade("You can read this page. It is not long. Take your time.") < 3
    assert (
        grade("Notwithstanding eligibility, petitioners necessarily demonstrate rehabilitation.")
        > 15
    )
    assert ease("Usted puede leer esta hoja. No es larga. Lea con calma.") > 85
    assert ease("La elegibilidad presupone necesariamente rehabilitación documentada.") < 20
