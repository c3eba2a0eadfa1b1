"""What is told beside the tests without deciding anything, each with its citations."""

from __future__ import annotations

from dataclasses import dataclass

from portal.law import citation as cite
from portal.law.citation import Citation, Support
from portal.say import Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    id: str
    says: Msg
    cites: tuple[Citation, ...]
    support: Support | None = None
    """How we know it, where we know it less well than the sources it cites."""

    def dump(self) -> str:
        return f"{self.id} [{'; '.join(each.text for each in self.cites)}]"


MONEY_OWED = Note(
    id="sentence.money-owed",
    says=say("Only money is still owed. As far as we know, that does not block the motion."),
    cites=(cite.MOTION,),
    support=Support.UNOFFICIAL,
)
OPEN_MINOR = Note(
    id="case.open-minor",
    says=say(
        "If the arrest was before June 25, 2019, for 30 grams or less, the court can perhaps "
        "dismiss and expunge this open case. Ask your lawyer."
    ),
    cites=(cite.PENDING_CASE, cite.MINOR_OFFENSE),
)
TICKET_RUNS = Note(
    id="citation.runs",
    says=say("Finished tickets are erased each January 1 and July 1."),
    cites=(cite.CIVIL_EXPUNGEMENT,),
)
NOTES = (MONEY_OWED, OPEN_MINOR, TICKET_RUNS)
