"""The words of each outcome: the verdict, the tracks, the next steps, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from portal.law.codes import Outcome
from portal.say import Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One record or one way, told on its own so that none is taken for another."""

    name: Msg
    state: Msg
    check: Msg


VERDICTS: dict[Outcome, Msg] = {
    Outcome.MOTION: say(
        "It is likely that you can ask the court to cancel and erase this conviction."
    ),
    Outcome.CHECK_PARDON_THEN_MOTION: say(
        "This conviction may be pardoned already. Check first. If it is still there, "
        "it is likely that you can ask the court to cancel and erase it."
    ),
    Outcome.AUTO_POLICE_DONE: say(
        "The police should have erased their record by now. Check that they did."
    ),
    Outcome.AUTO_CIVIL_DONE: say("This ticket should be erased by now. Check that it is."),
    Outcome.GET_RECORD: say(
        "We cannot say yet. Some facts are missing, and your court record has them."
    ),
    Outcome.PETITION_EXPUNGE: say(
        "This is not a conviction to cancel. It is likely that you can ask the court to erase "
        "the record with another form."
    ),
    Outcome.PETITION_SEAL: say("It is likely that you can ask the court to hide this record."),
    Outcome.WAIT_OR_REFER: say("It is too early. Something has to end first."),
    Outcome.FORM_UNUSABLE_REFER: say(
        "The court's form does not fit this case. The law may still help you: ask a lawyer."
    ),
    Outcome.NOT_ELIGIBLE_REFER: say(
        "It is unlikely that the cannabis law reaches this conviction. There may be another way."
    ),
    Outcome.ORDINANCE: say("This was a town or city ticket. Tickets have a different law."),
    Outcome.JUVENILE: say(
        "This looks like a juvenile record. It has its own forms, and they are free."
    ),
    Outcome.OTHER_JURISDICTION: say(
        "An Illinois state court cannot clear this case. The court that had it must."
    ),
    Outcome.ALREADY_DONE: say(
        "A court has ordered this record erased already. Check that everyone has done it."
    ),
}

NOT_ALL_ERASED = say(
    "This is not a conviction to cancel. The law does not let a court erase all of this case: "
    "ask a lawyer what it can erase."
)
"""Told in the place of a likely petition where a charge of the case can never be expunged."""
_NOT_DUE: dict[Outcome, Msg] = {
    Outcome.AUTO_POLICE_DONE: say(
        "The police should erase their record in time. Nobody has to ask."
    ),
    Outcome.AUTO_CIVIL_DONE: say("This ticket should be erased in time. Nobody has to ask."),
}
"""What is said instead while the day for it lies ahead."""


def verdict(code: Outcome, not_before: date | None) -> Msg:
    """The one sentence that says what an outcome comes to."""
    return VERDICTS[code] if not_before is None else _NOT_DUE.get(code, VERDICTS[code])


_POLICE = say("Police record")
_PARDON = say("Pardon")
_MOTION = say("Your motion to the court")
_PETITION = say("Petition to the court")
_SEALING = say("Sealing")
_FILE = say("Court file")
_RECORD = say("Your record")

_ASK_STATE_POLICE = say(
    "Ask for your State Police record. The sheet about getting your record says how."
)
_ASK_CLERK = say("Ask the circuit clerk to look up the case by your name.")

TRACKS: dict[Outcome, tuple[Track, ...]] = {
    Outcome.MOTION: (
        Track(
            name=_MOTION,
            state=say("Likely. You sign it, and a judge decides."),
            check=say("The packet has the motion, ready to read, sign and file."),
        ),
    ),
    Outcome.CHECK_PARDON_THEN_MOTION: (
        Track(
            name=_PARDON,
            state=say(
                "Perhaps done. The Governor pardoned many people from a list. Nobody had to ask."
            ),
            check=_ASK_STATE_POLICE,
        ),
    ),
    Outcome.AUTO_POLICE_DONE: (
        Track(
            name=_POLICE,
            state=say("Should be erased. The last day for it was January 1, 2025."),
            check=_ASK_STATE_POLICE,
        ),
        Track(
            name=_FILE,
            state=say(
                "Not erased by the police. If there was a court case, its file is still open."
            ),
            check=_ASK_CLERK,
        ),
    ),
    Outcome.AUTO_CIVIL_DONE: (
        Track(
            name=_RECORD,
            state=say("Should be erased. It is done each January 1 and July 1 for paid tickets."),
            check=say("Ask the clerk, and the police that wrote the ticket."),
        ),
    ),
    Outcome.PETITION_EXPUNGE: (
        Track(
            name=_PETITION,
            state=say("Likely, with the form called Request to Expunge and Seal."),
            check=say("Ask the circuit clerk or legal aid for the form and for help."),
        ),
    ),
    Outcome.PETITION_SEAL: (
        Track(
            name=_SEALING,
            state=say("Possible in time. A sealed record is hidden from most people."),
            check=say("When your waiting time is over, call legal aid."),
        ),
    ),
    Outcome.ALREADY_DONE: (
        Track(
            name=_FILE,
            state=say("Ordered erased by a court."),
            check=say("Ask the clerk and the State Police whether they have done it."),
        ),
    ),
}


def tracks(code: Outcome, not_before: date | None) -> tuple[Track, ...]:
    """The records and ways an outcome is about, each on its own."""
    found = TRACKS.get(code, ())
    if not_before is None or code not in _NOT_DUE:
        return found
    first, *others = found
    state = say("Should be erased in time. Nobody has to ask.")
    return (replace(first, state=state), *others)


_KEEP = say("Take the sheets below with you. They say what we found and why.")
_LEGAL_AID = say("Call legal aid. Their help is free, and the sheet has the number.")
_GET_DISPOSITION = say(
    "Ask the circuit clerk for the court disposition of the case. It is one sheet of paper."
)

NEXT_STEPS: dict[Outcome, tuple[Msg, ...]] = {
    Outcome.MOTION: (
        say("Answer a few more questions and make your packet."),
        say("Read it, sign it, and bring it to the circuit clerk."),
    ),
    Outcome.CHECK_PARDON_THEN_MOTION: (
        say("Check whether the case is still on your record."),
        say("If it is still there, file the motion. You can make the packet now and keep it."),
    ),
    Outcome.AUTO_POLICE_DONE: (_ASK_STATE_POLICE, _ASK_CLERK, _LEGAL_AID),
    Outcome.AUTO_CIVIL_DONE: (
        say("Ask the clerk, and the police that wrote the ticket."),
        _LEGAL_AID,
    ),
    Outcome.GET_RECORD: (
        _GET_DISPOSITION,
        say("Come back with it, or read it to legal aid on the phone."),
        _KEEP,
    ),
    Outcome.PETITION_EXPUNGE: (
        say("Ask the circuit clerk for the form called Request to Expunge and Seal."),
        _LEGAL_AID,
    ),
    Outcome.PETITION_SEAL: (_LEGAL_AID, _KEEP),
    Outcome.WAIT_OR_REFER: (
        say("Finish the case or the sentence first. Then come back."),
        say("If the case is still open, tell your lawyer or the public defender about this law."),
        _LEGAL_AID,
    ),
    Outcome.FORM_UNUSABLE_REFER: (_LEGAL_AID, _GET_DISPOSITION, _KEEP),
    Outcome.NOT_ELIGIBLE_REFER: (_LEGAL_AID, say("Ask about sealing, and about a pardon."), _KEEP),
    Outcome.ORDINANCE: (
        say("Ask legal aid about clearing a town ticket."),
        say("Clerks must seal old tickets by themselves from 2028 on."),
    ),
    Outcome.JUVENILE: (
        say("Ask the clerk of the juvenile court for the free juvenile forms."),
        _LEGAL_AID,
    ),
    Outcome.OTHER_JURISDICTION: (
        say("Ask the court that had the case, or a lawyer in that state."),
        say("If it was a federal case, see the Office of the Pardon Attorney: justice.gov/pardon."),
    ),
    Outcome.ALREADY_DONE: (
        say("Ask the clerk and the State Police whether they have done what the court ordered."),
        _LEGAL_AID,
    ),
}

ASKED: dict[str, Msg] = {
    "jurisdiction": say(
        "which court had the case: one in Illinois, in another state, or a federal one"
    ),
    "court": say("whether it was adult court, juvenile court, or a ticket"),
    "birth_date": say("your date of birth"),
    "arrest_date": say("the date of the arrest"),
    "status": say("whether the case is closed"),
    "disposition": say("how the case ended"),
    "disposition_date": say("the date the case ended"),
    "sentence_end_date": say("the end date of the sentence, supervision or probation"),
    "confirmed": say("whether we read the charge right"),
    "statute": say("the section of the law on the paper, such as 720 ILCS 550/4(c)"),
    "description": say("the words on the paper that name the charge"),
    "class": say("the class, such as Class A misdemeanor or Class 4 felony"),
    "grams": say("the amount in grams"),
    "subsequent": say("whether it was a first offense"),
    "offense_date": say("the date it happened"),
    "to_minor": say("whether someone under 18 got it"),
    "attempt": say("whether the charge was an attempt"),
    "sentence": say("whether the sentence is finished"),
    "all_charges_listed": say("every charge that was in the same case"),
    "county": say("the county of the court"),
    "record_checked": say("whether the case is still on your record"),
    "pardoned": say("whether there was a pardon"),
}
"""What each field of the check document is called when we ask a person to find it out."""
