"""The kinds of answer a question can have."""

from __future__ import annotations

from portal.interview.kinds.amount import Amount
from portal.interview.kinds.choice import Choice, Gate, Statement, Ticks
from portal.interview.kinds.dates import PartialDate
from portal.interview.kinds.kind import (
    NOT_GIVEN,
    NOT_SURE,
    UNSURE,
    Control,
    Field,
    Kind,
    Option,
    Problem,
    Unsure,
    verbatim,
)
from portal.interview.kinds.person import Address, Email, PersonName, Phone, Postal
from portal.interview.kinds.text import CaseNumber, ChargeLine, CountyName, LongText, Text
from portal.interview.kinds.weight import Weight

__all__ = [
    "NOT_GIVEN",
    "NOT_SURE",
    "UNSURE",
    "Address",
    "Amount",
    "CaseNumber",
    "ChargeLine",
    "Choice",
    "Control",
    "CountyName",
    "Email",
    "Field",
    "Gate",
    "Kind",
    "LongText",
    "Option",
    "PartialDate",
    "PersonName",
    "Phone",
    "Postal",
    "Problem",
    "Statement",
    "Text",
    "Ticks",
    "Unsure",
    "Weight",
    "verbatim",
]
