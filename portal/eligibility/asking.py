"""Where to ask for what is not known: for each fact of a count the answers that would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.eligibility.contradictions import OF_THE_CASE
from portal.eligibility.count import Count, count_of
from portal.eligibility.deciding import tell_if_juvenile, tell_if_too_high
from portal.eligibility.ends import is_end_of
from portal.eligibility.judgment import Judgment
from portal.eligibility.needs import needs
from portal.eligibility.plan import FILES_A_MOTION
from portal.eligibility.relief import Relief
from portal.eligibility.situation import (
    OF_THE_OTHERS,
    Situation,
    citation_end,
    seen_together,
)
from portal.eligibility.waits import asks_for_end, expunge_wait, may_be_last
from portal.facts import Answer, Court, Person, Sentence, changed
from portal.law.codes import Outcome
from portal.law.days import DELIVERY_CHART_STARTS
from portal.law.known import EITHER, Fact
from portal.law.waiting import SEAL_LIGHT

_FIELDS = {"offense_class": "class", "section": "statute"}
"""Fields of the document for the statements that are called otherwise."""


def ask_next(
    person: Person, record: Sequence[Judgment], place: int, found: Relief
) -> tuple[str, ...]:
    """Paths of the facts that would settle a contradiction, an unsure case or its days, and of its
    county. ``record``: every case of the record; ``found``: what follows for this one."""
    judged = record[place]
    case, outcome = judged.situation.case, judged.verdict.outcome
    paths: dict[str, None] = {}
    for conflict in judged.contradictions:
        here = f"cases[{place}]"
        for statement in conflict.statements:
            about = here if statement in OF_THE_CASE else f"{here}.charges[{conflict.at}]"
            paths[f"{about}.{_FIELDS.get(statement, statement)}"] = None
    if outcome is Outcome.GET_RECORD:
        paths.update(dict.fromkeys(_open_facts(person, judged, place)))
    paths.update(dict.fromkeys(_undated(record, place, found)))
    if outcome in FILES_A_MOTION and case.county is None:
        paths[f"cases[{place}].county"] = None
    return tuple(paths)


def _open_facts(person: Person, judged: Judgment, place: int) -> Iterator[str]:
    """Paths of what the unsettled rules still need, in the order of the tests, then of what is open
    about the charges themselves. Of a guess that is needed only until it is confirmed, to do so."""
    needed = then = needs(judged.situation)
    supposed = _confirmed(person, judged.situation)
    if supposed is not judged.situation:
        then = needs(supposed)
    others = {fact: _Others(supposed, place, fact) for fact in OF_THE_OTHERS}
    for at, fact in needed.facts:
        if (at, fact) not in then.facts:
            if _is_guess(judged.situation.counts[at]):
                yield f"cases[{place}].charges[{at}].confirmed"
        elif fact in others:
            yield from others[fact].of(at)
        else:
            yield from _asks(person, supposed, place, at, fact)
    if then.listing:
        yield f"cases[{place}].all_charges_listed"
    for at in then.subjects:
        if supposed.counts[at].cannabis == EITHER:
            yield f"cases[{place}].charges[{at}].statute"


def _confirmed(person: Person, situation: Situation) -> Situation:
    """The case once the person confirmed what was guessed of its charges."""
    if not any(map(_is_guess, situation.counts)):
        return situation
    counts = tuple([_confirm(count) if _is_guess(count) else count for count in situation.counts])
    return seen_together(person, situation.case, counts, situation.day)


def _confirm(count: Count) -> Count:
    charge = changed(count.charge, confirmed=True)
    return count_of(charge, count.day, lambda *_: count.reading)


def _is_guess(count: Count) -> bool:
    return count.reading.sure == "guess" and not count.settled


class _Others:
    """Paths of what is open about all counts but one: once two have asked, all are asked of."""

    def __init__(self, situation: Situation, place: int, fact: Fact) -> None:
        here = f"cases[{place}]"
        ends = "statute" if fact is Fact.VIOLENT else "disposition"
        self.unlisted = () if situation.all_listed else (f"{here}.all_charges_listed",)
        self.paths = [
            (at, f"{here}.charges[{at}].{'statute' if count.cannabis == EITHER else ends}")
            for at, count in enumerate(situation.counts)
            if OF_THE_OTHERS[fact](count) == EITHER
        ]
        self.asked: set[int] = set()

    def of(self, at: int) -> Iterator[str]:
        if at in self.asked or len(self.asked) > 1:
            return
        self.asked.add(at)
        yield from self.unlisted
        yield from (path for other, path in self.paths if other != at)


def _undated(record: Sequence[Judgment], place: int, found: Relief) -> Iterator[str]:
    """Paths of the ends that would tell from which day a step is possible."""
    judged = record[place]
    waiting = {wait.id for wait in found.waits if wait.ready is None}
    waits = found.outcome is Outcome.WAIT_OR_REFER and not judged.verdict.whole
    for at, count in enumerate(judged.situation.counts):
        wait = expunge_wait(count, count.day)
        serving = waits and count.charge.sentence is Sentence.SERVING
        if serving or (wait is not None and wait.id in waiting):
            yield from _ends(place, at, count)
    if SEAL_LIGHT.id in waiting:
        yield from _last_ends(record, place)


def _last_ends(record: Sequence[Judgment], place: int) -> Iterator[str]:
    """The open ends of this case, or of the first other that has some: the last anywhere counts."""
    for where in (place, *(at for at in range(len(record)) if at != place)):
        situation = record[where].situation
        counts = enumerate(situation.counts)
        last = [(at, count) for at, count in counts if may_be_last(situation.case, count)]
        paths = [path for at, count in last for path in _ends(where, at, count)]
        if paths:
            yield from paths
            return


def _ends(place: int, at: int, count: Count) -> list[str]:
    return [f"cases[{place}].charges[{at}].{field}" for field in asks_for_end(count)]


_OF_THE_CASE = {
    Fact.JURISDICTION: "jurisdiction",
    Fact.FORUM: "court",
    Fact.OPEN: "status",
    Fact.PARDON: "pardoned",
    Fact.CHECKED: "record_checked",
}
_OF_THE_COUNT = {
    Fact.ENDED: "disposition",
    Fact.SECTION: "statute",
    Fact.ATTEMPT: "attempt",
    Fact.SENTENCE: "sentence",
    Fact.OFFENSE_DAY: "offense_date",
    Fact.CONVICTION_DAY: "disposition_date",
}
"""The field of the document that tells a fact, where it is one and always the same."""


def _asks(person: Person, situation: Situation, place: int, at: int, fact: Fact) -> Iterator[str]:
    """The paths into the document that tell a fact of case ``place`` and count ``at``."""
    here = f"cases[{place}]"
    if fact in _OF_THE_CASE:
        yield f"{here}.{_OF_THE_CASE[fact]}"
    elif fact is Fact.JUVENILE:
        yield from _juvenile_asks(person, situation, here)
    elif fact is Fact.CITATION_END:
        yield from _citation_asks(situation, here)
    else:
        for field in _count_asks(situation.counts[at], fact):
            yield f"{here}.charges[{at}].{_FIELDS.get(field, field)}"


def _count_asks(count: Count, fact: Fact) -> Iterator[str]:
    if fact in _OF_THE_COUNT:
        yield _OF_THE_COUNT[fact]
    elif fact is Fact.CLASS:
        yield from tell_if_too_high(count)
    elif fact is Fact.TO_MINOR:
        if count.charge.to_minor is Answer.UNKNOWN and not _is_before_chart(count):
            yield "to_minor"
    else:  # the amount, by itself or by letter and day
        yield "grams"
        if count.letter is None:
            yield "statute"
        elif not count.offense.is_day:
            yield "offense_date"


def _is_before_chart(count: Count) -> bool:
    """Whether the form does not fit, to whomever it was sold: under section 5 before its chart."""
    return count.ended == {"convicted"} and count.offense.last < DELIVERY_CHART_STARTS


def _citation_asks(situation: Situation, here: str) -> Iterator[str]:
    """How those charges ended of which it is open whether anything is owed on a citation."""
    if not _may_be_before(Court.CIVIL_CITATION, situation):
        yield f"{here}.court"
        return
    for at, count in enumerate(situation.counts):
        if len(citation_end({count.charge.disposition})) > 1:
            yield f"{here}.charges[{at}].disposition"


def _may_be_before(court: Court, situation: Situation) -> bool:
    return all(is_end_of(court, count.charge.disposition) for count in situation.counts)


def _juvenile_asks(person: Person, situation: Situation, here: str) -> Iterator[str]:
    """The kind of court, and the age at the arrest where no court may have known of it."""
    if situation.case.court is Court.UNKNOWN:
        yield f"{here}.court"
        is_settled = len(situation.known[0].choices(Fact.FORUM)) == 1
        if not is_settled and not _may_be_before(Court.NONE, situation):
            return
    counts = situation.counts
    paths = [f"{here}.charges[{at}]" for at in range(len(counts))]
    told_by = tell_if_juvenile(person, counts)
    if not told_by and situation.case.court is Court.NONE:  # one arrest, told as on several days
        yield from (f"{path}.arrest_date" for path in paths)
    if "birth_date" in told_by:
        yield "person.birth_date"
    if "arrest_date" in told_by:
        yield f"{paths[0]}.arrest_date"
    if "offense_class" in told_by:
        pairs = zip(paths, counts, strict=True)
        yield from (f"{path}.class" for path, count in pairs if len(count.classes) > 1)
