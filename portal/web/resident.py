"""The questions, one a page, and the overview of all answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.interview.answers import Answers
from portal.interview.path import Step
from portal.say import say
from portal.service.resident import Ended, Stale, TooMuch, holds_code
from portal.web.forms import sent
from portal.web.journey import Journey, code_of, journey, print_of, save, take_newer
from portal.web.overview import sections
from portal.web.page import show
from portal.web.visit import needs_visit, the_visit

resident = Blueprint("resident", __name__, url_prefix="/<lang:lang>")
resident.before_request(needs_visit)

TRIES: Final = 3
CODE_IN_TEXT = say(
    "This looks like your code. Keep it to yourself: leave it out here. We did not save this answer."
)
TOO_MUCH: Final = "much"
HOLDS_CODE: Final = "code"


@resident.get("/go")
def go_on() -> ResponseReturnValue:
    """To the code while nobody has noted it, to the next open question, or to the overview."""
    if the_visit().code_waiting:
        return redirect(url_for("visiting.code"), 303)
    step = journey().path.next
    return redirect(_address(step) if step else url_for("resident.overview"), 303)


@resident.get("/p/<code>")
def question(code: str) -> ResponseReturnValue:
    """One question. An answer that was refused is shown as it was typed, with what to type instead."""
    here = journey()
    step = here.find(code)
    if step is None:
        return redirect(url_for("resident.go_on"), 303)
    returning = "r" in request.args
    before = here.before(step)
    return show(
        "question.html",
        step=step,
        question=step.question,
        raw=here.answers.raw.get(step.key, {}),
        wrong=_wrong(here, step),
        seen=print_of(here.answers.raw.get(step.key)),
        action=_address(step, returning=returning),
        before=_address(before) if before and not returning else url_for("resident.overview"),
    )


@resident.post("/p/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Saves what was typed, right or wrong, then leads on; another tab's answer is not overwritten."""
    step = journey().find(code)
    if step is None:
        return redirect(url_for("resident.go_on"), 303)
    raw = sent(tuple(one.name for one in step.question.kind.fields))
    returning = "r" in request.args
    if any(holds_code(text) for text in raw.values()):
        return redirect(_address(step, returning=returning, w=HOLDS_CODE), 303)
    was_done = journey().path.next is None
    if _answered_elsewhere(step, raw):
        return _two_answers(step, raw, returning)
    outcome = change(lambda answers: answers.with_answer(step.key, raw))
    if outcome is not None:
        return outcome
    if journey().problem(step) or request.form.get("then") == "stay":
        return redirect(_address(step, returning=returning), 303)
    if returning:
        return _back_to_overview(was_done)
    following = journey().after(step) if journey().find(code) else journey().path.next
    return redirect(_address(following) if following else url_for("resident.overview"), 303)


def change(how: Callable[[Answers], Answers]) -> ResponseReturnValue | None:
    """Change the answers and keep them, on top of what another tab has saved meanwhile.

    ``None``: kept. Otherwise where to go instead.
    """
    for _ in range(TRIES):
        outcome = save(how(journey().answers))
        if isinstance(outcome, Stale):
            take_newer(outcome)
            continue
        if isinstance(outcome, Ended):
            return redirect(url_for("leaving.ended"), 303)
        if isinstance(outcome, TooMuch):
            abort(413)
        return None
    abort(503)


@resident.get("/overview")
def overview() -> ResponseReturnValue:
    here = journey()
    return show(
        "overview.html",
        sections=sections(here),
        next=_address(here.path.next) if here.path.next else None,
        may_add=True,
        kept_through=the_visit().kept_through,
    )
