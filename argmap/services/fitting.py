"""Graphs from outside, so that our columns hold them: what is too long is shortened, said, and kept in a note.

Readers take texts of any length; a column has a limit, and PostgreSQL refuses what SQLite would store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.domain.graph import Article as ArticleValue
from argmap.domain.graph import Comment as CommentValue
from argmap.domain.graph import Link as LinkValue
from argmap.domain.graph import Node as NodeValue
from argmap.formats.base import Note
from argmap.models import ArgumentMap, Article, Comment, Link, Node, Premise, Tag
from argmap.services.tag_names import distinct, possible_name

_LARGEST = 2**31 - 1  # of a whole number in a column
_OF_ARTICLES = ("title", "subtitle", "author", "publication", "url", "language")


def limit_of(model: Any, name: str) -> int:
    """How many characters this column holds."""
    return int(model._meta.get_field(name).max_length)


def fitted(graph: ArgumentGraph) -> tuple[ArgumentGraph, tuple[Note, ...]]:
    """The graph as the columns hold it, and what was shortened for that; the graph itself where all fits.

    The full words stand in the note of the node or link, those of the map's title in its description; those of an
    article's fields in the details of the note alone.
    """
    fitting = _Fitting()
    nodes = {id: fitting.node(node) for id, node in graph.nodes.items()}
    links = {id: fitting.link(link) for id, link in graph.links.items()}
    articles = {id: fitting.article(article) for id, article in graph.articles.items()}
    comments = {id: fitting.comment(comment) for id, comment in graph.comments.items()}
    title, kept = fitting.short(graph.title, limit_of(ArgumentMap, "title"), "Title")
    places_left = fitting.ordered(nodes), fitting.ordered(links)
    notes = (*fitting.notes(), *_notes_on_places(sum(places_left)))
    if not notes:
        return graph, ()
    description = _noted(graph.description, kept)
    return (
        replace(
            graph,
            title=title,
            description=description,
            nodes=nodes,
            links=links,
            articles=articles,
            comments=comments,
            tag_colors={_tag_name(name): color for name, color in graph.tag_colors.items()},
        ),
        notes,
    )


@dataclass(slots=True)
class _Fitting:
    """Shortens what does not fit and remembers it."""

    shortened: list[str] = field(default_factory=list)
    of_articles: list[str] = field(default_factory=list)
    renamed_tags: list[str] = field(default_factory=list)
    repeated_tags: int = 0
    _limits: dict[str, int] = field(
        default_factory=lambda: {
            "attribution": limit_of(Node, "attribution"),
            "scheme": limit_of(Link, "scheme"),
            "role": limit_of(Premise, "role"),
            "tag": limit_of(Tag, "name"),
        }
    )

    def short(self, text: str, limit: int, label: str) -> tuple[str, list[str]]:
        """The text within its limit, and what is to be kept elsewhere: nothing where it fits."""
        if len(text) <= limit:
            return text, []
        self.shortened.append(f"{label}: {text}")
        return f"{text[: limit - 1]}…", [f"{label}: {text}"]

    def node(self, node: NodeValue) -> NodeValue:
        attribution, kept = self.short(node.attribution, self._limits["attribution"], "Attribution")
        tags, of_tags = self._tags(node.tags) if node.tags else (node.tags, [])
        if attribution is node.attribution and tags is node.tags:
            return node
        return replace(node, attribution=attribution, tags=tags, note=_noted(node.note, [*kept, *of_tags]))

    def link(self, link: LinkValue) -> LinkValue:
        scheme, kept = self.short(link.scheme, self._limits["scheme"], "Scheme")
        tags, of_tags = self._tags(link.tags) if link.tags else (link.tags, [])
        premises = link.premises
        if any(len(premise.role) > self._limits["role"] for premise in premises):
            short = [self.short(premise.role, self._limits["role"], "Role") for premise in premises]
            premises = tuple(replace(p, role=role) for p, (role, _) in zip(premises, short, strict=True))
            kept += [words for _, of_role in short for words in of_role]
        if scheme is link.scheme and tags is link.tags and premises is link.premises:
            return link
        note = _noted(link.note, [*kept, *of_tags])
        return replace(link, scheme=scheme, tags=tags, premises=premises, note=note)

    def article(self, article: ArticleValue) -> ArticleValue:
        changed: dict[str, Any] = {}
        for name in _OF_ARTICLES:
            text, limit = getattr(article, name), limit_of(Article, name)
            if len(text) > limit:
                self.of_articles.append(f"{name.capitalize()}: {text}")
                changed[name] = text[:limit]
        return replace(article, **changed) if changed else article

    def comment(self, comment: CommentValue) -> CommentValue:
        limit = limit_of(Comment, "author_name")
        replies = tuple(map(self.comment, comment.replies))
        if max(len(comment.author), len(comment.resolved_by)) <= limit and replies == comment.replies:
            return comment
        author, _ = self.short(comment.author, limit, "Author of a comment")
        resolved_by, _ = self.short(comment.resolved_by, limit, "Who resolved a comment")
        return replace(comment, author=author, resolved_by=resolved_by, replies=replies)

    def ordered(self, parts: dict[str, Any]) -> int:
        """The places of these parts are within what a column holds, in the same order; how many had to change."""
        placed = [part for part in parts.values() if part.position is not None]
        if all(-_LARGEST <= part.position <= _LARGEST for part in placed):
            return 0
        ranks = {place: rank for rank, place in enumerate(sorted({part.position for part in placed}))}
        parts |= {part.id: replace(part, position=ranks[part.position]) for part in placed}
        return len(placed)

    def notes(self) -> Iterable[Note]:
        """What was shortened, as sentences."""
        for texts, one, many in (
            (self.shortened, _ONE, _MANY),
            (self.of_articles, _ONE_OF_ARTICLE, _MANY_OF_ARTICLE),
        ):
            if texts:
                yield Note(one if len(texts) == 1 else many.format(f"{len(texts):,}"), len(texts), tuple(texts))
        if count := len(self.renamed_tags):
            yield Note(_ONE_NAME if count == 1 else _MANY_NAMES.format(f"{count:,}"), count, tuple(self.renamed_tags))
        if count := self.repeated_tags:
            yield Note(f"{count:,} tags stand twice or are empty; they are left out." if count > 1 else _ONE_TAG, count)

    def _tags(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
        possible = [possible_name(name) for name in names]
        self.renamed_tags += [old for old, new in zip(names, possible, strict=True) if new and new != old]
        short = [self.short(name, self._limits["tag"], "Tag") for name in possible]
        tags = tuple(distinct(name for name, _ in short))
        self.repeated_tags += len(names) - len(tags)
        kept = [words for _, of_tag in short for words in of_tag]
        return (names, []) if tags == names else (tags, kept)


def _tag_name(name: str) -> str:
    """What a tag of this name is called here."""
    return _Fitting().short(possible_name(name), limit_of(Tag, "name"), "Tag")[0]


_ONE = "1 text is too long for its field; it is shortened there, and its full words stand in the note."
_MANY = "{} texts are too long for their fields; they are shortened there, and their full words stand in the notes."
_ONE_OF_ARTICLE = "1 description of an article is too long for its field, and is cut."
_MANY_OF_ARTICLE = "{} descriptions of articles are too long for their fields, and are cut."
_ONE_NAME = "1 tag has a comma, a line break or space around it; it is named without, with semicolons for commas."
_MANY_NAMES = (
    "{} tags have commas, line breaks or space around them; they are named without, with semicolons for commas."
)
_ONE_TAG = "1 tag stands twice or is empty; it is left out."


def _noted(note: str, words: Sequence[str]) -> str:
    return "\n\n".join(filter(None, [note, *words])) if words else note


def _notes_on_places(count: int) -> Iterable[Note]:
    if count:
        yield Note(f"The chosen places of {count:,} objects are numbered anew, in the same order.", count)
