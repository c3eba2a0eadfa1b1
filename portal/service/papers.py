"""Makes the papers of a packet: the court's own forms where installed, else typeset ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from markupsafe import Markup

from portal.languages import Voice, voice
from portal.packet.contents import Packet
from portal.packet.documents import BY_ID, Document, documents_for
from portal.packet.forms.edition import form_of
from portal.packet.forms.sheet import fill_plan
from portal.pdf.box import BOX
from portal.pdf.bundle import count_pages, count_sheets
from portal.pdf.fill import Unfit, fill, overflow
from portal.pdf.typeset import TooLarge, main_part, markup
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A paper before it is drawn, sheet by sheet: HTML, or a court form that is filled in already.

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
        return [_done(one) if isinstance(one, bytes) else BOX.draw(one) for one in self.sheets]

    def count(self) -> list[Future[int]]:
        """The pages of each sheet, being counted."""
        return [
            _done(count_pages(one)) if isinstance(one, bytes) else BOX.count(one)
            for one in self.sheets
        ]


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
    paper = _paper(packet, document, voice, forms)
    parts = _gather(paper.draw())
    return parts[0] if len(parts) == 1 else _joined([(paper.title, parts)], paper.title, paper.said)


def read(packet: Packet, document_id: str, voice: Voice, forms: Forms) -> Reading:
    """One paper to read on a page: the words of our own paper, out of the same template. Raises as
    ``make`` does."""
    document = _document(packet, document_id)
    said = _voice_of(document, voice)
    if document_id == "next-steps":
        court = _papers(packet, voice, forms, court=True)
        sheets: Sequence[Sheet] = [Sheet(_next_steps_context(packet, court, _count(court)))]
    else:
        sheets = CONTENTS[document_id](packet)
    htmls = _typeset(packet, document, said, sheets).sheets
    return Reading(
        lang=said.tag,
        dir=said.dir,
        parts=tuple(main_part(html) for html in htmls if isinstance(html, str)),
        official=form_of(document_id) in forms,
    )


def everything(packet: Packet, voice: Voice, forms: Forms) -> bytes:
    """All papers in one PDF for printing, in the packet's order, with a bookmark for each."""
    _check_size(packet)
    papers = _papers(packet, voice, forms)
    begun = _begun(papers)
    with _let_go(one for parts in begun for one in parts):
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


def _voice_of(document: Document, resident: Voice) -> Voice:
    return voice("en") if document.english else resident


def _check_size(packet: Packet) -> None:
    if len(packet.rows) > MOST_ROWS or len(packet.explanation) > MOST_EXPLANATION:
        raise TooLarge("more than any one person's packet")


def _papers(packet: Packet, voice: Voice, forms: Forms, *, court: bool = False) -> list[_Paper]:
    """The papers in the packet's order, or the court's alone; next steps is not among them, since
    it tells how many pages the others have."""
    return [
        _paper(packet, document, voice, forms)
        for document in documents_for(packet)
        if document.id != "next-steps" and (document.court or not court)
    ]


def _count(papers: Iterable[_Paper]) -> dict[str, int]:
    """The pages of each paper by its id."""
    begun = [(paper.document.id, paper.count()) for paper in papers]
    return {id: sum(_gather(counts)) for id, counts in begun}


def _gather(begun: list[Future[T]]) -> list[T]:
    """What was begun, done."""
    with _let_go(begun):
        return [one.result() for one in begun]


@contextmanager
def _let_go(begun: Iterable[Future[T]]) -> Iterator[None]:
    """Where one fails, nobody waits for those that did not begin yet."""
    try:
        yield
    finally:
        for one in begun:
            one.cancel()


def _begun(papers: Sequence[_Paper]) -> list[list[Future[bytes]]]:
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
        [drawn[one] if isinstance(one, str) else _done(one) for one in paper.sheets]
        for paper in papers
    ]


def _done(value: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(value)
    return future


def _paper(packet: Packet, document: Document, resident: Voice, forms: Forms) -> _Paper:
    """The court's own form filled in; typeset where it is not installed or not there any more, or
    where a value has no room."""
    said = _voice_of(document, resident)
    form_id = form_of(document.id)
    if form_id is not None and form_id in forms:
        try:
            filled = _filled(packet, document, form_id, forms[form_id].read_bytes())
            return _Paper(document=document, said=said, sheets=filled, ours=False)
        except (Unfit, OSError):
            pass
    return _typeset(packet, document, said, CONTENTS[document.id](packet))


def _filled(
    packet: Packet, document: Document, form_id: str, form: bytes
) -> tuple[str | bytes, ...]:
    ids = tuple(one.id for one in documents_for(packet))
    sheets = fill_plan(replace(packet, documents=ids), form_id)
    parts: list[str | bytes] = [fill(form, sheet) for sheet in sheets]
    rest = "".join(overflow(form, sheet) for sheet in sheets)
    if rest:
        parts.append(_html(packet, document, voice("en"), explanation_sheet(packet, rest)))
    return tuple(parts)


def _typeset(packet: Packet, document: Document, said: Voice, sheets: Sequence[Sheet]) -> _Paper:
    htmls = tuple(_html(packet, document, said, sheet) for sheet in sheets)
    return _Paper(document=document, said=said, sheets=htmls)


def _html(packet: Packet, document: Document, said: Voice, sheet: Sheet) -> str:
    template = sheet.template or document.template
    ids = frozenset(one.id for one in documents_for(packet))
    return markup(template, said, packet=packet, document=document, ids=ids, **sheet.context)


def _next_steps_context(
    packet: Packet, papers: Sequence[_Paper], pages: Mapping[str, int]
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
    papers: Sequence[_Paper],
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
        made = lay_out(_html(packet, BY_ID["next-steps"], voice, sheet)).result()
        if length(made) == 1:
            break
    return made
