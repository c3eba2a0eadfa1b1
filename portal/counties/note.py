"""The sentences that fact files point to by a key, so that they can be said in any language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from portal.say import Msg, say


class Note(StrEnum):
    """The keys a fact file may use; ``SAYS`` holds the sentence of each."""

    EXPUNGEMENT_DEPARTMENT = "expungement-department"
    FILE_IN_ANY_DISTRICT = "file-in-any-district"
    ASK_ABOUT_MOTIONS = "ask-about-motions"
    EXPUNGEMENT_ROOM_UNKNOWN = "expungement-room-unknown"
    EXPUNGEMENT_PHONE_UNKNOWN = "expungement-phone-unknown"
    CLERK_ROOM_UNKNOWN = "clerk-room-unknown"
    CLERK_PHONE_UNKNOWN = "clerk-phone-unknown"
    HEARINGS_ROOM_101 = "hearings-room-101"
    CALL_ROOM_106 = "call-room-106"
    DESK_AT_SKOKIE = "desk-at-skokie"
    CANNABIS_NETWORK = "cannabis-network"
    MAY_HAVE_ENDED = "may-have-ended"
    FREE_LAWYERS = "free-lawyers"
    APPLY_ONLINE = "apply-online"
    FREE_HOTLINE = "free-hotline"
    SELF_HELP_SITE = "self-help-site"
    NO_REPRESENTATION = "no-representation"
    RECORD_CLEARING_LAWYERS = "record-clearing-lawyers"
    COME_EARLY = "come-early"
    HOURS_MAY_CHANGE = "hours-may-change"
    MONDAY_TO_THURSDAY_FROM_9 = "monday-to-thursday-from-9"
    CALL_FOR_HOURS = "call-for-hours"
    THURSDAY_9_TO_1 = "thursday-9-to-1"
    TUESDAY_THURSDAY_10_TO_12 = "tuesday-thursday-10-to-12"
    JUVENILE_CASES = "juvenile-cases"
    STATE_RECORD = "state-record"
    POLICE_STATION_TOO = "police-station-too"
    CHICAGO_RECORD = "chicago-record"
    FINGERPRINTS_MORNINGS = "fingerprints-mornings"
    PARDON_BOARD = "pardon-board"
    FEDERAL_PARDON = "federal-pardon"

    @property
    def says(self) -> Msg:
        """The sentence, to be said in any language."""
        return SAYS[self]


_COURT: Mapping[Note, Msg] = {
    Note.EXPUNGEMENT_DEPARTMENT: say(
        "The Circuit Clerk's Expungement Department is in this building. "
        "Since February 2024 it takes papers for all six districts of Cook County."
    ),
    Note.FILE_IN_ANY_DISTRICT: say(
        "A legal aid website says this: the clerk in any district courthouse "
        "takes these papers too."
    ),
    Note.ASK_ABOUT_MOTIONS: say(
        "We could not confirm that cannabis motions go to this desk too. "
        "Ask the clerk before you file."
    ),
    Note.EXPUNGEMENT_ROOM_UNKNOWN: say("We could not find the room number of the desk."),
    Note.EXPUNGEMENT_PHONE_UNKNOWN: say("We could not find a phone number for the desk."),
    Note.CLERK_ROOM_UNKNOWN: say("We could not find the clerk's room number here."),
    Note.CLERK_PHONE_UNKNOWN: say("We could not find the clerk's phone number here."),
    Note.HEARINGS_ROOM_101: say(
        "Expungement hearings for Chicago cases were held here, in Courtroom 101. "
        "Go by the date and place on your own notice."
    ),
    Note.CALL_ROOM_106: say(
        "Expungement cases were called here in Courtroom 106 on the third Thursday of the month. "
        "This may have moved. Go by your own notice."
    ),
    Note.DESK_AT_SKOKIE: say("A free legal help desk for clearing records was in this courthouse."),
}

_HELP: Mapping[Note, Msg] = {
    Note.CANNABIS_NETWORK: say(
        "Free help across Illinois with clearing cannabis records. Sign up online or by phone."
    ),
    Note.MAY_HAVE_ENDED: say(
        "This program began in 2020 and was planned for five years. "
        "We could not confirm that it still takes new people. If no one answers, try the next one."
    ),
    Note.FREE_LAWYERS: say("Free lawyers for people with low income."),
    Note.APPLY_ONLINE: say("Apply on the website."),
    Note.FREE_HOTLINE: say("A free phone line where lawyers give legal advice in Cook County."),
    Note.SELF_HELP_SITE: say(
        "Free legal guides and forms online, in English and Spanish. "
        "The page “Get Legal Help” finds free lawyers near you."
    ),
    Note.NO_REPRESENTATION: say(
        "A state office that explains how to clear a record. It cannot be your lawyer for this."
    ),
    Note.RECORD_CLEARING_LAWYERS: say("Free lawyers who help people clear their records."),
    Note.COME_EARLY: say("Help is first come, first served. Come early and bring your record."),
    Note.HOURS_MAY_CHANGE: say("Hours may have changed. Call before you go."),
    Note.MONDAY_TO_THURSDAY_FROM_9: say("Monday to Thursday, from 9 a.m."),
    Note.CALL_FOR_HOURS: say("Call ahead to ask for the hours."),
    Note.THURSDAY_9_TO_1: say("Thursday, 9 a.m. to 1 p.m."),
    Note.TUESDAY_THURSDAY_10_TO_12: say("Tuesday and Thursday, 10 a.m. to noon."),
    Note.JUVENILE_CASES: say("For cases from before you turned 18."),
}

_RECORDS: Mapping[Note, Msg] = {
    Note.STATE_RECORD: say(
        "Keeps the criminal record of the whole state. "
        "Ask for “Access and Review” to see yours. You will need fingerprints."
    ),
    Note.POLICE_STATION_TOO: say(
        "At many police stations they can take your fingerprints for this."
    ),
    Note.CHICAGO_RECORD: say(
        "Gives you the record of your arrests in Chicago, called a RAP sheet. "
        "Go to the first floor."
    ),
    Note.FINGERPRINTS_MORNINGS: say("Fingerprints are taken Monday to Friday, 8:30 a.m. to noon."),
    Note.PARDON_BOARD: say(
        "The board that handled the Governor's cannabis pardons. Ask it whether you were pardoned."
    ),
    Note.FEDERAL_PARDON: say(
        "This is only for cases of having marijuana under federal law or in Washington, D.C. "
        "It is not for cases in Illinois."
    ),
}

SAYS: Mapping[Note, Msg] = {**_COURT, **_HELP, **_RECORDS}

STATES_ATTORNEY_UNKNOWN = say(
    "We do not have the address of this State's Attorney. The Circuit Clerk can give it to you."
)
PHONE_UNKNOWN = say("We could not find a phone number for this office.")
