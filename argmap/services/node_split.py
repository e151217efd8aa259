"""One node becomes two: DESIGN.md §3 for what a split does to links."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError

from argmap.domain.anchoring.cut import cut_in_quotes
from argmap.domain.vocabulary import LinkType
from argmap.exceptions import IdTakenError, RuleError
from argmap.models import Link, Node, NodeTag, Premise, Span, User, new_id
from argmap.services.drafts import SpanDraft
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.links import add_co_premise
from argmap.services.nodes import check_texts
from argmap.services.spans import span_of


def split_node(
    *, by: User, node: Node, first: str, second: str, second_id: UUID | None = None, expected_version: int | None = None
) -> Recorder:
    """The node says ``first``, and a new one of its kind beside it says ``second``.

    The passages are divided where the cut lies in them; where the words are a paraphrase, both nodes stand at all of
    them. What bears on the node stays with it. Where the node bears on something, the new one does so too: in a linked
    link as one more co-premise, else by a link of its own. Repeating it with the same ``second_id`` is harmless.
    Raises RuleError; StaleError where the node's version is not the expected one.
    """
    first, second = first.strip(), second.strip()
    check_texts(first, second)
    if not first or not second:
        raise RuleError("Put the cursor between two words: each of the two nodes needs words.", field="text")
    key = second_id or new_id()
    try:
        with recorded_change(node.map, by=by, action="split_node") as change:
            if Node.objects.filter(map=node.map_id, pk=key).exists():
                return change
            change.reread(node, expected_version=expected_version)
            twin = _second_half(change, node, key, second)
            _divide_spans(change, node, twin, first, second)
            _bear_alike(change, node, twin)
            change.summary = f"Split {clip(node.text, 40)} before {clip(second, 40)}"
            change.change(node, text=first)
    except IntegrityError as error:
        raise IdTakenError from error
    return change


def _second_half(change: Recorder, node: Node, key: UUID, text: str) -> Node:
    twin = Node(
        id=key,
        map=node.map,
        kind=node.kind,
        text=text,
        implicit=node.implicit,
        evidence_type=node.evidence_type,
        attribution=node.attribution,
        sources=list(node.sources),
        confidence=node.confidence,
    )
    change.add([twin])
    tags = node.node_tags.select_related("tag")
    change.add(NodeTag(node=twin, tag=row.tag, position=row.position) for row in tags)
    return twin


def _divide_spans(change: Recorder, node: Node, twin: Node, first: str, second: str) -> None:
    spans = list(node.spans.select_related("revision"))
    cut = cut_in_quotes([span.exact for span in spans], first, second)
    if cut is None:
        change.add(span_of(twin, _draft(span, span.start, span.end), span.revision) for span in spans)
        return
    index, offset = cut
    for span in spans[index + 1 :]:
        change.change(span, node_id=twin.pk)
    _divide(change, spans[index], twin, offset)


def _divide(change: Recorder, span: Span, twin: Node, offset: int) -> None:
    """The span ends at the offset; what is left of its words, if any, is a span of the twin."""
    left, right = span.exact[:offset].rstrip(), span.exact[offset:]
    rest = len(right) - len(right.lstrip())
    if right.strip():
        change.add([span_of(twin, _draft(span, span.start + offset + rest, span.end), span.revision)])
    fresh = span_of(span.node, _draft(span, span.start, span.start + len(left)), span.revision)
    change.change(span, end=fresh.end, exact=fresh.exact, prefix=fresh.prefix, suffix=fresh.suffix)


def _draft(span: Span, start: int, end: int) -> SpanDraft:
    return SpanDraft(span.revision.article_id, start, end)


def _bear_alike(change: Recorder, node: Node, twin: Node) -> None:
    links = Link.objects.filter(premises__node=node).prefetch_related("premises")
    for link in links:
        if link.premises.count() > 1 and link.type != LinkType.REPHRASE:
            add_co_premise(change, link, twin)
            continue
        own = Link(map=link.map, type=link.type, target_node_id=link.target_node_id, target_link_id=link.target_link_id)
        change.add([own])
        change.add([Premise(link=own, node=twin, position=0)])
