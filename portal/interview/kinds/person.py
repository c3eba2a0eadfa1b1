"""Who a person is and how to reach them: name, address, phone, email."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.interview.kinds.kind import (
    NOT_GIVEN,
    Control,
    Field,
    Problem,
    verbatim,
)
from portal.interview.kinds.secret import SOCIAL_SECURITY, holds_social_security_number
from portal.interview.kinds.text import LATIN_ONLY, off_paper_problem, spaced, too_long
from portal.interview.typed import (
    for_paper,
    is_latin,
    lines,
    one_line,
    plain_digits,
)
from portal.say import Msg, say

_NO_NAME: Final = re.compile(r"""[^\w .,'‘’‛ʻʼʹ`´′"“”„‟«»\-‐‑–—\u0300-\u036f]|_""")
"""What stands in no name: of the marks the apostrophes, quotes and dashes of every keyboard do."""
MOST_NAME: Final = 100


def _name_problem(field: str, text: str) -> Problem | None:
    if len(text) > MOST_NAME:
        return too_long(field, MOST_NAME)
    if holds_social_security_number(text, bare=True):
        return Problem(field, SOCIAL_SECURITY.says)
    if not is_latin(text):
        return Problem(field, LATIN_ONLY)
    if signs := "".join(dict.fromkeys(_NO_NAME.findall(text))):
        says = say("Please leave this out of the name: %(signs)s", signs=spaced(signs))
        return Problem(field, says)
    if not any(map(str.isalpha, text)):
        return Problem(field, say("Type the name in letters."))
    return off_paper_problem(field, text)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name as on the record. ``several``: other names, one a line, or none."""

    several: bool = False
    name: str = "person-name"

    @property
    def fields(self) -> tuple[Field, ...]:
        if self.several:
            hint = say("One name on each line. Leave it empty if you used no other name.")
            several = Field(
                name="name",
                control=Control.LINES,
                hint=hint,
                maxlength=400,
                latin=True,
                bare=True,
            )
            return (several,)
        return (
            Field(
                name="name",
                hint=say("First, middle and last name"),
                maxlength=MOST_NAME,
                autocomplete="name",
                latin=True,
                bare=True,
            ),
        )

    def read(self, raw: Mapping[str, str], day: date) -> tuple[str, ...] | Problem:
        typed = raw.get("name", "")
        if not self.several:
            name = for_paper(one_line(typed))
            if not name:
                return Problem("name", say("Type your full name."))
            return _name_problem("name", name) or (name,)
        found = tuple(row for row in for_paper(lines(typed[:10_000])).split("\n") if row)
        for name in found:
            if problem := _name_problem("name", name):
                return problem
        if len(found) > 10 or sum(map(len, found)) > 400:
            return Problem("name", say("Type at most 10 other names."))
        return tuple(dict.fromkeys(found))

    def show(self, value: tuple[str, ...]) -> Msg:
        return verbatim(", ".join(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Postal:
    """An address. ``homeless``: there is no fixed one; the lines may name where mail can wait."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    homeless: bool = False

    @property
    def city_state_zip(self) -> str:
        place = ", ".join(part for part in (self.city, self.state) if part)
        return f"{place} {self.zip}".strip()


@dataclass(frozen=True, slots=True)
class Address:
    """Where the court can write to."""

    name: str = "address"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="street",
                label=say("Street and number"),
                hint=say("A P.O. box, a shelter or a friend's address is fine too."),
                maxlength=100,
                autocomplete="address-line1",
                latin=True,
                bare=True,
            ),
            Field(
                name="city",
                label=say("City"),
                maxlength=60,
                autocomplete="address-level2",
                latin=True,
                bare=True,
            ),
            Field(
                name="state",
                label=say("State"),
                hint=say("2 letters, such as IL"),
                maxlength=20,
                autocomplete="address-level1",
                latin=True,
            ),
            Field(
                name="zip",
                label=say("ZIP code"),
                inputmode="numeric",
                maxlength=10,
                autocomplete="postal-code",
                latin=True,
            ),
            Field(
                name="homeless",
                label=say("I have no fixed address"),
                hint=say("Ask legal aid which address the court will take."),
                control=Control.TICK,
            ),
        )

    def read(self, raw: Mapping[str, str], day: date) -> Postal | Problem:
        street, city, state = (
            for_paper(one_line(raw.get(part, ""))) for part in ("street", "city", "state")
        )
        homeless = bool(raw.get("homeless"))
        for part, text, most in (("street", street, 100), ("city", city, 60), ("state", state, 20)):
            if problem := _line_problem(part, text, most):
                return problem
        code = plain_digits(one_line(raw.get("zip", "")))
        given = not homeless or any((street, city, state, code))
        if given and (problem := _place_problem(street, city, state, code)):
            return problem
        return Postal(street=street, city=city, state=_state(state), zip=code, homeless=homeless)

    def show(self, value: Postal) -> Msg:
        text = ", ".join(part for part in (value.street, value.city_state_zip) if part)
        if value.homeless and not text:
            return say("No fixed address")
        return verbatim(text)


def _line_problem(field: str, text: str, most: int) -> Problem | None:
    if len(text) > most:
        return too_long(field, most)
    if holds_social_security_number(text):
        return Problem(field, SOCIAL_SECURITY.says)
    return off_paper_problem(field, text)


def _place_problem(street: str, city: str, state: str, code: str) -> Problem | None:
    if not street:
        return Problem(
            "street", say("Type the street and number, or tick “I have no fixed address”.")
        )
    if not city:
        return Problem("city", say("Type the city."))
    if not state and not code:
        return None  # outside the United States
    if not state:
        return Problem("state", say("Type the state, such as IL."))
    if not re.fullmatch(r"\d{5}(-\d{4})?", code, re.ASCII):
        says = say(
            "Type the 5 digits of the ZIP code, such as 60601. "
            "Outside the United States leave the state and the ZIP code empty."
        )
        return Problem("zip", says)
    return None


def _state(text: str) -> str:
    if text.casefold() in ("illinois", "ill", "ill."):
        return "IL"
    return text.upper() if len(text) == 2 else text


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number that may stay empty."""

    name: str = "phone"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="phone",
                inputmode="tel",
                hint=say("10 digits, such as 312-555-0100. Leave it empty if you have none."),
                maxlength=30,
                autocomplete="tel",
                latin=True,
            ),
        )

    def read(self, raw: Mapping[str, str], day: date) -> str | Problem:
        typed = plain_digits(one_line(raw.get("phone", "")))
        if not typed:
            return ""
        digits = re.sub(r"[ ().\-/]", "", typed)
        if re.fullmatch(r"(\+?1)?[2-9]\d{9}", digits, re.ASCII):
            ten = digits[-10:]
            return f"({ten[:3]}) {ten[3:6]}-{ten[6:]}"
        if re.fullmatch(r"\+\d{8,15}", digits, re.ASCII):
            return digits
        return Problem(
            "phone",
            say(
                "Type 10 digits, such as 312-555-0100. "
                "A number from another country starts with + and its country code."
            ),
        )

    def show(self, value: str) -> Msg:
        return verbatim(value) if value else NOT_GIVEN


_EMAIL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,120}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Email:
    """An email address that may stay empty."""

    name: str = "email"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="email",
                inputmode="email",
                hint=say("Such as name@example.com. Leave it empty if you have none."),
                maxlength=120,
                autocomplete="email",
                latin=True,
            ),
        )

    def read(self, raw: Mapping[str, str], day: date) -> str | Problem:
        typed = plain_digits(one_line(raw.get("email", "")))
        if not typed:
            return ""
        domain = typed.rpartition("@")[2]
        whole = len(typed) <= 120 and _EMAIL.fullmatch(typed)
        if whole and "." in domain.strip(".") and ".." not in typed:
            return typed
        return Problem("email", say("Type an email address like name@example.com."))

    def show(self, value: str) -> Msg:
        return verbatim(value)
