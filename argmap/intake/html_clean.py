"""A page without what is not the article: scripts, hidden parts, menus, share buttons, forms."""

from __future__ import annotations

import re

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from argmap.intake.html_blocks import BLOCK_TAGS

_NEVER_TEXT = """
script style noscript template iframe object embed applet svg canvas audio video map head link meta base param
input select textarea button datalist progress meter nav aside dialog menu frameset noframes
"""
_UNWANTED_ROLES = """
navigation complementary contentinfo search menu menubar toolbar tablist dialog alertdialog button banner
"""
_UNWANTED_NAMES = """
share sharing sharedaddy sharebar sharethis addthis addtoany social socials sociallinks jp-relatedposts newsletter
subscribe subscription signup related recommended recommendations recirc recirculation promo promotion advert
advertisement advertising ad ads adsbygoogle adsense sponsor sponsored comments commentlist comment-list disqus cookie
cookies consent gdpr breadcrumb breadcrumbs pagination pager menu navbar nav navigation sidebar widget toolbar popup
modal paywall skiplink skip-link outbrain taboola trending most-read most-popular mostread tags taglist tag-list
post-tags sr-only screen-reader-text visually-hidden print-button masthead colophon site-footer page-footer editsection
mw-editsection
"""
_NEVER = frozenset(_NEVER_TEXT.split())
_ROLES = frozenset(_UNWANTED_ROLES.split())
_NAMES = frozenset(_UNWANTED_NAMES.split())
_COMPOUNDS = re.compile(
    r"(^|[\s_-])(share-?(button|bar|link|icon|tool|widget)s?|social-?(button|bar|link|icon|share|media)s?|related-?(post|article|stor|content|link)"
    r"|newsletter-|cookie-|advert-|ad-(slot|unit|container|wrapper)|post-?nav|comment-(form|section|respond))",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\s]+")
_PART = re.compile(r"[_]|--")
_KEPT = frozenset({"html", "body", "article", "main"})
_HIDDEN_STYLE = re.compile(r"(display\s*:\s*none|visibility\s*:\s*(hidden|collapse))", re.IGNORECASE)
_MOST_OF_THE_PAGE = 0.4  # an element with so much of the text is never taken for a menu


def clean(root: HtmlElement) -> None:
    """Remove from ``root`` all that a reader of the article does not see or that is not the article."""
    for element in list(root.iter()):
        if isinstance(element.tag, str) and (element.tag in _NEVER or is_hidden(element)):
            _drop(element)
    lengths = text_lengths(root)
    most = _MOST_OF_THE_PAGE * lengths.get(root, 0)
    for element, length in lengths.items():
        if element.tag not in _KEPT and length <= most and _is_unwanted(element):
            _drop(element)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element says of itself that nobody sees it."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def text_lengths(root: HtmlElement) -> dict[HtmlElement, int]:
    """The number of characters in each element, white space left out; parents stand before their children."""
    lengths: dict[HtmlElement, int] = {element: 0 for element in root.iter() if isinstance(element.tag, str)}
    for _, element in iterwalk(root, events=("end",)):
        if element not in lengths:
            continue
        inside = _visible(element.text) + sum(lengths.get(child, 0) + _visible(child.tail) for child in element)
        lengths[element] = inside
    return lengths


def _visible(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_unwanted(element: HtmlElement) -> bool:
    if element.get("role") in _ROLES:
        return element.get("role") != "banner" or element.find(".//h1") is None
    if element.tag == "footer":
        return not any(True for _ in element.iterancestors("blockquote", "figure"))
    if element.tag == "header":
        inside = any(True for _ in element.iterancestors("article", "main", "section"))
        return not inside and element.find(".//h1") is None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return bool(names) and _has_unwanted_name(names)


def _has_unwanted_name(names: str) -> bool:
    if _COMPOUNDS.search(names):
        return True
    lower = names.lower()
    return any(name in _NAMES or _PART.split(name)[0] in _NAMES for name in _TOKEN.split(lower))


def _drop(element: HtmlElement) -> None:
    """Empty the element and keep the text that follows it.

    Taking it out of the tree would join that text to the text before: quadratic on a page of thousands of scripts.
    """
    is_block = element.tag in BLOCK_TAGS
    element.clear(keep_tail=True)
    element.tag = "div" if is_block else "wbr"
