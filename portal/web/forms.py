"""The few fixed forms, and reading what a question page sent. Our own macros print them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import request
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, Length

from portal.service.visit import Device

DEVICES: Final = ("own", "shared")


class DeviceForm(FlaskForm):  # type: ignore[misc]
    """Whose device this is."""

    device = StringField(validators=[AnyOf(DEVICES)])


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The code that opens answers again. What is not ``own`` counts as shared."""

    code = StringField(validators=[Length(max=200)])
    device = StringField()

    @property
    def whose(self) -> Device:
        return "own" if self.device.data == "own" else "shared"


def sent(names: tuple[str, ...]) -> Mapping[str, str]:
    """What the form sent for these fields, and for no others; what was not sent is left out.

    Several values of one name (boxes that were ticked) are joined by a line break.
    """
    return {name: "\n".join(request.form.getlist(name)) for name in names if name in request.form}
