"""The argument graph: what a map says, free of any database.

Nodes are propositions; links are first-class: a link has one or more premises (nodes) and one target, which is a
node or another link (DESIGN.md §2). Ids are opaque strings. Values are frozen: change a graph by making another
one (``dataclasses.replace``). Nothing here checks the rules: that is :mod:`argmap.domain.wellformed`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from argmap.domain.order import Place, in_order
from argmap.domain.quick import quick_to_make
from argmap.domain.structure import Structure
from argmap.domain.vocabulary import Direction, EvidenceType, LinkType, NodeKind

Extra = Mapping[str, Any]  # keyed by format name: what that format's writer finds there it writes back
NO_EXTRA: Extra = MappingProxyType({})
_BEHIND_ALL: Place = (sys.maxsize, 0)


@quick_to_make
@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands: ``start`` to ``end`` (code points, end excluded) of a revision's text.

    ``exact`` is the text there; ``prefix`` and ``suffix`` are up to 32 code points around it.
    """

    id: str
    article: str
    revision: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@quick_to_make
@dataclass(frozen=True, slots=True)
class Node:
    """One proposition. ``position`` orders roots; None means: in the order of the text."""

    id: str
    kind: NodeKind
    text: str
    main: bool = False
    implicit: bool = False
    evidence_type: EvidenceType | None = None
    attribution: str = ""
    sources: tuple[str, ...] = ()
    confidence: float | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    position: int | None = None
    extra: Extra = field(default_factory=lambda: NO_EXTRA)


@quick_to_make
@dataclass(frozen=True, slots=True)
class Premise:
    """A node's part in a link; ``role`` names its place in the link's scheme, or is empty."""

    node: str
    role: str = ""


@quick_to_make
@dataclass(frozen=True, slots=True)
class Link:
    """One inference, conflict or restatement.

    Exactly one of ``target_node`` and ``target_link`` is set. Several premises work only together.
    ``position`` orders the links to one target; None means: in the order of the text.
    """

    id: str
    type: LinkType
    premises: tuple[Premise, ...]
    target_node: str | None = None
    target_link: str | None = None
    scheme: str = ""
    strength: float | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    position: int | None = None
    extra: Extra = field(default_factory=lambda: NO_EXTRA)

    @property
    def target(self) -> str:
        """The id of the node or link that this link bears on."""
        return self.target_node or self.target_link or ""

    @property
    def on_link(self) -> bool:
        return self.target_link is not None

    @property
    def is_undercut(self) -> bool:
        return self.on_link and self.type is LinkType.ATTACK

    @property
    def is_warrant(self) -> bool:
        return self.on_link and self.type is LinkType.SUPPORT

    @property
    def is_linked(self) -> bool:
        """Whether several premises stand together."""
        return len(self.premises) > 1


@dataclass(frozen=True, slots=True)
class Revision:
    """An article's text at one time; ``sha256`` is the hex digest of its UTF-8 bytes."""

    id: str
    text: str
    structure: Structure = field(default_factory=Structure)
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One text under analysis; ``revisions`` in the order of their making, the last is pinned by the map."""

    id: str
    title: str
    revisions: tuple[Revision, ...] = ()
    subtitle: str = ""
    author: str = ""
    publication: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    direction: Direction = Direction.LTR
    extra: Extra = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark with its replies; one without words was deleted, but has replies.

    It stands on a node, a link or a passage (``span``, under the comment's own id), on the map itself where none is
    given. Replies have no place and no replies. ``author`` and ``resolved_by`` are names of persons; times are aware.
    """

    id: str
    text: str
    author: str = ""
    created: datetime | None = None
    edited: datetime | None = None
    node: str | None = None
    link: str | None = None
    span: Span | None = None
    resolved: datetime | None = None
    resolved_by: str = ""
    replies: tuple[Comment, ...] = ()

    @property
    def count(self) -> int:
        """How many comments with words the thread has."""
        return bool(self.text) + len(self.replies)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage (``span``, under the highlight's own id) that is marked beside the argument, with a note or none."""

    id: str
    span: Span
    note: str = ""


@dataclass(frozen=True)
class ArgumentGraph:
    """A whole map: its parts by id, each in display order of their making.

    ``comments`` are threads. ``tag_colors`` are the colours of its project's tags by name, neutral ones
    left out.
    """

    id: str
    title: str = ""
    description: str = ""
    articles: Mapping[str, Article] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    tag_colors: Mapping[str, str] = field(default_factory=dict)
    extra: Extra = field(default_factory=lambda: NO_EXTRA)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    highlights: Mapping[str, Highlight] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        *,
        id: str,
        title: str = "",
        description: str = "",
        articles: Iterable[Article] = (),
        nodes: Iterable[Node] = (),
        links: Iterable[Link] = (),
        tag_colors: Mapping[str, str] = MappingProxyType({}),
        extra: Extra = NO_EXTRA,
        comments: Iterable[Comment] = (),
        highlights: Iterable[Highlight] = (),
    ) -> ArgumentGraph:
        """The graph of these parts; of two parts with one id the later stays."""
        return cls(
            id=id,
            title=title,
            description=description,
            articles={article.id: article for article in articles},
            nodes={node.id: node for node in nodes},
            links={link.id: link for link in links},
            tag_colors=dict(tag_colors),
            extra=extra,
            comments={comment.id: comment for comment in comments},
            highlights={highlight.id: highlight for highlight in highlights},
        )

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Link, ...]]:
        """The links whose target is the node or link with that id; no key where there are none."""
        return _grouped((link.target, link) for link in self.links.values())

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        """The links of which the node with that id is a premise; no key where there are none."""
        return _grouped((premise.node, link) for link in self.links.values() for premise in link.premises)

    @cached_property
    def links_by_type(self) -> Mapping[LinkType, tuple[Link, ...]]:
        """The links of each type, in the graph's order."""
        links = self.links.values()
        return {type_: tuple(link for link in links if link.type is type_) for type_ in LinkType}

    @cached_property
    def linked(self) -> frozenset[str]:
        """The ids of all nodes that are a premise or the target of a link."""
        links = self.links.values()
        return frozenset(premise.node for link in links for premise in link.premises).union(
            link.target_node for link in links if link.target_node
        )

    @cached_property
    def supports(self) -> Mapping[str, tuple[str, ...]]:
        """From each node that supports nodes to those that it supports."""
        groups: dict[str, list[str]] = {}
        for link in self.links_by_type[LinkType.SUPPORT]:
            if target := link.target_node:
                for premise in link.premises:
                    groups.setdefault(premise.node, []).append(target)
        return {node: tuple(targets) for node, targets in groups.items()}

    @cached_property
    def links_in_order(self) -> Mapping[str, Sequence[Link]]:
        """The links to each node and link as they are shown, by one sort for all; no key where there are none."""
        links, places = list(self.links.values()), self.text_order
        keys = [places.get(link.premises[0].node) or self.link_place(link) or _BEHIND_ALL for link in links]
        groups: defaultdict[str, list[Link]] = defaultdict(list)
        for index in sorted(range(len(links)), key=keys.__getitem__):
            link = links[index]
            groups[link.target_node or link.target_link or ""].append(link)
        for id_ in {link.target for link in links if link.position is not None}:
            groups[id_] = in_order(self.links_to[id_], self.link_place)
        return dict(groups)

    def node_place(self, node: Node) -> Place | None:
        """The node's first place in the texts."""
        return self.text_order.get(node.id)

    def link_place(self, link: Link) -> Place | None:
        """The place of the link's first premise that stands in the texts."""
        places = self.text_order
        return next((places[premise.node] for premise in link.premises if premise.node in places), None)

    @cached_property
    def text_order(self) -> Mapping[str, Place]:
        """For each node with a span its first place."""
        index = {article_id: number for number, article_id in enumerate(self.articles)}
        last = len(index)
        order: dict[str, Place] = {}
        for node in self.nodes.values():
            spans = node.spans
            if len(spans) == 1:  # as a rule
                order[node.id] = index.get(spans[0].article, last), spans[0].start
            elif spans:
                order[node.id] = min((index.get(span.article, last), span.start) for span in spans)
        return order

    @cached_property
    def talk(self) -> Mapping[str, tuple[int, int]]:
        """For each node and link with comments how many there are, and how many of them in open threads."""
        counts: dict[str, tuple[int, int]] = {}
        for comment in self.comments.values():
            if place := comment.node or comment.link:
                all_, open_ = counts.get(place, (0, 0))
                counts[place] = (all_ + comment.count, open_ + (0 if comment.resolved else comment.count))
        return counts

    @cached_property
    def main_claims(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.main)


def _grouped(pairs: Iterable[tuple[str, Link]]) -> dict[str, tuple[Link, ...]]:
    groups: dict[str, list[Link]] = {}
    for key, link in pairs:
        groups.setdefault(key, []).append(link)
    return {key: tuple(links) for key, links in groups.items()}
