"""A press prints templates in one language: a Jinja environment whose ``_`` speaks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from babel.dates import format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from portal.languages import Voice
from portal.say import Hole, Msg, say

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"

Speak = Callable[..., Markup]


class Press:
    """Prints in one language.

    The templates are compiled once for each language, so that macros know ``_`` without being
    handed it, and nothing has to be looked up while a page is printed.
    """

    def __init__(self, voice: Voice, extras: Mapping[str, object]) -> None:
        self.voice = voice
        self._env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._env.globals.update(extras)
        self._env.globals["_"] = speaker(voice)
        self._env.globals["plain"] = voice.text

    def print(self, template: str, **context: object) -> str:
        return self._env.get_template(template).render(context)

    def template(self, name: str) -> Template:
        return self._env.get_template(name)

    def time(self, moment: datetime) -> str:
        """The time of day, without seconds, of a moment that has its zone."""
        return format_time(moment, "short", locale=self.voice.locale)


def speaker(voice: Voice) -> Speak:
    """``_`` of a template: a literal with its holes, or a message made elsewhere, as safe markup.

    Sentences without holes are kept: a page says some eighty of them.
    """
    said: dict[str, Markup] = {}

    def speak(sentence: str | Msg, **holes: Hole) -> Markup:
        if isinstance(sentence, Msg):
            if sentence.holes or sentence.plural is not None:
                return voice.html(sentence)
            sentence = sentence.text
        if holes:
            return voice.html(say(sentence, **holes))
        found = said.get(sentence)
        if found is None:
            found = said[sentence] = voice.html(say(sentence))
        return found

    return speak
