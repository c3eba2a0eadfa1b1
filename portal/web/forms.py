"""The few fixed forms, and reading what a question page sent. Our own macros print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from flask import request
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, Length

from portal.service.visit import Device

DEVICES: Final = ("own", "shared")
_BREAKS: Final = re.compile("\r\n|[\r\v\f\x85]")
# Nobody can type these, and HTML may not hold them: control characters and noncharacters.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|"
    + "|".join(
        f"[{chr(at + 0xFFFE)}{chr(at + 0xFFFF)}]" for at in range(0x10000, 0x110000, 0x10000)
    )
)


def legible(text: str | None) -> str:
    """A text as a browser would show it again: one kind of line break, nothing that no page may
    hold. What the person typed is otherwise as it was."""
    return _UNPRINTABLE.sub("", _BREAKS.sub("\n", text or ""))


class DeviceForm(FlaskForm):  # type: ignore[misc]
    """Whose device this is."""

    device = StringField(validators=[AnyOf(DEVICES)])


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The code that opens answers again. What is not ``own`` counts as shared."""

    code = StringField(validators=[Length(max=200)], filters=[legible])
    device = StringField()

    @property
    def whose(self) -> Device:
        return "own" if self.device.data == "own" else "shared"


def sent(names: tuple[str, ...]) -> Mapping[str, str]:
    """What the form sent for these fields, and for no others; what was not sent is left out.

    Several values of one name (boxes that were ticked) are joined by a line break.
    """
    form = request.form
    return {name: "\n".join(map(legible, form.getlist(name))) for name in names if name in form}
