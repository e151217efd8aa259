from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from argmap.models import Link, LinkTag, Node, NodeTag, Tag
from argmap.services.history import Recorder


def tags_named(project_id: UUID, names: Iterable[str]) -> dict[str, Tag]:
    """The project's tags of these names; those that it does not have yet are made."""
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    found = {tag.name: tag for tag in Tag.objects.filter(project=project_id, name__in=wanted)}
    fresh = [Tag(project_id=project_id, name=name) for name in sorted(wanted - found.keys())]
    Tag.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        found = {tag.name: tag for tag in Tag.objects.filter(project=project_id, name__in=wanted)}
    return found


def distinct(names: Iterable[str]) -> list[str]:
    """The names in their order, each once, without empty ones."""
    return list(dict.fromkeys(filter(None, names)))


def tag_nodes(change: Recorder, tags: Mapping[Node, Sequence[str]]) -> None:
    """Each of these new nodes carries its tags."""
    known = tags_named(change.map.project_id, (name for names in tags.values() for name in names))
    change.add(
        NodeTag(node=node, tag=known[name], position=index)
        for node, names in tags.items()
        for index, name in enumerate(distinct(names))
    )


def tag_links(change: Recorder, tags: Mapping[Link, Sequence[str]]) -> None:
    """Each of these new links carries its tags."""
    known = tags_named(change.map.project_id, (name for names in tags.values() for name in names))
    change.add(
        LinkTag(link=link, tag=known[name], position=index)
        for link, names in tags.items()
        for index, name in enumerate(distinct(names))
    )


def retag(change: Recorder, thing: Node | Link, names: Sequence[str]) -> None:
    """The node or link carries exactly these tags, in this order."""
    names = distinct(names)
    rows: list[NodeTag] | list[LinkTag]
    if isinstance(thing, Node):
        rows = list(thing.node_tags.select_related("tag"))
    else:
        rows = list(thing.link_tags.select_related("tag"))
    if [row.tag.name for row in rows] == names:
        return
    change.remove(rows)
    if isinstance(thing, Node):
        tag_nodes(change, {thing: names})
    else:
        tag_links(change, {thing: names})
