"""Which languages there are and how finished each is; a Voice that says a message or a day."""

from __future__ import annotations

import gettext
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from portal.say import Hole, Many, Msg, Span

CATALOGS = Path(__file__).resolve().parent.parent / "translations"
FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2068", "\u2066", "\u2069"
_HOLE_OR_LATIN = re.compile(
    r"%\(\w+\)s|[0-9A-Za-z](?:[ !-$&'*-/:-@\[-`{-~’…]*[0-9A-Za-z]|\([0-9A-Za-z]+\))*"
)
"""A hole, or what is quoted from an English paper within a sentence of another script."""
_ONE_LINE = 15
"""As many English letters as fit on a line of a heading on the smallest phone, brackets and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the portal, and all by which it differs from the others but its sentences.

    ``country``: whose way of writing numbers and times of day it follows, where the language alone
    would follow another's: in Spain 28.35 grams are "28,35" and 5,000 are "5.000".
    ``paper``: the family of fonts that has its letters, beside Noto Sans, which has those of Latin
    and Cyrillic. Of Han letters the family says the region, too. ``line``: how high a line of it
    is on paper, in ems, where its letters need more than ours.
    """

    tag: str
    name: str
    english_name: str
    rtl: bool = False
    country: str | None = None
    paper: str | None = None
    line: float | None = None

    @property
    def locale(self) -> Locale:
        """How it writes days and numbers, by Unicode's data."""
        parts = [*self.tag.split("-"), *([self.country] if self.country else [])]
        return Locale.parse("_".join(parts))

    @property
    def folder(self) -> Path:
        return CATALOGS / self.tag.replace("-", "_") / "LC_MESSAGES"

    @property
    def letters(self) -> str:
        """Every character that its sentences, its days and its lists are written with."""
        file = self.folder / "messages.po"
        said = file.read_text(encoding="utf-8") if file.is_file() else ""
        months = self.locale.months["format"]["wide"].values()
        lists = self.locale.list_patterns["standard"].values()
        days = (format_date(date(2019, month, 25), "long", self.locale) for month in range(1, 13))
        return "".join(sorted({*said, *"".join((*months, *lists, *days))}))

    @property
    def is_offered(self) -> bool:
        """Whether its catalog is there, ready to be read. English needs none."""
        return self.tag == "en" or (self.folder / "messages.mo").is_file()


LANGUAGES = (
    Language(tag="en", name="English", english_name="English"),
    Language(tag="es", name="Español", english_name="Spanish", country="US"),
    Language(tag="pl", name="Polski", english_name="Polish"),
    Language(
        tag="zh-Hans",
        name="简体中文",
        english_name="Chinese, Simplified",
        paper="Noto Sans CJK SC",
        line=1.6,
    ),
    Language(
        tag="zh-Hant",
        name="繁體中文",
        english_name="Chinese, Traditional",
        paper="Noto Sans CJK TC",
        line=1.6,
    ),
    Language(
        tag="ar",
        name="العربية",
        english_name="Arabic",
        rtl=True,
        paper="Noto Sans Arabic",
        line=1.65,
    ),
    Language(tag="tl", name="Tagalog", english_name="Tagalog"),
    Language(tag="ko", name="한국어", english_name="Korean", paper="Noto Sans CJK KR", line=1.55),
    Language(tag="ru", name="Русский", english_name="Russian"),
    Language(
        tag="gu", name="ગુજરાતી", english_name="Gujarati", paper="Noto Sans Gujarati", line=1.6
    ),
    Language(tag="vi", name="Tiếng Việt", english_name="Vietnamese"),
    Language(tag="uk", name="Українська", english_name="Ukrainian"),
    Language(
        tag="ur",
        name="اردو",
        english_name="Urdu",
        rtl=True,
        paper="Noto Nastaliq Urdu",
        line=2.2,
    ),
    Language(tag="hi", name="हिन्दी", english_name="Hindi", paper="Noto Sans Devanagari", line=1.6),
)
"""Those we prepared for, by how many people in Illinois need them. One is offered as soon as its
catalog is there: a language is one file, and nothing else."""
BY_TAG = {language.tag: language for language in LANGUAGES}
CHECKED = ("of this catalog", "checked")
"""The context and the key under which a compiled catalog says how many sentences are checked."""


def offered() -> tuple[Language, ...]:
    """The languages whose catalog is installed. English always is."""
    return tuple(language for language in LANGUAGES if language.is_offered)


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """Says messages, days and numbers in one language. There is one for each, so that it is quickly
    found by itself in what is remembered."""

    language: Language
    catalog: gettext.NullTranslations
    locale: Locale

    @property
    def tag(self) -> str:
        return self.language.tag

    @property
    def dir(self) -> str:
        return "rtl" if self.language.rtl else "ltr"

    @property
    def is_checked(self) -> bool:
        """Whether a person has read every sentence. A catalog that does not say so is not."""
        checked, _, all_there_are = self.catalog.pgettext(*CHECKED).partition("/")
        return self.tag == "en" or checked == all_there_are

    def text(self, msg: Msg) -> str:
        """The message as plain text. In a right-to-left language verbatim values are isolated."""
        return self._fill(msg, self._plain)

    def html(self, msg: Msg) -> Markup:
        """The message as safe markup, each verbatim value escaped and in a ``<bdi>`` of its own."""
        if not msg.holes:
            return escape(self._sentence(msg).replace("%%", "%"))
        wording = str(escape(self._sentence(msg)))
        return Markup(wording % {name: self._marked(hole) for name, hole in msg.holes})  # noqa: S704

    def day(self, day: date) -> str:
        """A whole day, the month as a word: figures alone are read both ways round."""
        # Not remembered, unlike numbers: it may be somebody's birthday.
        return format_date(day, "long", locale=self.locale)

    def span(self, span: Span) -> str:
        """A day, a month, a year, or from one day to another."""
        first, last = span.first, span.last
        if first == last:
            return self.day(first)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            years = (str(first.year), str(last.year))
            return years[0] if first.year == last.year else "–".join(years)
        month_ends = monthrange(last.year, last.month)[1]
        if (first.year, first.month, 1, month_ends) == (last.year, last.month, first.day, last.day):
            return format_skeleton("yMMMM", first, locale=self.locale)
        return f"{self.day(first)} – {self.day(last)}"

    def number(self, number: int | Decimal) -> str:
        return _written(number, self.locale)

    def join(self, items: tuple[Msg, ...]) -> str:
        return format_list([self.text(item) for item in items], locale=self.locale)

    def _sentence(self, msg: Msg) -> str:
        if msg.plural is not None and msg.count is not None:
            sentence = self.catalog.ngettext(msg.text, msg.plural, msg.count)
        else:
            sentence = self.catalog.gettext(msg.text)
        return _isolated(sentence) if self.language.rtl else sentence

    def _fill(self, msg: Msg, show: Callable[[Hole], str]) -> str:
        sentence = self._sentence(msg)
        if not msg.holes:
            return sentence.replace("%%", "%")
        return sentence % {name: show(hole) for name, hole in msg.holes}

    def _plain(self, hole: Hole) -> str:
        if isinstance(hole, str):
            if not self.language.rtl:
                return hole
            opening = LEFT_TO_RIGHT_ISOLATE if hole.isascii() else FIRST_STRONG_ISOLATE
            return f"{opening}{hole}{POP_ISOLATE}"
        return self._said(hole)

    def _marked(self, hole: Hole) -> Markup:
        if isinstance(hole, str):
            direction = ' dir="ltr"' if hole.isascii() else ""
            return Markup(f"<bdi{direction}>{escape(hole)}</bdi>")  # noqa: S704
        if isinstance(hole, Msg):
            return self.html(hole)
        return escape(self._said(hole))

    def _said(self, hole: Hole) -> str:
        match hole:
            case Msg():
                return self.text(hole)
            case Many():
                return self.join(hole.items)
            case Span():
                return self.span(hole)
            case date():
                return self.day(hole)
            case int() | Decimal():
                return self.number(hole)
            case _:
                return str(hole)


@lru_cache(maxsize=4096)
def _written(number: int | Decimal, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4096)
def _isolated(sentence: str) -> str:
    """The sentence with the English within it kept whole: without, "720 ILCS" is read as "ILCS 720"
    and "10-30" as "30-10" between letters that run the other way. Signs, not markup: a sentence
    also stands in titles and attributes."""
    return _HOLE_OR_LATIN.sub(_kept_whole, sentence)


def _kept_whole(found: re.Match[str]) -> str:
    text = found[0]
    if text.startswith("%") or text.isdecimal():
        return text
    if len(text) <= _ONE_LINE:  # a line that ends within it would show its end before its beginning
        text = text.replace(" ", "\xa0")
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


@cache
def voice(tag: str) -> Voice:
    """The voice of a language that is offered. Raises ``KeyError`` for any other tag."""
    language = BY_TAG[tag]
    if not language.is_offered:
        raise KeyError(tag)
    name = tag.replace("-", "_")
    catalog = gettext.translation("messages", CATALOGS, [name], fallback=tag == "en")
    return Voice(language, catalog, language.locale)
