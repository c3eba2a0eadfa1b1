"""The subsets of the fonts: built once, whole, and enough for the names on the papers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from portal.pdf import fonts

TYPESET = """
import sys, weasyprint
from pathlib import Path
from portal.pdf import fonts
fonts.configure(Path(sys.argv[1]))
weasyprint.HTML(string=sys.argv[2]).write_pdf(sys.argv[3])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a folder & its fonts")
    fonts.prepare(folder)
    return folder


def test_a_second_set_up_touches_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    fonts.prepare(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_killed_set_up_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FACES", fonts.FACES[-2:])
    fonts.prepare(tmp_path)
    font = tmp_path / "faces" / fonts.FACES[0].file
    whole = font.read_bytes()
    (tmp_path / "stamp").unlink()
    font.write_bytes(whole[:100])
    fonts.prepare(tmp_path)
    assert font.read_bytes() == whole, "the same font each time"
    assert not list(tmp_path.rglob("tmp*"))


def test_every_face_is_smaller_than_the_one_it_was_cut_from(folder: Path) -> None:
    for face in fonts.FACES:
        small = (folder / "faces" / face.file).stat().st_size
        assert 500 < small < 300_000, face.file


def test_names_of_many_languages_can_be_drawn() -> None:
    assert fonts.lacking("Łukasz Żółć, Nguyễn Thị Hạnh, Đặng, Muñoz, Ørsted, Şahin, O’Connor") == ""
    assert fonts.lacking("§ 5.2 – “70 grams” … ☐ ☑ ✓ ≤ → ½ ⅓ № € −") == ""


def test_a_letter_we_have_no_font_for_is_told() -> None:
    assert fonts.lacking("Wáng 王王 \N{HEBREW LETTER ALEF}") == "王\N{HEBREW LETTER ALEF}"


def test_paper_is_drawn_with_our_fonts_only_and_fontconfig_says_nothing(
    folder: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "a.pdf"
    html = "<p style='font-family: \"Noto Sans\", sans-serif'>Nguyễn <b>☐</b> ≤ ☑ <i>plain</i>"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", TYPESET, str(folder), html, str(pdf)],
        capture_output=True,
        text=True,
        check=True,
        env={key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"},
        cwd=Path(__file__).resolve().parents[2],
    )
    assert (done.stdout, done.stderr) == ("", "")
    listed = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    names = {line.split()[0].split("+")[1] for line in listed.splitlines()[2:]}
    assert names == {"Noto-Sans", "Noto-Sans-Italic", "Noto-Sans-Symbols2", "Noto-Sans-Math"}


def test_every_face_draws_a_space(folder: Path) -> None:
    for face in fonts.FACES:
        with TTFont(folder / "faces" / face.file) as font:
            assert {0x20, 0xA0} <= font.getBestCmap().keys(), face.file


def test_a_missing_font_names_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", (tmp_path / "none",))
    with pytest.raises(fonts.MissingFont, match="fonts-noto-core"):
        fonts.prepare(tmp_path / "fonts")
    assert not (tmp_path / "fonts").exists()


def test_a_machine_without_the_subsetting_library_is_told_which_package_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", nothing)
    with pytest.raises(fonts.MissingLibrary, match="libharfbuzz-subset0"):
        fonts.configure()
