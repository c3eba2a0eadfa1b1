"""A whole journey to the papers: how long the server works on each page and on each answer."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from bench.pages import (
    MILLISECONDS_ALLOWED,
    NOW,
    PACKED,
    TOLD,
    Stopwatch,
    begin,
    made_client,
    post,
)
from portal.interview.answers import Answers
from portal.interview.path import NO_PACKETS, path
from portal.service.packets import place_of
from portal.web.journey import code_of

JOURNEYS = 12
COUNTY = "Cook"
WITH_PAPER = {
    **TOLD,
    "paper": {"answer": "yes"},
    "charge-line": {"text": "720-550/4-C M A POSSESSION OF CANNABIS 10-30 GRAMS"},
    "read-as": {"answer": "yes"},
    "since": {"answer": "there"},
}
FOR_PAPERS = {
    "gate": {"answer": "yes"},
    "name": {"name": "Ana María Núñez"},
    "other-names": {"name": "Annie Nunez"},
    "birthday": {"year": "1990", "month": "5", "day": "1"},
    "race": {"text": ""},
    "gender": {"text": ""},
    "address": {"street": "12 Elm St", "city": "Chicago", "state": "IL", "zip": "60601"},
    "phone": {"phone": "312 555 0100"},
    "email": {"email": ""},
    "explanation": {"text": "I could not rent a home."},
    "case-number": {"text": "2014-CM-001234"},
    "agency": {"text": "Chicago Police Department"},
    "arrested": {"year": "2014", "month": "5", "day": "3"},
    "fee-waiver": {"answer": "no"},
    "refer-to": {"answer": "legal-aid"},
    "refer-tell": {"answer": "name"},
    "refer-language": {"answer": "page"},
    "refer-reach": {"answer": "phone"},
}
"""A statement is made with a yes."""


class Worked(NamedTuple):
    """Milliseconds of our own work on each page and on each answer, in their order."""

    pages: list[float]
    answers: list[float]


def main() -> None:
    """Print the medians of the quietest of some journeys, and the share of the budget."""
    with tempfile.TemporaryDirectory() as folder:
        client = made_client(Path(folder))
        watch = Stopwatch(client.application)
        journeys = []
        for _ in range(JOURNEYS + 1):  # the first one warms up
            journeys.append(go(client.application, watch))
    calm = min(journeys[1:], key=lambda one: statistics.median(one.pages + one.answers))
    print(f"{'':8}  number   median  budget  slowest")
    for name, worked in (
        ("pages", calm.pages),
        ("answers", calm.answers),
        ("both", calm.pages + calm.answers),
    ):
        middle = statistics.median(worked)
        share = middle / MILLISECONDS_ALLOWED
        print(f"{name:8}  {len(worked):6}  {middle:4.2f} ms  {share:6.2f}  {max(worked):7.2f}")


def go(app: Flask, watch: Stopwatch) -> Worked:
    """One person, from the first question until everything is to be checked."""
    client = app.test_client()
    sealed = begin(client)
    answers, packets, worked = Answers(), NO_PACKETS, Worked([], [])

    def look(address: str) -> None:
        response = client.get(address, headers=PACKED)
        assert response.status_code == 200, (address, response.status_code)
        worked.pages.append(watch.own[-1])

    while True:
        step = path(answers, NOW.date(), packets).next
        if step is None and packets:
            look(f"/en/check/{place_of(COUNTY)}")
            return worked
        if step is None:
            look("/en/overview")
            look("/en/results")
            post(client, f"/en/results/{place_of(COUNTY)}", sealed, {})
            packets = {COUNTY: ("a",)}
            continue
        address = f"/en/p/{code_of(step.key)}"
        look(address)
        told = {**WITH_PAPER, **FOR_PAPERS}.get(step.question.id, {"answer": "yes"})
        post(client, address, sealed, told)
        worked.answers.append(watch.own[-1])
        answers = answers.with_answer(step.key, told)
        assert step.key in answers.raw or step.question.id == "gate"
