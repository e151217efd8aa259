"""Rules about a map's shape: its main claim, double nodes, nodes alone."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.domain.graph import ArgumentGraph, Node
from argmap.domain.problems.model import EditNode, MergeNodes, Problem
from argmap.domain.vocabulary import LinkType, NodeKind


def no_main_claim(graph: ArgumentGraph) -> Iterator[Problem]:
    """A map with nodes, none of which is marked as the main claim."""
    if not graph.nodes or graph.main_claims:
        return
    tops = [node.id for node in graph.nodes.values() if _may_be_main(graph, node)]
    if len(tops) == 1:
        repair = EditNode("Make it the main claim", tops[0], {"main": True})
        yield Problem(
            "no_main_claim", "No claim is marked as the main claim; this one may be it.", (tops[0],), (), repair
        )
    else:
        yield Problem("no_main_claim", "No claim is marked as the main claim.")


def several_main_claims(graph: ArgumentGraph) -> Iterator[Problem]:
    """More than one node that is marked as the main claim."""
    mains = tuple(node.id for node in graph.main_claims)
    if len(mains) > 1:
        yield Problem("several_main_claims", f"{len(mains)} nodes are marked as the main claim.", mains)


def supports_and_attacks(graph: ArgumentGraph) -> Iterator[Problem]:
    """A node that both supports and attacks one target."""
    attacks = _pairs(graph, LinkType.ATTACK)
    for (node, target), support in _pairs(graph, LinkType.SUPPORT).items():
        attack = attacks.get((node, target))
        if attack is not None:
            nodes = (node, target) if target in graph.nodes else (node,)
            message = "This node both supports and attacks one and the same target."
            yield Problem("supports_and_attacks", message, nodes, (support, attack))


def equal_texts(graph: ArgumentGraph) -> Iterator[Problem]:
    """Two nodes of one kind that say the same in the same words, unless one restates the other.

    Letter case, spaces and a full stop at the end make no difference.
    """
    restated = {
        pair
        for link in graph.links_by_type[LinkType.REPHRASE]
        for pair in ((link.premises[0].node, link.target), (link.target, link.premises[0].node))
    }
    seen: dict[str, str] = {}  # by kind and words
    for node in graph.nodes.values():
        words = " ".join(node.text.casefold().split()).rstrip(".")
        first = seen.setdefault(node.kind + words, node.id)
        if first != node.id and words and (first, node.id) not in restated:
            repair = MergeNodes("Merge them", first, node.id)
            yield Problem("equal_texts", "These two nodes say the same.", (node.id, first), (), repair)


def isolated_node(graph: ArgumentGraph) -> Iterator[Problem]:
    """A node without any link in a map with other nodes.

    Main claims are for ``claim_without_support`` to name, evidence for ``idle_evidence``.
    """
    if len(graph.nodes) < 2:
        return
    for node in graph.nodes.values():
        if node.id not in graph.linked and not node.main and node.kind is not NodeKind.EVIDENCE:
            yield Problem("isolated_node", "This node is linked to nothing.", (node.id,))


def _may_be_main(graph: ArgumentGraph, node: Node) -> bool:
    return node.kind is NodeKind.CLAIM and node.id not in graph.links_from and node.id in graph.links_to


def _pairs(graph: ArgumentGraph, type_: LinkType) -> dict[tuple[str, str], str]:
    """Of each premise and target the first link of this type."""
    links = reversed(graph.links_by_type[type_])
    return {(premise.node, link.target): link.id for link in links for premise in link.premises}
