"""Use-cases on highlights: passages that are marked beside the argument. Each makes one Change."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import IdTakenError
from argmap.models import ArgumentMap, Highlight, Revision, User, new_id
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.nodes import check_texts, insert_nodes
from argmap.services.spans import attach_missing, selectors_of


def add_highlights(
    *, by: User, map_: ArgumentMap, passages: Sequence[SpanDraft], note: str = "", id: UUID | None = None
) -> Recorder:
    """These passages are highlighted, each with the note; ``id`` is that of the first.

    Repeating it with the same id and content is harmless. Raises RuleError, IdTakenError.
    """
    check_texts(note)
    made: list[Highlight] = []
    try:
        with recorded_change(map_, by=by, action="highlight") as change:
            revisions = attach_missing(change, passages)
            made += (_highlight(map_, draft, revisions[draft.article], note) for draft in passages)
            if made and id is not None:
                made[0].id = id
            change.add(made)
            change.summary = f"Highlight {clip(made[0].exact, 40)}" if made else ""
    except IntegrityError:
        _check_repeated(made)
    return change


def _highlight(map_: ArgumentMap, draft: SpanDraft, revision: Revision, note: str) -> Highlight:
    exact, prefix, suffix = selectors_of(draft, revision, field="passage")
    place = {"start": draft.start, "end": draft.end, "exact": exact, "prefix": prefix, "suffix": suffix}
    return Highlight(map=map_, revision=revision, note=note.strip(), **place)


_CONTENT = ("map_id", "revision_id", "start", "end", "note")


def _check_repeated(made: Sequence[Highlight]) -> None:
    """Nothing where these highlights are there already; raises IdTakenError for an id in any other use."""
    for highlight in made[:1]:
        stored = Highlight.objects.filter(pk=highlight.pk).first()
        if stored is None or any(getattr(stored, name) != getattr(highlight, name) for name in _CONTENT):
            raise IdTakenError


def edit_highlight(*, by: User, highlight: Highlight, note: str, expected_version: int | None = None) -> Recorder:
    """The highlight has this note; an empty one makes it plain. Raises RuleError, StaleError."""
    check_texts(note)
    with recorded_change(highlight.map, by=by, action="edit_highlight") as change:
        change.reread(highlight, expected_version=expected_version)
        change.change(highlight, note=note.strip())
        change.summary = f"Note on {clip(highlight.exact, 40)}" if highlight.note else "Remove a note"
    return change


def delete_highlight(*, by: User, highlight: Highlight, expected_version: int | None = None) -> Recorder:
    """The highlight is gone with its note. Raises StaleError."""
    with recorded_change(highlight.map, by=by, action="delete_highlight") as change:
        change.reread(highlight, expected_version=expected_version)
        change.remove([highlight])
        change.summary = f"Delete the highlight of {clip(highlight.exact, 40)}"
    return change


def turn_into_node(
    *,
    by: User,
    highlight: Highlight,
    kind: NodeKind,
    node_id: UUID | None = None,
    expected_version: int | None = None,
) -> Recorder:
    """A node of this kind stands at the passage in place of the highlight, and has its note.

    Raises RuleError where no node may stand there; StaleError; IdTakenError where the id is in use.
    """
    try:
        with recorded_change(highlight.map, by=by, action="turn_highlight") as change:
            change.reread(highlight, expected_version=expected_version)
            change.remove([highlight])
            revision = highlight.revision
            passage = SpanDraft(revision.article_id, highlight.start, highlight.end, revision=revision.pk)
            draft = NodeDraft(kind=kind, spans=(passage,), note=highlight.note, id=node_id or new_id())
            [node] = insert_nodes(change, [draft])
            change.summary = f"Make a highlight {kind.value} {clip(node.text)}"
    except IntegrityError as error:
        raise IdTakenError from error
    return change
