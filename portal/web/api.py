"""The API: the check, the law and the counties for other tools; it knows no cookie and no case."""

from __future__ import annotations

from functools import cache
from json import dumps
from typing import Final

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from portal.languages import voice
from portal.say import Msg, say, say_many
from portal.service.check import MOST_BYTES, Answered, check_text
from portal.service.published import counties_known, law_on
from portal.service.values import filing_day
from portal.web.answer import answer, answer_text, refusal, refused
from portal.web.guard import csrf
from portal.web.locale import press
from portal.web.openapi import description
from portal.web.pace import BURST
from portal.web.site import site

BYTES_A_TOKEN: Final = 2_000
"""A long document takes as long to judge as many short ones."""
PARAMETERS: Final = {"api.law": frozenset({"on"})}

api = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(api)  # no cookie is read, so that there is nothing another site could make use of


@api.before_request
def keep_pace() -> ResponseReturnValue | None:
    """Every request takes a token; only the browser's question whether it may ask is free."""
    return None if request.method == "OPTIONS" else slow_down(1)


@api.before_request
def know_parameters() -> ResponseReturnValue | None:
    """422 for a parameter that we do not have: it would be passed over without a word."""
    known = PARAMETERS.get(request.endpoint or "", frozenset())
    strange = [(name, say("There is no field of this name.")) for name in request.args]
    strange = [(name, says) for name, says in strange if name not in known]
    return refusal(422, strange) if strange else None


@api.post("/check")
def check() -> ResponseReturnValue:
    """The contract's answer to a document, or its problems."""
    if not is_plain_json():
        abort(415)
    document = request.get_data(cache=False)
    if len(document) > MOST_BYTES:
        abort(413)
    slowed = slow_down(min(len(document) // BYTES_A_TOKEN, BURST - 1))
    if slowed is not None:
        return slowed
    found = check_text(document, press().voice)
    return answer(found.json) if isinstance(found, Answered) else refused(422, found.problems)


@api.get("/law")
def law() -> ResponseReturnValue:
    """The rulebook as it is on a day of filing, or today."""
    asked = request.args.getlist("on")
    day = filing_day(asked[0] if len(asked) == 1 else None) if asked else site().today()
    if isinstance(day, Msg):
        return refusal(422, [("on", day)])
    return answer(law_on(day, press().voice))


@api.get("/counties")
def counties() -> ResponseReturnValue:
    """The 102 counties and who helps in them."""
    tag = press().voice.tag
    return answer_text(_counties(tag), tag)


@api.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """The description of all this."""
    return answer_text(description(), "en")


def slow_down(tokens: int) -> Response | None:
    """429 where this client has asked more than its pace allows."""
    here = site()
    wait = here.pace.take(request.remote_addr or "", tokens, here.now().timestamp())
    if not wait:
        return None
    says = say_many(
        "There were many requests in a short time. Try again in %(count)s second.",
        "There were many requests in a short time. Try again in %(count)s seconds.",
        wait,
    )
    response = refusal(429, [("", says)])
    response.headers["Retry-After"] = str(wait)
    return response


def is_plain_json() -> bool:
    """Whether the body is JSON as the check reads it: UTF-8, nothing packed."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    packed = request.headers.get("Content-Encoding", "identity").lower()
    return (request.mimetype, charset, packed) == ("application/json", "utf-8", "identity")


@cache
def _counties(tag: str) -> str:
    return dumps(counties_known(voice(tag)), ensure_ascii=False)
