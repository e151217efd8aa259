from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from markdown_it import MarkdownIt

from argmap.domain.graph import Article, Node, Revision, Span
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.formats import FORMATS, write
from argmap.formats._text import one_line
from argmap.formats.base import Note
from tests.graphs import argument_graphs, graph_of


def markdown_of(graph) -> str:
    [content] = write(graph, "markdown").values()
    return content.decode()


def inline_texts(source: str) -> list[str]:
    """What a reader sees of each run of text, by the reference rules of CommonMark."""
    tokens = MarkdownIt("commonmark").parse(source)
    return ["".join(_shown(child) for child in token.children) for token in tokens if token.type == "inline"]


def _shown(token) -> str:
    return "\n" if token.type in {"hardbreak", "softbreak"} else token.content


def test_a_map_is_a_nested_list_with_numbers_and_signs():
    graph = graph_of("b -> a", "c -x (b -> a)", "d -x a", "e ~> a", title="Night trains")

    assert markdown_of(graph) == (
        "# Night trains\n\n"
        "- **1** a\n"
        "    - **1.1** \\+ b\n"
        "        - **1.1.1** × c\n"
        "    - **1.2** − d\n"
        "    - **1.3** ≈ e\n"
    )


def test_co_premises_stand_under_only_together():
    assert markdown_of(graph_of("b & c -> a")).splitlines()[3:] == [
        "    - **1.1** \\+ only together:",
        "        - **1.1a** b",
        "        - **1.1b** c",
    ]


def test_a_node_that_stands_elsewhere_is_a_reference():
    assert "- **1.2.1** \\+ see 1.1: b" in markdown_of(graph_of("b -> a", "c -> a", "b -> c"))


def test_kind_type_and_speaker_stand_in_italics():
    graph = graph_of("kind:evidence evidence_type:common_ground attribution:diplomats b", "b -> a", "main:yes a")

    assert "a *(main claim)*" in markdown_of(graph)
    assert "b *(evidence, common ground, diplomats)*" in markdown_of(graph)


def test_sources_and_notes_stand_below():
    graph = graph_of("a")
    graph = replace(graph, nodes={"a": replace(graph.nodes["a"], sources=("The Times",), note="Check\nthis")})

    assert inline_texts(markdown_of(graph))[1:] == ["1 a\nSource: The Times\nNote: Check this"]


def test_a_passage_is_quoted_only_where_the_wording_differs():
    spans = (Span("s", "t", "r", 0, 1, "a"), Span("s2", "t", "r", 2, 9, "in other\nwords"))
    graph = graph_of("a", "b -> a", text="a in other\nwords")
    graph = replace(graph, nodes={**graph.nodes, "a": replace(graph.nodes["a"], spans=spans)})

    assert markdown_of(graph).splitlines()[4:] == [
        "- **1** a",
        "    > in other\\",
        "    > words",
        "    - **1.1** \\+ b",
    ]


def test_an_article_is_a_line_with_author_publication_date_and_link():
    article = Article(
        "t",
        "Keep it",
        (),
        author="A. Writer",
        publication="The *Post*",
        published=date(2026, 1, 2),
        url="https://example.org/a b",
    )
    graph = replace(graph_of("a"), articles={"t": article})

    assert "**Keep it**, A. Writer, The \\*Post\\*, 2026-01-02, <https://example.org/a%20b>\n" in markdown_of(graph)


def test_a_line_of_a_text_cannot_become_markup():
    for line in (
        "- x",
        "+ x",
        "1. x",
        "12) x",
        "# x",
        "===",
        "---",
        "> x",
        "<b>x</b>",
        "![x](y)",
        "`x`",
        "&amp;",
        "| a |",
    ):
        graph = replace(graph_of(), nodes={"n": Node("n", NodeKind.CLAIM, f"first\n{line}")})

        assert inline_texts(markdown_of(graph))[1:] == [f"1 first\n{line}"]


def test_deep_chains_stay_small_and_are_counted():
    names = [f"n{index}" for index in range(60)]
    graph = graph_of(*(f"{low} -> {high}" for high, low in pairwise(names)))

    assert max(len(line) - len(line.lstrip()) for line in markdown_of(graph).splitlines()) == 160
    assert list(FORMATS["markdown"].losses(graph)) == [Note("19 items are shown on level 40, not deeper.", 19)]


def test_losses_count_what_is_left_out():
    graph = graph_of("scheme:sign b -> a", text="a b")

    assert list(FORMATS["markdown"].losses(graph)) == [
        Note("The text of 1 article is left out."),
        Note("2 spans have no place.", 2),
        Note("1 scheme has no place."),
    ]
    assert list(FORMATS["markdown"].losses(graph_of("b -> a"))) == []


def test_the_text_of_an_empty_article_is_counted_too():
    graph = replace(graph_of(), articles={"t": Article("t", "T", (Revision("r", ""),))})

    assert [note.count for note in FORMATS["markdown"].losses(graph)] == [1]


@given(argument_graphs())
def test_every_text_of_any_map_is_read_as_it_was_written(graph):
    shown = [one_line(text) for text in inline_texts(markdown_of(graph))]

    for item in tree_of(graph).item_of_node.values():
        assert any(text.startswith(f"{item.number} ") and one_line(item.node.text) in text for text in shown)
