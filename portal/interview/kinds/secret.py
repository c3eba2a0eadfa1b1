"""What no text here may hold, found and taken out before an answer is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from portal.interview.kinds.kind import Control, Field, Problem
from portal.interview.typed import DASHES, UNSEEN
from portal.say import Msg, say

Place = tuple[int, int]
"""From the first sign to behind the last."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A kind of secret: the mark that is left where one stood, and what to do about it.

    The mark is on no keyboard and no court paper can show it, so an answer with one is never taken
    for good: the person sees where it was, and takes out the mark or types something else.
    """

    mark: str
    says: Msg


CODE: Final = Secret(
    "▒▒▒",
    say(
        "This looked like your code. We took it out where you see %(mark)s and did not save it. "
        "Papers are read by others. Take out the mark and leave the rest.",
        mark="▒▒▒",
    ),
)
SOCIAL_SECURITY: Final = Secret(
    "▓▓▓",
    say(
        "This looked like a Social Security number. We took it out where you see %(mark)s and did "
        "not save it. No court paper needs it here. Take out the mark and leave the rest.",
        mark="▓▓▓",
    ),
)
POLICE_RECORD: Final = Secret(
    "███",
    say(
        "This looked like numbers or lines copied from a police record. We took them out where you "
        "see %(mark)s and did not save them. Take out the mark and type only what we ask for here.",
        mark="███",
    ),
)
SECRETS: Final = (CODE, SOCIAL_SECURITY, POLICE_RECORD)

_NINE: Final = r"\d(?: ?[-./_]? ?\d){8}"
_NAMED: Final = (
    r"(?:\bssn\b|\bss ?#|\bsocial security|\bsegur(?:o|idad) social|\bubezpieczenia społecznego"
    r"|社[会會]安全|社安|الضمان الاجتماعي|التأمين الاجتماعي)"
)
# 3-2-4 digits with the same sign between, nine digits one by one, or nine after the words.
_SOCIAL_SECURITY: Final = re.compile(
    r"(?<!\d)\d{3}( ?[-./_] ?| )\d{2}\1\d{4}(?!\d)"
    r"|(?<!\d)(?<!\d )\d(?: \d){8}(?! ?\d)"
    rf"|{_NAMED}\D{{0,20}}{_NINE}(?!\d)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?<![\d+])\d{9}(?!\d)")
# The numbers by which police files name a person or an arrest.
_RECORD_NUMBER: Final = re.compile(
    r"\b(?:(?:sid|fbi|dcn|ucn|state id(?:entification)?|document control)"
    r" {0,2}(?:no\.?|num(?:ber)?|nbr)?[ :#]{0,3}"
    r"|i\.?r\.? {0,2}(?:no\.?|number|#|:)[ :#]{0,3})"
    r"[a-z]{0,2}\d[a-z\d-]{4,14}\b",
    re.IGNORECASE | re.ASCII,
)
_OF_A_PERSON: Final = re.compile(
    r"\b(?:sid|fbi|dcn|ori|ncic|ir|state id|dob|date of birth|inmate)\b[ \w.#/]{0,20}:"
    r"|\bcriminal history\b|\bbureau of identification\b|\bstate police\b",
    re.IGNORECASE | re.ASCII,
)
_OF_A_RECORD: Final = re.compile(
    r"\b(?:sid|fbi|dcn|ori|ncic|ir|state id|dob|date of birth|inmate|alias|sex|race|height|weight"
    r"|hair|eyes|skin|arrest|date of arrest|date printed|arresting agency|agency|officer|statute"
    r"|citation|charge|literal|count|class|disposition|case number|court|sentence|custody|status)"
    r"\b[ \w.#/]{0,20}:",
    re.IGNORECASE | re.ASCII,
)
_FEW: Final = 4
"""Labels of a record that one answer may hold: fewer are how people copy one charge."""


def without_secrets(
    fields: Iterable[Field], raw: Mapping[str, str], codes_in: Callable[[str], Iterable[Place]]
) -> dict[str, str]:
    """What was sent, with a mark in the place of each secret in a text. The rest is as it was.

    ``codes_in``: where a text holds a code, as only the store knows what one is.
    """
    typed = {one.name: one for one in fields if one.control in (Control.LINE, Control.LINES)}
    return {
        name: _without(text, codes_in, bare=typed[name].bare) if name in typed else text
        for name, text in raw.items()
    }


def problem_of_marks(raw: Mapping[str, str]) -> Problem | None:
    """What to say of an answer from which a secret was taken; ``None`` where there is no mark."""
    return next(
        (
            Problem(name, one.says)
            for name, text in raw.items()
            for one in SECRETS
            if one.mark[0] in text
        ),
        None,
    )


def holds_social_security_number(text: str, *, bare: bool = False) -> bool:
    """Whether something in the text looks like a Social Security number.

    ``bare``: nine digits in a row count too. Court Rule 138 keeps the number out of court papers.
    """
    return any(_numbers(_plain(text)[0], bare=bare))


def _without(text: str, codes_in: Callable[[str], Iterable[Place]], *, bare: bool) -> str:
    text = _cut(text, codes_in(text), CODE)
    plain, places = _plain(text)
    records = [*_copied(plain), *(found.span() for found in _RECORD_NUMBER.finditer(plain))]
    text = _cut(text, _there(records, places), POLICE_RECORD)
    plain, places = _plain(text)
    return _cut(text, _there(_numbers(plain, bare=bare), places), SOCIAL_SECURITY)


def _numbers(plain: str, *, bare: bool) -> Iterable[Place]:
    patterns = (_SOCIAL_SECURITY, _BARE) if bare else (_SOCIAL_SECURITY,)
    return (found.span() for pattern in patterns for found in pattern.finditer(plain))


def _copied(plain: str) -> Iterable[Place]:
    """The lines of a record that was copied: from the first to the last line with a label."""
    labels = [found.span() for found in _OF_A_RECORD.finditer(plain)]
    if len(labels) < _FEW or not _OF_A_PERSON.search(plain):
        return ()
    end = plain.find("\n", labels[-1][1])
    return ((plain.rfind("\n", 0, labels[0][0]) + 1, len(plain) if end < 0 else end),)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text with the digits, dashes and blanks of a keyboard and nothing invisible, and for each
    of its signs the place in the text that it comes from."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text, range(len(text))
    kept = [
        (_keyboard(sign), at)
        for at, sign in enumerate(text)
        if sign in "\n\t" or unicodedata.category(sign) not in UNSEEN
    ]
    return "".join(sign for sign, _ in kept), [at for _, at in kept]


def _keyboard(sign: str) -> str:
    if sign.isascii():
        return " " if sign == "\t" else sign
    if unicodedata.category(sign) == "Zs":
        return " "
    return str(unicodedata.decimal(sign, DASHES.get(ord(sign), sign)))


def _there(found: Iterable[Place], places: Sequence[int]) -> Iterable[Place]:
    return [(places[first], places[last - 1] + 1) for first, last in found]


def _cut(text: str, found: Iterable[Place], secret: Secret) -> str:
    """The text with one mark for each stretch, those that overlap taken together."""
    parts, end = [], 0
    for first, last in sorted(found):
        if first >= end:
            parts += [text[end:first], secret.mark]
        end = max(end, last)
    return "".join([*parts, text[end:]])
