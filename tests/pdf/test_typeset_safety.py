"""What typesetting must never do: open an address, embed a file, run for ever, differ by chance."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pikepdf import Pdf, Stream
from weasyprint import CSS

from portal.languages import voice
from portal.packet.documents import BY_ID, row_sheets
from portal.pdf import fonts, measure, typeset
from portal.pdf.box import Box
from portal.pdf.draw import OwnFiles, draw
from portal.pdf.typeset import TooLarge
from portal.service.papers import make
from tests.pdf import samples

ROOT = Path(__file__).resolve().parents[2]
SECRET = "CANARYQZ-7719"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who asks, its address and its notes."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(302 if self.path == "/redirect" else 200)
            self.send_header("Location", "/redirected")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()
    thread.join()


NESTED = "<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>"
CHANNELS = {
    "link": '<link rel="stylesheet" href="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "import": "<style>@import url({url});</style>",
    "font-face": "<style>@font-face{{font-family:x;src:url({url})}}p{{font-family:x}}</style>",
    "background": '<p style="background:url({url})">x</p>',
    "content": "<style>p::before{{content:url({url})}}</style>",
    "img": '<img alt="" src="{url}">',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "svg": '<svg><image href="{url}"/></svg>',
    "nested": '<img alt="" src="data:image/svg+xml,' + NESTED + '">',
}


def inflated(pdf: bytes) -> bytes:
    with Pdf.open(BytesIO(pdf)) as opened:
        streams = [one for one in opened.objects if isinstance(one, Stream)]
        return pdf + b"".join(one.read_bytes() for one in streams if "/DCTDecode" not in str(one))


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    box = Box(processes=1)
    yield box
    box.close()


@pytest.mark.parametrize("where", ["here", "in the box"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_no_channel_of_a_page_reaches_the_network_or_a_file(
    channel: str, where: str, box: Box, listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, heard = listener
    (tmp_path / channel).write_text(SECRET)
    for address in (
        f"{url}/{channel}",
        f"{url}/redirect",
        (tmp_path / channel).as_uri(),
        f"file://localhost{tmp_path}/{channel}",
        f"gopher://{url.removeprefix('http://')}/1",
    ):
        html = f'<html lang="en"><title>x</title><p>x</p>{CHANNELS[channel].format(url=address)}'
        pdf = draw(html) if where == "here" else box.draw(html).result()
        assert SECRET.encode() not in inflated(pdf)
        with Pdf.open(BytesIO(pdf)) as opened:
            assert not opened.attachments
    assert heard == []


def test_the_ear_hears_when_someone_asks(listener: tuple[str, list[str]]) -> None:
    url, heard = listener
    CSS(string=f"@import url({url}/asked);")
    assert heard == ["/asked"]


def test_only_files_below_our_own_folders_are_opened(tmp_path: Path) -> None:
    fetcher = OwnFiles(typeset.FOLDER)
    assert fetcher.fetch(typeset.STYLESHEET.as_uri()).read() == typeset.STYLESHEET.read_bytes()
    (tmp_path / "packet").mkdir()
    (tmp_path / "packet" / "x.css").write_text("p{}")
    sly = tmp_path / "packet" / "out.css"
    sly.symlink_to("/etc/hostname")
    for address in (
        "file:///etc/passwd",
        f"{typeset.FOLDER.as_uri()}/../../pyproject.toml",
        f"{typeset.FOLDER.as_uri()}/%2e%2e/%2e%2e/pyproject.toml",
        f"file://elsewhere{typeset.STYLESHEET}",
        "http://127.0.0.1/packet.css",
        "data:text/css,p{}",
        (tmp_path / "packet" / "x.css").as_uri(),
        typeset.FOLDER.as_uri(),
    ):
        with pytest.raises(ValueError, match="not one of our own files"):
            fetcher.fetch(address)
    with pytest.raises(ValueError, match="not one of our own files"):
        OwnFiles(tmp_path / "packet").fetch(sly.as_uri())


def test_every_page_and_stylesheet_is_made_with_our_fetcher() -> None:
    for path in (ROOT / "portal").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"HTML", "CSS"}:
                assert "url_fetcher" in {word.arg for word in node.keywords}, path


@pytest.mark.parametrize(
    "value", ["<b>x</b>", "</style><script>", "{{ 7*7 }}", "& <!--", "%s %(x)s"]
)
def test_what_a_person_typed_is_only_ever_text(value: str) -> None:
    packet = samples.packet(1, explanation=value)
    html = typeset.markup(
        "motion.html",
        voice("en"),
        packet=packet,
        document=BY_ID["motion"],
        sheet=row_sheets(packet)[0],
        numbers=packet.case_numbers,
        further=False,
        lines=[value],
        continued=False,
    )
    assert "<script" not in html
    assert "49" not in html.split("I explain:")[1].split("My signature")[0]


def test_absurd_sizes_are_refused_before_anything_is_drawn() -> None:
    en = voice("en")
    with pytest.raises(TooLarge):
        make(samples.packet(1, explanation="x" * 20_001), "motion", en, {})
    with pytest.raises(TooLarge):
        make(samples.packet(181), "motion", en, {})
    filer = samples.Filer(name="N" * 2_001)
    with pytest.raises(TooLarge):
        make(samples.packet(1, filer=filer), "order", en, {})
    assert issubclass(TooLarge, RuntimeError)


TWICE = """
import hashlib, sys
from portal.languages import voice
from portal.service.papers import everything
import samples
print(hashlib.sha256(everything(samples.packet(19), voice("en"), {})).hexdigest())
"""


@pytest.mark.slow
def test_the_same_packet_gives_the_same_bytes_in_another_process() -> None:
    seen = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", TWICE],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'pdf'}",
            },
            capture_output=True,
            check=True,
            text=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_widths_are_those_of_the_font() -> None:
    (path,) = fonts.configure().rglob("NotoSans-Regular.ttf")
    with TTFont(path) as font:
        advances, letters = font["hmtx"].metrics, font.getBestCmap()
        for letter, known in measure._ADVANCE.items():
            assert advances[letters[ord(letter)]][0] == known, letter
        for letter in "éñüşžćŻąịểữƠơĐđðíĐ":
            real = advances[letters[ord(letter)]][0] / 1000
            assert real <= measure.width(letter) + 0.035, letter


def test_wrapping_loses_no_letter_and_keeps_within_the_width() -> None:
    told = "One two three " + "x" * 200 + " four\n\n" + "Ngọc " * 40
    lines = measure.wrap(told, 20)
    assert "".join("".join(lines).split()) == "".join(told.split())
    assert all(measure.width(line) <= 20 for line in lines)
    assert "" in lines


@pytest.mark.parametrize(
    ("text", "lines", "step"),
    [("W" * 10, 1, ""), ("W" * 11, 1, "small"), ("W" * 13, 1, "tiny"), ("W" * 90, 1, "tiny")],
)
def test_a_long_value_shrinks_step_by_step(text: str, lines: int, step: str) -> None:
    assert measure.fit(text, 9.4, lines) == step
