"""Where to ask for what is not known: for each fact of a count the answers that would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.eligibility.count import Count
from portal.eligibility.judgment import Judgment
from portal.eligibility.plan import FILES_A_MOTION
from portal.eligibility.situation import Situation, counts_against, supervised_cannabis, violent
from portal.facts import Answer, Case, Court
from portal.law.codes import Outcome
from portal.law.known import EITHER, Fact

_FIELDS = {"offense_class": "class", "section": "statute"}
"""Fields of the document for the statements that are called otherwise."""


def ask_next(judged: Judgment, place: int) -> tuple[str, ...]:
    """Paths of the facts that would settle a contradiction or an unsure case, and of its county."""
    case, outcome = judged.situation.case, judged.verdict.outcome
    paths: dict[str, None] = {}
    for conflict in judged.contradictions:
        count = f"cases[{place}].charges[{conflict.at}]"
        for statement in conflict.statements:
            paths[f"{count}.{_FIELDS.get(statement, statement)}"] = None
    if outcome is Outcome.GET_RECORD:
        paths.update(dict.fromkeys(_open_facts(judged, place)))
        paths.update(dict.fromkeys(_open_counts(judged.situation, place)))
    if outcome in FILES_A_MOTION and case.county is None:
        paths[f"cases[{place}].county"] = None
    return tuple(paths)


def _open_facts(judged: Judgment, place: int) -> Iterator[str]:
    """Paths of what the unsettled rules still need, in the order of the tests."""
    open_counts = {at for at, _ in judged.verdict.open_rules}
    of_counts = {at: asks(judged.situation, place, at) for at in open_counts}
    for at, rule in judged.verdict.open_rules:
        known, paths = judged.situation.known[at], of_counts[at]
        for leaf in rule.when.leaves():
            if leaf.truth(known) is Answer.UNKNOWN:
                yield from paths[leaf.fact]


def _open_counts(situation: Situation, place: int) -> Iterator[str]:
    """Paths of what is open about the counts themselves: is one missing, is one of cannabis."""
    if not situation.all_listed:
        yield f"cases[{place}].all_charges_listed"
    for at, count in enumerate(situation.counts):
        if count.cannabis == EITHER:
            yield f"cases[{place}].charges[{at}].statute"


def asks(situation: Situation, place: int, at: int) -> dict[Fact, tuple[str, ...]]:
    """For each fact the paths into the document, of case ``place`` and count ``at``."""
    case, counts = situation.case, situation.counts
    here = f"cases[{place}]"
    count = f"{here}.charges[{at}]"
    guessed = not counts[at].settled and counts[at].reading.sure == "guess"
    letterless = (
        (f"{count}.statute",) if counts[at].letter is None else _offense_asks(counts[at], count)
    )
    return {
        Fact.JURISDICTION: (f"{here}.jurisdiction",),
        Fact.JUVENILE: _juvenile_asks(case, here, count),
        Fact.FORUM: (f"{here}.court",),
        Fact.CITATION_END: (f"{count}.disposition",),
        Fact.OPEN: (f"{here}.status",),
        Fact.PARDON: (f"{here}.pardoned",),
        Fact.CHECKED: (f"{here}.record_checked",),
        Fact.ENDED: (f"{count}.disposition",),
        Fact.SECTION: (f"{count}.confirmed" if guessed else f"{count}.statute",),
        Fact.CLASS: (f"{count}.class", *_class_asks(counts[at], count)),
        Fact.GRAMS: (f"{count}.grams", *letterless),
        Fact.TO_MINOR: (f"{count}.to_minor",),
        Fact.ATTEMPT: (f"{count}.attempt",),
        Fact.SENTENCE: (f"{count}.sentence",),
        Fact.OFFENSE_DAY: (f"{count}.offense_date",),
        Fact.CONVICTION_DAY: (f"{count}.disposition_date",),
        Fact.VIOLENT: _other_asks(case, here, at, counts, violent, "statute"),
        Fact.OTHER_COUNT: _other_asks(case, here, at, counts, counts_against, "disposition"),
        Fact.BESIDE: _other_asks(case, here, at, counts, supervised_cannabis, "disposition"),
    }


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


def _other_asks(
    case: Case,
    here: str,
    at: int,
    counts: tuple[Count, ...],
    asked: Callable[[Count], frozenset[str]],
    ends: str,
) -> tuple[str, ...]:
    unlisted = () if case.all_charges_listed is Answer.YES else (f"{here}.all_charges_listed",)
    paths: list[str] = []
    for other, count in enumerate(counts):
        if other == at or asked(count) != EITHER:
            continue
        unnamed = count.cannabis == EITHER
        paths.append(f"{here}.charges[{other}].{'statute' if unnamed else ends}")
    return (*unlisted, *paths)
