"""Use-cases on articles. A revision's text is stored once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from argmap.domain import graph as domain
from argmap.domain.anchoring.words import word_count
from argmap.domain.structure import Structure
from argmap.exceptions import IntakeError, RuleError
from argmap.intake.base import ArticleDraft
from argmap.models import ArgumentMap, Article, MapArticle, Project, Revision, Span, User
from argmap.services.history import clip, recorded_change
from argmap.services.nodes import check_texts
from argmap.services.spans import attach_articles

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

    Returns its id, and for each revision's id in the file the id that it has here.
    """
    check_texts(article.title, article.subtitle, article.author, article.publication)
    row = Article.objects.create(
        project=project,
        title=(article.title or title_of(article.revisions[-1].text if article.revisions else ""))[:500],
        subtitle=article.subtitle[:1000],
        author=article.author[:500],
        publication=article.publication[:300],
        published=article.published,
        url=article.url[:2000],
        language=article.language[:35],
        direction=article.direction.value,
        extra=dict(article.extra),
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


def edit_article(*, article: Article, values: Mapping[str, str | date | None]) -> Article:
    """These descriptive fields of the article have these values; its text stays as it is."""
    if unknown := values.keys() - set(FIELDS):
        raise RuleError(f"An article has no field {sorted(unknown)[0]!r} that can be changed.")
    if "title" in values and not str(values["title"]).strip():
        raise RuleError("An article needs a title.", field="title")
    for name, value in values.items():
        setattr(article, name, value)
    article.save(update_fields=[*values, "updated_at"])
    return article


def revise_article(*, article: Article, draft: ArticleDraft) -> Revision:
    """The article has a new current text; maps keep the revision that they pin."""
    current = article.current
    if draft.text == current.text:
        return current
    return add_revision(article, text=draft.text, structure=draft.structure, number=current.number + 1)


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


def detach_article(*, by: User, map_: ArgumentMap, article: Article) -> None:
    """The map no longer draws on the article; its nodes stay, without their passages there."""
    with recorded_change(map_, by=by, action="detach_article") as change:
        change.remove(Span.objects.filter(node__map=map_, revision__article=article))
        change.remove(MapArticle.objects.filter(map=map_, article=article))
        change.summary = f"Remove the article {clip(article.title)}"
