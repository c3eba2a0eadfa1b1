"""A court form filled in: values drawn and tagged where its fields were, and no field left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, String

from portal.packet.forms.edition import Kind
from portal.packet.forms.sheet import Flow, Sheet
from portal.pdf import lettering
from portal.pdf.acroform import Widget, is_widget, open_form, overlays, widgets
from portal.pdf.fit import LEADING, MARGIN, NORMAL, Setting, fit, run
from portal.pdf.formtags import FormTags
from portal.say import Msg, say

_CROSS = "X"
_ABOVE = 0.76
"""From the baseline to the top of most letters, in sizes; 0.24 is below the line."""
_PRINTED = 1 << 2  # annotation flag Print, ISO 32000-1, table 165
_LAUNCH = re.compile(r"launchURL\(\s*[\"'](https?://[^\"']+)[\"']")
_WRITTEN = (Kind.TEXT, Kind.CHOICE)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that cannot be written into its field.

    ``letters``: those our font lacks; empty: the text is too long even at the smallest size.
    """

    field: str
    letters: str

    @property
    def says(self) -> Msg:
        if self.letters:
            return say(
                "These letters cannot be printed on the court form: %(letters)s. "
                "Write this answer in Latin letters, as on your ID.",
                letters=self.letters,
            )
        return say("This answer is too long for its place on the court form. Make it shorter.")


class Unfit(Exception):
    """Values do not fit the form: see ``misfits`` first. The message names no value."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        super().__init__(f"{len(misfits)} values do not fit")
        self.misfits = misfits


@dataclass(frozen=True, slots=True)
class _Value:
    """A widget and what is drawn there."""

    widget: Widget
    setting: Setting


def fill(form: bytes, sheet: Sheet) -> bytes:
    """The form with the sheet's values, flattened. The same form and sheet give the same bytes.

    Nothing is written but what the sheet names; buttons, fields and scripts are gone. Raises
    ``UnusableForm`` for a bad file, ``Unfit`` for values that do not fit (``misfits`` tells of them
    beforehand), and ``ValueError`` for a sheet that is of another form.
    """
    with open_form(form) as pdf:
        places = widgets(pdf)
        values, misfits = _settle(places, sheet)
        if misfits:
            raise Unfit(misfits)
        tags = FormTags(pdf, sheet.astray) if "/StructTreeRoot" in pdf.Root else None
        _draw(pdf, tags, values)
        _strip(pdf)
        if tags:
            tags.close()
        out = BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def misfits(form: bytes, sheet: Sheet) -> tuple[Misfit, ...]:
    """The values that cannot be written, in the form's order; raises as ``fill`` does."""
    with open_form(form) as pdf:
        return _settle(widgets(pdf), sheet)[1]


def overflow(form: bytes, sheet: Sheet) -> str:
    """What of the running text has no room on the form and belongs on an attached page."""
    if sheet.flow is None:
        return ""
    with open_form(form) as pdf:
        return _spread(sheet.flow, widgets(pdf))[1]


def _settle(places: Sequence[Widget], sheet: Sheet) -> tuple[list[_Value], tuple[Misfit, ...]]:
    """What is drawn where, and what cannot be."""
    texts = {name: lettering.tidy(text) for name, text in sheet.texts.items()}
    wrong = {
        name: Misfit(name, lettering.lacking(text))
        for name, text in texts.items()
        if lettering.lacking(text)
    }
    if sheet.flow:
        letters = lettering.lacking(lettering.tidy(sheet.flow.text))
        if letters:
            wrong[sheet.flow.fields[0]] = Misfit(sheet.flow.fields[0], letters)
        else:
            texts |= _spread(sheet.flow, places)[0]
    _check(places, texts, sheet.ticks)
    values = []
    for place in places:
        if place.field in wrong or not place.seen:
            continue
        setting = _setting(place, texts, sheet.ticks)
        if setting is None:
            wrong[place.field] = Misfit(place.field, "")
        elif setting.lines:
            values.append(_Value(place, setting))
    return values, tuple(wrong.values())


def _setting(place: Widget, texts: Mapping[str, str], ticks: Mapping[str, str]) -> Setting | None:
    """How the value of a widget is set; one without lines where there is none."""
    if place.kind is Kind.BOX and place.state and ticks.get(place.field) == place.state:
        return Setting(min(place.width, place.height), (_CROSS,))
    text = texts.get(place.field, "") if place.kind in _WRITTEN else ""
    return fit(text, place.width, place.height, place.size) if text else Setting(NORMAL, ())


def _check(places: Sequence[Widget], texts: Mapping[str, str], ticks: Mapping[str, str]) -> None:
    writable = {place.field for place in places if place.kind in _WRITTEN}
    boxes = {(place.field, place.state) for place in places if place.kind is Kind.BOX}
    strange = sorted(set(texts) - writable) + sorted(set(ticks) - {name for name, _ in boxes})
    strange += [name for name, state in ticks.items() if (name, state) not in boxes]
    if strange:
        raise ValueError(f"the form has no such field or state: {strange}")


def _spread(flow: Flow, places: Sequence[Widget]) -> tuple[dict[str, str], str]:
    """The running text line by line in its fields, and what is left of it."""
    by_name = {place.field: place for place in places}
    lines = [by_name[name] for name in flow.fields if name in by_name]
    if len(lines) != len(flow.fields):
        raise ValueError("the form lacks lines of the running text")
    text = _paragraphs(flow.text)
    size = lines[0].size or NORMAL
    set_lines = list(run(text, lambda at: lines[min(at, len(lines) - 1)].width, size))
    if len(set_lines) <= len(lines):
        return _pair(flow.fields, [line.text for line in set_lines]), ""
    shown = set_lines[: len(lines) - 1]
    end = shown[-1].end if shown else 0
    return _pair(flow.fields, [*(line.text for line in shown), flow.more]), text[end:].strip()


def _pair(names: Sequence[str], lines: Sequence[str]) -> dict[str, str]:
    return {name: line for name, line in zip(names, lines, strict=False) if line}


def _paragraphs(text: str) -> str:
    """A running text with its line breaks, but no empty lines and no needless spaces."""
    tidied = (lettering.tidy(line) for line in text.splitlines())
    return "\n".join(line for line in tidied if line)


def _draw(pdf: Pdf, tags: FormTags | None, values: Sequence[_Value]) -> None:
    font = lettering.embed(pdf, (line + " " for value in values for line in value.setting.lines))
    for at, page in enumerate(pdf.pages):
        here = [value for value in values if value.widget.page == at]
        if here:
            name = _add_font(page, font)
            parts = [_drawing(value, name, tags, page) for value in here]
            _write_over(pdf, page, "\n".join(parts))


def _add_font(page: Page, font: Object) -> str:
    """The name of the font on this page. Never a random one: the same case, the same bytes."""
    taken = page.resources.get("/Font", Dictionary())
    name = next(name for at in count() if (name := f"/Written{at or ''}") not in taken)
    return str(page.add_resource(font, Name.Font, name=Name(name)))


def _drawing(value: _Value, font: str, tags: FormTags | None, page: Page) -> str:
    setting, widget = value.setting, value.widget
    lines = setting.lines
    middle = (widget.box[1] + widget.box[3]) / 2
    base = middle + setting.height / 2 - _ABOVE * setting.size
    if widget.kind is Kind.BOX:
        base = middle - lettering.font().capital * setting.size / 2000
    parts = [f"{font} {setting.size:g} Tf"]
    for at, line in enumerate(lines):
        left = widget.box[0] + _indent(widget, line, setting.size)
        up = base - at * LEADING * setting.size
        # The space at the end keeps the last word of a line apart from the first of the next.
        ended = line if at == len(lines) - 1 else line + " "
        parts.append(f"1 0 0 1 {left:.2f} {up:.2f} Tm {lettering.show(ended, setting.size)}")
    drawn = "BT\n" + "\n".join(parts) + "\nET"
    return f"/Form <</MCID {tags.mark(page, widget)}>> BDC\n{drawn}\nEMC" if tags else drawn


def _indent(widget: Widget, line: str, size: float) -> float:
    room = widget.width - lettering.width(line, size)
    if widget.kind is Kind.BOX or widget.align == 1:
        return room / 2
    return room - MARGIN if widget.align == 2 else MARGIN


def _write_over(pdf: Pdf, page: Page, drawn: str) -> None:
    """Add to the page, whatever state its own content leaves the pen in."""
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q 0 g 0 Tr\n{drawn}\nQ".encode("ascii"))


def _strip(pdf: Pdf) -> None:
    """Take out what a form can do and a paper cannot: fields, buttons, scripts."""
    for page in pdf.pages:
        kept = [one for one in overlays(page.obj) if not is_widget(one) and _harmless(one)]
        if kept:
            for one in kept:
                one.F = int(one.get("/F", 0)) | _PRINTED
            page.obj.Annots = Array(kept)
            page.obj.Tabs = Name.S
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
        _forget(page.obj, "/AA", "/Tabs" if not kept else "")
    _forget(pdf.Root, "/AcroForm", "/AA", "/OpenAction", "/Perms", "/NeedsRendering")
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _forget(names, "/JavaScript")


def _harmless(annotation: Object) -> bool:
    """Whether an annotation stays. A link that a script follows becomes an ordinary link."""
    _forget(annotation, "/AA")
    action = annotation.get("/A")
    if not isinstance(action, Dictionary) or action.get("/S") == Name.URI:
        return True
    found = _LAUNCH.search(str(action.get("/JS", "")))
    if not found:
        return False
    annotation.A = Dictionary(S=Name.URI, URI=String(found[1]))
    annotation.Contents = String(found[1])
    return True


def _forget(thing: Object, *keys: str) -> None:
    for key in keys:
        if key and key in thing:
            del thing[key]
