"""What the tests read back out of a PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import outloud
from pikepdf import Array, Dictionary, NumberTree, Pdf

CHECKED, EMPTY = "☒", "☐"


def text_of(pdf: bytes, *options: str) -> str:
    """The words of a PDF as poppler reads them."""
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def flat(pdf: bytes) -> str:
    """The words of a PDF with single spaces."""
    return " ".join(text_of(pdf).split())


def spoken(pdf: bytes) -> str:
    """The words in the order of the tags, as they are read out; running heads and feet are not."""
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True
    )
    quoted = (line.strip() for line in done.stdout.decode().splitlines())
    return " ".join(" ".join(line[1:-1] for line in quoted if line.startswith('"')).split())


def letters_of(pdf: bytes) -> str:
    """What is read out without white space: a value broken over lines is found whole."""
    return re.sub(r"\s", "", spoken(pdf))


def lines_of(pdf: bytes) -> list[str]:
    """The lines of the page as they stand side by side, without those that are empty."""
    return [line for line in text_of(pdf, "-layout").splitlines() if line.strip()]


def pages_of(pdf: bytes) -> int:
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def problems(pdf: bytes, severity: str = "error") -> list[str]:
    """What an accessibility checker finds wrong."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        report = outloud.check(path)
    return [f"{one.rule}: {one.message}" for one in report.findings if one.severity == severity]


def elements(tree: Any) -> Iterator[Any]:
    """Every element of a tag tree, in reading order."""
    below = tree.get("/K")
    for kid in below if isinstance(below, Array) else [below]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def untracked(pdf: bytes) -> list[str]:
    """Where a page's marks, its entry in the parent tree and the tags that own them disagree."""
    wrong = []
    with Pdf.open(BytesIO(pdf)) as opened:
        tree = opened.Root.StructTreeRoot
        owners = NumberTree(tree.ParentTree)
        owned: dict[Any, set[int]] = {}
        for element in elements(tree):
            for kid in element.K if isinstance(element.K, Array) else [element.K]:
                if isinstance(kid, int):
                    owned.setdefault(element.Pg.objgen, set()).add(kid)
        for at, page in enumerate(opened.pages):
            content = page.obj.Contents
            streams = content if isinstance(content, Array) else [content]
            raw = b"\n".join(stream.read_bytes() for stream in streams)
            marks = {int(mark) for mark in re.findall(rb"/MCID (\d+)", raw)}
            mine = owned.get(page.obj.objgen, set())
            if marks != mine:
                wrong.append(f"page {at}: marked {marks - mine}, tagged {mine - marks}")
            listed = owners[int(page.obj.StructParents)]
            wrong += [
                f"page {at}: mark {mark} is owned by another"
                for mark in marks
                if mark not in [int(kid) for kid in listed[mark].K if isinstance(kid, int)]
            ]
    return wrong


def fonts_of(pdf: bytes) -> list[list[str]]:
    """The rows of ``pdffonts``: name, …, embedded, subset, unicode, object."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True)
    return [line.split() for line in done.stdout.splitlines()[2:]]
