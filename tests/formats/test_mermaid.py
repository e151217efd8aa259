import html
import json
import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given

from argmap.domain.graph import Node
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.formats import FORMATS, write
from argmap.formats.base import Note
from argmap.formats.mermaid import label
from tests.graphs import HARD_WORDS, argument_graphs, graph_of, hard_texts, many_graphs
from tests.peers import ask_node

ASK = """
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
globalThis.window = new JSDOM('').window;  // Mermaid cleans labels with DOMPurify, which wants a window
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ maxTextSize: 1e7, maxEdges: 1e5 });
const answers = [];
for (const text of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  answers.push({
    nodes: Object.fromEntries([...db.getVertices().values()].map(v => [v.id, [v.text, v.classes[0] ?? '']])),
    arrows: db.getEdges().map(e => [e.start, e.end, e.text, e.stroke, e.type]),
  });
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
"""


def flowchart_of(graph) -> str:
    [content] = write(graph, "mermaid").values()
    return content.decode()


def seen(text: str) -> str:
    """What a browser shows of a label in Mermaid's answer, in which entities have names of Mermaid's own."""
    lines = re.sub("ﬂ°°([0-9]+)¶ß", r"&#\1;", text).split("<br>")
    return "\n".join(html.unescape(line) for line in lines)


def lines_of(text: str) -> str:
    lines = (re.sub("[\x7f-\x9f]", "", line).strip() for line in text.replace("\r", "\n").splitlines())
    return "\n".join(filter(None, lines))


def test_a_map_is_a_flowchart_with_points_for_what_meets():
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", "main:yes a", "implicit:yes c", "e ~> a", title='Night "x"')

    assert flowchart_of(graph).splitlines()[:15] == [
        "---",
        'title: "Night \\"x\\""',
        "---",
        "flowchart BT",
        '    n1["1.1a b"]:::claim',
        '    n2["1.1b c<br>(implicit)"]:::claim',
        '    n3["1 a<br>(main claim)"]:::claim',
        '    n4["1.1.1 d"]:::claim',
        '    n5["1.2 e"]:::claim',
        "    l1(( ))",
        "    n1 --- l1",
        "    n2 --- l1",
        '    l1 -->|"#43;"| n3',
        '    n4 -.-x|"×"| l1',
        '    n5 ---|"≈"| n3',
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a "b" #c', '"a #34;b#34; #35;c"'),
        ("<b> & [x](y)", '"#60;b#62; #38; #91;x#93;(y)"'),
        ("first\n- x\n1. y", '"first<br>#45; x<br>1#46; y"'),
        ("see https://x.org or www.x.org", '"see https#58;//x.org or www#46;x.org"'),
        ("%%{init}%% fa:fa-car style:#f", '"#37;#37;#123;init#125;#37;#37; fa#58;fa-car style#58;#35;f"'),
        ("long-term 1.5 (so)", '"long-term 1.5 (so)"'),
    ],
)
def test_what_mermaid_would_take_for_markup_is_coded(text, written):
    assert label(text) == written


def test_a_scheme_stands_at_the_arrow():
    assert '|"#43; expert-opinion"|' in flowchart_of(graph_of("scheme:expert-opinion b -> a"))


def test_losses_count_what_is_not_shown_and_what_pages_do_not_draw():
    many = graph_of(*(f"n{index} -> a" for index in range(501)))

    assert list(FORMATS["mermaid"].losses(graph_of("scheme:sign b -> a", text="a"))) == [
        Note("The text of 1 article is left out."),
        Note("1 span has no place."),
    ]
    assert list(FORMATS["mermaid"].losses(graph_of("b -> a"))) == []
    [note] = FORMATS["mermaid"].losses(many)
    assert note.message.startswith("Most pages do not draw this map: it has 501 lines and 2")


@given(argument_graphs())
def test_no_text_of_any_map_ends_its_label(graph):
    for node, line in zip(
        graph.nodes.values(), flowchart_of(graph).split("flowchart BT\n")[1].splitlines(), strict=False
    ):
        assert re.fullmatch(r' {4}n\d+\["[^"#\[\]`$\\]*(#\d+;[^"#\[\]`$\\]*)*"\]:::' + node.kind.value, line)


@given(hard_texts())
def test_any_title_is_yaml_in_front(title):
    lines = flowchart_of(replace(graph_of("a"), title=title)).splitlines()

    assert (lines[0], lines[2]) == ("---", "---")
    assert yaml.safe_load(lines[1]) == {"title": title}


@pytest.mark.peers
def test_mermaid_finds_the_same_texts_and_arrows(tmp_path):
    hard = [replace(graph_of("b"), nodes={"b": Node("b", NodeKind.CLAIM, word)}, title=word) for word in HARD_WORDS]
    graphs = [*many_graphs(120), *hard]
    path = tmp_path / "flowcharts.json"
    path.write_text(json.dumps([flowchart_of(graph) for graph in graphs]))

    for graph, answer in zip(graphs, ask_node(ASK, str(path)), strict=True):
        tree = tree_of(graph)
        for index, node in enumerate(graph.nodes.values(), 1):
            text, kind = answer["nodes"][f"n{index}"]
            assert kind == node.kind.value
            assert seen(text).startswith(lines_of(f"{tree.item_of_node[node.id].number} {node.text}"))
        ends = [(arrow[0], arrow[1]) for arrow in answer["arrows"]]
        assert ends == ends_of(graph)


def ends_of(graph) -> list[tuple[str, str]]:
    nodes = {id: f"n{index}" for index, id in enumerate(graph.nodes, 1)}
    points = {id: f"l{index}" for index, id in enumerate(graph.links, 1)}
    ends = []
    for link in graph.links.values():
        target = points[link.target] if link.on_link else nodes[link.target]
        starts = [nodes[premise.node] for premise in link.premises]
        if len(starts) > 1 or link.id in graph.links_to:
            ends += [(start, points[link.id]) for start in starts]
            starts = [points[link.id]]
        ends.append((starts[0], target))
    return ends
