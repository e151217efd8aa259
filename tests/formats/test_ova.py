import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph, Node
from argmap.domain.quick import changed
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, detect, read, write
from argmap.formats._anchors import article_of, span_of
from argmap.formats._ova_html import Mark, html_of, text_and_marks
from argmap.formats._renamed import renamed
from argmap.formats.base import Note
from tests.formats.bags import comparable, drawn, stored, without
from tests.formats.damage import JSON, damaged_json
from tests.formats.minus import minus_losses, without_bags
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, graph_of, hard_texts
from tests.paths import SHARED
from tests.peers import ask_python

OVA3 = SAMPLES / "ova" / "buses-ova3.json"
OVA2 = SAMPLES / "ova" / "buses-ova2.json"
PUBLISHED = sorted((SHARED / "corpora" / "xaif-aif").glob("*.json"))
losses = FORMATS["ova"].losses


def read_value(value: Any) -> ArgumentGraph:
    return read({"a.json": json.dumps(value).encode()}, "ova").graph


def value_of(graph: ArgumentGraph) -> dict[str, Any]:
    return json.loads(next(iter(write(graph, "ova").values())))


def quotes(graph: ArgumentGraph) -> dict[str, list[str]]:
    return {node.id: [span.exact for span in node.spans] for node in graph.nodes.values() if node.spans}


def test_nested_marks_of_ova3_become_spans_also_by_way_of_locutions():
    graph = read(OVA3).graph

    assert drawn(graph) == ["1_7 -> 4_7", "6_7 -x (5_7)"]
    [article] = graph.articles.values()
    text = "We need more, for buses are full.\nNot & never on Sundays, not on Sundays."
    assert (article.revisions[-1].text, article.url) == (text, "https://example.org/letter")
    assert quotes(graph) == {
        "4_7": ["We need more, for buses are full"],
        "1_7": ["for buses are full"],
        "10_7": ["full"],
        "6_7": ["not on Sundays"],
    }


def test_hidden_nodes_are_kept_and_named():
    reading = read(OVA3)

    assert "8_7" not in reading.graph.nodes
    assert reading.notes[0] == Note("1 node is hidden in OVA; it is kept aside and written back.", 1)


def test_ova2_is_read_with_title_and_date():
    graph = read(OVA2).graph

    assert drawn(graph) == ["1 -> 3"]
    assert graph.links["2"].scheme == "sign"
    assert [node.id for node in graph.main_claims] == ["3"]
    [article] = graph.articles.values()
    assert (article.title, article.url, str(article.published)) == (
        "A letter",
        "https://example.org/letter",
        "2026-01-01",
    )
    assert article.revisions[-1].text == "Buses are full. We need more <buses>.\nYes."
    assert quotes(graph) == {"1": ["Buses are full."], "3": ["We need more <buses>."]}


def test_offsets_of_recap_are_taken_where_the_words_are_the_nodes():
    value = json.loads(OVA2.read_bytes())
    value["nodes"][2] |= {"text": "Yes. Buses", "text_begin": [38, 0], "text_end": [42, 5]}
    value["nodes"][0] |= {"text": "Yes.", "text_begin": [0], "text_end": [4]}
    value["analysis"]["txt"] = value["analysis"]["txt"].replace("<span", "<i").replace("</span", "</i")

    graph = read_value(value)

    assert quotes(graph) == {"1": ["Yes."], "3": ["Yes.", "Buses"]}
    assert quotes(read_value(value_of(graph))) == {"1": ["Yes."], "3": ["Buses", "Yes."]}


def test_ova2_is_written_as_ova3_with_all_that_it_said():
    value = value_of(stored(read(OVA2).graph))

    assert value["AIF"]["nodes"][0] == {
        "nodeID": "1", "color": "b", "text": "Buses are full.", "type": "I", "descriptors": {}, "cqdesc": {},
        "participantID": 0, "w": 200, "h": 40, "date": "02/01/2026 - 10:00:00", "timestamp": "2026-01-02 10:00:00",
    }  # fmt: skip
    assert value["AIF"]["edges"][0] == {"edgeID": 1, "fromID": "1", "toID": "2"}
    assert value["AIF"]["locutions"] == [{"nodeID": "4", "personID": "9"}]
    assert value["OVA"]["nodes"][0] == {"nodeID": "1", "visible": True, "x": 10, "y": 20}
    assert value["text"] == json.loads(OVA2.read_bytes())["analysis"]["txt"]
    assert value_of(read_value(value)) == value


@pytest.mark.parametrize("path", [OVA3, *PUBLISHED], ids=lambda path: path.name)
def test_an_untouched_file_comes_back_equal(path: Path):
    value, graph = json.loads(path.read_bytes()), read(path, "ova").graph

    back = value_of(stored(graph))

    assert (back if "OVA" in value else back["AIF"]) == value
    assert losses(graph) == []


@pytest.mark.skipif(not PUBLISHED, reason="The published files are not here")
def test_published_marks_of_locutions_are_for_what_they_say():
    graph = read(next(path for path in PUBLISHED if path.name == "xaif.json")).graph

    assert quotes(graph) == {"2_164926129380455983": ["A"], "15_164926162804546033": ["B"]}


def test_a_nodeset_of_the_database_is_read_and_belongs_to_aif():
    sample = SAMPLES / "aif" / "buses.json"

    assert detect({"a.json": sample.read_bytes()}) == "aif"
    assert drawn(read(sample, "ova").graph) == drawn(read(sample, "aif").graph)


def test_a_new_span_is_marked_and_the_rest_stays():
    graph = read(OVA3).graph
    text = graph.articles["text"]
    fresh = graph_of("x", text=text.revisions[-1].text).nodes["x"]
    span = replace(graph.nodes["10_7"].spans[0], id="s", start=0, end=2, exact="We")
    graph = replace(graph, nodes={**graph.nodes, "x": replace(fresh, spans=(span,))})

    value = value_of(graph)

    back = read_value(value)
    assert quotes(back) == quotes(graph)
    assert [box["nodeID"] for box in value["OVA"]["nodes"]] == ["1_7", "8_7", "x"]
    assert value["AIF"]["locutions"] == json.loads(OVA3.read_bytes())["AIF"]["locutions"]


def test_hostile_html_is_only_text():
    html = (
        "<script>alert(1)</script><style>b{}</style><!-- <span id=node1>no</span> --><img src=x onerror='alert(1)'>"
        "a &lt;b&gt; <SPAN ID='node1' onclick=\"x\">c<br/>d</SPAN></span> e < f <![CDATA[x]]><?php x ?> 3<4 "
        "&#x1F68C;<span id=node2>g"
    )

    text, marks = text_and_marks(html)

    assert text == "a <b> c\nd e < f  3<4 🚌g"
    assert marks == [Mark("1", 6, 9), Mark("2", 22, 23)]


@pytest.mark.parametrize("unit", ["<", "<span id=node1>", "</span>", "<!--", "<!", "<a '", "&", "<script>", "<a>" * 3])
def test_long_hostile_html_is_read_in_linear_time(unit: str):
    text, marks = text_and_marks(unit * 50_000)

    assert len(text) <= len(unit) * 50_000
    assert marks == []


@given(hard_texts(), st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30), st.integers(1, 30)), max_size=6))
@settings(max_examples=100, deadline=None)
def test_marks_that_nest_cross_and_repeat_come_back(text: str, drawn_marks: list[tuple[str, int, int]]):
    marks = [Mark(node, start, min(len(text), start + length)) for node, start, length in drawn_marks]
    marks = [mark for mark in marks if mark.start < mark.end]

    back, found = text_and_marks(html_of(text, marks))

    assert back == text
    covered = {(mark.node, place) for mark in marks for place in range(mark.start, mark.end)}
    assert {(mark.node, place) for mark in found for place in range(mark.start, mark.end)} == covered


def minus_ova(graph: ArgumentGraph) -> ArgumentGraph:
    """What AIF keeps, main claims, and of the first article with a text the newest text and its spans."""
    article = next((a for a in graph.articles.values() if a.revisions[-1].text.strip()), None)
    remains = minus_losses(graph, "aif")
    nodes: dict[str, Node] = {}
    for id_, node in remains.nodes.items():
        spans = {
            (span.start, span.end): span
            for span in graph.nodes[id_].spans
            if article and span.revision == article.revisions[-1].id
        }
        nodes[id_] = replace(node, main=graph.nodes[id_].main, spans=tuple(_joined(list(spans.values()))))
    if article is None:
        return replace(remains, nodes=nodes)
    bare = article_of("text", article.revisions[-1].text, url=article.url)
    return renamed_article(replace(remains, articles={article.id: article}, nodes=nodes), article.id, bare)


def _joined(spans: list[Any]) -> list[Any]:
    """Spans that touch or overlap are one mark."""
    found: list[Any] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = replace(found[-1], end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def renamed_article(graph: ArgumentGraph, old: str, article: Any) -> ArgumentGraph:
    text = article.revisions[-1].text

    def span(known: Any) -> Any:
        before, after = text[max(0, known.start - 32) : known.start], text[known.end : known.end + 32]
        return replace(known, article="text", revision="text:1", exact=text[known.start : known.end], prefix=before,
                       suffix=after)  # fmt: skip

    nodes = {id_: replace(node, spans=tuple(map(span, node.spans))) for id_, node in graph.nodes.items()}
    return replace(graph, articles={"text": article}, nodes=nodes)


@given(argument_graphs())
@settings(max_examples=60, deadline=None)
def test_any_graph_comes_back_minus_exactly_its_losses(graph: ArgumentGraph):
    back = read(write(graph, "ova"), "ova").graph

    remains = minus_ova(graph)
    assert comparable(without_bags(without_bags(back, "aif"), "ova")) == comparable(remains)
    whole = renamed(graph, dict.fromkeys(graph.articles, "text")) if len(graph.articles) == 1 else graph
    assert bool(losses(graph)) == (in_order(replace(whole, id="m")) != in_order(remains))


def in_order(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with the spans of each node in the order of the text."""
    nodes = {
        node.id: replace(node, spans=tuple(sorted(node.spans, key=lambda span: (span.start, span.end))))
        for node in graph.nodes.values()
    }
    return comparable(replace(graph, nodes=nodes))


@given(argument_graphs())
@settings(max_examples=40, deadline=None)
def test_what_came_from_ova_loses_nothing_in_ova(graph: ArgumentGraph):
    first = read(write(graph, "ova"), "ova").graph

    assert losses(first) == []
    assert read(write(first, "ova"), "ova").graph == first


@pytest.mark.parametrize("path", [OVA3, OVA2], ids=lambda path: path.name)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_after_any_deletion_nothing_dangles(path: Path, data: st.DataObject):
    graph = read(path).graph
    graph = without(graph, data.draw(st.sets(st.sampled_from([*graph.nodes, *graph.links]))))

    value = value_of(graph)

    defined = {node["nodeID"] for node in value["AIF"]["nodes"]}
    assert all(edge[end] in defined for edge in value["AIF"]["edges"] for end in ("fromID", "toID"))
    assert all(box["nodeID"] in defined for box in value["OVA"]["nodes"])
    assert all(mark.node in defined for mark in text_and_marks(value["text"])[1])
    assert value_of(read_value(value)) == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"nodes": [{"text": "a"}]}, "This file is not of OVA: its first node has neither “nodeID” nor “id”."),
        ({"nodes": [{"id": 1}, 7]}, "“nodes”, number 2: it must be an object, not 7."),
        ({"nodes": [{"id": 1}], "edges": {}}, "“edges” must be a list, not an object."),
        (
            {"nodes": [{"id": 1}], "edges": [{"from": {}}]},
            "“edges”, number 1: “fromID” must be a text or a whole number",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(value: Any, message: str):
    with pytest.raises(FormatError) as error:
        read_value(value)

    assert str(error.value).startswith(message)


@given(
    damaged_json(lambda: json.loads(OVA3.read_bytes()))
    | damaged_json(lambda: json.loads(OVA2.read_bytes()))
    | JSON.map(lambda value: {"nodes": [{"id": 1}, value], "edges": [value], "analysis": value})
)
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(value: Any):
    try:
        graph = read_value(value)
    except FormatError:
        return
    assert faults_of(graph) == []
    back = read_value(value_of(graph))
    assert without_bags(without_bags(back, "aif"), "ova") == without_bags(without_bags(graph, "aif"), "ova")


def test_ten_thousand_nodes_are_read_and_written():
    text = " ".join(f"claim{n}" for n in range(10_000))
    graph = graph_of(*(f"claim{n + 1} -> claim{n // 2}" for n in range(9_999)))
    article = article_of("text", text)
    whole = read_value({**value_of(graph), "text": text})

    assert len(whole.nodes) == 10_000
    assert whole.articles["text"].revisions == article.revisions
    assert read_value(value_of(whole)) == whole


@pytest.mark.peers
def test_arguebuf_reads_the_aif_of_what_is_written(tmp_path: Path):
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", text="a b")
    path = tmp_path / "a.json"
    path.write_bytes(next(iter(write(graph, "ova").values())))

    found = ask_python(
        "import json, sys\n"
        "from arguebuf.load._load_xaif import load_xaif\n"
        "g = load_xaif(json.load(open(sys.argv[1])))\n"
        "print(json.dumps([sorted(n.plain_text for n in g.atom_nodes.values()), len(g.scheme_nodes), len(g.edges)]))",
        str(path),
    )

    assert found == [["a", "b", "c", "d"], 2, 5]


@pytest.mark.parametrize("text", ["Well: Buses are full.\nAh.", {"txt": "Well: <b>Buses are full.</b>"}])
def test_the_text_of_an_xaif_file_without_a_view_becomes_an_article(text: Any):
    nodes = [{"nodeID": "1", "text": "Buses are full.", "type": "I", "timestamp": ""}]
    source = {"AIF": {"nodes": nodes, "edges": [], "locutions": []}, "text": text, "dialog": False}
    files = {"a.json": json.dumps(source).encode()}

    reading = read(files)

    [node] = reading.graph.nodes.values()
    assert [(span.start, span.exact) for span in node.spans] == [(6, "Buses are full.")]
    assert [json.loads(content) for content in write(reading.graph, "ova").values()] == [source]


def modules(text: str) -> dict[str, Any]:
    """A file as the modules of the open argument mining framework pass it on: numbers as ids, no boxes, bare marks."""
    nodes = [
        {"nodeID": 0, "text": "They are full.", "type": "L"},
        {"nodeID": 1, "text": "Default Illocuting", "type": "YA"},
        {"nodeID": 2, "text": "Buses are full.", "type": "I"},
        {"nodeID": 3, "text": "We need more.", "type": "I"},
        {"nodeID": 4, "text": "Default Inference", "type": "RA"},
    ]
    edges = [{"edgeID": n, "fromID": a, "toID": b} for n, (a, b) in enumerate([(0, 1), (1, 2), (2, 4), (4, 3)])]
    speakers = [{"firstname": "Speaker", "surname": "None", "participantID": 0}] * 2
    more = {"locutions": [{"nodeID": 0, "personID": 0}], "participants": speakers, "schemefulfillments": None}
    aif = {"nodes": nodes, "edges": edges, "descriptorfulfillments": None, **more}
    return {"AIF": aif, "dialog": True, "ova": [], "text": {"txt": text}}


BARE = 'Ana <span class="highlighted" id="0">They are full.</span>.<br>Ben <span id=9 class=highlighted>Yes.</span><br>'


def test_marks_with_bare_ids_are_read_and_stay_bare():
    value = modules(BARE)

    reading = read({"a.json": json.dumps(value).encode()})

    assert quotes(reading.graph) == {"2": ["They are full."]}
    assert Note("1 mark in the text is for no proposition of the map; it is kept.", 1) in reading.notes
    assert value_of(reading.graph) == value
    [article] = reading.graph.articles.values()
    more = changed(reading.graph.nodes["3"], spans=(span_of(article, 24, 28, id="new"),))
    html = value_of(replace(reading.graph, nodes={**reading.graph.nodes, "3": more}))["text"]["txt"]
    assert html == (
        'Ana <span class="highlighted" id="2">They are full.</span>.<br>'
        'Ben <span class="highlighted" id="3"><span class="highlighted" id="9">Yes.</span></span><br>'
    )


def test_what_ovas_store_keeps_is_read_with_its_text():
    value = {
        "nodes": [
            {"nodeID": 2, "type": "I", "scheme": None, "text": "Buses are full.", "x": 9, "y": "8", "visible": True},
            {"nodeID": 3, "type": "I", "scheme": None, "text": "We need more.", "x": 9, "y": 9, "visible": True},
            {"nodeID": 4, "type": "RA", "scheme": "72", "text": "Default Inference", "x": 0, "y": 0, "visible": True},
            {"nodeID": 5, "type": "L", "participantID": 1, "text": "Ana : They are", "x": 0, "y": 0, "visible": False},
        ],
        "edges": [{"fromID": "2", "toID": 4, "visible": True}, {"fromID": 4, "toID": "3", "visible": True}],
        "schemefulfillments": [{"nodeID": 4, "schemeID": "72"}],
        "participants": [{"participantID": 1, "firstname": "Ana", "surname": "A."}],
        "locutions": [{"nodeID": 5, "personID": 1}],
        "analysis": {"txt": 'Ana: <span class="highlighted" id="node2">They are</span> full.'},
    }  # fmt: skip

    assert detect({"a.json": json.dumps(value).encode()}) == "ova"
    graph = read_value(value)

    assert (drawn(graph), [link.scheme for link in graph.links.values()]) == (["2 -> 3"], [""])
    assert quotes(graph) == {"2": ["They are"]}
    written = value_of(graph)
    assert {key: written["AIF"][key] for key in ("schemefulfillments", "participants", "locutions")} == {
        key: value[key] for key in ("schemefulfillments", "participants", "locutions")
    }
    assert (written["text"], "analysis" in written) == (value["analysis"]["txt"], False)
    assert written["OVA"]["edges"][0] == {"fromID": "2", "toID": "4", "visible": True}
    assert read_value(written) == graph


@pytest.mark.parametrize("key", ["major_claim", "majorClaim"])
def test_both_spellings_of_recaps_main_claim_are_read_and_kept(key: str):
    value = json.loads(OVA2.read_bytes())
    for node in value["nodes"]:
        node.pop("major_claim", None)
        node[key] = node["id"] == 3

    graph = read_value(value)

    assert [node.id for node in graph.nodes.values() if node.main] == ["3"]
    none = replace(graph, nodes={id_: replace(node, main=False) for id_, node in graph.nodes.items()})
    assert [record[key] for record in value_of(none)["AIF"]["nodes"] if record["nodeID"] == "3"] == [False]
    assert not any(node.main for node in read_value(value_of(none)).nodes.values())
