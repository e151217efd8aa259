import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats.base import Note, Reading
from tests.formats.bags import drawn, without, without_ids_of_spans
from tests.formats.damage import damaged_bytes
from tests.formats.samples import samples_of
from tests.graphs import argument_graphs, graph_of
from tests.peers import ask_python

SAMPLE = {path.name: path.read_bytes() for path in samples_of("brat")}
ANN = SAMPLE["buses.ann"]
TEXT = "One two. Three four. Five six. Seven eight."
losses = FORMATS["brat"].losses


def pair(*lines: str, text: str = TEXT) -> dict[str, bytes]:
    return {"a.ann": ("\n".join(lines) + "\n").encode(), "a.txt": text.encode()}


def read_lines(*lines: str, text: str = TEXT, **options: str) -> Reading:
    return read(pair(*lines, text=text), "brat", **options)


def quotes(graph: ArgumentGraph) -> dict[str, list[str]]:
    return {id_: [span.exact for span in node.spans] for id_, node in graph.nodes.items()}


def with_ids_of(back: ArgumentGraph, graph: ArgumentGraph) -> ArgumentGraph:
    """``back`` with the ids of ``graph``, whose nodes and links stand in the same order."""
    nodes = dict(zip(back.nodes, graph.nodes, strict=True))
    links = dict(zip(back.links, graph.links, strict=True))

    def link(old: Link) -> Link:
        premises = tuple(replace(premise, node=nodes[premise.node]) for premise in old.premises)
        node, on = old.target_node and nodes[old.target_node], old.target_link and links[old.target_link]
        return replace(old, id=links[old.id], premises=premises, target_node=node, target_link=on)

    return replace(
        back,
        nodes={nodes[n.id]: replace(n, id=nodes[n.id]) for n in back.nodes.values()},
        links={links[li.id]: link(li) for li in back.links.values()},
    )


def in_order(graph: ArgumentGraph) -> tuple[Any, ...]:
    """All that the graph says, without ids, so that graphs with other ids and another order can be equal."""
    names: dict[str, str] = {}

    def said(part: Node | Link) -> str:
        return repr(replace(part, id="", extra={})) + json.dumps(part.extra, sort_keys=True, default=dict)

    def node_name(id_: str) -> str:
        if id_ not in names:
            names[id_] = said(graph.nodes[id_])
        return names[id_]

    def link_name(link: Link) -> str:
        premises = [(node_name(p.node), p.role) for p in link.premises]
        target = link_name(graph.links[link.target]) if link.on_link else node_name(link.target)
        return repr((said(replace(link, premises=(), target_node=None, target_link=None)), premises, target))

    nodes, links = sorted(map(node_name, graph.nodes)), sorted(map(link_name, graph.links.values()))
    return graph.title, graph.description, dict(graph.articles), graph.extra, nodes, links


def without_own_data(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: re.sub(rb"#\d+\tArgmap [^\n]*\n", b"", content) for name, content in files.items()}


def test_annotations_become_nodes_with_their_passages():
    graph = read(SAMPLE).graph

    assert quotes(graph) == {
        "T1": ["We need more buses", "the city must buy"],
        "T3": ["They are full", "the drivers say so"],
        "T4": ["buses are dear"],
        "T5": ["Full only on Mondays"],
        "T6": ["the drivers say so"],
        "T7": ["Still"],
    }
    assert [(node.kind, node.main) for node in graph.nodes.values()] == [
        (NodeKind.CLAIM, True),
        (NodeKind.CLAIM, False),
        (NodeKind.COUNTERCLAIM, False),
        (NodeKind.EVIDENCE, False),
        (NodeKind.EVIDENCE, False),
        (NodeKind.CLAIM, False),
    ]
    assert graph.nodes["T3"].note == "Two halves of one claim"
    assert graph.links["R1"].note == "A clear case"


def test_relations_stances_and_equivalences_become_links():
    graph = read(SAMPLE).graph

    assert dict(zip(graph.links, drawn(graph), strict=True)) == {
        "R1": "T6 -> T3",
        "R2": "T5 -x (R1)",
        "R3": "T5 -x T4",
        "R6": "T7 -> T4",
        "A1": "T3 -> T1",
        "A2": "T4 -x T1",
        "*1.1": "T6 ~> T3",
    }


def test_what_is_kept_aside_is_named():
    assert read(SAMPLE).notes == (
        Note("1 annotation has a type that is not known; it is read as a claim.", 1),
        Note("1 relation has a type that is not known; it is kept aside and written back.", 1),
        Note("1 relation stands twice; it is kept aside and written back.", 1),
        Note("1 attribute has no place in a map; it is kept aside and written back.", 1),
        Note("4 other lines have no place in a map; they are kept aside and written back.", 4),
    )


def test_untouched_files_come_back_equal():
    assert write(read(SAMPLE).graph, "brat") == SAMPLE
    assert losses(read(SAMPLE).graph) == []


def test_ids_stay_the_same_when_the_map_got_ids_of_its_own():
    graph = read(SAMPLE).graph
    others = replace(
        graph,
        nodes={f"n-{id_}": replace(node, id=f"n-{id_}") for id_, node in graph.nodes.items()},
        links={f"l-{id_}": replace(link, id=f"l-{id_}") for id_, link in graph.links.items()},
    )

    assert write(with_ids_of(graph, others), "brat") == SAMPLE


def test_a_new_node_and_link_stand_behind_the_old_lines():
    graph = read(SAMPLE).graph
    start = SAMPLE["buses.txt"].index(b"Some")
    span = replace(graph.nodes["T4"].spans[0], start=start, end=start + 4, exact="Some")
    start_end = f"{start} {start + 4}".encode()
    node = replace(graph.nodes["T4"], id="n", spans=(span,), extra={}, text="Some", note="Who?")
    link = replace(graph.links["R3"], id="l", target_node="n", extra={})

    files = write(replace(graph, nodes={**graph.nodes, "n": node}, links={**graph.links, "l": link}), "brat")

    assert files["buses.txt"] == SAMPLE["buses.txt"]
    assert without_own_data(files)["buses.ann"] == ANN + (
        b"T8\tCounterclaim " + start_end + b"\tSome\nR7\tattacks Arg1:T5 Arg2:T8\t\n#4\tAnnotatorNotes T8\tWho?\n"
    )


def test_deletion_takes_the_lines_that_referred_to_it():
    graph = read(SAMPLE).graph
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ != "T6"}
    links = {id_: graph.links[id_] for id_ in ("R3", "R6", "A1", "A2")}
    graph = replace(graph, nodes=nodes, links=links)

    gone = ("T6", "R1", "R2", "R4", "R5", "#2", "N1", "E1", "*")
    expected = [line for line in ANN.decode().splitlines() if not line.startswith(tuple(f"{id_}\t" for id_ in gone))]
    expected[expected.index("R6\tsupports Arg1:E1 Arg2:T4\t")] = "R6\tsupports Arg1:T7 Arg2:T4\t"
    assert without_own_data(write(graph, "brat"))["buses.ann"].decode().splitlines() == expected
    [note] = losses(graph)
    assert note.message == "4 lines of the source file refer to something that was deleted, and are left out."


@pytest.mark.parametrize(
    ("lines", "links"),
    [
        (["R1\tsupports Arg1:T1 Arg2:T2\t", "R2\tattacks Arg1:T3 Arg2:R1"], ["T1 -> T2", "T3 -x (R1)"]),
        (["R2\tattacks Arg1:T3 Arg2:R1", "R1\tsupports Arg1:T1 Arg2:T2"], ["T3 -x (R1)", "T1 -> T2"]),
        (["R1\tPartial-Attack Arg1:T1 Arg2:T2"], ["T1 -x T2"]),
        (["R1\tSupport Arg2:T2 Arg1:T1"], ["T1 -> T2"]),
        (["R1\tsupport From:T1 To:T2"], ["T1 -> T2"]),
        (["R1 supports Arg1:T1 Arg2:T2"], ["T1 -> T2"]),
        (["R1\tsupports Arg1:T1 Arg2:T1"], []),
        (["R1\tsupports Arg1:T1 Arg2:R2", "R2\tsupports Arg1:T1 Arg2:R1"], []),
        (["R1\tsupports Arg1:T1 Arg2:T9"], []),
        (["R1\tsupports Arg1:T1 Arg2:T2", "R2\tsupports Arg1:T1 Arg2:T2", "R3\tsupports Arg1:T1 Arg2:T3"],
         ["T1 -> T2", "T1 -> T3"]),
        (["R1\tsupports Arg1:T1 Arg2:T2", "R2\tundercuts Arg1:T3 Arg2:R1", "R3\tundercuts Arg1:T1 Arg2:R2"],
         ["T1 -> T2", "T3 -x (R1)", "T1 -x (R2)"]),
        (["R1\tsupports Arg1:T1 Arg2:T2", "R1\tattacks Arg1:T1 Arg2:T3"], ["T1 -> T2"]),
        (["*\tEquiv T1 T2 T3"], ["T2 ~> T1", "T3 ~> T1"]),
        (["A1\tStance T1 For"], []),
        (["M1\tNegated T1"], []),
        (["R1\tcauses Arg1:T1 Arg2:T2", "R2\tattacks Arg1:T3 Arg2:R1"], []),
    ],
)  # fmt: skip
def test_relations_of_all_shapes_are_read_and_written_back(lines: list[str], links: list[str]):
    nodes = ["T1\tPremise 0 8\tOne two.", "T2\tClaim 9 20\tThree four.", "T3\tClaim 21 30\tFive six."]

    graph = read_lines(*nodes, *lines).graph

    assert drawn(graph) == links
    assert write(graph, "brat") == pair(*nodes, *lines)
    assert losses(graph) == []


def test_offsets_count_the_byte_order_mark_and_line_ends_as_the_words_say():
    for text in ("\ufeffOne.\r\nTwo three.", "\ufeffOne.\nTwo three."):
        for start in (5, 6, 7):
            if text[start:].startswith("Two") or (start < 7 and "\r" in text):
                reading = read_lines(f"T1\tClaim {start} {start + 10}\tTwo three.", text=text)
                assert quotes(reading.graph) == {"T1": ["Two three."]}
                assert reading.notes == ()
                assert write(reading.graph, "brat")["a.txt"] == text.encode()


def test_words_that_stand_elsewhere_than_the_offsets_say_are_found():
    reading = read_lines("T1\tClaim 0 11\tThree four.", "T2\tClaim 3 9999\tnowhere here", "T3\tClaim 9 20")

    assert quotes(reading.graph) == {"T1": ["Three four."], "T2": [], "T3": ["Three four."]}
    assert [note.message for note in reading.notes] == [
        "2 annotations quote other words than stand at their offsets; their words were looked for.",
        "1 node has words that the text does not hold: it has no passage.",
    ]
    assert without_own_data(write(reading.graph, "brat")) == pair(
        "T1\tClaim 0 11\tThree four.", "T2\tClaim 3 9999\tnowhere here", "T3\tClaim 9 20"
    )


PARTS = (
    "T1\town_claim 21 29\tFive six",
    "T2\town_claim 0 7\tOne two",
    "T3\tdata 9 19\tThree four",
    "R1\tparts_of_same Arg1:T1 Arg2:T2\t",
    "R2\tsupports Arg1:T3 Arg2:T2\t",
)


def test_what_a_relation_calls_parts_of_one_is_one_node_with_several_passages():
    reading = read_lines(*PARTS)

    assert [(node.id, node.text) for node in reading.graph.nodes.values()] == [
        ("T1", "One two Five six"),
        ("T3", "Three four"),
    ]
    assert quotes(reading.graph)["T1"] == ["One two", "Five six"]
    assert drawn(reading.graph) == ["T3 -> T1"]
    assert reading.notes == (
        Note("1 annotation is a further part of another; they are one node with several passages."),
    )
    assert write(reading.graph, "brat") == pair(*PARTS)
    assert losses(reading.graph) == []


def test_parts_of_one_become_fragments_where_the_passages_change():
    graph = read_lines(*PARTS).graph
    node = graph.nodes["T1"]
    nodes = {**graph.nodes, "T1": replace(node, kind=NodeKind.COUNTERCLAIM)}

    files = without_own_data(write(replace(graph, nodes=nodes), "brat"))

    assert files["a.ann"].decode().splitlines() == [
        "T1\tCounterclaim 0 7;21 29\tOne two Five six",
        "T3\tdata 9 19\tThree four",
        "R2\tsupports Arg1:T3 Arg2:T1\t",
    ]
    assert losses(replace(graph, nodes=nodes)) == []


def test_other_names_for_parts_can_be_told_and_a_chain_of_them_is_one_node():
    lines = (
        *PARTS[:3],
        "R1\tgoes-on Arg1:T1 Arg2:T2\t",
        "R2\tgoes-on Arg1:T3 Arg2:T2\t",
        "R3\tgoes-on Arg1:T1 Arg2:T9\t",
    )

    reading = read_lines(*lines, types="goes-on=part")

    assert [node.text for node in reading.graph.nodes.values()] == ["One two Three four Five six"]
    assert [note.message for note in reading.notes] == [
        "2 annotations are further parts of others; each is one node with them, with several passages.",
        "1 relation leads where no link can lead; it is kept aside and written back.",
    ]
    assert write(reading.graph, "brat") == pair(*lines)


@pytest.mark.parametrize(
    ("unit", "places"), [("UTF-16 units (two for an emoji)", ((4, 7), (12, 15))), ("bytes", ((7, 10), (15, 18)))]
)
def test_offsets_of_programs_that_count_no_characters_are_understood_and_written_so(
    unit: str, places: tuple[tuple[int, int], ...]
):
    (a, b), (c, d) = places
    lines = [f"T1\tClaim {a} {b}\tone", f"T2\tPremise {c} {d}\tone"]

    reading = read_lines(*lines, text="😀é one two one two 😀")

    assert [node.spans[0].start for node in reading.graph.nodes.values()] == [3, 11]
    assert reading.notes == (Note(f"1 text has offsets that count {unit}; they are read and written so."),)
    assert write(reading.graph, "brat")["a.ann"] == pair(*lines)["a.ann"]
    bare = {id_: replace(node, kind=NodeKind.COUNTERCLAIM) for id_, node in reading.graph.nodes.items()}
    changed = without_own_data(write(replace(reading.graph, nodes=bare), "brat"))["a.ann"].decode()
    assert re.sub("Counterclaim", "Claim", changed) == re.sub("Premise", "Claim", "\n".join([*lines, ""]))


def test_lines_that_are_not_quite_right_are_read():
    lines = [
        "T1\tMajor Claim 0 8\tOne two.",
        "T2\tClaim 9 20\t",
        "T3\tPremise -1 4\tFive six.",
        "T4\tClaim 0 3;4 8\tOne two.",
    ]

    graph = read_lines(*lines, "", "").graph

    assert quotes(graph) == {"T1": ["One two."], "T2": ["Three four."], "T3": ["Five six."], "T4": ["One two."]}
    assert graph.nodes["T1"].main
    assert write(graph, "brat") == pair(*lines, "", "")


def test_words_that_begin_where_the_line_says_stand_there_though_their_end_is_wrong():
    lines = ["T1\tClaim 8 10\tone", "T2\tClaim 4 99\ttwo"]

    reading = read_lines(*lines, text="one two one two")

    assert [(span.start, span.end) for node in reading.graph.nodes.values() for span in node.spans] == [(8, 11), (4, 7)]
    assert len(reading.notes) == 1
    assert write(reading.graph, "brat") == pair(*lines, text="one two one two")


def test_a_passage_over_a_line_end_is_written_in_fragments_and_read_as_one():
    text = "One two\nthree."
    graph = read_lines("T1\tClaim 0 7;8 14\tOne two three.", text=text).graph

    assert quotes(graph) == {"T1": ["One two\nthree."]}
    bare = replace(graph, nodes={"T1": replace(graph.nodes["T1"], extra={})})
    assert write(bare, "brat")["a.ann"] == b"T2\tClaim 0 7;8 14\tOne two three.\n"


def test_the_scheme_of_the_essays_joins_major_claims_and_writes_stances():
    lines = ["T1\tMajorClaim 0 8\tOne two.", "T2\tMajorClaim 9 20\tThree four.", "T3\tClaim 21 30\tFive six."]

    assert len(read_lines(*lines).graph.nodes) == 3
    graph = read_lines(*lines, "R1\tsupports Arg1:T3 Arg2:T2", preset="aaec").graph
    assert drawn(graph) == ["T3 -> T1"]
    link = replace(graph.links["R1"], extra={}, id="l")
    files = write(replace(graph, links={"l": link}), "brat")
    assert files["a.ann"].decode().splitlines() == [*lines, "A1\tStance T3 For"]


def test_names_of_types_can_be_told():
    lines = ["T1\tTopic 0 8\tOne two.", "T2\tIdea 9 20\tThree four.", "T3\tWhy 21 30\tFive six."]
    types = "Topic=ignore, Idea=main\nWhy=evidence; because=support"

    graph = read_lines(*lines, "R1\tbecause Arg1:T3 Arg2:T2", types=types).graph

    assert [(n.id, n.kind, n.main) for n in graph.nodes.values()] == [
        ("T2", NodeKind.CLAIM, True),
        ("T3", NodeKind.EVIDENCE, False),
    ]
    assert drawn(graph) == ["T3 -> T2"]
    bare = replace(graph, links={"R1": replace(graph.links["R1"], extra={})})
    assert write(bare, "brat") == pair(*lines, "R2\tbecause Arg1:T3 Arg2:T2\t")


def test_several_pairs_are_one_map_with_several_articles():
    files = {name.replace("buses", stem): content for stem in ("x/a", "x/b") for name, content in SAMPLE.items()}

    graph = read(files).graph

    assert [*graph.articles] == ["x/a", "x/b"]
    assert drawn(graph)[:2] == ["x/a/T6 -> x/a/T3", "x/a/T5 -x (x/a/R1)"]
    assert write(graph, "brat") == files


def test_a_pair_in_a_folder_is_called_after_its_file_and_goes_back_to_its_place():
    files = {"corpus/essay 1.ann": b"T1\tClaim 0 4\tSome\n", "corpus/essay 1.txt": b"Some text"}

    graph = read(files, "brat").graph

    assert (graph.title, [article.title for article in graph.articles.values()]) == ("essay 1", ["essay 1"])
    assert write(graph, "brat") == files


def test_losses_name_what_other_programs_do_not_see():
    graph = graph_of("b & c -> a", "d -> a", "kind:counterclaim c", text="a. b. c.")

    assert [note.message for note in losses(graph)] == [
        "1 node without a passage stands in a text of its own.",
        "1 link between different texts is noted for Argmap only.",
        "The premises of 1 linked argument become separate relations.",
    ]
    assert losses(graph, preset="aaec")[-1].message == "1 counterclaim becomes a claim."


@pytest.mark.parametrize("preset", ["", "aaec", "abstrct"])
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_any_graph_comes_back_whole(preset: str, data: st.DataObject):
    graph = data.draw(argument_graphs())
    files = write(graph, "brat", **({"preset": preset} if preset else {}))

    back = read(files, "brat", **({"preset": preset} if preset else {})).graph

    assert in_order(without_ids_of_spans(back, "brat")) == in_order(without_ids_of_spans(graph, "brat"))


@given(argument_graphs())
@settings(max_examples=15, deadline=None)
def test_other_programs_read_everything_but_the_losses(graph: ArgumentGraph):
    plain = read(without_own_data(write(graph, "brat")), "brat").graph

    unsaid = sum(note.count for note in losses(graph) if "between different texts" in note.message)
    linked = any(link.is_linked for link in graph.links.values())
    twins = len(graph.links) - len({(li.type, li.premises[0].node, li.target) for li in graph.links.values()})
    assert Counter(n.kind for n in plain.nodes.values()) == Counter(n.kind for n in graph.nodes.values())
    assert linked or twins or len(plain.links) == len(graph.links) - unsaid


@given(damaged_bytes(ANN))
@settings(max_examples=40, deadline=None)
def test_damaged_annotations_are_read_and_written_back_or_refused(content: bytes):
    try:
        graph = read({**SAMPLE, "buses.ann": content}, "brat").graph
    except FormatError:
        return
    assert faults_of(graph) == []
    back = read(write(graph, "brat"), "brat").graph
    assert in_order(without_ids_of_spans(back, "brat")) == in_order(without_ids_of_spans(graph, "brat"))


@given(damaged_bytes(SAMPLE["buses.txt"]))
@settings(max_examples=20, deadline=None)
def test_a_damaged_text_is_read_and_written_back_or_refused(content: bytes):
    try:
        graph = read({**SAMPLE, "buses.txt": content}, "brat").graph
    except FormatError:
        return
    assert faults_of(graph) == []
    back = read(write(graph, "brat"), "brat").graph
    assert in_order(without_ids_of_spans(back, "brat")) == in_order(without_ids_of_spans(graph, "brat"))


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_after_any_deletion_nothing_dangles(data: st.DataObject):
    graph = read(SAMPLE).graph
    doomed = data.draw(st.sets(st.sampled_from([*graph.nodes, *graph.links])))
    graph = without(graph, doomed)

    files = write(graph, "brat")

    ids = {line.split("\t")[0] for line in files["buses.ann"].decode().splitlines()}
    named = set(re.findall(r"(?<=[: ])[TRAE]\d+(?=[\s]|$)", re.sub("#.*Argmap.*", "", files["buses.ann"].decode())))
    assert named <= ids
    assert in_order(without_ids_of_spans(read(files, "brat").graph, "brat")) == in_order(
        without_ids_of_spans(graph, "brat")
    )


@pytest.mark.parametrize(
    ("files", "options", "message"),
    [
        ({"a.ann": b""}, {}, "“a”: the file .txt is missing; choose both files of the pair."),
        ({"a.ann": b"", "a.txt": b"Caf\xe9"}, {}, "“a.txt”: This file is not UTF-8 text: line 1, column 4 cannot be"),
        ({"a.ann": b"", "a.doc": b""}, {}, "“a.doc” is neither .ann nor .txt; a brat document is a pair of"),
        (pair("T1\tClaim x y\tOne"), {}, "Line 1: a text annotation must be “T1, TAB, Type 10 25, TAB, words”"),
        (pair("", "R1\tsupports T1"), {}, "Line 2: a relation must be “R1, TAB, Type Arg1:T1 Arg2:T2”; correct it."),
        (pair("T1\tClaim 0 3\tO\0e"), {}, "“a.ann”: the file holds NUL; remove it."),
        (pair("#1\tArgmap T1\t{"), {}, "The note of the type Argmap in this file is damaged; remove it."),
        (pair(), {"types": "Idea=thing"}, "“Idea=thing” names no type; write pairs as in “Pr"),
        (pair(), {"preset": "odd"}, "“Annotation scheme” cannot be “odd”; choose one of generic, aaec, abstrct."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(files: dict[str, bytes], options: dict[str, str], message: str):
    with pytest.raises(FormatError) as error:
        read(files, "brat", **options)

    assert str(error.value).startswith(message)


def test_a_long_chain_of_lines_that_refer_to_something_deleted_goes_with_it():
    count = 20_000
    chain = [f"E{n}\tThing:T2 Next:E{n + 1}" for n in range(1, count)]
    lines = ["T1\tClaim 0 4\tSome", "T2\tClaim 5 9\ttext", *chain, f"E{count}\tThing:T1"]
    files = {"a.ann": "".join(f"{line}\n" for line in lines).encode(), "a.txt": b"Some text"}
    graph = read(files, "brat").graph
    less = replace(graph, nodes={id_: node for id_, node in graph.nodes.items() if id_ != "T1"})

    assert write(graph, "brat") == files
    assert write(less, "brat")["a.ann"] == b"T2\tClaim 5 9\ttext\n"


def test_ten_thousand_annotations_in_a_chain_of_undercuts_are_read_and_written():
    count = 10_000
    nodes = [f"T{n}\tClaim {5 * n} {5 * n + 4}\tWord" for n in range(count)]
    chain = [f"R{n}\tundercuts Arg1:T{n} Arg2:R{n - 1}\t" for n in range(2, count)]
    files = pair(*nodes, "R1\tsupports Arg1:T1 Arg2:T0\t", *chain, text="Word " * count)

    graph = read(files, "brat").graph

    assert (len(graph.nodes), len(graph.links)) == (count, count - 1)
    assert write(graph, "brat") == files


@pytest.mark.peers
def test_arguebuf_reads_the_annotations(tmp_path):
    graph = graph_of("b -> a", "c -x b", "kind:evidence c", text="a. b. c.")
    path = tmp_path / "map.ann"
    path.write_bytes(without_own_data(write(graph, "brat"))["map.ann"])

    found = ask_python(
        "import sys, json; from arguebuf.load._load_brat import load_brat\n"
        "g = load_brat(open(sys.argv[1]))\n"
        "print(json.dumps([sorted(n.text for n in g.atom_nodes.values() if n.text), len(g.scheme_nodes)]))",
        str(path),
    )

    assert found == [["a", "b", "c"], 2]
