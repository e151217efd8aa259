"""Maps of a given size, alike in shape to what analysts draw: broad at the top, a few levels deep, some undercuts."""

from __future__ import annotations

from random import Random

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise, Revision, Span
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind

TEXT = "the council should keep every night bus because people who work late have no other way home"
WORDS = TEXT.split()


def graph_with(count: int, *, seed: int = 1) -> ArgumentGraph:
    """A map of ``count`` nodes, each with a span, all but the first linked; one in ten links is an undercut."""
    random = Random(seed)
    text = " ".join(random.choice(WORDS) for _ in range(max(count * 3, 1000)))
    nodes, links = [], []
    for index in range(count):
        start = index * 12 % (len(text) - 60)
        kind = random.choice(list(NodeKind)) if index else NodeKind.CLAIM
        exact = text[start : start + 50]
        nodes.append(
            Node(
                id=f"n{index}",
                kind=kind,
                text=exact.strip(),
                main=index == 0,
                evidence_type=EvidenceType.STATISTIC if kind is NodeKind.EVIDENCE else None,
                spans=(Span(f"s{index}", "a", "r", start, start + 50, exact),),
            )
        )
        if index:
            target = f"n{random.randrange(max(0, index // 4 - 3), index // 4 + 1)}"
            on_link = index % 10 == 9 and len(links) > 3
            links.append(
                Link(
                    id=f"l{index}",
                    type=LinkType.ATTACK if kind is NodeKind.COUNTERCLAIM or on_link else LinkType.SUPPORT,
                    premises=(Premise(f"n{index}"),),
                    target_node=None if on_link else target,
                    target_link=links[random.randrange(len(links))].id if on_link else None,
                )
            )
    article = Article(id="a", title="A long article", revisions=(Revision(id="r", text=text),))
    return ArgumentGraph.of(id="m", title=f"{count} nodes", articles=[article], nodes=nodes, links=links)
