"""Use-cases on several nodes at once. Each is one Change, so that one undo takes all of it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from argmap.domain.vocabulary import LinkType, NodeKind, relation_name
from argmap.exceptions import NotFoundError, RuleError
from argmap.models import ArgumentMap, Link, LinkTag, Node, NodeTag, Tag, User, new_id
from argmap.services.drafts import LinkDraft, PremiseDraft
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.links import (
    absorb,
    add_co_premise,
    check_row,
    insert_links,
    link_of_map,
    retarget,
    split_off,
    with_links_on,
)
from argmap.services.nodes import check_texts, remove_nodes
from argmap.services.tag_names import distinct
from argmap.services.tags import tags_named


@dataclass(frozen=True, slots=True)
class Place:
    """A node where it is shown: under this link, or as a root (None)."""

    node: UUID
    link: UUID | None = None


def nodes_of_map(map_: ArgumentMap, keys: Iterable[UUID]) -> list[Node]:
    """The map's nodes with these ids, in this order, each once.

    Raises NotFoundError where one is not there (any more).
    """
    wanted = list(dict.fromkeys(keys))
    found = Node.objects.filter(map=map_).in_bulk(wanted)
    if not wanted or len(found) < len(wanted):
        raise NotFoundError("A node of your selection is not in this map any more; select again.")
    return [found[key] for key in wanted]


def _several(nodes: Collection[Node]) -> str:
    """Their number, or the words of the only one."""
    return f"{len(nodes)} nodes" if len(nodes) > 1 else "".join(clip(node.text) for node in nodes)


def retype_selection(*, by: User, map_: ArgumentMap, nodes: Sequence[UUID], kind: NodeKind) -> Recorder:
    """These nodes are of that kind; those that stop being evidence lose their type of evidence."""
    with recorded_change(map_, by=by, action="retype") as change:
        selected = nodes_of_map(map_, nodes)
        for node in selected:
            kept = node.evidence_type if kind is NodeKind.EVIDENCE else ""
            change.change(node, kind=kind.value, evidence_type=kept)
        change.summary = f"Make {_several(selected)} {kind.value}"
    return change


def tag_selection(
    *,
    by: User,
    map_: ArgumentMap,
    nodes: Sequence[UUID] = (),
    links: Sequence[UUID] = (),
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Recorder:
    """These nodes and links carry the tags to add behind those that they have, and none of those to remove."""
    check_texts(*add, *remove)
    with recorded_change(map_, by=by, action="tag") as change:
        selected = nodes_of_map(map_, nodes) if nodes or not links else []
        linked = _links_of_map(map_, links)
        on_nodes = NodeTag.objects.filter(node__in=selected).select_related("tag")
        on_links = LinkTag.objects.filter(link__in=linked).select_related("tag")
        found: list[NodeTag | LinkTag] = [*on_nodes, *on_links]
        rows: dict[UUID, list[NodeTag | LinkTag]] = defaultdict(list)
        for row in found:
            rows[row.node_id if isinstance(row, NodeTag) else row.link_id].append(row)
        change.remove([row for own in rows.values() for row in own if row.tag.name in set(remove)])
        known = tags_named(map_.project_id, add)
        things: list[Node | Link] = [*selected, *linked]
        for thing in things:
            kept = [row for row in rows[thing.pk] if row.tag.name not in set(remove)]
            first = max((row.position for row in kept), default=-1) + 1
            missing = [name for name in distinct(add) if name not in {row.tag.name for row in kept} | set(remove)]
            change.add(_tagged(thing, known[name], first + index) for index, name in enumerate(missing))
        counted = f"{len(linked)} link{'' if len(linked) == 1 else 's'}" if linked else ""
        change.summary = f"Tag {' and '.join(filter(None, (_several(selected), counted)))}"
    return change


def _tagged(thing: Node | Link, tag: Tag, position: int) -> NodeTag | LinkTag:
    if isinstance(thing, Node):
        return NodeTag(node=thing, tag=tag, position=position)
    return LinkTag(link=thing, tag=tag, position=position)


def _links_of_map(map_: ArgumentMap, keys: Iterable[UUID]) -> list[Link]:
    wanted = list(dict.fromkeys(keys))
    found = Link.objects.filter(map=map_).in_bulk(wanted) if wanted else {}
    if len(found) < len(wanted):
        raise NotFoundError("A link of your selection is not in this map any more; select again.")
    return [found[key] for key in wanted]


def delete_selection(*, by: User, map_: ArgumentMap, nodes: Sequence[UUID]) -> Recorder:
    """These nodes are gone, as by ``delete_node`` for each of them."""
    with recorded_change(map_, by=by, action="delete_nodes") as change:
        selected = nodes_of_map(map_, nodes)
        remove_nodes(change, selected)
        change.summary = f"Delete {_several(selected)}"
    return change


def move_selection(
    *,
    by: User,
    map_: ArgumentMap,
    places: Sequence[Place],
    target_node: UUID | None = None,
    target_link: UUID | None = None,
    type: LinkType | None = None,
    order: Sequence[UUID | None] = (),
) -> Recorder:
    """The nodes, each shown in its place, bear on the target; their other parents stay.

    Co-premises of one link stay together, split off from those that are not selected. A root gets its first link: a
    counterclaim attacks, all others support. ``type``, where given, is that of all these links. ``order`` names the
    links to the target as they shall stand, with None where the moved ones come. Raises RuleError.
    """
    with recorded_change(map_, by=by, action="move") as change:
        selected = {node.pk: node for node in nodes_of_map(map_, (place.node for place in places))}
        if target_node in selected:
            raise RuleError("A node cannot bear on itself; choose a target outside your selection.")
        node, link = _target(map_, target_node, target_link)
        roots, groups = _grouped(places, selected)
        drafts = [_first_link(root, type, target_node, target_link) for root in roots]
        moved = [own.pk for own in insert_links(change, drafts, known=selected)] if drafts else []
        for key, premises in groups.items():
            own = split_off(change, link_of_map(map_, key), *premises)
            retarget(change, own, target_node=node, target_link=link)
            if type is not None and type != own.type:
                change.change(own, type=type.value)
                check_row(own)
            moved.append(own.pk)
        _put_in_order(change, order, moved, (target_node, target_link))
        change.summary = f"Move {_several(selected.values())}"
    return change


def _grouped(places: Sequence[Place], selected: Mapping[UUID, Node]) -> tuple[list[Node], dict[UUID, list[Node]]]:
    """The roots among these places, and the others by the link under which they are shown."""
    groups: dict[UUID, list[Node]] = defaultdict(list)
    for place in places:
        if place.link is not None:
            groups[place.link].append(selected[place.node])
    return [selected[place.node] for place in places if place.link is None], groups


def _put_in_order(
    change: Recorder,
    order: Sequence[UUID | None],
    moved: Sequence[UUID],
    target: tuple[UUID | None, UUID | None],
) -> None:
    wanted = [key for one in order for key in (moved if one is None else [one] * (one not in moved))]
    found = Link.objects.filter(map=change.map).in_bulk(wanted)
    if len(found) < len(set(wanted)) or {(one.target_node_id, one.target_link_id) for one in found.values()} - {target}:
        raise RuleError("The links of the new order do not have one target; reload the page.")
    for index, key in enumerate(wanted):
        change.change(found[key], position=index)


def join_selection(*, by: User, map_: ArgumentMap, places: Sequence[Place], link: UUID) -> Recorder:
    """The nodes, each shown in its place, are premises of the link instead: they work only together with its others.

    What hung on a link that they leave altogether hangs on this one. Raises RuleError.
    """
    with recorded_change(map_, by=by, action="join") as change:
        selected = {node.pk: node for node in nodes_of_map(map_, (place.node for place in places))}
        roots, groups = _grouped(places, selected)
        groups.pop(link, None)  # they are there already
        for root in roots:
            add_co_premise(change, link_of_map(map_, link), root)
        for key, premises in groups.items():
            own = split_off(change, link_of_map(map_, key), *premises)
            _refuse_circle(own, link)
            absorb(change, link_of_map(map_, link), own)
        joined = link_of_map(map_, link)
        check_row(joined)
        change.summary = (
            f"Join {_several(selected.values())} as {'co-premises' if len(selected) > 1 else 'a co-premise'}"
        )
    return change


def _refuse_circle(own: Link, link: UUID) -> None:
    if link in {lower.pk for lower in with_links_on([own])}:
        raise RuleError("A link cannot bear on itself through other links.", rule="link_is_not_its_own_target")


def _target(map_: ArgumentMap, node: UUID | None, link: UUID | None) -> tuple[Node | None, Link | None]:
    if node is not None:
        return nodes_of_map(map_, [node])[0], None
    if link is None:
        raise RuleError("Choose one target: a node or a link.")
    return None, link_of_map(map_, link)


def _first_link(node: Node, type_: LinkType | None, target_node: UUID | None, target_link: UUID | None) -> LinkDraft:
    return LinkDraft(
        type=type_ or usual_type(node.kind),
        premises=(PremiseDraft(node.pk),),
        target_node=target_node,
        target_link=target_link,
    )


def usual_type(kind: str) -> LinkType:
    """How a node of this kind bears on a parent that it gets: a counterclaim attacks, all others support."""
    return LinkType.ATTACK if kind == NodeKind.COUNTERCLAIM else LinkType.SUPPORT


def wrap_selection(
    *,
    by: User,
    map_: ArgumentMap,
    nodes: Sequence[UUID],
    type: LinkType = LinkType.SUPPORT,
    target_node: UUID | None = None,
    target_link: UUID | None = None,
    link_id: UUID | None = None,
) -> Recorder:
    """These nodes are the premises of one linked link to the target: they work only together.

    Links by which only they bore on it in that way already become this one, with what hangs on them; all other links
    stay. Raises RuleError.
    """
    with recorded_change(map_, by=by, action="wrap") as change:
        selected = nodes_of_map(map_, nodes)
        _target(map_, target_node, target_link)
        wanted = {node.pk for node in selected}
        rows = Link.objects.filter(map=map_, type=type.value, target_node=target_node, target_link=target_link)
        own = [link for link in rows.prefetch_related("premises") if {p.node_id for p in link.premises.all()} <= wanted]
        if own:
            _into_one(change, own, selected)
        else:
            premises = tuple(PremiseDraft(node.pk) for node in selected)
            draft = LinkDraft(
                id=link_id or new_id(), type=type, premises=premises, target_node=target_node, target_link=target_link
            )
            insert_links(change, [draft], known=wanted)
        name = relation_name(type, on_link=target_link is not None)
        change.summary = f"Link {_several(selected)} into one {name}"
    return change


def _into_one(change: Recorder, links: Sequence[Link], nodes: Sequence[Node]) -> None:
    first, *rest = links
    for link in rest:
        absorb(change, first, link)
        first = link_of_map(change.map, first.pk)
    present = {premise.node_id for premise in first.premises.all()}
    for node in nodes:
        if node.pk not in present:
            add_co_premise(change, first, node)
            first = link_of_map(change.map, first.pk)
