import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given

from argmap.domain.graph import Article, Node, Premise, Span
from argmap.domain.tree import tree_of, walk
from argmap.domain.vocabulary import NodeKind
from argmap.formats import FORMATS, write
from argmap.formats._text import one_line
from argmap.formats.base import Note
from tests.graphs import argument_graphs, graph_of


def outline_of(graph) -> str:
    [content] = write(graph, "text").values()
    return content.decode()


def test_a_map_is_an_outline_with_numbers_and_signs():
    graph = graph_of("b -> a", "c -x (b -> a)", "d -x a", "e ~> a", "main:yes a", title="Night trains")

    assert outline_of(graph) == (
        "Night trains\n============\n\n1 a (main claim)\n    1.1 + b\n        1.1.1 × c\n    1.2 − d\n    1.3 ≈ e\n"
    )


def test_what_is_said_of_an_item_stands_below_it():
    graph = graph_of("scheme:sign b -> a", "kind:evidence evidence_type:study implicit:yes b")
    b, a = graph.nodes.values()
    graph = replace(
        graph,
        nodes={
            "b": replace(b, text="b\nbb", attribution="Ana", sources=("S",), confidence=0.5, tags=("x", "y"),
                         note="N\nM", spans=(Span("s", "t", "r", 0, 1, "quoted words"),)),
            "a": a,
        },
        links={key: replace(link, strength=0.25, tags=("z",), note="L") for key, link in graph.links.items()},
    )  # fmt: skip

    assert outline_of(graph).splitlines()[3:] == [
        "1 a",
        "    1.1 + b (implicit, evidence, study)",
        "        | bb",
        "        | Scheme: sign",
        "        | Strength: 0.25",
        "        | Tags of the link: z",
        "        | Note on the link: L",
        "        | Says: Ana",
        "        | Source: S",
        "        | Confidence: 0.5",
        "        | Tags: x, y",
        "        | Note: N",
        "        | M",
        "        | “quoted words”",
    ]


def test_co_premises_stand_under_only_together_with_their_roles():
    graph = graph_of("b & c -> a")
    links = {k: replace(li, premises=(Premise("b", "major"), Premise("c"))) for k, li in graph.links.items()}

    assert outline_of(replace(graph, links=links)).splitlines()[4:] == [
        "    1.1 + only together:",
        "        1.1a b",
        "            | Role: major",
        "        1.1b c",
    ]


def test_a_node_that_stands_elsewhere_is_a_reference():
    assert "        1.2.1 + see 1.1: b\n" in outline_of(graph_of("b -> a", "c -> a", "b -> c"))


def test_an_article_is_a_line_with_its_origin():
    article = Article("t", "Keep it", (), author="A. Writer", publication="The Post", published=date(2026, 1, 2))

    assert "Article: Keep it, A. Writer, The Post, 2026-01-02\n" in outline_of(
        replace(graph_of("a"), articles={"t": article})
    )


def test_no_text_steers_a_terminal_or_turns_a_line_round():
    graph = replace(graph_of(), nodes={"n": Node("n", NodeKind.CLAIM, "a\x1b[31m\u202eb\x07")})

    assert outline_of(graph).splitlines()[3] == "1 a[31mb"


def test_deep_chains_stay_small_and_are_counted():
    names = [f"n{index}" for index in range(60)]
    graph = graph_of(*(f"{low} -> {high}" for high, low in pairwise(names)))

    assert max(len(line) - len(line.lstrip()) for line in outline_of(graph).splitlines()) == 160
    assert list(FORMATS["text"].losses(graph)) == [Note("19 items are shown on level 40, not deeper.", 19)]


def test_losses_are_texts_and_places():
    assert list(FORMATS["text"].losses(graph_of("scheme:sign b -> a", text="a b"))) == [
        Note("The text of 1 article is left out."),
        Note("2 spans have no place.", 2),
    ]
    assert list(FORMATS["text"].losses(graph_of("scheme:sign b -> a"))) == []


@given(argument_graphs())
def test_every_item_of_any_map_is_one_line_and_every_text_is_there(graph):
    text = outline_of(graph)
    heads = re.findall(r"^ *(…?\d[\da-z.]*)(?= |$)", text, re.MULTILINE)
    items = [item.number for item in walk(tree_of(graph))]

    assert heads[max(0, len(heads) - len(items)) :] == items
    shown = one_line(text.replace("|", " "))
    for node in graph.nodes.values():
        first, *rest = [line for line in map(one_line, node.text.replace("|", " ").splitlines()) if line] or [""]
        assert first in shown
        assert all(line in shown for line in rest)
