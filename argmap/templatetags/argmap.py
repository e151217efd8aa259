"""Presentation helpers of the templates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from argmap.domain.languages import LANGUAGES
from argmap.domain.mentions import Words, words_of
from argmap.domain.structure import BlockType, Structure
from argmap.domain.vocabulary import EvidenceType
from argmap.models import ArgumentMap, Comment, User
from argmap.permissions import can_edit
from argmap.queries.discussion import Place
from argmap.queries.outline import Line
from argmap.queries.search.hits import Hit
from argmap.templatetags import places, reading
from argmap.templatetags.icons import icon_svg
from argmap.templatetags.modules import modules_of
from argmap.templatetags.nesting import Branch, branches_of

register = template.Library()
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}  # nothing in it ends the script element


class Text(Protocol):
    """A revision of the models or the domain, or a draft."""

    text: str
    structure: Structure | dict[str, Any]


class Described(Protocol):
    """An article of the models or the domain, or a draft."""

    author: str
    publication: str
    published: date | None


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own pictures as inline SVG."""
    return mark_safe(icon_svg(name))  # constants only


@register.simple_tag
def module_preloads(entry: str) -> SafeString:
    """Links that fetch a module and all that it imports at once."""
    link = '<link rel="modulepreload" href="{}">'
    return format_html_join("\n", link, ((static(path),) for path in modules_of(entry)))


@register.filter
def compact_json(value: Any, element_id: str) -> SafeString:
    """The value in a script element, as ``json_script`` writes it, in fewer characters."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script id="{}" type="application/json">{}</script>', element_id, mark_safe(text))


@register.filter
def initials(name: str) -> str:
    """Up to two capital letters that stand for a person."""
    words = name.replace(".", " ").replace("_", " ").split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.filter
def web_address(url: str) -> str:
    """The address where a click on it opens a web page, else nothing: a file may bring one that runs a script."""
    return url if url.lower().startswith(("http://", "https://")) else ""


@register.filter
def counted(number: int | None, nouns: str) -> str:
    """The number with its noun: ``{{ 1032|counted:"word,words" }}`` is “1,032 words”; nothing is “no words”."""
    singular, plural = nouns.split(",")
    if not number:
        return f"no {plural}"
    return f"{number:,} {singular if number == 1 else plural}"


@register.filter
def thousands(number: int) -> str:
    """The number with a comma between its thousands."""
    return f"{number:,}"


@register.filter
def talk_label(talk: tuple[int, int]) -> str:
    """How many comments, and how many in open threads: the twin of ``saysOf`` in ``static/js/comment_sign.js``."""
    everything, alive = talk
    return f"{counted(everything, 'comment,comments')}, {f'{alive:,} open' if alive else 'resolved'}"


@register.filter
def tally(counts: Mapping[str, int]) -> str:
    """How many there are, and of which sorts, as in “1,200: 1,199 claims, 1 evidence”."""
    total = sum(counts.values())
    sorts = (f"{count:,} {sort}{'' if count == 1 or sort == 'evidence' else 's'}" for sort, count in counts.items())
    return f"{total:,}: {', '.join(sorts)}" if total else "none"


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, in words up to a week, then the date."""
    if moment is None:
        return ""
    passed = timezone.now() - moment
    if passed < timedelta(minutes=1):
        return "just now"
    for length, noun in (
        (timedelta(days=1), "day"),
        (timedelta(hours=1), "hour"),
        (timedelta(minutes=1), "minute"),
    ):
        if passed >= length:
            number = passed // length
            if noun == "day" and number > 7:
                break
            return "yesterday" if (noun, number) == ("day", 1) else f"{number} {noun}{'' if number == 1 else 's'} ago"
    return date_format(timezone.localtime(moment), "j F Y")


@register.filter
def reading_blocks(revision: Text) -> list[reading.ReadingBlock]:
    """The blocks of its text for reading."""
    return reading.reading_blocks(revision.text, revision.structure)


@register.filter
def place_of(hit: Hit) -> str:
    """The address at which what was found is shown."""
    return places.place_of(hit)


@register.filter
def nested(lines: Iterable[Line]) -> Iterator[Branch]:
    """The lines of an outline as lists inside lists."""
    return branches_of(lines)


@register.filter
def starts_with_title(revision: Text, title: str) -> bool:
    """Whether the text begins with its title, which is then not shown a second time."""
    start = revision.text.lstrip()
    return bool(title) and start.startswith(title) and start[len(title) : len(title) + 1].strip() == ""


@register.filter
def byline(article: Described) -> str:
    """Author, publication and date, as far as they are known."""
    published = date_format(article.published, "j F Y") if article.published else ""
    return " · ".join(part for part in (article.author, article.publication, published) if part)


@register.filter
def structure_summary(structure: Structure) -> str:
    """How many paragraphs, headings and so on a text has, as far as it has any."""
    counts = Counter(block.type for block in structure.blocks)
    nouns = (
        (counts[BlockType.PARAGRAPH], "paragraph,paragraphs"),
        (counts[BlockType.HEADING], "heading,headings"),
        (counts[BlockType.LIST_ITEM], "list item,list items"),
        (counts[BlockType.QUOTATION], "quoted paragraph,quoted paragraphs"),
        (len(structure.hyperlinks), "link,links"),
    )
    return ", ".join(counted(number, noun) for number, noun in nouns if number)


@register.filter
def sources_of(map_: ArgumentMap) -> str:
    """From which texts a map is made: the first one's title, or who wrote it where the map is called the same."""
    articles = [place.article for place in map_.map_articles.all()]
    if not articles:
        return ""
    first, others = articles[0], len(articles) - 1
    same = first.title.casefold() == map_.title.casefold()
    name = byline(first) if same else first.title
    return f"{name} and {counted(others, 'more text,more texts')}" if others else name


@register.filter
def evidence_label(evidence_type: str) -> str:
    """The sort of evidence in words."""
    return EvidenceType(evidence_type).label


@register.filter
def sources_label(sources: int | tuple[str, ...]) -> str:
    """How many sources a node has: their number or themselves are given."""
    return counted(sources if isinstance(sources, int) else len(sources), "source,sources")


@register.filter
def confidence_label(confidence: float) -> str:
    """The confidence as JavaScript writes numbers, too: 1 rather than 1.0."""
    return f"{confidence}".removesuffix(".0")


@register.filter
def tag_color(color: str) -> SafeString:
    """The attribute that gives a tag's chip this colour; nothing for a neutral one."""
    return format_html(' data-color="{}"', color) if color else SafeString("")


@register.filter
def color_among(name: str, colors: Mapping[str, str]) -> SafeString:
    """The same for the tag of this name."""
    return tag_color(colors.get(name, "") if colors else "")


@register.filter
def may_edit(role: str | None) -> bool:
    """Whether a member of this role may add, change and delete articles and maps."""
    return can_edit(role)


@register.filter
def language_name(code: str) -> str:
    """The language in English, or its code where it has no name here."""
    return LANGUAGES.get(code.split("-")[0].lower(), code)


@register.filter
def usernames(people: Iterable[User]) -> list[str]:
    """What a comment may mention."""
    return [person.get_username() for person in people]


@register.filter
def mention_parts(comment: Comment, names: list[str]) -> tuple[Words, ...]:
    """The words of a comment, cut at those that mention somebody."""
    return words_of(comment.text, names)


@register.filter
def draft_key(place: Place | None) -> str:
    """What names the draft of a new comment on this place."""
    return "-".join(["new", *(value for _, value in place.fields)]) if place else "new"
