"""The addresses that an article's links may lead to."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_BLANKS = re.compile(r"[\x00-\x20\x7f]+")  # browsers ignore them inside addresses: "java\nscript:"
_SCHEMES = frozenset({"http", "https", "mailto"})
_LONGEST = 4000  # characters


def absolute_address(href: str, base: str = "") -> str:
    """``href`` resolved against ``base``: an http, https or mailto address, or "" where it is none of these.

    A relative address without a base leads nowhere, a script address must not, so both give "".
    """
    href = _BLANKS.sub(lambda match: "%20" if match[0] == " " else "", href.strip())
    try:
        address = urljoin(base, href) if base and not href.startswith(("https://", "http://")) else href
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or len(address) > _LONGEST or "\ufffd" in address:
        return ""
    if parts.scheme == "mailto":
        return address if "@" in parts.path else ""
    return address if parts.hostname and address.isprintable() else ""
