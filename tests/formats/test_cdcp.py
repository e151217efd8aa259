import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import EvidenceType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import read
from argmap.formats.base import Note, Reading
from tests.formats.damage import JSON, damaged_json
from tests.formats.samples import SAMPLES, samples_of

TEXT = (SAMPLES / "cdcp" / "00001.txt").read_bytes()


def sample() -> dict[str, Any]:
    return json.loads((SAMPLES / "cdcp" / "00001.ann.json").read_bytes())


def reading_of(value: Any, text: bytes = TEXT) -> Reading:
    return read({"00001.ann.json": json.dumps(value).encode(), "00001.txt": text}, "cdcp")


def propositions(text: str, *offsets: list[int], **lists: Any) -> Reading:
    value = {"prop_offsets": list(offsets), "prop_labels": ["value"] * len(offsets), "url": {}} | lists
    return read({"a.ann.json": json.dumps(value).encode(), "a.txt": text.encode()}, "cdcp")


def quotes(graph: ArgumentGraph) -> list[list[str]]:
    return [[span.exact for span in node.spans] for node in graph.nodes.values()]


def drawn(graph: ArgumentGraph) -> list[str]:
    return [f"{' & '.join(p.node for p in link.premises)} -> {link.target}" for link in graph.links.values()]


def test_propositions_become_nodes_with_kind_and_passage():
    graph = read({path.name: path.read_bytes() for path in samples_of("cdcp")}).graph

    assert quotes(graph) == [
        ["Buses are full –"],
        ["I stood for an hour on Monday."],
        ["The city counted 4,000 riders:"],
        ["https://example.org/count"],
        ["So the city should buy more buses."],
        ["It would be fair."],
    ]
    assert [(node.kind, node.evidence_type) for node in graph.nodes.values()] == [
        (NodeKind.CLAIM, None),
        (NodeKind.EVIDENCE, EvidenceType.TESTIMONY),
        (NodeKind.EVIDENCE, EvidenceType.FACT),
        (NodeKind.EVIDENCE, EvidenceType.DOCUMENT),
        (NodeKind.CLAIM, None),
        (NodeKind.CLAIM, None),
    ]
    assert graph.nodes["3"].sources == ("https://example.org/count",)


def test_reasons_and_evidences_become_supports_with_linked_premises():
    assert drawn(reading_of(sample()).graph) == ["0 -> 4", "5 -> 4", "3 -> 2", "1 & 2 -> 0"]


def test_what_is_left_out_is_named():
    assert reading_of(sample()).notes == (
        Note("1 link stands twice; the second is left out.", 1),
        Note("1 link names a proposition that the file does not have; it is left out.", 1),
    )


def test_the_text_is_read_so_that_no_offset_cuts_a_word():
    lines = "One two.\r\nThree four.\r\nFive six."

    as_one = propositions(lines, [0, 8], [9, 20], [21, 30]).graph
    as_two = propositions(lines, [0, 8], [10, 21], [23, 32]).graph

    assert quotes(as_one) == quotes(as_two) == [["One two."], ["Three four."], ["Five six."]]


def test_a_byte_order_mark_that_the_offsets_count_is_part_of_the_text():
    assert quotes(propositions("\ufeffOne two. Three.", [1, 9], [10, 16]).graph) == [["One two."], ["Three."]]
    assert quotes(propositions("\ufeffOne two. Three.", [0, 8], [9, 15]).graph) == [["One two."], ["Three."]]


def test_several_documents_are_one_map_with_several_articles():
    value, text = json.dumps(sample()).encode(), TEXT

    graph = read({"a.ann.json": value, "a.txt": text, "b.txt": text, "b.ann.json": value}, "cdcp").graph

    assert [*graph.articles] == ["a", "b"]
    assert drawn(graph)[4:] == ["b/0 -> b/4", "b/5 -> b/4", "b/3 -> b/2", "b/1 & b/2 -> b/0"]


def test_odd_links_and_labels():
    reading = propositions(
        "One. Two. Three.",
        *([0, 4], [5, 9], [10, 99]),
        prop_labels=["value", "opinion"],
        reasons=[[1, 0], [[0, 2], 1], [[2, 1], 0], [[2, 3], 1]],
        evidences=[],
    )

    assert drawn(reading.graph) == ["1 -> 0", "0 & 2 -> 1", "1 & 2 -> 0"]
    assert [note.message for note in reading.notes] == [
        "2 propositions have labels that CDCP does not know; they are read as claims.",
        "1 link names a proposition that the file does not have; it is left out.",
        "1 proposition supports itself; that is left out.",
        "1 proposition ends behind the text; it is cut there.",
    ]


def test_files_of_programs_that_write_the_format_a_little_differently_are_read():
    value = {
        "prop_offsets": [["0", "4"], [5, 9], [10, 16], [17, 22]],
        "prop_labels": ["value", "fact", "fact", "fact"],
        "reason": [[["1"], "0"], [[3, 1, 3, 2], 0], [["2", "3"], "1"]],
        "evidences": None,
        "url": [],
        "annotator": "A",
    }

    reading = reading_of(value, b"One. Two. Three. Four.")

    assert drawn(reading.graph) == ["1 -> 0", "3 & 1 & 2 -> 0", "2 & 3 -> 1"]
    assert reading.notes == (Note("1 field that CDCP does not know is kept aside."),)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.ann.json": b"{}"}, "“a”: the file .txt is missing; choose both files of the pair."),
        ({"a.txt": b"a"}, "“a”: the file .ann.json is missing; choose both files of the pair."),
        ({"a.ann.json": b"{}", "a.xml": b""}, "“a.xml” is neither .ann.json nor .txt; a CDCP document is a pair"),
        ({"a.ann.json": b"[", "a.txt": b""}, "Line 1, column 2: this is not JSON"),
        ({"a.ann.json": b'{"prop_offsets": [[1]]}', "a.txt": b""}, "“a”, proposition 0: its place must be two offsets"),
        ({"a.ann.json": b'{"reasons": [7]}', "a.txt": b""}, "“a”, “reasons” 1: a link must be [[first, last], target]"),
        ({"a.ann.json": b'{"reasons": 7}', "a.txt": b""}, "“a”: “reasons” must be a list, not 7."),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(files: dict[str, bytes], message: str):
    with pytest.raises(FormatError) as error:
        read(files, "cdcp")

    assert str(error.value).startswith(message)


@given(damaged_json(sample) | JSON)
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(value: Any):
    try:
        graph = reading_of(value).graph
    except FormatError:
        return
    assert faults_of(graph) == []


@given(st.binary(max_size=30))
@settings(max_examples=50, deadline=None)
def test_any_text_is_read_or_refused(text: bytes):
    try:
        graph = reading_of(sample(), text).graph
    except FormatError:
        return
    assert faults_of(graph) == []


def test_ten_thousand_propositions_are_read():
    count = 10_000
    offsets = [[5 * n, 5 * n + 5] for n in range(count)]

    graph = propositions("Word " * count, *offsets, reasons=[[[n, n], n - 1] for n in range(1, count)]).graph

    assert (len(graph.nodes), len(graph.links)) == (count, count - 1)
