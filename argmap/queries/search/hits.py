"""What is shown of the things that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from argmap.domain.search.words import Term
from argmap.models import Article, Comment, Node, Revision, SearchEntry
from argmap.queries.discussion import Place
from argmap.queries.search.comments import PARTS, place_on
from argmap.queries.search.engines import Marked, engine
from argmap.queries.search.filters import ARTICLE, COMMENT
from argmap.queries.search.marks import BEGIN, Run, excerpt_of, mark_inside, place_of_match, runs_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: exactly one of ``article``, ``node`` and ``comment`` is there.

    Nodes and comments have their map and project, comments the ``place`` on which they stand.
    """

    article: Article | None
    node: Node | None
    comment: Comment | None
    place: Place | None
    title: tuple[Run, ...]
    text: str
    excerpt: tuple[Run, ...]  # of the text
    more: tuple[Run, ...]  # who said or wrote it, notes and sources, where a match is only there
    start: int | None  # where the first match begins in the article's text, in code points
    heading: str  # under which it stands, where a question has such

    @property
    def kind(self) -> str:
        if self.node:
            return self.node.kind
        return COMMENT if self.comment else ARTICLE


def hits_of(keys: Sequence[int], terms: Sequence[Term], heading_of: Callable[[UUID], str]) -> list[Hit]:
    """The hits of these entries in this order, in at most six queries however many there are.

    ``heading_of`` says of a node under which heading it stands.
    """
    rows = SearchEntry.objects.filter(pk__in=keys)
    rows = rows.select_related("article__project", "node__map__project", "node__created_by")
    newest = Prefetch("article__revisions", Revision.objects.newest().defer("text"), to_attr="newest")
    rows = rows.prefetch_related(newest, *PARTS)
    entries = {entry.pk: entry for entry in rows}
    marked = _marked(entries, terms)
    return [_hit(entries[key], marked[key], heading_of) for key in keys if key in entries]


def _marked(entries: dict[int, SearchEntry], terms: Sequence[Term]) -> dict[int, Marked]:
    """Title, text and more of each entry, with the matches marked."""
    plain = {key: (entry.title, entry.text, entry.more) for key, entry in entries.items()}
    wanted = [term for term in terms if not term.excluded]
    words = [term for term in wanted if not term.is_inside]
    inside = [term.text for term in wanted if term.is_inside]
    found = plain | (dict(engine().marked(entries, words)) if words else {})
    return {
        key: (mark_inside(a, inside), mark_inside(b, inside), mark_inside(c, inside))
        for key, (a, b, c) in found.items()
    }


def _hit(entry: SearchEntry, marked: Marked, heading_of: Callable[[UUID], str]) -> Hit:
    title, text, more = marked
    only_in_more = BEGIN in more and BEGIN not in text
    return Hit(
        article=entry.article,
        node=entry.node,
        comment=entry.comment,
        place=place_on(entry.comment) if entry.comment else None,
        title=runs_of(title),
        text=entry.text,
        excerpt=excerpt_of(text),
        more=excerpt_of(more) if only_in_more else (),
        start=place_of_match(text) if entry.article else None,
        heading=heading_of(entry.node_id) if entry.node_id else "",
    )
