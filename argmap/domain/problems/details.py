"""Rules about what is said of a single node or link: sources, marks, schemes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.problems.model import AddPremise, EditNode, Problem
from argmap.domain.schemes.catalogue import CATALOGUE
from argmap.domain.schemes.model import Scheme
from argmap.domain.schemes.questions import State, missing_premises, questions_of, scheme_of
from argmap.domain.structure import Hyperlink
from argmap.domain.vocabulary import EvidenceType

NEED_A_SOURCE = frozenset({EvidenceType.STATISTIC, EvidenceType.TESTIMONY})
_CONFLICTS = {question.conflict for scheme in CATALOGUE.values() for question in scheme.questions} - {""}


def without_source(graph: ArgumentGraph) -> Iterator[Problem]:
    """A statistic or a testimony without a source and without anybody to whom it is attributed."""
    hyperlinks = {
        revision.id: revision.structure.hyperlinks
        for article in graph.articles.values()
        for revision in article.revisions
    }
    for node in graph.nodes.values():
        if node.evidence_type in NEED_A_SOURCE and not node.sources and not node.attribution:
            found = _addresses(node, hyperlinks)
            repair = EditNode("Take the author's link", node.id, {"sources": found}) if found else None
            message = f"This {node.evidence_type.label} has no source." if node.evidence_type else ""
            yield Problem("without_source", message, (node.id,), (), repair)


def implicit_with_span(graph: ArgumentGraph) -> Iterator[Problem]:
    """A node that is marked as left unsaid although it stands in the text."""
    for node in graph.nodes.values():
        if node.implicit and node.spans:
            repair = EditNode("No longer implicit", node.id, {"implicit": False})
            message = "This node is marked as implicit, but it stands in the text."
            yield Problem("implicit_with_span", message, (node.id,), (), repair)


def missing_premise(graph: ArgumentGraph) -> Iterator[Problem]:
    """A premise that a link's scheme asks for and no node gives, once the first premises have their roles."""
    for link, scheme in _schemes(graph):
        if any(premise.role in scheme.roles for premise in link.premises):
            for premise in missing_premises(scheme, link):
                repair = AddPremise("Add it as implicit", link.id, premise.role)
                message = f"This link lacks a premise of its scheme: “{premise.text}”"
                yield Problem("missing_premise", message, _ends(link), (link.id,), repair)


def open_questions(graph: ArgumentGraph) -> Iterator[Problem]:
    """A link of whose scheme critical questions are open: neither answered nor raised as an objection."""
    touched = _taken_up(graph)
    for link, scheme in _schemes(graph):
        count = len(scheme.questions)
        if link.id in touched or link.target in touched or any(p.node in touched for p in link.premises):
            count = sum(asked.state is State.OPEN for asked in questions_of(graph, link))
        if count:
            message = f"{count} of {len(scheme.questions)} critical questions on this link are open."
            yield Problem("open_questions", message, _ends(link), (link.id,))


def _addresses(node: Node, hyperlinks: Mapping[str, Sequence[Hyperlink]]) -> tuple[str, ...]:
    """Where the author's hyperlinks inside the node's spans lead to."""
    found: dict[str, None] = {}
    for span in node.spans:
        own = hyperlinks.get(span.revision, ())
        for hyperlink in own[bisect_right(own, span.start, key=lambda one: one.end) :]:
            if hyperlink.start >= span.end:
                break
            found[hyperlink.href] = None
    return tuple(found)


def _schemes(graph: ArgumentGraph) -> Iterator[tuple[Link, Scheme]]:
    """The links that infer by a scheme of the catalogue."""
    for link in graph.links.values():
        if link.scheme and (scheme := scheme_of(link)):
            yield link, scheme


def _taken_up(graph: ArgumentGraph) -> set[str]:
    """Ids of what a node bears on that may take up a question: by its role, or by the scheme of its link."""
    return {
        link.target
        for link in graph.links.values()
        if link.scheme in _CONFLICTS or any("/" in premise.role for premise in link.premises)
    }


def _ends(link: Link) -> tuple[str, ...]:
    return (link.premises[0].node,)
