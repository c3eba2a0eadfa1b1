"""The questions about how a charge ended: the judgment, supervision, probation, the sentence."""

from __future__ import annotations

from dataclasses import replace

from portal.facts import Disposition
from portal.interview import told
from portal.interview.answers import ANOTHER_CHARGE
from portal.interview.kinds import Choice, Option, PartialDate
from portal.interview.question import About, Question, View
from portal.interview.questions.options import UNSURE
from portal.say import say

NEVER_CHARGED = Option(
    value="never-charged",
    label=say("I was let go and never charged"),
    hint=say("“Released without charge”, “RWOC”"),
)
DISMISSED = Option(
    value="dismissed",
    label=say("It was dropped or dismissed"),
    hint=say("“Nolle”, “SOL”, “non-suit”, “dismissed” or “no probable cause”"),
)
PENDING = Option(value="pending", label=say("It is still going on"))
_ENDS = (
    Option(
        value="convicted",
        label=say("I was found guilty or pleaded guilty"),
        hint=say("With jail, prison, time served, conditional discharge or a fine"),
    ),
    Option(
        value="probation",
        label=say("I got probation"),
        hint=say("Any kind. We ask which kind next"),
    ),
    Option(
        value="supervision",
        label=say("I got court supervision"),
        hint=say("The paper says “supervision”"),
    ),
    DISMISSED,
    Option(value="acquitted", label=say("I was found not guilty")),
    NEVER_CHARGED,
    Option(
        value="vacated",
        label=say("A judge took the conviction back later"),
        hint=say("“Vacated” or “reversed”"),
    ),
    Option(
        value="amended",
        label=say("It was changed to another charge"),
        hint=say("“Amended” or “reduced”. Tell us the new charge as another charge"),
    ),
    PENDING,
    UNSURE,
)
ENDED = Question(
    id="ended",
    about=About.CHARGE,
    title=say("How did this charge end?"),
    why=say("A conviction is cleared in another way than a case that was dropped."),
    where=say("Look for “disposition”, “finding” or “judgment” on the court's paper."),
    kind=Choice(_ENDS),
    asked=lambda view: not told.is_only_an_arrest(view),
    tells=frozenset({"disposition"}),
)


def _probation_without_paper(question: Question, view: View) -> Question:
    if view.is_yes("paper"):
        return question
    return replace(question, title=say("Was it a special kind of probation?"))


PROBATION = Question(
    id="probation",
    about=About.CHARGE,
    title=say("Does the paper name a special kind of probation?"),
    why=say("Some kinds end in a dismissal. Then there is no conviction."),
    where=say("On the sentence order. The number stands near the word “probation”."),
    kind=Choice(
        (
            Option(
                value="section-10",
                label=say("Yes: 710, section 10 or 550/10"),
                hint=say("First-time probation for cannabis"),
            ),
            Option(value="section-410", label=say("Yes: 1410, 410 or 570/410")),
            Option(value="section-70", label=say("Yes: section 70 or 646/70")),
            Option(
                value="second-chance",
                label=say("Yes: second chance or first offender probation"),
                hint=say("730 ILCS 5/5-6-3.3 or 5-6-3.4"),
            ),
            Option(
                value="tasc",
                label=say("Yes: TASC"),
                hint=say("Treatment instead of prison, 40-10 or 10-102"),
            ),
            Option(value="plain", label=say("No, it was plain probation")),
            UNSURE,
        )
    ),
    asked=lambda view: told.ended_by(view) == "probation",
    tells=frozenset({"disposition"}),
    tailored=_probation_without_paper,
)


def _is_special(view: View) -> bool:
    kind = view.choice("probation")
    is_probation = told.ended_by(view) == "probation"
    return is_probation and kind not in ("", "plain")


_GOING_ON = Option(value="open", label=say("I am still on it"))
_PROBATION_ENDS = (
    Option(
        value="completed",
        label=say("I finished it and the case was dismissed"),
        hint=say("“Discharged and dismissed” or “terminated satisfactorily”"),
    ),
    _GOING_ON,
    Option(
        value="revoked",
        label=say("It was taken away"),
        hint=say("“Revoked” or “terminated unsatisfactorily”, and the court found you guilty"),
    ),
    UNSURE,
)
_TASC_ENDS = (
    Option(
        value="completed",
        label=say("I finished it and the judge took the conviction back"),
        hint=say("The order says “vacated”"),
    ),
    Option(value="judged", label=say("I finished it, but the conviction stayed")),
    *_PROBATION_ENDS[1:],
)


def _of_tasc(question: Question, view: View) -> Question:
    if view.choice("probation") != "tasc":
        return question
    return replace(question, kind=Choice(_TASC_ENDS))


PROBATION_END = Question(
    id="probation-end",
    about=About.CHARGE,
    title=say("How did the probation end?"),
    why=say("If the case was dismissed at the end, it is not a conviction."),
    where=say("On the last page of the court's list of dates, or from the clerk."),
    # Every value can be read whatever the kind; the page offers those that fit.
    kind=Choice((*_PROBATION_ENDS, _TASC_ENDS[1])),
    asked=_is_special,
    tells=frozenset({"disposition"}),
    tailored=lambda question, view: _of_tasc(replace(question, kind=Choice(_PROBATION_ENDS)), view),
)
SUPERVISION_END = Question(
    id="supervision-end",
    about=About.CHARGE,
    title=say("How did the supervision end?"),
    why=say("Supervision that you finished is not a conviction."),
    where=say("Look for “terminated satisfactorily” or “unsatisfactorily”."),
    kind=Choice(
        (
            Option(value="completed", label=say("I finished it, and that was it")),
            _GOING_ON,
            Option(
                value="revoked",
                label=say("It was taken away"),
                hint=say("“Revoked” or “unsatisfactorily”, and the court found you guilty"),
            ),
            UNSURE,
        )
    ),
    asked=lambda view: told.ended_by(view) == "supervision",
    tells=frozenset({"disposition"}),
)


def _has_judgment_day(view: View) -> bool:
    if told.is_only_an_arrest(view):
        return False
    ended = told.disposition(view) in (Disposition.DISMISSED, Disposition.ACQUITTED)
    return ended or told.is_convicted(view)


def _by_end(question: Question, view: View) -> Question:
    if told.is_convicted(view):
        return question
    return replace(
        question,
        title=say("When did the court end it?"),
        where=say("The date beside how it ended, such as “dismissed”."),
    )


JUDGED = Question(
    id="judged",
    about=About.CHARGE,
    title=say("When did the court find you guilty?"),
    why=say("The motion is for convictions from before June 25, 2019."),
    where=say(
        "The date of the judgment or the sentence. If supervision or probation was taken away, the "
        "day the court then found you guilty."
    ),
    kind=PartialDate(),
    asked=_has_judgment_day,
    tells=frozenset({"disposition_date"}),
    tailored=_by_end,
)

SENTENCE = Question(
    id="sentence",
    about=About.CHARGE,
    title=say("Is everything in the sentence done?"),
    why=say("The court can act when all is done but money. Money you owe does not stop you here."),
    where=say("This means jail, prison, parole, probation, classes, drug tests and unpaid work."),
    kind=Choice(
        (
            Option(value="complete", label=say("Yes, all of it")),
            Option(value="only-money-owed", label=say("All but money that I still owe")),
            Option(value="serving", label=say("No, something is still left to do")),
            Option(value="none", label=say("There was no sentence")),
            UNSURE,
        )
    ),
    asked=told.is_convicted,
    tells=frozenset({"sentence"}),
)


def _has_end_day(view: View) -> bool:
    if told.has_run_out(view) or told.disposition(view) in told.RUNNING:
        return True
    done = view.choice("sentence") in ("complete", "only-money-owed", "serving")
    return told.is_convicted(view) and done


def _is_ahead(view: View) -> bool:
    return told.disposition(view) in told.RUNNING or view.choice("sentence") == "serving"


def _of_what_ended(question: Question, view: View) -> Question:
    if told.disposition(view) in told.RUNNING:
        return replace(question, title=say("When will it end?"))
    if told.has_run_out(view):
        return replace(question, title=say("When did it end?"), kind=PartialDate())
    if _is_ahead(view):
        return replace(question, title=say("When will the sentence end?"))
    return replace(question, kind=PartialDate())


SENTENCE_END = Question(
    id="sentence-end",
    about=About.CHARGE,
    title=say("When did the sentence end?"),
    why=say("Some ways to clear a record start a number of years after the end."),
    where=say(
        "The end of jail, parole, probation, supervision or conditional discharge. Money that you "
        "still owe does not count."
    ),
    kind=PartialDate(ahead=True),
    asked=_has_end_day,
    tells=frozenset({"sentence_end_date"}),
    tailored=_of_what_ended,
)
ANOTHER = Question(
    id=ANOTHER_CHARGE,
    about=About.CHARGE,
    title=say("Were there other charges in this same case?"),
    why=say("What else was in the case can change the answer, even when it was dropped."),
    where=say("The same case number with “count 2”, or other lines with the same arrest date."),
    kind=Choice(
        (
            Option(value="yes", label=say("Yes"), hint=say("We ask about it after this one")),
            Option(value="no", label=say("No, that was all")),
            UNSURE,
        )
    ),
    asked=lambda view: view.is_last_charge,
    tells=frozenset({"all_charges_listed"}),
)

HOW_IT_ENDED = (ANOTHER, ENDED, PROBATION, PROBATION_END, SUPERVISION_END)
