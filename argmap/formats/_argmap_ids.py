"""The ids of an argmap file: kept where its objects get ids of their own, and written back.

They stand in the bag ``extra["argmap"]`` as they stand in the file: ``{"id": "n1"}`` for a node, article, link or map.
Spans and revisions have no bag: that of their node or article names them and says which they are, a span by its place
(``{"spans": {"s1": {"revision": "r1", "start": 3, "end": 9}}}``), a revision by its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from typing import Any

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Article, Comment, Extra, Link, Node, Premise, Revision, Span
from argmap.domain.quick import changed
from argmap.formats._argmap_shape import NAME
from argmap.formats._extra import own_extra, to_stored
from argmap.formats._unknown import merged

_PLACE = ("revision", "start", "end")
_WITHIN = {"map": ("id",), "revisions": ("sha256",), "spans": _PLACE}


def keep_ids(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with its ids in its bags, for a place that gives it ids of its own."""
    return changed(
        graph,
        articles={key: changed(a, extra=_keeping(a.extra, _article_ids(a))) for key, a in graph.articles.items()},
        nodes={key: changed(n, extra=_keeping(n.extra, _node_ids(n))) for key, n in graph.nodes.items()},
        links={key: changed(li, extra=_keeping(li.extra, {"id": li.id})) for key, li in graph.links.items()},
        extra=_keeping(graph.extra, {"map": {"id": graph.id}} if graph.id else {}),
    )


def with_kept_ids(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph under the ids that its bags keep, without them there; what came from no file keeps its own ids."""
    parts: Iterable[Article | Node | Link] = chain(graph.articles.values(), graph.nodes.values(), graph.links.values())
    if NAME not in graph.extra and not any(NAME in part.extra for part in parts):
        return graph
    return _Renaming(graph).graph()


def without_kept_ids(extra: Extra) -> Extra:
    """The bags of an object without the ids that they keep."""
    own = extra.get(NAME) if extra else None
    if not isinstance(own, Mapping):
        return extra
    left = {key: item for key, item in own.items() if key != "id"}
    for key, names in _WITHIN.items():
        if isinstance(left.get(key), Mapping):
            left[key] = _without(left[key], names) if key == "map" else _each_without(left[key], names)
            if not left[key]:
                del left[key]
    rest = {name: bag for name, bag in extra.items() if name != NAME}
    return (rest | {NAME: left} if left else rest) or NO_EXTRA


def _each_without(items: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    each = {id_: _without(item, names) for id_, item in items.items()}
    return {id_: item for id_, item in each.items() if item}


def _without(item: Any, names: Iterable[str]) -> Any:
    return {key: value for key, value in item.items() if key not in names} if isinstance(item, Mapping) else item


def _keeping(extra: Extra, ids: Mapping[str, Any]) -> Extra:
    if not ids:
        return extra
    return {**extra, NAME: to_stored(merged(own_extra(extra, NAME), ids))}


def _article_ids(article: Article) -> dict[str, Any]:
    revisions = {revision.id: _text_of(revision) for revision in article.revisions}
    return {"id": article.id, **({"revisions": revisions} if revisions else {})}


def _node_ids(node: Node) -> dict[str, Any]:
    spans = {span.id: _place_of(span, span.revision) for span in node.spans}
    return {"id": node.id, **({"spans": spans} if spans else {})}


def _text_of(revision: Revision) -> dict[str, Any]:
    return {"sha256": revision.sha256 or sha256(revision.text.encode()).hexdigest()}


def _place_of(span: Span, revision: str) -> dict[str, Any]:
    return dict(zip(_PLACE, (revision, span.start, span.end), strict=True))


class _Renaming:
    """Each id of a graph with the one under which it is written: no two objects of a kind get the same."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.old = graph
        self.articles = _chosen(graph.articles)
        self.nodes = _chosen(graph.nodes)
        self.links = _chosen(graph.links)
        self.revisions = {article.id: _revisions(article) for article in graph.articles.values()}

    def graph(self) -> ArgumentGraph:
        return ArgumentGraph.of(
            id=_text(_mapping(own_extra(self.old.extra, NAME).get("map")).get("id")) or self.old.id,
            title=self.old.title,
            description=self.old.description,
            articles=map(self._article, self.old.articles.values()),
            nodes=map(self._node, self.old.nodes.values()),
            links=map(self._link, self.old.links.values()),
            tag_colors=self.old.tag_colors,
            extra=without_kept_ids(self.old.extra),
            comments=map(self._comment, self.old.comments.values()),
            highlights=(changed(one, span=self._passage(one.span)) for one in self.old.highlights.values()),
        )

    def _comment(self, comment: Comment) -> Comment:
        return changed(
            comment,
            node=self.nodes[comment.node] if comment.node else None,
            link=self.links[comment.link] if comment.link else None,
            span=self._passage(comment.span) if comment.span else None,
        )

    def _passage(self, span: Span) -> Span:
        revision = self.revisions[span.article][span.revision]
        return changed(span, article=self.articles[span.article], revision=revision)

    def _article(self, article: Article) -> Article:
        return changed(
            article,
            id=self.articles[article.id],
            revisions=tuple(changed(r, id=self.revisions[article.id][r.id]) for r in article.revisions),
            extra=without_kept_ids(article.extra),
        )

    def _node(self, node: Node) -> Node:
        name = self.nodes[node.id]
        if not node.spans:
            return changed(node, id=name, extra=without_kept_ids(node.extra))
        revisions = [self.revisions[span.article][span.revision] for span in node.spans]
        places = {s.id: _place_of(s, revision) for s, revision in zip(node.spans, revisions, strict=True)}
        names = _matched(places, own_extra(node.extra, NAME).get("spans"))
        spans = tuple(
            changed(span, id=names[span.id], article=self.articles[span.article], revision=revision)
            for span, revision in zip(node.spans, revisions, strict=True)
        )
        return changed(node, id=name, spans=spans, extra=without_kept_ids(node.extra))

    def _link(self, link: Link) -> Link:
        return changed(
            link,
            id=self.links[link.id],
            premises=tuple(Premise(self.nodes[premise.node], premise.role) for premise in link.premises),
            target_node=self.nodes[link.target_node] if link.target_node else None,
            target_link=self.links[link.target_link] if link.target_link else None,
            extra=without_kept_ids(link.extra),
        )


def _chosen(parts: Mapping[str, Article] | Mapping[str, Node] | Mapping[str, Link]) -> dict[str, str]:
    """For each object the id that it keeps, where no other has it; else its own."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for own, part in parts.items():
        kept = _text(own_extra(part.extra, NAME).get("id")) if part.extra else ""
        free = kept and kept not in used and (kept == own or kept not in parts)
        names[own] = kept if free else own
        used.add(names[own])
    return names


def _revisions(article: Article) -> dict[str, str]:
    texts = {revision.id: _text_of(revision) for revision in article.revisions}
    return _matched(texts, own_extra(article.extra, NAME).get("revisions"))


def _matched(parts: Mapping[str, Mapping[str, Any]], kept: Any) -> dict[str, str]:
    """For each id the one kept for an object that is the same in these fields, each used once; else itself."""
    left = {id_: item for id_, item in _mapping(kept).items() if id_ and id_ not in parts and isinstance(item, Mapping)}
    names: dict[str, str] = {}
    for own, fields in parts.items():
        same = next((id_ for id_, item in left.items() if all(item.get(k) == v for k, v in fields.items())), own)
        left.pop(same, None)
        names[own] = same
    return names


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
