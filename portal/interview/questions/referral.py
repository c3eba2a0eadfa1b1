"""The questions for the referral page: who may get it, what it tells, how to answer safely."""

from __future__ import annotations

from dataclasses import replace

from portal.interview.kinds import Choice, Option, Postal, Ticks
from portal.interview.question import About, Question, View
from portal.interview.questions.person import may_file
from portal.say import say

REFER_TO = Question(
    id="refer-to",
    about=About.ME,
    title=say("Who do you want to give a referral page to?"),
    why=say(
        "It is a page you can hand or mail to people who can help. We send nothing. Tick only whom "
        "you want, or nobody. What a State's Attorney gets becomes a record of the county."
    ),
    kind=Ticks(
        (
            Option(value="legal-aid", label=say("Legal aid"), hint=say("Free lawyers")),
            Option(
                value="states-attorney",
                label=say("The State's Attorney of the county"),
                hint=say("The office that brought the case. It can ask the court to clear it"),
            ),
        )
    ),
    asked=may_file,
)


def _refers(view: View) -> bool:
    return may_file(view) and bool(view.ticked("refer-to"))


TELL = Question(
    id="refer-tell",
    about=About.ME,
    title=say("What may the page say about you?"),
    why=say("Only what you tick is on it."),
    kind=Ticks(
        (
            Option(value="name", label=say("My name")),
            Option(value="birth-date", label=say("My birth date")),
            Option(value="cases", label=say("My cases and what we found")),
        )
    ),
    asked=_refers,
)
LANGUAGE = Question(
    id="refer-language",
    about=About.ME,
    title=say("Which language should they answer in?"),
    why=say("The page asks them to use it."),
    kind=Choice(
        (
            Option(value="page", label=say("The language of this page")),
            Option(value="english", label=say("English")),
        )
    ),
    asked=_refers,
)

_POST = Option(value="post", label=say("Mail to my address"))
_PHONE = Option(value="phone", label=say("Call my phone"))
_VOICEMAIL = Option(value="voicemail", label=say("Leave a message if I don't answer"))
_EMAIL = Option(value="email", label=say("Email me"))


def _ways(view: View) -> tuple[Option, ...]:
    """Those that the person told us enough for."""
    address = view.value("address")
    return (
        *((_POST,) if isinstance(address, Postal) and address.street else ()),
        *((_PHONE, _VOICEMAIL) if view.text("phone") else ()),
        *((_EMAIL,) if view.text("email") else ()),
    )


def _with_ways(question: Question, view: View) -> Question:
    return replace(question, kind=Ticks(_ways(view)))


REACH = Question(
    id="refer-reach",
    about=About.ME,
    title=say("How may they reach you safely?"),
    why=say("Think of who else opens your mail, answers your phone or reads your email."),
    kind=Ticks((_POST, _PHONE, _VOICEMAIL, _EMAIL)),
    asked=lambda view: _refers(view) and bool(_ways(view)),
    tailored=_with_ways,
)

REFERRAL = (REFER_TO, TELL, LANGUAGE, REACH)
