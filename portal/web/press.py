"""A press prints templates in one language: a Jinja environment whose ``_`` speaks it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, cast

from babel import Locale
from babel.dates import format_time
from flask import g
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from portal.languages import Voice
from portal.say import Hole, Msg, say

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"

Speak = Callable[..., Markup]


class Press:
    """Prints in one language.

    The templates are compiled once for each language, so that macros know ``_`` without being
    handed it, and the sentences that are always the same stand in what was compiled.
    """

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self._env = _Shop(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._env.code_generator_class = _Compositor
        self._env.globals["csrf_token"] = csrf_token
        self._env.globals["_"] = self._env.filters["_"] = speaker(voice)
        self._env.globals["plain"] = voice.text
        self._env.filters["dialed"] = dialed

    def print(self, template: str, **context: object) -> str:
        return self._env.get_template(template).render(context)

    def template(self, name: str) -> Template:
        return self._env.get_template(name)

    def time(self, moment: datetime) -> str:
        """The time of day, without seconds, of a moment that has its zone."""
        return _clock(moment.time(), self.voice.locale)


class _Shop(Environment):
    """What all templates know is one plain dict: Jinja's own chain of dicts is walked a page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def csrf_token() -> str:
    """The token of this page. Flask-WTF makes one a page, but asks for its settings each time."""
    return str(g.get("csrf_token") or generate_csrf())


def dialed(number: str) -> str:
    """A phone number as it is dialed."""
    return number.translate(_SIGNS)


_SIGNS: Final = str.maketrans("", "", "()- ")


@lru_cache(maxsize=4096)
def _clock(time: time, locale: Locale) -> str:
    return format_time(time, "short", locale=locale)


@cache
def press(voice: Voice) -> Press:
    """The press of a language: one a process, for to compile its templates takes a while."""
    return Press(voice)


class _Compositor(CodeGenerator):
    """Compiles templates with their sentences said."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        said = _Saying(cast(Speak, self.environment.globals["_"])).visit(node)
        super().visit_Template(said, frame)

    # What is markup is printed as it is: Jinja escapes it again, which only copies it.
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(said if type(said := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(") is Markup else escape(said))")


class _Saying(NodeTransformer):
    """Puts the sentence itself in the place of each ``_("…")`` without holes, and has messages said
    by a filter, which is called at once where a function is looked at first."""

    def __init__(self, speak: Speak) -> None:
        self.speak = speak

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=str(sentence))], kwargs=[]
            ):
                return nodes.Const(self.speak(sentence), lineno=node.lineno)
            case nodes.Call(node=nodes.Name(name="_"), args=[message], kwargs=[]):
                return nodes.Filter(message, "_", [], [], None, None, lineno=node.lineno)
        return node


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
