"""Use-cases on whole maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from argmap.exceptions import RuleError
from argmap.models import ArgumentMap, Article, Project, User
from argmap.queries.graph import load_graph
from argmap.services.articles import put_articles
from argmap.services.history import Recorder, recorded_change
from argmap.services.imports import fill_map, make_tags
from argmap.services.spans import attach_articles


def create_map(
    *, by: User, project: Project, title: str, description: str = "", articles: Iterable[Article] = ()
) -> ArgumentMap:
    """A new map of the project that draws on these articles.

    Raises RuleError for an empty title or an article of another project.
    """
    if not title.strip():
        raise RuleError("A map needs a title.", field="title")
    with transaction.atomic():
        map_ = ArgumentMap.objects.create(project=project, title=title.strip(), description=description, created_by=by)
        if keys := [article.pk for article in articles]:
            with recorded_change(map_, by=by, action="create") as change:
                attach_articles(change, keys)
                change.summary = "Create the map"
        # The first article is the ground on which the map stands: taking it away is no step of the analysis.
        map_.changes.update(undone=True)
    return map_


def edit_map(*, by: User, map_: ArgumentMap, articles: Iterable[UUID] | None = None, **values: str) -> Recorder:
    """The map has this title or description, and draws on exactly these articles where they are given.

    Raises RuleError for an empty title or an article of another project.
    """
    if "title" in values and not values["title"].strip():
        raise RuleError("A map needs a title.", field="title")
    with recorded_change(map_, by=by, action="edit_map") as change:
        map_.refresh_from_db(fields=["title", "description"])
        change.change(map_, **{name: value.strip() for name, value in values.items()})
        if articles is not None:
            put_articles(change, articles)
        change.summary = _edit_summary(change, values)
    return change


def _edit_summary(change: Recorder, values: Mapping[str, str]) -> str:
    if "map_article" in change.after:
        return "Change the map's articles"
    return "Rename the map" if "title" in values else "Edit the map's description"


def duplicate_map(*, by: User, map_: ArgumentMap, title: str = "") -> ArgumentMap:
    """A copy of the map with new ids, on the same articles; history and comments are not copied."""
    graph = replace(load_graph(map_), comments={})
    with transaction.atomic():
        copy = ArgumentMap.objects.create(
            project=map_.project,
            title=title.strip() or f"{map_.title} (copy)",
            description=map_.description,
            extra=map_.extra,
            created_by=by,
        )
        make_tags(copy.project_id, [graph])
        fill_map(by=by, map_=copy, graph=graph, articles=_pinned(map_))
    return copy


def _pinned(map_: ArgumentMap) -> dict[str, tuple[UUID, dict[str, UUID]]]:
    """The map's articles as they are: (article, its revisions by id) under the article's id."""
    found: dict[str, tuple[UUID, dict[str, UUID]]] = {}
    for place in map_.map_articles.select_related("article").prefetch_related("article__revisions"):
        revisions = {str(r.pk): r.pk for r in place.article.revisions.all() if r.pk != place.revision_id}
        revisions[str(place.revision_id)] = place.revision_id  # the pinned one is the last
        found[str(place.article_id)] = (place.article_id, revisions)
    return found


def delete_map(*, map_: ArgumentMap) -> None:
    """The map is gone with its nodes, links and history; its articles stay."""
    map_.delete()
