"""The waiting periods of the ordinary routes, each with its citation and its history."""

from __future__ import annotations

from dataclasses import dataclass

from portal.law import citation as cite
from portal.law.citation import Citation
from portal.law.dated import Dated
from portal.law.days import CUTOFF, SHORTER_SEALING_WAIT
from portal.say import Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """``years`` by the day of filing, from the end that ``starts`` names."""

    id: str
    years: Dated[int]
    starts: Msg
    cites: tuple[Citation, ...]

    def dump(self) -> str:
        spells = ", ".join(f"{years} y from {day}" for day, years in self.years.history)
        return f"{self.id}: {spells} [{'; '.join(each.text for each in self.cites)}]"


EXPUNGE_SUPERVISION = Waiting(
    id="wait.expunge-supervision",
    years=Dated(((CUTOFF, 2),)),
    starts=say("to expunge after supervision, from its satisfactory end"),
    cites=(cite.EXPUNGE_SUPERVISION,),
)
"""The five-year list has no cannabis offense."""
EXPUNGE_QUALIFIED_PROBATION = Waiting(
    id="wait.expunge-qualified-probation",
    years=Dated(((CUTOFF, 5),)),
    starts=say("to expunge after qualified probation, from its satisfactory end"),
    cites=(cite.EXPUNGE_QUALIFIED_PROBATION, cite.QUALIFIED_PROBATION),
)
SEAL_LIGHT = Waiting(
    id="wait.seal",
    years=Dated(((CUTOFF, 3), (SHORTER_SEALING_WAIT, 2))),
    starts=say("to seal a misdemeanor or qualified probation, from the last sentence anywhere"),
    cites=(cite.SEAL_MISDEMEANOR, cite.LAST_SENTENCE),
)
"""Three years before P.A. 104-459."""
SEAL_FELONY = Waiting(
    id="wait.seal",
    years=Dated(((CUTOFF, 3),)),
    starts=say("to seal a felony conviction, from the last sentence anywhere"),
    cites=(cite.SEAL_FELONY, cite.LAST_SENTENCE),
)
"""Also for a felony finished on probation: of two readings, the longer."""
POLICE_RECORD = Waiting(
    id="wait.police-record",
    years=Dated(((CUTOFF, 1),)),
    starts=say("before the police delete their record, from the arrest"),
    cites=(cite.POLICE_RECORDS,),
)
WAITING = (
    EXPUNGE_SUPERVISION,
    EXPUNGE_QUALIFIED_PROBATION,
    SEAL_LIGHT,
    SEAL_FELONY,
    POLICE_RECORD,
)
