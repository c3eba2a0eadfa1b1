"""The questions, one a page, and the overview where cases come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.interview.answers import Answers
from portal.interview.kinds import Gate, Problem, verbatim
from portal.interview.kinds.secret import without_secrets
from portal.interview.path import Step
from portal.interview.questions import immigration
from portal.law.terms import terms_in
from portal.say import Msg
from portal.service.codes import codes_in
from portal.service.visit import Ended, Stale, TooMuch
from portal.web.errors import NOT_ASKED
from portal.web.forms import sent
from portal.web.journey import Journey, code_of, journey, print_of, problem_of, save, tried
from portal.web.onward import RESULTS, address, home, onward, returning
from portal.web.overview import name_of, parts
from portal.web.page import show
from portal.web.visit import CSRF_KEY, needs_visit, the_visit

resident = Blueprint("resident", __name__, url_prefix="/<lang:lang>")
resident.before_request(needs_visit)

TRIES = 3

OF_THE_FORM: Final = frozenset({CSRF_KEY, "seen", "then"})


@resident.get("/go")
def go_on() -> ResponseReturnValue:
    """To the code while nobody has noted it, to the next open question, or to what follows it."""
    if the_visit().code_waiting:
        return redirect(url_for("visiting.code"), 303)
    return _to(journey().path.next)


@resident.get("/p/<code>")
def question(code: str) -> ResponseReturnValue:
    """One question. A refused answer is shown as it was typed, with what to type instead."""
    step = journey().find(code)
    return _to(journey().path.next) if step is None else _page(step, _told(step))


@resident.post("/p/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Saves what was typed, right or wrong, then leads on; never over another tab's answer.

    Only what no text may hold (the code, a Social Security number, a copied record) is taken out.
    """
    here = journey()
    place = here.anywhere(code)
    if place is None:
        return _not_asked(code)
    key, asked = place
    fields = asked.kind.fields
    raw = without_secrets(fields, sent(tuple(one.name for one in fields)), codes_in)
    now = tried(here.answers.with_answer(key, raw))
    # A yes to "another case?" takes its own question away, which is behind the last case only.
    step = now.path.find(key) or here.path.find(key)
    if step is None:
        return _not_asked(code)
    if _is_warned(step, raw):
        # An earlier "yes" does not stand any more. Nothing of this answer is kept.
        return change(lambda answers: answers.with_answer(key, raw)) or _warning(step)

    def keep(answers: Answers) -> Answers:
        if _was_changed_elsewhere(step, raw):
            return answers
        return now.answers if answers is here.answers else answers.with_answer(key, raw)

    def too_much(refused: TooMuch) -> Response:
        still = journey().path.find(key)
        wrong = Problem(fields[0].name, refused.says)
        return abort(413) if still is None else _page(still, wrong, raw, status=413)

    gone_wrong = change(keep, too_much)
    if gone_wrong is None and _was_changed_elsewhere(step, raw):
        return _two_answers(step, raw)
    return gone_wrong or _onward(step, raw, here)


def _not_asked(code: str) -> ResponseReturnValue:
    """Another answer, changed in another tab, has taken the question away: said to who typed
    something that is not kept already (a second press of the button finds it kept)."""
    typed = {name for name, text in request.form.items() if text and name not in OF_THE_FORM}
    kept = (raw for key, raw in journey().answers.raw.items() if code_of(key) == code)
    if not typed or any(sent(tuple(raw)) == raw and typed <= raw.keys() for raw in kept):
        return _to(journey().path.next)
    ways = {"unsaved": (), "back_to": "", "onward": "go_on"}
    return show("error.html", 409, error=NOT_ASKED, request_id=None, **ways)


@resident.get("/overview")
def overview() -> ResponseReturnValue:
    here, visit = journey(), the_visit()
    left = sum(not step.is_answered for step in here.path.steps)
    return show(
        "overview.html",
        parts=parts(here, shared=visit.device == "shared"),
        left=left,
        made=here.answers.made if here.answers.may_add_case else None,
        charges={case.id: case.made for case in here.answers.cases},
        kept_through=visit.kept_through,
    )


@resident.post("/cases")
def add_case() -> ResponseReturnValue:
    """One more case, once: ``made`` says how many there had been when the button was printed."""

    def add(answers: Answers) -> Answers:
        return answers.add_case() if request.form.get("made") == str(answers.made) else answers

    gone_wrong = change(add)
    case = journey().answers.cases[-1].id
    return gone_wrong or _to(_first(lambda step: step.section.case == case))


@resident.post("/cases/<subject>")
def add_charge(subject: str) -> ResponseReturnValue:
    """One more charge of a case, once."""

    def add(answers: Answers) -> Answers:
        case = answers.case(subject)
        if case is None or request.form.get("made") != str(case.made):
            return answers
        return answers.add_charge(subject)

    gone_wrong = change(add)
    case = journey().answers.case(subject)
    if gone_wrong or case is None:
        return gone_wrong or redirect(url_for("resident.overview"), 303)
    newest = case.subject(case.charges[-1])
    return _to(_first(lambda step: step.subject == newest))


@resident.get("/remove/<subject>")
def remove(subject: str) -> ResponseReturnValue:
    what = name_of(journey().answers, subject)
    if what is None:
        return redirect(url_for("resident.overview"), 303)
    return show("remove.html", what=what, action=url_for("resident.remove_now", subject=subject))


@resident.post("/remove/<subject>")
def remove_now(subject: str) -> ResponseReturnValue:
    """Takes a case or a charge out, with all that was told of it. A second press finds it gone."""
    case, dash, charge = subject.partition("-")

    def take(answers: Answers) -> Answers:
        return answers.without_charge(case, charge) if dash else answers.without_case(case)

    return change(take) or redirect(url_for("resident.overview"), 303)


def change(
    how: Callable[[Answers], Answers], too_much: Callable[[TooMuch], Response] | None = None
) -> ResponseReturnValue | None:
    """Change the answers and keep them, on top of what another tab has saved meanwhile.

    ``None``: kept. Otherwise where to go instead. ``too_much``: the page for what has no room.
    """
    for _ in range(TRIES):
        before = journey().answers
        after = how(before)
        if after is before:
            return None
        outcome = save(after)
        if isinstance(outcome, Ended):
            return redirect(url_for("leaving.ended"), 303)
        if isinstance(outcome, TooMuch):
            return too_much(outcome) if too_much else abort(413)
        if not isinstance(outcome, Stale):
            return None
    return abort(503)


def _page(
    step: Step, wrong: Problem | None, unsaved: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    """``unsaved``: what was typed and could not be kept, in the place of what is kept."""
    here = journey()
    kept = here.answers.raw.get(step.key)
    before = here.path.step_before(step)
    # The questions for the papers begin from the results.
    back_to = returning() or (RESULTS if isinstance(step.question.kind, Gate) else "")
    in_section = [one.key for one in here.path.steps if one.section is step.section]
    return show(
        "question.html",
        status,
        step=step,
        question=step.question,
        terms=terms_in(step.question.says),
        raw=kept or {} if unsaved is None else unsaved,
        wrong=wrong,
        number=in_section.index(step.key) + 1,
        seen=print_of(kept),
        action=_address(step),
        before=home(back_to) if before is None or back_to else _address(before),
    )


def _told(step: Step) -> Problem | None:
    """What the page has to say of the answer that is there, or that was just refused unsaved."""
    if request.args.get("w") == "none" and step.key not in journey().answers.raw:
        return problem_of(step, {}, journey().day)
    return journey().problem(step)


def _is_warned(step: Step, raw: Mapping[str, str]) -> bool:
    kind = step.question.kind
    return isinstance(kind, Gate) and kind.warns(raw)


def _warning(step: Step) -> Response:
    """Answers the form itself: an address of its own would tell the history the answer."""
    return show(
        "warning.html",
        warned=immigration.warning(journey().packets),
        action=_address(step),
        before=_address(step),
    )


def _was_changed_elsewhere(step: Step, raw: Mapping[str, str]) -> bool:
    """Whether the kept answer is neither the one this form was made from nor what it sends.

    Of the gate only is kept that it was passed, so that there are no two answers to choose from.
    """
    if isinstance(step.question.kind, Gate):
        return False
    kept = journey().answers.raw.get(step.key)
    seen = request.form.get("seen", print_of(kept))
    return kept is not None and seen != print_of(kept) and kept != raw


def _two_answers(step: Step, raw: Mapping[str, str]) -> Response:
    """Another tab answered the same question: both answers, and the person chooses."""
    kept = journey().answers.raw[step.key]
    return show(
        "two-answers.html",
        409,
        question=step.question,
        kept=_shown(step, kept),
        typed=_shown(step, raw),
        raw=raw,
        seen=print_of(kept),
        action=_address(step),
        onward=home(returning()) if returning() else url_for("resident.go_on"),
    )


def _shown(step: Step, raw: Mapping[str, str]) -> Msg:
    """An answer as it is listed, or as it was typed where it cannot be read."""
    kind = step.question.kind
    read = kind.read(raw, journey().day)
    if isinstance(read, Problem):
        return verbatim(" ".join(filter(None, raw.values())))
    return kind.show(read)


def _onward(step: Step, raw: Mapping[str, str], before: Journey) -> ResponseReturnValue:
    """Where to go after saving: back to what is wrong, to where "Change" was pressed, or on."""
    here = journey()
    on_path = here.path.find(step.key)
    if on_path is not None and problem_of(on_path, raw, here.day) is not None:
        return _again(step, "" if step.key in here.answers.raw else "none")
    if request.form.get("then") == "stay" and on_path is not None:
        return _again(step)
    following = here.following(step)
    if returning() and (following is None or not before.path.is_done):
        return redirect(home(returning()), 303)
    return _to(following)


def _first(fits: Callable[[Step], bool]) -> Step | None:
    return next(filter(fits, journey().path.steps), journey().path.next)


def _address(step: Step, w: str = "") -> str:
    """The page of a question. ``w``: what it has to say of an answer that was not saved."""
    return address(step, r=returning(), w=w)


def _again(step: Step, w: str = "") -> ResponseReturnValue:
    return redirect(_address(step, w), 303)


def _to(step: Step | None) -> ResponseReturnValue:
    return redirect(_address(step) if step else onward(journey()), 303)
