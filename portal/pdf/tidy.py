"""What the typesetter leaves to do: running heads as artifacts, tags without empty levels."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, NumberTree, Object, ObjectStreamMode, Pdf, String
from pikepdf.settings import set_flate_compression_level

from portal.pdf.letters import correct
from portal.pdf.marks import mark_anew

set_flate_compression_level(9)

Children = list[Object | int]
"""What stands right below an element: others, and numbers of marked text."""

_WRAPPERS = (Name.Span, Name.NonStruct)
_HOLDERS = frozenset(
    str(name)
    for name in (
        *_WRAPPERS, Name.P, Name.H1, Name.H2, Name.H3, Name.Lbl, Name.LBody,
        Name.TD, Name.TH, Name.Caption, Name.Link,
    )
)  # fmt: skip
"""What may hold text itself, rather than only elements that do."""


_PRINT = 4  # annotation flags, ISO 32000-1, table 165
_GROUPS = (Name.Div, Name.NonStruct, Name.Sect, Name.Part)
_TABLE_PARTS = (Name.THead, Name.TBody)
_SECTIONS = frozenset(
    str(name)
    for name in (Name.Document, Name.Part, Name.Sect, Name.Div, Name.NonStruct, Name.LBody, Name.TD)
)


def tidy(pdf: bytes) -> bytes:
    """The same pages with the same text, smaller, and with nothing tagged that only runs along.

    A page's running head and foot stand outside the tag tree, so they are marked as artifacts
    (ISO 14289-1, 7.8). A span around nothing but text gives that text to its parent, and a group
    that means nothing what it holds.
    """
    with Pdf.open(BytesIO(pdf)) as opened:
        correct(opened)
        tree = opened.Root.StructTreeRoot
        owned = _Marks()
        for top in kids(tree):
            _keep(top, _thin(opened, top, owned))
        owners = NumberTree(tree.ParentTree)
        for page in opened.pages:
            marks = mark_anew(opened, page.obj, owned.on(page.obj))
            _name_links(page.obj)
            owners[int(page.obj.StructParents)] = opened.make_indirect(Array(marks))
        out = BytesIO()
        opened.save(
            out,
            object_stream_mode=ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
    return out.getvalue()


def kids(element: Object) -> list[Object]:
    """The structure elements right below one; not the marks and references among its children."""
    return [kid for kid in _below(element) if isinstance(kid, Dictionary) and "/S" in kid]


class _Marks:
    """Which element owns each marked piece of text, page by page."""

    def __init__(self) -> None:
        self._owners: dict[tuple[int, int], dict[int, Object]] = {}

    def own(self, page: Object, mark: int, element: Object) -> None:
        self._owners.setdefault(page.objgen, {})[mark] = element

    def on(self, page: Object) -> dict[int, Object]:
        return self._owners.get(page.objgen, {})


def _thin(pdf: Pdf, element: Object, owned: _Marks) -> Children:
    """What stands right below ``element`` when the text of needless wrappers has moved up; notes
    who owns which text."""
    children: Children = []
    for kid in _below(element):
        if not (isinstance(kid, Dictionary) and "/S" in kid):
            children.append(kid)
            continue
        below = _thin(pdf, kid, owned)
        if _needless(kid, element, below):
            children += below
        elif _only_groups(kid, element, below):
            for one in below:
                one.P = element  # type: ignore[union-attr]
            children += below
        else:
            _keep(kid, below)
            children.append(kid)
    if element.S == Name.LI:
        children = _with_body(pdf, element, children)
    for kid in children:
        if isinstance(kid, int):
            owned.own(element.Pg, kid, element)
    return children


def _with_body(pdf: Pdf, item: Object, children: Children) -> Children:
    """A list item holds a label and a body; blocks right inside it get the body they lack."""
    labels = [kid for kid in children if isinstance(kid, Dictionary) and kid.get("/S") == Name.Lbl]
    others = [kid for kid in children if kid not in labels]
    bodies = [kid for kid in others if isinstance(kid, Dictionary) and kid.get("/S") == Name.LBody]
    if not others or len(bodies) == len(others):
        return children
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg))
    _keep(body, others)
    for kid in others:
        if isinstance(kid, Dictionary):
            kid.P = body
    return [*labels, body]


def _needless(kid: Object, parent: Object, below: Children) -> bool:
    return (
        kid.S in _WRAPPERS
        and str(parent.S) in _HOLDERS
        and kid.get("/Pg") == parent.get("/Pg")
        and all(isinstance(one, int) for one in below)
    )


def _name_links(page: Object) -> None:
    """Links are printed, too, and are read out as what stands there."""
    for link in page.get("/Annots", Array()):
        link.F = _PRINT
        link.Contents = String(str(link.A.URI).removeprefix("mailto:"))


def _only_groups(kid: Object, parent: Object, below: Children) -> bool:
    """Whether an element means nothing by itself, and what it holds can stand in its place."""
    return (
        (kid.S in _GROUPS and str(parent.S) in _SECTIONS)
        or (kid.S in _TABLE_PARTS and Name.Table == parent.S)
    ) and not any(isinstance(one, int) for one in below)


def _keep(element: Object, children: Children) -> None:
    """Give ``element`` its children, and let go what readers know: that it is an element, and
    its page where no text is right below it.

    Our tables have headers of columns only, so that a header's scope tells which cells it is for.
    """
    element.K = Array(children)
    if "/Type" in element:
        del element["/Type"]
    if element.S == Name.TH:
        element.A.Scope = Name.Column
        del element["/ID"]
    elif element.S == Name.TD and "/A" in element:
        del element["/A"]
    if "/Pg" in element and not any(isinstance(kid, int) for kid in children):
        del element["/Pg"]


def _below(element: Object) -> Iterator[Object | int]:
    below = element.get("/K")
    if below is None:
        return
    yield from below if isinstance(below, Array) else [below]
