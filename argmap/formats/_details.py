"""What is said of a node or link beside its text, as lines for a person: tips of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import relation_name
from argmap.formats._losses import said
from argmap.formats.base import Note


def node_details(node: Node) -> list[str]:
    """Kind, marks, who says it, and all further fields of the node, each as one line; never empty."""
    kind = node.kind.label if node.evidence_type is None else f"{node.kind.label}: {node.evidence_type.label}"
    return [
        ", ".join([kind, *(["main claim"] if node.main else []), *(["implicit"] if node.implicit else [])]),
        *([f"Says: {node.attribution}"] if node.attribution else []),
        *further_details(node),
    ]


def further_details(node: Node) -> list[str]:
    """What a picture has no room for: sources, confidence, tags and note of the node, each as one line."""
    if not node.sources and node.confidence is None and not node.tags and not node.note:
        return []
    return [
        *(f"Source: {source}" for source in node.sources),
        *([f"Confidence: {node.confidence:g}"] if node.confidence is not None else []),
        *_common(node),
    ]


def link_details(link: Link) -> list[str]:
    """The relation and all further fields of the link, each as one line; never empty."""
    return [
        relation_name(link.type, on_link=link.on_link).capitalize(),
        *([f"Scheme: {link.scheme}"] if link.scheme else []),
        *([f"Strength: {link.strength:g}"] if link.strength is not None else []),
        *_common(link),
    ]


def _common(part: Node | Link) -> list[str]:
    tags = [f"Tags: {', '.join(part.tags)}"] if part.tags else []
    return [*tags, *([f"Note: {part.note}"] if part.note else [])]


def lost_texts(graph: ArgumentGraph) -> Iterator[Note]:
    """The note that the texts of the articles, all their revisions, are not in the file."""
    texts = sum(len(article.revisions) for article in graph.articles.values())
    return said(texts, "The text of 1 article is left out.", "{} texts of articles are left out.")
