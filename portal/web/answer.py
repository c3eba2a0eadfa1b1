"""What other tools are told: JSON in a language, and problems in the shape of the check."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from flask import Response

from portal.say import Msg, say
from portal.web.locale import press
from portal.web.log import request_id

PREFIX: Final = "/api/"

TOLD: Final[Mapping[int, Msg]] = {
    400: say("We could not read this request."),
    404: say("There is nothing at this address."),
    405: say("This address takes no such request. Nothing was changed."),
    413: say("The document is larger than 1 MB."),
    415: say("Send the document as application/json, not compressed."),
}


def is_for_tools(path: str) -> bool:
    """Whether an address belongs to the API, also where there is nothing at it."""
    return path.startswith(PREFIX)


def answer(found: object, status: int = 200) -> Response:
    """``found`` as one line of JSON: the bytes that ``portal check --lines`` prints for it.

    Half a character that a document sent is written as JSON's own escape of it.
    """
    return answer_text(json.dumps(found, ensure_ascii=False), press().voice.tag, status)


def answer_text(text: str, tag: str, status: int = 200) -> Response:
    """An answer that is JSON already, in the language of ``tag``."""
    response = Response(
        (text + "\n").encode("utf-8", "backslashreplace"), status, content_type="application/json"
    )
    response.content_language.add(tag)
    return response


def refusal(status: int, problems: Sequence[tuple[str, Msg]]) -> Response:
    """The answer to what cannot be done: each problem with its path and its sentence."""
    voice = press().voice
    return refused(status, [{"path": path, "says": voice.text(says)} for path, says in problems])


def refused(status: int, problems: Sequence[Mapping[str, str]]) -> Response:
    """The same, of problems that are said already."""
    return answer({"problems": list(problems)}, status)


def mishap_told(status: int) -> Response:
    """What a page would say of a failure, told to a tool; from 500 on with the line's letters."""
    known = status if status in TOLD or status >= 500 else 400
    says = TOLD.get(known) or say(
        "Something broke on our side. It is not your fault. Our log calls it %(request)s.",
        request=request_id(),
    )
    return refusal(known, [("", says)])
