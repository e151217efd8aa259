"""From rows to the domain's graph: the one place where that happens."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import CharField, ExpressionWrapper, F, Q
from django.db.models.expressions import Combinable

from argmap.domain import graph as domain
from argmap.domain.collector import paused_collector
from argmap.domain.quick import changed
from argmap.domain.structure import Structure
from argmap.domain.vocabulary import Direction, EvidenceType, LinkType, NodeKind
from argmap.models import (
    UNTITLED,
    ArgumentMap,
    Article,
    Comment,
    Highlight,
    Link,
    LinkTag,
    MapArticle,
    Node,
    NodeTag,
    Premise,
    Revision,
    Span,
)
from argmap.queries.tags import tag_colors

QUERIES = 10  # that load_graph makes, however large the map

_Tags = Mapping[Any, tuple[str, ...]]
NODE_KINDS = {kind.value: kind for kind in NodeKind}
LINK_TYPES = {type_.value: type_ for type_ in LinkType}
_NODE = ("kind", "text", "evidence_type", "attribution", "confidence", "note", "position")
_LINK = ("type", "scheme", "strength", "note", "position")


class Ids(dict[Any, str]):
    """Ids as text by what the database gives for them (hex digits or UUIDs), each made once."""

    def __missing__(self, raw: Any) -> str:
        if isinstance(raw, str):
            self[raw] = f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"
        else:
            self[raw] = str(raw)
        return self[raw]


def raw_columns(*columns: str) -> list[Combinable]:
    """The columns as the database gives them.

    Django would make a UUID, a truth value or a list of each one, which takes half of the time of loading a map.
    """
    return [ExpressionWrapper(F(column), output_field=CharField()) for column in columns]


@paused_collector()
def load_graph(map_: ArgumentMap, *, lean: bool = False, as_stored: bool = False) -> domain.ArgumentGraph:
    """The whole map as a graph, in a fixed number of queries (``QUERIES``).

    An article has the revision that the map pins last, before it those on which other spans of the map stand.
    A ``lean`` graph is for pages, in half of the time: its nodes and links have no ``extra``, its spans no words, its
    comments no authors. A link of which a part is not there is left out, and so is a comment on what is not there,
    unless the graph is wanted ``as_stored``.
    """
    places = list(MapArticle.objects.filter(map=map_).select_related("article"))
    ids = Ids()
    spans = _spans(Q(node__map=map_), lean=lean)
    comments = list(_comments(map_, ids, lean=lean))
    marked = {UUID(ids[raw]) for raw in {row[3] for row in spans}}
    marked.update(UUID(comment.span.revision) for comment in comments if comment.span)
    highlights = list(_highlights(map_, ids))
    marked.update(UUID(highlight.span.revision) for highlight in highlights)
    tags = _tags(Q(node__map=map_), Q(link__map=map_))
    revisions = Revision.objects.filter(pk__in={place.revision_id for place in places} | marked)
    nodes = list(_nodes(Q(map=map_), spans, tags, ids, lean=lean))
    links: Iterable[domain.Link] = _links(Q(map=map_), Q(link__map=map_), tags, ids, lean=lean)
    if not as_stored:
        own = {node.id for node in nodes}
        links = whole_links(links, own)
        comments = _standing(comments, own | {link.id for link in links})
    return domain.ArgumentGraph.of(
        id=str(map_.pk),
        title=map_.title,
        description=map_.description,
        articles=_articles(places, list(revisions)),
        nodes=nodes,
        links=links,
        tag_colors=tag_colors(map_.project_id),
        extra=_file_data(map_.extra),
        comments=comments,
        highlights=highlights,
    )


def load_part(map_: ArgumentMap, *, nodes: Collection[UUID], links: Collection[UUID] = ()) -> domain.ArgumentGraph:
    """These nodes and the main claims with all links of these nodes, and these links: what is near a place of the map.

    A link may have a premise or target that is not there. Articles have the revisions on which the nodes stand.
    """
    ids = Ids()
    main = Node.objects.filter(map=map_, main=True).values_list("pk", flat=True)
    own = {*nodes, *main}
    near = Q(pk__in=links) | Q(premises__node__in=nodes) | Q(target_node__in=nodes)
    keys = set(Link.objects.filter(near, map=map_).values_list("pk", flat=True))
    spans = _spans(Q(node__in=own, node__map=map_), lean=False)
    marked = [UUID(ids[raw]) for raw in {row[3] for row in spans}]
    revisions = list(Revision.objects.filter(pk__in=marked))
    tags = _tags(Q(node__in=own), Q(link__in=keys))
    return domain.ArgumentGraph.of(
        id=str(map_.pk),
        articles=_articles(list(MapArticle.objects.filter(map=map_).select_related("article")), revisions),
        nodes=_nodes(Q(pk__in=own, map=map_), spans, tags, ids, lean=False),
        links=_links(Q(pk__in=keys), Q(link__in=keys), tags, ids, lean=False),
    )


def is_named_after_file(map_: ArgumentMap) -> bool:
    """Whether the map's title is still the name of the file that it came from, which gave it none."""
    return bool(map_.extra.get(UNTITLED) == map_.title)


def _file_data(extra: dict[str, Any]) -> dict[str, Any]:
    """What files brought along."""
    return {name: bag for name, bag in extra.items() if name != UNTITLED} if UNTITLED in extra else extra


def _articles(places: list[MapArticle], revisions: list[Revision]) -> Iterable[domain.Article]:
    by_article: dict[UUID, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_article[revision.article_id].append(revision)
    for place in places:
        own = sorted(by_article[place.article_id], key=lambda r: (r.pk == place.revision_id, r.number))
        yield article_value(place.article, own)


def article_value(article: Article, revisions: Iterable[Revision]) -> domain.Article:
    """The article as a domain value with these revisions; a title that was made of its first words is none."""
    return domain.Article(
        id=str(article.pk),
        title="" if article.extra.get(UNTITLED) == article.title else article.title,
        subtitle=article.subtitle,
        author=article.author,
        publication=article.publication,
        published=article.published,
        url=article.url,
        language=article.language,
        direction=Direction(article.direction),
        extra=_file_data(article.extra),
        revisions=tuple(
            domain.Revision(id=str(r.pk), text=r.text, structure=Structure.from_json(r.structure), sha256=r.sha256)
            for r in revisions
        ),
    )


_Row = tuple[Any, ...]


def _spans(which: Q, *, lean: bool) -> list[_Row]:
    words = () if lean else ("exact", "prefix", "suffix")
    columns = (*raw_columns("id", "node_id", "revision__article_id", "revision_id"), "start", "end", *words)
    return list(Span.objects.filter(which).values_list(*columns))


def _nodes(which: Q, spans: list[_Row], tags: _Tags, ids: Ids, *, lean: bool) -> Iterable[domain.Node]:
    own_spans: dict[Any, list[domain.Span]] = defaultdict(list)
    for id_, node, article, revision, start, end, *words in spans:
        own_spans[node].append(domain.Span(ids[id_], ids[article], ids[revision], start, end, *words or ("", "", "")))
    # Plain rows: an instance of a model for each would take longer than all the rest.
    own = raw_columns("id", "main", "implicit", "sources")
    rows = Node.objects.filter(which).values_list(*own, *_NODE, *_extra(lean))
    for id_, main, implicit, sources, kind, text, evidence, attribution, confidence, note, position, *extra in rows:
        yield domain.Node(
            id=ids[id_],
            kind=NODE_KINDS[kind],
            text=text,
            main=bool(main),
            implicit=bool(implicit),
            evidence_type=EvidenceType(evidence) if evidence else None,
            attribution=attribution,
            sources=tuple(json.loads(sources)) if sources != "[]" else (),
            confidence=confidence,
            note=note,
            tags=tags.get(id_, ()),
            spans=tuple(own_spans.get(id_, ())),
            position=position,
            extra=extra[0] if extra else {},
        )


def _links(which: Q, of_which: Q, tags: _Tags, ids: Ids, *, lean: bool) -> Iterable[domain.Link]:
    """The links for which ``which`` holds; ``of_which`` holds for their premises."""
    premises: dict[Any, list[domain.Premise]] = defaultdict(list)
    for link, node, role in Premise.objects.filter(of_which).values_list(*raw_columns("link_id", "node_id"), "role"):
        premises[link].append(domain.Premise(ids[node], role))
    own = raw_columns("id", "target_node_id", "target_link_id")
    rows = Link.objects.filter(which).values_list(*own, *_LINK, *_extra(lean))
    for id_, target_node, target_link, type_, scheme, strength, note, position, *extra in rows:
        yield domain.Link(
            id=ids[id_],
            type=LINK_TYPES[type_],
            premises=tuple(premises[id_]),
            target_node=ids[target_node] if target_node else None,
            target_link=ids[target_link] if target_link else None,
            scheme=scheme,
            strength=strength,
            note=note,
            tags=tags.get(id_, ()),
            position=position,
            extra=extra[0] if extra else {},
        )


def whole_links(links: Iterable[domain.Link], nodes: Collection[str]) -> Collection[domain.Link]:
    """The links of which all parts are there: somebody may change the map between two queries."""
    found = {link.id: link for link in links}
    on_it: dict[str, list[str]] = defaultdict(list)
    for link in found.values():
        if link.target_link:
            on_it[link.target_link].append(link.id)
    there = {*nodes, *found}
    torn = [link.id for link in found.values() if not _stands(link, nodes, there)]
    for key in torn:  # which grows by the links on those that go
        if found.pop(key, None):
            torn += on_it[key]
    return found.values()


def _stands(link: domain.Link, nodes: Collection[str], there: Collection[str]) -> bool:
    return bool(link.premises) and link.target in there and all(premise.node in nodes for premise in link.premises)


def _standing(comments: Iterable[domain.Comment], there: Collection[str]) -> list[domain.Comment]:
    """The comments of which the node or link is there, and those that stand on none."""
    return [
        one for one in comments if (one.node is None or one.node in there) and (one.link is None or one.link in there)
    ]


def _highlights(map_: ArgumentMap, ids: Ids) -> Iterable[domain.Highlight]:
    own = raw_columns("id", "revision__article_id", "revision_id")
    said = ("start", "end", "exact", "prefix", "suffix", "note")
    rows = Highlight.objects.filter(map=map_).values_list(*own, *said)
    for id_, article, revision, start, end, exact, prefix, suffix, note in rows:
        span = domain.Span(ids[id_], ids[article], ids[revision], start, end, exact, prefix, suffix)
        yield domain.Highlight(ids[id_], span, note)


_COMMENT = ("text", "created_at", "edited_at", "resolved_at", "start", "end")
_PERSON = ("first_name", "last_name", "username")
_PERSONS = (
    *("exact", "prefix", "suffix", "author_name", *(f"author__{name}" for name in _PERSON)),
    *("resolved_name", *(f"resolved_by__{name}" for name in _PERSON)),
)


def _comments(map_: ArgumentMap, ids: Ids, *, lean: bool) -> Iterable[domain.Comment]:
    own = raw_columns("id", "parent_id", "node_id", "link_id", "revision_id", "revision__article_id")
    rows = Comment.objects.filter(map=map_).values_list(*own, *_COMMENT, *(() if lean else _PERSONS))
    heads: list[domain.Comment] = []
    replies: dict[str, list[domain.Comment]] = defaultdict(list)
    for row in rows:
        comment = _comment(row, ids)
        (replies[ids[row[1]]] if row[1] else heads).append(comment)
    for head in heads:
        yield changed(head, replies=tuple(replies[head.id])) if head.id in replies else head


def _comment(row: _Row, ids: Ids) -> domain.Comment:
    id_, _, node, link, revision, article, text, created, edited, resolved, start, end, *more = row
    exact, prefix, suffix, *persons = more or ("", "", "", *("",) * 8)
    span = revision and domain.Span(ids[id_], ids[article], ids[revision], start, end, exact, prefix, suffix)
    return domain.Comment(
        id=ids[id_],
        text=text,
        author=_person(*persons[:4]),
        created=created,
        edited=edited,
        node=ids[node] if node else None,
        link=ids[link] if link else None,
        span=span or None,
        resolved=resolved,
        resolved_by=_person(*persons[4:]),
    )


def _person(kept: str, first: str | None, last: str | None, username: str | None) -> str:
    """The name of a person as the account tells it, else the one that was kept."""
    return f"{first or ''} {last or ''}".strip() or username or kept


def _extra(lean: bool) -> tuple[str, ...]:
    return () if lean else ("extra",)


def _tags(of_nodes: Q, of_links: Q) -> _Tags:
    """The tags of nodes and links in their order, by what the database gives for the id: one query for both."""
    on_nodes = NodeTag.objects.filter(of_nodes).order_by()
    on_links = LinkTag.objects.filter(of_links).order_by()
    rows = on_nodes.values_list(*raw_columns("node_id", "id"), "position", "tag__name").union(
        on_links.values_list(*raw_columns("link_id", "id"), "position", "tag__name"), all=True
    )
    names: dict[Any, list[str]] = defaultdict(list)
    for key, _, _, name in sorted(rows, key=lambda row: (row[2], row[1])):
        names[key].append(name)
    return {key: tuple(own) for key, own in names.items()}
