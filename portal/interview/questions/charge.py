"""The questions about one charge: what it was, how much, when, which class."""

from __future__ import annotations

from dataclasses import replace

from portal.facts import OffenseClass
from portal.interview import told
from portal.interview.kinds import Amount, ChargeLine, Choice, Option, PartialDate, Text
from portal.interview.question import About, Question, View
from portal.interview.questions.options import UNSURE, YES_NO_UNSURE
from portal.interview.questions.readback import CLASSES, read_as
from portal.say import say


def _line_of_another(question: Question, view: View) -> Question:
    if view.is_first_charge:
        return question
    return replace(question, title=say("What does the paper say the other charge was?"))


LINE = Question(
    id="charge-line",
    about=About.CHARGE,
    title=say("What does the paper say the charge was?"),
    why=say("The numbers tell which part of the law it was. We show you how we read them."),
    where=say(
        "Look for “720 ILCS 550”, “720-550” or “56 1/2” and copy that line. If there are several "
        "lines for one charge, take the one from the court, not the one from the arrest."
    ),
    kind=ChargeLine(),
    asked=lambda view: view.is_yes("paper"),
    tells=frozenset({"statute"}),
    tailored=_line_of_another,
)


def _with_reading(question: Question, view: View) -> Question:
    found = told.read_line(view)
    if found is None:
        return question
    return replace(
        question, title=say("We read this as: %(reading)s. Is that right?", reading=read_as(found))
    )


READ_AS = Question(
    id="read-as",
    about=About.CHARGE,
    title=say("Did we read your paper right?"),
    why=say("Only what you confirm counts. If it is wrong, tell us in your own words next."),
    kind=Choice(
        (
            Option(value="yes", label=say("Yes, that is what my paper says")),
            Option(value="no", label=say("No, that is not it")),
        )
    ),
    asked=lambda view: told.read_line(view) is not None,
    tells=frozenset({"statute"}),
    tailored=_with_reading,
    of=told.line,
)


def _what_of_another(question: Question, view: View) -> Question:
    if view.is_first_charge:
        return question
    return replace(question, title=say("What was the other charge?"))


WHAT = Question(
    id="what",
    about=About.CHARGE,
    title=say("What was the charge?"),
    why=say("The law can clear some kinds of cannabis charges and not others."),
    where=say(
        "The charge in the end counts, not the one at the arrest. It is on the court's paper."
    ),
    kind=Choice(
        (
            Option(
                value="possession",
                label=say("Having cannabis"),
                hint=say("“Possession”"),
            ),
            Option(
                value="delivery",
                label=say("Selling or making it, or meaning to sell it"),
                hint=say("“Delivery”, “manufacture” or “intent to deliver”"),
            ),
            Option(
                value="gift",
                label=say("Giving a small amount away for free"),
                hint=say("“Casual delivery”, 10 grams or less"),
            ),
            Option(value="plants", label=say("Growing plants")),
            Option(value="school", label=say("Selling near a school")),
            Option(value="minor", label=say("Selling to someone under 18")),
            Option(
                value="trafficking",
                label=say("Bringing it into Illinois"),
                hint=say("“Trafficking”"),
            ),
            Option(
                value="paraphernalia",
                label=say("A pipe, papers or a grinder"),
                hint=say("“Drug paraphernalia”"),
            ),
            Option(value="other", label=say("Something else, not cannabis")),
            UNSURE,
        )
    ),
    asked=told.needs_plain_words,
    tells=frozenset({"statute"}),
    tailored=_what_of_another,
)
OTHER_CHARGES = (
    "THEFT",
    "RETAIL THEFT",
    "BURGLARY",
    "ROBBERY",
    "BATTERY",
    "AGGRAVATED BATTERY",
    "DOMESTIC BATTERY",
    "ASSAULT",
    "VIOLATION OF AN ORDER OF PROTECTION",
    "POSSESSION OF A CONTROLLED SUBSTANCE",
    "UNLAWFUL USE OF A WEAPON",
    "DRIVING UNDER THE INFLUENCE",
    "DRIVING ON A SUSPENDED LICENSE",
    "SPEEDING",
    "CRIMINAL TRESPASS",
    "CRIMINAL DAMAGE TO PROPERTY",
    "DISORDERLY CONDUCT",
    "RESISTING A PEACE OFFICER",
)
"""As records print them, to pick from."""
CHARGE_NAME = Question(
    id="charge-name",
    about=About.CHARGE,
    title=say("What is the name of that charge?"),
    why=say("Some charges in the same case change what the law can do. The name shows which."),
    where=say("The name is on court papers and police records, such as “Retail theft”."),
    kind=Text(
        most=200,
        latin=False,
        label=say("Name of the charge"),
        missing=say("Type the name of the charge, or tick “I don't know”."),
        unsure=True,
        suggestions=OTHER_CHARGES,
    ),
    asked=lambda view: told.plain(view) == "other",
    tells=frozenset({"statute"}),
)


ATTEMPT = Question(
    id="attempt",
    about=About.CHARGE,
    title=say("Does the paper say “attempt”?"),
    why=say("An attempt is a lighter charge than the thing itself."),
    where=say("Look for the word “attempt” or the number 8-4 beside the charge."),
    kind=YES_NO_UNSURE,
    asked=told.may_be_an_attempt,
    tells=frozenset({"attempt"}),
)


GRAMS = Question(
    id="grams",
    about=About.CHARGE,
    title=say("How much cannabis was it?"),
    why=say("The law has limits, such as 30 grams. The weight of the whole mix counts."),
    where=say("The charge often names it, such as “10-30 GRAMS”. A police or lab report can too."),
    kind=Amount(),
    tells=frozenset({"grams"}),
)


def _may_know_the_day(view: View) -> bool:
    """Who does not know even the year of an arrest does not know when it happened either."""
    return not told.is_only_an_arrest(view) or view.span("arrested") is not None


WHEN = Question(
    id="when",
    about=About.CHARGE,
    title=say("When did it happen?"),
    why=say("The law changed over the years. The day it happened tells which law counts."),
    where=say(
        "“Offense date” or “date of arrest”. A month or a year is enough if that is all you know."
    ),
    kind=PartialDate(),
    asked=_may_know_the_day,
    tells=frozenset({"offense_date"}),
)


def _may_know_class(view: View) -> bool:
    """Who does not know what the charge was does not know its class."""
    if told.class_on_line(view) not in _VAGUE or not told.is_convicted(view):
        return False
    return told.section(view) is not None


_VAGUE = (None, OffenseClass.MISDEMEANOR, OffenseClass.FELONY)
_ASKED_CLASSES = tuple(
    Option(value=each.value, label=CLASSES[each])
    for each in (
        OffenseClass.MISDEMEANOR_A,
        OffenseClass.MISDEMEANOR_B,
        OffenseClass.MISDEMEANOR_C,
        OffenseClass.MISDEMEANOR,
        OffenseClass.FELONY_4,
        OffenseClass.FELONY_3,
        OffenseClass.FELONY_2,
        OffenseClass.FELONY_1,
        OffenseClass.FELONY_X,
        OffenseClass.FELONY,
        OffenseClass.PETTY,
        OffenseClass.CIVIL,
    )
)


def _class_without_paper(question: Question, view: View) -> Question:
    if view.is_yes("paper"):
        return question
    return replace(question, title=say("Which class was the conviction?"))


CLASS = Question(
    id="class",
    about=About.CHARGE,
    title=say("Which class does the paper show for the conviction?"),
    why=say(
        "The class decides more than the amount. It must be a misdemeanor or a Class 4 felony."
    ),
    where=say(
        "Near the charge: “M A” or “Class A” is a Class A misdemeanor, “F 4” or “Class 4” a "
        "Class 4 felony. Take the class you were convicted of, not the one at the arrest."
    ),
    kind=Choice((*_ASKED_CLASSES, UNSURE)),
    asked=_may_know_class,
    tells=frozenset({"offense_class"}),
    tailored=_class_without_paper,
)


def _may_be_a_repeat(view: View) -> bool:
    found = told.accepted(view)
    return (
        told.section(view) == "4"
        and told.is_convicted(view)
        and (found is None or found.subsequent is None)
    )


FIRST_TIME = Question(
    id="first-time",
    about=About.CHARGE,
    title=say("Was this the first time you were convicted for cannabis?"),
    why=say("For some amounts a second time is a higher class."),
    where=say("The paper may say “subsequent”, “2nd” or “prior”."),
    kind=Choice(
        (
            Option(value="yes", label=say("Yes, the first time")),
            Option(value="no", label=say("No, there was one before")),
            UNSURE,
        )
    ),
    asked=_may_be_a_repeat,
    tells=frozenset({"subsequent"}),
)


def _may_be_to_minor(view: View) -> bool:
    return told.section(view) == "5" and told.plain(view) != "minor"


TO_MINOR = Question(
    id="under-18",
    about=About.CHARGE,
    title=say("Was it about giving or selling to someone under 18?"),
    why=say("There is a special rule for that. It is section 7 of the cannabis law."),
    where=say("The paper would show “550/7” or words such as “to a minor” or “under 18”."),
    kind=YES_NO_UNSURE,
    asked=_may_be_to_minor,
    tells=frozenset({"to_minor"}),
)

WHAT_IT_WAS = (LINE, READ_AS, WHAT, CHARGE_NAME)
