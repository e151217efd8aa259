"""A database of an older version: what was written before can be found after the migrations."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from argmap.models import Comment, SearchEntry
from argmap.queries.search.find import Found, Search
from argmap.services.comments import add_comment


@pytest.mark.django_db(transaction=True)
def test_comments_from_before_they_could_be_found_are_found_after_the_migration(user, project, map_):
    call_command("migrate", "argmap", "0007", verbosity=0)
    try:
        add_comment(by=user, map_=map_, text="Which buses?")
    finally:
        call_command("migrate", verbosity=0)
    add_comment(by=user, map_=map_, text="Those buses.")

    hits = Found(Search("buses"), [project.pk])[:10]

    assert {hit.text for hit in hits if hit.comment} == {"Which buses?", "Those buses."}
    assert SearchEntry.objects.filter(comment__in=Comment.objects.all()).count() == 2
