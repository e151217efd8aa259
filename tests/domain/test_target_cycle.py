from __future__ import annotations

import pytest

from argmap.domain.wellformed import target_cycle


@pytest.mark.parametrize(
    ("target_of", "starts", "found"),
    [
        ({}, [], False),
        ({"a": None}, ["a", "unknown"], False),
        ({"a": "b", "b": "c", "c": None}, ["a", "b", "c"], False),
        ({"a": "a"}, ["a"], True),
        ({"a": "b", "b": "a"}, ["b"], True),
        ({"x": None, "a": "b", "b": "c", "c": "b"}, ["x", "a"], True),
        ({"x": None, "b": "c", "c": "b"}, ["x"], False),
    ],
)
def test_a_way_that_comes_back_is_found_from_where_it_is_begun(target_of, starts, found):
    assert target_cycle(target_of, starts) is found


def test_a_long_chain_is_walked_once_from_all_its_links():
    chain = {str(number): str(number + 1) for number in range(200_000)}

    assert not target_cycle(chain, chain)
