"""Every single question the law asks of a case, with its sentence and its citations."""

from __future__ import annotations

from decimal import Decimal

from portal.law import citation as cite
from portal.law import days
from portal.law.citation import Support
from portal.law.known import YES, Fact
from portal.law.logic import AtMost, Before, OneOf, Says
from portal.law.offenses import CLASS_3_OR_HIGHER
from portal.say import say


def _one_of(*values: str) -> frozenset[str]:
    return frozenset(values)


ELSEWHERE = OneOf(
    id="court.elsewhere",
    fact=Fact.JURISDICTION,
    values=_one_of("other-state", "federal", "tribal-or-military"),
    says=Says(
        say("The case was not in an Illinois state court."),
        say("The case was in an Illinois state court."),
        say("We do not know which state or system the court belongs to."),
    ),
    cites=(cite.BOOKLET,),
)
JUVENILE = OneOf(
    id="person.juvenile",
    fact=Fact.JUVENILE,
    values=_one_of(YES),
    says=Says(
        say("The law treats this as a juvenile record."),
        say("This is an adult record."),
        say("We do not know whether this is a juvenile or an adult record."),
    ),
    cites=(cite.JUVENILE_COURT_ACT,),
)
ORDINANCE = OneOf(
    id="court.ordinance",
    fact=Fact.FORUM,
    values=_one_of("ordinance"),
    says=Says(
        say("It was a town or city ticket, under a local ordinance."),
        say("It was not a town or city ticket."),
        say("We do not know whether it was a town or city ticket."),
    ),
    cites=(cite.ORDINANCES,),
)
CIVIL_CITATION = OneOf(
    id="court.civil-citation",
    fact=Fact.FORUM,
    values=_one_of("citation"),
    says=Says(
        say("It was a state civil citation."),
        say("It was not a state civil citation."),
        say("We do not know whether it was a state civil citation."),
    ),
    cites=(cite.CIVIL_EXPUNGEMENT,),
)
CITATION_OWED = OneOf(
    id="citation.unpaid",
    fact=Fact.CITATION_END,
    values=_one_of("owed"),
    says=Says(
        say("The citation is not paid yet."),
        say("No unpaid citation is part of this."),
        say("We do not know whether the citation was paid."),
    ),
    cites=(cite.CIVIL_EXPUNGEMENT,),
)
OPEN = OneOf(
    id="case.open",
    fact=Fact.OPEN,
    values=_one_of(YES),
    says=Says(
        say("The case is still open."),
        say("The case is closed."),
        say("We do not know whether the case is closed."),
    ),
    cites=(cite.CONVICTION,),
)
ORDER_ENTERED = OneOf(
    id="pardon.order-entered",
    fact=Fact.PARDON,
    values=_one_of("order-entered"),
    says=Says(
        say("A court has already ordered this record expunged after a pardon."),
        say("No court order after a pardon is known."),
        say("We do not know whether a court has ordered it expunged."),
    ),
    cites=(cite.PARDON, cite.PARDON_LIST),
)
PARDON_EXPUNGES = OneOf(
    id="pardon.with-expungement",
    fact=Fact.PARDON,
    values=_one_of("with-expungement"),
    says=Says(
        say("A pardon allows this record to be expunged."),
        say("No pardon that allows expungement is known."),
        say("We do not know whether a pardon allows expungement."),
    ),
    cites=(cite.PARDON, cite.BOOKLET),
)
PARDON_PLAIN = OneOf(
    id="pardon.plain",
    fact=Fact.PARDON,
    values=_one_of("plain"),
    says=Says(
        say("There was a pardon, but it does not allow expungement."),
        say("No such pardon is known."),
        say("We do not know what a pardon says."),
    ),
    cites=(cite.PARDON, cite.BOOKLET),
)
VACATED = OneOf(
    id="end.vacated",
    fact=Fact.ENDED,
    values=_one_of("vacated"),
    says=Says(
        say("The conviction was vacated or reversed."),
        say("No conviction was vacated or reversed."),
        say("We do not know whether a conviction was vacated or reversed."),
    ),
    cites=(cite.EXPUNGE_NON_CONVICTION,),
)
STILL_RUNNING = OneOf(
    id="end.still-running",
    fact=Fact.ENDED,
    values=_one_of("running"),
    says=Says(
        say("The charge, supervision or probation is still going on."),
        say("The charge is not still going on."),
        say("We do not know whether the charge is still going on."),
    ),
    cites=(cite.CONVICTION,),
)
NO_CONVICTION = OneOf(
    id="end.not-a-conviction",
    fact=Fact.ENDED,
    values=_one_of("dropped", "supervision", "probation"),
    says=Says(
        say("It did not end in a conviction."),
        say("It ended in a conviction."),
        say("We do not know whether it ended in a conviction."),
    ),
    instead=(
        ("running", say("It is not over yet.")),
        ("vacated", say("There was a conviction.")),
        ("amended", say("Another charge took its place.")),
    ),
    cites=(cite.CONVICTION,),
)
DROPPED = OneOf(
    id="end.dropped",
    fact=Fact.ENDED,
    values=_one_of("dropped"),
    says=Says(
        say("It ended with no charge, a dismissal or a not guilty finding."),
        say("It did not end with a dismissal or a not guilty finding."),
        say("We do not know whether it was dismissed."),
    ),
    cites=(cite.POLICE_RECORDS,),
)
SECTION_6 = OneOf(
    id="offense.section-6",
    fact=Fact.SECTION,
    values=_one_of("6"),
    says=Says(
        say("The charge is under section 6: giving away a small amount for nothing."),
        say("The charge is not under section 6."),
        say("We do not know whether the charge is under section 6."),
    ),
    cites=(cite.SECTION_6,),
)
SECTION_4_OR_5 = OneOf(
    id="offense.section-4-or-5",
    fact=Fact.SECTION,
    values=_one_of("4", "5"),
    says=Says(
        say("The charge is under section 4 or 5 of the Cannabis Control Act."),
        say("The charge is not under section 4 or 5 of the Cannabis Control Act."),
        say(
            "We do not know whether the charge is under section 4 or 5 of the Cannabis Control Act."
        ),
    ),
    cites=(cite.MOTION, cite.BOOKLET),
)
SECTION_5 = OneOf(
    id="offense.section-5",
    fact=Fact.SECTION,
    values=_one_of("5"),
    says=Says(
        say("The charge is under section 5: making, selling or meaning to sell."),
        say("The charge is not under section 5."),
        say("We do not know whether the charge is under section 5."),
    ),
    cites=(cite.SECTION_5,),
)
CLASS_TOO_HIGH = OneOf(
    id="offense.class-3-or-higher",
    fact=Fact.CLASS,
    values=frozenset(CLASS_3_OR_HIGHER),
    says=Says(
        say("The charge is a Class 3 felony or higher: %(value)s."),
        say("The charge is lower than a Class 3 felony: %(value)s."),
        say("We do not know whether the charge is a Class 3 felony or higher."),
    ),
    cites=(cite.MOTION, cite.BOOKLET),
)
BEFORE_CHART = Before(
    id="offense.before-1983",
    fact=Fact.OFFENSE_DAY,
    day=days.DELIVERY_CHART_STARTS,
    says=Says(
        say("It happened before September 24, 1983, where the court's chart for section 5 starts."),
        say("It happened on or after September 24, 1983."),
        say("We do not know whether it happened before September 24, 1983."),
    ),
    cites=(cite.BOOKLET,),
)
TO_MINOR = OneOf(
    id="offense.section-7",
    fact=Fact.TO_MINOR,
    values=_one_of(YES),
    says=Says(
        say("It was a delivery to a person under 18 (section 7)."),
        say("It was not a delivery to a person under 18 (section 7)."),
        say("We do not know whether it was a delivery to a person under 18 (section 7)."),
    ),
    cites=(cite.SECTION_7, cite.MINOR_OFFENSE),
)
ATTEMPT = OneOf(
    id="offense.attempt",
    fact=Fact.ATTEMPT,
    values=_one_of(YES),
    says=Says(
        say("The charge is an attempt."),
        say("The charge is not an attempt."),
        say("We do not know whether the charge is an attempt."),
    ),
    cites=(cite.BOOKLET, cite.ATTEMPT),
)
AT_MOST_30 = AtMost(
    id="minor.amount",
    fact=Fact.GRAMS,
    limit=Decimal(30),
    says=Says(
        say("The amount, %(value)s, is not more than 30 grams."),
        say("The amount, %(value)s, is more than 30 grams."),
        say("We do not know whether the amount is more than 30 grams."),
    ),
    cites=(cite.MINOR_OFFENSE,),
)
VIOLENT = OneOf(
    id="minor.violent-crime",
    fact=Fact.VIOLENT,
    values=_one_of(YES),
    says=Says(
        say("Another count of the case is on the law's list of violent crimes."),
        say("No count of the case is on the law's list of violent crimes."),
        say("We do not know whether a count of the case is on the law's list of violent crimes."),
    ),
    cites=(cite.MINOR_OFFENSE, cite.VIOLENT_CRIME),
)
OFFENSE_BEFORE_CUTOFF = Before(
    id="offense.before-2019-06-25",
    fact=Fact.OFFENSE_DAY,
    day=days.CUTOFF,
    says=Says(
        say("It happened before June 25, 2019."),
        say("It happened on or after June 25, 2019."),
        say("We do not know whether it happened before June 25, 2019."),
    ),
    cites=(cite.POLICE_RECORDS,),
)
CHECKED = OneOf(
    id="record.checked",
    fact=Fact.CHECKED,
    values=_one_of(YES),
    says=Says(
        say("You checked the record after 2020, and the case is still there."),
        say("The record has not been checked since 2021, as far as we know."),
        say("We do not know whether the record was checked since 2021."),
    ),
    cites=(cite.POLICE_RECORDS, cite.PARDON_LIST),
)
UNFINISHED = OneOf(
    id="sentence.unfinished",
    fact=Fact.SENTENCE,
    values=_one_of("unfinished"),
    says=Says(
        say("Part of the sentence, other than money, is not finished."),
        say("Every part of the sentence, other than money, is finished."),
        say("We do not know whether there is a sentence that is not finished."),
    ),
    cites=(cite.MOTION, cite.MOTION_FORM),
    support=Support.UNOFFICIAL,
)
"""That unpaid money does not count: a paraphrase of the statute. The form says every condition."""
CONVICTED_BEFORE_CUTOFF = Before(
    id="conviction.before-2019-06-25",
    fact=Fact.CONVICTION_DAY,
    day=days.CUTOFF,
    says=Says(
        say("The conviction is from before June 25, 2019."),
        say("The conviction is from June 25, 2019 or later."),
        say("We do not know whether the conviction is from before June 25, 2019."),
    ),
    cites=(cite.MOTION_FORM, cite.BOOKLET),
)
OTHER_COUNT = OneOf(
    id="case.other-count",
    fact=Fact.OTHER_COUNT,
    values=_one_of(YES),
    says=Says(
        say("The same case also has a conviction, supervision or probation for something else."),
        say("The same case has no conviction, supervision or probation for something else."),
        say("We do not know whether the same case has a conviction for something else."),
    ),
    cites=(cite.BOOKLET,),
)
BESIDE = OneOf(
    id="case.mixed-ends",
    fact=Fact.BESIDE,
    values=_one_of(YES),
    says=Says(
        say("Another cannabis count of the case ended in supervision or special probation."),
        say("No other cannabis count of the case ended in supervision or special probation."),
        say("We do not know how every cannabis count of the case ended."),
    ),
    cites=(cite.BOOKLET,),
)
