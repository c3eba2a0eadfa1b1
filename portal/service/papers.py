"""Makes the papers of a packet: the court's own forms where they are installed, else typeset ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.languages import Voice, voice
from portal.packet.contents import Packet
from portal.packet.documents import BY_ID, Document, documents_for
from portal.pdf.bundle import bundle, count_pages, count_sheets
from portal.pdf.typeset import TooLarge, typeset
from portal.say import Msg
from portal.service.contents_of import CONTENTS, next_steps

Forms = Mapping[str, Path]
"""The court's fillable PDFs that are installed, by the id of the paper they are."""

MOST_ROWS = 180
"""Ten sheets of convictions; more is no one person's county."""
MOST_EXPLANATION = 20_000
"""Characters: about ten pages. The question allows far fewer."""
DENSITIES = ("", "tight", "tighter")
"""How the one page of next steps is set, until it is one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper as the list of papers shows it; ``sheets`` when printed on one side."""

    id: str
    title: Msg
    pages: int
    sheets: int
    bytes: int


def make(packet: Packet, document_id: str, voice: Voice, forms: Forms) -> bytes:
    """One paper as a PDF: court papers and letters in English, the others in the voice's language.

    Raises ``KeyError`` for an id that no paper has, ``ValueError`` for a paper that is not in this
    packet, and ``TooLarge`` (a RuntimeError) for a packet beyond any person's.
    """
    document = BY_ID[document_id]
    if document_id not in packet.documents:
        raise ValueError(f"{document_id} is not in this packet")
    _check_size(packet)
    if document_id == "next-steps":
        return _next_steps(packet, voice, forms, _court_papers(packet, voice, forms))
    return _make(packet, document, voice, forms)


def everything(packet: Packet, voice: Voice, forms: Forms) -> bytes:
    """All papers in one PDF for printing, in the packet's order, with a bookmark for each."""
    made = _make_all(packet, voice, forms)
    title = f"Fresh Page – {packet.number}"
    return bundle([made[id] for id in packet.documents], title, voice.tag)


def listing(packet: Packet, voice: Voice, forms: Forms) -> tuple[PaperLine, ...]:
    """Each paper with its pages, sheets and size, in the packet's order."""
    made = _make_all(packet, voice, forms)
    return tuple(_line(document, made[document.id]) for document in documents_for(packet))


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
    _check_size(packet)
    made = _court_papers(packet, voice, forms)
    for document in documents_for(packet):
        if document.id == "next-steps":
            made[document.id] = _next_steps(packet, voice, forms, made)
        elif document.id not in made:
            made[document.id] = _make(packet, document, voice, forms)
    return made


def _court_papers(packet: Packet, voice: Voice, forms: Forms) -> dict[str, bytes]:
    papers = (document for document in documents_for(packet) if document.court)
    return {document.id: _make(packet, document, voice, forms) for document in papers}


def _make(packet: Packet, document: Document, resident: Voice, forms: Forms) -> bytes:
    said = voice("en") if document.english else resident
    parts = [
        typeset(
            sheet.template or document.template,
            said,
            packet=packet,
            document=document,
            **sheet.context,
        )
        for sheet in CONTENTS[document.id](packet, said)
    ]
    if len(parts) == 1:
        return parts[0]
    return bundle(parts, f"Fresh Page – {said.text(document.title)}", said.tag)


def _next_steps(
    packet: Packet, voice: Voice, forms: Forms, court_papers: Mapping[str, bytes]
) -> bytes:
    """The page of next steps, set tighter until it is one page; readable before all, so not more."""
    pages = {id: count_pages(pdf) for id, pdf in court_papers.items()}
    context = next_steps(packet, pages, frozenset(pages) - frozenset(forms))
    made = b""
    for density in DENSITIES:
        made = typeset(
            "next-steps.html",
            voice,
            packet=packet,
            document=BY_ID["next-steps"],
            density=density,
            **context,
        )
        if count_pages(made) == 1:
            break
    return made
