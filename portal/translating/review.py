"""A catalog as a table that a reviewer fills in, one screen after the other, and back again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from portal.translating import catalogs, gate

COLUMNS = ("screen", "English", "translation", "ok", "better")
SCREENS = (
    ("1 first pages", ("templates/home", "templates/how", "templates/help", "templates/privacy")),
    ("1 first pages", ("templates/about", "templates/layout", "templates/parts")),
    ("3 questions", ("portal/interview/questions", "templates/question")),
    ("4 when an answer cannot be read", ("portal/interview/kinds",)),
    ("5 results", ("templates/results", "portal/eligibility", "portal/law/leaves")),
    ("6 words of the law", ("portal/law/terms",)),
    ("7 papers", ("templates/papers", "templates/packet", "portal/packet", "portal/service/con")),
    ("8 places and help", ("portal/counties",)),
    ("9 for developers, last", ("portal/law", "portal/service", "portal/web/api")),
)
OTHER = "2 code, device, leaving, mistakes"


class BadSheet(Exception):
    """A filled-in sheet cannot be taken; the message says which row and why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many sentences a reviewer found right, and how many were said better."""

    right: int
    better: int


def sheet(tag: str) -> str:
    """The sentences of a language as CSV, those of one screen together. Raises ``KeyError``."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows(sorted(_rows(catalogs.read(catalogs.catalogs()[tag]))))
    return out.getvalue()


def _rows(catalog: Catalog) -> Iterator[tuple[str, str, str, str, str]]:
    for each in catalog:
        ok = "x" if catalogs.MARK in each.user_comments else ""
        for english, wording in _pairs(each):
            yield _screen(each), english, wording, ok, ""


def _pairs(each: Message) -> Iterator[tuple[str, str]]:
    """English and translation; of a sentence with plural forms, one of each."""
    if not each.id:
        return
    if not each.pluralizable:
        yield str(each.id), str(each.string)
        return
    for form, wording in enumerate(gate.wordings(each.string)):
        yield f"{each.id[0]} [form {form + 1}]", wording


def _screen(each: Message) -> str:
    places = [file for file, _ in each.locations]
    for name, beginnings in SCREENS:
        if any(place.startswith(beginnings) for place in places):
            return name
    return OTHER


def take(tag: str, filled: str) -> Taken:
    """Put what a reviewer wrote into the catalog: ``better`` in the place of the translation, and
    the mark at each sentence with ``ok`` or ``better``. All of it, or nothing: raises ``BadSheet``.
    """
    file: Path = catalogs.catalogs()[tag]
    catalog = catalogs.read(file)
    places = {
        english: (each, form) for each in catalog for form, (english, _) in enumerate(_pairs(each))
    }
    right = better = 0
    for at, row in enumerate(csv.DictReader(io.StringIO(filled.removeprefix("\ufeff"))), 2):
        wording, ok = (row.get("better") or "").strip(), (row.get("ok") or "").strip()
        if not wording and not ok:
            continue
        if (row.get("English") or "") not in places:
            raise BadSheet(f"row {at}: this English sentence is not in the portal any more")
        each, form = places[row["English"]]
        if wording:
            _say(each, form, wording)
            better += 1
        else:
            right += 1
        if catalogs.MARK not in each.user_comments:
            each.user_comments.append(catalogs.MARK)
    if wrong := gate.faults(tag, catalog, catalogs.sentences(), gate.glossary()):
        told = "\n".join(f"{fault.rule}: {fault.of[:60]!r}: {fault.says}" for fault in wrong[:10])
        raise BadSheet(told)
    catalogs.save(file, catalog)
    return Taken(right, better)


def _say(each: Message, form: int, wording: str) -> None:
    if each.pluralizable:
        forms = list(gate.wordings(each.string))
        forms[form] = wording
        each.string = tuple(forms)
    else:
        each.string = wording
