"""What a person who is not a U.S. citizen, or prefers not to say, reads before any paper is made.

The court's own forms (EXC-G, EXC-M, 03/22) tell people who are not citizens to see an immigration
lawyer first; certified copies come first because they may not be had afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.counties.county import county
from portal.counties.help import Helper, helpers
from portal.say import Msg, say

TITLE = say("Talk to an immigration lawyer before you file")
SAYS = (
    say(
        "The court's own forms say this too. A cleared record may not be cleared for immigration. "
        "Filing papers, or what you say in them, can hurt you even if the court says yes."
    ),
    say(
        "Before you file, get certified copies of your court papers and of the whole court file. "
        "Keep them safe. After the record is cleared you may not be able to get them any more, and "
        "immigration can still ask for them."
    ),
    say("Cannabis is still against federal law. That is so even where Illinois allows it."),
    say("Ask legal aid to find an immigration lawyer for you. The help is free."),
    say(
        "Nothing is filed from here. Making the papers tells nobody. What you answered is not kept."
    ),
)
GO_ON = say("I have read this and want to go on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """The page: its heading, its paragraphs, who can help, and the words of the button."""

    title: Msg
    says: tuple[Msg, ...]
    helpers: tuple[Helper, ...]
    go_on: Msg


def warning(counties: Iterable[str]) -> Warned:
    """The warning, with the helpers of these counties and of the whole state.

    Raises ``KeyError`` for a county that Illinois does not have.
    """
    found = [one for name in counties for one in helpers(county(name))] or list(helpers())
    once = {one.id: one for one in found}
    return Warned(title=TITLE, says=SAYS, helpers=tuple(once.values()), go_on=GO_ON)
