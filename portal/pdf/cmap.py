"""The list in a PDF of which letters each glyph of a font stands for: its ``ToUnicode`` map."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_LETTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def listed(stream: bytes) -> dict[int, bytes]:
    """Glyph numbers with the letters they stand for, in hex: UTF-16, four digits a letter."""
    return {
        int(glyph, 16): text
        for block in _BLOCK.findall(stream)
        for glyph, text in _LETTER.findall(block)
    }


def written(letters: Mapping[int, bytes]) -> bytes:
    """The stream of such a list, as ISO 32000-1, 9.10.3 has it."""
    lines = [b"<%04x> <%s>" % (glyph, letters[glyph]) for glyph in sorted(letters)]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks
    )
    return _HEAD + body + _TAIL
