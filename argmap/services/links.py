"""Use-cases on links. Each makes one Change; the rules are those of DESIGN.md §2 and §3."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from argmap.domain import graph as domain
from argmap.domain.vocabulary import LinkType, relation_name
from argmap.domain.wellformed import link_rule_broken, target_cycle
from argmap.exceptions import IdTakenError, RuleError
from argmap.models import ArgumentMap, Link, LinkTag, Node, Premise, User
from argmap.services.drafts import LinkDraft, place_of
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.rows import known_ids
from argmap.services.tag_names import distinct
from argmap.services.tags import retag, tag_links
from argmap.services.threads import move_comments, remove_comments_on


def add_links(*, by: User, map_: ArgumentMap, drafts: Sequence[LinkDraft]) -> Recorder:
    """These links are in the map.

    Repeating a create with the same ids and content is harmless. Raises RuleError, IdTakenError.
    """
    try:
        with recorded_change(map_, by=by, action="add_links") as change:
            insert_links(change, drafts)
    except IntegrityError:
        check_repeated_links(map_, drafts)
    return change


def insert_links(change: Recorder, drafts: Sequence[LinkDraft], *, known: Collection[UUID] = ()) -> list[Link]:
    """Insert the drafted links inside a change; ``known`` are ids of nodes and links of the map that need no look-up.

    Raises RuleError; IntegrityError where an id is in use, which ends the transaction: the caller asks
    ``check_repeated_links``.
    """
    for index, draft in enumerate(drafts):
        with place_of(index, len(drafts)):
            _check_shape(draft)
    _check_places(change.map, drafts, set(known))
    links = [_link_of(change.map, draft) for draft in drafts]
    change.add(links)
    change.add(
        Premise(link=link, node_id=premise.node, role=premise.role, position=index)
        for link, draft in zip(links, drafts, strict=True)
        for index, premise in enumerate(draft.premises)
    )
    tag_links(change, {link: draft.tags for link, draft in zip(links, drafts, strict=True) if draft.tags})
    one = f"Add {_name(links[0].type, links[0].target_link_id)}" if links else ""
    change.summary = one if len(links) == 1 else f"Add {len(links)} links"
    return links


def _name(type_: str, target_link: object) -> str:
    return relation_name(LinkType(type_), on_link=target_link is not None)


def _link_of(map_: ArgumentMap, draft: LinkDraft) -> Link:
    return Link(
        id=draft.id,
        map=map_,
        type=draft.type,
        target_node_id=draft.target_node,
        target_link_id=draft.target_link,
        scheme=draft.scheme,
        strength=draft.strength,
        note=draft.note,
        position=draft.position,
        extra=dict(draft.extra),
    )


def _check_shape(draft: LinkDraft) -> None:
    """Raises RuleError where the link by itself breaks a rule."""
    check_link(
        id=draft.id,
        type=draft.type,
        premises=[premise.node for premise in draft.premises],
        target_node=draft.target_node,
        target_link=draft.target_link,
    )


def check_link(
    *, id: UUID, type: LinkType, premises: Iterable[UUID], target_node: UUID | None, target_link: UUID | None
) -> None:
    """Nothing where a link of this shape keeps the rules.

    Raises RuleError with the rule that it breaks.
    """
    fault = link_rule_broken(
        domain.Link(
            id=str(id),
            type=LinkType(type),
            premises=tuple(domain.Premise(str(node)) for node in premises),
            target_node=str(target_node) if target_node else None,
            target_link=str(target_link) if target_link else None,
        )
    )
    if fault:
        raise RuleError(fault.message, rule=fault.rule)


def check_row(link: Link) -> None:
    """Raises RuleError where the link, as its row and its premises stand, breaks a rule."""
    check_link(
        id=link.pk,
        type=LinkType(link.type),
        premises=[premise.node_id for premise in link.premises.all()],
        target_node=link.target_node_id,
        target_link=link.target_link_id,
    )


def _check_places(map_: ArgumentMap, drafts: Sequence[LinkDraft], known: set[UUID]) -> None:
    wanted = {p.node for d in drafts for p in d.premises} | {d.target_node for d in drafts if d.target_node}
    nodes = known_ids(Node.objects.filter(map=map_), wanted - known) | known
    drafted = known | {draft.id for draft in drafts}
    wanted = {d.target_link for d in drafts if d.target_link} - drafted
    links = known_ids(Link.objects.filter(map=map_), wanted) | drafted
    for index, draft in enumerate(drafts):
        with place_of(index, len(drafts)):
            _check_ends(draft, nodes=nodes, links=links)
    targets = {str(d.id): str(d.target_link) if d.target_link else None for d in drafts}
    if target_cycle(targets, targets):
        raise RuleError("A link cannot bear on itself through other links.", rule="link_is_not_its_own_target")


def _check_ends(draft: LinkDraft, *, nodes: Collection[UUID], links: Collection[UUID]) -> None:
    if any(premise.node not in nodes for premise in draft.premises):
        raise RuleError("A premise is not a node of this map.", rule="premise_in_the_map", field="premises")
    if draft.target_node is not None and draft.target_node not in nodes:
        raise RuleError("The target is not a node of this map.", rule="target_in_the_map", field="target_node")
    if draft.target_link is not None and draft.target_link not in links:
        raise RuleError("The target is not a link of this map.", rule="target_in_the_map", field="target_link")


def check_repeated_links(map_: ArgumentMap, drafts: Sequence[LinkDraft]) -> None:
    """Nothing where all these drafts stand in the map already, just as drafted.

    Raises IdTakenError for an id in any other use.
    """
    parts = ("premises", "link_tags__tag")
    found = Link.objects.filter(map=map_).prefetch_related(*parts).in_bulk([draft.id for draft in drafts])
    for draft in drafts:
        link = found.get(draft.id)
        if link is None or not _says(link, _link_of(map_, draft), draft):
            raise IdTakenError


_CONTENT = ("type", "target_node_id", "target_link_id", "scheme", "strength", "note", "extra")


def _says(stored: Link, wanted: Link, draft: LinkDraft) -> bool:
    return (
        all(getattr(stored, name) == getattr(wanted, name) for name in _CONTENT)
        and [(p.node_id, p.role) for p in stored.premises.all()] == [(p.node, p.role) for p in draft.premises]
        and [row.tag.name for row in stored.link_tags.all()] == distinct(draft.tags)
    )


EDITABLE = frozenset({"type", "scheme", "strength", "note", "extra", "position"})


def edit_link(
    *,
    by: User,
    link: Link,
    tags: Sequence[str] | None = None,
    roles: Mapping[UUID, str | None] | None = None,
    target: tuple[Node | None, Link | None] | None = None,
    expected_version: int | None = None,
    **values: Any,
) -> Recorder:
    """These fields of the link have these values; ``roles`` gives roles to premises by node id.

    A role of None leaves one as it is. ``target`` is the node or the link that it shall bear on. Raises RuleError;
    StaleError where the link's version is not the expected one.
    """
    if unknown := values.keys() - EDITABLE:
        raise RuleError(f"A link has no field {sorted(unknown)[0]!r} that can be changed.", field=sorted(unknown)[0])
    with recorded_change(link.map, by=by, action="edit_link") as change:
        change.reread(link, expected_version=expected_version)
        retyped = values.get("type", link.type) != link.type
        if target is not None and (target[0] and target[0].pk, target[1] and target[1].pk) != _target_of(link):
            retarget(change, link, target_node=target[0], target_link=target[1])
        _check_type(link, LinkType(values.get("type", link.type)))
        change.change(link, **values)
        give_roles(change, link, roles or {})
        if tags is not None:
            retag(change, link, tags)
        name = _name(link.type, link.target_link_id)
        change.summary = f"Make it {name}" if retyped else f"Edit a link ({name})"
    return change


def _target_of(link: Link) -> tuple[UUID | None, UUID | None]:
    return link.target_node_id, link.target_link_id


def _check_type(link: Link, type_: LinkType) -> None:
    premises = link.premises.values_list("node_id", flat=True)
    node, target_link = _target_of(link)
    check_link(id=link.pk, type=type_, premises=premises, target_node=node, target_link=target_link)


def give_roles(change: Recorder, link: Link, roles: Mapping[UUID, str | None]) -> None:
    """The link's premises have these roles, by node; None leaves one as it is.

    Raises RuleError where a node is no premise of the link.
    """
    premises = {premise.node_id: premise for premise in link.premises.all()} if roles else {}
    if roles.keys() - premises.keys():
        raise RuleError(
            "A node that you name is not a premise of this link; join it to the link first.", field="premises"
        )
    for node, role in roles.items():
        if role is not None:
            change.change(premises[node], role=role)


def delete_link(*, by: User, link: Link, expected_version: int | None = None) -> Recorder:
    """The link is gone, with the links on it, recursively; its nodes stay."""
    with recorded_change(link.map, by=by, action="delete_link") as change:
        change.reread(link, expected_version=expected_version)
        gone = remove_links(change, [link])
        more = f" and {len(gone) - 1} on it" if len(gone) > 1 else ""
        change.summary = f"Delete {_name(link.type, link.target_link_id)}{more}"
    return change


def with_links_on(links: Iterable[Link]) -> list[Link]:
    """These links and all that bear on them, through links on links (one query for each level)."""
    found = {link.pk: link for link in links}
    level: list[UUID] = list(found)
    while level:
        fresh = [link for link in Link.objects.filter(target_link__in=level) if link.pk not in found]
        found.update((link.pk, link) for link in fresh)
        level = [link.pk for link in fresh]
    return list(found.values())


def remove_links(change: Recorder, links: Iterable[Link]) -> list[Link]:
    """Remove these links and all on them, with premises, tags and comments; returns what was removed."""
    gone = with_links_on(links)
    if gone:
        change.remove([*Premise.objects.filter(link__in=gone), *LinkTag.objects.filter(link__in=gone)])
        remove_comments_on(change, links=gone)
        change.remove(gone)
    return gone


def move_premise(
    *,
    by: User,
    link: Link,
    node: Node,
    target_node: Node | None = None,
    target_link: Link | None = None,
    expected_version: int | None = None,
) -> Recorder:
    """The node, shown under ``link``, bears on the new target; its other parents stay.

    A co-premise is split off first. Raises RuleError where the node is no premise of the link or a rule would break;
    StaleError where the node's version is not the expected one.
    """
    with recorded_change(link.map, by=by, action="move") as change:
        change.reread(node, expected_version=expected_version)
        change.reread(link)
        own = split_off(change, link, node)
        retarget(change, own, target_node=target_node, target_link=target_link)
        change.summary = f"Move {clip(node.text)}"
    return change


def retarget(change: Recorder, link: Link, *, target_node: Node | None = None, target_link: Link | None = None) -> None:
    """The link bears on the new target, behind the links that are there.

    Raises RuleError.
    """
    target = target_node or target_link
    if target is None or target.map_id != link.map_id:
        raise RuleError("The new target is not in this map.", rule="target_in_the_map")
    change.reread(target)
    check_link(
        id=link.pk,
        type=LinkType(link.type),
        premises=link.premises.values_list("node_id", flat=True),
        target_node=target_node.pk if target_node else None,
        target_link=target_link.pk if target_link else None,
    )
    if target_link is not None and target_link.pk in {lower.pk for lower in with_links_on([link])}:
        raise RuleError("A link cannot bear on itself through other links.", rule="link_is_not_its_own_target")
    change.change(
        link,
        target_node_id=target_node.pk if target_node else None,
        target_link_id=target_link.pk if target_link else None,
        position=None,
    )


def join_node(*, by: User, link: Link, node: Node, expected_version: int | None = None) -> Recorder:
    """A node of the map becomes one more premise of the link: they work only together.

    Raises RuleError.
    """
    if node.map_id != link.map_id:
        raise RuleError("This node is not in the map of that link.", rule="premise_in_the_map")
    with recorded_change(link.map, by=by, action="join") as change:
        change.reread(link, expected_version=expected_version)
        change.reread(node)
        add_co_premise(change, link, node)
        change.summary = f"Join {clip(node.text)} as a co-premise"
    return change


def split_premise(*, by: User, link: Link, node: Node, expected_version: int | None = None) -> Recorder:
    """The node supports (or attacks) by itself what it supported together with others."""
    with recorded_change(link.map, by=by, action="split") as change:
        change.reread(link, expected_version=expected_version)
        if link.premises.count() < 2:
            raise RuleError("This premise stands alone already; there is nothing to split.")
        split_off(change, link, node)
        change.summary = f"Split off {clip(node.text)}"
    return change


def split_off(change: Recorder, link: Link, *nodes: Node) -> Link:
    """The link whose only premises these nodes are: a new one like ``link`` where that has other premises."""
    premises = list(link.premises.all())
    wanted = {node.pk for node in nodes}
    own = [premise for premise in premises if premise.node_id in wanted]
    if len(own) < len(wanted):
        raise RuleError("This node is no longer a premise of that link; reload the page.")
    if len(premises) == len(own):
        return link
    fresh = Link(map=link.map, type=link.type, target_node_id=link.target_node_id, target_link_id=link.target_link_id)
    change.add([fresh])
    for index, premise in enumerate(own):
        change.change(premise, link_id=fresh.pk, position=index, role="")
    return fresh


def join_links(*, by: User, first: Link, second: Link, expected_version: int | None = None) -> Recorder:
    """Two links to one target become one linked link: ``first`` stays, what hangs on either hangs on it.

    Raises RuleError where they differ in target or type.
    """
    with recorded_change(first.map, by=by, action="join") as change:
        change.reread(first, expected_version=expected_version)
        change.reread(second)
        same = _target_of(first) == _target_of(second)
        if first.pk == second.pk or not same or first.type != second.type or first.type == LinkType.REPHRASE:
            raise RuleError("Only two links of one type to one target can be joined.")
        absorb(change, first, second)
        change.summary = "Join into linked premises"
    return change


def absorb(change: Recorder, first: Link, second: Link) -> None:
    """``first`` has the premises and tags of ``second`` too, and what hung on it; ``second`` is gone."""
    present = {premise.node_id: premise for premise in first.premises.all()}
    index = len(present)
    for premise in second.premises.all():
        if premise.node_id in present:
            change.remove([premise])
        else:
            change.change(premise, link_id=first.pk, position=index)
            index += 1
    for lower in Link.objects.filter(target_link=second):
        change.change(lower, target_link_id=first.pk)
    names = [row.tag.name for link in (first, second) for row in link.link_tags.select_related("tag")]
    change.remove(second.link_tags.all())
    retag(change, first, names)
    move_comments(change, first, second)
    change.change(first, **_joined_fields(first, second))
    change.remove([second])


def _joined_fields(first: Link, second: Link) -> dict[str, Any]:
    return {
        "scheme": first.scheme or second.scheme,
        "strength": first.strength if first.strength is not None else second.strength,
        "note": "\n\n".join(filter(None, [first.note, second.note])),
        "extra": {**second.extra, **first.extra},
    }


def link_of_map(map_: ArgumentMap, key: UUID) -> Link:
    """The map's link with that id.

    Raises RuleError where the map has no such link.
    """
    link = Link.objects.filter(map=map_, pk=key).prefetch_related("premises").first()
    if link is None:
        raise RuleError("This link is no longer in the map; reload the page.", rule="target_in_the_map")
    return link


def add_co_premise(change: Recorder, link: Link, node: Node, *, role: str = "") -> None:
    """The node is one more premise of the link, in this role.

    Raises RuleError.
    """
    premises = list(link.premises.all())
    check_link(
        id=link.pk,
        type=LinkType(link.type),
        premises=[*(premise.node_id for premise in premises), node.pk],
        target_node=link.target_node_id,
        target_link=link.target_link_id,
    )
    change.add([Premise(link=link, node=node, role=role, position=max(p.position for p in premises) + 1)])


def reorder_links(*, by: User, map_: ArgumentMap, links: Sequence[UUID]) -> Recorder:
    """These links, all to one target, stand in this order.

    Raises RuleError where one is not of this map or has another target.
    """
    with recorded_change(map_, by=by, action="reorder") as change:
        found = Link.objects.filter(map=map_).in_bulk(list(links))
        targets = {(link.target_node_id, link.target_link_id) for link in found.values()}
        if len(found) < len(set(links)) or len(targets) != 1:
            raise RuleError("The links of the new order do not have one target; reload the page.")
        for index, key in enumerate(links):
            change.change(found[key], position=index)
        change.summary = "Change the order"
    return change


def reorder_premises(*, by: User, link: Link, nodes: Sequence[UUID]) -> Recorder:
    """The premises of the link stand in this order."""
    with recorded_change(link.map, by=by, action="reorder") as change:
        found = {premise.node_id: premise for premise in link.premises.all()}
        if set(nodes) != set(found):
            raise RuleError("The new order does not name the premises of this link; reload the page.")
        for index, key in enumerate(nodes):
            change.change(found[key], position=index)
        change.summary = "Change the order"
    return change
