"""Who helps: every county has someone, the best first, and every sentence can be translated."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from portal.counties import help as help_module
from portal.counties import note as note_module
from portal.counties.county import County, county, names, tel
from portal.counties.factfile import BadFactFile, read_facts
from portal.counties.help import FILE, Directory, Helper, helper, helpers, offices
from portal.counties.note import SAYS, Note


def every_helper() -> tuple[Helper, ...]:
    return read_facts(FILE, Directory).helpers


def every_county() -> list[County]:
    return [county(name) for name in names()]


def test_every_county_has_a_free_lawyer_of_its_own_before_those_of_the_whole_state() -> None:
    for one in every_county():
        found = helpers(one)
        assert found[0].kind == "lawyers"
        assert not found[0].statewide, one.name
        assert [helper.id for helper in found if helper.statewide] == [
            "new-leaf",
            "illinois-legal-aid-online",
            "appellate-defender",
        ]


def test_legal_aid_covers_cook_36_northern_and_65_southern_counties() -> None:
    served = Counter(
        reference.id
        for one in every_county()
        for reference in one.references
        if reference.id in ("legal-aid-chicago", "prairie-state", "land-of-lincoln")
    )
    assert served == {"legal-aid-chicago": 1, "prairie-state": 36, "land-of-lincoln": 65}


def test_no_county_names_a_helper_twice_or_one_that_is_shown_everywhere_anyway() -> None:
    for one in every_county():
        ids = [reference.id for reference in one.references]
        assert len(set(ids)) == len(ids)
        assert not any(helper(id).statewide for id in ids)


def test_every_helper_is_shown_somewhere() -> None:
    used = {reference.id for one in every_county() for reference in one.references}
    assert {one.id for one in every_helper() if not one.statewide} == used


def test_every_helper_can_be_reached_and_says_where_that_is_from() -> None:
    for one in every_helper():
        assert one.phones or one.website, one.id
        assert all(tel(phone) for phone in one.phones)
        assert one.notes, one.id
        assert one.source


def test_a_person_who_names_no_county_gets_the_helpers_of_the_whole_state() -> None:
    assert all(one.statewide for one in helpers())
    assert len(helpers()) == 3


def test_chicago_police_give_records_in_cook_only() -> None:
    assert [one.id for one in offices("records", county("Cook"))] == [
        "chicago-police-records",
        "state-police-records",
    ]
    assert [one.id for one in offices("records", county("Adams"))] == ["state-police-records"]


def test_offices_are_not_among_those_who_help() -> None:
    assert {one.kind for one in helpers(county("Cook"))} == {"lawyers", "information"}
    assert {one.kind for one in offices("pardons")} == {"pardons"}


def test_an_unknown_helper_is_an_error() -> None:
    with pytest.raises(KeyError):
        helper("nobody")


def test_an_unknown_note_is_refused_and_the_file_named(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "help.toml"
    path.write_text(text.replace('"cannabis-network"', '"best-in-town"'), encoding="utf-8")
    with pytest.raises(BadFactFile, match=r"^help\.toml: "):
        read_facts(path, Directory)


def test_an_id_that_stands_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "help.toml"
    path.write_text(text.replace('"moran-center"', '"carpls"', 1), encoding="utf-8")
    monkeypatch.setattr(help_module, "FILE", path)
    help_module._directory.cache_clear()
    with pytest.raises(BadFactFile, match="twice"):
        helper("carpls")
    help_module._directory.cache_clear()


def test_every_note_has_a_sentence_and_is_used_by_some_file() -> None:
    assert set(SAYS) == set(Note)
    used = {note for one in every_helper() for note in one.notes}
    used |= {desk.hours for one in every_helper() for desk in one.desks}
    used |= {note for one in every_helper() for desk in one.desks for note in desk.notes}
    for house in county("Cook").courthouses:
        used |= {*house.notes, *house.unknown}
    assert used == set(Note)


def test_every_sentence_is_a_literal_that_the_catalogs_can_find() -> None:
    tree = ast.parse(Path(note_module.__file__).read_text(encoding="utf-8"))
    found = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "say"
        and isinstance(call.args[0], ast.Constant)
    }
    assert {msg.text for msg in SAYS.values()} <= found


def test_no_sentence_promises_that_a_person_is_eligible() -> None:
    assert not any("eligible" in msg.text.lower() for msg in SAYS.values())
