"""How hard a sentence is to read: the measure that the words of the portal are held to.

A sentence is measured as a person reads it: what fills a hole, what is quoted from a paper and an
address to type are names, not words, so one short word stands for each. Fewer than five words are a
label: there the formulas say more of one long word than of the reading. ``explained=True`` does the
same with the words that the law gives us (``translations/glossary.toml``): they are explained where
they stand, and what is measured is whether the rest is hard.

English: Flesch-Kincaid, in school grades. Spanish: Fernández Huerta's ease of reading, in which 70
to 80 is grade 6 and 60 to 70 grades 7 and 8; there the English word in brackets, which is what the
clerk will say, is left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

import textstat

from portal.translating import catalogs
from setup.steps import ROOT

FEWEST_WORDS = 5
SHORT = {"en": "it", "es": "eso"}
FOR_TOOLS = (  # what other programs and lawyers read, not residents
    "portal/law/guide.py",
    "portal/law/waiting.py",
    "portal/service/form_copy.py",
    "portal/service/published.py",
    "portal/web/answer.py",
    "portal/web/api.py",
)

_HOLE = re.compile(r"%\(\w+\)s")
_NAMED = re.compile(r"“[^”]*”|\S+@\S+|\b[\w-]+\.(?:com|gov|org)\b\S*")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@cache
def resident_sentences(language: str) -> tuple[str, ...]:
    """Every wording that a resident may read, in English or in Spanish."""
    return tuple(_wordings(language))


def _wordings(language: str) -> Iterator[str]:
    translated = catalogs.read(catalogs.catalogs()["es"]) if language == "es" else None
    for each in catalogs.sentences():
        if not each.id or all(file in FOR_TOOLS for file, _ in each.locations):
            continue
        found = translated.get(each.id) if translated is not None else each
        wordings = (found.string if translated is not None else each.id) if found else ""
        yield from [wordings] if isinstance(wordings, str) else wordings


def measured(sentence: str, language: str, *, explained: bool = False) -> str | None:
    """The words of ``sentence`` that are measured; None where it is only a label."""
    if language == "es":
        sentence = _IN_BRACKETS.sub("", sentence)
    short = SHORT[language]
    sentence = _HOLE.sub(short, _NAMED.sub(short, sentence)).replace("%%", "%")
    if explained:
        sentence = _terms(language).sub(short, sentence)
    return sentence if len(sentence.split()) >= FEWEST_WORDS else None


def grade(words: str) -> float:
    """The school grade that English words ask for."""
    textstat.set_lang("en_US")
    return float(textstat.flesch_kincaid_grade(words))


def ease(words: str) -> float:
    """How easy Spanish words are to read; more is easier."""
    textstat.set_lang("es")
    return float(textstat.fernandez_huerta(words))


@cache
def _terms(language: str) -> re.Pattern[str]:
    """The words of the glossary, with the endings that English and Spanish put to them."""
    with (ROOT / "translations" / "glossary.toml").open("rb") as file:
        glossary = tomllib.load(file)
    written = ",".join(_IN_BRACKETS.sub("", term[language]) for term in glossary.values())
    words = {word.strip(" “”") for word in re.split("[,;]", written)} - {""}
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"\b(?:{longest_first})(?:s|es|d|ed|ing)?\b", re.IGNORECASE)
