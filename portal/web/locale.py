"""The language of a request: from its address, else from what the browser asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, g, request
from flask_babel import Babel
from werkzeug.datastructures import LanguageAccept
from werkzeug.routing import BaseConverter

from portal.languages import Voice, offered, voice
from portal.web.press import Press
from portal.web.site import site


def voices() -> tuple[Voice, ...]:
    """The voices of all languages whose catalog is installed. English always is."""
    return tuple(voice(language.tag) for language in offered())


def negotiate(accept: LanguageAccept, tags: tuple[str, ...]) -> str:
    """The tag that suits ``Accept-Language`` best; English where none does.

    A browser that asks for ``es-MX`` is given ``es``, one that asks for ``zh-TW`` the Chinese that
    is written there, if we have it, else the other.
    """
    asked = LanguageAccept((_ours(tag, tags), quality) for tag, quality in accept)
    return asked.best_match(tags, default="en") or "en"


def _ours(tag: str, tags: tuple[str, ...]) -> str:
    """A browser's tag as we write it: without the country, the script of Chinese by the place."""
    language, *parts = tag.replace("_", "-").casefold().split("-")
    if language in ("tl", "fil"):
        return "tl"
    if language not in ("zh", "yue"):
        return language if language in tags else tag
    traditional = {"yue", "hant", "tw", "hk", "mo"} & {language, *parts}
    return "zh-Hant" if traditional and "zh-Hant" in tags else "zh-Hans"


def install(app: Flask, presses: Mapping[str, Press]) -> None:
    """Teaches the app the address part ``<lang:lang>``: the languages it has and no other."""

    class LanguageConverter(BaseConverter):
        regex = "|".join(presses)

    app.url_map.converters["lang"] = LanguageConverter
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    # WTForms' own few messages; everything else is said by the Voice.
    Babel(configure_jinja=False).init_app(app, locale_selector=lambda: press().voice.locale)


def press() -> Press:
    """The press of this request's language. Works on error pages too, where no address matched."""
    found: Press | None = g.get("press")
    if found is None:
        presses = site().presses
        first = request.path.split("/", 2)[1]
        tag = first if first in presses else negotiate(request.accept_languages, tuple(presses))
        found = g.press = presses[tag]
    return found


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.press = site().presses[values.pop("lang")]


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and endpoint.split(".")[0] not in LANGUAGELESS:
        values["lang"] = press().voice.tag


LANGUAGELESS = frozenset({"api", "door", "asset", "static"})
"""Endpoints whose address names no language."""
