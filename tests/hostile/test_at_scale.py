"""Hostile text into every field of every question, every form, every address and the API.

In short here; ``make hostile`` sends a hundred thousand and prints what came of them.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, TestResponse

from portal.interview.kinds import Control
from portal.interview.path import Step
from portal.web.journey import code_of
from tests.hostile.hall import HTTPS, Hall, Tally, hall
from tests.hostile.places import Place, places
from tests.hostile.texts import HOSTILE, MARKUP, PROBE, TEMPLATES, values
from tests.law.test_cases import WRITTEN
from tests.web.routes import PLACE

SUBMISSIONS = int(os.environ.get("HOSTILE", "1200"))
SHARES = 2
"""One for each core."""
IN_A_ROW = 7
"""Answers given from one place before the person is put back there."""
AT_ONCE = 100
LANGUAGES = ("en", "es")
LOOKS = ("overview", "results", f"check/{PLACE}", f"papers/{PLACE}")

Sent = tuple[Step, Mapping[str, str]]


def answers(step: Step) -> st.SearchStrategy[Sent]:
    fields = step.question.kind.fields
    sent = st.fixed_dictionaries({}, optional={one.name: values(one) for one in fields})
    return st.tuples(st.just(step), sent)


def many(times: int, number: int) -> Callable[[Any], Any]:
    """So many examples, always the same ones for a number, and no hunt for the smallest fault."""

    def decorate(test: Any) -> Any:
        limited = settings(
            max_examples=times,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        return seed(number)(limited(test))

    return decorate


def ask_questions(here: Hall, known: list[Place], tally: Tally, upto: int, number: int) -> None:
    """Rows of answers to the questions of one place after another."""
    rows = [
        st.lists(st.one_of(*map(answers, place.steps)), min_size=1, max_size=IN_A_ROW)
        for place in known
    ]
    while tally.counts["to questions"] < upto:
        for at, row in enumerate(rows):
            number += 1

            @many(AT_ONCE // len(rows) + 1, number)
            @given(at=st.just(at), lang=st.sampled_from(LANGUAGES), some=row)
            def go(at: int, lang: str, some: list[Sent]) -> None:
                if tally.counts["to questions"] < upto:
                    send(here, tally, at, lang, some)

            go()


def send(here: Hall, tally: Tally, at: int, lang: str, some: list[Sent]) -> None:
    here.put(at)
    for step, raw in some:
        address = f"/{lang}/p/{code_of(step.key)}"
        posted = here.post(address, raw)
        tally.counts["to questions"] += 1
        tally.note(posted, (step.key, raw))
        if posted.status_code != 409:
            tally.fields |= {f"{step.question.id}.{name}" for name in raw}
        # A refused answer is shown again at once; one that was taken, on the page looked at below.
        if address in posted.headers.get("Location", "") or tally.counts["to questions"] % 4 == 0:
            tally.note(here.get(address), (step.key, raw))
    look = LOOKS[tally.counts["to questions"] % len(LOOKS)]
    tally.note(here.get(f"/{lang}/{look}"), (look, some))


def fill_papers(here: Hall, known: list[Place], tally: Tally, upto: int, number: int) -> None:
    """Hostile text in every text that goes on a paper. What is refused there is asked again, so
    the answer from before takes its place; then all papers must be made."""
    typed = [
        step
        for step in known[0].steps
        if any(one.control in (Control.LINE, Control.LINES) for one in step.question.kind.fields)
        and step.question.personal | (step.question.id in ("agency", "explanation", "race"))
    ]
    assert len(typed) > 6

    @many(upto, number)
    @given(some=st.tuples(*map(answers, typed)))
    def go(some: tuple[Sent, ...]) -> None:
        here.put(0)
        for step, raw in some:
            good = known[0].answers.raw[step.key]
            sent = {**good, **{name: text for name, text in raw.items() if name != "unsure"}}
            address = f"/en/p/{code_of(step.key)}"
            posted = here.post(address, sent)
            tally.counts["to questions"] += 1
            tally.note(posted, (step.key, sent))
            if 'class="oops"' in here.get(address).text or posted.status_code == 413:
                here.post(address, good)
        made = here.get(f"/en/papers/{PLACE}/all.pdf")
        if made.mimetype != "application/pdf" or len(PdfReader(BytesIO(made.data)).pages) < 8:
            tally.fault("papers not made", made.status_code, made.headers.get("Location"), some)
        tally.counts["papers made"] += 1

    go()


def tell_the_api(here: Hall, tally: Tally, upto: int, number: int) -> None:
    """Documents that are good but for one value or one name, and no documents at all."""
    odd = st.sampled_from(HOSTILE) | st.text(max_size=30)
    anything = st.recursive(
        odd | st.none() | st.booleans() | st.integers() | st.floats(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd, inner, max_size=3),
        max_leaves=6,
    )
    written = [one.document for one in WRITTEN]

    @many(upto, number)
    @given(
        at=st.integers(0, len(written) - 1),
        where=st.integers(0),
        value=anything,
        renamed=st.none() | odd,
        lang=st.sampled_from(LANGUAGES),
    )
    def go(at: int, where: int, value: object, renamed: str | None, lang: str) -> None:
        document = copy.deepcopy(written[at])
        spots = list(spots_of(document))
        owner, key, path = spots[where % len(spots)]
        owner[key] = value
        if renamed is not None and isinstance(owner, dict):
            owner[renamed] = owner.pop(key)
        tally.fields.add(f"api {path}")
        sent = here.client.post(
            "/api/v1/check",
            data=json.dumps(document),
            content_type="application/json",
            headers={"Accept-Language": lang},
            base_url=HTTPS,
        )
        tally.counts["to the API"] += 1
        tally.note(sent, document)
        if sent.status_code not in (200, 422) or sent.mimetype != "application/json":
            tally.fault("strange answers", sent.status_code, document)
        tally.counts["refusals"] += sent.status_code == 422

    go()


def spots_of(node: Any, path: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every place of a document where a value stands."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in inside:
        here = f"{path}.{key}" if isinstance(node, dict) else path
        yield node, key, here
        if isinstance(value, dict | list):
            yield from spots_of(value, here)


FORMS = {
    "/en/back": ("code", "device"),
    "/en/start": ("device",),
    "/en/device": ("device",),
    "/en/cases": ("made",),
    "/en/cases/a": ("made",),
    f"/en/results/{PLACE}": ("then",),
}
ADDRESSES = (
    "/{}", "/en/{}", "/en/p/{}", "/en/remove/{}", "/en/papers/{}", "/en/papers/{}/1.pdf",
    f"/en/papers/{PLACE}/{{}}.pdf", "/en/check/{}", "/assets/{}", "/en/how?r={}&{}=1",
    "/en/p/aaaaaaaa?w={}", "/api/v1/law?on={}", "/api/v1/{}", "/.well-known/{}",
)  # fmt: skip


def knock_everywhere(here: Hall, tally: Tally, upto: int, number: int) -> None:
    """The other forms, and addresses and headers made of hostile text."""
    odd = st.sampled_from(HOSTILE) | st.text(max_size=40)
    in_header = odd.map(lambda told: "".join(c for c in told if " " <= c <= "\xff")[:3_000])

    @many(upto, number)
    @given(form=st.sampled_from(sorted(FORMS)), told=odd, there=st.sampled_from(ADDRESSES),
           header=in_header)  # fmt: skip
    def go(form: str, told: str, there: str, header: str) -> None:
        here.put(0)
        address = there.replace("{}", quote(told[:900], safe="/", errors="replace"))
        tally.note(here.post(form, dict.fromkeys(FORMS[form], told)), (form, told))
        headers = dict.fromkeys(("Referer", "Accept-Language", "X-Forwarded-Host"), header)
        tally.note(here.get(address, headers=headers), (address, header))
        tally.fields |= {f"{form} {name}" for name in FORMS[form]}
        tally.counts["to other forms"] += 1

    go()


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_is_sent_is_answered_calmly_and_reflected_as_text(
    migrated_file: Path, tmp_path: Path, record_property: Callable[[str, object], None], share: int
) -> None:
    tally, known = Tally(), places()
    upto, number = SUBMISSIONS // SHARES, share * 1_000_003
    with hall(migrated_file, tmp_path, known) as here:
        tell_the_api(here, tally, upto // 10 * 2, number + 1)
        knock_everywhere(here, tally, upto // 20, number + 2)
        fill_papers(here, known, tally, max(1, upto // 500), number + 3)
        ask_questions(here, known, tally, upto // 4 * 3, number + 4)
    counts = tally.counts
    sent = counts["to questions"] + counts["to the API"] + counts["to other forms"]
    every = {
        f"{step.question.id}.{one.name}"
        for place in known
        for step in place.steps
        for one in step.question.kind.fields
    }
    told = ("5xx", "reflections", "broken HTML", "strange answers", "papers not made")
    record_property(
        "figure",
        f"hostile, part {share + 1} of {SHARES}: {sent} submissions ({counts['to questions']} to "
        f"questions, {counts['to the API']} to the API, {counts['to other forms']} to other forms "
        f"and addresses); {len(every & tally.fields)} of {len(every)} fields of questions and "
        f"{len(tally.fields - every)} others; {counts['refusals']} refused politely; papers made "
        f"{counts['papers made']} times; " + "; ".join(f"{one}: {counts[one]}" for one in told),
    )
    assert tally.faults == []
    assert sent >= upto
    if SUBMISSIONS >= 20_000:
        assert every <= tally.fields


def test_the_tally_sees_what_it_is_there_for() -> None:
    """Were it blind, it would count nothing whatever the portal did."""

    def page(html: str, status: str = "200 OK", **headers: str) -> TestResponse:
        told = [("Content-Type", "text/html"), *headers.items()]
        return TestResponse([html.encode()], status, Headers(told), EnvironBuilder().get_request())

    loud = [text for text in MARKUP if f"<{PROBE}" in text or "onfocus" in text]
    for one in (*loud, "<b>49</b>"):
        tally = Tally()
        tally.note(page(f"<p>{one}</p>"), "")
        assert tally.counts["reflections"] == 1, one
    tally = Tally()
    tally.note(page("", "500 OH NO"), "")
    tally.note(page("", Location=f"/en/{PROBE}"), "")
    assert (tally.counts["5xx"], tally.counts["reflections"]) == (1, 1)
    assert "{{7*7}}" in TEMPLATES
