"""Rules about what claims rest on, and what answers them."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.domain.graph import ArgumentGraph
from argmap.domain.problems.model import Problem
from argmap.domain.vocabulary import LinkType, NodeKind

SORTS_FROM = 3  # pieces of evidence; fewer may well be of one type


def claim_without_support(graph: ArgumentGraph) -> Iterator[Problem]:
    """A claim that nothing supports, unless it is implicit or restates another node.

    What supports a restatement supports the claim too. A node without any link is for ``isolated_node`` to name, unless
    it is a main claim.
    """
    supported = _targets(graph, LinkType.SUPPORT)
    rephrases = graph.links_by_type[LinkType.REPHRASE]
    restatements = {link.premises[0].node for link in rephrases}
    supported |= {link.target for link in rephrases if link.premises[0].node in supported}
    for node in graph.nodes.values():
        if node.kind is not NodeKind.CLAIM or node.implicit or node.id in supported or node.id in restatements:
            continue
        if node.main or node.id in graph.linked or len(graph.nodes) == 1:
            yield Problem("claim_without_support", "Nothing supports this claim.", (node.id,))


def idle_evidence(graph: ArgumentGraph) -> Iterator[Problem]:
    """Evidence that neither supports nor attacks anything."""
    used = {
        premise.node
        for type_ in (LinkType.SUPPORT, LinkType.ATTACK)
        for link in graph.links_by_type[type_]
        for premise in link.premises
    }
    for node in graph.nodes.values():
        if node.kind is NodeKind.EVIDENCE and node.id not in used:
            yield Problem("idle_evidence", "This evidence supports nothing.", (node.id,))


def unanswered_counterclaim(graph: ArgumentGraph) -> Iterator[Problem]:
    """A counterclaim that nothing attacks, and of which no link is undercut."""
    attacked = _targets(graph, LinkType.ATTACK)
    undercut = (graph.links[key] for key in attacked & graph.links.keys())
    answered = attacked.union(premise.node for link in undercut for premise in link.premises)
    for node in graph.nodes.values():
        if node.kind is NodeKind.COUNTERCLAIM and node.id not in answered:
            yield Problem("unanswered_counterclaim", "Nothing answers this counterclaim.", (node.id,))


def one_sort_of_evidence(graph: ArgumentGraph) -> Iterator[Problem]:
    """Three or more pieces of evidence, all of one and the same type."""
    evidence = [node for node in graph.nodes.values() if node.kind is NodeKind.EVIDENCE]
    types = {node.evidence_type for node in evidence}
    if len(evidence) >= SORTS_FROM and len(types) == 1 and (only := types.pop()) is not None:
        message = f"All {len(evidence)} pieces of evidence are of one type ({only.label})."
        yield Problem("one_sort_of_evidence", message, tuple(node.id for node in evidence))


def _targets(graph: ArgumentGraph, type_: LinkType) -> set[str]:
    """The nodes and links that links of this type bear on."""
    return {link.target for link in graph.links_by_type[type_]}
