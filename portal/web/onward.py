"""Where to go next when no question is open, and where "Change" leads back to."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from portal.interview.path import Step
from portal.service.making import numbers
from portal.service.packets import county_at, place_of
from portal.web.journey import Journey, code_of
from portal.web.locale import press

OVERVIEW, RESULTS = "1", "results"


def onward(here: Journey) -> str:
    """The address of what follows the last question: to check the packet that is being made, else
    the results."""
    begun = numbers(here.answers)
    for county in here.packets:
        if not begun.get(county):
            return door("checking.check", place=place_of(county))
    return door("results.results")


def returning() -> str:
    """What the address says of where "Change" was pressed; "" where it was not."""
    told = request.args.get("r")
    if told is None:
        return ""
    return told if told == RESULTS or county_at(told) else OVERVIEW


def home(told: str) -> str:
    """The page on which "Change" was pressed."""
    if told == RESULTS:
        return door("results.results")
    if county_at(told):
        return door("checking.check", place=told)
    return door("resident.overview")


def change_link(step: Step, back_to: str) -> str:
    """The address of a question that leads back to where it was opened from."""
    return address(step, r=back_to)


def address(step: Step, **query: str) -> str:
    """The page of a question. Built here, since a page of answers links to each of them."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{_before(press().voice.tag)}{code_of(step.key)}{'?' if asked else ''}{asked}"


@lru_cache(maxsize=64)
def _before(tag: str) -> str:
    """What stands before the code in the address of each question."""
    return url_for("resident.question", lang=tag, code="-").removesuffix("-")


def door(endpoint: str, **parts: str) -> str:
    """The address of a page of which there are few in each language: it is remembered."""
    return _door(endpoint, press().voice.tag, tuple(parts.items()))


@lru_cache(maxsize=4096)
def _door(endpoint: str, tag: str, parts: tuple[tuple[str, str], ...]) -> str:
    values: dict[str, Any] = dict(parts)
    return url_for(endpoint, lang=tag, **values)
