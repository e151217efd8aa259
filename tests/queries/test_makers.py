"""Who made what in a map."""

from __future__ import annotations

import pytest

from argmap.models import Node, User
from argmap.queries.makers import Makers, makers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(map_):
    def make(maker, count=1):
        return [Node.objects.create(map=map_, kind="claim", text="N", created_by=maker) for _ in range(count)]

    return make


def test_a_map_without_nodes_names_its_own_maker(map_, user):
    assert makers_of(map_) == Makers(user.display_name)


def test_only_the_nodes_of_others_are_named(map_, user, add):
    other = User.objects.create_user("kim", first_name="Kim", last_name="Lee")
    add(user, 3)
    [kims] = add(other)
    [nobodys] = add(None)

    makers = makers_of(map_)

    assert makers == Makers(user.display_name, {str(kims.pk): "Kim Lee", str(nobodys.pk): ""})
    assert makers.of(str(kims.pk)) == "Kim Lee"
    assert makers.of("any other") == user.display_name


def test_nobody_may_have_made_the_map(map_, user, add):
    map_.created_by = None
    add(None, 2)
    [own] = add(user)

    assert makers_of(map_) == Makers("", {str(own.pk): user.display_name})


def test_it_takes_one_query(map_, user, add, django_assert_num_queries):
    add(user, 5)
    add(None, 5)

    with django_assert_num_queries(1):
        makers_of(map_)
