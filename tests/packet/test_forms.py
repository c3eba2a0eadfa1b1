"""The registry of the court's forms: whole, and filling nothing that is not the filer's."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from portal.packet.contents import Ages, Packet
from portal.packet.documents import BY_ID
from portal.packet.forms.edition import (
    Edition,
    Field,
    Kind,
    compare,
    editions,
    fields_of,
    form_of,
    newest,
    series,
)
from portal.packet.forms.sheet import fill_plan
from tests.pdf import samples

IDS = ("EXC-AA", "EXC-AM", "EXC-M", "EXC-N", "EXC-O")
INVENTORY = Path(__file__).resolve().parents[3] / "shared" / "data" / "forms-fields.csv"
KINDS = {"text": "text", "choice": "choice", "checkbox": "box", "pushbutton": "button"}

NOBODYS = re.compile(
    r"sign|date\b(?! of (birth|arrest))|judge|clerk|time|courtroom|1b - address|attorney #|"
    r"attorney number|granted|denied|not legally|law enforcement|other checkbox|other - |"
    r"^case number$|\dza?$",
    re.I,
)
"""What a person fills in by hand, or the judge, or the clerk."""


def everything_said() -> Packet:
    """A packet that leaves no line empty that is the filer's, on the first copy of each form."""
    told = Ages(now=52, at_last_arrest=43, years_since=8, months_since=3)
    return samples.packet(63, ages=told)


def touched(id: str) -> set[str]:
    return {
        name
        for sheet in fill_plan(everything_said(), id)
        for name in (*sheet.texts, *sheet.ticks, *(sheet.flow.fields if sheet.flow else ()))
    }


def test_every_form_of_the_suite_that_a_filer_fills_in_is_known() -> None:
    assert tuple(dict.fromkeys(one.id for one in editions())) == IDS


def test_a_form_is_known_by_one_fingerprint_and_no_two_share_it() -> None:
    known = [digest for one in editions() for digest in one.sha256]
    assert len(set(known)) == len(known) == len(IDS)


@pytest.mark.parametrize("id", IDS)
def test_the_paper_that_a_form_stands_for_names_the_same_form_and_edition(id: str) -> None:
    edition = newest(id)
    follows = BY_ID[edition.document].follows
    assert follows == f"{edition.id} {edition.number} ({edition.edition})"
    assert form_of(edition.document) == id


def test_a_paper_that_no_court_form_can_stand_for_has_none() -> None:
    assert form_of("guide") is None


@pytest.mark.parametrize("id", IDS)
def test_the_fields_are_those_of_the_courts_inventory(id: str) -> None:
    if not INVENTORY.is_file():
        pytest.skip("the inventory of the court's fields is not at hand")
    found: dict[str, Field] = {}
    with INVENTORY.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if not line["form"].startswith(f"{id} "):
                continue
            name = line["field_name"]
            states = frozenset({line["on_states"].lstrip("/")} - {""})
            before = found.get(name)
            all_states = before.states | states if before else states
            found[name] = Field(name, Kind(KINDS[line["kind"]]), all_states)
    assert found
    assert not compare(newest(id), found)


def test_a_series_stands_for_each_of_its_fields() -> None:
    assert series("Row {9..11}z") == ("Row 9z", "Row 10z", "Row 11z")
    assert series("Name") == ("Name",)


def test_a_field_that_is_missing_new_or_of_another_kind_is_a_difference() -> None:
    edition = newest("EXC-AM")
    fields = dict(fields_of(edition))
    fields["Race"] = replace(fields["Race"], kind=Kind.BOX)
    del fields["Gender"]
    fields["Ethnicity"] = Field("Ethnicity", Kind.TEXT)
    found = compare(edition, fields)
    assert found
    assert (found.missing, found.added, found.changed) == (("Gender",), ("Ethnicity",), ("Race",))


def test_another_state_of_a_box_is_a_difference() -> None:
    edition = newest("EXC-M")
    fields = dict(fields_of(edition))
    name = "4 - Misdemeanor/Class 4 Felony Checkboxes7"
    fields[name] = replace(fields[name], states=frozenset({"Misdemeanor"}))
    assert compare(edition, fields).changed == (name,)


@pytest.mark.parametrize("id", IDS)
def test_no_line_of_the_judge_the_clerk_or_the_signer_is_ever_filled(id: str) -> None:
    assert touched(id)
    assert [name for name in touched(id) if NOBODYS.search(name)] == []


@pytest.mark.parametrize("id", IDS)
def test_every_other_line_is_filled_where_everything_is_known(id: str) -> None:
    assert _fillable(newest(id)) - touched(id) == set()


def _fillable(edition: Edition) -> set[str]:
    return {
        name
        for name, one in fields_of(edition).items()
        if one.kind is not Kind.BUTTON and not NOBODYS.search(name)
    }
