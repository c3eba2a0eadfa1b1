"""Every state that a page can be in, one after another, as a person comes to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask import Flask, abort
from flask.testing import FlaskClient

from portal.interview.path import Path, Step, path
from portal.law.codes import Outcome
from portal.service import making
from portal.web.errors import MISHAPS
from portal.web.journey import code_of
from tests.interview.journeys import NO_PAPER
from tests.web.steps import begin, note_code, send
from tests.web.test_papers import FULL, WILL
from tests.web.test_results import TOLD
from tests.web.wizard import AT_COOK, DAY, Person, Told

BEFORE_A_VISIT: Final = ("", "how", "help", "privacy", "about", "start", "back", "done", "ended")
OF_A_VISIT: Final = ("overview", "results", "device", "finish", "erase", "new-code")
READ_HERE: Final = tuple(f"papers/{AT_COOK}/{at}/page" for at in range(1, 9))
OF_THE_PAPERS: Final = (f"check/{AT_COOK}", f"papers/{AT_COOK}", *READ_HERE)
WRONG: Final[tuple[Mapping[str, str], ...]] = (
    {},
    {"text": "Ж"},
    {"name": "\N{CROSS MARK}"},
    {"email": "nobody"},
    {"phone": "12"},
)
"""What some field or other refuses."""
EVERY_OUTCOME: list[Told] = [{**FULL, **told, "another-case": "yes"} for told in TOLD.values()]
ANOTHER: Told = {**FULL, "another-case": "yes"}
BY_HEART: Told = {**ANOTHER, **NO_PAPER, "another-case": "yes"}
EVERY_QUESTION: list[Told] = [
    ANOTHER,
    {**BY_HEART, "what": "delivery", "ended": "probation", "probation-end": "completed"},
    {**BY_HEART, "what": "other", "charge-name": {"text": "BATTERY"}, "ended": "supervision"},
    {**BY_HEART, "paper": "yes", "charge-line": {"unsure": "yes"}, "class": "unsure"},
    {**BY_HEART, "court": "unsure", "ended": "unsure"},
    {**ANOTHER, **TOLD[Outcome.WAIT_OR_REFER], "another-case": "yes"},
    {**ANOTHER, **TOLD[Outcome.AUTO_CIVIL_DONE], "another-case": "yes"},
    {**ANOTHER, **TOLD[Outcome.ALREADY_DONE], "another-case": "yes"},
]
"""Cases that together are asked everything that is ever asked."""
PASSED: Mapping[str, str] = {"answer": "passed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A page to look at: its address without the language, or what a form was answered with.

    ``visit``: it belongs to an open visit. ``wrong``: an answer was refused.
    """

    name: str
    path: str | None = None
    html: Mapping[str, str] | None = None
    visit: bool = False
    wrong: bool = False


def public_states(client: FlaskClient, tags: tuple[str, ...]) -> Iterator[State]:
    """The pages that everyone can open, and those that say what went wrong before a visit."""
    for each in BEFORE_A_VISIT:
        yield State(name=each or "home", path=each)
    yield State(name="no such page", path="nowhere")
    yield State(name="whose device: nothing chosen", path="start?e=1", wrong=True)
    refused = {tag: _refused_code(client, tag) for tag in tags}
    yield State(name="a code that is none", html=refused, wrong=True)


def mishaps(app: Flask, tags: tuple[str, ...]) -> Iterator[State]:
    """The page of each thing that can go wrong on our side or on the way."""
    client = app.test_client()
    view = app.view_functions["public.about"]
    for status in sorted(MISHAPS):
        app.view_functions["public.about"] = lambda _status=status, **_: abort(_status)
        pages = {tag: client.get(f"/{tag}/about").text for tag in tags}
        yield State(name=f"mishap {status}", html=pages)
    app.view_functions["public.about"] = view


def first_steps(client: FlaskClient) -> Iterator[State]:
    """A visit that has just begun: its code, its first question, and hardly an answer yet."""
    begin(client)
    yield State(name="code", path="code", visit=True)
    note_code(client)
    yield State(name="nothing answered", path="overview", visit=True)


def all_told(client: FlaskClient, *told: Told, device: str = "shared") -> Person:
    """A person with these cases and one in Will County, who has checked the papers for Cook."""
    person = Person(client, *told, WILL, device=device)
    person.answer_all()
    person.make("Cook")
    assert person.check("Cook").status_code == 200
    return person


def visit_states(person: Person) -> Iterator[State]:
    """The pages of a visit in which everything is told."""
    for each in (*OF_A_VISIT, *OF_THE_PAPERS):
        yield State(name=each.partition("/")[0], path=each, visit=True)
    case = person.answers.cases[0]
    yield State(name="remove a case", path=f"remove/{case.id}", visit=True)


def questions(person: Person) -> Iterator[State]:
    """One page of each question, answered, and refused where anything can be refused."""
    for step in one_of_each(person):
        yield State(name=step.question.id, path=f"p/{code_of(step.key)}", visit=True)


def refusals(person: Person) -> Iterator[State]:
    """The same, each with an answer that it refuses. Every answer is back in place behind it."""
    for step in one_of_each(person):
        where = f"p/{code_of(step.key)}"
        told = PASSED if step.key == "me.gate" else person.answers.raw[step.key]
        if _refuse(person, where):
            yield State(name=f"{step.question.id}: refused", path=where, visit=True, wrong=True)
        assert person.send(where, told).status_code == 303, step.key


def warnings(person: Person, tags: tuple[str, ...]) -> Iterator[State]:
    """What a form is answered with: the warning before the papers, and two windows at once."""
    gate = f"p/{code_of('me.gate')}"
    pages = {tag: _posted(person, tag, gate, {"answer": "private"}) for tag in tags}
    yield State(name="immigration warning", html=pages, visit=True)
    person.send(gate, PASSED)
    step = next(step for step in _path(person).steps if step.question.id == "county")
    other = {"county": "will", "seen": "another"}
    pages = {tag: _posted(person, tag, f"p/{code_of(step.key)}", other) for tag in tags}
    yield State(name="two answers", html=pages, visit=True)


def one_of_each(person: Person) -> list[Step]:
    found: dict[str, Step] = {}
    for step in _path(person).steps:
        found.setdefault(step.question.id, step)
    return list(found.values())


def _path(person: Person) -> Path:
    judged = making.judge_answers(person.answers, DAY)
    packets = making.asked_for(person.answers, lambda: judged.planned)
    return path(person.answers, DAY, packets)


def _refuse(person: Person, where: str) -> bool:
    """Whether one of the wrong answers is refused; the page then shows it."""
    for wrong in WRONG:
        went = person.send(where, wrong)
        if went.status_code == 303 and "Error" in person.client.get(went.headers["Location"]).text:
            return "w=none" not in went.headers["Location"]
    return False


def _refused_code(client: FlaskClient, tag: str) -> str:
    return send(client, f"/{tag}/back", code="12 34", device="shared").text


def _posted(person: Person, tag: str, where: str, fields: Mapping[str, str]) -> str:
    data = {**fields, "csrf_token": person.token}
    return person.client.post(f"/{tag}/{where}", data=data).text
