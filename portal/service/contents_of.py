"""What each template of the packet needs besides the packet itself, sheet by sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.counties.help import offices
from portal.eligibility.explain import Card, card
from portal.eligibility.finding import Reason
from portal.facts import Answer, Case
from portal.languages import BY_TAG, voice
from portal.law.terms import TERMS
from portal.packet.contents import Packet
from portal.packet.documents import (
    BY_ID,
    COPIES,
    EXPLANATION_LINES,
    notice_sheets,
    order_sheets,
    row_sheets,
)
from portal.packet.letters import letters
from portal.packet.places import clerks_office, office, where_to_file
from portal.pdf.measure import wrap
from portal.pdf.typeset import drawable
from portal.say import Many, Msg, say, say_many

EXPLANATION_EMS = 48
"""The width of a line at item 6 of the motion, as its template has it."""
BLANK_LINES = 12
"""Lines at item 6 where nothing was written, to write on by hand."""

TRUTHS = {Answer.YES: say("Yes"), Answer.NO: say("No"), Answer.UNKNOWN: say("Not known")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper to typeset: what its template needs; ``template`` where it is not its own."""

    context: Mapping[str, object]
    template: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A case's place among the cases and what it is called."""

    at: int
    says: Msg


@dataclass(frozen=True, slots=True)
class JudgedCards:
    """Cases of which the same is said, their number in words, and what is said."""

    titles: tuple[Title, ...]
    count: Msg
    card: Card


def _motion(packet: Packet) -> Sequence[Sheet]:
    lines = wrap(drawable(packet.explanation), EXPLANATION_EMS) or ("",) * BLANK_LINES
    numbers = notice_sheets(packet)
    motion = Sheet(
        {
            "sheet": row_sheets(packet)[0],
            "numbers": numbers[0],
            "further": len(row_sheets(packet)) > 1,
            "lines": lines[:EXPLANATION_LINES],
            "continued": len(lines) > EXPLANATION_LINES,
        }
    )
    rest = "\n".join(lines[EXPLANATION_LINES:])
    return (motion, explanation_sheet(packet, rest)) if rest else (motion,)


def explanation_sheet(packet: Packet, rest: str) -> Sheet:
    """The attached page for what the motion's item 6 has no room for."""
    lines = wrap(rest, EXPLANATION_EMS)
    return Sheet({"lines": lines, "numbers": notice_sheets(packet)[0]}, "explanation.html")


def _additional_convictions(packet: Packet) -> Sequence[Sheet]:
    sheets = list(enumerate(row_sheets(packet)))[1:]
    return _alike({"sheet": sheet, "numbers": _numbers_of_rows(packet, at)} for at, sheet in sheets)


def _alike(contexts: Iterable[Mapping[str, object]]) -> Sequence[Sheet]:
    """Sheets of one form: each knows which of how many it is."""
    listed = list(contexts)
    return [Sheet({**one, "at": at, "of": len(listed)}) for at, one in enumerate(listed, 1)]


def _numbers_of_rows(packet: Packet, at: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.case_number for row in row_sheets(packet)[at].rows))


def _notice(packet: Packet) -> Sequence[Sheet]:
    numbers = notice_sheets(packet)
    return [Sheet({"numbers": numbers[0], "further": len(numbers) > 1})]


def _additional_notice(packet: Packet) -> Sequence[Sheet]:
    return _alike({"numbers": numbers} for numbers in notice_sheets(packet)[1:])


def _order(packet: Packet) -> Sequence[Sheet]:
    return _alike({"numbers": numbers} for numbers in order_sheets(packet))


def guide(packet: Packet, attached: bool | None = None) -> Sequence[Sheet]:
    """``attached``: whether a page with the rest of the explanation is behind the motion; ``None``:
    as behind our own motion."""
    orders, rows, cases = len(order_sheets(packet)), len(packet.rows), len(packet.case_numbers)
    attorney = packet.county.states_attorney if packet.county else None
    return [
        Sheet(
            {
                "case_count": say_many(
                    "We wrote %(count)s case number.", "We wrote %(count)s case numbers.", cases
                ),
                "row_count": say_many(
                    "We listed %(count)s conviction.", "We listed %(count)s convictions.", rows
                ),
                "order_count": say_many(
                    "You have %(count)s order.", "You have %(count)s orders.", orders
                ),
                "time_passed": _time_passed(packet),
                "attorney": attorney,
                "attached": len(_motion(packet)) > 1 if attached is None else attached,
                "terms": TERMS,
            }
        )
    ]


def _time_passed(packet: Packet) -> Msg | None:
    ages = packet.ages
    if ages.months_since is not None:
        return say_many("%(count)s month", "%(count)s months", ages.months_since)
    if ages.years_since is not None:
        return say_many("%(count)s year", "%(count)s years", ages.years_since)
    return None


def _reasons(packet: Packet) -> Sequence[Sheet]:
    return [
        Sheet(
            {
                "judged": _grouped(packet),
                "looked_at": _looked_at(packet),
                "several": len(packet.cases) > 1,
                "truths": TRUTHS,
            }
        )
    ]


def _grouped(packet: Packet) -> list[JudgedCards]:
    """The cases with what is said of them; those of which the same is said stand together."""
    groups: dict[object, tuple[Card, list[Title]]] = {}
    for at, one in enumerate(packet.cases, 1):
        told = card(one.finding)
        said = (told.verdict, told.from_day, told.notes, told.ways, told.settles)
        key = (*said, tuple(reason.says for reason in told.why))
        groups.setdefault(key, (told, []))[1].append(Title(at, _title(one.case)))
    return [
        JudgedCards(
            tuple(titles),
            say_many("%(count)s case", "%(count)s cases alike", len(titles)),
            told,
        )
        for told, titles in groups.values()
    ]


def _looked_at(packet: Packet) -> list[tuple[Reason, str]]:
    """Every reason once, with the places of the cases it is true of; empty where it is all."""
    found: dict[Reason, list[int]] = {}
    for at, one in enumerate(packet.cases, 1):
        for reason in one.finding.reasons:
            found.setdefault(reason, []).append(at)
    ordered = sorted(found.items(), key=lambda item: item[0].rule)
    everywhere = len(packet.cases)
    return [
        (reason, "" if len(places) == everywhere else _ranges(places)) for reason, places in ordered
    ]


def _ranges(places: Sequence[int]) -> str:
    """Rising numbers in few words: 1, 4–6, 9."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _title(case: Case) -> Msg:
    if case.case_number and case.county:
        return say(
            "Case %(number)s, %(county)s County", number=case.case_number, county=case.county
        )
    if case.case_number:
        return say("Case %(number)s", number=case.case_number)
    arrested = next((charge.arrest_date for charge in case.charges if charge.arrest_date), None)
    if arrested:
        return say("The arrest of %(day)s", day=arrested)
    return say("A case without a number")


def _record(packet: Packet) -> Sequence[Sheet]:
    county = packet.county
    numbers = packet.case_numbers or tuple(one.case.case_number or "" for one in packet.cases)
    return [
        Sheet(
            {
                "clerk": clerks_office(county) if county else None,
                "in_cook": county is not None and county.name == "Cook",
                "offices": [office(one) for one in offices("records", county)],
                "numbers": numbers,
            }
        )
    ]


def _referral(packet: Packet) -> Sequence[Sheet]:
    english = [
        replace(one, answer_language=_english_name(one.answer_language)) for one in letters(packet)
    ]
    return [Sheet({"letter": letter, "text": voice("en").text}) for letter in english]


def _english_name(tag: str) -> str:
    return BY_TAG[tag].english_name if tag in BY_TAG else tag


Contents = Callable[[Packet], Sequence[Sheet]]
CONTENTS: Mapping[str, Contents] = {
    "motion": _motion,
    "additional-convictions": _additional_convictions,
    "notice": _notice,
    "additional-notice": _additional_notice,
    "order": _order,
    "guide": guide,
    "reasons": _reasons,
    "record": _record,
    "referral": _referral,
}
"""The sheets of each paper, next steps apart: that page tells how many pages the others have."""


def next_steps(
    packet: Packet, pages: Mapping[str, int], typeset_ids: frozenset[str]
) -> dict[str, object]:
    """What the page of next steps needs. ``pages``: of each court paper; ``typeset_ids``: which of
    them are ours and not the court's own form."""
    total = sum(pages.values())
    return {
        "files": bool(pages),
        "place": where_to_file(packet.county) if packet.county else None,
        "court_papers": [(BY_ID[id].title, _pages(count)) for id, count in pages.items()],
        "print_out": say(
            "The court papers have %(pages)s. Print or copy them %(copies)s times, on one side of "
            "the paper. That takes %(sheets)s.",
            pages=_pages(total),
            copies=COPIES,
            sheets=say_many(
                "%(count)s sheet of paper", "%(count)s sheets of paper", total * COPIES
            ),
        ),
        "typeset_papers": bool(typeset_ids),
        "follows": _in_a_row(BY_ID[id].follows for id in pages if id in typeset_ids),
        "unprintable": _unprintable(packet),
    }


def _in_a_row(values: Iterable[str]) -> Many:
    """Verbatim values, joined as the language joins a list, each apart from its direction."""
    return Many(tuple(Msg("%(value)s", (("value", value),)) for value in values))


def _pages(count: int) -> Msg:
    return say_many("%(count)s page", "%(count)s pages", count)


def _unprintable(packet: Packet) -> bool:
    """Whether a court paper has an empty line because our fonts lack a letter of a value."""
    filer = packet.filer
    values = [filer.name, filer.other_names, filer.race, filer.gender, filer.street]
    values += [filer.city_state_zip, filer.phone, filer.email, packet.explanation]
    values += [text for row in packet.rows for text in (row.case_number, row.agency)]
    return any(text and not drawable(text) for text in values)
