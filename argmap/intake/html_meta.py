"""What a page says about its article: meta elements, JSON-LD, microdata, and its visible head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from argmap.intake.base import Metadata
from argmap.intake.dates import find_date
from argmap.intake.html_jsonld import from_json_ld
from argmap.intake.language import primary_subtag

_TITLES = ("dc:title", "dcterms:title", "og:title", "citation_title", "parsely-title", "title", "twitter:title")
_AUTHORS = (
    "dc:creator",
    "dcterms:creator",
    "citation_author",
    "parsely-author",
    "author",
    "article:author",
    "sailthru.author",
)
_PUBLICATIONS = ("og:site_name", "citation_journal_title", "dc:publisher", "application-name")
_DATES = (
    "article:published_time", "og:published_time", "citation_publication_date", "dc:date", "dcterms:issued",
    "dcterms:created", "dc:date:issued", "parsely-pub-date", "sailthru.date", "datepublished", "pubdate", "publishdate",
    "publish-date", "date",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|–—·»\\/-]\s+")
_LEADING_BY = re.compile(r"^(by|von|par|por|di)\s+", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_BYLINE = "[@rel='author']|//*[@itemprop='author']|//*[contains(@class, 'byline')]|//*[contains(@class, 'author-name')]"
_LONGEST_BYLINE = 100  # characters
_LONGEST_SUBTITLE = 300

Properties = dict[str, list[str]]


def page_metadata(page: HtmlElement, url: str) -> Metadata:
    """The metadata that the page itself gives; its text is looked at by the caller."""
    properties = _properties(page)
    return from_json_ld(page).or_else(
        Metadata(
            title=_first(properties, _TITLES) or _title(page, _first(properties, _PUBLICATIONS)),
            subtitle=_subtitle(page),
            author=_author(page, properties),
            publication=_first(properties, _PUBLICATIONS),
            published=find_date(_first(properties, _DATES)) or find_date(_time(page)) or find_date(_in_address(url)),
            language=_language(page, properties),
        )
    )


def _properties(page: HtmlElement) -> Properties:
    """The meta elements by name in lower case; what stands in ``property`` comes before what stands in ``name``."""
    properties: Properties = {}
    for attribute in ("property", "itemprop", "name", "http-equiv"):
        for element in page.iter("meta"):
            content = " ".join((element.get("content") or "").split())
            for name in (element.get(attribute) or "").lower().split():
                if content:
                    properties.setdefault(re.sub(r"^(dc|dcterms|og)[.]", r"\1:", name), []).append(content)
    return properties


def _first(properties: Properties, names: tuple[str, ...]) -> str:
    return next((properties[name][0] for name in names if name in properties), "")


def _title(page: HtmlElement, publication: str) -> str:
    """The words of ``<title>`` without the site's name."""
    element = page.find(".//title")
    title = " ".join((element.text_content() if element is not None else "").split())
    headings = {" ".join(heading.text_content().split()) for heading in page.iter("h1")}
    if title in headings:
        return title
    places = list(_SEPARATOR.finditer(title))
    if not places:
        return title
    start, end = title[: places[-1].start()], title[places[-1].end() :]
    is_site = end == publication or start in headings or (len(start.split()) >= 3 and len(end.split()) <= 4)
    return start if is_site else title


def _subtitle(page: HtmlElement) -> str:
    names = ("subtitle", "subheadline", "standfirst", "dek", "deck", "article-summary")
    tests = " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)
    for element in page.xpath(f"//body//*[{tests}]"):
        text = " ".join(element.text_content().split())
        if text and len(text) <= _LONGEST_SUBTITLE:
            return text
    return ""


def _author(page: HtmlElement, properties: Properties) -> str:
    for name in _AUTHORS:
        people = [value for value in properties.get(name, ()) if _is_person(value)]
        if people:
            return _without_by(", ".join(dict.fromkeys(people if name == "citation_author" else people[:1])))
    return next((_without_by(text) for text in _visible_bylines(page)), "")


def _visible_bylines(page: HtmlElement) -> Iterator[str]:
    for element in page.xpath(f"//body//*{_BYLINE}"):
        text = " ".join((element.get("content") or element.text_content()).split())
        if text and len(text) <= _LONGEST_BYLINE and _is_person(text) and find_date(text) is None:
            yield text


def _is_person(value: str) -> bool:
    return not value.startswith(("http://", "https://", "@", "//", "www.")) and any(map(str.isalpha, value))


def _without_by(text: str) -> str:
    return _LEADING_BY.sub("", text).strip(" ,|–—-")


def _time(page: HtmlElement) -> str:
    for element in page.xpath("//body//time | //body//*[@itemprop='datePublished']"):
        if value := element.get("datetime") or element.get("content") or element.text_content():
            return str(value)
    return ""


def _in_address(url: str) -> str:
    match = _URL_DATE.search(url)
    return "-".join(match.groups()) if match else ""


def _language(page: HtmlElement, properties: Properties) -> str:
    return primary_subtag(
        page.get("lang") or _first(properties, ("content-language", "og:locale", "dc:language", "inlanguage"))
    )
