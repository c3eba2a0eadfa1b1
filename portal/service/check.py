"""The check that other tools rely on: a JSON document in, outcomes with their reasons out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn

from portal.charges.read import read_charge
from portal.eligibility.engine import judge
from portal.eligibility.finding import Finding, Findings
from portal.eligibility.reading import Reader
from portal.facts import Record
from portal.languages import Voice
from portal.say import Msg, say
from portal.service.document import Document, json_object, read_document

MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Answered:
    """The contract's output document."""

    json: dict[str, object]


@dataclass(frozen=True, slots=True)
class Refused:
    """Every problem of the document, as ``{"path": …, "says": …}``."""

    problems: list[dict[str, str]]


def judge_record(record: Record, day: date, read: Reader = read_charge) -> Findings:
    """Judge facts on a day, charge strings read by our own reader."""
    return judge(record, day, read)


def check_text(text: str | bytes, voice: Voice) -> Answered | Refused:
    """Check one JSON text of at most 1 MB."""
    if len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return _refused(say("The document is larger than 1 MB."), voice)
    try:
        document = json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_not_json,
            object_pairs_hook=json_object,
        )
    except (ValueError, RecursionError, ArithmeticError):  # the last: 1e and twenty digits
        return _refused(say("This is not a JSON document."), voice)
    return check(document, voice)


def _not_json(name: str) -> NoReturn:
    raise ValueError(name)


def _refused(says: Msg, voice: Voice) -> Refused:
    return Refused([{"path": "", "says": voice.text(says)}])


def check(document: object, voice: Voice) -> Answered | Refused:
    """Check a decoded document. Sentences are in the language of ``voice``."""
    found = read_document(document)
    if isinstance(found, Document):
        return Answered(_shown(judge_record(found.record, found.day), voice))
    return Refused([{"path": each.path, "says": voice.text(each.says)} for each in found])


def _shown(findings: Findings, voice: Voice) -> dict[str, object]:
    return {
        "as_of": findings.day.isoformat(),
        "rulebook": findings.rulebook,
        "cases": [_shown_case(finding, voice) for finding in findings.cases],
        "packets": [
            {
                "county": packet.county,
                "cases": list(packet.cases),
                "after": list(packet.after),
                "documents": list(packet.documents),
            }
            for packet in findings.packets
        ],
    }


def _shown_case(finding: Finding, voice: Voice) -> dict[str, object]:
    return {
        "id": finding.case_id,
        "outcome": finding.outcome,
        "not_before": _day(finding.not_before),
        "also": [{"code": step.code, "not_before": _day(step.not_before)} for step in finding.also],
        "flags": list(finding.flags),
        "charges": [
            {
                "reads_as": charge.reads_as,
                "sure": charge.sure,
                "cannabis": charge.cannabis,
                "outcome": charge.outcome,
            }
            for charge in finding.charges
        ],
        "reasons": [
            {
                "rule": reason.rule,
                "truth": reason.truth,
                "says": voice.text(reason.says),
                "cites": [cite.text for cite in reason.cites],
                "read_on": _day(reason.read_on),
            }
            for reason in finding.reasons
        ],
        "ask_next": list(finding.ask_next),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
