"""The fields of a PDF form: what they are, where they stand, and which files are no such form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError

from portal.packet.forms.edition import Field, Kind

MOST_BYTES = 8_000_000
"""The court's forms are below half a megabyte."""
MOST_PAGES = 40
MOST_WIDGETS = 2_000

_RADIO, _PUSHBUTTON = 1 << 15, 1 << 16  # field flags, ISO 32000-1, tables 226 to 228
_MULTILINE = 1 << 12
_UNSEEN = 1 << 1 | 1 << 5  # annotation flags Hidden and NoView, ISO 32000-1, table 165
_KINDS = {"/Tx": Kind.TEXT, "/Ch": Kind.CHOICE, "/Sig": Kind.SIGNATURE}
_DEEPEST = 32


class Flaw(StrEnum):
    """Why a file cannot be used as a form."""

    NOT_PDF = "not-pdf"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    XFA = "xfa"
    NO_FIELDS = "no-fields"


class UnusableForm(Exception):
    """A file that is no form we can fill in."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One place of a field on a page. ``box`` is left, bottom, right, top in points.

    ``size`` 0 lets the writer choose. ``align``: 0 left, 1 center, 2 right. ``state`` is what
    ticking a box here says. ``says`` is the field's name as it is read aloud.
    """

    field: str
    kind: Kind
    page: int
    box: tuple[float, float, float, float]
    size: float
    align: int
    state: str
    says: str
    seen: bool
    annotation: Object

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def open_form(content: bytes) -> Pdf:
    """The form, whole and open to all. Raises ``UnusableForm``."""
    if len(content) > MOST_BYTES:
        raise UnusableForm(Flaw.TOO_LARGE)
    if b"%PDF-" not in content[:1024]:
        raise UnusableForm(Flaw.NOT_PDF)
    try:
        pdf = Pdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except PasswordError:
        raise UnusableForm(Flaw.ENCRYPTED) from None
    except PdfError:
        raise UnusableForm(Flaw.DAMAGED) from None
    flaw = _flaw(pdf)
    if flaw:
        pdf.close()
        raise UnusableForm(flaw)
    return pdf


def read_fields(content: bytes) -> Mapping[str, Field]:
    """Every field of a form that has a place on a page, by name. Raises ``UnusableForm``."""
    with open_form(content) as pdf:
        return fields_of(widgets(pdf))


def fields_of(found: tuple[Widget, ...]) -> Mapping[str, Field]:
    """The fields that widgets belong to, by name; the states of all widgets of a box together."""
    fields: dict[str, Field] = {}
    for one in found:
        states = frozenset({one.state} if one.state else ())
        before = fields.get(one.field)
        fields[one.field] = Field(one.field, one.kind, before.states | states if before else states)
    return fields


def widgets(pdf: Pdf) -> tuple[Widget, ...]:
    """Every place of every field, page by page. Raises ``UnusableForm`` for one that is broken."""
    try:
        return tuple(
            _widget(annotation, at)
            for at, page in enumerate(pdf.pages)
            for annotation in overlays(page.obj)
            if is_widget(annotation)
        )
    except (PdfError, ValueError, TypeError, KeyError, AttributeError):
        raise UnusableForm(Flaw.DAMAGED) from None


def overlays(page: Object) -> Iterator[Object]:
    """What lies over a page: fields, links, notes."""
    listed = page.get("/Annots")
    for one in listed if isinstance(listed, Array) else ():
        if isinstance(one, Dictionary):
            yield one


def is_widget(annotation: Object) -> bool:
    """Whether it is a place of a field."""
    return bool(annotation.get("/Subtype") == Name.Widget)


def _flaw(pdf: Pdf) -> Flaw | None:
    """What is wrong with a file that could be opened."""
    if pdf.is_encrypted:
        return Flaw.ENCRYPTED
    try:
        form = pdf.Root.get("/AcroForm")
        pages = len(pdf.pages)
        count = sum(1 for page in pdf.pages for _ in overlays(page.obj))
    except (PdfError, ValueError, TypeError, AttributeError):
        return Flaw.DAMAGED
    if pdf.get_warnings():
        return Flaw.DAMAGED
    if pages > MOST_PAGES or count > MOST_WIDGETS:
        return Flaw.TOO_LARGE
    if not isinstance(form, Dictionary) or not count:
        return Flaw.NO_FIELDS
    return Flaw.XFA if "/XFA" in form else None


def _widget(annotation: Object, page: int) -> Widget:
    chain = list(_chain(annotation))
    kind = _kind(chain)
    left, bottom, right, top = (float(side) for side in annotation.Rect)
    names = [str(one.T) for one in reversed(chain) if "/T" in one]
    return Widget(
        field=".".join(names),
        kind=kind,
        page=page,
        box=(min(left, right), min(bottom, top), max(left, right), max(bottom, top)),
        size=_size(str(_inherited(chain, "/DA") or "")),
        align=int(_inherited(chain, "/Q") or 0),
        state=_state(annotation) if kind is Kind.BOX else "",
        says=str(_inherited(chain, "/TU") or ""),
        seen=not int(annotation.get("/F", 0)) & _UNSEEN,
        annotation=annotation,
    )


def _chain(annotation: Object) -> Iterator[Object]:
    """The widget, the field it belongs to, that field's parent, and so on."""
    one: Object | None = annotation
    for _ in range(_DEEPEST):
        if one is None:
            return
        yield one
        one = one.get("/Parent")
    raise ValueError("a field is its own ancestor")


def _inherited(chain: list[Object], key: str) -> Object | None:
    return next((one[key] for one in chain if key in one), None)


def _kind(chain: list[Object]) -> Kind:
    type = str(_inherited(chain, "/FT") or "")
    flags = int(_inherited(chain, "/Ff") or 0)
    if type != "/Btn":
        return _KINDS.get(type, Kind.OTHER)
    if flags & _PUSHBUTTON:
        return Kind.BUTTON
    return Kind.OTHER if flags & _RADIO else Kind.BOX


def _state(annotation: Object) -> str:
    looks = annotation.get("/AP", Dictionary()).get("/N", Dictionary())
    states = [str(name).removeprefix("/") for name in looks]
    return next((state for state in states if state != "Off"), "")


def _size(appearance: str) -> float:
    """The letter size of a default appearance such as ``/Helv 10 Tf 0 g``."""
    parts = appearance.split()
    return float(parts[parts.index("Tf") - 1]) if "Tf" in parts else 0.0
