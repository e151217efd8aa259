"""Maps of a given size, alike in shape to what analysts draw: broad at the top, a few levels deep, some undercuts."""

from __future__ import annotations

from random import Random

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise, Revision, Span
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind

TEXT = "the council should keep every night bus because people who work late have no other way home"
WORDS = TEXT.split()
IN_A_SENTENCE, IN_A_PARAGRAPH = 14, 7  # words, sentences


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


def article_map(*, words: int, spans: int, links: int, seed: int = 1) -> ArgumentGraph:
    """A map as a reader of a long article makes it: a node for each span, overlapping here and there.

    One link in ten is an undercut, one in ten has three premises; some ten roots in all stay without a link.
    """
    random = Random(seed)
    text = long_text(words, random)
    nodes = [_marked(index, text, spans, random) for index in range(spans)]
    made: list[Link] = []
    fresh = iter(range(1, spans))
    for index in range(links):
        premises = tuple(
            Premise(f"n{number}") for _, number in zip(range(3 if index % 10 == 5 else 1), fresh, strict=False)
        )
        reached = int(premises[0].node[1:])
        on_link = index % 10 == 9
        made.append(
            Link(
                id=f"l{index}",
                type=LinkType.ATTACK if on_link or index % 4 == 3 else LinkType.SUPPORT,
                premises=premises,
                target_node=None if on_link else f"n{random.randrange(max(0, reached // 4 - 3), reached // 4 + 1)}",
                target_link=f"l{random.randrange(index)}" if on_link else None,
            )
        )
    article = Article(id="a", title="A long article", revisions=(Revision(id="r", text=text),))
    return ArgumentGraph.of(id="m", title=f"{words} words, {spans} spans", articles=[article], nodes=nodes, links=made)


def long_text(words: int, random: Random) -> str:
    """Made of sentences in paragraphs; the text of a real article has as few repetitions of whole sentences."""
    vocabulary = sorted({*WORDS, *(f"{a}{b}" for a in WORDS for b in ("s", "ing", "ward", "less"))})
    sentences = [
        " ".join(random.choices(vocabulary, k=IN_A_SENTENCE)).capitalize() + "." for _ in range(words // IN_A_SENTENCE)
    ]
    return "\n\n".join(
        " ".join(sentences[start : start + IN_A_PARAGRAPH]) for start in range(0, len(sentences), IN_A_PARAGRAPH)
    )


def _marked(index: int, text: str, count: int, random: Random) -> Node:
    """The node of the passage with this index: a sentence or two, from where its turn in the text comes."""
    start = text.index(" ", index * (len(text) - 400) // count) + 1
    end = text.index(" ", start + random.randrange(40, 220))
    kind = random.choice(list(NodeKind)) if index else NodeKind.CLAIM
    exact = text[start:end]
    return Node(
        id=f"n{index}",
        kind=kind,
        text=exact,
        main=index == 0,
        evidence_type=EvidenceType.STATISTIC if kind is NodeKind.EVIDENCE and index % 3 == 0 else None,
        spans=(Span(f"s{index}", "a", "r", start, end, exact),),
    )
