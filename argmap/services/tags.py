"""A project's tags, and which nodes and links carry them.

What is done to a tag itself reaches many maps. Each map that has it gets one Change, so that its version and those of
its nodes tell of it; but it is no step of a map: no undo meets it, and an undo of older steps leaves out tags that are
gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from argmap.domain.vocabulary import TagColor
from argmap.exceptions import ConflictError, InputError
from argmap.models import ArgumentMap, ChangeKind, Link, LinkTag, Node, NodeTag, Project, Tag, User
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.rows import held, row_of
from argmap.services.tag_names import checked_name, distinct


def tags_named(project_id: UUID, names: Iterable[str]) -> dict[str, Tag]:
    """The project's tags of these names, which stay until the transaction ends; those that it does not have are made.

    The map that gets them is locked before. Raises InputError where no tag may have such a name.
    """
    wanted = set(distinct(names))
    if not wanted:
        return {}
    asked = Tag.objects.filter(project=project_id, name__in=wanted).order_by("pk")
    found = {tag.name: tag for tag in held(asked)}
    while missing := sorted(wanted - found.keys()):  # again where somebody deletes one that somebody else just made
        fresh = [Tag(project_id=project_id, name=checked_name(name, field="tags")) for name in missing]
        Tag.objects.bulk_create(fresh, ignore_conflicts=True)
        found = {tag.name: tag for tag in held(asked.all())}
    return found


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


def create_tag(*, project: Project, name: str, color: str = "") -> Tag:
    """A new tag of the project. Raises InputError; ConflictError where it has one of this name."""
    tag = Tag(project=project, name=checked_name(name), color=_checked_color(color))
    _save(tag)
    return tag


def edit_tag(
    *, by: User, tag: Tag, name: str | None = None, color: str | None = None, expected_name: str | None = None
) -> Tag:
    """The tag has this name and this colour, where they are given, in every map of the project.

    Raises InputError; ConflictError where the project has another tag of this name, or where the tag does not have the
    ``expected_name`` any more.
    """
    with transaction.atomic():
        _lock([tag])
        if expected_name is not None and tag.name != expected_name:
            raise ConflictError(f"Somebody named this tag “{tag.name}” meanwhile; look at it and send yours again.")
        before = tag.name
        tag.name = before if name is None else checked_name(name)
        tag.color = tag.color if color is None else _checked_color(color)
        if tag.name != before:
            for change in _in_each_map([tag], by=by, action="rename_tag"):
                for row in _rows(change, [tag]):
                    change.note(row, before=row_of(row), after=row_of(row))  # what carries it reads otherwise now
                change.summary = f"Rename the tag {clip(before)} to {clip(tag.name)}"
        _save(tag)
    return tag


def merge_tags(*, by: User, into: Tag, others: Sequence[Tag]) -> Tag:
    """What carries one of the others carries ``into`` instead, once; the others are gone.

    Raises InputError where there is nothing to merge.
    """
    gone = {tag.pk: tag for tag in others if tag.pk != into.pk}
    if not gone or any(tag.project_id != into.project_id for tag in gone.values()):
        raise InputError("Choose at least two tags of one project to merge.", field="tags")
    with transaction.atomic():
        _lock([into, *gone.values()])
        names = ", ".join(clip(tag.name) for tag in gone.values())
        for change in _in_each_map(gone.values(), by=by, action="merge_tags"):
            old, there = _rows(change, gone.values()), _rows(change, [into])
            change.remove(old)
            change.add(_instead(old, there, into))
            change.summary = f"Merge the tag{'s' if len(gone) > 1 else ''} {names} into {clip(into.name)}"
        Tag.objects.filter(pk__in=gone).delete()
    return into


def delete_tag(*, by: User, tag: Tag) -> None:
    """The tag is gone, and nothing carries it any more."""
    with transaction.atomic():
        _lock([tag])
        for change in _in_each_map([tag], by=by, action="delete_tag"):
            change.remove(_rows(change, [tag]))
            change.summary = f"Delete the tag {clip(tag.name)}"
        tag.delete()


def color_tags(project_id: UUID, colors: Mapping[str, str]) -> None:
    """Tags of these names that have no colour yet have these."""
    known = {name: color for name, color in colors.items() if color in set(TagColor)}
    plain = Tag.objects.filter(project=project_id, name__in=known, color="").order_by("pk")
    fresh = list(plain.select_for_update(no_key=True)) if known else []
    for tag in fresh:
        tag.color = known[tag.name]
    Tag.objects.bulk_update(fresh, ["color"])


def _checked_color(color: str) -> str:
    if color and color not in set(TagColor):
        raise InputError(f"There is no colour “{color}” for tags; choose {', '.join(TagColor)} or none.", field="color")
    return str(color)


def _save(tag: Tag) -> None:
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as error:
        sentence = f"There is a tag “{tag.name}” already; choose another name, or merge the two."
        raise ConflictError(sentence) from error


def _lock(tags: Sequence[Tag]) -> None:
    """The tags and the maps that have one are as they are stored now, and stay so until the transaction ends.

    Every step locks maps before tags, and each in one order, so that no two wait for each other in a circle. Where a
    map got one of these tags meanwhile, all is let go and locked anew with that map. Raises ConflictError.
    """
    maps = _maps_with(tags)
    while True:
        start = transaction.savepoint()
        locked = set(maps.select_for_update(no_key=True).values_list("pk", flat=True))
        found = Tag.objects.select_for_update().order_by("pk").in_bulk([tag.pk for tag in tags])
        if locked.issuperset(maps.values_list("pk", flat=True)):
            break
        transaction.savepoint_rollback(start)
    if len(found) < len({tag.pk for tag in tags}):
        raise ConflictError("A tag was deleted or merged meanwhile; reload the list of tags.")
    for tag in tags:
        tag.name, tag.color = found[tag.pk].name, found[tag.pk].color


def _maps_with(tags: Iterable[Tag]) -> models.QuerySet[ArgumentMap]:
    """The maps that have one of these tags, in the order in which all lock them."""
    tags = list(tags)
    nodes = Node.objects.filter(node_tags__tag__in=tags).values("map")
    links = Link.objects.filter(link_tags__tag__in=tags).values("map")
    return ArgumentMap.objects.filter(Q(pk__in=nodes) | Q(pk__in=links)).order_by("pk")


def _in_each_map(tags: Iterable[Tag], *, by: User, action: str) -> Iterator[Recorder]:
    """A Change in each map that has one of these tags."""
    for map_ in _maps_with(tags):
        with recorded_change(map_, by=by, action=action, kind=ChangeKind.PROJECT) as change:
            yield change


def _rows(change: Recorder, tags: Iterable[Tag]) -> list[NodeTag | LinkTag]:
    """Where the map's nodes and links carry these tags, in the order in which they stand there."""
    tags = list(tags)
    return [
        *NodeTag.objects.filter(tag__in=tags, node__map=change.map),
        *LinkTag.objects.filter(tag__in=tags, link__map=change.map),
    ]


def _instead(
    old: Iterable[NodeTag | LinkTag], there: Iterable[NodeTag | LinkTag], tag: Tag
) -> Iterator[NodeTag | LinkTag]:
    """For each node or link of ``old`` a row of this tag in the same place, but for those that have one ``there``."""
    carrying = {_carrier(row) for row in there}
    for row in old:
        if _carrier(row) in carrying:
            continue
        carrying.add(_carrier(row))
        if isinstance(row, NodeTag):
            yield NodeTag(node_id=row.node_id, tag=tag, position=row.position)
        else:
            yield LinkTag(link_id=row.link_id, tag=tag, position=row.position)


def _carrier(row: NodeTag | LinkTag) -> UUID:
    return row.node_id if isinstance(row, NodeTag) else row.link_id
