"""Each catalog is whole: every sentence of the code said, with the same holes, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import c2py

import pytest
from babel.messages.catalog import Message

from setup import catalogs

TAGS = sorted(catalogs.catalogs())
HOLE = re.compile(r"%\((\w+)\)[sd]|%%|%")
MARKUP = re.compile(r"<[^>]*>|&\w+;|\{\{|\{%")
QUOTED = re.compile(r"“[^”]*”")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def messages(tag: str) -> Iterator[Message]:
    return (each for each in catalogs.read(catalogs.catalogs()[tag]) if each.id)


def wordings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value),)


@pytest.mark.parametrize("tag", TAGS)
def test_every_sentence_of_the_code_is_translated_and_no_other(tag: str) -> None:
    wanted = {wordings(each.id) for each in catalogs.sentences() if each.id}
    said = {
        wordings(each.id) for each in messages(tag) if not each.fuzzy and all(wordings(each.string))
    }
    assert said == wanted


def forms_of_one_number(tag: str) -> frozenset[int]:
    """The plural forms that stand for a single number, such as the Arabic two."""
    form_of = c2py(catalogs.read(catalogs.catalogs()[tag]).plural_expr)
    counted = Counter(form_of(number) for number in range(1000))
    return frozenset(form for form, numbers in counted.items() if numbers == 1)


@pytest.mark.parametrize("tag", TAGS)
def test_a_translation_has_the_holes_of_its_sentence(tag: str) -> None:
    """Only a plural form of one number may leave the number out: a word of its own says it."""
    sure = forms_of_one_number(tag)
    for each in messages(tag):
        ids = [set(HOLE.findall(text)) for text in wordings(each.id)]
        for form, wording in enumerate(wordings(each.string)):
            said = set(HOLE.findall(wording))
            if each.pluralizable and form in sure:
                said |= {"count"}
                ids = [holes | {"count"} for holes in ids]
            assert said in ids, (each.id, wording)
            assert "%" not in re.sub(r"%\(\w+\)[sd]|%%", "", wording), wording


@pytest.mark.parametrize("tag", TAGS)
def test_a_translation_brings_no_markup_and_no_direction_marks(tag: str) -> None:
    for each in messages(tag):
        for wording in wordings(each.string):
            assert not MARKUP.search(wording), wording
            assert not any(mark in wording for mark in BIDI), wording


@pytest.mark.parametrize("tag", TAGS)
def test_no_sentence_is_left_in_english(tag: str) -> None:
    """Names, codes, units and words quoted from a paper may stay; a sentence may not."""
    same = [
        each.id
        for each in messages(tag)
        if wordings(each.id) == wordings(each.string)
        and len(re.sub(QUOTED, "", re.sub(HOLE, "", wordings(each.id)[0])).split()) > 3
    ]
    assert same == []
