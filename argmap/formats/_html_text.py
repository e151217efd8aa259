"""The text of the HTML that outlines and mind maps put into attributes."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?(?:a|b|i|u|s|em|strong|strike|code|span|mark|time|sub|sup|font|small)(?:\s[^<>]*)?/?>", re.I)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)\s*>", re.IGNORECASE)
_SIGNS = re.compile(rf"{_TAG.pattern}|<br\s*/?>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{{1,7}}|#x[0-9a-f]{{1,6}});", re.I)
_ADDRESS = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"'](https?://[^\"'<>\s]+)", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Whether the text has tags of text in lines, or entities."""
    return _SIGNS.search(text) is not None


def plain_line(text: str) -> str:
    """The text without tags of text in lines, its entities as signs; white space stays."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))


def plain_page(text: str) -> str:
    """The text of a whole page: blocks on lines of their own, white space as in a browser."""
    body = text[max(text.lower().find("<body"), 0) :]
    lines = _BREAK.sub("\n", re.sub(r"\s+", " ", body))
    words = (html.unescape(re.sub(r"<[^<>]*>", "", line)).strip() for line in lines.split("\n"))
    return "\n".join(line for line in words if line)


def escaped(text: str) -> str:
    """The text such that :func:`plain_line` gives it back."""
    return html.escape(text, quote=False) if has_markup(text) else text


def addresses_in(text: str) -> list[str]:
    """The addresses of the links in it, each once."""
    return [*dict.fromkeys(html.unescape(address) for address in _ADDRESS.findall(text))]
