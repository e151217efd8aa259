"""OPML and FreeMind: two ways to write a map as nested topics."""

import sys
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._xml import clean
from argmap.formats.base import Note
from tests.formats.damage import damaged_bytes
from tests.formats.minus import with_links_by_content, without_bags
from tests.formats.samples import samples_of
from tests.formats.test_aif import drawn, without
from tests.graphs import argument_graphs, graph_of

NAMES = ("opml", "freemind")


def written(graph: ArgumentGraph, name: str) -> bytes:
    [content] = write(graph, name).values()
    return content


def read_bytes(content: bytes, name: str) -> ArgumentGraph:
    return read({"a": content}, name).graph


def mm(*nodes: str) -> bytes:
    return f'<map version="1.0.1">{"".join(nodes)}</map>'.encode()


def opml(*outlines: str) -> bytes:
    return f'<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>'.encode()


def shape(content: bytes) -> Any:
    """The elements with their attributes and texts, in an order that says nothing."""
    return _shape(ElementTree.fromstring(content))


def _shape(element: Any) -> Any:
    inner = sorted((_shape(child) for child in element if child.tag not in ("node", "outline")), key=repr)
    topics = [_shape(child) for child in element if child.tag in ("node", "outline")]
    return element.tag, sorted(element.attrib.items()), (element.text or "").strip(), inner, topics


def test_outlines_become_links_to_what_stands_above():
    graph = read(samples_of("opml")[0]).graph

    assert graph.title == "Buses"
    assert drawn(graph) == [
        "b2 -> b1",
        "topic 3 -x (link 1)",
        "topic 4 -> b2",
        "topic 5 & b3 -x b1",
        "b3 -> topic 7",
    ]
    assert graph.nodes["b2"].note == "Every morning."
    assert [link.scheme for link in graph.links.values()][-1] == "sign"


def test_mind_maps_are_read_with_notes_icons_arrows_and_rich_text():
    reading = read(samples_of("freemind")[0])

    assert drawn(reading.graph) == [
        "ID_2 -> ID_1",
        "topic 3 -x (link 1)",
        "ID_4 -x ID_1",
        "topic 5 -> ID_4",
        "ID_2 -x ID_4",
    ]
    assert reading.graph.nodes["ID_4"].text == "Buses cost money."
    assert reading.graph.nodes["ID_2"].note == "Every morning.\nAsk the drivers."
    assert reading.graph.nodes["ID_2"].confidence == 0.5
    assert reading.notes[:2] == (
        Note("1 topic does not say how it bears on the one above; it is read as a support."),
        Note("1 arrow leads to a topic that the file does not hold; it is kept aside and written back."),
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_file_comes_back_equal(name: str):
    sample = samples_of(name)[0]
    graph = read(sample).graph

    assert shape(written(graph, name)) == shape(sample.read_bytes())
    assert [*FORMATS[name].losses(graph)] == []


def test_a_changed_text_or_note_replaces_the_rich_one():
    graph = read(samples_of("freemind")[0]).graph
    changed = {
        "ID_2": replace(graph.nodes["ID_2"], note="Every evening."),
        "ID_4": replace(graph.nodes["ID_4"], text="Buses are cheap."),
    }

    content = written(replace(graph, nodes={**graph.nodes, **changed}), "freemind").decode()

    assert "<p>Every evening.</p>" in content
    assert "drivers" not in content
    assert 'TEXT="Buses are cheap."' in content
    assert "cost" not in content
    assert '<icon BUILTIN="idea"/>' in content


def test_a_second_parent_is_a_reference_in_opml_and_an_arrow_in_freemind():
    graph = graph_of("b -> a", "c -> a", "b -x c")

    assert b'<outline text="b" _ref="b" _relation="attacks"/>' in written(graph, "opml")
    root = ElementTree.fromstring(written(graph, "freemind"))
    [arrow] = root.iter("arrowlink")
    assert (arrow.get("DESTINATION"), arrow.get("MIDDLE_LABEL")) == ("c", "attacks")
    assert [node.get("TEXT") for node in root.iter("node")] == ["a", "b", "c"]


def test_a_map_of_several_roots_has_one_root_in_freemind():
    graph = graph_of("b -> a", "c", title="Buses")

    root = ElementTree.fromstring(written(graph, "freemind"))

    assert [node.get("TEXT") for node in root.findall("node")] == ["Buses"]
    assert [node.get("TEXT") for node in root.findall("node/node")] == ["a", "c"]
    assert read_bytes(written(graph, "freemind"), "freemind").nodes.keys() == {"a", "b", "c"}


def test_children_without_a_relation_support_and_are_counted():
    reading = read({"a.opml": opml('<outline text="a"><outline text="b"/><outline text="c"/></outline>')}, "opml")

    assert drawn(reading.graph) == ["topic 2 -> topic 1", "topic 3 -> topic 1"]
    assert reading.notes[0].count == 2


@pytest.mark.parametrize("name", NAMES)
@given(graph=argument_graphs())
@settings(max_examples=100, deadline=None)
def test_a_map_comes_back_minus_what_the_losses_say(name: str, graph: ArgumentGraph):
    again = read_bytes(written(graph, name), name)

    expected = minus(graph)
    assert with_links_by_content(without_bags(again, name)) == with_links_by_content(expected)
    if not FORMATS[name].losses(graph):
        assert with_links_by_content(expected) == with_links_by_content(graph)


def minus(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph without articles, spans, other formats' data, and characters that XML cannot hold."""

    def node(n: Node) -> Node:
        texts = {"text": clean(n.text), "note": clean(n.note), "attribution": clean(n.attribution)}
        lists = {"sources": tuple(map(clean, n.sources)), "tags": tuple(map(clean, n.tags))}
        return replace(n, spans=(), extra=NO_EXTRA, **texts, **lists)

    def link(li: Link) -> Link:
        premises = tuple(Premise(p.node, clean(p.role)) for p in li.premises)
        tags = tuple(map(clean, li.tags))
        return replace(li, premises=premises, note=clean(li.note), tags=tags, extra=NO_EXTRA)

    nodes = {id_: node(n) for id_, n in graph.nodes.items()}
    links = {id_: link(li) for id_, li in graph.links.items()}
    title, description = clean(graph.title), clean(graph.description)
    return replace(graph, title=title, description=description, nodes=nodes, links=links, articles={}, extra=NO_EXTRA)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_after_deletions_nothing_dangles(name: str, data: st.DataObject):
    graph = read(samples_of(name)[0]).graph
    ids = [*graph.nodes, *graph.links]
    left = without(graph, set(data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))))

    again = read_bytes(written(left, name), name)

    assert sorted(node.text for node in again.nodes.values()) == sorted(node.text for node in left.nodes.values())
    assert len(again.links) == len(left.links)


@pytest.mark.parametrize("name", NAMES)
def test_deep_maps_are_read_and_written_without_recursion(name: str):
    count = sys.getrecursionlimit() * 5
    nodes = [Node(f"n{n}", NodeKind.CLAIM, f"Text {n}") for n in range(count)]
    links = [Link(f"l{n}", LinkType.SUPPORT, (Premise(f"n{n}"),), f"n{n - 1}") for n in range(1, count)]
    graph = ArgumentGraph.of(id="m", nodes=nodes, links=links)

    assert len(read_bytes(written(graph, name), name).links) == count - 1


@pytest.mark.parametrize("name", NAMES)
def test_a_large_map_is_read(name: str):
    nodes = [Node(f"n{n}", NodeKind.CLAIM, f"Text {n}") for n in range(10_000)]
    links = [Link(f"l{n}", LinkType.ATTACK, (Premise(f"n{n}"),), f"n{n // 2}") for n in range(1, 10_000)]

    again = read_bytes(written(ArgumentGraph.of(id="m", nodes=nodes, links=links), name), name)

    assert (len(again.nodes), len(again.links)) == (10_000, 9_999)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("opml", b"<opml", "Line 1, column 1: this is not XML (unclosed token)."),
        ("opml", b"<map/>", "This file is not an OPML outline: it must begin with <opml>."),
        ("freemind", b"<opml/>", "This file is not a FreeMind map: it must begin with <map>."),
        ("freemind", mm("<node>\n<nod></node>"), "Line 2, column 8: this is not XML (mismatched tag)."),
        ("freemind", b'<!DOCTYPE m [<!ENTITY a "b">]><map/>', "Line 1, column "),
        ("freemind", mm("<node>" + "<a>" * 60 + "</a>" * 60 + "</node>"), "Line 1, column 181: elements are nested"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(name: str, content: bytes, message: str):
    with pytest.raises(FormatError) as error:
        read_bytes(content, name)

    assert str(error.value).startswith(message)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(name: str, data: st.DataObject):
    content = data.draw(damaged_bytes(samples_of(name)[0].read_bytes()))
    try:
        graph = read_bytes(content, name)
    except FormatError:
        return
    assert faults_of(graph) == []
    again = read_bytes(written(graph, name), name)
    assert len(again.nodes) == len(graph.nodes)
    assert len(again.links) == len(graph.links)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("freemind", mm('<node ID="a" TEXT="b">', '<node ID="a" TEXT="c"/>' * 9_999, "</node>")),
        ("opml", opml('<outline id="a" text="b">', '<outline id="a" text="c"/>' * 9_999, "</outline>")),
    ],
)
def test_ten_thousand_topics_of_one_id_are_told_apart(name: str, content: bytes):
    graph = read_bytes(content, name)

    again = read_bytes(written(graph, name), name)

    assert len(graph.nodes) == len(again.nodes) == 10_000


ADDRESS = "https://example.org/a?b=1"
PAGE = "<html><head>x</head><body><p>Full &amp; <b>dear</b></p><p>now</p></body></html>"
ANCHOR = f'<a href="{ADDRESS}">here</a>'
LINE = '<b>Full</b> &amp; <i class="x">dear</i> <c>'
ODD = {
    "freemind": (
        f'<node TEXT="A" ID="a"><node LINK="{ADDRESS}" ID="b" TEXT={quoteattr(PAGE)}/>'
        '<node ID="c" TREE_ID="b"/><node ID="d" CONTENT_ID="a"/><node ID="e" TEXT="" ENCRYPTED_CONTENT="x"/>'
        '<node ID="f" TEXT="F"><richcontent TYPE="DETAILS"><html><body><p>more</p></body></html></richcontent></node>'
        "</node>",
        ["A", "Full & dear\nnow", "Full & dear\nnow", "A", "", "F"],
        ["2 clones of topics are read as topics of the same texts.",
         "1 text of details below a topic is kept aside and written back.",
         "1 topic is locked by a password: what lies in it is kept aside and written back."],
    ),
    "opml": (
        f'<outline text="A &lt; B"><outline text={quoteattr(LINE)} url="{ADDRESS}"/><outline text="AT&amp;T"/>'
        f'<outline text="News" type="rss" xmlUrl="{ADDRESS}"/>'
        f"<outline text={quoteattr(ANCHOR)}/></outline>",
        ["A < B", "Full & dear <c>", "AT&T", "News", "here"],
        ["1 outline is a feed to which somebody subscribes; it is read as a node."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_pages_clones_and_addresses_of_other_programs_are_read_and_come_back_equal(name):
    topics, texts, notes = ODD[name]
    content = (mm if name == "freemind" else opml)(topics)

    reading = read({"a": content}, name)

    assert [node.text for node in reading.graph.nodes.values()] == texts
    assert {source for node in reading.graph.nodes.values() for source in node.sources} == {ADDRESS}
    assert [said.message for said in reading.notes if said.message in notes] == notes
    assert shape(written(reading.graph, name)) == shape(content.replace(b"<head/>", b"<head><title/></head>"))


@pytest.mark.parametrize("name", NAMES)
def test_an_address_that_is_changed_here_is_written_in_one_place(name):
    graph = read_bytes((mm if name == "freemind" else opml)(ODD[name][0]), name)
    new = {node.id: replace(node, sources=("https://example.org/new",)) for node in graph.nodes.values()}

    content = written(replace(graph, nodes=new), name)

    assert {node.sources for node in read_bytes(content, name).nodes.values()} == {("https://example.org/new",)}
    assert content.count(ADDRESS.encode()) == (name == "opml")  # in the text as it was typed


@pytest.mark.parametrize("text", ["<b>bold</b>", "a &amp; b", "x &#65; <br/> y", "<i", "&lt;", "AT&T &copy x"])
def test_texts_that_look_like_markup_stay_as_they_are(text):
    graph = graph_of("b -> a")
    graph = replace(graph, nodes={id_: replace(node, text=f"{text} {id_}") for id_, node in graph.nodes.items()})

    for name in NAMES:
        assert [node.text for node in read_bytes(written(graph, name), name).nodes.values()] == [
            f"{text} a",
            f"{text} b",
        ]
