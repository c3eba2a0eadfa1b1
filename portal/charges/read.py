"""Reads real Illinois charge strings: the citation, whether it is of cannabis, how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.charges.amounts import read_class, read_grams, read_subsequent
from portal.charges.citations import Cited, find
from portal.charges.inchoate import find_suffix, name_begins_inchoate, name_holds_inchoate
from portal.charges.parts import Parts, same_law, speaks_of_more, take_apart
from portal.charges.petitions import barred_by
from portal.charges.reading import Reading, Sure
from portal.charges.statutes import knows
from portal.charges.subject import is_cannabis
from portal.charges.text import plain as to_plain
from portal.charges.text import split_long, tidy
from portal.charges.violent import is_violent, is_violent_felony

__all__ = ["Reading", "Sure", "read", "read_charge", "read_rows"]


def read(text: str) -> Reading:
    """One string, statute and description together, as a record prints it.

    Reads the first 2,000 characters and keeps the others in ``rest``. Never raises.
    """
    head, tail = split_long(text)
    plain = to_plain(head)
    parts = take_apart(plain, head)
    reading = _judge(parts, f"{parts.before} {parts.after}".strip(), cut=bool(tail))
    return _with_tail(reading, tail) if tail else reading


def read_charge(statute: str | None, description: str | None) -> Reading:
    """The two fields of a charge: the description fills only what the statute leaves open.

    Where the statute cites nothing, both are read as one string. A description that cites another
    law or names another drug than the statute makes the reading a guess.
    """
    statute, description = statute or "", description or ""
    head, tail = split_long(statute)
    parts = take_apart(to_plain(head), head)
    if parts.cited is None and parts.inchoate is None:
        return read(f"{statute} {description}")
    words, more = split_long(description)
    plain = to_plain(words)
    other = find(plain, words)
    kind = (
        parts.inchoate or name_begins_inchoate(plain) or ("attempt" if find_suffix(plain) else None)
    )
    against = speaks_of_more(plain) if other is None else not same_law(parts.cited, other)
    if kind is None and (kind := name_holds_inchoate(plain, parts.cited)) is not None:
        against = True
    rest = tidy(f"{parts.rest} {words}")
    parts = parts._replace(after=f"{parts.after} {plain}", rest=rest, inchoate=kind)
    name = f"{parts.before} {parts.after}".strip()
    reading = _judge(parts, name, cut=bool(tail) or against)
    return _with_tail(reading, tail + more) if tail or more else reading


def read_rows(rows: Iterable[str]) -> Iterator[Reading]:
    """The readings of many strings, in order, empty ones included."""
    return map(read, rows)


def _judge(parts: Parts, name: str, *, cut: bool) -> Reading:
    """The reading of what was found; ``cut`` where something outside speaks against exactness."""
    cited, kind = parts.cited, parts.inchoate
    has_words = any(map(str.isalpha, name))
    name = name if has_words or "-" in name else ""
    cannabis, against = is_cannabis(cited or parts.hint, name, settled=cited is not None)
    if cited is None:
        chapter = act = section = subsection = old = None
    else:
        chapter, act, section, subsection, old = *cited[:4], cited.old
    shown = cited or parts.hint
    violent, if_felony = _violence(shown, section, subsection, name, is_cannabis=cannabis is True)
    if kind and not (section == "9-1" or "MURDER" in name):
        violent, if_felony = violent and None, if_felony and None
    offense_class = read_class(parts.before, parts.after) if has_words else None
    if offense_class is not None and offense_class.startswith("felony"):
        violent = if_felony
    grams = read_grams(name) if name else None
    if cited is not None and cited.clean and not against and not cut and _is_known(cited):
        sure = Sure.EXACT
    else:
        facts = (cited, kind, cannabis, offense_class, grams, violent)
        sure = Sure.GUESS if any(fact is not None for fact in facts) else Sure.UNREAD
    return Reading(
        chapter=chapter,
        act=act,
        section=section,
        subsection=subsection,
        inchoate=kind,
        attempt=kind == "attempt",
        cannabis=cannabis,
        sure=sure,
        old=old,
        rest=parts.rest,
        offense_class=offense_class,
        grams=grams,
        subsequent=read_subsequent(name) if name else None,
        violent=violent,
        violent_if_felony=if_felony,
        barred=None if cannabis else _barred(shown, section, name),
    )


def _barred(shown: Cited | None, section: str | None, name: str) -> str | None:
    if shown is None:
        return barred_by(None, None, None, name)
    return barred_by(shown.chapter, shown.act, section or shown.branch, name)


def _violence(
    shown: Cited | None,
    section: str | None,
    subsection: str | None,
    name: str,
    *,
    is_cannabis: bool,
) -> tuple[bool | None, bool | None]:
    """Whether it is on the violent-crime list, whatever its class and if it is a felony."""
    if shown is not None:
        chapter, act, branch = shown.chapter, shown.act, section or shown.branch
        violent = is_violent(chapter, act, branch, subsection, name)
        return violent, is_violent_felony(violent, chapter, act, branch, name)
    if is_cannabis and name:
        return False, False
    violent = is_violent(None, None, None, None, name) if name else None
    return violent, is_violent_felony(violent, None, None, None, name)


def _is_known(cited: Cited) -> bool:
    if cited.section is None:
        return False
    return knows(cited.chapter, cited.act, cited.section, cited.subsection)


def _with_tail(reading: Reading, tail: str) -> Reading:
    """The reading with the part that was not read at the end of its ``rest``, untouched."""
    return reading._replace(rest=f"{reading.rest} {tail}" if reading.rest else tail)
