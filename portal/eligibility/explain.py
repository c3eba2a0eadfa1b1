"""A finding told to a person: one sentence first, then why, then each track and the next steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.eligibility.finding import Finding, Reason, Step
from portal.eligibility.waits import UNDATED
from portal.eligibility.words import ASKED, NEXT_STEPS, NOT_ALL_ERASED, Track, tracks, verdict
from portal.facts import Answer
from portal.law.codes import Flag, Outcome
from portal.law.petitions import BARRED
from portal.law.waiting import (
    EXPUNGE_QUALIFIED_PROBATION,
    EXPUNGE_SUPERVISION,
    SEAL_FELONY,
    SEAL_LIGHT,
)
from portal.say import Msg, say


class Kind(StrEnum):
    """How a card looks and where it stands: from what can be done now to what others must do."""

    LIKELY = "likely"
    CHECK_FIRST = "check-first"
    UNSURE = "unsure"
    ORDINARY = "ordinary"
    WAIT = "wait"
    OTHER_LAW = "other-law"
    DONE = "done"


KINDS: dict[Outcome, Kind] = {
    Outcome.MOTION: Kind.LIKELY,
    Outcome.CHECK_PARDON_THEN_MOTION: Kind.CHECK_FIRST,
    Outcome.AUTO_POLICE_DONE: Kind.CHECK_FIRST,
    Outcome.AUTO_CIVIL_DONE: Kind.CHECK_FIRST,
    Outcome.GET_RECORD: Kind.UNSURE,
    Outcome.PETITION_EXPUNGE: Kind.ORDINARY,
    Outcome.PETITION_SEAL: Kind.ORDINARY,
    Outcome.WAIT_OR_REFER: Kind.WAIT,
    Outcome.FORM_UNUSABLE_REFER: Kind.OTHER_LAW,
    Outcome.NOT_ELIGIBLE_REFER: Kind.OTHER_LAW,
    Outcome.ORDINANCE: Kind.OTHER_LAW,
    Outcome.JUVENILE: Kind.OTHER_LAW,
    Outcome.OTHER_JURISDICTION: Kind.OTHER_LAW,
    Outcome.ALREADY_DONE: Kind.DONE,
}

LABELS: dict[Kind, Msg] = {
    Kind.LIKELY: say("Likely"),
    Kind.CHECK_FIRST: say("Check first"),
    Kind.UNSURE: say("Unsure"),
    Kind.ORDINARY: say("Another way"),
    Kind.WAIT: say("Not yet"),
    Kind.OTHER_LAW: say("Unlikely with this law"),
    Kind.DONE: say("Already done"),
}
_OWN_LABELS = {Outcome.FORM_UNUSABLE_REFER: say("Ask a lawyer")}
"""The form does not fit, yet the law may: that is not "unlikely"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One track, with what is to be said of its wait where the whole result does not say it.

    ``later``: something else has to end before it opens.
    """

    track: Track
    from_day: Msg | None
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One case as a person reads it.

    ``label`` is a word or two, ``verdict`` one sentence, ``from_day`` what ``opens`` says of it,
    ``why`` the reasons that decided, ``reasons`` every reason, ``ways`` what holds for each record
    on its own, ``settles`` what would settle an unsure case.
    """

    kind: Kind
    label: Msg
    verdict: Msg
    from_day: Msg | None
    why: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    ways: tuple[Way, ...]
    next_steps: tuple[Msg, ...]
    settles: tuple[Msg, ...]
    notes: tuple[Msg, ...]


def card(finding: Finding) -> Card:
    """Tell a finding. Always has at least one next step."""
    kind = KINDS[finding.outcome]
    from_day = opens(finding, Step(finding.outcome, finding.not_before))
    return Card(
        kind=kind,
        label=_OWN_LABELS.get(finding.outcome, LABELS[kind]),
        verdict=_verdict(finding),
        from_day=from_day,
        why=tuple(reason for reason in _why(finding) if reason.says != from_day),
        reasons=finding.reasons,
        ways=_ways(finding),
        next_steps=NEXT_STEPS[finding.outcome],
        settles=_settles(finding),
        notes=_notes(finding),
    )


def _verdict(finding: Finding) -> Msg:
    """Nothing likely is said of a petition where it cannot reach every charge of the case."""
    never = {each.id for each in BARRED if each.expunging}
    if finding.outcome is Outcome.PETITION_EXPUNGE and any(
        reason.rule in never for reason in finding.reasons
    ):
        return NOT_ALL_ERASED
    return verdict(finding.outcome, finding.not_before)


def opens(finding: Finding, step: Step) -> Msg | None:
    """The day a step of the finding opens, that it cannot be said, or that its wait is over; None:
    it waits for nothing."""
    if step.not_before is not None and step.code is Outcome.AUTO_CIVIL_DONE:
        return say("It should be done by %(day)s.", day=step.not_before)
    if step.not_before is not None:
        return say("Not before %(day)s.", day=step.not_before)
    waits = _WAITS.get(step.code, frozenset())
    says = {reason.truth: reason.says for reason in finding.reasons if reason.rule in waits}
    return UNDATED if Answer.UNKNOWN in says else says.get(Answer.YES)


_WAITS: dict[Outcome, frozenset[str]] = {
    Outcome.PETITION_EXPUNGE: frozenset({EXPUNGE_SUPERVISION.id, EXPUNGE_QUALIFIED_PROBATION.id}),
    Outcome.PETITION_SEAL: frozenset({SEAL_LIGHT.id, SEAL_FELONY.id}),
}
"""What has to be over before a step, where it waits for anything."""


DECIDED_BY: dict[Outcome, tuple[tuple[str, Answer], ...]] = {
    Outcome.OTHER_JURISDICTION: (("court.elsewhere", Answer.YES),),
    Outcome.JUVENILE: (("person.juvenile", Answer.YES),),
    Outcome.ORDINANCE: (("court.ordinance", Answer.YES),),
    Outcome.AUTO_CIVIL_DONE: (
        ("court.civil-citation", Answer.YES),
        ("citation.runs", Answer.YES),
    ),
    Outcome.ALREADY_DONE: (("pardon.order-entered", Answer.YES),),
    Outcome.WAIT_OR_REFER: (
        ("case.open", Answer.YES),
        ("case.open-minor", Answer.YES),
        ("case.open-minor", Answer.UNKNOWN),
        ("citation.unpaid", Answer.YES),
        ("end.still-running", Answer.YES),
        ("sentence.unfinished", Answer.YES),
    ),
    Outcome.AUTO_POLICE_DONE: (
        ("end.dropped", Answer.YES),
        ("minor.amount", Answer.YES),
        ("offense.before-2019-06-25", Answer.YES),
        ("wait.police-record", Answer.NO),
    ),
    Outcome.PETITION_EXPUNGE: (
        ("pardon.with-expungement", Answer.YES),
        ("end.vacated", Answer.YES),
        ("end.not-a-conviction", Answer.YES),
        ("wait.expunge-supervision", Answer.YES),
        ("wait.expunge-supervision", Answer.NO),
        ("wait.expunge-supervision", Answer.UNKNOWN),
        ("wait.expunge-qualified-probation", Answer.YES),
        ("wait.expunge-qualified-probation", Answer.NO),
        ("wait.expunge-qualified-probation", Answer.UNKNOWN),
    ),
    Outcome.NOT_ELIGIBLE_REFER: (
        ("offense.section-4-or-5", Answer.NO),
        ("offense.class-3-or-higher", Answer.YES),
        ("offense.section-7", Answer.YES),
    ),
    Outcome.FORM_UNUSABLE_REFER: (
        ("pardon.plain", Answer.YES),
        ("offense.section-6", Answer.YES),
        ("offense.before-1983", Answer.YES),
        ("conviction.before-2019-06-25", Answer.NO),
        ("case.other-count", Answer.YES),
        ("case.mixed-ends", Answer.YES),
    ),
    Outcome.MOTION: (
        ("offense.section-4-or-5", Answer.YES),
        ("offense.class-3-or-higher", Answer.NO),
        ("conviction.before-2019-06-25", Answer.YES),
        ("sentence.unfinished", Answer.NO),
        ("case.other-count", Answer.NO),
        ("sentence.money-owed", Answer.YES),
    ),
    Outcome.CHECK_PARDON_THEN_MOTION: (
        ("minor.amount", Answer.YES),
        ("offense.section-4-or-5", Answer.YES),
        ("conviction.before-2019-06-25", Answer.YES),
        ("sentence.unfinished", Answer.NO),
        ("sentence.money-owed", Answer.YES),
    ),
}
"""Which reasons, at which truth, are told first. An unsure case tells what is not known."""


def _why(finding: Finding) -> tuple[Reason, ...]:
    clashes = [reason for reason in finding.reasons if reason.rule.startswith("contradiction.")]
    if finding.outcome is Outcome.GET_RECORD:
        asked = [
            reason
            for reason in finding.reasons
            if reason.truth is Answer.UNKNOWN and reason.rule != "citation.unpaid"
        ]
        return tuple(clashes or asked[:_MOST_UNKNOWN])
    told = {(reason.rule, reason.truth): reason for reason in finding.reasons}
    keys = DECIDED_BY.get(finding.outcome, ())
    barred = [reason for reason in finding.reasons if reason.rule.startswith("never.")]
    return (*clashes, *(told[key] for key in keys if key in told), *barred)


_MOST_UNKNOWN = 4
"""More open points than this are a wall, not an explanation; all stand in the full list."""


def _ways(finding: Finding) -> tuple[Way, ...]:
    """The tracks of the result and of its second steps, the same one once."""
    found: dict[Track, Way] = {}
    waits = finding.outcome is Outcome.WAIT_OR_REFER
    own = Step(finding.outcome, finding.not_before)
    for step in (own, *finding.also):
        from_day = None if step is own else opens(finding, step)
        for track in tracks(step.code, step.not_before):
            found.setdefault(track, Way(track=track, from_day=from_day, later=waits))
    return tuple(found.values())


def _settles(finding: Finding) -> tuple[Msg, ...]:
    """What to find out, in words, for each path of ``ask_next``; the same thing once."""
    fields = (path.rsplit(".", 1)[-1] for path in finding.ask_next)
    return tuple(dict.fromkeys(ASKED[field] for field in fields if field in ASKED))


def _notes(finding: Finding) -> tuple[Msg, ...]:
    return tuple(note for flag, note in NOTES.items() if flag in finding.flags)


NOTES: dict[Flag, Msg] = {
    Flag.MONEY_OWED: say(
        "You still owe money in this case. Ask a legal aid lawyer what that means before you sign."
    ),
    Flag.COURT_FILE_STILL_PUBLIC: say(
        "The police record and the court file are two things. The court file stays open to the "
        "public until a judge orders otherwise."
    ),
    Flag.POLICE_COPY_MAY_BE_GONE: say(
        "The police may have deleted their copy already. The court file is still there."
    ),
    Flag.ALREADY_SEALED: say("This record is already sealed. It may still be expunged."),
    Flag.ALREADY_PARDONED: say("You told us about a pardon. Keep the pardon paper with this page."),
    Flag.WEIGHT_GUESSED: say(
        "We worked out the amount or the class from what you told us and the tables in the law. "
        "The court record may say something else."
    ),
    Flag.CONTRADICTION: say(
        "Two things you told us do not fit together. Check them against your court paper."
    ),
    Flag.MULTI_COUNTY: say(
        "You have cases in more than one county. Each county gets its own packet."
    ),
}
