"""Shapes that published files of other programs have, each a small file of our own: what is read, and what is said.

Links are drawn as ``tests/formats/bags.py`` does.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from argmap.formats import read, write
from argmap.formats.bundles import read_bundles
from tests.formats.bags import drawn


def note(id_: object, text: object, type_: str = "I", **more: Any) -> dict[str, Any]:
    return {"nodeID": id_, "text": text, "type": type_, "timestamp": "2026-01-02 10:00:00", **more}


def nodeset(nodes: list[dict[str, Any]], *edges: tuple[object, object], **more: Any) -> dict[str, Any]:
    lines = [{"edgeID": n, "fromID": a, "toID": b, "formEdgeID": None} for n, (a, b) in enumerate(edges, 1)]
    return {"nodes": nodes, "edges": lines, "locutions": [], **more}


A, B, C = note("a", "A"), note("b", "B"), note("c", "C")

AIF = {
    "lists that are null": ({"nodes": [A], "edges": None, "locutions": None}, [], []),
    "ids that are numbers here and texts there": (
        nodeset([note("1", "A"), note("2", "RA", "RA"), note("3", "B")], (1, 2), (2, 3)), ["1 -> 3"], []),
    "two premises of one scheme": (
        nodeset([A, B, C, note("r", "Default Inference", "RA")], ("a", "r"), ("b", "r"), ("r", "c")),
        ["a & b -> c"], []),
    "two conclusions of one scheme": (
        nodeset([A, B, C, note("r", "Default Inference", "RA")], ("a", "r"), ("r", "b"), ("r", "c")),
        ["a -> b", "a -> c"],
        ["1 scheme node has several conclusions (or rephrases several nodes); it is read as one link for each."]),
    "an undercut, an attack on a conflict, and a warrant": (
        nodeset([A, B, C, note("r", "RA", "RA"), note("x", "Default Conflict", "CA"), note("y", "CA", "CA"),
                 note("w", "RA", "RA")],
                ("b", "r"), ("r", "a"), ("c", "x"), ("x", "r"), ("a", "y"), ("y", "x"), ("a", "w"), ("w", "r")),
        ["b -> a", "c -x (r)", "a -x (x)", "a -> (r)"], []),
    "an edge without a scheme node": (
        nodeset([A, B], ("b", "a")), ["b -> a"],
        ["1 edge joins two propositions without a scheme node; it is read as a support."]),
    "a scheme node with a missing end": (
        nodeset([A, note("r", "RA", "RA")], ("a", "r")), [],
        ["1 scheme node lacks a premise or a conclusion; it is kept aside and written back."]),
    "an empty type": (nodeset([A, note("z", "Z", "")]), [], ["1 node of another type is kept aside and written back."]),
    "an old illocution without words": (
        nodeset([A, note("y", "YA_0f2c", "YA")], ("y", "a")), [],
        ["1 dialogue node (locution, transition or illocution) is kept aside and written back."]),
    "a dialogue, one of whose locutions names a proposition": (
        nodeset([A, note("l", "Ana : A", "L"), note("y", "Asserting", "YA")], ("l", "y"), ("y", "a"))
        | {"locutions": [{"nodeID": "a", "personID": "7", "timestamp": "", "start": None, "end": None}]},
        [], ["2 dialogue nodes (locutions, transitions, illocutions) are kept aside and written back."]),
    "a text that is null": (nodeset([note("a", None)]), [], []),
    "a number in place of the scheme's name": (
        nodeset([A, B, note("r", "Default Inference", "RA", scheme="72")], ("b", "r"), ("r", "a")), ["b -> a"], []),
    "what it is under AIF, and the nodeset beside that": (
        {"AIF": {"version": "1.0"}} | nodeset([A, B, note("r", "RA", "RA")], ("b", "r"), ("r", "a")), ["b -> a"], []),
    "an answer of the database with its own fields": (nodeset([A], nodeSetID="17", title="t"), [], []),
}  # fmt: skip


@pytest.mark.parametrize("shape", AIF)
def test_nodesets_of_every_shape_are_read_and_come_back_equal(shape: str):
    value, links, notes = AIF[shape]

    reading = read({"a.json": json.dumps(value).encode()})

    [content] = write(reading.graph, "aif").values()
    assert sorted(drawn(reading.graph)) == sorted(links)
    assert [said.message for said in reading.notes] == notes
    assert json.loads(content) == value


GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="edge" attr.name="{name}" attr.type="string"/>
<graph edgedefault="{directed}"><node id="a"><data key="d0">A</data></node><node id="b"><data key="d0">B</data></node>
<edge source="b" target="a"><data key="d1">{value}</data></edge></graph></graphml>"""
_UNSAID = ["1 edge does not say what it means; it is read as a support."]


@pytest.mark.parametrize(
    ("name", "value", "directed", "links", "notes"),
    [
        ("weight", "0.5", "directed", ["b -> a"], _UNSAID),  # networkx
        ("weight", "1.0", "undirected", ["b -> a"], _UNSAID),  # igraph
        ("Edge Label", "attacks", "directed", ["b -x a"], []),  # Gephi
        ("interaction", "supports", "directed", ["b -> a"], []),  # Cytoscape
    ],
)
def test_graphs_of_other_programs_are_read(name: str, value: str, directed: str, links: list[str], notes: list[str]):
    content = GRAPHML.format(name=name, value=value, directed=directed)

    reading = read({"a.graphml": content.encode()})

    assert [node.text for node in reading.graph.nodes.values()] == ["A", "B"]
    assert [link.split(" ", 1)[1] for link in drawn(reading.graph)] == [link.split(" ", 1)[1] for link in links]
    assert [said.message for said in reading.notes] == notes


OTHERS = {
    "kialo, a question with theses below it": (
        "k.txt", "Discussion Title: Q?\r\n\r\n1. Which?\r\n1.1. First\r\n1.1.1. Pro: x\r\n1.2. Second\r\n"
        "1.2.1. Con: y\r\n",
        ["Which?", "First", "x", "Second", "y"], 4),
    "kialo, several theses and a way to a later claim": (
        "k.txt", "Discussion Title: Q\n\n1. A\n1.1. Con: -> See 2.1.\n2. B\n2.1. Pro: two\n\nparagraphs\n",
        ["A", "B", "two\n\nparagraphs"], 2),
    "freeplane, with details and formatted topics": (
        "a.mm", '<map version="freeplane 1.9.13"><bookmarks/><node TEXT="Root" ID="r"><hook NAME="MapStyle"/>'
        '<node ID="x"><richcontent TYPE="NODE"><html><body><p>Rich <b>text</b></p></body></html></richcontent>'
        '<richcontent TYPE="DETAILS"><html><body><p>more</p></body></html></richcontent></node></node></map>',
        ["Root", "Rich text"], 1),
    "opml 1.0 of an outliner, in Latin-1, with a title in place of a text": (
        "a.opml", '<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.0"><head/>'
        '<body><outline text="caf&#233;"><outline title="only a title" type="link" url="http://x.y"/></outline>'
        "</body></opml>", ["café", "only a title"], 1),
    "tgf of yEd, with texts and labels": ("a.tgf", "1 First\n2 Second\n#\n1 2 attacks\n", ["First", "Second"], 1),
    "apx in one line, with blanks": ("a.apx", "arg(a). arg(b) .att(a, b).\n", ["a", "b"], 1),
    "af of the competition": ("a.af", "# made by a generator\np af 3\n1 2\n3 2\n", ["1", "2", "3"], 2),
    "carneades, with statements that have no text": (
        "c.yml", 'statements:\n  "good(x)": null\n  b:\narguments:\n  a1: {premises: ["good(x)"], conclusion: b}\n',
        ["good(x)", "b"], 1),
}  # fmt: skip


@pytest.mark.parametrize("shape", OTHERS)
def test_files_of_other_programs_are_read(shape: str):
    name, content, texts, links = OTHERS[shape]

    graph = read({name: content.encode()}).graph

    assert ([node.text for node in graph.nodes.values()], len(graph.links)) == (texts, links)


BRAT = {
    "a byte order mark that the offsets count": (
        b"\xef\xbb\xbfMore buses.\n", "T1\tClaim 1 12\tMore buses.\n", [(1, "More buses.")]),
    "line ends of two characters that the offsets count as one": (
        b"Yes.\r\nMore buses.\r\n", "T1\tClaim 5 16\tMore buses.\r\n", [(5, "More buses.")]),
    "line ends of two characters that the offsets count as two": (
        b"Yes.\r\nMore buses.\r\n", "T1\tClaim 6 17\tMore buses.\r\n", [(6, "More buses.")]),
    "a discontinuous annotation": (
        b"More red buses.", "T1\tClaim 0 4;9 15\tMore buses.\n", [(0, "More"), (9, "buses.")]),
}  # fmt: skip


@pytest.mark.parametrize("shape", BRAT)
def test_annotations_stand_where_their_words_stand(shape: str):
    text, annotations, places = BRAT[shape]
    files = {"a.txt": text, "a.ann": annotations.encode()}

    [bundle] = read_bundles(files)

    assert bundle.reading is not None
    [node] = bundle.reading.graph.nodes.values()
    assert [(span.start, span.exact) for span in node.spans] == places
    assert write(bundle.reading.graph, "brat") == files
