"""What a file holds beyond the model is stored safely, and comes back as it was."""

from __future__ import annotations

from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.graph import Node
from argmap.domain.vocabulary import NodeKind
from argmap.formats._extra import from_stored, own_bags, own_extra, to_stored
from argmap.formats._json import dump_json, load_json

TEXTS = st.text(st.characters() | st.sampled_from("\0␛\ud800\udfff0241B"), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_a_value_comes_back_from_store_as_it_was(value):
    assert from_stored(to_stored(value)) == value


@given(JSON)
def test_json_is_read_as_it_was_written(value):
    assert load_json(dump_json(value).encode()) == value


def test_a_mapping_that_is_no_dict_is_decoded_too():
    bag = MappingProxyType({"words": "␛0000"})

    assert own_extra({"aif": bag}, "aif") == {"words": "\0"}


def test_bags_of_many_nodes_are_those_of_each():
    nodes = [
        Node("n1", NodeKind.CLAIM, "One", extra={"aif": {"words": "plain"}}),
        Node("n2", NodeKind.CLAIM, "Two", extra={"aif": {"words": "␛0000"}, "ova": {}}),
        Node("n3", NodeKind.CLAIM, "Three", extra={"ova": {"words": "another's"}}),
        Node("n4", NodeKind.CLAIM, "Four"),
    ]

    assert own_bags(nodes, "aif") == {"n1": {"words": "plain"}, "n2": {"words": "\0"}}
    assert own_bags(nodes[:1], "aif") == {"n1": {"words": "plain"}}
