"""HTML pages: the article in them, without what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from argmap.domain.structure import BlockType
from argmap.domain.vocabulary import Direction
from argmap.exceptions import IntakeError
from argmap.intake.addresses import absolute_address
from argmap.intake.base import Metadata
from argmap.intake.blocks import RawBlock
from argmap.intake.decode import decode_html
from argmap.intake.html_article import article_element, extracted_keys, without_menus
from argmap.intake.html_blocks import blocks_of
from argmap.intake.html_clean import clean
from argmap.intake.html_meta import page_metadata
from argmap.intake.html_tags import has_crowded_tag
from argmap.intake.language import primary_subtag
from argmap.intake.plain_head import read_head

NO_ARTICLE = "There is no readable text on this page; open it in a browser and paste the article's words."


def read_html(data: bytes, content_type: str = "", url: str = "") -> tuple[list[RawBlock], Metadata]:
    """The article's blocks and what the page says about it. Raises IntakeError where the page has no text."""
    page = _parsed(decode_html(data, content_type))
    metadata = page_metadata(page, url)
    base = _base(page, url)
    clean(page)
    body = page.find("body")
    if body is None:
        raise IntakeError(NO_ARTICLE)
    found = list(blocks_of(body, base))
    kept = extracted_keys(page)
    element = article_element(body, found, kept)
    inside = found if element is body else list(blocks_of(element, base))
    blocks = [item.block for item in without_menus(inside, kept)]
    title = _title_block(body, element, base)
    metadata = replace(metadata, language=_language(element) or metadata.language, direction=_direction(element))
    return [*title, *blocks], metadata.or_else(_from_blocks(blocks))


def _parsed(text: str) -> HtmlElement:
    if has_crowded_tag(text):
        raise IntakeError(
            "One of the page's elements has more attributes than any article needs; "
            "open it in a browser and paste the article's words."
        )
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        page = document_fromstring(text.encode(), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise IntakeError(NO_ARTICLE) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise IntakeError(
            "The page's elements are nested too deeply to be read; open it in a browser and paste the article's words."
        )
    return page


def _base(page: HtmlElement, url: str) -> str:
    """The address that relative links resolve against: that of ``<base>``, itself relative to the page's."""
    element = page.find(".//base[@href]")
    return (absolute_address(element.get("href"), url) if element is not None else "") or url


def _title_block(body: HtmlElement, element: HtmlElement, base: str) -> list[RawBlock]:
    """The page's only h1, where it stands outside the article's element."""
    titles = list(body.iter("h1"))
    if len(titles) != 1 or element in titles[0].iterancestors():
        return []
    return [item.block for item in blocks_of(titles[0], base) if item.block.type is BlockType.HEADING][:1]


def _language(element: HtmlElement) -> str:
    return primary_subtag(_nearest(element, "lang") or _nearest(element, "{http://www.w3.org/XML/1998/namespace}lang"))


def _direction(element: HtmlElement) -> Direction | None:
    value = _nearest(element, "dir").lower()
    return Direction(value) if value in {"ltr", "rtl"} else None


def _nearest(element: HtmlElement, attribute: str) -> str:
    """The attribute's value at the element or the nearest of its ancestors that has it."""
    for candidate in (element, *element.iterancestors()):
        if value := candidate.get(attribute):
            return str(value)
    return ""


def _from_blocks(blocks: Sequence[RawBlock]) -> Metadata:
    """What the article's first and last lines say, where the page itself is silent; its title comes from the page."""
    head = read_head([" ".join(block.text.split()) for block in blocks])
    return Metadata(author=head.author, published=head.published)
