import pytest

from argmap.domain.graph import Node
from argmap.domain.vocabulary import NodeKind
from argmap.formats import _anchors
from argmap.formats._anchors import Anchors, article_of
from argmap.formats.base import Note


def test_what_would_take_too_long_is_not_looked_for_and_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_anchors, "MAX_WORK", 60_000)
    anchors = Anchors({"t": article_of("t", "One claim. Another claim.")})

    nodes = [anchors.anchored(Node(text, NodeKind.CLAIM, text)) for text in ("One claim.", "Another claim.", "claim")]

    assert [len(node.spans) for node in nodes] == [1, 1, 0]
    assert [note for note in anchors.notes() if note.count] == [
        Note("The texts are too long for all these nodes: passages of 1 were not looked for.", 1)
    ]


def test_signs_that_are_met_in_the_middle_of_words_count_as_work(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_anchors, "MAX_WORK", 1_000_000)
    anchors = Anchors({"t": article_of("t", "banana " * 1_000 + "One claim.")})

    nodes = [anchors.anchored(Node(text, NodeKind.CLAIM, text)) for text in ("an", "One claim.")]

    assert [len(node.spans) for node in nodes] == [0, 0]
    assert [note.count for note in anchors.notes() if "not looked for" in note.message] == [1]
