"""Where to go next when no question is open, and where "Change" leads back to."""

from __future__ import annotations

from flask import request, url_for

from portal.interview.path import Step
from portal.service.making import numbers
from portal.service.packets import county_at, place_of
from portal.web.journey import Journey, code_of

OVERVIEW, RESULTS = "1", "results"


def onward(here: Journey) -> str:
    """The address of what follows the last question: to check the packet that is being made, else
    the results."""
    begun = numbers(here.answers)
    for county in here.packets:
        if not begun.get(county):
            return url_for("checking.check", place=place_of(county))
    return url_for("results.results")


def returning() -> str:
    """What the address says of where "Change" was pressed; "" where it was not."""
    told = request.args.get("r")
    if told is None:
        return ""
    return told if told == RESULTS or county_at(told) else OVERVIEW


def home(told: str) -> str:
    """The page on which "Change" was pressed."""
    if told == RESULTS:
        return url_for("results.results")
    if county_at(told):
        return url_for("checking.check", place=told)
    return url_for("resident.overview")


def change_link(step: Step, back_to: str) -> str:
    """The address of a question that leads back to where it was opened from."""
    return url_for("resident.question", code=code_of(step.key), r=back_to)
