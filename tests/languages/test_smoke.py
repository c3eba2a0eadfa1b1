"""Each of the languages to come goes through a guide, so that shaping, direction and fonts work."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
from babel.messages.catalog import Message

from portal.translating import catalogs
from tests.languages import smoke
from tests.pdf.reading import fonts_of, letters_of, problems

BY_LANGUAGE = pytest.mark.parametrize("tag", smoke.TAGS)
LETTERED = ("ru", "tl", "uk", "vi", "ko", "zh-Hant")
"""Of these a reader of PDF gives every letter back. Of the others some shapes are a part of a
letter or several of them, and WeasyPrint maps a shape to one letter (docs/languages.md)."""
UNMAPPED = "no Unicode mapping"


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return smoke.guides(tmp_path_factory.mktemp("smoke"))


def sentences(tag: str) -> list[Message]:
    return [each for each in catalogs.read(smoke.THIRTY / f"{tag}.po") if each.id]


def test_there_are_nine_and_none_of_them_is_offered_yet() -> None:
    assert smoke.TAGS == ("gu", "hi", "ko", "ru", "tl", "uk", "ur", "vi", "zh-Hant")


@BY_LANGUAGE
def test_its_thirty_sentences_are_ours(tag: str) -> None:
    ours = {each.id for each in catalogs.sentences()}
    assert len(sentences(tag)) == 30
    assert [each.id for each in sentences(tag) if each.id not in ours] == []


@BY_LANGUAGE
def test_a_guide_is_drawn_with_the_fonts_of_its_script_and_every_letter_has_a_shape(
    guides: dict[str, bytes], tag: str
) -> None:
    drawn = [row[0].split("+")[1] for row in fonts_of(guides[tag])]
    names = {name.replace("-", " ").removesuffix(" Bold") for name in drawn}
    assert smoke.family(tag) in names
    assert names <= {smoke.family(tag), "Noto Sans", "Noto Sans Symbols2"}
    assert [fault for fault in problems(guides[tag]) if "notdef" in fault] == []


@BY_LANGUAGE
def test_a_guide_says_its_language_and_has_no_faults(guides: dict[str, bytes], tag: str) -> None:
    with pikepdf.open(BytesIO(guides[tag])) as pdf:
        assert str(pdf.Root.Lang) == tag
    faults = [fault for fault in problems(guides[tag]) if tag in LETTERED or UNMAPPED not in fault]
    assert faults == []
    assert len(guides[tag]) < 150_000


@BY_LANGUAGE
def test_a_guide_runs_in_the_direction_of_its_language(guides: dict[str, bytes], tag: str) -> None:
    """The column with the numbers of the statements is on the side where a line begins."""
    middle = 612 / 2
    assert (x_of("5c", guides[tag]) > middle) == (tag in smoke.RTL)


@BY_LANGUAGE
def test_a_number_keeps_its_order_in_every_direction(guides: dict[str, bytes], tag: str) -> None:
    assert "FP-7Q4M-2K9T" in subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=guides[tag], capture_output=True, check=True
    ).stdout.decode().replace("\u2066", "")


@pytest.mark.parametrize("tag", LETTERED)
def test_a_sentence_is_read_out_letter_by_letter(guides: dict[str, bytes], tag: str) -> None:
    said = {each.id: str(each.string) for each in sentences(tag)}
    sentence = said["You say: I was convicted before June 25, 2019."]
    assert re.sub(r"\s", "", sentence) in letters_of(guides[tag])


def x_of(word: str, pdf: bytes) -> float:
    """Where a word stands on its page."""
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True)
    found = re.search(rf'xMin="([\d.]+)"[^>]*>{word}</word>', boxes.stdout.decode())
    assert found, word
    return float(found[1])
