"""Sentences are found where they are meant, and two updates of a catalog give the same bytes."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from portal.languages import CHECKED
from portal.translating import catalogs
from setup import catalogs as prepared
from setup import steps

CODE = """
from portal.say import say, say_many
ONE = say("A plain sentence.")
HELD = say("The amount is %(grams)s grams, "
           "by what you told us.", grams="5")
MANY = say_many("One case.", "%(count)s cases.", 3)
# Translators: of the courthouse
ROOM = say("Room")
OTHER = print("Not for translation.")
"""
PAGE = '{{ _("Case %(number)s", number=case.number) }} {% if x %}{{ _("Case") }}{% endif %}'
CATALOG = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "A plain sentence."
msgstr "Una frase sencilla."

msgid "One that is gone."
msgstr "Una que ya no está."
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    mapping = (steps.ROOT / "babel.cfg").read_text()
    spanish = tmp_path / "translations" / "es" / "LC_MESSAGES" / "messages.po"
    for path, text in {
        tmp_path / "babel.cfg": mapping,
        tmp_path / "portal" / "law" / "a.py": CODE,
        tmp_path / "templates" / "packet" / "b.html": PAGE,
        spanish: CATALOG,
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogs, "ROOT", tmp_path)
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path / "translations")
    monkeypatch.setattr(prepared, "STAMP", tmp_path / "build" / "translations.stamp")
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    return spanish


@pytest.mark.usefixtures("project")
def test_every_way_to_write_a_sentence_is_found_and_nothing_else() -> None:
    assert {message.id for message in catalogs.sentences() if message.id} == {
        "A plain sentence.",
        "The amount is %(grams)s grams, by what you told us.",
        ("One case.", "%(count)s cases."),
        "Room",
        "Case %(number)s",
        "Case",
    }


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(project: Path) -> None:
    catalogs.update_all()
    text = project.read_text(encoding="utf-8")
    assert 'msgid "A plain sentence."\nmsgstr "Una frase sencilla."' in text
    assert 'msgid "One case."\nmsgid_plural "%(count)s cases."\nmsgstr[0] ""' in text
    assert "#. of the courthouse\n#: portal/law/a.py\n" in text
    assert "gone" not in text
    assert "Plural-Forms: nplurals=2" in text


def test_an_update_says_nothing_of_day_or_machine_and_a_second_one_changes_nothing(
    project: Path,
) -> None:
    catalogs.update_all()
    once = project.read_bytes()
    catalogs.update_all()
    assert project.read_bytes() == once
    assert b"Date" not in once
    assert str(project.parents[3]).encode() not in once


def test_a_new_language_starts_with_every_sentence_and_no_placeholder_in_its_head(
    project: Path,
) -> None:
    korean = catalogs.begin("ko")
    catalogs.update_all()
    text = korean.read_text(encoding="utf-8")
    assert text.startswith("# Fresh Page in Korean.\n")
    assert not re.search("PROJECT|ADDRESS|FULL NAME|VERSION|fuzzy", text)
    assert len(catalogs.read(korean)) == len(catalogs.sentences())
    assert sorted(catalogs.catalogs()) == ["es", "ko"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("tag", ["xx", "../es", "", "es/../en", "ES"])
def test_no_catalog_is_begun_for_a_language_that_is_not_in_the_list(tag: str) -> None:
    with pytest.raises(KeyError):
        catalogs.begin(tag)


def test_a_catalog_says_how_many_of_its_sentences_a_person_has_checked(project: Path) -> None:
    catalogs.update_all()
    assert catalogs.checked(catalogs.read(project)) == (0, 6)
    text = project.read_text(encoding="utf-8").replace(
        '#: portal/law/a.py\nmsgid "A plain', '# checked\n#: portal/law/a.py\nmsgid "A plain'
    )
    project.write_text(text, encoding="utf-8")
    catalogs.update_all()
    assert catalogs.checked(catalogs.read(project)) == (1, 6)
    prepared.compile_all([project])
    with project.with_suffix(".mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled)
    assert said.pgettext(*CHECKED) == "1/6"


def test_a_catalog_is_compiled_when_it_has_changed_and_only_then(project: Path) -> None:
    assert prepared.stale() == [project]
    prepared.compile_all(prepared.stale())
    assert prepared.stale() == []
    project.write_text(CATALOG.replace("sencilla", "simple"), encoding="utf-8")
    assert prepared.stale() == [project]
    prepared.compile_all(prepared.stale())
    project.with_suffix(".mo").unlink()
    assert prepared.stale() == [project]


def test_a_broken_catalog_is_named(project: Path) -> None:
    project.write_text('msgid "A"\nmsgstr "B"\nnonsense', encoding="utf-8")
    with pytest.raises(catalogs.BadCatalog, match=r"es/LC_MESSAGES/messages\.po"):
        prepared.compile_all([project])
