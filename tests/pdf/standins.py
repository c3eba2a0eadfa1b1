"""PDF forms made here, with every kind of field, and the court's own where they are at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from portal.packet.forms.edition import Edition, Field, Kind, fields_of

COURT_FORMS = Path(__file__).resolve().parents[3] / "shared" / "court-forms"
COURT_FILES = {
    "EXC-M": "cxp-motion-to-vacate-and-expunge.pdf",
    "EXC-AA": "cxp-additional-cannabis-convictions.pdf",
    "EXC-N": "cxp-notice-of-court-date-for-motion.pdf",
    "EXC-AM": "cxp-additional-notice-of-court-date.pdf",
    "EXC-O": "cxp-order-granting-or-denying-motion.pdf",
}
PAGE = (612, 792)
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))
Box = tuple[float, float, float, float]


def court_form(id: str) -> bytes:
    """The court's own form, or a skipped test where it is not at hand."""
    path = COURT_FORMS / COURT_FILES[id]
    if not path.is_file():
        pytest.skip(f"the court's {id} is not in {COURT_FORMS}")
    return path.read_bytes()


@dataclass
class Maker:
    """A form that grows field by field. ``tagged``: with a structure tree, as the court's have."""

    pages: int = 1
    tagged: bool = True
    pdf: Pdf = field(default_factory=Pdf.new)
    drawn: list[list[str]] = field(default_factory=list)
    fields: Array = field(default_factory=Array)
    owners: list[list[Object]] = field(default_factory=list)
    singles: list[Object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.top = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array())
        )
        for _ in range(self.pages):
            self.pdf.add_blank_page(page_size=PAGE)
            self.drawn.append([])
            self.owners.append([])

    def label(self, text: str, page: int, left: float, line: float) -> Object:
        """Words printed on a page; the paragraph they are."""
        mark = len(self.owners[page])
        self.drawn[page].append(
            f"/P <</MCID {mark}>> BDC BT /F0 9 Tf 1 0 0 1 {left} {line} Tm ({text}) Tj ET EMC"
        )
        paragraph = self._element(Name.P, self.top)
        paragraph.Pg = self.pdf.pages[page].obj
        paragraph.K.append(mark)
        self.owners[page].append(paragraph)
        return paragraph

    def widget(self, page: int, box: Box, below: Object | None, **more: object) -> Object:
        """A place of a field; ``below``: the paragraph it is tagged in, ``None``: in none."""
        here = self.pdf.pages[page].obj
        made = self.pdf.make_indirect(
            Dictionary(
                {"/Type": Name.Annot, "/Subtype": Name.Widget, "/Rect": Array(box), "/F": 4}
                | {"/P": here}
                | {f"/{key}": value for key, value in more.items()}
            )
        )
        if "/Annots" not in here:
            here.Annots = Array()
        here.Annots.append(made)
        if below is not None:
            made.StructParent = self.pages + len(self.singles)
            element = self._element(Name.Form, below)
            element.K.append(Dictionary(Type=Name.OBJR, Obj=made, Pg=here))
            self.singles.append(element)
        return made

    def one(
        self, name: str, type: Name, page: int, box: Box, below: Object | None, **more: object
    ) -> Object:
        """A field with one place."""
        made = self.widget(page, box, below, FT=type, T=String(name), TU=String(name), **more)
        self.fields.append(made)
        return made

    def group(self, name: str, type: Name, places: list[Object], **more: object) -> None:
        """A field with several places."""
        parent = self.pdf.make_indirect(
            Dictionary(
                {"/FT": type, "/T": String(name), "/Kids": Array(places)}
                | {f"/{key}": value for key, value in more.items()}
            )
        )
        for place in places:
            place.Parent = parent
        self.fields.append(parent)

    def look(self, state: str) -> Dictionary:
        """The appearances of a box that is ticked as ``state``."""
        drawing = self.pdf.make_indirect(
            Stream(self.pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        )
        return Dictionary(N=Dictionary({f"/{state}": drawing, "/Off": drawing}))

    def _element(self, kind: Name, parent: Object) -> Object:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, K=Array()))
        parent.K.append(made)
        return made

    def finish(self) -> bytes:
        pdf = self.pdf
        plain = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )  # fmt: skip
        for at, page in enumerate(pdf.pages):
            # The court's pages leave the pen in any state, so this one does too.
            content = "\n".join([*self.drawn[at], "q 1 0 0 rg 0.5 0 0 0.5 40 40 cm"])
            page.obj.Contents = Stream(pdf, content.encode())
            page.obj.Resources = Dictionary(Font=Dictionary(F0=plain))
            page.obj.StructParents = at
        pdf.Root.AcroForm = Dictionary(
            Fields=self.fields, DA=String("/Helv 10 Tf 0 g"), NeedAppearances=True
        )
        pdf.Root.OpenAction = SCRIPT
        pdf.Root.Lang = String("en")
        pdf.docinfo["/Title"] = "A form to try"
        if self.tagged:
            numbers = [part for at, own in enumerate(self.owners) for part in (at, Array(own))]
            numbers += [
                part for at, one in enumerate(self.singles) for part in (self.pages + at, one)
            ]
            self.root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
            self.root.ParentTreeNextKey = self.pages + len(self.singles)
            self.root.K = Array([self.top])
            pdf.Root.StructTreeRoot = self.root
            pdf.Root.MarkInfo = Dictionary(Marked=True)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


TEXT = {"DA": String("/Helv 10 Tf 0 g")}


def small_form(*, tagged: bool = True) -> bytes:
    """Two pages with a field of each kind, a button, a signature, and scripts in every corner."""
    form = Maker(pages=2, tagged=tagged)
    name = form.label("Name", 0, 40, 724)
    form.one("Name", Name.Tx, 0, (142, 720, 342, 734.4), name, AA=Dictionary(F=SCRIPT), **TEXT)
    county = form.label("County", 0, 40, 684)
    form.one(
        "County", Name.Ch, 0, (142, 680, 242, 694.4), county,
        Ff=1 << 17, Opt=Array([String("Cook"), String("Lake")]), V=String("  "), **TEXT,
    )  # fmt: skip
    agency = form.label("Agency", 0, 40, 644)
    form.one("Agency", Name.Tx, 0, (142, 640, 246, 666.6), agency, Q=1, **TEXT)
    notes = form.label("Notes", 0, 40, 604)
    form.one("Notes", Name.Tx, 0, (142, 560, 342, 612), notes, Ff=1 << 12, Q=2, **TEXT)
    stated = form.label("I state this", 0, 160, 522)
    form.one("Stated", Name.Btn, 0, (142, 520, 152, 530), stated, AP=form.look("Yes"), AS=Name.Off)
    light = form.label("Misdemeanor", 0, 160, 502)
    form.label("Class 4 Felony", 0, 160, 482)
    form.group("Grade", Name.Btn, [
        form.widget(0, (142, 500, 152, 510), light, AP=form.look("Misdemeanor"), AS=Name.Off),
        form.widget(0, (142, 480, 152, 490), None, AP=form.look("Class 4 Felony"), AS=Name.Off),
    ])  # fmt: skip
    explain = form.label("Explain", 0, 40, 444)
    for at in range(1, 4):
        box = (142, 440 - 15 * at, 342, 453 - 15 * at)
        form.one(f"Line{at}", Name.Tx, 0, box, explain, **TEXT)
    again = form.label("Number", 1, 40, 744)
    number = form.label("Number", 0, 40, 764)
    form.group("Number", Name.Tx, [
        form.widget(0, (142, 760, 242, 774.4), number),
        form.widget(1, (142, 740, 242, 754.4), again),
    ], **TEXT)  # fmt: skip
    form.one("Sign", Name.Sig, 1, (142, 700, 342, 720), again)
    form.one("Print", Name.Btn, 1, (142, 20, 242, 40), None, Ff=1 << 16, A=SCRIPT)
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 100, 90, 110]),
        A=Dictionary(
            S=Name.JavaScript, JS=String('app.launchURL("https://www.ilga.gov/", true);')
        ),
    )  # fmt: skip
    form.pdf.pages[1].obj.Annots.append(form.pdf.make_indirect(link))
    return form.finish()


def form_like(edition: Edition, *, also: Mapping[str, Field] | None = None) -> bytes:
    """A form with the fields of a court form and nothing of its face, in three columns a page."""
    wanted = dict(fields_of(edition)) | dict(also or {})
    places = [
        (one, state)
        for one in wanted.values()
        for state in (sorted(one.states) if one.kind is Kind.BOX else [""])
    ]
    form = Maker(pages=-(-len(places) // 75))
    kids: dict[str, list[Object]] = {}
    for at, (one, state) in enumerate(places):
        page, line, column = at // 75, at % 75 // 3, at % 3
        left, bottom = 20 + 196 * column, 750 - 30 * line
        label = form.label(f"{at}", page, left, bottom + 2)
        box = (left + 20, bottom, left + 190, bottom + 26.6)
        if one.kind is Kind.BOX:
            box = (left + 20, bottom, left + 30, bottom + 10)
            widget = form.widget(page, box, label, AP=form.look(state), AS=Name.Off)
            kids.setdefault(one.name, []).append(widget)
        else:
            flags = {"Ff": 1 << 16} if one.kind is Kind.BUTTON else {}
            type = {Kind.TEXT: Name.Tx, Kind.CHOICE: Name.Ch, Kind.BUTTON: Name.Btn}[one.kind]
            form.one(one.name, type, page, box, label, **TEXT, **flags)
    for name, widgets in kids.items():
        form.group(name, Name.Btn, widgets)
    return form.finish()
