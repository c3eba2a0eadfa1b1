"""The questions for the papers of one county: the cases on them, and what the person swears to."""

from __future__ import annotations

from dataclasses import replace

from portal.counties.agency import agencies
from portal.facts import OffenseClass
from portal.interview import told
from portal.interview.kinds import CaseNumber, Choice, Option, Statement, Text
from portal.interview.question import About, Question, View
from portal.interview.questions.options import UNSURE, YES_NO
from portal.interview.questions.person import ARRESTED, may_file, retitled
from portal.say import say

CASE_NUMBER = Question(
    id="case-number",
    about=About.CASE,
    title=say("What is the case number?"),
    why=say("The court finds the case by it. It goes on the motion, the notice and the order."),
    where=say("At the top of court papers, such as 2014-CM-001234 or 14 CR 12345."),
    kind=CaseNumber(),
    asked=lambda view: view.is_filed and may_file(view),
    tailored=lambda question, view: retitled(
        question, say("Case %(number)s: what is the case number?", number=view.number)
    ),
    personal=True,
)


_AGENCY = Text(most=160, hint=say("Such as “Chicago Police Department”"))


def _with_agencies(question: Question, view: View) -> Question:
    county = view.text("county")
    kind = replace(_AGENCY, suggestions=agencies(county)) if county else _AGENCY
    title = say("Case %(number)s: which police arrested you?", number=view.number)
    return replace(question, title=title, kind=kind)


AGENCY = Question(
    id="agency",
    about=About.CASE,
    title=say("Which police arrested you?"),
    why=say("The court tells them to clear their records too. Leave it empty if you don't know."),
    where=say("“Arresting agency” or the name of the police on top of a police record."),
    kind=_AGENCY,
    asked=lambda view: view.is_filed and may_file(view),
    tailored=_with_agencies,
)


def _needs_grade(view: View) -> bool:
    if not (view.is_filed and may_file(view)):
        return False
    return any(_lacks_class(charge) for charge in view.charges)


def _lacks_class(view: View) -> bool:
    return _may_be_listed(view) and view.facts.offense_class in (None, OffenseClass.FELONY)


def _may_be_listed(view: View) -> bool:
    """Whether the motion may list the charge."""
    return told.may_be_convicted(view) and told.section(view) in (None, "4", "5")


GRADE = Question(
    id="grade",
    about=About.CASE,
    title=say("Was it a misdemeanor or a Class 4 felony?"),
    why=say("The motion has a box for each. If you don't know, both stay empty."),
    where=say("“M” or “misdemeanor”, “F 4” or “Class 4 felony”, near the charge."),
    kind=Choice(
        (
            Option(value="misdemeanor", label=say("A misdemeanor")),
            Option(value="class-4-felony", label=say("A Class 4 felony")),
            UNSURE,
        )
    ),
    asked=_needs_grade,
    tailored=lambda question, view: retitled(
        question,
        say("Case %(number)s: was it a misdemeanor or a Class 4 felony?", number=view.number),
    ),
)

OF_EACH_CASE = (CASE_NUMBER, AGENCY, ARRESTED, GRADE)
"""For every case in the packet, in this order."""

_SWORN = say(
    "The motion says this, and you sign it. Say yes only if it is true. We cannot say it for you."
)
_MISDEMEANORS = frozenset(
    {
        OffenseClass.MISDEMEANOR,
        OffenseClass.MISDEMEANOR_A,
        OffenseClass.MISDEMEANOR_B,
        OffenseClass.MISDEMEANOR_C,
    }
)


def _cases_on_it(view: View) -> str:
    """What a statement is about: with other cases on the motion it has to be made anew."""
    return " ".join(sorted(case.case.id for case in view.filed if case.case))


def _has_class(view: View, classes: frozenset[OffenseClass], grade: str) -> bool:
    """Whether a case of the packet has such a conviction, or may have."""
    for case in view.filed:
        listed = filter(_may_be_listed, case.charges)
        found = {charge.facts.offense_class for charge in listed}
        if found & classes:
            return True
        told_grade = case.choice("grade")
        if found & {None, OffenseClass.FELONY} and told_grade in (grade, "unsure", ""):
            return True
    return False


MISDEMEANORS = Question(
    id="states-1a",
    about=About.COUNTY,
    title=say(
        "“These cases ended in misdemeanor convictions under section 4 or 5 of the Cannabis "
        "Control Act.”"
    ),
    why=_SWORN,
    where=say("Number 1a of the motion. 720 ILCS 550/4 is possession, 550/5 is making or selling."),
    kind=Statement(),
    of=_cases_on_it,
    asked=lambda view: may_file(view) and _has_class(view, _MISDEMEANORS, "misdemeanor"),
)
FELONIES = Question(
    id="states-1b",
    about=About.COUNTY,
    title=say(
        "“These cases ended in Class 4 felony convictions under section 4 or 5 of the Cannabis "
        "Control Act.”"
    ),
    why=_SWORN,
    where=say("Number 1b of the motion. 720 ILCS 550/4 is possession, 550/5 is making or selling."),
    kind=Statement(),
    of=_cases_on_it,
    asked=lambda view: (
        may_file(view) and _has_class(view, frozenset({OffenseClass.FELONY_4}), "class-4-felony")
    ),
)
BEFORE_CUTOFF = Question(
    id="states-2",
    about=About.COUNTY,
    title=say("“I was convicted before June 25, 2019, in every case on this motion.”"),
    why=_SWORN,
    where=say("Number 2 of the motion. Look at the date of the judgment in each case."),
    kind=Statement(),
    of=_cases_on_it,
    asked=may_file,
)
COMPLETED = Question(
    id="states-3",
    about=About.COUNTY,
    title=say("“I have completed the sentence, or the conditions, in every case on this motion.”"),
    why=_SWORN,
    where=say(
        "Number 3 of the motion. If you still owe money in a case, ask legal aid before you make "
        "this statement."
    ),
    kind=Statement(),
    of=_cases_on_it,
    asked=may_file,
)
REQUEST = Question(
    id="states-4",
    about=About.COUNTY,
    title=say(
        "“I ask the court to vacate and expunge these convictions. I was arrested or charged on "
        "the dates listed.”"
    ),
    why=_SWORN,
    where=say("Number 4 of the motion, above the list of cases."),
    kind=Statement(),
    of=_cases_on_it,
    asked=may_file,
)
FEE_WAIVER = Question(
    id="fee-waiver",
    about=About.COUNTY,
    title=say("Do you want to ask the court to let you file for free?"),
    why=say(
        "Filing can cost money. People who get SNAP, SSI, TANF or have a low income can ask to pay "
        "less or nothing. You fill in one more court form for that."
    ),
    kind=YES_NO,
    asked=may_file,
)

OF_THE_COUNTY = (MISDEMEANORS, FELONIES, BEFORE_CUTOFF, COMPLETED, REQUEST, FEE_WAIVER)
"""Once for every county with a packet, in this order."""
