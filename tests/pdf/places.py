"""What stands in each field's place on paper, read by poppler and not by us."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Name, NumberTree, ObjectStreamMode, Pdf

from portal.pdf.acroform import Widget, open_form, widgets
from portal.pdf.formtags import content_of
from tests.pdf.reading import elements

Word = tuple[int, float, float, str]
_PAGE = re.compile(r"<page [^>]*?height=\"([\d.]+)\"")
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
_PRINTED = re.compile("[\ue000-\uf8ff□☐_]")
"""Lines and empty boxes that belong to the form."""


def written(filled: bytes, blank: bytes) -> dict[tuple[str, str], str]:
    """The text added in the place of each field, by its name and, of a box, its state."""
    with open_form(blank) as pdf:
        places = widgets(pdf)
    new = _added(list(_words(filled)), list(_words(blank)))
    found: dict[tuple[str, str], list[str]] = {}
    for page, across, up, text in new:
        for place in places:
            if place.page == page and _is_in(place, across, up):
                found.setdefault((place.field, place.state), []).append(text)
                break
        else:
            found.setdefault(("", ""), []).append(text)
    return {key: " ".join(words) for key, words in found.items()}


def laid_open(pdf: bytes) -> bytes:
    """The file with nothing compressed, to look for what should be gone."""
    out = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.save(out, qdf=True, object_stream_mode=ObjectStreamMode.disable)
    return out.getvalue()


def untagged(filled: bytes) -> list[tuple[int, int]]:
    """Page and number of each mark of ours that no form element in the tag tree owns."""
    wrong = []
    with Pdf.open(BytesIO(filled)) as opened:
        tree = opened.Root.StructTreeRoot
        reached = {element.objgen for element in elements(tree)}
        owners = NumberTree(tree.ParentTree)
        for at, page in enumerate(opened.pages):
            for mark in map(int, re.findall(rb"/Form <</MCID (\d+)>> BDC", content_of(page))):
                owner = owners[int(page.obj.StructParents)][mark]
                owned = list(owner.K) == [mark] and owner.Pg.objgen == page.obj.objgen
                if not owned or owner.get("/S") != Name.Form or owner.objgen not in reached:
                    wrong.append((at, mark))
    return wrong


def _added(filled: list[Word], blank: list[Word]) -> list[Word]:
    left = list(blank)
    added = []
    for page, across, up, text in filled:
        same = next((one for one in left if _same(one, (page, across, up, text))), None)
        if same:
            left.remove(same)
        elif cleaned := _PRINTED.sub("", text):
            added.append((page, across, up, cleaned))
    return added


def _same(one: Word, other: Word) -> bool:
    near = abs(one[1] - other[1]) < 1 and abs(one[2] - other[2]) < 1
    return one[0] == other[0] and one[3] == other[3] and near


def _is_in(place: Widget, across: float, up: float) -> bool:
    left, bottom, right, top = place.box
    return left - 1 <= across <= right + 1 and bottom - 1 <= up <= top + 1


def _words(pdf: bytes) -> Iterator[Word]:
    """Page, middle across, middle up and text of each word."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    for number, page in enumerate(re.split(r"(?=<page )", done.stdout.decode())[1:]):
        height = float(_PAGE.search(page)[1])  # type: ignore[index]
        for left, top, right, bottom, text in _WORD.findall(page):
            middle = height - (float(top) + float(bottom)) / 2
            yield number, (float(left) + float(right)) / 2, middle, html.unescape(text)
