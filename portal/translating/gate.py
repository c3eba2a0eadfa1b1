"""What must hold of every catalog before anyone reads it, found beside its English."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from typing import Final

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.plurals import PLURALS

from portal.languages import BY_TAG
from portal.translating import catalogs

HOLE: Final = re.compile(r"%\((\w+)\)s")
MARKUP: Final = re.compile(r"<[^>]*>|&\w+;|\{\{|\{%")
_QUOTED: Final = re.compile(r"“[^”]*”|Request to Expunge and Seal|Office of the Pardon Attorney")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_EMBEDDING, _POP = "\u202a\u202b\u202d\u202e", "\u202c"
MOST_ENGLISH: Final = 3
"""Words that may be the same in both: names, codes, units."""

# A button at 320 CSS pixels, in widths of a small letter: its text wraps, a word in it does not.
BUTTON_WORD, BUTTON_WHOLE, CORNER = 24, 72, 16
_BUTTON = re.compile(
    r'(?:<button[^>]*>|class="(?:go|calm)"[^>]*>)(?:<span[^>]*>)?\{\{ _\("((?:[^"\\]|\\.)*)"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``rule``: one of ``RULES``. ``of``: the English sentence."""

    rule: str
    of: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the glossary: where English has it, each language must have one of its stems."""

    id: str
    found: re.Pattern[str]
    stems: Mapping[str, re.Pattern[str]]


def faults(tag: str, catalog: Catalog, current: Catalog, terms: Iterable[Term]) -> list[Fault]:
    """Everything that is wrong with the catalog of a language."""
    ours = {_key(each): each for each in current if each.id}
    theirs = {_key(each): each for each in catalog if each.id}
    found = [_fault("missing", key, "not in the catalog") for key in ours.keys() - theirs.keys()]
    found += [_fault("unused", key, "not in the code") for key in theirs.keys() - ours.keys()]
    wrong_plurals = _plural_rule(tag, catalog)
    found += [Fault(rule="plurals", of="", says=says) for says in wrong_plurals]
    for key in ours.keys() & theirs.keys():
        each = theirs[key]
        said = wordings(each.string)
        if each.fuzzy:
            found.append(_fault("fuzzy", key, "marked fuzzy"))
        if not all(said):
            found.append(_fault("missing", key, "empty"))
            continue
        for rule, judge in _OF_A_SENTENCE.items():
            found += [_fault(rule, key, says) for says in judge(each, catalog, tag)]
        found += [_fault("glossary", key, says) for says in _glossary(each, tag, terms)]
    return sorted(found, key=lambda fault: (RULES.index(fault.rule), fault.of, fault.says))


def _holes(each: Message, catalog: Catalog, tag: str) -> Iterator[str]:
    """A plural form of one number alone may leave the number out: a word of its own says it."""
    wanted = [set(HOLE.findall(text)) for text in wordings(each.id)]
    alone = _forms_of_one_number(catalog)
    for form, wording in enumerate(wordings(each.string)):
        said = set(HOLE.findall(wording))
        free = {"count"} if each.pluralizable and form in alone else set()
        if said | free not in [holes | free for holes in wanted]:
            yield f"holes {sorted(said)} in: {wording}"
        if "%" in re.sub(r"%\(\w+\)s|%%", "", wording) and any(wanted):
            yield f"a bare % in: {wording}"


def _tags(each: Message, catalog: Catalog, tag: str) -> Iterator[str]:
    wanted = Counter(MARKUP.findall(wordings(each.id)[0]))
    for wording in wordings(each.string):
        if Counter(MARKUP.findall(wording)) != wanted:
            yield f"other tags than its English: {wording}"


def _plurals(each: Message, catalog: Catalog, tag: str) -> Iterator[str]:
    if each.pluralizable and len(wordings(each.string)) != catalog.num_plurals:
        yield f"{len(wordings(each.string))} forms for the {catalog.num_plurals} of the language"


def _plural_rule(tag: str, catalog: Catalog) -> Iterator[str]:
    number, _ = PLURALS.get(str(catalog.locale), PLURALS.get(tag.split("-")[0], (2, "")))
    if catalog.num_plurals != number:
        yield f"the catalog counts {catalog.num_plurals} forms; the language has {number}"


def _bidi(each: Message, catalog: Catalog, tag: str) -> Iterator[str]:
    for wording in wordings(each.string):
        if not _is_balanced(wording):
            yield f"a direction is opened or closed alone in: {wording!r}"


def _is_balanced(text: str) -> bool:
    expected: list[str] = []
    for sign in text:
        if sign in _OPENING + _EMBEDDING:
            expected.append(_CLOSING if sign in _OPENING else _POP)
        elif sign in _CLOSING + _POP and (not expected or expected.pop() != sign):
            return False
    return not expected


def _english(each: Message, catalog: Catalog, tag: str) -> Iterator[str]:
    text = wordings(each.id)[0]
    words = _QUOTED.sub("", HOLE.sub("", text)).split()
    if text in wordings(each.string) and len(words) > MOST_ENGLISH:
        yield "left in English"


def _long(each: Message, catalog: Catalog, tag: str) -> Iterator[str]:
    text = wordings(each.id)[0]
    if text not in buttons():
        return
    for wording in wordings(each.string):
        shown = HOLE.sub("DuPage", wording)
        words = max(map(_width, _breakable(shown)), default=0)
        if words > BUTTON_WORD or _width(shown) > BUTTON_WHOLE:
            yield f"too wide for a button at 320 pixels: {wording}"
        if text == "Leave now" and _width(shown) > CORNER:
            yield f"too wide for the corner of a page: {wording}"


def _breakable(text: str) -> list[str]:
    """The pieces between which a line may end: words, and every letter of Chinese."""
    return re.findall(
        r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\ua4cf]+", text
    )


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _glossary(each: Message, tag: str, terms: Iterable[Term]) -> Iterator[str]:
    english = _QUOTED.sub("", wordings(each.id)[0])
    for term in terms:
        stem = term.stems.get(tag)
        if stem is None or not term.found.search(english):
            continue
        for wording in wordings(each.string):
            plain = unicodedata.normalize("NFC", wording)
            if not stem.search(plain) and not term.found.search(plain):
                yield f"{term.id} is said in another word: {wording}"
                break


Judge = Callable[[Message, Catalog, str], Iterable[str]]
_OF_A_SENTENCE: Final[Mapping[str, Judge]] = {
    "holes": _holes,
    "tags": _tags,
    "plurals": _plurals,
    "bidi": _bidi,
    "english": _english,
    "long": _long,
}
RULES: Final = ("missing", "unused", "fuzzy", *_OF_A_SENTENCE, "glossary")


@cache
def glossary() -> tuple[Term, ...]:
    """The terms of the glossary that every language is held to."""
    return read_glossary((catalogs.FOLDER / "glossary.toml").read_text(encoding="utf-8"))


def read_glossary(text: str) -> tuple[Term, ...]:
    """The terms that have stems. Raises ``ValueError`` for a language we do not know."""
    terms = []
    for id, each in tomllib.loads(text).items():
        stems = each.get("stems", {})
        if unknown := stems.keys() - BY_TAG.keys():
            raise ValueError(f"[{id}]: no language is called {', '.join(sorted(unknown))}")
        if stems:
            patterns = {tag: re.compile(stem, re.IGNORECASE) for tag, stem in stems.items()}
            found = re.compile(rf"\b(?:{each['found']})", re.IGNORECASE)
            terms.append(Term(id=id, found=found, stems=patterns))
    return tuple(terms)


@cache
def buttons() -> frozenset[str]:
    """The sentences that stand on buttons."""
    pages = (catalogs.ROOT / "templates").glob("*.html")
    return frozenset(
        text for page in pages for text in _BUTTON.findall(page.read_text(encoding="utf-8"))
    )


def strangers() -> list[str]:
    """Folders of ``translations/`` that no language of the list would read."""
    known = {language.folder.parent.name for language in BY_TAG.values()}
    there = (path.name for path in catalogs.FOLDER.iterdir() if path.is_dir())
    return sorted(name for name in there if name not in known)


def _fault(rule: str, key: tuple[str, ...], says: str) -> Fault:
    return Fault(rule=rule, of=key[0], says=says)


def _key(each: Message) -> tuple[str, ...]:
    return wordings(each.id)


def wordings(value: object) -> tuple[str, ...]:
    """The one wording of a sentence, or all its plural forms."""
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value or ""),)


def _forms_of_one_number(catalog: Catalog) -> frozenset[int]:
    """The plural forms that stand for a single number, such as the Arabic two."""
    form_of = c2py(catalog.plural_expr)
    counted = Counter(form_of(number) for number in range(1000))
    return frozenset(form for form, numbers in counted.items() if numbers == 1)
