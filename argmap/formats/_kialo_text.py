"""The text of one claim as Kialo writes it: Markdown links, and backslashes before what would be markup.

A link ``[label](address)`` leaves its label in the text, and its address is a source of the claim.
"""

from __future__ import annotations

import re

SEE = "-> See "
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(((?:\\.|[^()\s\\]|\((?:[^()\s\\])*\))+)\)")
_ESCAPE = re.compile(r"\\([\\\[\]().])")
_MARKUP = re.compile(r"[\[\]()]|\\(?=[\\\[\]().])")
_MISTAKABLE = r"\\*(?:Pro:|Con:|->\s*See\b)"  # in front of a text it would say something else
_MISTAKABLE_START = re.compile(_MISTAKABLE, re.IGNORECASE)
_WORD_IN_FRONT = re.compile(rf"\\(?={_MISTAKABLE})", re.IGNORECASE)
_OWN_MARK = re.compile(r"\[(?:undercut|warrant|with [\d.]+)\](?!\()")
_NUMBER_IN_FRONT = re.compile(r"^(\d+(?:\.\d+)*)\.(?=\s|$)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)


def plain(raw: str) -> tuple[str, tuple[str, ...]]:
    """The claim's text without markup, and the addresses of its links, each once."""
    if _WORD_IN_FRONT.match(raw):
        raw = raw[1:]
    addresses = dict.fromkeys(_ESCAPE.sub(r"\1", match[2]) for match in _LINK.finditer(raw))
    return _ESCAPE.sub(r"\1", _LINK.sub(r"\1", raw)).strip(), tuple(addresses)


def marked_up(text: str, sources: tuple[str, ...], raw: str = "") -> str:
    """The text as Kialo writes it: ``raw`` where that says the same, else escaped, with a link for each address."""
    addresses = tuple(source for source in dict.fromkeys(sources) if is_address(source))
    if raw and plain(raw) == (text, addresses) and not _is_mistakable(raw):
        return raw
    escaped = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    first, *rest = escaped.split("\n", 1)
    body = "\n".join([first, *(_NUMBER_IN_FRONT.sub(r"\1\\.", part) for part in rest)])
    if _MISTAKABLE_START.match(body):
        body = f"\\{body}"
    links = (f"[]({re.sub(r'[()]', lambda match: chr(92) + match[0], address)})" for address in addresses)
    return " ".join([body, *links])


def _is_mistakable(raw: str) -> bool:
    """Whether the text of a claim could be read as something else in another place."""
    first, *rest = raw.split("\n", 1)
    return bool(
        _MISTAKABLE_START.match(first) or _OWN_MARK.match(first) or any(_NUMBER_IN_FRONT.search(part) for part in rest)
    )


def is_address(source: str) -> bool:
    """Whether the source can be written as a link."""
    return _ADDRESS.fullmatch(source) is not None
