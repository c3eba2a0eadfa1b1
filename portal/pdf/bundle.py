"""Several PDFs become one to print, with their tags, each part in its own language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NumberTree,
    Object,
    OutlineItem,
    Pdf,
    Stream,
    String,
)

from portal.pdf.merge_fonts import merge_fonts
from portal.pdf.pack import packed
from portal.pdf.share import share
from portal.pdf.tidy import kids

_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{claim}<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_CLAIM = """<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
"""


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def count_sheets(pages: int, *, duplex: bool) -> int:
    """How many sheets of paper that many pages take, printed on one side or on both."""
    return -(-pages // 2) if duplex else pages


def bundle(parts: Sequence[bytes], names: Sequence[str], title: str, lang: str) -> bytes:
    """One PDF with the pages, tags and languages of all parts, in order, and a bookmark for each.

    ``names``: of the parts; sheets of one paper, which follow each other, have the same. ``title``
    is the name of the whole, ``lang`` the language of what is not tagged otherwise. The same parts
    give the same bytes. It claims to be PDF/UA only where every part does: the court's own forms do
    not. Raises ``ValueError`` where there is no part.
    """
    if not parts:
        raise ValueError("nothing to bundle")
    whole = Pdf.new()
    tags = _Tags(whole)
    bookmarks: list[OutlineItem] = []
    sources = [Pdf.open(BytesIO(part)) for part in parts]
    for at, (source, name) in enumerate(zip(sources, names, strict=True)):
        first = len(whole.pages)
        goes_on = at > 0 and names[at - 1] == name
        whole.pages.extend(source.pages)
        tags.adopt(source, f"{at}-", name, first, goes_on=goes_on)
        if not goes_on:
            bookmarks.append(OutlineItem(name, first, "Fit"))
        bookmarks[-1].children.extend(_bookmarks(source, first))
    tags.close()
    with whole.open_outline() as outline:
        outline.root.extend(bookmarks)
    _describe(whole, title, lang, accessible=all(map(_claims, sources)))
    merge_fonts(whole)
    share(whole)
    made = packed(whole)
    for source in sources:
        source.close()
    return made


class _Tags:
    """The structure tree of the whole, to which that of each part is added as a Part."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._owners: list[Object | int] = []  # number, what owns it, number, what owns it, …
        self._next = 0

    def adopt(self, source: Pdf, prefix: str, name: str, first: int, *, goes_on: bool) -> None:
        """Take over the tags of a part whose pages start at ``first`` (from 0) in the whole.

        ``goes_on``: it belongs to the paper of the part before it.
        """
        tree = source.Root.get("/StructTreeRoot")
        pages = list(self._whole.pages)[first:]
        if tree is None:
            _forget_numbers(page.obj for page in pages)
            return
        copied = self._whole.copy_foreign(tree)
        self._renumber(copied, [page.obj for page in pages])
        if not (goes_on and len(self._document.K)):
            self._document.K.append(self._part(name, str(source.Root.get("/Lang", ""))))
        part = self._document.K[-1]
        for top in kids(copied):
            # A part's own Document would be one inside another: its children move up.
            movers = kids(top) if top.get("/S") == Name.Document else [top]
            for element in movers:
                element.P = part
                part.K.append(element)
                _prefix_names(element, prefix)
        roles = copied.get("/RoleMap")
        if roles is not None:
            known = self._root.get("/RoleMap", Dictionary())
            for role, standard in roles.items():
                known[role] = standard
            self._root.RoleMap = known

    def _part(self, name: str, lang: str) -> Object:
        return self._whole.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Part,
                P=self._document,
                K=Array(),
                T=String(name),
                Lang=String(lang),
            )
        )

    def close(self) -> None:
        """Write the tree into the whole."""
        self._root.K = Array([self._document])
        self._root.ParentTree = self._whole.make_indirect(Dictionary(Nums=Array(self._owners)))
        self._root.ParentTreeNextKey = self._next
        self._whole.Root.StructTreeRoot = self._root
        self._whole.Root.MarkInfo = Dictionary(Marked=True)

    def _renumber(self, tree: Object, pages: list[Object]) -> None:
        """Give each page and annotation of a part the next numbers, and keep what they own."""
        owners = dict(NumberTree(tree.ParentTree).items()) if "/ParentTree" in tree else {}
        for thing, key in _numbered(pages):
            owned = owners.get(int(thing[key]))
            if owned is None:
                del thing[key]
                continue
            thing[key] = self._next
            self._owners.extend((self._next, owned))
            self._next += 1


def _numbered(pages: list[Object]) -> Iterator[tuple[Object, str]]:
    for page in pages:
        if "/StructParents" in page:
            yield page, "/StructParents"
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                yield annotation, "/StructParent"


def _forget_numbers(pages: Iterator[Object]) -> None:
    for thing, key in _numbered(list(pages)):
        del thing[key]


def _prefix_names(element: Object, prefix: str) -> None:
    """Table headers are found by name: the names of one part must not be those of another."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        waiting += kids(one)
        if "/ID" in one:
            one.ID = String(prefix + str(one.ID))
        looks = one.get("/A")
        if isinstance(looks, Dictionary) and "/Headers" in looks:
            looks.Headers = Array([String(prefix + str(name)) for name in looks.Headers])


def rename(pdf: bytes, title: str) -> bytes:
    """The same PDF under a title that may stand in a browser's history and on its tab.

    The court's own forms name their subject in their titles.
    """
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.docinfo["/Title"] = title
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
        made = BytesIO()
        opened.save(made, deterministic_id=True)
    return made.getvalue()


def _bookmarks(source: Pdf, first: int) -> Iterator[OutlineItem]:
    """The headings of a part below its first, as bookmarks; its pages start at ``first``."""
    places = {page.obj.objgen: first + at for at, page in enumerate(source.pages)}
    with source.open_outline() as outline:
        yield from _moved([below for top in outline.root for below in top.children], places)


def _moved(
    items: Iterable[OutlineItem], places: Mapping[tuple[int, int], int]
) -> Iterator[OutlineItem]:
    for item in items:
        below = list(_moved(item.children, places))
        to = item.destination
        if isinstance(to, Array) and to[0].objgen in places:
            page = places[to[0].objgen]
            moved = OutlineItem(item.title, page, "Fit")
            if to[1] == Name.XYZ:
                moved = OutlineItem(item.title, page, "XYZ", left=0, top=float(to[3]))
            moved.children.extend(below)
            yield moved
        else:
            yield from below


def _claims(source: Pdf) -> bool:
    metadata = source.Root.get("/Metadata")
    return metadata is not None and b"pdfuaid:part" in metadata.read_bytes()


def _describe(whole: Pdf, title: str, lang: str, *, accessible: bool) -> None:
    root = whole.Root
    root.Lang = String(lang)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    xmp = _XMP.format(title=escape(title), claim=_CLAIM if accessible else "").encode()
    root.Metadata = Stream(whole, xmp, Type=Name.Metadata, Subtype=Name.XML)
    whole.docinfo["/Title"] = title
