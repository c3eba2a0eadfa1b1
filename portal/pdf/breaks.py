"""Where a line may not end: spaces in what is read as one become no-break spaces."""

from __future__ import annotations

import re

_CITATION = re.compile(r"\b(\d+)\s+(ILCS)\s+(?=\d)")
"""Such as 720 ILCS 550/4."""
_ONE_LETTER = {"pl": re.compile(r"(?<=[\s(>„])([aiouwzAIOUWZ])\s+(?=\S)")}
"""Words that a language wants on the line of the word after them."""


def keep_together(html: str, lang: str) -> str:
    """The same words, in lines that a reader of the language expects."""
    html = _CITATION.sub("\\1\u00a0\\2\u00a0", html)
    words = _ONE_LETTER.get(lang)
    return words.sub("\\1\u00a0", html) if words else html
