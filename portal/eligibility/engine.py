"""A whole record judged on one day: each case's finding, and the packets they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from portal.eligibility.contradictions import Contradiction, contradictions, without
from portal.eligibility.finding import ChargeFinding, Finding, Findings, Reason
from portal.eligibility.plan import FILES_A_MOTION, packets
from portal.eligibility.reading import Reader
from portal.eligibility.relief import Relief, relief
from portal.eligibility.situation import Situation, situation_of
from portal.eligibility.verdict import Verdict, verdict
from portal.eligibility.waits import last_sentence
from portal.facts import Answer, Case, Person, Record, Sentence
from portal.law import citation as cite
from portal.law.citation import Citation
from portal.law.codes import Flag, Outcome
from portal.law.known import EITHER
from portal.law.rules import rules_on, version
from portal.say import Msg, say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    situation: Situation
    verdict: Verdict
    relief: Relief
    contradictions: tuple[Contradiction, ...]


def judge(record: Record, day: date, read: Reader) -> Findings:
    """Judge every case as of the day of filing.

    ``read`` reads a charge's statute and description. Raises :class:`NoLawInForce` for a day before
    the first rule. The same record, day and rulebook give the same findings.
    """
    rules_on(day)
    situations = tuple(
        situation_of(record.person, case, place, day, read)
        for place, case in enumerate(record.cases)
    )
    last = last_sentence(situations)
    findings = [
        _finding(record.person, situation, place, day, read, last)
        for place, situation in enumerate(situations)
    ]
    planned = packets(zip(record.cases, findings, strict=True))
    if len(planned) > 1:
        several = {case for packet in planned for case in packet.cases}
        findings = [_flagged(finding, finding.case_id in several) for finding in findings]
    return Findings(day=day, rulebook=version(), cases=tuple(findings), packets=planned)


def _flagged(finding: Finding, several: bool) -> Finding:
    if not several:
        return finding
    flags = {*finding.flags, Flag.MULTI_COUNTY}
    return replace(finding, flags=tuple(flag for flag in Flag if flag in flags))


def _finding(
    person: Person, situation: Situation, place: int, day: date, read: Reader, last: date | None
) -> Finding:
    judged = _judge_case(person, situation, place, day, read, last)
    case = situation.case
    found = judged.relief
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
            for count, own in zip(situation.counts, judged.verdict.by_count, strict=True)
        ),
        reasons=tuple(_reasons(judged)),
        ask_next=_ask_next(judged, case, place),
    )


def _judge_case(
    person: Person, situation: Situation, place: int, day: date, read: Reader, last: date | None
) -> _Judged:
    found = verdict(situation)
    conflicts = contradictions(situation.counts)
    if conflicts:
        found = _with_contradictions(person, situation, place, day, read, found, conflicts)
    follows = relief(person, situation, found, last)
    flags = set(follows.flags)
    if conflicts:
        flags.add(Flag.CONTRADICTION)
    if any(count.inferred for count in situation.counts) and not conflicts:
        bare = situation_of(person, situation.case, place, day, read, infer=False)
        plain = relief(person, bare, verdict(bare), last)
        if replace(plain, waits=()) != replace(follows, waits=()):
            flags.add(Flag.WEIGHT_GUESSED)
    return _Judged(
        situation=situation,
        verdict=found,
        relief=replace(follows, flags=frozenset(flags)),
        contradictions=conflicts,
    )


def _with_contradictions(
    person: Person,
    situation: Situation,
    place: int,
    day: date,
    read: Reader,
    found: Verdict,
    conflicts: tuple[Contradiction, ...],
) -> Verdict:
    """Each statement in turn taken as unknown; where all agree that outcome, else GET_RECORD."""
    outcomes: set[Outcome] = set()
    agreed = found
    for conflict in conflicts:
        for statement in conflict.statements:
            case = without(situation.case, situation.counts, conflict, statement)
            agreed = verdict(situation_of(person, case, place, day, read))
            outcomes.add(agreed.outcome)
    if len(outcomes) == 1:
        return agreed
    by_count = tuple(own and Outcome.GET_RECORD for own in found.by_count)
    return replace(found, outcome=Outcome.GET_RECORD, by_count=by_count)


def _reasons(judged: _Judged) -> Iterator[Reason]:
    """Every leaf that was judged, met or not, each sentence once."""
    for conflict in judged.contradictions:
        yield _reason(conflict.id, Answer.YES, conflict.says, conflict.cites)
    day = judged.situation.day
    seen: set[tuple[str, Answer, Msg]] = set()
    for known in judged.situation.known:
        for rule in rules_on(day):
            for leaf in rule.when.leaves():
                truth = leaf.truth(known)
                says = leaf.sentence(known, truth)
                if (leaf.id, truth, says) not in seen:
                    seen.add((leaf.id, truth, says))
                    yield _reason(leaf.id, truth, says, leaf.cites)
    for wait in judged.relief.waits:
        over = wait.ready is not None and wait.ready <= day
        truth = Answer.UNKNOWN if wait.ready is None else Answer.YES if over else Answer.NO
        yield _reason(wait.id, truth, wait.says(day), wait.cites)
    if any(c.sentence is Sentence.ONLY_MONEY_OWED for c in judged.situation.case.charges):
        yield _reason(
            "sentence.money-owed",
            Answer.YES,
            say("Only money is still owed. As far as we know, that does not block the motion."),
            (cite.MOTION,),
        )


def _reason(rule: str, truth: Answer, says: Msg, cites: tuple[Citation, ...]) -> Reason:
    read = [each.read_on for each in cites]
    oldest = min((on for on in read if on is not None), default=None)
    return Reason(
        rule=rule, truth=truth, says=says, cites=cites, read_on=None if None in read else oldest
    )


_FIELDS = {"offense_class": "class", "section": "statute"}
"""Fields of the document for the statements that are called otherwise."""


def _ask_next(judged: _Judged, case: Case, place: int) -> tuple[str, ...]:
    paths: dict[str, None] = {}
    for conflict in judged.contradictions:
        count = f"cases[{place}].charges[{conflict.at}]"
        for statement in conflict.statements:
            paths[f"{count}.{_FIELDS.get(statement, statement)}"] = None
    if judged.relief.outcome is Outcome.GET_RECORD:
        paths.update(dict.fromkeys(_open_facts(judged)))
        paths.update(dict.fromkeys(_open_counts(judged.situation, place)))
    if judged.relief.outcome in FILES_A_MOTION and case.county is None:
        paths[f"cases[{place}].county"] = None
    return tuple(paths)


def _open_facts(judged: _Judged) -> Iterator[str]:
    """Paths of what the unsettled rules still need, in the order of the tests."""
    for at, rule in judged.verdict.open_rules:
        known = judged.situation.known[at]
        for leaf in rule.when.leaves():
            if leaf.truth(known) is Answer.UNKNOWN:
                yield from known.asks[leaf.fact]


def _open_counts(situation: Situation, place: int) -> Iterator[str]:
    """Paths of what is open about the counts themselves: is one missing, is one of cannabis."""
    if not situation.all_listed:
        yield f"cases[{place}].all_charges_listed"
    for at, count in enumerate(situation.counts):
        if count.cannabis == EITHER:
            yield f"cases[{place}].charges[{at}].statute"
