"""The rows that come with the page are short; ``tests/browser/test_store_page_js.py`` makes full ones of them."""

from __future__ import annotations

import pytest

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise, Revision, Span
from argmap.domain.structure import Block, BlockType, Structure
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.queries.store_page import store_page

TEXT = "Buses run.\n\nThey run\u00a0late."
ARTICLE = Article(id="a", title="A", revisions=(Revision("old", "Buses ran."), Revision("r", TEXT)))


def paged(*nodes, links=()):
    return store_page(ArgumentGraph.of(id="m", articles=[ARTICLE], nodes=nodes, links=links))


def node_of(span, text):
    return Node(id="n", kind=NodeKind.CLAIM, text=text, spans=(span,))


def test_what_is_empty_is_left_out():
    assert paged(Node(id="n", kind=NodeKind.CLAIM, text=""))["nodes"] == [{"id": "n", "kind": "claim"}]


def test_zero_is_not_empty():
    [row] = paged(Node(id="n", kind=NodeKind.CLAIM, text="", confidence=0.0, position=0))["nodes"]

    assert (row["confidence"], row["position"]) == (0.0, 0)


def test_words_of_the_text_are_left_out():
    page = paged(node_of(Span("s", "a", "r", 0, 10, "Buses run."), "Buses run."))

    assert page["revisions"] == [["a", "r"]]
    assert page["nodes"] == [{"id": "n", "kind": "claim", "spans": [["s", 0, 10, 0]]}]


def test_words_over_two_paragraphs_are_left_out():
    [row] = paged(node_of(Span("s", "a", "r", 6, 16, TEXT[6:16]), TEXT[6:16]))["nodes"]

    assert row["spans"] == [["s", 6, 16, 0]]
    assert "text" not in row


def test_words_are_sent_where_paragraphs_are_not_parted_by_lines():
    structure = Structure(blocks=(Block(BlockType.PARAGRAPH, 0, 5), Block(BlockType.PARAGRAPH, 6, 10)))
    article = Article(id="a", title="A", revisions=(Revision("r", "Buses run.", structure),))
    node = node_of(Span("s", "a", "r", 0, 10, "Buses run."), "Buses run.")

    page = store_page(ArgumentGraph.of(id="m", articles=[article], nodes=[node]))

    assert page["nodes"][0]["text"] == "Buses run."


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span("s", "a", "r", 0, 10, "Buses run."), "Buses never run."),
        (Span("s", "a", "r", 0, 10, "Buses run."), ""),
        (Span("s", "a", "r", 11, 16, TEXT[11:16]), TEXT[11:16]),  # with a line end at its beginning
        (Span("s", "a", "r", 17, 26, TEXT[17:26]), TEXT[17:26]),  # with a space that is none of the plain ones
        (Span("s", "a", "old", 0, 10, "Buses ran."), "Buses ran."),  # of a text that the page does not show
    ],
)
def test_other_words_are_sent(span, text):
    [row] = paged(node_of(span, text))["nodes"]

    assert row["text"] == text


def test_links_name_what_they_link_by_its_place():
    nodes = [Node(id=name, kind=NodeKind.CLAIM, text="") for name in "abc"]
    links = [
        Link(id="l", type=LinkType.SUPPORT, premises=(Premise("b"), Premise("c", "major")), target_node="a"),
        Link(id="k", type=LinkType.ATTACK, premises=(Premise("c"),), target_link="l"),
    ]

    assert paged(*nodes, links=links)["links"] == [
        {"id": "l", "type": "support", "premises": [1, [2, "major"]], "target_node": 0},
        {"id": "k", "type": "attack", "premises": [2], "target_link": 0},
    ]
