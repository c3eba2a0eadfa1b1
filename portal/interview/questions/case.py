"""The questions about a whole case: where it was, which court, what became of it since."""

from __future__ import annotations

from dataclasses import replace

from portal.facts import Court, Disposition
from portal.interview import told
from portal.interview.answers import ANOTHER_CASE
from portal.interview.kinds import Choice, CountyName, Option, Ticks
from portal.interview.question import About, Question, View
from portal.interview.questions.ending import DISMISSED, NEVER_CHARGED, PENDING
from portal.interview.questions.options import UNSURE, YES_NO
from portal.interview.questions.person import ARRESTED
from portal.say import say

WHERE = Question(
    id="where",
    about=About.CASE,
    title=say("Where was the case?"),
    why=say("A court in Illinois can only clear a case from Illinois."),
    where=say(
        "Look at the top of the first page. “Circuit Court of … County, Illinois” is an Illinois "
        "court. “United States District Court” is a federal court."
    ),
    kind=Choice(
        (
            Option(
                value="illinois", label=say("Illinois"), hint=say("A state, county or city case")
            ),
            Option(value="other-state", label=say("Another state or country")),
            Option(value="federal", label=say("Federal court")),
            Option(value="tribal-or-military", label=say("Tribal or military court")),
            UNSURE,
        )
    ),
)


def _is_here(view: View) -> bool:
    return bool(view.choice("where")) and not told.is_elsewhere(view)


COUNTY = Question(
    id="county",
    about=About.CASE,
    title=say("Which county was it in?"),
    why=say("Each county has its own court. Your papers go to the court that had the case."),
    where=say(
        "The county is at the top of court papers. If you have none, it is most often the county "
        "where the police stopped you."
    ),
    kind=CountyName(),
    asked=_is_here,
)
COURT = Question(
    id="court",
    about=About.CASE,
    title=say("What kind of case was it?"),
    why=say("Each kind of case is cleared in its own way."),
    where=say(
        "A case number with CM, MC, CF or CR is an adult criminal case. JD is juvenile. OV is a "
        "town or city ticket. CV or CL can be a state civil ticket."
    ),
    kind=Choice(
        (
            Option(
                value="adult",
                label=say("A criminal case in adult court"),
                hint=say("A misdemeanor or a felony"),
            ),
            Option(
                value="none",
                label=say("Only an arrest"),
                hint=say("No charges were filed in court, as far as I know"),
            ),
            Option(value="juvenile", label=say("A case in juvenile court")),
            Option(
                value="local-ordinance",
                label=say("A town or city ticket"),
                hint=say("From a town, village or city, under its own rules"),
            ),
            Option(
                value="civil-citation",
                label=say("A state civil ticket"),
                hint=say("For 10 grams or less, since July 29, 2016. A fine only, no crime"),
            ),
            UNSURE,
        )
    ),
    asked=_is_here,
    tells=frozenset({"court"}),
)


def _is_citation(view: View) -> bool:
    return _is_here(view) and told.court(view) is Court.CIVIL_CITATION


CITATION = Question(
    id="citation",
    about=About.CASE,
    title=say("Was the ticket paid?"),
    why=say("A paid ticket is taken off the record. You do not have to do anything."),
    where=say("The clerk of the court can tell you."),
    kind=Choice(
        (
            Option(value="paid", label=say("Yes, it was paid")),
            Option(value="unpaid", label=say("No, or not all of it")),
            Option(value="dismissed", label=say("It was dismissed")),
            UNSURE,
        )
    ),
    asked=_is_citation,
    tells=frozenset({"disposition"}),
)
ARREST_END = Question(
    id="arrest-end",
    about=About.CASE,
    title=say("What happened after the arrest?"),
    why=say("A case that is still going on cannot be cleared yet."),
    where=say("A police record shows it, beside the date of the arrest."),
    kind=Choice((NEVER_CHARGED, DISMISSED, PENDING, UNSURE)),
    asked=told.is_only_an_arrest,
    tells=frozenset({"disposition"}),
)
"""Once for all that it was for: nobody decided over a charge that no court had."""
PAPER = Question(
    id="paper",
    about=About.CASE,
    title=say("Do you have a paper about this case?"),
    why=say("A paper shows the exact charge. Without one you can still go on."),
    where=say(
        "A paper from the court, or a police record that lists your cases. The best one is called "
        "“certified disposition” or “case summary”. The clerk of the court has it."
    ),
    kind=Choice(
        (
            Option(value="yes", label=say("Yes, I have it with me")),
            Option(value="no", label=say("No"), hint=say("You can answer in your own words")),
        )
    ),
    asked=told.is_ordinary,
    tells=frozenset({"statute"}),
)

ABOUT_CASE = (WHERE, COUNTY, COURT, CITATION, ARRESTED, ARREST_END, PAPER)
"""Before the charges, in this order."""


def _ends(view: View) -> list[Disposition]:
    return [told.disposition(charge) for charge in view.charges]


@told.once
def _all_told(view: View) -> bool:
    return told.is_ordinary(view) and all(map(told.has_told_end, view.charges))


def _may_be_over(view: View) -> bool:
    ends = _ends(view)
    return _all_told(view) and Disposition.UNKNOWN in ends and Disposition.PENDING not in ends


OVER = Question(
    id="over",
    about=About.CASE,
    title=say("Is the case over?"),
    why=say("A case that is still going on cannot be cleared yet."),
    where=say("The clerk of the court can tell you whether a case is open or closed."),
    kind=Choice(
        (
            Option(value="yes", label=say("Yes, it is over")),
            Option(value="no", label=say("No, I still have to go to court for it")),
            UNSURE,
        )
    ),
    asked=_may_be_over,
    tells=frozenset({"status"}),
)


@told.once
def _may_be_pardoned(view: View) -> bool:
    if not _all_told(view) or Disposition.PENDING in _ends(view):
        return False
    return not told.is_only_an_arrest(view) and any(
        told.may_be_convicted(charge) and told.section(charge) != "other" for charge in view.charges
    )


def is_past_pardon(view: View) -> bool:
    """Whether all ends were told and a pardon, if there was one, would not be asked for."""
    return _all_told(view) and not _may_be_pardoned(view)


def _is_closed(view: View) -> bool:
    if not _all_told(view) or Disposition.PENDING in _ends(view):
        return False
    return not (_may_be_over(view) and view.choice("over") in ("", "no"))


_PARDONED = Option(
    value="pardon",
    label=say("The Governor pardoned me"),
    hint=say(
        "Many people got a pardon for cannabis from 2019 on, without asking. It comes by mail"
    ),
)
_SEALED = Option(
    value="sealed",
    label=say("A court sealed this record"),
    hint=say("You would have a court order that says “sealed”"),
)
_STILL_THERE = Option(
    value="there",
    label=say("I looked at my record in 2021 or later, and this case was on it"),
    hint=say("A record from the State Police, from the Chicago police or from the court clerk"),
)


def _what_may_be(view: View) -> tuple[Option, ...]:
    """Nobody is asked for a pardon of what was no conviction, or a seal on what no court had."""
    in_court = told.court(view) is not Court.NONE
    return (
        *((_PARDONED,) if _may_be_pardoned(view) else ()),
        *((_SEALED,) if in_court else ()),
        _STILL_THERE,
    )


_TOLD_BY = {"pardon": "pardoned", "sealed": "sealed", "there": "record_checked"}

SINCE = Question(
    id="since",
    about=About.CASE,
    title=say("What do you know about this record today?"),
    why=say(
        "Each of these changes what is left to do. Tick all that you know of, or go on without."
    ),
    where=say("A pardon comes from the Governor, the court or the Prisoner Review Board."),
    kind=Ticks((_PARDONED, _SEALED, _STILL_THERE)),
    asked=_is_closed,
    tells=frozenset({"pardoned", "sealed", "record_checked"}),
    tells_here=lambda view: frozenset(_TOLD_BY[each.value] for each in _what_may_be(view)),
    tailored=lambda question, view: replace(question, kind=Ticks(_what_may_be(view))),
)
PARDON_SAYS = Question(
    id="pardon-says",
    about=About.CASE,
    title=say("What does the pardon say about your record?"),
    why=say("It decides what is left for you to do."),
    where=say("Look for the words “expunge” or “expungement” in the letter."),
    kind=Choice(
        (
            Option(value="with-expungement", label=say("That the record may be expunged")),
            Option(
                value="order-entered",
                label=say("A court has already ordered the record expunged"),
                hint=say("You have a court order, or were told of one"),
            ),
            Option(value="plain", label=say("Nothing about expunging")),
            UNSURE,
        )
    ),
    asked=lambda view: _may_be_pardoned(view) and "pardon" in view.ticked("since"),
    tells=frozenset({"pardoned"}),
)


ANOTHER = Question(
    id=ANOTHER_CASE,
    about=About.CASE,
    title=say("Do you have another cannabis case?"),
    why=say("Every case counts on its own. You can tell us about up to 100 of them."),
    where=say("A police record lists all arrests and cases. The newest come first, or the oldest."),
    kind=YES_NO,
    asked=lambda view: view.is_last_case,
)

SINCE_THEN = (OVER, SINCE, PARDON_SAYS)
"""After the charges, in this order."""
