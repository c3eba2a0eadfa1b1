"""What is sent to every field: the hostile strings of the field, and what Hypothesis finds."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from portal.interview.kinds.kind import Field

PROBE: Final = "zq0x"
"""In every string that could become markup; what is reflected of one is found by it."""
MARKUP: Final = (
    f"<{PROBE}>",
    f"</p><{PROBE} onload=alert(1)>",
    f"<script>{PROBE}()</script>",
    f'"><{PROBE} src=x onerror=alert(1)>',
    f"' onfocus={PROBE} autofocus='",
    f'" onfocus={PROBE} autofocus="',
    f"</textarea><{PROBE}>",
    f"</title></style></script><{PROBE}>",
    f"<!--<{PROBE}>--><![CDATA[<{PROBE}>]]>",
    f"<svg/onload={PROBE}>",
    f"<\u2028{PROBE}>",
    f"\uff1c{PROBE}\uff1e",
    f"<{PROBE}\x00>",
    f"&lt;{PROBE}&gt;&#60;{PROBE}&#62;",
    f"javascript:{PROBE}//",
    f"<link rel=attachment href='file:///etc/passwd'><{PROBE}>",
    f"@import url(http://127.0.0.1:9/{PROBE});",
)
TEMPLATES: Final = (
    "{{7*7}}",
    "{{7*'7'}}",
    "{{config}}",
    "{{''.__class__.__mro__}}",
    "{% raw %}{% include '/etc/passwd' %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "%(name)s %(x)d %s %n %99999999d %",
    "{0} {name!r} {0.__class__} {",
    "$(id)`id`;id|id",
    "' OR 1=1; DROP TABLE cases;--",
    "\\",
    "\\\\evil\\share",
    "//evil.example/%2e%2e",
    "../../../../etc/passwd",
    "C:aux",
    "=1+1",
    "@SUM(1)",
)
SIGNS: Final = (
    "\0\x01\x07\x1b[31m\x7f\x85\x9f",
    "\u202e\u2066evil\u2069\u202c",
    "\u200f\u200e\u061c",
    "\u200b\u200c\u200d\ufeff\u2060",
    "😀👩\u200d👩\u200d👧\U0001f3f3\ufe0f\u200d🌈",
    "\ufffe\uffff\U0001ffff\ufdd0",
    "e" + "\u0301" * 500,
    "\U000e0041\U000e0042\U000e007f",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ℌ Ⅷ ﬁ ß İ ı ſ",
    "ᚠᛇᚻ ก็็็็ ﷽ 𒐫",
    "\u2028\u2029\x0b\x0c",
    "٣٫٥",
    "½ ⅛ ² ① 一二三",
    "\r\n" * 300,
    "\t \u00a0\u3000",
)
LENGTHS: Final = (
    "",
    " ",
    "A" * 101,
    "W" * 1_499,
    "A" * 3_000,
    "9" * 4_400,
    "<" * 5_000,
    "\U0001f600" * 4_000,
    "a " * 9_999,
    "é" * 20_000,
    "1/" * 3_000,
    "ILCS 550/4(" * 180,
    "x\n" * 3_000,
)
NUMBERS: Final = (
    "0", "-1", "31", "02", "0000", "9999", "2099", "1e9999", "1e-9999", "NaN", "Infinity", "1/0",
    "0x10", "1_000", "1,2,3", "000000000000000000000000000000001", "1" * 22, "123-45-6789",
    "٠١٢٣-٤٥-٦٧٨٩",
)  # fmt: skip
HOSTILE: Final = (*MARKUP, *TEMPLATES, *SIGNS, *LENGTHS, *NUMBERS)


def values(field: Field) -> st.SearchStrategy[str]:
    """What fits a field, what never does, hostile text put together, and anything."""
    known = [option.value for option in field.options] or ["yes", *field.suggestions[:3]]
    odd = st.sampled_from(HOSTILE)
    together = st.builds("{}{}".format, odd, odd).map(lambda text: text[:20_500])
    return st.sampled_from(known) | odd | together | st.text(max_size=40)
