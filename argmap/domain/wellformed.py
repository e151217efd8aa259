"""The rules that every graph keeps, each a sentence with its place (DESIGN.md §2, "What must never be possible").

Used by services before they write, by importers before they store, and by ``manage.py check_maps`` on whole databases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from argmap.domain.graph import ArgumentGraph, Comment, Link, Span
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import RuleError


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule: ``rule`` is its short name, ``place`` the id of the part, ``message`` one sentence."""

    rule: str
    place: str
    message: str


def faults_of(graph: ArgumentGraph) -> list[Fault]:
    """All broken rules of the graph, in the order of nodes, links, comments, then highlights; linear in its size."""
    return [*_node_faults(graph), *_link_faults(graph), *_comment_faults(graph), *_highlight_faults(graph)]


def check_graph(graph: ArgumentGraph) -> None:
    """Nothing where the graph keeps all rules.

    Raises RuleError with the first fault.
    """
    for fault in faults_of(graph):
        raise RuleError(fault.message, rule=fault.rule)


def link_rule_broken(link: Link) -> Fault | None:
    """The first rule that this link breaks by itself, whatever else the map holds."""
    if not link.premises:
        return Fault("link_has_a_premise", link.id, "A link needs at least one premise.")
    if (link.target_node is None) == (link.target_link is None):
        return Fault("link_has_exactly_one_target", link.id, "A link needs exactly one target: a node or a link.")
    if link.target_link == link.id:
        return Fault("link_is_not_its_own_target", link.id, "A link cannot be its own target.")
    ids = {premise.node for premise in link.premises}
    if len(ids) < len(link.premises):
        return Fault("premise_once_per_link", link.id, "A node can be a premise of a link only once.")
    if link.target_node in ids:
        return Fault("premise_is_not_the_target", link.id, "A node cannot be linked to itself.")
    if link.type is LinkType.REPHRASE and (len(ids) > 1 or link.on_link):
        return Fault("rephrase_is_one_to_one", link.id, "A rephrase has one premise and restates one node.")
    return None


def target_cycle(target_of: Mapping[str, str | None], starts: Iterable[str]) -> bool:
    """Whether following the targets of links on links from one of ``starts`` leads into a circle.

    Each link is looked at once. ``target_of`` gives for each link id the id of the link that it targets, or None.
    """
    ending: set[str] = set()  # from these the way ends at a node
    for start in starts:
        way: set[str] = set()
        current: str | None = start
        while current is not None and current not in ending:
            if current in way:
                return True
            way.add(current)
            current = target_of.get(current)
        ending |= way
    return False


def _node_faults(graph: ArgumentGraph) -> Iterator[Fault]:
    texts = _texts(graph)
    for node in graph.nodes.values():
        if node.evidence_type is not None and node.kind is not NodeKind.EVIDENCE:
            yield Fault("evidence_type_only_on_evidence", node.id, "Only evidence has an evidence type.")
        if node.confidence is not None and not 0 <= node.confidence <= 1:
            yield Fault("confidence_from_0_to_1", node.id, "Confidence lies between 0 and 1.")
        if node.spans:
            yield from _span_faults(node.id, node.spans, texts)


def _texts(graph: ArgumentGraph) -> dict[str, str]:
    return {r.id: r.text for article in graph.articles.values() for r in article.revisions}


def _span_faults(place: str, spans: Iterable[Span], texts: Mapping[str, str]) -> Iterator[Fault]:
    for span in spans:
        text = texts.get(span.revision)
        if text is None:
            yield Fault("span_in_an_article_of_the_map", place, "A span stands in a text that the map does not hold.")
        elif not 0 <= span.start < span.end <= len(text):
            yield Fault("span_inside_the_text", place, f"A span ({span.start}–{span.end}) lies outside its text.")
        elif text[span.start : span.end] != span.exact:
            yield Fault("span_quotes_the_text", place, f"A span ({span.start}–{span.end}) quotes other words.")


def _link_faults(graph: ArgumentGraph) -> Iterator[Fault]:
    nodes, links = graph.nodes, graph.links
    for link in links.values():
        fault = link_rule_broken(link)
        if fault:
            yield fault
        if link.strength is not None and not 0 <= link.strength <= 1:
            yield Fault("strength_from_0_to_1", link.id, "Strength lies between 0 and 1.")
        for premise in link.premises:
            if premise.node not in nodes:
                yield Fault("premise_in_the_map", link.id, "A premise of a link is not in this map.")
                break
        if link.target_node is not None and link.target_node not in nodes:
            yield Fault("target_in_the_map", link.id, "The target of a link is not in this map.")
        if link.target_link is not None and link.target_link not in links:
            yield Fault("target_in_the_map", link.id, "The target of a link is not in this map.")
    yield from _target_cycles(graph)


def _comment_faults(graph: ArgumentGraph) -> Iterator[Fault]:
    texts = _texts(graph) if graph.comments else {}
    for comment in graph.comments.values():
        if sum(place is not None for place in (comment.node, comment.link, comment.span)) > 1:
            yield Fault("comment_has_exactly_one_place", comment.id, "A comment stands on more than one thing.")
        if comment.node is not None and comment.node not in graph.nodes:
            yield Fault("comment_in_the_map", comment.id, "A comment stands on a node that is not in this map.")
        if comment.link is not None and comment.link not in graph.links:
            yield Fault("comment_in_the_map", comment.id, "A comment stands on a link that is not in this map.")
        if comment.span is not None:
            yield from _span_faults(comment.id, [comment.span], texts)
        if not comment.text and not comment.replies:
            yield Fault("comment_has_words", comment.id, "A comment has neither words nor replies.")
        yield from _reply_faults(comment)


def _highlight_faults(graph: ArgumentGraph) -> Iterator[Fault]:
    texts = _texts(graph) if graph.highlights else {}
    for highlight in graph.highlights.values():
        yield from _span_faults(highlight.id, [highlight.span], texts)


def noun_of(graph: ArgumentGraph, place: str) -> str:
    """What a fault's place is: a node, link, comment or highlight."""
    groups = {"node": graph.nodes, "link": graph.links, "highlight": graph.highlights}
    return next((noun for noun, group in groups.items() if place in group), "comment")


def _reply_faults(comment: Comment) -> Iterator[Fault]:
    for reply in comment.replies:
        if not reply.text:
            yield Fault("comment_has_words", reply.id, "A reply has no words.")
        if reply.replies or reply.node or reply.link or reply.span or reply.resolved:
            yield Fault("reply_belongs_to_its_thread", reply.id, "A reply has a place, a state or replies of its own.")


def _target_cycles(graph: ArgumentGraph) -> Iterator[Fault]:
    target_of = {id_: link.target_link for id_, link in graph.links.items() if link.target_link is not None}
    safe: set[str] = set()
    for start in target_of:
        path: dict[str, None] = {}
        current = start
        while current in target_of and current not in safe and current not in path:
            path[current] = None
            current = target_of[current]
        if current in path and target_of[current] != current:
            yield Fault("link_is_not_its_own_target", current, "A link bears on itself through links on links.")
        safe.update(path)
