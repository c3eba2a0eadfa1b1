"""A folder of court forms that is gone, broken or unreadable costs nobody their papers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.languages import voice
from portal.packet.forms.edition import newest
from portal.service.forms import folder_forms, listing
from portal.service.papers import make
from tests.pdf.samples import packet
from tests.pdf.standins import form_like


def _a_file_instead(folder: Path) -> None:
    folder.write_bytes(b"not a folder")


def _a_folder_instead(folder: Path) -> None:
    (folder / "EXC-M.pdf").mkdir(parents=True)


def _a_loop(folder: Path) -> None:
    folder.mkdir()
    (folder / "EXC-M.pdf").symlink_to("EXC-M.pdf")


def _half_a_form(folder: Path) -> None:
    folder.mkdir()
    whole = form_like(newest("EXC-M"))
    (folder / "EXC-M.pdf").write_bytes(whole[: len(whole) // 2])


def _no_pdf(folder: Path) -> None:
    folder.mkdir()
    (folder / "EXC-M.pdf").write_bytes(os.urandom(5_000))


def _nothing(folder: Path) -> None:
    """It was never made."""


@pytest.mark.parametrize(
    "break_it", [_a_file_instead, _a_folder_instead, _a_loop, _half_a_form, _no_pdf, _nothing]
)
def test_what_cannot_be_read_as_a_form_is_as_if_it_were_not_there(
    tmp_path: Path, break_it: Callable[[Path], None]
) -> None:
    folder = tmp_path / "forms"
    break_it(folder)
    assert folder_forms(folder) == {}
    assert {one.sha256 for one in listing(folder)} == {""}


def test_a_form_broken_or_gone_while_a_paper_is_made_leaves_our_own_paper(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "EXC-M.pdf").write_bytes(form_like(newest("EXC-M")))
    forms = folder_forms(folder)
    assert set(forms) == {"EXC-M"}
    said, asked = voice("en"), packet(1)
    filled, ours = make(asked, "motion", said, forms), make(asked, "motion", said, {})
    assert filled != ours
    (folder / "EXC-M.pdf").write_bytes(b"no form any more")
    assert make(asked, "motion", said, forms) == ours
    (folder / "EXC-M.pdf").unlink()
    assert make(asked, "motion", said, forms) == ours
