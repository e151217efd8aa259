from __future__ import annotations

from django.db import models

from argmap.models.article import Article
from argmap.models.comment import Comment
from argmap.models.node import Node
from argmap.models.project import Project


class SearchEntry(models.Model):
    """The words by which one thing is found: an article, a node or a comment.

    Triggers of the database keep it (`argmap.services.search_index`), whoever writes the thing; nothing else writes
    it. It holds no foreign keys of the database, so that nothing has to be deleted in a certain order.
    """

    id = models.BigAutoField(primary_key=True)  # a number: what the full text of SQLite is keyed by
    project = models.ForeignKey(Project, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    article = models.OneToOneField(
        Article, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    node = models.OneToOneField(Node, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+")
    comment = models.OneToOneField(
        Comment, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    title = models.TextField()
    text = models.TextField()
    more = models.TextField()  # who said or wrote it, notes, sources

    def __str__(self) -> str:
        return self.title or self.text[:80]
