"""Where to ask for what is not known: for each fact of a count the answers that would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.eligibility.contradictions import OF_THE_CASE
from portal.eligibility.count import Count
from portal.eligibility.judgment import Judgment
from portal.eligibility.plan import FILES_A_MOTION
from portal.eligibility.relief import Relief
from portal.eligibility.situation import OF_THE_OTHERS, Situation
from portal.eligibility.waits import asks_for_end, expunge_wait, may_be_last
from portal.facts import Case, Court, Sentence
from portal.law.codes import Outcome
from portal.law.known import EITHER, Fact
from portal.law.waiting import SEAL_LIGHT

_FIELDS = {"offense_class": "class", "section": "statute"}
"""Fields of the document for the statements that are called otherwise."""


def ask_next(record: Sequence[Judgment], place: int, found: Relief) -> tuple[str, ...]:
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
        paths.update(dict.fromkeys(_open_facts(judged, place)))
        paths.update(dict.fromkeys(_open_counts(judged.situation, place)))
    paths.update(dict.fromkeys(_undated(record, place, found)))
    if outcome in FILES_A_MOTION and case.county is None:
        paths[f"cases[{place}].county"] = None
    return tuple(paths)


def _open_facts(judged: Judgment, place: int) -> Iterator[str]:
    """Paths of what the unsettled rules still need, in the order of the tests."""
    situation = judged.situation
    others = {fact: _Others(situation, place, fact) for fact in OF_THE_OTHERS}
    for at, fact in judged.verdict.open_facts:
        yield from others[fact].of(at) if fact in others else _asks(situation, place, at, fact)


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


def _open_counts(situation: Situation, place: int) -> Iterator[str]:
    """Paths of what is open about the counts themselves: is one missing, is one of cannabis."""
    if not situation.all_listed:
        yield f"cases[{place}].all_charges_listed"
    for at, count in enumerate(situation.counts):
        if count.cannabis == EITHER:
            yield f"cases[{place}].charges[{at}].statute"


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
    Fact.CITATION_END: "disposition",
    Fact.ENDED: "disposition",
    Fact.TO_MINOR: "to_minor",
    Fact.ATTEMPT: "attempt",
    Fact.SENTENCE: "sentence",
    Fact.OFFENSE_DAY: "offense_date",
    Fact.CONVICTION_DAY: "disposition_date",
}
"""The field of the document that tells a fact, where it is one and always the same."""


def _asks(situation: Situation, place: int, at: int, fact: Fact) -> tuple[str, ...]:
    """The paths into the document that tell a fact of case ``place`` and count ``at``."""
    here = f"cases[{place}]"
    path = f"{here}.charges[{at}]"
    if fact in _OF_THE_CASE:
        return (f"{here}.{_OF_THE_CASE[fact]}",)
    if fact in _OF_THE_COUNT:
        return (f"{path}.{_OF_THE_COUNT[fact]}",)
    count = situation.counts[at]
    match fact:
        case Fact.JUVENILE:
            return _juvenile_asks(situation.case, here, path)
        case Fact.SECTION:
            guessed = not count.settled and count.reading.sure == "guess"
            return (f"{path}.confirmed" if guessed else f"{path}.statute",)
        case Fact.CLASS:
            return (f"{path}.class", *_class_asks(count, path))
        case _:  # the amount, by itself or by letter and day
            told = (f"{path}.statute",) if count.letter is None else _offense_asks(count, path)
            return (f"{path}.grams", *told)


def _juvenile_asks(case: Case, here: str, count: str) -> tuple[str, ...]:
    age = ("person.birth_date", f"{count}.arrest_date")
    return age if case.court is Court.NONE else (f"{here}.court", *age)


def _offense_asks(count: Count, path: str) -> tuple[str, ...]:
    given = count.charge.offense_date
    return (f"{path}.offense_date",) if given is None or not given.is_day else ()


def _class_asks(count: Count, path: str) -> tuple[str, ...]:
    if count.section.isdisjoint({"4", "5"}):
        return ()
    grams = (f"{path}.grams",) if count.charge.grams is None and count.letter is None else ()
    again = (f"{path}.subsequent",) if count.subsequent == EITHER else ()
    offense = _offense_asks(count, path)
    attempt = (f"{path}.attempt",) if count.attempt == EITHER else ()
    return (*grams, *again, *offense, *attempt)
