"""The text of one claim as Kialo writes it: Markdown links, and backslashes before what would be markup.

A link ``[label](address)`` leaves its label in the text, and its address is a source of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SEE = "-> See "
_ADDRESS_PART = r"\(((?:\\.|[^()\s\\]|\((?:[^()\s\\])*\))+)\)"
_LINK = re.compile(rf"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]{_ADDRESS_PART}")
_BARE_LINK = re.compile(rf"[ \t]?(?<!\\)\[\]{_ADDRESS_PART}")
_ESCAPE = re.compile(r"\\([\\\[\]().])")
_MARKUP = re.compile(r"[\[\]()]|\\(?=[\\\[\]().])")
_MISTAKABLE = r"\\*(?:Pro:|Con:|->\s*See\s+\d)"  # in front of a text it would say something else
_MISTAKABLE_START = re.compile(_MISTAKABLE, re.IGNORECASE)
_WORD_IN_FRONT = re.compile(rf"\\(?={_MISTAKABLE})", re.IGNORECASE)
_OWN_MARK = re.compile(r"\[(?:undercut|warrant|with [\d.]+)\](?!\()")
_NUMBER_IN_FRONT = re.compile(r"^(\d+(?:\.\d+)*)\.(?=\s|$)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)


def plain(raw: str) -> tuple[str, tuple[str, ...]]:
    """The claim's text without markup, and the addresses of its links, each once."""
    if _WORD_IN_FRONT.match(raw):
        raw = raw[1:]
    addresses = dict.fromkeys(unescaped(match[2]) for match in _LINK.finditer(raw))
    return unescaped(_LINK.sub(r"\1", _BARE_LINK.sub("", raw))).strip(), tuple(addresses)


def parts_of(raw: str) -> Iterator[tuple[str, str, str]]:
    """The words before each link with its label and address; at last those behind the last link, without them."""
    behind = 0
    for match in _LINK.finditer(raw):
        yield raw[behind : match.start()], match[1], unescaped(match[2])
        behind = match.end()
    yield raw[behind:], "", ""


def escaped(text: str) -> str:
    """The text with a backslash before what would be markup."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", text)


def unescaped(text: str) -> str:
    """The text without these backslashes."""
    return _ESCAPE.sub(r"\1", text)


def link_to(address: str) -> str:
    """A link without a label."""
    return f"[]({re.sub(r'[()]', lambda match: chr(92) + match[0], address)})"


def marked_up(text: str, sources: tuple[str, ...], raw: str = "", *, alone: bool = False) -> str:
    """The text as Kialo writes it: ``raw`` where that says the same, else escaped, with a link for each address.

    ``alone`` says that no number of a claim can stand on its lines.
    """
    addresses = tuple(source for source in dict.fromkeys(sources) if is_address(source))
    if raw and plain(raw) == (text, addresses) and (alone or not _is_mistakable(raw)):
        return raw
    first, *rest = escaped(text).split("\n", 1)
    body = "\n".join([first, *(_NUMBER_IN_FRONT.sub(r"\1\\.", part) for part in rest)])
    if _MISTAKABLE_START.match(body):
        body = f"\\{body}"
    return " ".join([body, *map(link_to, addresses)])


def _is_mistakable(raw: str) -> bool:
    """Whether the text of a claim could be read as something else in another place."""
    first, *rest = raw.split("\n", 1)
    return bool(
        _MISTAKABLE_START.match(first) or _OWN_MARK.match(first) or any(_NUMBER_IN_FRONT.search(part) for part in rest)
    )


def is_address(source: str) -> bool:
    """Whether the source can be written as a link."""
    return _ADDRESS.fullmatch(source) is not None
