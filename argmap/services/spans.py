"""Passages of articles as spans of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from argmap.domain.anchoring.selectors import quote_selector
from argmap.exceptions import RuleError
from argmap.models import ArgumentMap, MapArticle, Node, Revision, Span, User
from argmap.services.drafts import SpanDraft
from argmap.services.history import Recorder, clip, recorded_change


def pinned_revisions(map_: ArgumentMap, articles: Iterable[UUID]) -> dict[UUID, MapArticle]:
    """For each of these articles its place in the map with the pinned revision's text (one query)."""
    rows = MapArticle.objects.filter(map=map_, article__in=set(articles)).select_related("revision")
    return {row.article_id: row for row in rows}


def attach_missing(change: Recorder, drafts: Iterable[SpanDraft]) -> dict[UUID, Revision]:
    """The pinned revision of every article that the drafts name; articles of the project that the map does not
    draw on yet are added to it.

    Raises RuleError for an article of another project.
    """
    wanted = {draft.article for draft in drafts}
    if not wanted:
        return {}
    places = pinned_revisions(change.map, wanted)
    missing = wanted - places.keys()
    if missing:
        places |= attach_articles(change, sorted(missing))  # by age
    return {article: place.revision for article, place in places.items()}


def attach_articles(change: Recorder, articles: Iterable[UUID]) -> dict[UUID, MapArticle]:
    """These articles are in the map in this order, each at its newest revision, behind those that were there."""
    wanted = list(dict.fromkeys(articles))
    newest = Revision.objects.newest().filter(article__in=wanted, article__project=change.map.project_id)
    found = {revision.article_id: revision for revision in newest}
    if len(found) < len(wanted):
        raise RuleError("A passage stands in an article that is not in this map's project.", field="spans")
    first = MapArticle.objects.filter(map=change.map).count()
    rows = [
        MapArticle(map=change.map, article_id=key, revision=found[key], position=first + index)
        for index, key in enumerate(wanted)
    ]
    change.add(rows)
    return {row.article_id: row for row in rows}


def span_of(node: Node, draft: SpanDraft, revision: Revision) -> Span:
    """The unsaved span with its selectors; raises RuleError like :func:`selectors_of`."""
    exact, prefix, suffix = selectors_of(draft, revision)
    return Span(
        node=node, revision=revision, start=draft.start, end=draft.end, exact=exact, prefix=prefix, suffix=suffix
    )


def selectors_of(draft: SpanDraft, revision: Revision, *, field: str = "spans") -> tuple[str, str, str]:
    """The words of the passage, and those before and after it.

    Raises RuleError where the passage lies outside the text, or was counted in another revision.
    """
    if draft.revision not in (None, revision.pk):
        raise RuleError(
            f"The passage {draft.start}–{draft.end} was counted in another revision than the one that this map "
            f"draws on ({revision.pk}); count in that one.",
            rule="span_in_the_pinned_revision",
            field=field,
        )
    if not 0 <= draft.start < draft.end <= revision.length:
        raise RuleError(
            f"The passage {draft.start}–{draft.end} lies outside the text, which has {revision.length} characters.",
            rule="span_inside_the_text",
            field=field,
        )
    return quote_selector(revision.text, draft.start, draft.end)


def replace_spans(change: Recorder, node: Node, drafts: Sequence[SpanDraft]) -> None:
    """The node stands at exactly these passages; the spans that it keeps stay the rows that they are."""
    revisions = attach_missing(change, drafts)
    wanted = {(draft.revision or revisions[draft.article].pk, draft.start, draft.end): draft for draft in drafts}
    gone = [span for span in node.spans.all() if wanted.pop((span.revision_id, span.start, span.end), None) is None]
    change.remove(gone)
    change.add([span_of(node, draft, revisions[draft.article]) for draft in wanted.values()])


def add_spans(*, by: User, node: Node, drafts: Sequence[SpanDraft], expected_version: int | None = None) -> Recorder:
    """The node stands at these passages too; a passage that it has already is left as it is."""
    with recorded_change(node.map, by=by, action="add_span") as change:
        change.reread(node, expected_version=expected_version)
        revisions = attach_missing(change, drafts)
        present = set(node.spans.values_list("revision_id", "start", "end"))
        fresh = [
            span_of(node, draft, revisions[draft.article])
            for draft in drafts
            if (revisions[draft.article].pk, draft.start, draft.end) not in present
        ]
        change.add(fresh)
        change.summary = f"Add a passage to {clip(node.text)}"
    return change


def remove_span(*, by: User, span: Span) -> Recorder:
    """The node no longer stands at this passage.

    Raises RuleError where that would leave a node without text and passage.
    """
    with recorded_change(span.node.map, by=by, action="remove_span") as change:
        change.reread(span)
        change.remove([span])
        change.summary = f"Remove the passage {clip(span.exact, 40)}"
    return change


def move_span(*, by: User, span: Span, start: int, end: int) -> Recorder:
    """The span reaches from ``start`` to ``end`` (code points) of the same revision."""
    with recorded_change(span.node.map, by=by, action="move_span") as change:
        change.reread(span)
        fresh = span_of(span.node, SpanDraft(span.revision.article_id, start, end), span.revision)
        change.change(span, start=start, end=end, exact=fresh.exact, prefix=fresh.prefix, suffix=fresh.suffix)
        change.summary = f"Change the passage of {clip(span.node.text)}"
    return change
