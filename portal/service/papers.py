"""Makes the papers of a packet: the court's own forms where installed, else typeset ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from portal.languages import Voice
from portal.packet.contents import Packet
from portal.packet.documents import BY_ID, Document, documents_for
from portal.packet.forms.edition import form_of
from portal.pdf.box import BOX
from portal.pdf.bundle import count_pages, count_sheets
from portal.pdf.typeset import TooLarge, main_part
from portal.say import Msg, say
from portal.service.contents_of import CONTENTS, Sheet, next_steps
from portal.service.draft import Draft, Forms, done, drafts, html, let_go, typeset, voice_of

MOST_ROWS = 180
"""Ten sheets of convictions; more is no one person's county."""
MOST_EXPLANATION = 20_000
"""Characters: about ten pages. The question allows far fewer."""
ALL = say("Your papers")
DENSITIES = ("", "tight", "tighter", "tightest")
"""How the one page of next steps is set, until it is one page."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper as the list of papers shows it; ``sheets`` when printed on one side."""

    id: str
    title: Msg
    pages: int
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A paper to read on a page, sheet by sheet. ``official``: on paper it is the court's form."""

    lang: str
    dir: str
    parts: tuple[Markup, ...]
    official: bool


def make(packet: Packet, document_id: str, voice: Voice, forms: Forms) -> bytes:
    """One paper as a PDF: court papers and letters in English, the others in the voice's language.

    Raises ``KeyError`` for an id that no paper has, ``ValueError`` for a paper that is not in this
    packet, ``TooLarge`` for a packet beyond any person's, and ``Broken`` (all RuntimeErrors) where
    it should be asked for again.
    """
    document = _document(packet, document_id)
    if document_id == "next-steps":
        court = _papers(packet, voice, forms, court=True)
        return _next_steps(packet, voice, court, _count(court), BOX.draw, count_pages)
    (paper,) = drafts(packet, [document], voice, forms)
    parts = _gather(paper.draw())
    return parts[0] if len(parts) == 1 else _joined([(paper.title, parts)], paper.title, paper.said)


def read(packet: Packet, document_id: str, voice: Voice, forms: Forms) -> Reading:
    """One paper to read on a page: the words of our own paper, out of the same template. Raises as
    ``make`` does."""
    document = _document(packet, document_id)
    said = voice_of(document, voice)
    if document_id == "next-steps":
        court = _papers(packet, voice, forms, court=True)
        sheets: Sequence[Sheet] = [Sheet(_next_steps_context(packet, court, _count(court)))]
    else:
        sheets = CONTENTS[document_id](packet)
    ours = typeset(packet, document, said, sheets).sheets
    return Reading(
        lang=said.tag,
        dir=said.dir,
        parts=tuple(main_part(one) for one in ours if isinstance(one, str)),
        official=form_of(document_id) in forms,
    )


def everything(packet: Packet, voice: Voice, forms: Forms) -> bytes:
    """All papers in one PDF for printing, in the packet's order, with a bookmark for each."""
    _check_size(packet)
    papers = _papers(packet, voice, forms)
    begun = _begun(papers)
    with let_go(one for parts in begun for one in parts):
        pages = {
            paper.document.id: sum(count_pages(one.result()) for one in parts)
            for paper, parts in zip(papers, begun, strict=True)
            if paper.document.court
        }
        first = []
        if "next-steps" in packet.documents:
            steps = _next_steps(packet, voice, papers, pages, BOX.draw, count_pages)
            first = [(voice.text(BY_ID["next-steps"].title), [steps])]
        made = [[one.result() for one in parts] for parts in begun]
    rest = [(paper.title, parts) for paper, parts in zip(papers, made, strict=True)]
    return _joined([*first, *rest], voice.text(ALL), voice)


def listing(packet: Packet, voice: Voice, forms: Forms) -> tuple[PaperLine, ...]:
    """Each paper with its pages and sheets, in the packet's order: laid out, but not drawn."""
    _check_size(packet)
    papers = _papers(packet, voice, forms)
    pages = _count(papers)
    if "next-steps" in packet.documents:
        pages["next-steps"] = _next_steps(packet, voice, papers, pages, BOX.count, int)
    return tuple(
        PaperLine(
            id=document.id,
            title=document.title,
            pages=pages[document.id],
            sheets=count_sheets(pages[document.id], duplex=False),
        )
        for document in documents_for(packet)
    )


def _joined(made: Sequence[tuple[str, Sequence[bytes]]], title: str, said: Voice) -> bytes:
    """The sheets of papers, each paper under its title, in one PDF."""
    names = [name for name, parts in made for _ in parts]
    parts = [part for _, some in made for part in some]
    return BOX.bundle(parts, names, f"Fresh Page – {title}", said.tag).result()


def _document(packet: Packet, document_id: str) -> Document:
    document = BY_ID[document_id]
    if document not in documents_for(packet):
        raise ValueError(f"{document_id} is not in this packet")
    _check_size(packet)
    return document


def _check_size(packet: Packet) -> None:
    if len(packet.rows) > MOST_ROWS or len(packet.explanation) > MOST_EXPLANATION:
        raise TooLarge("more than any one person's packet")


def _papers(packet: Packet, voice: Voice, forms: Forms, *, court: bool = False) -> list[Draft]:
    """The papers in the packet's order, or the court's alone; next steps is not among them, since
    it tells how many pages the others have."""
    documents = [
        document
        for document in documents_for(packet)
        if document.id != "next-steps" and (document.court or not court)
    ]
    return drafts(packet, documents, voice, forms)


def _count(papers: Iterable[Draft]) -> dict[str, int]:
    """The pages of each paper by its id."""
    begun = [(paper.document.id, paper.count()) for paper in papers]
    return {id: sum(_gather(counts)) for id, counts in begun}


def _gather(begun: list[Future[T]]) -> list[T]:
    """What was begun, done."""
    with let_go(begun):
        return [one.result() for one in begun]


def _begun(papers: Sequence[Draft]) -> list[list[Future[bytes]]]:
    """The sheets of each paper, being made. The court's papers are first, since the page of next
    steps waits for them, and of what is left the longest, so that no process ends long before the
    other; the same sheet is drawn once."""
    htmls = [
        (not paper.document.court, -len(sheet), sheet)
        for paper in papers
        for sheet in paper.sheets
        if isinstance(sheet, str)
    ]
    drawn = {sheet: BOX.draw(sheet) for _, _, sheet in sorted(htmls)}
    return [
        [drawn[one] if isinstance(one, str) else done(one) for one in paper.sheets]
        for paper in papers
    ]


def _next_steps_context(
    packet: Packet, papers: Sequence[Draft], pages: Mapping[str, int]
) -> dict[str, object]:
    court = [paper for paper in papers if paper.document.court]
    context = next_steps(
        packet,
        {paper.document.id: pages[paper.document.id] for paper in court},
        frozenset(paper.document.id for paper in court if paper.ours),
    )
    return {**context, "density": ""}


def _next_steps(
    packet: Packet,
    voice: Voice,
    papers: Sequence[Draft],
    pages: Mapping[str, int],
    lay_out: Callable[[str], Future[T]],
    length: Callable[[T], int],
) -> T:
    """The page of next steps, set tighter until it is one page or cannot be read any more.

    ``pages``: of each paper by its id; what is not for the court is not told.
    """
    context = _next_steps_context(packet, papers, pages)
    for density in DENSITIES if context["files"] else ("roomy", *DENSITIES):
        sheet = Sheet({**context, "density": density})
        made = lay_out(html(packet, BY_ID["next-steps"], voice, sheet)).result()
        if length(made) == 1:
            break
    return made
