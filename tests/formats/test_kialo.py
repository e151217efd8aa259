from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._kialo_text import is_address
from argmap.formats._kialo_write import planned
from argmap.formats._losses import with_implied_kinds
from argmap.formats._text import one_line
from argmap.formats.base import Note
from tests.formats.damage import damaged_bytes
from tests.formats.minus import without_bags
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, graph_of, hard_texts
from tests.peers import ask_python

SAMPLE = SAMPLES / "kialo" / "buses.txt"
NAMED = SAMPLES / "kialo" / "buses-named.txt"  # the form of today
losses = FORMATS["kialo"].losses


def read_lines(*lines: str, newline: str = "\n") -> ArgumentGraph:
    return read({"a.txt": newline.join(("Discussion Title: T", "", *lines, "")).encode()}, "kialo").graph


def lines_of(graph: ArgumentGraph) -> list[str]:
    return next(iter(write(graph, "kialo").values())).decode().split("\n")[2:-1]


def drawn(graph: ArgumentGraph) -> list[str]:
    """The links as ``a & b -> c``, with the id of a target link in brackets."""
    signs = {LinkType.SUPPORT: "->", LinkType.ATTACK: "-x", LinkType.REPHRASE: "~>"}
    return [
        f"{' & '.join(p.node for p in link.premises)} {signs[link.type]} "
        + (f"({link.target_link})" if link.on_link else link.target)
        for link in graph.links.values()
    ]


def minus_kialo(graph: ArgumentGraph) -> ArgumentGraph:
    """Texts, addresses, links; nodes and links under the numbers that they have in the file."""
    plan = planned(graph)
    theses = {line.node.id for line in plan.lines if line.link is None}

    def node(old: Node) -> Node:
        sources = tuple(dict.fromkeys(filter(is_address, old.sources)))
        return Node(plan.nodes[old.id], NodeKind.CLAIM, old.text, main=old.id in theses, sources=sources)

    def link(old: Link) -> Link:
        return Link(
            f"{plan.links[old.id]}>",
            old.type,
            tuple(Premise(plan.nodes[premise.node]) for premise in old.premises),
            target_node=None if old.on_link else plan.nodes[old.target],
            target_link=f"{plan.links[old.target]}>" if old.on_link else None,
        )

    nodes, links = map(node, graph.nodes.values()), map(link, graph.links.values())
    bare = ArgumentGraph.of(id="m", title=one_line(graph.title), nodes=nodes, links=links, extra=NO_EXTRA)
    return with_implied_kinds(bare)


def test_claims_become_nodes_and_links():
    graph = read(SAMPLE).graph

    assert graph.title == "More buses"
    assert {id_: node.text for id_, node in graph.nodes.items()} == {
        "1": "We need more buses.",
        "1.1": "Buses are full, as the count shows.\n\nOn Mondays people wait:\n1. at the station,\n2. at the school.",
        "1.1.2": "Fullness is no reason to buy.",
        "1.2": "Waiting [in the rain] is bad.",
        "1.3": "Buses are dear.",
        "2": "We need trams.",
        "2.1": "Trams hold more than a bus.",
        "2.1.1": "Trams carry more people.",
    }
    assert drawn(graph) == [
        "1.1 -> 1",
        "2.1 -x 1.1",
        "1.1.2 -x (1.1>)",
        "1.2 -> 1",
        "1.3 -x 1",
        "1.1 -x 1.3",
        "2.1 -> 2",
        "2.1.1 ~> 2.1",
    ]
    assert [id_ for id_, node in graph.nodes.items() if node.main] == ["1", "2"]
    assert graph.nodes["1.1"].sources == ("https://example.org/count_(2026)",)


def test_the_claim_is_written_where_it_is_met_first_and_links_keep_their_labels():
    lines = [line.removesuffix("\r") for line in lines_of(read(SAMPLE).graph)]

    assert lines == [
        "1. We need more buses.",
        "1.1. Pro: Buses are full, as the count shows.",
        "",
        "On Mondays people wait:",
        r"1\. at the station,",
        r"2\. at the school. [](https://example.org/count_\(2026\))",
        "1.1.1. Con: [undercut] Fullness is no reason to buy.",
        "1.1.2. Con: Trams hold more than a bus.",
        "1.1.2.1. Trams carry more people.",
        r"1.2. Pro: Waiting \[in the rain\] is bad.",
        "1.3. Con: Buses are dear.",
        "1.3.1. Con: -> See 1.1.",
        "2. We need trams.",
        "2.1. Pro: -> See 1.1.2.",
    ]


def test_an_untouched_claim_comes_back_as_it_was():
    text = r"As [the *count*](https://example.org/a) of \(2026\) says, and \* \\ stay."
    graph = read_lines(f"1. {text}", "1.1. Con: No.", newline="\r\n")

    assert lines_of(graph) == [f"1. {text}\r", "1.1. Con: No.\r"]


@pytest.mark.parametrize(
    ("lines", "links"),
    [
        (["1. a", "1.1. Pro: b", "1.2. Con: -> See 1.1."], ["1.1 -> 1", "1.1 -x 1"]),
        (["1. a", "1.1. Pro: -> See 1.2.1.", "1.2. Con: c", "1.2.1. Con: d"],
         ["1.2.1 -> 1", "1.2 -x 1", "1.2.1 -x 1.2"]),
        (["1. a", "1.1. Pro: -> See 1.2.", "1.2. Pro: -> See 1.3.", "1.3. Pro: c"], ["1.3 -> 1"] * 3),
        (["1. a", "1.1. Pro: -> See 1.2.", "1.2. Pro: -> See 1.1."], ["1.1 -> 1", "1.1 -> 1"]),
        (["1. a", "1.1. Pro: -> See 1."], []),
        (["1. a", "1.1. Pro: b", "1.1.1. Con: -> See 1."], ["1.1 -> 1", "1 -x 1.1"]),
        (["7. a", "7.1. Pro: b", "8. c", "8.1. Con: d"], ["7.1 -> 7", "8.1 -x 8"]),
        (["1. a", "1.1. b"], ["1.1 ~> 1"]),
        (["1. a", "1.1. pro: b", "1.2. Con:c"], ["1.1 -> 1", "1.2 -x 1"]),
        (["1. a", "1.1. Pro: b", "1.1.1. Con: [undercut] c", "1.1.1.1. Con: [undercut] d"],
         ["1.1 -> 1", "1.1.1 -x (1.1>)", "1.1.1.1 -x (1.1.1>)"]),
        (["1. a", "1.1. Pro: b", "1.2. Pro: [with 1.1.] c", "1.1.1. Pro: [warrant] d"],
         ["1.1 & 1.2 -> 1", "1.1.1 -> (1.1>)"]),
        (["1. a", "1.1. Pro: [undercut](https://example.org) b"], ["1.1 -> 1"]),
        (["1.2. Pro: b", "1.2.1. Con: c"], ["1.2.1 -x 1.2"]),
    ],
)  # fmt: skip
def test_lines_of_all_shapes(lines: list[str], links: list[str]):
    assert drawn(read_lines(*lines)) == links


def test_the_export_with_names_on_lines_of_their_own_is_read_with_its_sources_and_comes_back_equal():
    reading = read({"a.txt": NAMED.read_bytes()})

    assert reading.graph.title == "Should we have more buses?"
    assert [(node.text, node.sources) for node in reading.graph.nodes.values()] == [
        ("What should we do?", ()),
        ("Buy buses.", ("https://example.org/a_(b)",)),
        ("Buses are full (page 20). [1] [9]\n\nThey are old:\n1. rust,",
         ("https://example.org/c", "https://example.org/d")),
        ("-> See discussion #12: Trams are better", ()),
        ("Nothing.", ()),
    ]  # fmt: skip
    assert drawn(reading.graph) == ["1.1 ~> 1", "1.1.1 -> 1.1", "1.1.1 -x 1.1", "1.1.3 -x 1.1", "1.2 ~> 1"]
    assert [note.message for note in reading.notes] == [
        "1 quotation from a source is kept and written back; the map does not show it.",
        "1 source that no claim names is kept and written back.",
        "2 claims stand below others without Pro or Con; they are read as their restatements.",
        "1 “-> See” leads to no claim of the file; it is read as a claim of these words.",
    ]
    assert next(iter(write(reading.graph, "kialo").values())).decode() == NAMED.read_text()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("Discussion Name: Old\n\n1. A\n1.1. PRO: b\n", "Old"),
        ("\n\nDiscussion Title: T\n\n1. A\n  1.1. Pro: b\n\n", "T"),
        ("Discussion Name:\rOne title\r\r1. Thesis:\rA\r\r  1.1. Pro:\r  b\r", "One title"),
        ("1. Thesis:\r\nA\r\n\r\n1.1. Pro:\r\nb", ""),
    ],
)
def test_headers_and_indents_of_all_times_are_read(content: str, title: str):
    graph = read({"a.txt": content.encode()}).graph

    assert (graph.title, [node.text for node in graph.nodes.values()]) == (title, ["A", "b"])
    assert drawn(graph) == ["1.1 -> 1"]


@given(argument_graphs())
@settings(max_examples=30, deadline=None)
def test_any_graph_comes_back_from_the_export_with_names_too(graph: ArgumentGraph):
    plain = without_bags(minus_kialo(graph), "kialo")
    named = replace(plain, extra={"kialo": {"newline": "\n", "form": "named"}})

    back = read(write(named, "kialo"), "kialo").graph

    assert minus_kialo(without_bags(back, "kialo")) == minus_kialo(plain)


def test_what_is_odd_is_named():
    reading = read({"a.txt": b"1. a\n1.1. b\n1.2. Con: -> See 9.\n3.1. Pro: d\n1.3. Pro: -> See 1."}, "kialo")

    assert reading.notes == (
        Note("1 claim stands below another without Pro or Con; it is read as its restatement.", 1),
        Note("1 claim answers one that the file does not have; it is read as a thesis.", 1),
        Note("1 “-> See” leads to no claim of the file; it is read as a claim of these words.", 1),
        Note("1 claim stands below itself; that link is left out.", 1),
    )
    assert reading.graph.nodes["1.2"].text == "-> See 9."


def test_lines_before_the_first_claim_come_back():
    graph = read_lines("About this discussion", "", "1. a")

    assert lines_of(graph) == ["About this discussion", "", "1. a"]


def test_losses_count_what_this_map_loses():
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", "kind:evidence e", "main:yes a")

    assert [note.message for note in losses(graph)] == [
        "1 undercut becomes a Con with a mark.",
        "The premises of 1 linked argument become claims with marks.",
        "2 node kinds have no place.",
        "1 node is read back with another main-claim mark: theses are main claims.",
    ]
    assert losses(read(SAMPLE).graph)[0].message == "1 undercut becomes a Con with a mark."


@given(argument_graphs())
@settings(max_examples=40, deadline=None)
def test_any_graph_comes_back_minus_exactly_its_losses(graph: ArgumentGraph):
    back = read(write(graph, "kialo"), "kialo").graph

    assert without_bags(back, "kialo") == minus_kialo(graph)


@given(argument_graphs())
@settings(max_examples=40, deadline=None)
def test_a_graph_without_losses_comes_back_whole(graph: ArgumentGraph):
    once = read(write(graph, "kialo"), "kialo").graph
    twice = read(write(once, "kialo"), "kialo").graph

    marked = any(link.on_link or link.is_linked for link in once.links.values())
    assert bool(losses(once)) == marked
    assert minus_kialo(once) == without_bags(twice, "kialo")


@given(
    st.lists(hard_texts() | st.text("Pro:Con1.2 \\[]()\n->Seewith", max_size=12).map(str.strip), min_size=1, max_size=4)
)
@settings(max_examples=80, deadline=None)
def test_hard_texts_come_back_unchanged(texts: list[str]):
    nodes = [Node(f"n{index}", NodeKind.CLAIM, text) for index, text in enumerate(texts)]
    links = [
        Link(f"l{index}", type_, (Premise(node.id),), target_node="n0")
        for index, (node, type_) in enumerate(zip(nodes[1:], [*LinkType], strict=False))
    ]

    back = read(write(ArgumentGraph.of(id="m", nodes=nodes, links=links), "kialo"), "kialo").graph

    assert sorted(node.text for node in back.nodes.values()) == sorted(texts)


def test_what_is_deeper_than_numbers_go_becomes_a_thesis():
    graph = graph_of(*(f"n{n + 1} -> n{n}" for n in range(500)))

    back = read(write(graph, "kialo"), "kialo").graph

    assert (len(back.nodes), len(back.links)) == (501, 500)
    assert [node.id for node in back.nodes.values() if node.main] == ["1", "2", "3"]
    assert losses(graph)[-1].count == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<a/>", "Line 1: this is no Kialo export; it must begin with “Discussion Title:” or “1. ”."),
        (b"1. a\n1.1. Pro: b\n1.1. Con: c", "Line 3: the number 1.1. stands twice; give one another."),
        (b"1. a\n1.1. Pro: \0", "Line 2, column 11: the file holds NUL; remove it."),
        (b"\xff\xff", "This file is not UTF-8 text: line 1, column 1 cannot be read; save it as UTF-8."),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(content: bytes, message: str):
    with pytest.raises(FormatError) as error:
        read({"a.txt": content}, "kialo")

    assert str(error.value) == message


@given(damaged_bytes(SAMPLE.read_bytes()))
@settings(max_examples=80, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(content: bytes):
    try:
        graph = read({"a.txt": content}, "kialo").graph
    except FormatError:
        return
    assert faults_of(graph) == []
    back = read(write(graph, "kialo"), "kialo").graph
    assert without_bags(back, "kialo") == minus_kialo(replace(graph, extra=NO_EXTRA))


def test_ten_thousand_claims_are_read_and_written():
    lines = ["1. a", *(f"1.{n}. {'Pro' if n % 2 else 'Con'}: claim {n}" for n in range(1, 10_000))]

    graph = read_lines(*lines)

    assert len(graph.links) == 9_999
    assert lines_of(graph) == lines


@pytest.mark.peers
def test_arguebuf_reads_the_file(tmp_path):
    graph = graph_of("main:yes a", "b -> a", "c -x a", "d -x b", "d -> c")
    path = tmp_path / "map.txt"
    path.write_bytes(next(iter(write(graph, "kialo").values())))

    found = ask_python(
        "import sys, json; from arguebuf.load._load_kialo import load_kialo\n"
        "g = load_kialo(open(sys.argv[1]))\n"
        "print(json.dumps([sorted(n.text for n in g.atom_nodes.values()), len(g.scheme_nodes), len(g.edges)]))",
        str(path),
    )

    assert found == [["a", "b", "c", "d"], 4, 8]
