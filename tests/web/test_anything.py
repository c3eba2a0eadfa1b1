"""Whatever is sent to whichever question, the answer is a page: no failure, and faultless HTML."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from portal.interview.kinds.kind import Field
from portal.interview.path import Step, path
from portal.settings import Settings, create_secrets
from portal.store import vault
from portal.store.db import Store
from portal.web import create_app
from portal.web.journey import code_of
from tests.conftest import PEPPER
from tests.interview.journeys import NO_PAPER, go, on
from tests.web.conftest import Clock, StrictClient
from tests.web.wizard import AT_COOK, COOK, DAY, FILER, Person, Told

EXAMPLES = 200
STEPS_EACH = 7
"""Questions answered in one example, so that 200 examples meet each question some thirty times."""
DETOUR: Told = {
    **NO_PAPER,
    **FILER,
    "another-case": "yes",
    "ended": "supervision",
    "supervision-end": "completed",
    "when": on("2009"),
}
ODD = (
    "",
    " ",
    "\0\x07\x1b[31m",
    "\u202e\u2066evil\u2069",
    "\u200f\u200e",
    "😀👩\u200d👧",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% raw %}",
    "%(name)s %s %",
    "A" * 3_000,
    "9" * 4_400,
    "31",
    "02",
    "2099",
    "0000",
    "1/0",
    "٣٫٥",
    "½ oz",
    "e" * 60 + "\u0301" * 60,
    "yes",
    "no",
    "unsure",
    "cook",
    "\r\n" * 300,
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "\uffff\U0001ffff",
)


@dataclass(frozen=True)
class Everyone:
    """A person who has answered everything, and the way back to that."""

    person: Person
    store: Store
    kept: Mapping[str, object]

    def begin_again(self) -> None:
        """The case as it was: its answers are sealed together with their version."""
        with self.store.unit() as unit:
            unit.connection.execute(
                text("UPDATE cases SET answers = :answers, version = :version"), self.kept
            )
            unit.commit()


@pytest.fixture(scope="module")
def everyone(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everyone]:
    """One person for all examples, with two cases of different kinds."""
    folder = tmp_path_factory.mktemp("anything")
    environ = {"FRESHPAGE_INSTANCE": str(folder / "instance")}
    create_secrets(Settings.read(environ, creating=True))
    store = Store(f"sqlite:///{shutil.copy(migrated_file, folder / 'portal.db')}", PEPPER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "SCRYPT_N", 2**4)
        app = create_app(Settings.read(environ), store, Clock())
        app.test_client_class = StrictClient
        person = Person(app.test_client(), *TOLD)
        person.answer_all()
        assert person.make("Cook") == f"/en/check/{AT_COOK}"
        with store.unit(reading=True) as unit:
            kept = unit.connection.execute(text("SELECT answers, version FROM cases")).one()
        yield Everyone(person, store, kept._asdict())
    store.close()


def values(field: Field) -> st.SearchStrategy[str]:
    """What fits a field, what never does, and anything."""
    known = [option.value for option in field.options] or ["yes"]
    return st.sampled_from(known) | st.sampled_from(ODD) | st.text(max_size=30)


def raws(step: Step) -> st.SearchStrategy[tuple[str, Mapping[str, str]]]:
    """The key of a question, and what might be sent to it."""
    fields = step.question.kind.fields
    sent = st.fixed_dictionaries({}, optional={one.name: values(one) for one in fields})
    return st.tuples(st.just(step.key), sent)


PACKETS = {"Cook": ("b",)}
TOLD = (DETOUR, {**COOK, **FILER})
STEPS = path(go(*TOLD, answers=go(*TOLD), packets=PACKETS), DAY, PACKETS).steps
SENT = st.lists(st.one_of(*map(raws, STEPS)), max_size=STEPS_EACH)


def test_every_kind_of_question_is_met() -> None:
    assert len({step.question.kind.name for step in STEPS}) >= 14


@pytest.mark.slow
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(lang=st.sampled_from(["en", "es"]), some=SENT)
def test_no_answer_to_any_question_is_a_failure(
    everyone: Everyone, lang: str, some: list[tuple[str, Mapping[str, str]]]
) -> None:
    """The client itself refuses a page that is not faultless HTML."""
    everyone.begin_again()
    client, token = everyone.person.client, everyone.person.token
    for key, raw in some:
        address = f"/{lang}/p/{code_of(key)}"
        sent = client.post(address, data={**raw, "csrf_token": token})
        assert sent.status_code in (200, 303, 409), (key, sent.status_code)
        assert client.get(address).status_code in (200, 303)
    for page in ("overview", "results", f"check/{AT_COOK}"):
        shown = client.get(f"/{lang}/{page}")
        assert shown.status_code in (200, 303), page
        assert not re.search(r"<(?:script>alert|img)", shown.text)
