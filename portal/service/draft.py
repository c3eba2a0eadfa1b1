"""A paper before it is drawn: the court's own form where it is installed, else typeset by us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from portal.languages import Voice, voice
from portal.packet.contents import Packet
from portal.packet.documents import BY_ID, Document, documents_for
from portal.packet.forms.edition import form_of
from portal.packet.forms.sheet import fill_plan
from portal.pdf.box import BOX
from portal.pdf.bundle import count_pages
from portal.pdf.fill import Unfit
from portal.pdf.typeset import markup
from portal.pdf.work import Filled
from portal.service.contents_of import CONTENTS, Sheet, explanation_sheet, guide

Forms = Mapping[str, Path]
"""The court's fillable PDFs that are installed, by the id of the form (``EXC-M``)."""

MOTION, GUIDE = BY_ID["motion"], BY_ID["guide"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A paper sheet by sheet: HTML to draw, or a court form that is filled in already.

    ``ours``: typeset by us rather than the court's own form.
    """

    document: Document
    said: Voice
    sheets: tuple[str | bytes, ...]
    ours: bool = True

    @property
    def title(self) -> str:
        return self.said.text(self.document.title)

    def draw(self) -> list[Future[bytes]]:
        """Each sheet as a PDF, being made."""
        return [done(one) if isinstance(one, bytes) else BOX.draw(one) for one in self.sheets]

    def count(self) -> list[Future[int]]:
        """The pages of each sheet, being counted."""
        return [
            done(count_pages(one)) if isinstance(one, bytes) else BOX.count(one)
            for one in self.sheets
        ]


def drafts(
    packet: Packet, documents: Iterable[Document], resident: Voice, forms: Forms
) -> list[Draft]:
    """The papers in order. While the court's forms are filled in, the others are written.

    Typeset is also a form that is not there any more, or whose values have no room on it.
    """
    listed = tuple(documents)
    begun = {one: _begin_to_fill(packet, one, forms) for one in listed}
    if GUIDE in begun and MOTION not in begun:
        begun[MOTION] = _begin_to_fill(packet, MOTION, forms)
    with let_go(one for filling in begun.values() for one in filling):
        written = {
            one: _written(packet, one, resident)
            for one in listed
            if not begun[one] and one != GUIDE
        }
        if GUIDE in begun:
            sheets = guide(packet, _goes_on(begun[MOTION]))
            written[GUIDE] = typeset(packet, GUIDE, resident, sheets)
        return [written.get(one) or _settled(packet, one, resident, begun[one]) for one in listed]


def typeset(packet: Packet, document: Document, said: Voice, sheets: Sequence[Sheet]) -> Draft:
    """Our own paper."""
    htmls = tuple(html(packet, document, said, sheet) for sheet in sheets)
    return Draft(document=document, said=said, sheets=htmls)


def html(packet: Packet, document: Document, said: Voice, sheet: Sheet) -> str:
    """One sheet of our own paper."""
    template = sheet.template or document.template
    ids = frozenset(one.id for one in documents_for(packet))
    return markup(template, said, packet=packet, document=document, ids=ids, **sheet.context)


def voice_of(document: Document, resident: Voice) -> Voice:
    """The voice a paper speaks in: court papers and letters are in English."""
    return voice("en") if document.english else resident


@contextmanager
def let_go(begun: Iterable[Future[T]]) -> Iterator[None]:
    """Where one fails, nobody waits for those that did not begin yet."""
    try:
        yield
    finally:
        for one in begun:
            one.cancel()


def done(value: T) -> Future[T]:
    """What need not be made any more, as if it were being made."""
    future: Future[T] = Future()
    future.set_result(value)
    return future


def _begin_to_fill(packet: Packet, document: Document, forms: Forms) -> list[Future[Filled]]:
    """The copies of the court's form, being filled in; none where it is not installed."""
    form_id = form_of(document.id)
    if form_id is None or form_id not in forms:
        return []
    try:
        form = forms[form_id].read_bytes()
    except OSError:
        return []
    ids = tuple(one.id for one in documents_for(packet))
    sheets = fill_plan(replace(packet, documents=ids), form_id)
    return [BOX.fill(form, sheet) for sheet in sheets]


def _goes_on(filling: Sequence[Future[Filled]]) -> bool | None:
    """Whether a page with the rest of the explanation follows the court's own motion; ``None``
    where the motion is ours."""
    try:
        return any(one.result().rest for one in filling) if filling else None
    except Unfit:
        return None


def _settled(
    packet: Packet, document: Document, resident: Voice, filling: Sequence[Future[Filled]]
) -> Draft:
    try:
        filled = [one.result() for one in filling]
    except Unfit:
        return _written(packet, document, resident)
    sheets: list[str | bytes] = [one.pdf for one in filled]
    rest = "".join(one.rest for one in filled)
    if rest:
        sheets.append(html(packet, document, voice("en"), explanation_sheet(packet, rest)))
    said = voice_of(document, resident)
    return Draft(document=document, said=said, sheets=tuple(sheets), ours=False)


def _written(packet: Packet, document: Document, resident: Voice) -> Draft:
    said = voice_of(document, resident)
    return typeset(packet, document, said, CONTENTS[document.id](packet))
