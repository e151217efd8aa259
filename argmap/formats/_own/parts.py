"""Our own fields in the records of another program's file, given to the parts of the graph that these records make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from argmap.domain.graph import Article, Link, Node
from argmap.formats._own.records import noted, with_own, with_own_texts, with_roles
from argmap.formats._text import is_storable, shortened

_Part = TypeVar("_Part", Article, Node, Link)


@dataclass(frozen=True, slots=True)
class OwnParts:
    """Puts our own fields into parts read from ``format``; ``own`` are those of each node's record by its id.

    ``names`` fills with our own ids by those of the file, where it tells them.
    """

    format: str
    own: Mapping[str, dict[str, Any]]
    names: dict[str, str] = field(default_factory=dict)

    def named(self, part: _Part, own: dict[str, Any]) -> _Part:
        """The part, whose own id is noted here and in its bag."""
        name = own.pop("id", None)
        if not isinstance(name, str) or not name or not is_storable(name):
            return part
        self.names[part.id] = name
        return noted(part, self.format, own_id=name)

    def article(self, article: Article, own: dict[str, Any]) -> Article:
        """The article with its own fields and texts."""
        place = f"Resource “{shortened(article.id)}”"
        article, texts = self.named(article, own), own.pop("revisions", None)
        return with_own_texts(with_own(article, own, place), texts, place)

    def node(self, node: Node) -> tuple[Node, Any]:
        """The node with its own fields, and what these say of its spans."""
        own = self.own[node.id]
        node, spans = self.named(node, own), own.pop("spans", None)
        return with_own(node, own, f"Node “{shortened(node.id)}”"), spans

    def link(self, link: Link) -> Link:
        """The link with its own fields."""
        own = self.own.get(link.id, {})  # none for an edge without a scheme node, and for a second conclusion
        if not own:
            return link
        link, roles = self.named(link, own), own.pop("roles", None)
        return with_roles(with_own(link, own, f"Node “{shortened(link.id)}”"), roles)
