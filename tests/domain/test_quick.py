"""Objects that are quick to make are frozen dataclasses like all others."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from argmap.domain.graph import NO_EXTRA, Link, Node, Premise, Span
from argmap.domain.vocabulary import LinkType, NodeKind

NODE = Node("n", NodeKind.CLAIM, "Text", main=True, tags=("a",))


def test_an_object_is_of_its_own_class_with_its_fields_and_defaults():
    link = Link("l", LinkType.ATTACK, (Premise("n"),), target_node="m")

    assert type(link) is Link
    assert (link.id, link.type, link.target, link.scheme, link.extra) == ("l", LinkType.ATTACK, "m", "", NO_EXTRA)
    assert repr(Span("s", "a", "r", 0, 4, "Text")).startswith("Span(id='s', article='a'")


@pytest.mark.parametrize("field", [field.name for field in fields(Node)])
def test_no_field_can_be_set_again(field):
    with pytest.raises(FrozenInstanceError):
        setattr(NODE, field, None)


def test_copies_are_equal_and_of_the_same_class():
    node = replace(NODE, extra={})  # a view of a dict, as of NO_EXTRA, cannot be pickled

    for other in (copy.copy(node), copy.deepcopy(node), pickle.loads(pickle.dumps(node))):
        assert type(other) is Node
        assert other == node


@pytest.mark.parametrize(
    ("values", "named"), [({}, "id"), ({"id": "n", "kind": NodeKind.CLAIM, "text": "", "colour": 1}, "colour")]
)
def test_what_does_not_fit_is_refused_as_by_any_class(values, named):
    with pytest.raises(TypeError, match=rf"Node\.__init__\(\).*{named}"):
        Node(**values)
