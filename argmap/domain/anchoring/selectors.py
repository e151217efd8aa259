"""The selectors of a span: position and quote (W3C Web Annotation, TextPosition and TextQuote).

https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from __future__ import annotations

CONTEXT = 32  # code points of prefix and suffix


def quote_selector(text: str, start: int, end: int, *, context: int = CONTEXT) -> tuple[str, str, str]:
    """The words from ``start`` to ``end``, and up to ``context`` code points before and after them.

    Offsets count code points; ``end`` is excluded. Raises ValueError where they lie outside the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"A span from {start} to {end} lies outside a text of {len(text)} characters.")
    return text[start:end], text[max(0, start - context) : start], text[end : end + context]
