"""Values take the place of form fields in a PDF's structure tree, to be read aloud there."""

from __future__ import annotations

import re
from collections.abc import Container

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, String

from portal.packet.forms.edition import Kind
from portal.pdf.acroform import Widget, overlays
from portal.pdf.landmarks import Words, nearest, words_of

Key = tuple[int, int]
"""The number of an object in its file."""
_MARK = re.compile(rb"/MCID\s+(\d+)")


class FormTags:
    """The structure tree of a form that is being flattened."""

    def __init__(self, pdf: Pdf, astray: Container[str] = ()) -> None:
        """``astray``: fields that the form tags somewhere else than where they stand."""
        self._pdf = pdf
        self._root = pdf.Root.StructTreeRoot
        self._owners = NumberTree(self._root.ParentTree)
        self._astray = astray
        self._seen = {self._root.objgen}
        self._places = self._find_places()
        self._drawn: dict[Key, Object] = {}
        self._loose: list[tuple[Object, Widget]] = []
        self._marks: dict[int, tuple[Object, int]] = {}
        self._own: dict[int, int] = {}
        self._words: dict[int, list[Words]] = {}

    def mark(self, page: Page, widget: Widget) -> int:
        """The number under which the value of ``widget`` is marked in the content of ``page``."""
        if widget.page not in self._marks:
            self._marks[widget.page] = self._numbered(page)
            self._own[widget.page] = self._marks[widget.page][1]
        owned, number = self._marks[widget.page]
        element = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                Pg=page.obj,
                K=Array([number]),
                A=_print_field(widget),
            )
        )
        if widget.kind is Kind.BOX:
            named = "" if widget.state == "Yes" else f"{widget.state}: "
            element.Alt = String(f"{named}checked")
        owned.append(element)
        self._marks[widget.page] = (owned, number + 1)
        home = None if widget.field in self._astray else self._home(widget)
        if home is None:
            self._loose.append((element, widget))
        else:
            element.P = home
            self._drawn[widget.annotation.objgen] = element
        return number

    def close(self) -> None:
        """Put each marked value where its field was, and forget what is on no page any more."""
        for element, widget in self._loose:
            self._place_by_sight(element, widget)
        left = {
            note.objgen: int(note.get("/StructParent", -1))
            for page in self._pdf.pages
            for note in overlays(page.obj)
        }
        places = [
            place for key, found in self._places.items() if key not in left for place in found
        ]
        places += self._find_strays(left)
        for place in {place.objgen: place for place in places}.values():
            self._replace(place, left)
        single = [key for key, owner in self._owners.items() if isinstance(owner, Dictionary)]
        for number in set(single) - set(left.values()):
            del self._owners[number]

    def _find_places(self) -> dict[Key, list[Object]]:
        """The structure elements that refer to each annotation, in the order of the tree."""
        places: dict[Key, list[Object]] = {}
        waiting = [self._root]
        while waiting:
            element = waiting.pop(0)
            for kid in kids_of(element):
                if not isinstance(kid, Dictionary):
                    continue
                if target := _target(kid):
                    places.setdefault(target.objgen, []).append(element)
                elif "/S" in kid and not (kid.is_indirect and kid.objgen in self._seen):
                    self._seen.add(kid.objgen)
                    waiting.append(kid)
        return places

    def _find_strays(self, left: Container[Key]) -> list[Object]:
        """Elements that refer to what is gone, and that hang on no branch of the tree."""
        return [
            one
            for one in self._pdf.objects
            if isinstance(one, Dictionary)
            and "/S" in one
            and one.objgen not in self._seen
            and any(
                (target := _target(kid)) is not None and target.objgen not in left
                for kid in kids_of(one)
            )
        ]

    def _home(self, widget: Widget) -> Object | None:
        """The element a field is tagged in: where it is tagged twice, the one that owns it."""
        places = self._places.get(widget.annotation.objgen, [])
        number = int(widget.annotation.get("/StructParent", -1))
        owner = self._owners[number] if number in self._owners else None  # noqa: SIM401 get() fails
        own = [one for one in places if owner is not None and _same(one, owner)]
        return next(iter([*own, *places]), None)

    def _numbered(self, page: Page) -> tuple[Object, int]:
        """What owns the marks of a page, and the next free number there."""
        if "/StructParents" not in page.obj:
            page.obj.StructParents = max((int(key) for key in self._owners), default=-1) + 1
            self._root.ParentTreeNextKey = int(page.obj.StructParents) + 1
        key = int(page.obj.StructParents)
        if key not in self._owners:
            self._owners[key] = self._pdf.make_indirect(Array())
        owned = self._owners[key]
        used = [int(number) for number in _MARK.findall(content_of(page))]
        free = max([len(owned), *(number + 1 for number in used)])
        for _ in range(len(owned), free):
            owned.append(None)
        return owned, free

    def _replace(self, place: Object, left: Container[Key]) -> None:
        """Drawn values instead of the references to their fields; nothing instead of the others."""
        kept: list[Object | int] = []
        for kid in kids_of(place):
            target = _target(kid)
            if target is None or target.objgen in left:
                kept.append(kid)
            elif (element := self._drawn.get(target.objgen)) is not None and _same(
                element.P, place
            ):
                kept.append(element)
        place.K = Array(kept)
        # What held several fields is no field itself any more, and nothing where all were empty.
        place.S = Name.Span
        if not kept:
            _take_out(place)

    def _place_by_sight(self, element: Object, widget: Widget) -> None:
        """A field that the form never tagged: its value follows the words it stands next to."""
        page = self._pdf.pages[widget.page]
        owned, _ = self._marks[widget.page]
        if widget.page not in self._words:
            self._words[widget.page] = words_of(page, range(self._own[widget.page]))
        near = nearest(self._words[widget.page], widget.box)
        owner, after = self._owner(owned, near)
        element.P = owner
        kids = kids_of(owner)
        at = next((at for at, kid in enumerate(kids) if _same(kid, after)), len(kids) - 1)
        owner.K = Array([*kids[: at + 1], element, *kids[at + 1 :]])

    def _owner(self, owned: Object, near: Words | None) -> tuple[Object, Object | int]:
        """The element to put a value into, and the child of it to put the value after."""
        owner = owned[near.mark] if near else None
        after: Object | int = near.mark if near else -1
        if not isinstance(owner, Dictionary):
            return self._top(), after
        # What has its words said otherwise would keep the value from being read.
        while "/ActualText" in owner or "/Alt" in owner or owner.get("/S") == Name.Form:
            owner, after = owner.P, owner
        return owner, after

    def _top(self) -> Object:
        """The first element below the root, for what stands next to no tagged words."""
        for kid in kids_of(self._root):
            if isinstance(kid, Dictionary):
                return kid
        raise ValueError("the form's structure tree is empty")


def kids_of(element: Object) -> list[Object | int]:
    """What stands right below a structure element, always as a list."""
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


def content_of(page: Page) -> bytes:
    """The whole content of a page."""
    listed = page.obj.get("/Contents")
    streams = list(listed) if isinstance(listed, Array) else [listed] if listed is not None else []
    return b"\n".join(stream.read_bytes() for stream in streams)


def _target(kid: Object | int) -> Object | None:
    """The annotation that a reference in the tree is to; ``None``: it is no such reference."""
    return kid.get("/Obj") if isinstance(kid, Dictionary) else None


def _print_field(widget: Widget) -> Dictionary:
    """What the field was, for a form that is not filled in any more (ISO 32000-1, 14.8.5.6)."""
    values: dict[str, Object] = {
        "/O": Name.PrintField,
        "/Desc": String(widget.says or widget.field),
        "/Role": Name.tv,
    }
    if widget.kind is Kind.BOX:
        values |= {"/Role": Name.cb, "/checked": Name.on}
    return Dictionary(values)


def _take_out(element: Object) -> None:
    parent = element.get("/P")
    if isinstance(parent, Dictionary):
        parent.K = Array([kid for kid in kids_of(parent) if not _same(kid, element)])


def _same(kid: Object | int, other: Object | int) -> bool:
    if isinstance(kid, int) or isinstance(other, int):
        return kid == other
    return kid.is_indirect and kid.objgen == other.objgen
