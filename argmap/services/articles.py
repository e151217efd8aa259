"""Use-cases on articles. A revision's text is stored once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from argmap.domain import graph as domain
from argmap.domain.anchoring.words import word_count
from argmap.domain.structure import Structure
from argmap.exceptions import IntakeError, RuleError
from argmap.intake.base import ArticleDraft
from argmap.models import UNTITLED, ArgumentMap, Article, MapArticle, Project, Revision, Span, User
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.nodes import check_texts
from argmap.services.spans import attach_articles
from argmap.services.threads import remove_comments_in_articles, remove_highlights_in_articles

FIELDS = ("title", "subtitle", "author", "publication", "published", "url", "language", "direction")


def create_article(*, project: Project, draft: ArticleDraft, **corrections: Any) -> Article:
    """A new article with its first revision; ``corrections`` are fields that the user set otherwise.

    Raises IntakeError for an empty text.
    """
    if not draft.text.strip():
        raise IntakeError("There is no text in this article; paste or upload one that has words.")
    values = {name: getattr(draft, name) for name in FIELDS} | corrections
    values["title"] = values["title"] or title_of(draft.text)
    check_texts(*(value for value in values.values() if isinstance(value, str)))
    with transaction.atomic():
        article = Article.objects.create(project=project, **values)
        add_revision(article, text=draft.text, structure=draft.structure)
    return article


def add_revision(article: Article, *, text: str, structure: Structure, number: int = 1, **values: Any) -> Revision:
    """The unpinned new revision of the article's text."""
    return Revision.objects.create(
        article=article,
        number=number,
        text=text,
        structure=structure.to_json(),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        words=word_count(text),
        **values,
    )


def store_article(*, project: Project, article: domain.Article) -> tuple[UUID, dict[str, UUID]]:
    """The article of an interchange file is in the project, its texts exactly as given.

    One without a title has its first words for one here, and leaves again without. Its fields fit their columns.
    Returns its id, and for each revision's id in the file the id that it has here.
    """
    check_texts(article.title, article.subtitle, article.author, article.publication)
    invented = title_of(article.revisions[-1].text if article.revisions else "")
    row = Article.objects.create(
        project=project,
        title=article.title or invented,
        subtitle=article.subtitle,
        author=article.author,
        publication=article.publication,
        published=article.published,
        url=article.url,
        language=article.language,
        direction=article.direction.value,
        extra=dict(article.extra) if article.title else {**article.extra, UNTITLED: invented},
    )
    keys = {
        revision.id: add_revision(row, text=revision.text, structure=revision.structure, number=index).pk
        for index, revision in enumerate(article.revisions, start=1)
    }
    return row.pk, keys


def title_of(text: str) -> str:
    """The first words of a text that has no title."""
    words = text.split()[:10]
    return " ".join(words)[:200] or "Untitled"


def update_article(*, article: Article, values: Mapping[str, Any], draft: ArticleDraft | None = None) -> Article:
    """The article has these descriptive fields, and the draft's text as its newest revision where one is given."""
    with transaction.atomic():
        if values:
            edit_article(article=article, values=values)
        if draft is not None:
            revise_article(article=article, draft=draft)
    return article


def edit_article(*, article: Article, values: Mapping[str, str | date | None]) -> Article:
    """These descriptive fields of the article have these values; its text stays as it is."""
    if unknown := values.keys() - set(FIELDS):
        raise RuleError(f"An article has no field {sorted(unknown)[0]!r} that can be changed.")
    if "title" in values and not str(values["title"]).strip():
        raise RuleError("An article needs a title.", field="title")
    for name, value in values.items():
        setattr(article, name, value)
    article.updated_at = timezone.now()
    article.save(update_fields=[*values, "updated_at"])
    return article


def revise_article(*, article: Article, draft: ArticleDraft) -> Revision:
    """The article has a new current text; maps keep the revision that they pin."""
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)  # two revisions at once would take one number
        current = article.current
        if draft.text == current.text:
            return current
        return add_revision(article, text=draft.text, structure=draft.structure, number=current.number + 1)


def duplicate_article(*, article: Article, title: str = "") -> Article:
    """A copy of the article with all its revisions, with new ids; maps keep the one that they draw on."""
    with transaction.atomic():
        copy = Article.objects.create(
            project_id=article.project_id,
            extra=article.extra,
            **{name: getattr(article, name) for name in FIELDS}
            | {"title": (title.strip() or f"{article.title[:493]} (copy)")[:500]},
        )
        Revision.objects.bulk_create(_copied(revision, copy) for revision in article.revisions.order_by("number"))
    return copy


def _copied(revision: Revision, article: Article) -> Revision:
    """The unsaved revision of another article with the same text."""
    fields = ("number", "text", "structure", "sha256", "length", "words")
    return Revision(article=article, **{name: getattr(revision, name) for name in fields})


def maps_using(article: Article) -> list[ArgumentMap]:
    """The maps that draw on the article."""
    return list(ArgumentMap.objects.filter(map_articles__article=article).order_by("title"))


def delete_article(*, by: User, article: Article) -> None:
    """The article is gone with its text; maps keep their nodes without the passages in it (one Change each)."""
    with transaction.atomic():
        for map_ in maps_using(article):
            detach_article(by=by, map_=map_, article=article)
        article.delete()


def attach_article(*, by: User, map_: ArgumentMap, article: Article) -> None:
    """The map draws on the article, at its newest revision."""
    with recorded_change(map_, by=by, action="attach_article") as change:
        if not MapArticle.objects.filter(map=map_, article=article).exists():
            attach_articles(change, [article.pk])
            change.summary = f"Add the article {clip(article.title)}"


def detach_article(*, by: User, map_: ArgumentMap, article: Article) -> Recorder:
    """The map no longer draws on the article; its nodes stay, without their passages, comments and highlights there."""
    with recorded_change(map_, by=by, action="detach_article") as change:
        change.remove(Span.objects.filter(node__map=map_, revision__article=article))
        remove_comments_in_articles(change, [article.pk])
        remove_highlights_in_articles(change, [article.pk])
        change.remove(MapArticle.objects.filter(map=map_, article=article))
        change.summary = f"Remove the article {clip(article.title)}"
    return change


def put_articles(change: Recorder, articles: Iterable[UUID]) -> None:
    """Inside a change, the map draws on exactly these articles, in this order; nodes lose passages in others."""
    wanted = list(dict.fromkeys(articles))
    places = {place.article_id: place for place in MapArticle.objects.filter(map=change.map)}
    gone = [place for key, place in places.items() if key not in wanted]
    if gone:
        articles_gone = [place.article_id for place in gone]
        change.remove(Span.objects.filter(node__map=change.map, revision__article__in=articles_gone))
        remove_comments_in_articles(change, articles_gone)
        remove_highlights_in_articles(change, articles_gone)
        change.remove(gone)
    if fresh := [key for key in wanted if key not in places]:
        places.update(attach_articles(change, fresh))
    for index, key in enumerate(wanted):
        change.change(places[key], position=index)
