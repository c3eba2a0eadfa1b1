"""The description of the API is held against the API: its codes, its keys, and by trying it."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal import facts
from portal.charges.reading import Sure
from portal.counties.county import names
from portal.law.citation import Support
from portal.law.codes import Flag, Outcome
from portal.law.rules import Stage
from portal.settings import Settings
from portal.store.db import Store
from portal.web import create_app
from tests.law.test_cases import WRITTEN
from tests.web.conftest import Clock

FILE = Path(__file__).resolve().parents[2] / "portal" / "web" / "openapi.json"
DESCRIBED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
SHAPES: dict[str, Any] = DESCRIBED["components"]["schemas"]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
UNPACKED = {"Accept-Encoding": "identity"}
"""Called without a network, the tool does not unpack what is packed."""
EXAMPLES = 120
"""Of each kind; with it the whole takes some ten seconds."""


class Hurrying(Clock):
    """A clock on which a minute passes at each look, so that no pace is ever too fast."""

    def __call__(self) -> datetime:
        self.pass_(timedelta(minutes=1))
        return self.moment


def limited(examples: int) -> limits:
    """So many tries and no hunt for the smallest failure, which takes long."""
    return limits(
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )


@pytest.fixture
def described(settings: Settings, sqlite_store: Store) -> schemathesis.BaseSchema:
    app = create_app(settings, sqlite_store, Hurrying())
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_sent_is_answered_as_described_and_breaks_nothing(
    described: schemathesis.BaseSchema, mode: GenerationMode, record_property: Any
) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert [each.path.rpartition("/")[2] for each in operations] == ["check", "law", "counties"]
    statuses: Counter[tuple[str, int]] = Counter()

    @limited(EXAMPLES)
    @given(st.one_of(*(each.as_strategy(mode) for each in operations if can_be(mode, each))))
    def try_it(case: Case) -> None:
        response = case.call_and_validate(checks=CHECKS, headers=UNPACKED)
        statuses[case.operation.path.rpartition("/")[2], response.status_code] += 1

    try_it()
    record_property("figure", f"api, {mode.value} tries: {dict(sorted(statuses.items()))}")
    expected = {GenerationMode.POSITIVE: 200, GenerationMode.NEGATIVE: 422}[mode]
    assert statuses["law", expected] > 0
    if mode is GenerationMode.NEGATIVE:
        assert statuses["check", expected] > 20


DOCUMENTS = [written.document for written in WRITTEN]
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["unknown", "yes", "2014", "2014-05", "2002/2004", "2026-11-22", "Cook"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(part: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to each value of a document, at every depth."""
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    found = []
    for key, value in inner:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


def value_at(part: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        part = part[step]
    return part


USUAL: dict[str | int, list[Any]] = {}
"""What the written cases have at each key."""
for one in DOCUMENTS:
    for way in places(one):
        USUAL.setdefault(way[-1], []).append(value_at(one, way))


def test_a_good_document_with_one_value_changed_is_answered_or_refused_with_its_path(
    settings: Settings, sqlite_store: Store, record_property: Any
) -> None:
    client = create_app(settings, sqlite_store, Hurrying()).test_client()
    statuses: Counter[int] = Counter()
    answered, told = strict("Answer"), strict("Problems")

    @limited(300)
    @given(st.data())
    def try_it(data: st.DataObject) -> None:
        document = copy.deepcopy(data.draw(st.sampled_from(DOCUMENTS)))
        *way, last = data.draw(st.sampled_from(places(document)))
        value_at(document, tuple(way))[last] = data.draw(st.sampled_from(USUAL[last]) | ANYTHING)
        found = client.post("/api/v1/check", json=document, base_url="https://localhost")
        statuses[found.status_code] += 1
        if found.status_code == 200:
            answered.validate(found.json)
            return
        assert found.status_code == 422
        told.validate(found.json)
        about = ("as_of", "cases") if last == "as_of" else (str(way[0] if way else last),)
        assert any(one["path"].startswith(about) for one in found.json["problems"])

    try_it()
    record_property("figure", f"api, one value changed: {dict(sorted(statuses.items()))}")
    assert min(statuses[200], statuses[422]) > 30


def can_be(mode: GenerationMode, operation: Any) -> bool:
    """What takes nothing but a language cannot be sent wrongly."""
    return mode is GenerationMode.POSITIVE or operation.path.rpartition("/")[2] in ("check", "law")


@pytest.mark.slow
def test_every_corner_of_the_description_is_tried(described: schemathesis.BaseSchema) -> None:
    """The values at the ends of each range, each field left out, one more than is allowed."""
    tries = 0
    for found in described.get_all_operations():
        operation = found.ok()
        corners = described.iter_coverage_cases(
            operation,
            generation_modes=list(GenerationMode),
            generation_config=described.config.generation_for(operation=operation),
        )
        for case in islice(corners, 400):
            case.call_and_validate(checks=CHECKS, headers=UNPACKED)
            tries += 1
    assert tries > 100


def values(*kinds: Any) -> set[str | None]:
    return {each if each is None else each.value for kind in kinds for each in kind}


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        ("Outcome", values(Outcome)),
        ("Flag", values(Flag)),
        ("CountyName", set(names())),
        ("Truth", values(facts.Answer)),
        ("Person.us_citizen", values(facts.Citizen, [None])),
        ("Case.jurisdiction", values(facts.Jurisdiction)),
        ("Case.court", values(facts.Court)),
        ("Case.status", values(facts.Status)),
        ("Case.pardoned", values(facts.Pardon)),
        ("Case.sealed", values(facts.Answer)),
        ("Charge.class", values(facts.OffenseClass, [None])),
        ("Charge.disposition", values(facts.Disposition)),
        ("Charge.probation_kind", values(facts.ProbationKind, [None])),
        ("Charge.sentence", values(facts.Sentence)),
        ("Charge.attempt", values(facts.Answer)),
        ("Finding.charges[].sure", values(Sure)),
        ("Law.rules[].stage", values(Stage)),
        ("Support", values(Support)),
    ],
)
def test_the_description_lists_every_code_and_no_other(where: str, codes: set[str | None]) -> None:
    name, *steps = re.findall(r"\w+|\[\]", where)
    shape = SHAPES[name]
    for step in steps:
        shape = shape["items"] if step == "[]" else shape["properties"][step]
    assert set(shape["enum"]) == codes
    assert len(shape["enum"]) == len(codes)


def strict(shape: str) -> jsonschema_rs.Draft202012Validator:
    """The described shape, but a key that is not described is a fault."""

    def closed(part: Any) -> Any:
        if isinstance(part, list):
            return [closed(each) for each in part]
        if not isinstance(part, dict):
            return part
        inner = {key: closed(each) for key, each in part.items()}
        return inner | ({"additionalProperties": False} if "properties" in part else {})

    whole = {"components": closed(DESCRIBED["components"]), "$ref": f"#/components/schemas/{shape}"}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("law", "Law"),
        ("law?on=2019-06-25", "Law"),
        ("law?on=2026-06-29", "Law"),
        ("counties", "Counties"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_is_published_has_the_described_keys_and_no_other(
    client: FlaskClient, path: str, shape: str, lang: str
) -> None:
    found = client.get(f"/api/v1/{path}", headers={"Accept-Language": lang})
    assert found.status_code == 200
    strict(shape).validate(found.json)


def test_every_written_case_fits_the_description_and_so_does_its_answer(
    settings: Settings, sqlite_store: Store
) -> None:
    client = create_app(settings, sqlite_store, Hurrying()).test_client()
    asked, answered = strict("Document"), strict("Answer")
    for written in WRITTEN:
        asked.validate(written.document)
        found = client.post("/api/v1/check", json=written.document, base_url="https://localhost")
        assert found.status_code == 200, (written.name, found.text)
        answered.validate(found.json)


def test_the_shapes_would_notice_a_key_too_many() -> None:
    problem = {"path": "", "says": "No."}
    strict("Problems").validate({"problems": [problem]})
    with pytest.raises(jsonschema_rs.ValidationError):
        strict("Problems").validate({"problems": [problem | {"more": 1}]})


def test_the_example_of_the_description_is_a_likely_case(client: FlaskClient) -> None:
    body = DESCRIBED["paths"]["/api/v1/check"]["post"]["requestBody"]["content"]
    found = client.post("/api/v1/check", json=body["application/json"]["example"])
    assert found.json is not None
    assert found.json["cases"][0]["outcome"] == "MOTION"
