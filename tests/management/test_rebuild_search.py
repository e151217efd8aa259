import pytest

from argmap.models import SearchEntry
from argmap.services.comments import add_comment
from tests.management.calling import printed

pytestmark = pytest.mark.django_db


def test_an_index_that_was_damaged_is_made_anew(article):
    SearchEntry.objects.all().delete()

    assert printed("rebuild_search") == "The index holds 1 entry.\n"
    assert SearchEntry.objects.get().article == article


def test_comments_are_among_what_is_made_anew(user, map_):
    add_comment(by=user, map_=map_, text="Which buses?")
    SearchEntry.objects.all().delete()

    printed("rebuild_search")

    assert SearchEntry.objects.get(comment__isnull=False).text == "Which buses?"
