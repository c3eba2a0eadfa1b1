"""The questions about the person: age where it matters, and who files the papers."""

from __future__ import annotations

from dataclasses import replace

from portal.interview import told
from portal.interview.kinds import (
    Address,
    Email,
    Gate,
    LongText,
    PartialDate,
    PersonName,
    Phone,
    Text,
)
from portal.interview.question import About, Question, View
from portal.say import Msg, say


def retitled(question: Question, title: Msg) -> Question:
    """The question under another heading."""
    return replace(question, title=title)


BORN = Question(
    id="born",
    about=About.ME,
    title=say("When were you born?"),
    why=say("Arrests before age 18 are cleared in another way. The year may be enough."),
    kind=PartialDate(born=True),
    tells=frozenset({"birth_date"}),
    personal=True,
)


ARRESTED = Question(
    id="arrested",
    about=About.CASE,
    title=say("When were you arrested?"),
    why=say("The court's form asks for the date. It also shows how old you were."),
    where=say(
        "“Arrest date” on a police record. If there was no arrest, the day you were charged."
    ),
    kind=PartialDate(),
    # Of a court case only the papers need it. Once given it stays to be changed: a wrong day can be
    # what keeps a case out of the packet.
    asked=lambda view: (
        told.is_only_an_arrest(view)
        or (view.is_filed and may_file(view))
        or view.is_answered("arrested")
    ),
    tells=frozenset({"arrest_date"}),
    tailored=lambda question, view: retitled(
        question, say("Case %(number)s: when were you arrested?", number=view.number)
    ),
)


GATE = Question(
    id="gate",
    about=About.ME,
    title=say("Are you a U.S. citizen?"),
    why=say(
        "If you are not, filing can affect your right to stay, so we show you a warning first. We "
        "do not keep your answer."
    ),
    kind=Gate(),
    asked=lambda view: bool(view.packets),
)


def may_file(view: View) -> bool:
    """Whether there is a packet and the gate before it was passed."""
    return bool(view.packets) and view.is_yes("gate")


NAME = Question(
    id="name",
    about=About.ME,
    title=say("What is your full name?"),
    why=say("The court finds your cases by it. Type it as it is on the record."),
    where=say("Your name is at the top of your court papers."),
    kind=PersonName(),
    asked=may_file,
    personal=True,
)
OTHER_NAMES = Question(
    id="other-names",
    about=About.ME,
    title=say("Did you use other names in these cases?"),
    why=say("A case may be filed under an old name, a nickname or a name that was misspelled."),
    where=say("Look for “alias” or “AKA” on the record."),
    kind=PersonName(several=True),
    asked=may_file,
    personal=True,
)


def _day_is_missing(view: View) -> bool:
    born = view.span("born") if view.is_asked("born") else None
    return may_file(view) and not (born is not None and born.is_day)


BIRTHDAY = Question(
    id="birthday",
    about=About.ME,
    title=say("What is your full birth date?"),
    why=say("The court's form asks for it, and for your age now and at the last arrest."),
    kind=PartialDate(whole=True, unsure=False, born=True),
    asked=_day_is_missing,
    personal=True,
)
RACE = Question(
    id="race",
    about=About.ME,
    title=say("What race does your record show?"),
    why=say(
        "The court's form has a space for it, to find the right record. You may leave it empty."
    ),
    kind=Text(most=30),
    asked=may_file,
    personal=True,
)
GENDER = Question(
    id="gender",
    about=About.ME,
    title=say("What gender does your record show?"),
    why=say(
        "The court's form has a space for it, to find the right record. You may leave it empty."
    ),
    kind=Text(most=30),
    asked=may_file,
    personal=True,
)
ADDRESS = Question(
    id="address",
    about=About.ME,
    title=say("What is your mailing address?"),
    why=say("The court writes to you there. Others can see it on the court papers."),
    kind=Address(),
    asked=may_file,
    personal=True,
)
PHONE = Question(
    id="phone",
    about=About.ME,
    title=say("What is your phone number?"),
    why=say("The court's form asks for it. You may leave it empty."),
    kind=Phone(),
    asked=may_file,
    personal=True,
)
EMAIL = Question(
    id="email",
    about=About.ME,
    title=say("What is your email address?"),
    why=say("The court's form asks for it. Clerks may send you court dates there."),
    kind=Email(),
    asked=may_file,
    personal=True,
)
EXPLANATION = Question(
    id="explanation",
    about=About.ME,
    title=say("Why does clearing this record matter to you?"),
    why=say(
        "The form asks how the record has kept you, or may keep you, from housing, school, work or "
        "other chances. The judge reads it. These must be your own words, in English. You may "
        "leave it empty and write on the paper."
    ),
    kind=LongText(
        hint=say(
            "Was there a job, a home, a school or a license you did not get, or did not try for? "
            "What would change for you? Who depends on you?"
        ),
    ),
    asked=may_file,
    personal=True,
)

FILER = (NAME, OTHER_NAMES, BIRTHDAY, RACE, GENDER, ADDRESS, PHONE, EMAIL, EXPLANATION)
"""Who files, in this order."""
