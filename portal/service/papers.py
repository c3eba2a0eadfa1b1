"""Makes the papers of a packet: the court's own forms where installed, else typeset ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from portal.languages import Voice, voice
from portal.packet.contents import Packet
from portal.packet.documents import BY_ID, Document, documents_for
from portal.packet.forms.edition import form_of
from portal.packet.forms.sheet import fill_plan
from portal.pdf.bundle import bundle, count_pages, count_sheets
from portal.pdf.fill import Unfit, fill, overflow
from portal.pdf.typeset import TooLarge, typeset
from portal.say import Msg, say
from portal.service.contents_of import CONTENTS, Sheet, explanation_sheet, next_steps

Forms = Mapping[str, Path]
"""The court's fillable PDFs that are installed, by the id of the form (``EXC-M``)."""

MOST_ROWS = 180
"""Ten sheets of convictions; more is no one person's county."""
MOST_EXPLANATION = 20_000
"""Characters: about ten pages. The question allows far fewer."""
ALL = say("Your papers")
DENSITIES = ("", "tight", "tighter", "tightest")
"""How the one page of next steps is set, until it is one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper as the list of papers shows it; ``sheets`` when printed on one side."""

    id: str
    title: Msg
    pages: int
    sheets: int
    bytes: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper made; ``ours``: typeset by us rather than the court's own form."""

    pdf: bytes
    ours: bool = True


def make(packet: Packet, document_id: str, voice: Voice, forms: Forms) -> bytes:
    """One paper as a PDF: court papers and letters in English, the others in the voice's language.

    Raises ``KeyError`` for an id that no paper has, ``ValueError`` for a paper that is not in this
    packet, and ``TooLarge`` (a RuntimeError) for a packet beyond any person's.
    """
    document = BY_ID[document_id]
    if document not in documents_for(packet):
        raise ValueError(f"{document_id} is not in this packet")
    _check_size(packet)
    if document_id == "next-steps":
        return _next_steps(packet, voice, _court_papers(packet, forms))
    if document.court:
        return _court_paper(packet, document, forms).pdf
    return _typeset(packet, document, voice)


def everything(packet: Packet, voice: Voice, forms: Forms) -> bytes:
    """All papers in one PDF for printing, in the packet's order, with a bookmark for each."""
    made = _make_all(packet, voice, forms)
    return bundle(list(made.values()), f"Fresh Page – {voice.text(ALL)}", voice.tag)


def listing(packet: Packet, voice: Voice, forms: Forms) -> tuple[PaperLine, ...]:
    """Each paper with its pages, sheets and size, in the packet's order."""
    return tuple(_line(BY_ID[id], pdf) for id, pdf in _make_all(packet, voice, forms).items())


def _line(document: Document, pdf: bytes) -> PaperLine:
    pages = count_pages(pdf)
    return PaperLine(
        id=document.id,
        title=document.title,
        pages=pages,
        sheets=count_sheets(pages, duplex=False),
        bytes=len(pdf),
    )


def _check_size(packet: Packet) -> None:
    if len(packet.rows) > MOST_ROWS or len(packet.explanation) > MOST_EXPLANATION:
        raise TooLarge("more than any one person's packet")


def _make_all(packet: Packet, voice: Voice, forms: Forms) -> dict[str, bytes]:
    """Every paper by id, in the packet's order; next steps last made, as it counts the others."""
    _check_size(packet)
    court = _court_papers(packet, forms)
    made: dict[str, bytes] = {}
    for document in documents_for(packet):
        if document.court:
            made[document.id] = court[document.id].pdf
        elif document.id == "next-steps":
            made[document.id] = _next_steps(packet, voice, court)
        else:
            made[document.id] = _typeset(packet, document, voice)
    return made


def _court_papers(packet: Packet, forms: Forms) -> dict[str, _Paper]:
    papers = (document for document in documents_for(packet) if document.court)
    return {document.id: _court_paper(packet, document, forms) for document in papers}


def _court_paper(packet: Packet, document: Document, forms: Forms) -> _Paper:
    """The court's own form filled in; typeset where it is not installed or not there any more, or
    where a value has no room."""
    form_id = form_of(document.id)
    if form_id is not None and form_id in forms:
        try:
            return _Paper(_filled(packet, document, form_id, forms[form_id].read_bytes()), False)
        except (Unfit, OSError):
            pass
    return _Paper(_typeset(packet, document, voice("en")))


def _filled(packet: Packet, document: Document, form_id: str, form: bytes) -> bytes:
    ids = tuple(one.id for one in documents_for(packet))
    sheets = fill_plan(replace(packet, documents=ids), form_id)
    parts = [fill(form, sheet) for sheet in sheets]
    rest = "".join(overflow(form, sheet) for sheet in sheets)
    if rest:
        parts.append(_sheet(packet, document, voice("en"), explanation_sheet(packet, rest)))
    return _joined(parts, document, voice("en"))


def _typeset(packet: Packet, document: Document, resident: Voice) -> bytes:
    said = voice("en") if document.english else resident
    sheets = CONTENTS[document.id](packet)
    return _joined([_sheet(packet, document, said, sheet) for sheet in sheets], document, said)


def _sheet(packet: Packet, document: Document, said: Voice, sheet: Sheet) -> bytes:
    template = sheet.template or document.template
    ids = frozenset(one.id for one in documents_for(packet))
    return typeset(template, said, packet=packet, document=document, ids=ids, **sheet.context)


def _joined(parts: Sequence[bytes], document: Document, said: Voice) -> bytes:
    if len(parts) == 1:
        return parts[0]
    return bundle(parts, f"Fresh Page – {said.text(document.title)}", said.tag)


def _next_steps(packet: Packet, voice: Voice, court: Mapping[str, _Paper]) -> bytes:
    """The page of next steps, set tighter until it is one page or cannot be read any more."""
    pages = {id: count_pages(paper.pdf) for id, paper in court.items()}
    ours = frozenset(id for id, paper in court.items() if paper.ours)
    context = next_steps(packet, pages, ours)
    made = b""
    for density in DENSITIES if court else ("roomy", *DENSITIES):
        sheet = Sheet({**context, "density": density})
        made = _sheet(packet, BY_ID["next-steps"], voice, sheet)
        if count_pages(made) == 1:
            break
    return made
