import pytest

from argmap.models import SearchEntry
from tests.management.calling import printed

pytestmark = pytest.mark.django_db


def test_an_index_that_was_damaged_is_made_anew(article):
    SearchEntry.objects.all().delete()

    assert printed("rebuild_search") == "The index holds 1 entry.\n"
    assert SearchEntry.objects.get().article == article
