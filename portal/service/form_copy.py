"""Which court form a file is: told by its bytes and its fields, never by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.packet.forms.edition import Differences, Edition, Field, compare, editions, fields_of
from portal.pdf.acroform import Flaw, UnusableForm, read_fields
from portal.say import Msg, say

_NAMED = 3
_ALIKE = 0.5
"""From that share of common fields on, a file is a changed copy of a form and not another one."""


class State(StrEnum):
    """What we know of a copy of a form."""

    OFFICIAL = "official"
    FIELDS_MATCH = "fields-match"
    UNUSABLE = "unusable"
    MISSING = "missing"

    @property
    def says(self) -> Msg:
        return _STATES[self]


_STATES = {
    State.OFFICIAL: say("The court's own file."),
    State.FIELDS_MATCH: say("Fields match, fingerprint unknown: check the edition."),
    State.UNUSABLE: say("This file cannot be used. Install the form again."),
    State.MISSING: say("Not installed. The portal prints its own paper instead."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file that was recognized."""

    edition: Edition
    state: State
    sha256: str


FLAWS: dict[Flaw, Msg] = {
    Flaw.NOT_PDF: say("This file is not a PDF."),
    Flaw.TOO_LARGE: say("This file is too large to be one of the court's forms."),
    Flaw.DAMAGED: say("This PDF is damaged or cut off. Download it again."),
    Flaw.ENCRYPTED: say("This PDF is locked. Use the file as the court publishes it."),
    Flaw.XFA: say("This PDF uses XFA, a kind of form the portal cannot fill in."),
    Flaw.NO_FIELDS: say("This PDF has no fields to fill in."),
}


def recognize(content: bytes) -> Copy | Msg:
    """Which form the bytes are, or why they are none."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        fields = read_fields(content)
    except UnusableForm as problem:
        return FLAWS[problem.flaw]
    matching = [one for one in editions() if not compare(one, fields)]
    for one in matching:
        if digest in one.sha256:
            return Copy(edition=one, state=State.OFFICIAL, sha256=digest)
    if matching:
        return Copy(edition=matching[0], state=State.FIELDS_MATCH, sha256=digest)
    nearest = max(editions(), key=lambda one: _likeness(one, fields))
    if _likeness(nearest, fields) < _ALIKE:
        return say("This is not one of the forms that the portal fills in.")
    return _differs(nearest, compare(nearest, fields))


def _likeness(edition: Edition, fields: Mapping[str, Field]) -> float:
    wanted = set(fields_of(edition))
    return len(wanted & set(fields)) / len(wanted | set(fields))


def _differs(edition: Edition, by: Differences) -> Msg:
    return say(
        "This looks like %(form)s (%(edition)s), but its fields differ. "
        "Missing: %(missing)s. New: %(added)s. Changed: %(changed)s.",
        form=edition.id,
        edition=edition.edition,
        missing=_some(by.missing),
        added=_some(by.added),
        changed=_some(by.changed),
    )


def _some(names: tuple[str, ...]) -> str:
    """The first few names and how many more there are."""
    if not names:
        return "–"
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" (+{more})" if more > 0 else "")
