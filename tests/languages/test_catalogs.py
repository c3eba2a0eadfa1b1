"""Every catalog passes the gate, and the gate finds what it is there to find."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages import Catalog
from click.testing import CliRunner

from portal.cli import main
from portal.languages import BY_TAG
from portal.translating import catalogs, gate

TAGS = sorted(catalogs.catalogs())
CURRENT = catalogs.sentences()


def rules(tag: str) -> dict[str, list[gate.Fault]]:
    found = gate.faults(tag, catalogs.read(catalogs.catalogs()[tag]), CURRENT, gate.glossary())
    return {rule: [fault for fault in found if fault.rule == rule] for rule in gate.RULES}


@pytest.mark.parametrize("tag", TAGS)
def test_every_sentence_of_the_code_is_translated_and_no_other(tag: str) -> None:
    found = rules(tag)
    assert found["missing"] + found["unused"] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_translation_passes_the_gate(tag: str) -> None:
    found = rules(tag)
    assert {rule: found[rule] for rule in gate.RULES[2:] if found[rule]} == {}


ANY_QUOTES = '“”„«»"'
QUOTES = {"es": "“”", "pl": "„”", "zh-Hans": "“”", "ar": "«»"}
OTHERS_SIGNS = {
    "zh-Hans": re.compile(r"[一-鿿][,;:?!]|[,;:?!] ?[一-鿿]"),
    "ar": re.compile(r"[ء-ي] ?[,;?]|[,;?] ?[ء-ي]"),
}
"""Commas and the like of English, beside letters of another script that has its own."""


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_keeps_to_its_own_quotation_marks_and_commas(tag: str) -> None:
    assert wrong_signs(tag, said(catalogs.read(catalogs.catalogs()[tag]))) == []


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("ar", "و“إنهاء”"),
        ("ar", "نعم, لا"),
        ("ar", "نعم; لا"),
        ("zh-Hans", "是,否"),
        ("pl", "“tak”"),
    ],
)
def test_a_sign_of_another_language_is_found(tag: str, sentence: str) -> None:
    assert wrong_signs(tag, [sentence]) == [sentence]


def said(catalog: Catalog) -> list[str]:
    kept = [each.string for each in catalog if each.id]
    return [text for one in kept for text in ([one] if isinstance(one, str) else one)]


def wrong_signs(tag: str, sentences: list[str]) -> list[str]:
    foreign = set(ANY_QUOTES) - set(QUOTES.get(tag, ANY_QUOTES))
    others = OTHERS_SIGNS.get(tag)
    return [one for one in sentences if foreign & set(one) or (others and others.search(one))]


def test_the_words_of_the_law_are_held_to_the_glossary_in_every_language() -> None:
    terms = gate.glossary()
    assert len(terms) >= 15
    for term in terms:
        assert set(TAGS) <= term.stems.keys(), term.id
        assert [each.id for each in CURRENT if each.id and term.found.search(str(each.id))], term.id


def test_the_sentences_on_buttons_are_known() -> None:
    assert {"Leave now", "Continue", "Start", "Come back with a code"} <= gate.buttons()


LONG = "Saltaraprotectedpageimmediately"
PLACE = ("%(count)s page", "%(count)s pages")
BAD: Mapping[str, tuple[object, object, str]] = {
    "an empty one": ("Get help", "", "missing"),
    "another hole": ("Case %(number)s", "Caso %(numero)s", "holes"),
    "a hole too few": ("Case %(number)s", "Caso", "holes"),
    "a bare percent sign": ("Case %(number)s", "Caso %(number)s, 100 %", "holes"),
    "an unknown tag": ("Get help", "<b>Ayuda</b>", "tags"),
    "an image that runs a script": ("Get help", "<img src=x onerror=alert(1)>", "tags"),
    "a template in it": ("Get help", "{{ config }}", "tags"),
    "an entity": ("Get help", "Ayuda&nbsp;ya", "tags"),
    "a plural form too few": (PLACE, ("%(count)s página",), "plurals"),
    "an isolate that does not end": ("Get help", "\u2067Ayuda", "bidi"),
    "an end without its beginning": ("Get help", "Ayuda\u2069", "bidi"),
    "an override that does not end": ("Get help", "\u202eAyuda", "bidi"),
    "two that end in the wrong order": ("Get help", "\u2066\u202aAyuda\u2069\u202c", "bidi"),
    "English left over": ("Tell us about each case.", "Tell us about each case.", "english"),
    "a word too long for a button": ("Start", LONG, "long"),
    "a label too long for a button": ("Continue", "seguir y seguir " * 6, "long"),
    "a label too long for the corner": ("Leave now", "Salir de aquí ahora mismo", "long"),
    "another word than the glossary's": (
        "This is not a conviction to cancel.",
        "Esto no es una convicción que anular.",
        "glossary",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_the_gate_finds(name: str) -> None:
    english, spanish, rule = BAD[name]
    assert [fault.rule for fault in judged(english, spanish)] == [rule]


GOOD: Mapping[object, object] = {
    "Case %(number)s": "Caso %(number)s",
    "Get help": "\u2067Ayuda\u2069",
    "100%% of %(all)s": "el 100%% de %(all)s",
    "720 ILCS 550/4": "720 ILCS 550/4",
    "Look for “terminated satisfactorily”.": "Busque “terminated satisfactorily”.",
    PLACE: ("%(count)s página", "%(count)s páginas"),
    "This is not a conviction to cancel.": "Esto no es una condena que anular.",
    "Leave now": "Salir ahora",
}


@pytest.mark.parametrize("english", GOOD, ids=str)
def test_the_gate_lets_pass(english: object) -> None:
    assert judged(english, GOOD[english]) == []


def judged(english: object, spanish: object) -> list[gate.Fault]:
    """What the gate says of a catalog of one sentence."""
    current, catalog = Catalog(), Catalog(BY_TAG["es"].locale, fuzzy=False)
    current.add(english)  # type: ignore[arg-type]
    catalog.add(english, spanish, flags=())  # type: ignore[arg-type]
    return gate.faults("es", catalog, current, gate.glossary())


def test_the_gate_finds_what_is_fuzzy_unused_or_counted_wrongly() -> None:
    current, catalog = Catalog(), Catalog(BY_TAG["pl"].locale, fuzzy=False)
    current.add("Get help")
    catalog.add("Get help", "Pomoc", flags=("fuzzy",))
    catalog.add("Gone", "Minęło")
    catalog._num_plurals = 2
    found = gate.faults("pl", catalog, current, ())
    assert sorted(fault.rule for fault in found) == ["fuzzy", "plurals", "unused"]


def test_a_plural_form_of_one_number_may_say_it_with_a_word_of_its_own() -> None:
    current, catalog = Catalog(), Catalog(BY_TAG["ar"].locale, fuzzy=False)
    current.add(PLACE)
    six = ("لا صفحات", "صفحة واحدة", "صفحتان", *("%(count)s صفحات",) * 3)
    catalog.add(PLACE, six, flags=())
    assert gate.faults("ar", catalog, current, ()) == []
    catalog[PLACE].string = (*six[:3], "صفحات", *six[4:])
    assert [fault.rule for fault in gate.faults("ar", catalog, current, ())] == ["holes"]


def test_a_language_that_is_not_in_the_list_is_found() -> None:
    with pytest.raises(ValueError, match="no language is called xx"):
        gate.read_glossary('[seal]\nen = "seal"\nfound = "seal"\nstems = { xx = "a" }\n')


@pytest.mark.parametrize("tag", ["../es", "xx", "es/../pl", "ES", "e" * 5000])
def test_only_a_language_with_a_catalog_can_be_named(tag: str) -> None:
    for command in ("check", "sheet"):
        told = CliRunner().invoke(main, ["translations", command, tag])
        assert told.exit_code == 2
        assert "one of" in told.output


def test_check_prints_a_table_and_its_exit_code_says_whether_all_holds() -> None:
    told = CliRunner().invoke(main, ["translations", "check", "es"])
    head, row = told.stdout.splitlines()[:2]
    assert head.split() == ["language", "sentences", *gate.RULES, "checked"]
    assert row.split()[0] == "es"
    assert told.exit_code == 0


def test_status_lists_every_language_and_says_what_no_person_has_checked() -> None:
    lines = CliRunner().invoke(main, ["translations", "status"]).stdout.splitlines()
    state = {line.split()[0]: line for line in lines[1:]}
    assert state.keys() == BY_TAG.keys()
    assert state["es"].endswith("drafted by machine, not checked")
    assert state["ko"].endswith("not begun")


def test_the_command_finds_the_catalogs_from_any_folder(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("portal")
    told = subprocess.run([command, "translations", "status"], cwd=tmp_path, capture_output=True)
    assert b"Spanish" in told.stdout, told.stderr
