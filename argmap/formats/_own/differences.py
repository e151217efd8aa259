"""What a foreign file does not say of our map, told beside it in a place for free data, and read from there again.

The writer makes its file, reads it as any other program would, and notes only what differs from the map. A field is
noted with a digest of what the file itself says of it: where another program has changed that since, its word counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Span
from argmap.domain.wellformed import link_rule_broken
from argmap.exceptions import FormatError
from argmap.formats._argmap_read import article_from, link_from, node_from
from argmap.formats._argmap_write import article_to_json, link_to_json, node_to_json, part_to_json
from argmap.formats._extra import other_bags
from argmap.formats._json import dump_json

Json = dict[str, Any]
_Part = TypeVar("_Part", Article, Node, Link)


def own_data(graph: ArgumentGraph, plain: ArgumentGraph, name: str) -> Json:
    """What makes ``graph`` of ``plain``, which is what the file of format ``name`` says by itself; empty: nothing.

    Both name their nodes and links by the same ids. The bags of format ``name`` are the file's own and left out.
    """
    graph = _without_bags(_housed(graph, plain, name), name)
    plain = _without_bags(plain, name)
    texts, articles = list(plain.articles.values()), list(graph.articles.values())
    found: Json = {}
    if articles != texts:
        found["articles"] = [_digest(_texts(plain)), [_brief(a, _text_at(texts, i)) for i, a in enumerate(articles)]]
        plain = _rehoused(plain, articles)
    map_ = {key: value for key, value in _map(graph).items() if value != _map(plain)[key]}
    if map_:
        found["map"] = map_
    nodes = _changes(*(_bare(map(node_to_json, g.nodes.values()), name) for g in (graph, plain)))
    links = _changes(*(_bare(map(link_to_json, g.links.values()), name) for g in (graph, plain)))
    return found | ({"nodes": nodes} if nodes else {}) | ({"links": links} if links else {})


def with_own_data(plain: ArgumentGraph, own: Mapping[str, Any], name: str) -> tuple[ArgumentGraph, int]:
    """The graph of which :func:`own_data` told the difference, and how many differences no longer fit the file.

    Raises FormatError where ``own`` is not what :func:`own_data` makes.
    """
    return _Telling(plain, name).told(own)


@dataclass
class _Telling:
    """A graph to which the difference is told."""

    graph: ArgumentGraph
    name: str
    stale: int = 0

    def told(self, own: Mapping[str, Any]) -> tuple[ArgumentGraph, int]:
        try:
            if "articles" in own:
                self._articles(*own["articles"])
            map_ = own.get("map", {})
            bags = {**map_.get("extra", {}), **self.graph.extra}
            title, description = map_.get("title", self.graph.title), map_.get("description", self.graph.description)
            self.graph = replace(self.graph, title=str(title), description=str(description), extra=bags)
            nodes = self._parts(self.graph.nodes, own.get("nodes", {}))
            self.graph = replace(self.graph, nodes=nodes)
            links = self._parts(self.graph.links, own.get("links", {}))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise FormatError("The data that Argmap left in this file is damaged; remove it and try again.") from error
        return self._with_links(links), self.stale

    def _articles(self, digest: str, items: list[Json]) -> None:
        if digest != _digest(_texts(self.graph)):
            self.stale += 1
            return
        texts = list(self.graph.articles.values())
        articles = []
        for index, item in enumerate(items):
            article = article_from(_full(item, _text_at(texts, index)), index)
            own = texts[index].extra if index < len(texts) else {}
            articles.append(replace(article, extra={**article.extra, **own}))
        self.graph = _rehoused(self.graph, articles)

    def _parts(self, parts: Mapping[str, _Part], changes: Mapping[str, Any]) -> dict[str, Any]:
        """The parts with their changes, those that the file does not have behind them."""
        gone = set(changes.get("gone", ()))
        told = {id_: self._part(part, changes) for id_, part in parts.items() if id_ not in gone}
        for index, item in enumerate(changes.get("new", ())):
            if isinstance(item, Mapping) and item.get("id") not in parts:
                part = self._made(item, index)
                told[part.id] = part
        return told

    def _part(self, part: _Part, changes: Mapping[str, Any]) -> Any:
        fields = changes.get("changed", {}).get(part.id)
        if not fields:
            return part
        bag = part.extra
        value = part_to_json(replace(part, extra=other_bags(bag, self.name)))
        spans = value.get("spans", [])
        for key, (digest, new) in fields.items():
            if _digest(_comparable(key, value.get(key))) == digest:
                value[key] = new
            else:
                self.stale += 1
        made = self._made(value, 0, spans)
        return replace(
            made, id=part.id, extra={**made.extra, **({self.name: bag[self.name]} if self.name in bag else {})}
        )

    def _made(self, value: Mapping[str, Any], index: int, spans: Any = ()) -> Node | Link:
        if "premises" in value:
            return link_from(value, index)
        try:
            return node_from(value, index, self.graph.articles)
        except FormatError:
            self.stale += 1  # a passage in a text that has changed since
            return node_from({**value, "spans": list(spans)}, index, self.graph.articles)

    def _with_links(self, links: dict[str, Link]) -> ArgumentGraph:
        """The graph with these links but for those that can no longer be."""
        sound: dict[str, Link] = {}
        for id_, link in links.items():
            ends = [premise.node in self.graph.nodes for premise in link.premises]
            if all(ends) and link_rule_broken(link) is None:
                sound[id_] = link
        while True:
            left = {
                id_: link
                for id_, link in sound.items()
                if (link.target_node is None or link.target_node in self.graph.nodes)
                and (link.target_link is None or link.target_link in sound)
            }
            if len(left) == len(sound):
                break
            sound = left
        self.stale += len(links) - len(sound)
        return replace(self.graph, links=sound)


def _changes(wanted: Iterable[Json], plain: Iterable[Json]) -> Json:
    """Fields that differ, parts that the file lacks, and ids of parts that the map lacks."""
    known = {item["id"]: item for item in plain}
    changed: Json = {}
    new: list[Json] = []
    for item in wanted:
        before = known.pop(item["id"], None)
        if before is None:
            new.append(item)
            continue
        fields = {key: [_digest(old), item[key]] for key, old in _differing(item, before)}
        if fields:
            changed[item["id"]] = fields
    found = {"changed": changed, "new": new, "gone": list(known)}
    return {key: value for key, value in found.items() if value}


def _differing(item: Json, before: Json) -> Iterable[tuple[str, Any]]:
    for key, new in item.items():
        if key in before and before[key] == new:
            continue
        old = _comparable(key, before.get(key))
        if key not in before or _comparable(key, new) != old:
            yield key, old


def _bare(items: Iterable[Json], name: str) -> Iterable[Json]:
    """The items without their bags of format ``name``."""
    for item in items:
        item["extra"].pop(name, None)
        yield item


def _comparable(key: str, value: Any) -> Any:
    """The value without ids of spans, which say nothing."""
    if key != "spans":
        return value
    return [{name: part for name, part in span.items() if name != "id"} for span in value]


def _housed(graph: ArgumentGraph, plain: ArgumentGraph, name: str) -> ArgumentGraph:
    """The graph whose articles have the ids of those in the file, where they came from one that has the same text."""
    homes = {
        old.id: replace(old, id=read.id, revisions=(replace(old.revisions[0], id=read.revisions[0].id),))
        for old, read in zip(graph.articles.values(), plain.articles.values(), strict=False)
        if name in {*old.extra, *graph.extra} and [r.text for r in old.revisions] == [read.revisions[-1].text]
    }
    articles = [homes.get(article.id, article) for article in graph.articles.values()]
    if all(home.id == id_ for id_, home in homes.items()) or len({a.id for a in articles}) < len(articles):
        return graph

    def housed(span: Span) -> Span:
        home = homes.get(span.article)
        return replace(span, article=home.id, revision=home.revisions[0].id) if home else span

    nodes = {id_: replace(node, spans=tuple(map(housed, node.spans))) for id_, node in graph.nodes.items()}
    return replace(graph, articles={article.id: article for article in articles}, nodes=nodes)


def _rehoused(graph: ArgumentGraph, articles: list[Article]) -> ArgumentGraph:
    """The graph with these articles in place of its own; a span stays where its new home has the same text."""
    homes: dict[str, tuple[str, str]] = {}
    for old, new in zip(graph.articles.values(), articles, strict=False):
        revision = next((r for r in reversed(new.revisions) if r.text == old.revisions[-1].text), None)
        if revision:
            homes[old.id] = (new.id, revision.id)

    def moved(span: Span) -> Span:
        article, revision = homes[span.article]
        return replace(span, article=article, revision=revision)

    nodes = {
        id_: replace(node, spans=tuple(moved(span) for span in node.spans if span.article in homes))
        for id_, node in graph.nodes.items()
    }
    return replace(graph, articles={article.id: article for article in articles}, nodes=nodes)


def _brief(article: Article, text: str | None) -> Json:
    """The article as JSON; a text that the file has already is left out."""
    value = article_to_json(article)
    for revision in value["revisions"]:
        if revision["text"] == text:
            del revision["text"]
    return value


def _full(value: Json, text: str | None) -> Json:
    revisions = [item if "text" in item else {**item, "text": text or ""} for item in value["revisions"]]
    return {**value, "revisions": revisions}


def _text_at(articles: list[Article], index: int) -> str | None:
    return articles[index].revisions[-1].text if index < len(articles) else None


def _texts(graph: ArgumentGraph) -> list[str]:
    return [article.revisions[-1].text for article in graph.articles.values()]


def _map(graph: ArgumentGraph) -> Json:
    return {"title": graph.title, "description": graph.description, "extra": dict(graph.extra)}


def _without_bags(graph: ArgumentGraph, name: str) -> ArgumentGraph:
    """The graph whose map and articles hold nothing of what the file itself holds as foreign data."""
    articles = {id_: replace(part, extra=other_bags(part.extra, name)) for id_, part in graph.articles.items()}
    return replace(graph, articles=articles, extra=other_bags(graph.extra, name))


def _digest(value: Any) -> str:
    return sha256(dump_json(value).encode("utf-8", "replace")).hexdigest()[:8]
