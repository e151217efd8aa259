"""What is done to all texts or names of a map at once comes to the same as one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats._argdown_inline import all_escaped, all_visible, escaped, visible
from argmap.formats._unused import Unused
from tests.graphs import hard_texts

texts = st.lists(st.just("") | hard_texts(), max_size=6)


@given(texts)
def test_all_texts_are_made_visible_as_each_is(given_texts: list[str]):
    assert all_visible(given_texts) == [visible(text) for text in given_texts]


@given(texts)
def test_all_texts_are_escaped_as_each_is(given_texts: list[str]):
    shown = [visible(text) for text in given_texts]

    assert all_escaped(shown) == [escaped(text) for text in shown]


@given(st.lists(st.sampled_from(["a", "b", "a'", "c"]), max_size=6), st.sets(st.sampled_from(["a", "b'"])))
def test_names_are_given_all_at_once_as_one_after_the_other(names: list[str], taken: set[str]):
    one_by_one = Unused(taken)

    assert list(Unused(taken).each(names)) == [one_by_one(name) for name in names]
