"""A whole record judged on one day: each case's finding, and the packets they need."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from portal.eligibility.asking import ask_next
from portal.eligibility.count import Count
from portal.eligibility.finding import ChargeFinding, Finding, Findings, Reason
from portal.eligibility.judgment import Judgment, judgment, what_follows
from portal.eligibility.plan import packets
from portal.eligibility.reading import Reader
from portal.eligibility.relief import Relief
from portal.eligibility.situation import Situation, shows
from portal.eligibility.told import told
from portal.eligibility.waits import Wait, last_sentence
from portal.facts import Answer, Disposition, Person, Record, Sentence
from portal.law.codes import Flag, Outcome
from portal.law.days import CUTOFF
from portal.law.known import Fact, Known
from portal.law.leaves import AT_MOST_30, CLASS_TOO_HIGH
from portal.law.notes import MONEY_OWED, OPEN_MINOR, TICKET_RUNS
from portal.law.offenses import CITED, TIERED, versions_of
from portal.law.rules import MINOR, leaves_on, rules_on, version
from portal.say import Msg, Span, say


def judge(record: Record, day: date, read: Reader) -> Findings:
    """Judge every case as of the day of filing.

    ``read`` reads a charge's statute and description. Raises :class:`NoLawInForce` for a day before
    the first rule. The same record, day and rulebook give the same findings.
    """
    decided = _decided(record, day, read)
    judged = [each for each, _ in decided]
    findings = [
        _finding(record.person, judged, found, place) for place, (_, found) in enumerate(decided)
    ]
    planned = packets(record.cases, findings)
    if len(planned) > 1:
        several = {case for packet in planned for case in packet.cases}
        findings = [_flagged(finding, finding.case_id in several) for finding in findings]
    return Findings(day=day, rulebook=version(), cases=tuple(findings), packets=planned)


def outcomes(record: Record, day: date, read: Reader) -> list[Outcome]:
    """The outcome of each case, as ``judge`` finds it, without the reasons."""
    return [found.outcome for _, found in _decided(record, day, read)]


def _decided(record: Record, day: date, read: Reader) -> list[tuple[Judgment, Relief]]:
    rules_on(day)
    judged = [judgment(record.person, case, day, read) for case in record.cases]
    last = last_sentence(each.situation for each in judged)
    return [(each, what_follows(record.person, each, last)) for each in judged]


def _flagged(finding: Finding, several: bool) -> Finding:
    if not several:
        return finding
    flags = {*finding.flags, Flag.MULTI_COUNTY}
    return replace(finding, flags=tuple(flag for flag in Flag if flag in flags))


def _finding(person: Person, record: list[Judgment], found: Relief, place: int) -> Finding:
    judged = record[place]
    case = judged.situation.case
    return Finding(
        case_id=case.id,
        outcome=found.outcome,
        not_before=found.not_before,
        also=found.also,
        flags=tuple(flag for flag in Flag if flag in found.flags),
        charges=tuple(
            ChargeFinding(
                reads_as=count.reading.citation,
                sure=str(count.reading.sure),
                cannabis=count.reading.cannabis,
                outcome=own,
            )
            for count, own in zip(judged.situation.counts, judged.verdict.by_count, strict=True)
        ),
        reasons=tuple(_reasons(judged, found)),
        ask_next=ask_next(person, record, place, found),
    )


def _reasons(judged: Judgment, found: Relief) -> Iterator[Reason]:
    """Every leaf that was judged, met or not, each sentence once."""
    for conflict in judged.contradictions:
        yield Reason(conflict.id, Answer.YES, conflict.says, conflict.cites)
    day = judged.situation.day
    yield from _of_the_rules(judged.situation)
    yield from dict.fromkeys(map(_version_applied, filter(_is_tiered, judged.situation.counts)))
    yield from dict.fromkeys(_of_wait(wait, day) for wait in found.waits)
    for each in found.barred:
        yield Reason(each.id, Answer.YES, each.says, each.cites)
    if any(c.sentence is Sentence.ONLY_MONEY_OWED for c in judged.situation.case.charges):
        yield Reason(MONEY_OWED.id, Answer.YES, MONEY_OWED.says, MONEY_OWED.cites)
    if found.outcome is Outcome.AUTO_CIVIL_DONE:
        yield Reason(TICKET_RUNS.id, Answer.YES, TICKET_RUNS.says, TICKET_RUNS.cites)
    if (minor := _open_minor(judged)) is not Answer.NO:
        yield Reason(OPEN_MINOR.id, minor, OPEN_MINOR.says, OPEN_MINOR.cites)


def _of_wait(wait: Wait, day: date) -> Reason:
    over = wait.ready is not None and wait.ready <= day
    truth = Answer.UNKNOWN if wait.ready is None else Answer.YES if over else Answer.NO
    return Reason(wait.id, truth, wait.says(day), wait.cites)


def _open_minor(judged: Judgment) -> Answer:
    """Whether the case that is still open is of the few that 5.2(i)(6) reaches."""
    met = judged.verdict.met[0]
    if met is None or met.id != "4.open":
        return Answer.NO
    situation = judged.situation
    pairs = zip(situation.counts, situation.known, strict=True)
    truths = {_pending_minor(count, known) for count, known in pairs}
    return next((t for t in (Answer.YES, Answer.UNKNOWN) if t in truths), Answer.NO)


def _pending_minor(count: Count, known: Known) -> Answer:
    """Whether the count is pending for a minor offense, of an arrest before June 25, 2019."""
    arrest = count.charge.arrest_date or Span(count.offense.first, count.day)
    minor = MINOR.truth(known)
    pending = count.charge.disposition in (Disposition.PENDING, Disposition.UNKNOWN)
    if not pending or minor is Answer.NO or arrest.first >= CUTOFF:
        return Answer.NO
    sure = count.charge.disposition is Disposition.PENDING and arrest.last < CUTOFF
    return minor if sure else Answer.UNKNOWN


def _of_the_rules(situation: Situation) -> Iterator[Reason]:
    """What the rules asked of each count, of a conviction only where there may be one; of counts
    they cannot tell apart, once."""
    every = leaves_on(situation.day)
    alike: set[Hashable] = set()
    said: dict[str, list[tuple[Answer, Msg]]] = {leaf.id: [] for leaf in every}
    for count, known in zip(situation.counts, situation.known, strict=True):
        telling = Known(possible=known.possible, shows=shows(count))
        key = told(known, situation.day) if len(situation.counts) > 1 else None
        convicted = "convicted" in known.choices(Fact.ENDED)
        asked = every if convicted else leaves_on(situation.day, convicted=False)
        for leaf in [leaf for leaf in asked if key not in alike or leaf in _MEASURED]:
            truth = leaf.truth(telling)
            says = leaf.sentence(telling, truth)
            if (truth, says) not in said[leaf.id]:
                said[leaf.id].append((truth, says))
                yield Reason(leaf.id, truth, says, leaf.cites)
        alike.add(key)


_MEASURED = (AT_MOST_30, CLASS_TOO_HIGH)
"""The questions whose sentences show what was asked: they differ where the amount or class does."""


def _is_tiered(count: Count) -> bool:
    return len(count.section) == 1 and not count.section.isdisjoint(TIERED)


def _version_applied(count: Count) -> Reason:
    """Which text of section 4 or 5 the day of the offense picks."""
    section = next(iter(count.section))
    versions = versions_of(section, count.offense)
    truth = Answer.YES if len(versions) == 1 else Answer.UNKNOWN
    return Reason("offense.version", truth, _said_version(section, versions), (CITED[section],))


def _said_version(section: str, versions: tuple[tuple[date, date | None], ...]) -> Msg:
    if not versions:
        return say("We could not read section %(section)s as it was then.", section=section)
    if len(versions) > 1:
        return say(
            "Section %(section)s changed in the time when it may have happened.", section=section
        )
    [(since, until)] = versions
    if until is None:
        return say(
            "Section %(section)s applies as it has been since %(since)s.",
            section=section,
            since=since,
        )
    return say(
        "Section %(section)s applies as it was from %(since)s to %(last)s.",
        section=section,
        since=since,
        last=until - timedelta(days=1),
    )
