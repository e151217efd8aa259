import re
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats.base import Note
from tests.formats.bags import drawn, without, without_ids_of_spans
from tests.formats.damage import damaged_bytes
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, graph_of
from tests.peers import ask_python

NAME = "arg-microtexts"
SAMPLE = SAMPLES / NAME / "buses.xml"
losses = FORMATS[NAME].losses
DTD = etree.DTD(
    StringIO("""
<!ELEMENT arggraph (edu+, joint*, adu+, edge+)>
<!ATTLIST arggraph id ID #REQUIRED topic_id CDATA #IMPLIED stance (pro|con|unclear) #IMPLIED>
<!ELEMENT edu (#PCDATA)>
<!ATTLIST edu id ID #REQUIRED implicit (true|false) #IMPLIED>
<!ELEMENT joint EMPTY>
<!ATTLIST joint id ID #REQUIRED>
<!ELEMENT adu EMPTY>
<!ATTLIST adu id ID #REQUIRED type (pro|opp) #REQUIRED>
<!ELEMENT edge EMPTY>
<!ATTLIST edge id ID #REQUIRED src IDREF #REQUIRED trg IDREF #REQUIRED type (seg|sup|exa|reb|und|add) #REQUIRED>
""")
)


def read_text(text: str) -> ArgumentGraph:
    return read({"a.xml": text.encode()}, NAME).graph


def file_of(graph: ArgumentGraph) -> bytes:
    return next(iter(write(graph, NAME).values()))


def arggraph(units: str, *edges: str) -> str:
    """A file of one word for each letter of ``units`` with a node of its capital; ``a>b sup`` are edges c1, c2…"""
    edus = "".join(f'<edu id="{u}"><![CDATA[word {u}]]></edu>' for u in units)
    adus = "".join(f'<adu id="{u.upper()}" type="pro"/>' for u in units)
    segments = "".join(f'<edge id="s{u}" src="{u}" trg="{u.upper()}" type="seg"/>' for u in units)
    others = "".join(
        '<edge id="c{}" src="{}" trg="{}" type="{}"/>'.format(number, *re.split("[> ]", edge))
        for number, edge in enumerate(edges, 1)
    )
    return f'<arggraph id="g">{edus}{adus}{segments}{others}</arggraph>'


def without_own_data(content: bytes) -> bytes:
    return re.sub(rb"<\?argmap .*?\?>", b"", content, flags=re.DOTALL)


def test_an_indented_unit_stands_where_its_words_stand():
    file = arggraph("ab").replace("<![CDATA[word a]]>", "\n  One two.\n").replace("<![CDATA[word b]]>", "\tThree. ")

    graph = read({"a.xml": file.encode()}, NAME).graph

    assert [(node.text, node.spans[0].exact) for node in graph.nodes.values()] == [("One two.",) * 2, ("Three.",) * 2]


def test_edges_that_are_kept_aside_are_told_in_good_sentences():
    file = arggraph("ab", "A>B support", "B>A undercut", "A>A sup", "B>B sup").encode()

    assert [note.message for note in read({"a.xml": file}, NAME).notes] == [
        "2 edges join units to themselves; they are kept aside and written back.",
        "2 edges have types that the format does not know; they are kept aside and written back.",
    ]


def test_a_file_in_latin_1_and_one_that_begins_with_a_blank_line_are_recognised_and_read():
    file = arggraph("a").replace("word a", "Más")

    for content in (
        f"<?xml version='1.0' encoding='ISO-8859-1'?>{file}".encode("latin-1"),
        f"\n\n<?xml version='1.0' encoding='UTF-8'?>{file}".encode(),
    ):
        assert read({"a.xml": content}).graph.nodes["A"].text == "Más"
    with pytest.raises(FormatError, match="Line 4, column 3"):
        read({"a.xml": b"\n\n<?xml version='1.0'?><arggraph>\n</arg>"}, NAME)


def test_units_become_nodes_with_passages_in_the_text():
    graph = read(SAMPLE).graph
    [article] = graph.articles.values()
    text = article.revisions[-1].text

    assert text.startswith("We need more buses, they are full. But fullness alone is no reason to buy, full")
    assert {id_: [text[s.start : s.end] for s in node.spans] for id_, node in graph.nodes.items()} == {
        "a1": ["We need more buses,"],
        "a2": ["they are full.", "Tickets are dear. Full they are."],
        "a3": ["But fullness alone is no reason to buy,"],
        "a4": ["full buses being cheap to run."],
        "a5": ["On line 7, for instance, people stand & wait."],
        "a6": ["One may say that it is only Mondays."],
        "a7": [],
    }
    assert graph.nodes["a2"].text == "they are full. Tickets are dear. Full they are."
    assert [n.id for n in graph.nodes.values() if n.implicit] == ["a7"]
    assert [n.id for n in graph.nodes.values() if n.main] == ["a1"]
    assert [n.id for n in graph.nodes.values() if n.kind is NodeKind.COUNTERCLAIM] == ["a3", "a4", "a6"]


def test_edges_become_links_also_on_links_and_added_premises_join_theirs():
    graph = read(SAMPLE).graph

    assert drawn(graph) == [
        "a2 & a7 -> a1",
        "a3 & a4 & a5 -x (c1)",
        "a5 -> a2",
        "a6 -x a5",
        "a7 -x (c6)",
        "a2 -x (c7)",
    ]
    assert graph.links["c5"].scheme == "example"


def test_what_is_kept_aside_is_named():
    assert read(SAMPLE).notes == (
        Note("1 edge names an end that the file does not have; it is kept aside and written back.", 1),
    )


def test_an_untouched_file_comes_back_equal():
    assert file_of(read(SAMPLE).graph) == SAMPLE.read_bytes()
    assert losses(read(SAMPLE).graph) == []


def test_ids_stay_the_same_when_the_map_got_ids_of_its_own():
    graph = read(SAMPLE).graph
    new = {id_: f"new-{id_}" for id_ in [*graph.nodes, *graph.links]}

    def link(old: Link) -> Link:
        premises = tuple(replace(premise, node=new[premise.node]) for premise in old.premises)
        node, on = old.target_node and new[old.target_node], old.target_link and new[old.target_link]
        return replace(old, id=new[old.id], premises=premises, target_node=node, target_link=on)

    nodes = {new[n.id]: replace(n, id=new[n.id]) for n in graph.nodes.values()}
    links = {new[li.id]: link(li) for li in graph.links.values()}

    assert file_of(replace(graph, nodes=nodes, links=links)) == SAMPLE.read_bytes()


def test_a_changed_wording_stands_beside_the_untouched_records():
    graph = read(SAMPLE).graph
    node = replace(graph.nodes["a1"], text="More buses are needed.")
    changed = replace(graph, nodes={**graph.nodes, "a1": node})

    content = file_of(changed)

    assert without_own_data(content).strip() == SAMPLE.read_bytes().strip()
    assert read({"a.xml": content}, NAME).graph.nodes["a1"].text == "More buses are needed."


def test_words_that_another_program_changed_since_count():
    graph = read(SAMPLE).graph
    node = replace(graph.nodes["a1"], text="More buses are needed.", note="A note")
    content = file_of(replace(graph, nodes={**graph.nodes, "a1": node}))

    reading = read({"a.xml": content.replace(b"more buses,", b"more trams,")}, NAME)

    assert reading.graph.nodes["a1"].text == "We need more trams,"
    assert reading.graph.nodes["a1"].note == "A note"
    assert "1 detail that Argmap noted" in reading.notes[-1].message


def test_deletion_takes_what_hung_on_the_node_and_leaves_the_text():
    graph = read(SAMPLE).graph
    links = {id_: link for id_, link in graph.links.items() if id_ in ("c1", "c3")}
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ != "a6"}

    content = file_of(replace(graph, nodes=nodes, links=links))

    removed = ('adu id="a6"', 'id="c5"', 'id="c6"', 'id="c7"', 'id="c8"', 'id="c18"', 'id="c20"')
    expected = [line for line in SAMPLE.read_text().splitlines() if not any(part in line for part in removed)]
    assert without_own_data(content).decode().strip().splitlines() == expected
    assert [note.message for note in losses(replace(graph, nodes=nodes, links=links))] == [
        "1 edge of the source file refers to something that was deleted, and is left out."
    ]


def test_a_new_passage_across_units_is_cut_into_units_with_a_joint():
    graph = read(SAMPLE).graph
    revision = next(iter(graph.articles.values())).revisions[-1]
    span = replace(graph.nodes["a1"].spans[0], id="x", start=8, end=34, exact=revision.text[8:34])
    node = replace(graph.nodes["a1"], id="n", spans=(span,), text=span.exact, extra={}, main=False)

    content = file_of(replace(graph, nodes={**graph.nodes, "n": node}))

    back = read({"a.xml": without_own_data(content)}, NAME).graph
    assert back.nodes["n"].text == "more buses, they are full."
    assert [n.text for id_, n in back.nodes.items() if id_ != "n"] == [n.text for n in graph.nodes.values()]
    assert DTD.validate(etree.fromstring(content.replace(b"c99", b"c1")))


@pytest.mark.parametrize(
    ("edges", "links"),
    [
        (["A>B sup", "C>c1 add", "D>c2 add"], ["A & C & D -> B"]),
        (["A>B reb", "C>c1 add"], ["A & C -x B"]),
        (["A>B sup", "C>c1 und", "D>c2 add"], ["A -> B", "C & D -x (c1)"]),
        (["A>B sup", "C>c1 add", "D>c2 und"], ["A & C -> B", "D -x (c1)"]),
        (["A>B sup", "C>c1 und", "D>c2 und", "B>c3 und"], ["A -> B", "C -x (c1)", "D -x (c2)", "B -x (c3)"]),
        (["A>B sup", "C>c1 sup"], ["A -> B", "C -> (c1)"]),
        (["A>B und"], ["A -x B"]),
        (["A>B sup", "C>c1 exa"], ["A -> B", "C -> (c1)"]),
        (["A>B sup", "B>A sup"], ["A -> B", "B -> A"]),
        (["A>A sup"], []),
        (["A>c2 und", "B>c1 und"], []),
        (["A>c2 add", "B>c1 add"], []),
        (["A>c1 und"], []),
        (["A>B sup", "A>c1 add", "B>c1 add"], ["A -> B"]),
        (["a>B sup", "A>b sup", "A>sb und"], []),
        (["A>B add"], []),
        (["A>B cause"], []),
        (["A>B seg", "a>X seg"], []),
    ],
)
def test_edges_of_all_shapes(edges: list[str], links: list[str]):
    text = arggraph("abcd", *edges)

    graph = read_text(text)

    assert drawn(graph) == links
    back = etree.fromstring(file_of(graph))
    assert [dict(e.attrib) for e in back.iter("edge")] == [dict(e.attrib) for e in etree.fromstring(text).iter("edge")]
    assert losses(graph) == []


def test_fields_and_elements_of_other_programs_come_back():
    text = (
        arggraph("ab", "A>B sup").replace('<adu id="A"', '<adu weight="3" id="A"').replace("</arg", "<x y='1'/></arg")
    )

    back = etree.fromstring(file_of(read_text(text)))

    assert back.find("adu").get("weight") == "3"
    assert back.find("x").get("y") == "1"


def test_odd_characters_come_back():
    odd = "a ]]> b & <c> \r\n \u2028 👩‍👩‍👧 \x0b end"
    graph = graph_of("b -> a")
    graph = replace(graph, nodes={**graph.nodes, "a": replace(graph.nodes["a"], text=odd, note="<?x?>")})

    back = read({"a.xml": file_of(graph)}, NAME).graph

    assert without_ids_of_spans(back, NAME).nodes == without_ids_of_spans(graph, NAME).nodes


@given(argument_graphs())
@settings(max_examples=50, deadline=None)
def test_any_graph_comes_back_from_a_valid_file(graph: ArgumentGraph):
    content = file_of(graph)

    back = read({"a.xml": content}, NAME).graph

    assert without_ids_of_spans(back, NAME) == without_ids_of_spans(graph, NAME)
    assert [*back.nodes, *back.links] == [*graph.nodes, *graph.links]
    assert not graph.nodes or DTD.validate(etree.fromstring(content)), DTD.error_log


@given(argument_graphs())
@settings(max_examples=25, deadline=None)
def test_other_programs_read_everything_but_the_losses(graph: ArgumentGraph):
    plain = read({"a.xml": without_own_data(file_of(graph))}, NAME).graph

    said = {note.message.split(" ", 1)[1]: note.count for note in losses(graph)}
    rephrases = [link for link in graph.links.values() if link.type is LinkType.REPHRASE]
    assert sum(count for message, count in said.items() if message.startswith("rephrase")) == len(rephrases)
    for link in graph.links.values():
        seen = plain.links[link.id]
        type_ = LinkType.SUPPORT if link in rephrases else link.type
        assert (seen.type, seen.premises, seen.target) == (
            type_,
            tuple(replace(premise, role="") for premise in link.premises),
            link.target,
        )


@given(damaged_bytes(SAMPLE.read_bytes()))
@settings(max_examples=80, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(content: bytes):
    try:
        graph = read({"a.xml": content}, NAME).graph
    except FormatError:
        return
    assert faults_of(graph) == []
    assert without_ids_of_spans(read({"a.xml": file_of(graph)}, NAME).graph, NAME) == without_ids_of_spans(graph, NAME)


_ends = st.sampled_from(["A", "B", "C", "c1", "c2", "c3", "c4", "a", "sa", "nowhere"])
_edges = st.builds("{}>{} {}".format, _ends, _ends, st.sampled_from(["sup", "exa", "reb", "und", "add", "seg", "x"]))


@given(st.lists(_edges, max_size=6))
@settings(max_examples=80, deadline=None)
def test_edges_of_any_shape_are_read_and_come_back(edges: list[str]):
    text = arggraph("abc", *edges)

    graph = read_text(text)

    assert faults_of(graph) == []
    back = etree.fromstring(file_of(graph))
    assert [dict(e.attrib) for e in back.iter("edge")] == [dict(e.attrib) for e in etree.fromstring(text).iter("edge")]


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_after_any_deletion_nothing_dangles(data: st.DataObject):
    graph = read(SAMPLE).graph
    doomed = data.draw(st.sets(st.sampled_from([*graph.nodes, *graph.links])))
    graph = without(graph, doomed)

    back = etree.fromstring(file_of(graph))

    ids = {element.get("id") for element in back.iter("*")}
    assert {edge.get(end) for edge in back.iter("edge") for end in ("src", "trg")} <= ids | {"c99"}
    assert without_ids_of_spans(read({"a.xml": file_of(graph)}, NAME).graph, NAME) == without_ids_of_spans(graph, NAME)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Line 1, column 1: this is not XML (no element found)."),
        ("<arggraph>\n<edu", "Line 2, column 1: this is not XML (unclosed token)."),
        ("<mindmap/>", "This file is not an arggraph: it begins with <mindmap>."),
        ('<arggraph><edu id="e1">a</edu><adu id="e1"/></arggraph>', "The id “e1” stands twice in this file; give one"),
        ("<arggraph><adu/></arggraph>", "<adu> number 1: the attribute “id” is missing; add it."),
        ('<arggraph><edge id="c1" src="a"/></arggraph>', "<edge> “c1”: the attribute “trg” is missing; add it."),
        ('<!DOCTYPE a [<!ENTITY x "y">]><arggraph/>', "This file declares entities, which can do harm; save it"),
        ("<arggraph/><?argmap {?>", "The instruction <?argmap …?> in this file is damaged; remove it."),
        ('<arggraph/><?argmap {"nodes": 7}?>', "The data that Argmap left in this file is damaged; remove it"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(text: str, message: str):
    with pytest.raises(FormatError) as error:
        read_text(text)

    assert str(error.value).startswith(message)


def test_ten_thousand_nodes_in_a_chain_of_undercuts_are_read_and_written():
    count = 10_000
    edus = "".join(f'<edu id="e{n}">Unit {n}</edu>' for n in range(count))
    adus = "".join(f'<adu id="a{n}" type="pro"/>' for n in range(count))
    segments = "".join(f'<edge id="s{n}" src="e{n}" trg="a{n}" type="seg"/>' for n in range(count))
    chain = "".join(f'<edge id="c{n}" src="a{n}" trg="c{n - 1}" type="und"/>' for n in range(2, count))
    text = f'<arggraph id="g">{edus}{adus}{segments}<edge id="c1" src="a1" trg="a0" type="sup"/>{chain}</arggraph>'

    graph = read_text(text)

    assert (len(graph.nodes), len(graph.links)) == (count, count - 1)
    assert without_ids_of_spans(read({"a.xml": file_of(graph)}, NAME).graph, NAME) == without_ids_of_spans(graph, NAME)


@pytest.mark.peers
def test_arguebuf_reads_the_file(tmp_path):
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", "e -x d", text="a. b. c. d. e.")
    path = tmp_path / "map.xml"
    path.write_bytes(file_of(graph))

    found = ask_python(
        "import sys, json; from arguebuf.load._load_microtexts import load_microtexts\n"
        "g = load_microtexts(open(sys.argv[1], 'rb'))\n"
        "print(json.dumps([sorted(n.text for n in g.atom_nodes.values()), len(g.scheme_nodes), len(g.edges)]))",
        str(path),
    )

    assert found == [["a", "b", "c", "d", "e"], 3, 7]
