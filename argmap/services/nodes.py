"""Use-cases on nodes. Each makes one Change; the rules are those of DESIGN.md §2 and §3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Count

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import IdTakenError, RuleError
from argmap.models import ArgumentMap, Link, Node, NodeTag, Premise, Span, User, new_id
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft, place_of
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.links import add_co_premise, insert_links, link_of_map, remove_links
from argmap.services.spans import attach_missing, replace_spans, span_of
from argmap.services.tag_names import distinct
from argmap.services.tags import retag, tag_nodes
from argmap.services.threads import move_comments, remove_comments_on

TEXT_LENGTH = 100_000  # code points in one node


def add_nodes(*, by: User, map_: ArgumentMap, drafts: Sequence[NodeDraft]) -> Recorder:
    """These nodes are in the map, with their spans and tags.

    Repeating a create with the same ids and content is harmless. Raises RuleError, IdTakenError.
    """
    try:
        with recorded_change(map_, by=by, action="add_nodes") as change:
            insert_nodes(change, drafts)
    except IntegrityError:
        check_repeated_nodes(map_, drafts)
    return change


def mark_passage(
    *,
    by: User,
    map_: ArgumentMap,
    draft: NodeDraft,
    type: LinkType | None = None,
    target_node: UUID | None = None,
    target_link: UUID | None = None,
    link_id: UUID | None = None,
    join_link: UUID | None = None,
    known: Collection[UUID] = (),
) -> Recorder:
    """A new node, linked to a target where one is given: what a key press on a selection does.

    ``join_link`` makes it a co-premise of that link instead. ``known`` holds the target where the caller has just read
    it in this map: nothing changes its map, and whether it is still there the foreign key tells. Raises RuleError,
    IdTakenError.
    """
    try:
        with recorded_change(map_, by=by, action="mark") as change:
            [node] = insert_nodes(change, [draft])
            if join_link is not None:
                add_co_premise(change, link_of_map(map_, join_link), node)
            elif type is not None:
                link = LinkDraft(
                    id=link_id or new_id(),
                    type=type,
                    premises=(PremiseDraft(node.pk),),
                    target_node=target_node,
                    target_link=target_link,
                )
                insert_links(change, [link], known={node.pk, *known})
            change.summary = f"Add {draft.kind.value} {clip(node.text)}"
    except IntegrityError:
        _refuse_gone(map_, node=target_node, link=target_link)
        check_repeated_nodes(map_, [draft])
    return change


def _refuse_gone(map_: ArgumentMap, *, node: UUID | None, link: UUID | None) -> None:
    """Raises RuleError where the map has no such node or link (any more)."""
    for key, rows in ((node, Node.objects.filter(map=map_)), (link, Link.objects.filter(map=map_))):
        if key is not None and not rows.filter(pk=key).exists():
            raise RuleError("The target was deleted meanwhile; choose another one.", rule="target_in_the_map")


def insert_nodes(change: Recorder, drafts: Sequence[NodeDraft]) -> list[Node]:
    """Insert the drafted nodes inside a change.

    Raises IntegrityError where an id is in use, which ends the transaction: the caller asks ``check_repeated_nodes``.
    """
    revisions = attach_missing(change, (span for draft in drafts for span in draft.spans))
    nodes: list[Node] = []
    spans: list[Span] = []
    for index, draft in enumerate(drafts):
        with place_of(index, len(drafts)):
            node = _node_of(change.map, draft)
            own = [span_of(node, span, revisions[span.article]) for span in draft.spans]
            _quote_where_wordless(node, own)
        nodes.append(node)
        spans += own
    change.add(nodes)
    change.add(spans)
    tag_nodes(change, {node: draft.tags for node, draft in zip(nodes, drafts, strict=True) if draft.tags})
    change.summary = f"Add {len(nodes)} nodes" if len(nodes) != 1 else f"Add {nodes[0].kind} {clip(nodes[0].text)}"
    return nodes


def _quote_where_wordless(node: Node, spans: Sequence[Span]) -> None:
    """A node without words of its own says what its spans quote; raises RuleError where there is neither."""
    node.text = node.text or " … ".join(span.exact.strip() for span in spans)
    if not node.text.strip():
        raise RuleError("A node needs words of its own or a passage of the text.", field="text")
    check_texts(node.text)


def _node_of(map_: ArgumentMap, draft: NodeDraft) -> Node:
    check_texts(draft.attribution, draft.note, *draft.sources, *draft.tags)
    if draft.evidence_type and draft.kind is not NodeKind.EVIDENCE:
        raise RuleError(
            "Only evidence has an evidence type; leave it out or make the node evidence.", field="evidence_type"
        )
    return Node(
        id=draft.id,
        map=map_,
        kind=draft.kind,
        text=draft.text,
        main=draft.main,
        implicit=draft.implicit,
        evidence_type=draft.evidence_type or "",
        attribution=draft.attribution,
        sources=list(draft.sources),
        confidence=draft.confidence,
        note=draft.note,
        position=draft.position,
        extra=dict(draft.extra),
    )


def check_texts(*texts: str) -> None:
    """Raises RuleError for a text that is too long or that a database cannot store."""
    for text in texts:
        if len(text) > TEXT_LENGTH:
            raise RuleError(f"A text of {len(text)} characters is too long; the limit is {TEXT_LENGTH}.", field="text")
        if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
            raise RuleError(
                "A text holds a character that cannot be stored (NUL or half a surrogate pair).", field="text"
            )


_CONTENT = ("kind", "main", "implicit", "evidence_type", "attribution", "sources", "confidence", "note", "extra")


def check_repeated_nodes(map_: ArgumentMap, drafts: Sequence[NodeDraft]) -> None:
    """Nothing where all these drafts stand in the map already, just as drafted.

    Raises IdTakenError for an id in any other use.
    """
    parts = ("spans__revision", "node_tags__tag")
    found = Node.objects.filter(map=map_).prefetch_related(*parts).in_bulk([draft.id for draft in drafts])
    for draft in drafts:
        stored = found.get(draft.id)
        if stored is None or not _says(stored, _node_of(map_, draft), draft):
            raise IdTakenError


def _says(stored: Node, wanted: Node, draft: NodeDraft) -> bool:
    places = {(span.revision.article_id, span.start, span.end) for span in stored.spans.all()}
    return (
        all(getattr(stored, name) == getattr(wanted, name) for name in _CONTENT)
        and (not wanted.text or wanted.text == stored.text)
        and places == {(span.article, span.start, span.end) for span in draft.spans}
        and [row.tag.name for row in stored.node_tags.all()] == distinct(draft.tags)
    )


EDITABLE = frozenset(
    {
        "kind",
        "text",
        "main",
        "implicit",
        "evidence_type",
        "attribution",
        "sources",
        "confidence",
        "note",
        "extra",
        "position",
    }
)


def edit_node(
    *,
    by: User,
    node: Node,
    tags: Sequence[str] | None = None,
    spans: Sequence[SpanDraft] | None = None,
    expected_version: int | None = None,
    **values: Any,
) -> Recorder:
    """These fields of the node have these values; ``tags`` and ``spans`` replace those that it has.

    An evidence type is cleared when the kind stops being evidence. Raises RuleError; StaleError where the node's
    version is not the expected one.
    """
    if unknown := values.keys() - EDITABLE:
        raise RuleError(f"A node has no field {sorted(unknown)[0]!r} that can be changed.", field=sorted(unknown)[0])
    check_texts(*(v for v in values.values() if isinstance(v, str)), *values.get("sources", ()), *(tags or ()))
    with recorded_change(node.map, by=by, action="edit_node") as change:
        change.reread(node, expected_version=expected_version)
        values = _checked(node, values)
        change.action, change.summary = _what_changes(node, values)
        change.change(node, **values)
        if tags is not None:
            retag(change, node, tags)
        if spans is not None:
            replace_spans(change, node, spans)
    return change


def _checked(node: Node, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what follows from them; raises RuleError where the node cannot have them."""
    kind = NodeKind(values.get("kind", node.kind))
    if kind is not NodeKind.EVIDENCE:
        if values.get("evidence_type"):
            raise RuleError(
                "Only evidence has an evidence type; leave it out or make the node evidence.", field="evidence_type"
            )
        values = values | {"evidence_type": ""}
    if not str(values.get("text", node.text)).strip():
        raise RuleError("A node needs words; write what it says.", field="text")
    return values


def _what_changes(node: Node, values: dict[str, Any]) -> tuple[str, str]:
    if "kind" in values and values["kind"] != node.kind:
        return "retype", f"Make {clip(node.text)} {NodeKind(values['kind']).value}"
    if "main" in values and values["main"] != node.main:
        return "edit_node", f"{'Make' if values['main'] else 'No longer make'} {clip(node.text)} a main claim"
    return "edit_node", f"Edit {clip(str(values.get('text', node.text)))}"


def delete_node(*, by: User, node: Node, expected_version: int | None = None) -> Recorder:
    """The node is gone, with its spans, and the links that cannot stand without it.

    It leaves the links that have other premises; links of which it is the target or the only premise go too, with the
    links on them, recursively.
    """
    with recorded_change(node.map, by=by, action="delete_node") as change:
        change.reread(node, expected_version=expected_version)
        summary = f"Delete {node.kind} {clip(node.text)}"
        remove_nodes(change, [node])
        change.summary = summary
    return change


def remove_nodes(change: Recorder, nodes: Sequence[Node]) -> None:
    """Remove these nodes with their parts and comments, and the links that cannot stand without them."""
    leave, links = links_lost_with(*nodes)
    change.remove(leave)
    remove_links(change, links)
    change.remove([*Span.objects.filter(node__in=nodes), *NodeTag.objects.filter(node__in=nodes)])
    remove_comments_on(change, nodes=nodes)
    change.remove(nodes)


def links_lost_with(*nodes: Node) -> tuple[list[Premise], list[Link]]:
    """What goes when the nodes go: their premises in links that stay, and the links that cannot stand without them."""
    premises = Premise.objects.filter(node__in=nodes).select_related("link")
    own = list(premises.annotate(premise_count=Count("link__premises")))
    going = Counter(premise.link_id for premise in own)
    lost = {link.pk: link for link in Link.objects.filter(target_node__in=nodes)}
    lost |= {premise.link_id: premise.link for premise in own if premise.premise_count == going[premise.link_id]}
    leave: list[Premise] = [premise for premise in own if premise.link_id not in lost]
    return leave, list(lost.values())


def merge_nodes(*, by: User, first: Node, second: Node, expected_version: int | None = None) -> Recorder:
    """``first`` stands for both: it takes over the spans, links, sources, tags and notes of ``second``, which goes.

    A premise or link by which the node would bear on itself is dropped and named in the summary.
    """
    if first.pk == second.pk or first.map_id != second.map_id:
        raise RuleError("Choose two different nodes of one map to merge.")
    with recorded_change(first.map, by=by, action="merge") as change:
        change.reread(first, expected_version=expected_version)
        change.reread(second)
        summary = f"Merge {clip(second.text, 40)} into {clip(first.text, 40)}"
        dropped = _take_over_links(change, first, second)
        _take_over_spans(change, first, second)
        move_comments(change, first, second)
        names = [t.tag.name for n in (first, second) for t in n.node_tags.select_related("tag")]
        change.remove(second.node_tags.all())
        change.remove([second])
        change.change(first, **_merged_fields(first, second))
        retag(change, first, names)
        if dropped:
            summary += f"; {len(dropped)} link{'s' if len(dropped) > 1 else ''} between them dropped"
        change.summary = summary
    return change


def _merged_fields(first: Node, second: Node) -> dict[str, Any]:
    notes = [first.note, second.note]
    if second.text.strip() != first.text.strip():
        notes.append(f"Also worded: {second.text}")
    return {
        "main": first.main or second.main,
        "implicit": first.implicit and second.implicit,
        "attribution": first.attribution or second.attribution,
        "sources": list(dict.fromkeys([*first.sources, *second.sources])),
        "note": "\n\n".join(filter(None, notes)),
        "extra": {**second.extra, **first.extra},
    }


def _take_over_spans(change: Recorder, first: Node, second: Node) -> None:
    present = set(first.spans.values_list("revision_id", "start", "end"))
    for span in second.spans.all():
        if (span.revision_id, span.start, span.end) in present:
            change.remove([span])
        else:
            change.change(span, node_id=first.pk)


def _take_over_links(change: Recorder, first: Node, second: Node) -> list[Link]:
    """Retarget everything from ``second`` to ``first``; returns the links that were dropped."""
    doomed: list[Link] = []
    for link in Link.objects.filter(target_node=second).prefetch_related("premises"):
        if _leave_or_doom(change, link, first.pk, doomed):
            change.change(link, target_node_id=first.pk)
    for premise in second.premises.select_related("link").prefetch_related("link__premises"):
        link = premise.link
        if link.pk in {lost.pk for lost in doomed}:
            continue
        others = [p for p in link.premises.all() if p.pk != premise.pk]
        if link.target_node_id == first.pk and not others:
            doomed.append(link)
        elif link.target_node_id == first.pk or first.pk in {p.node_id for p in others}:
            change.remove([premise])
        else:
            change.change(premise, node_id=first.pk)
    return remove_links(change, doomed)


def _leave_or_doom(change: Recorder, link: Link, target: UUID, doomed: list[Link]) -> bool:
    """Whether the link can bear on ``target``: a premise that is the target leaves, a link without any other goes."""
    own = [premise for premise in link.premises.all() if premise.node_id == target]
    if own and len(own) == len(link.premises.all()):
        doomed.append(link)
        return False
    change.remove(own)
    return True


def reorder_roots(*, by: User, map_: ArgumentMap, nodes: Sequence[UUID]) -> Recorder:
    """These roots stand in this order.

    Raises RuleError where one is not of this map.
    """
    with recorded_change(map_, by=by, action="reorder") as change:
        found = Node.objects.filter(map=map_).in_bulk(list(nodes))
        if len(found) < len(set(nodes)):
            raise RuleError("A node of the new order is not in this map; reload the page.")
        for index, key in enumerate(nodes):
            change.change(found[key], position=index)
        change.summary = "Change the order of the roots"
    return change
