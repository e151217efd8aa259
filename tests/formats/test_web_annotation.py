import json
from contextlib import suppress
from dataclasses import replace
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import given, settings

from argmap.domain.graph import ArgumentGraph, Article, Comment, Highlight, Node, Revision, Span
from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, detect, losses, read, write
from argmap.formats._annotation_write import VOCABULARY
from argmap.formats.base import Note
from tests.formats.bags import drawn
from tests.formats.damage import damaged_json
from tests.formats.minus import without_bags
from tests.formats.samples import samples_of
from tests.graphs import argument_graphs, discussed_graphs, graph_of

PAGE, HYPOTHESIS = samples_of("web-annotation")


def collection_of(graph) -> dict:
    [content] = write(graph, "web-annotation").values()
    return json.loads(content)


def annotations_of(graph) -> list[dict]:
    return collection_of(graph)["first"]["items"]


def test_a_map_is_a_collection_with_one_page():
    collection = collection_of(graph_of("b -> a", title="Night trains"))

    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["label"], collection["total"]) == ("AnnotationCollection", "Night trains", 3)
    assert (collection["first"]["type"], len(collection["first"]["items"])) == ("AnnotationPage", 3)


def test_an_empty_map_is_an_empty_page():
    assert collection_of(graph_of())["first"]["items"] == []


def test_a_node_is_classified_and_described_at_its_passage_in_code_points():
    revision = Revision("r", "👩‍👩‍👧‍👦 Buses are full.", sha256="ab" * 32)
    article = Article("t", "Text", (revision,), url="https://example.org/a/7")
    node = Node("n", NodeKind.EVIDENCE, "Full.", spans=(Span("s", "t", "r", 8, 13, "Buses", "👦 ", " are"),))

    [annotation] = annotations_of(replace(graph_of(), articles={"t": article}, nodes={"n": node}))

    assert annotation["motivation"] == ["classifying", "describing"]
    assert annotation["body"] == [
        {"type": "SpecificResource", "purpose": "classifying", "source": f"{VOCABULARY}evidence"},
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": "Full."},
    ]
    assert annotation["target"]["source"] == "https://example.org/a/7"
    assert annotation["target"]["state"]["sha256"] == "ab" * 32
    assert annotation["target"]["selector"] == [
        {"type": "TextPositionSelector", "start": 8, "end": 13},
        {"type": "TextQuoteSelector", "exact": "Buses", "prefix": "👦 ", "suffix": " are"},
    ]


def test_several_passages_are_several_targets():
    [a] = annotations_of(graph_of("a", text="a b a"))

    assert [target["selector"][0]["start"] for target in a["target"]] == [0, 4]


def test_a_node_without_passage_is_about_the_articles_or_the_map():
    with_article, without = graph_of("z", text="a"), graph_of("z")

    assert annotations_of(with_article)[0]["target"].startswith("urn:uuid:")
    assert annotations_of(without)[0]["target"] == collection_of(without)["id"]


def test_an_undercut_links_an_annotation_to_the_annotation_of_a_link():
    graph = graph_of("b & d -> a", "c -x (b & d -> a)")
    b, d, a, c, support, undercut = annotations_of(graph)

    assert support["motivation"] == undercut["motivation"] == "linking"
    assert (support["target"], support["body"]) == ([b["id"], d["id"]], a["id"])
    assert (undercut["target"], undercut["body"]) == (c["id"], support["id"])
    assert undercut["argumentRelation"] == f"{VOCABULARY}undercut"


def test_a_uuid_stays_and_another_id_becomes_one_that_is_always_the_same():
    own = "019da9e7-92da-7d4f-95f6-12c1aa07efb1"

    assert annotations_of(graph_of(own))[0]["id"] == f"urn:uuid:{own}"
    assert annotations_of(graph_of("a")) == annotations_of(graph_of("a"))


def test_nothing_is_lost_unless_the_texts_are_left_out():
    graph = graph_of("scheme:sign b -> a", text="a b")

    assert list(FORMATS["web-annotation"].losses(graph)) == []
    assert list(FORMATS["web-annotation"].losses(graph, texts="left out")) == [
        Note("The text of 1 article is left out."),
        Note("Title and origin of 1 article are left out."),
        Note("2 spans have no place.", 2),
    ]


# Reading


def read_back(graph, **options):
    return read(write(graph, "web-annotation", **options), "web-annotation")


def reading_of(*items, texts=(), **head):
    value = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", **head, "items": list(items)}
    files = {"m.jsonld": json.dumps(value).encode(), **{name: text.encode() for name, text in texts}}
    return read(files, "web-annotation")


def annotation(id: str = "x", target="https://example.org/a/7", **fields) -> dict:
    return {"id": id, "type": "Annotation", "target": target, **fields}


def quoted(exact: str, source: str = "https://example.org/a/7", **fields) -> dict:
    return {"source": source, "selector": {"type": "TextQuoteSelector", "exact": exact, **fields}}


def test_annotations_of_others_are_read_in_their_many_forms():
    reading = read(PAGE)

    assert outline(tree_of(reading.graph)) == ["We need more.", "  + Buses are full.", "    × Full only on Mondays"]
    spans = [(span.start, span.end, span.exact) for node in reading.graph.nodes.values() for span in node.spans]
    assert spans == [(18, 31, "We need more."), (2, 17, "Buses are full."), (32, 52, "Full only on Mondays")]
    second = reading.graph.nodes["https://example.org/buses/2"]
    assert (second.kind, second.note, second.tags) == (NodeKind.EVIDENCE, "Says who?", ("crowding",))
    assert [note.count for note in reading.notes] == [2]


def test_an_export_of_hypothesis_is_read_with_comments_as_notes():
    reading = read(HYPOTHESIS)
    first, page = reading.graph.nodes.values()

    assert (first.text, first.note, first.tags) == ("We need more.", "The main point.", ("claim", "transport"))
    assert page.text == "A note on the whole page."
    assert [note.message for note in reading.notes] == [
        "1 annotation is neither a passage with words nor a link that says how: it is kept and written back.",
        "1 passage stands in a text that was not given: its words are kept.",
    ]


def test_a_text_that_comes_along_makes_the_passages_spans():
    text = "Buses are full. We need more."
    graph = read({HYPOTHESIS.name: HYPOTHESIS.read_bytes(), "7.txt": text.encode()}).graph

    assert graph.nodes["Abc1"].spans[0].start == 16
    assert [article.url for article in graph.articles.values()] == ["https://example.org/a/7"]


@pytest.mark.parametrize("path", [PAGE, HYPOTHESIS], ids=lambda path: path.name)
def test_untouched_annotations_come_back_equal_also_under_other_ids(path):
    reading = read(path)
    value = json.loads(path.read_text())
    originals = {item["id"]: item for item in value.get("items") or value["rows"]}

    for graph in (reading.graph, imported(reading)):
        assert {item["id"]: item for item in annotations_of(graph)} == originals


def test_a_changed_annotation_keeps_what_only_it_has():
    graph = read(PAGE).graph
    name = "https://example.org/buses/1"
    changed = replace(graph, nodes={**graph.nodes, name: replace(graph.nodes[name], text="More!")})

    item = next(item for item in annotations_of(changed) if item["id"] == name)

    assert item["created"] == "2026-01-02T10:00:00Z"
    assert item["body"][1]["value"] == "More!"
    assert read_back(changed).graph.nodes[name].text == "More!"


def test_what_answered_a_deleted_annotation_is_left_out_and_listed():
    graph = read(PAGE).graph
    gone = replace(
        graph,
        nodes={key: node for key, node in graph.nodes.items() if not key.endswith("/3")},
        links={key: link for key, link in graph.links.items() if not key.endswith("/5")},
    )

    assert [item["id"][-1] for item in annotations_of(gone)] == ["1", "2", "4", "7"]
    assert list(FORMATS["web-annotation"].losses(gone)) == [
        Note("1 annotation of the source file refers to something that was deleted, and is left out.")
    ]


def test_our_own_ids_come_back_from_a_place_with_ids_of_its_own():
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", text="a b")

    again = imported(read_back(graph))

    assert [item["id"] for item in annotations_of(again)] == [item["id"] for item in annotations_of(graph)]
    assert read_back(again).graph.nodes.keys() == graph.nodes.keys()


@pytest.mark.parametrize(
    "selector",
    [
        {"type": "TextPositionSelector", "start": 4, "end": 9},
        [{"type": "TextPositionSelector", "start": 4, "end": 9}, {"type": "TextQuoteSelector", "exact": "Buses"}],
        [{"type": "TextPositionSelector", "start": 5, "end": 10}, {"type": "TextQuoteSelector", "exact": "Buses"}],
        [{"type": "TextPositionSelector", "start": 0, "end": 5}, {"type": "TextQuoteSelector", "exact": "Buses"}],
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc5147", "value": "char=4,9"},
        {"type": "XPathSelector", "value": "/p", "refinedBy": {"type": "TextQuoteSelector", "exact": "Buses"}},
        {"type": "Choice", "items": [{"type": "CssSelector"}, {"type": "TextQuoteSelector", "exact": "Buses"}]},
        {"type": "oa:TextQuoteSelector", "exact": {"@value": "Buses", "@language": "en"}},
    ],
)
def test_a_passage_is_found_by_every_sort_of_selector(selector):
    target = {"source": "https://example.org/7", "selector": selector}
    [node] = reading_of(annotation(target=target), texts=[("7.txt", "🚌 x Buses.")]).graph.nodes.values()

    assert [(span.start, span.end) for span in node.spans] == [(4, 9)]


def test_the_words_around_a_quotation_choose_among_its_places():
    target = quoted("full", prefix="are ", suffix=" now")
    [node] = reading_of(annotation(target=target), texts=[("7.txt", "full, are full now, full")]).graph.nodes.values()

    assert node.spans[0].start == 10


@pytest.mark.parametrize(
    "target",
    [
        [quoted("a"), quoted("b")],
        {"type": "Composite", "items": [quoted("a"), quoted("b")]},
        {"@type": "oa:List", "members": [quoted("a"), quoted("b")]},
    ],
)
def test_several_targets_are_several_spans(target):
    value = {"@id": "x", "@type": "oa:Annotation", "oa:hasTarget": target}
    [node] = reading_of(value, texts=[("7.txt", "a b")]).graph.nodes.values()

    assert (node.text, [span.exact for span in node.spans]) == ("a … b", ["a", "b"])


def test_a_link_that_does_not_say_how_is_kept_aside():
    items = [annotation("a", quoted("A")), annotation("b", quoted("B")), annotation("l", "b", body="a")]
    reading = reading_of(*items)

    assert reading.graph.links == {}
    assert annotations_of(reading.graph) == items


@pytest.mark.parametrize("relation", ["supports", "https://example.org/vocabulary#supports", "argmap:support"])
def test_a_link_may_say_how_in_words_of_others(relation):
    items = [annotation("a", quoted("A")), annotation("b", quoted("B"))]
    link = annotation("l", "b", motivation="linking", body=["a", {"type": "TextualBody", "value": relation}])

    assert outline(tree_of(reading_of(*items, link).graph)) == ["A", "  + B"]


def test_links_on_links_that_cannot_be_made_are_kept_aside():
    a, b = annotation("a", quoted("A")), annotation("b", quoted("B"))
    on = annotation("m", "b", body="l", argumentRelation="attacks")
    reading = reading_of(a, b, annotation("l", "a", body="a", argumentRelation="supports"), on)

    assert reading.graph.links == {}
    assert len(annotations_of(reading.graph)) == 4


def test_one_annotation_to_a_line_a_list_and_one_alone_are_read():
    items = [annotation("a", quoted("A")), annotation("b", quoted("B"))]
    lines = "\n".join(map(json.dumps, items)).encode()

    for name, content in (("m.jsonl", lines), ("m.json", json.dumps(items).encode())):
        assert detect({name: content}) == "web-annotation"
        assert [node.text for node in read({name: content}).graph.nodes.values()] == ["A", "B"]
    assert len(read({"m.json": json.dumps(items[0]).encode()}).graph.nodes) == 1


def test_pages_that_are_elsewhere_are_told():
    reading = reading_of(annotation("a", quoted("A")), next="https://example.org/page2")

    assert reading.notes[-1].message == "1 further page of annotations is named but not in the file: add its file."


def test_what_holds_no_annotations_is_refused():
    with pytest.raises(FormatError, match="holds no annotations"):
        read({"m.jsonld": b'{"a": 1}'}, "web-annotation")


def test_ten_thousand_annotations_are_read():
    items = [annotation(f"n{index}", quoted(f"Text {index}")) for index in range(10_000)]
    links = [annotation(f"l{i}", f"n{i}", body=f"n{i // 3}", argumentRelation="supports") for i in range(1, 10_000)]

    graph = reading_of(*items, *links).graph

    assert (len(graph.nodes), len(graph.links)) == (10_000, 9_999)


@given(argument_graphs())
def test_any_map_comes_back_whole(graph):
    assert read_back(graph).graph == graph


@given(argument_graphs())
def test_any_map_comes_back_without_its_texts_but_for_the_losses(graph):
    back = without_bags(read_back(graph, texts="left out").graph, "web-annotation")

    assert back.nodes == {key: replace(node, spans=()) for key, node in graph.nodes.items()}
    assert (back.links, back.articles) == (graph.links, {})


@given(damaged_json(lambda: json.loads(PAGE.read_text())) | damaged_json(lambda: json.loads(HYPOTHESIS.read_text())))
def test_damaged_annotations_are_read_or_refused(value):
    with suppress(FormatError):
        graph = read({"m.json": json.dumps(value).encode()}, "web-annotation").graph
        write(graph, "web-annotation")


def imported(reading):
    """The graph of the reading under ids of its own, as a database gives them."""
    graph = reading.with_ids_kept
    new = {id: str(uuid5(NAMESPACE_URL, id)) for id in (*graph.nodes, *graph.links)}
    links = [
        replace(
            link,
            id=new[link.id],
            premises=tuple(replace(premise, node=new[premise.node]) for premise in link.premises),
            target_node=new.get(link.target_node or ""),
            target_link=new.get(link.target_link or ""),
        )
        for link in graph.links.values()
    ]
    nodes = [replace(node, id=new[node.id]) for node in graph.nodes.values()]
    return ArgumentGraph.of(
        id="db", title=graph.title, articles=graph.articles.values(), nodes=nodes, links=links, extra=graph.extra
    )


# Writing


@given(argument_graphs())
def test_any_map_gives_annotations_with_ids_of_their_own_that_exist_where_linked(graph):
    items = annotations_of(graph)
    ids = [item["id"] for item in items]
    known = {*ids}

    assert len(known) == len(graph.nodes) + len(graph.links)
    assert all(UUID(id.removeprefix("urn:uuid:")) for id in ids)
    for item in items:
        if item["motivation"] == "linking":
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            body = item["body"][0] if isinstance(item["body"], list) else item["body"]
            assert {*targets, body} <= known


@given(argument_graphs())
def test_every_passage_of_any_map_is_the_text_at_its_position(graph):
    texts = {revision.sha256: revision.text for a in graph.articles.values() for revision in a.revisions}

    for item in annotations_of(graph):
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            if isinstance(target, dict):
                place, quote = target["selector"]
                assert texts[target["state"]["sha256"]][place["start"] : place["end"]] == quote["exact"]


def test_an_address_that_no_database_can_store_is_encoded_and_comes_back():
    selector = {"type": "TextQuoteSelector", "exact": "Buses are full."}
    target = {"source": {"id": "urn:\0:text", "value": "Buses are full."}, "selector": selector}
    annotation = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "a", "target": target}
    content = json.dumps(annotation | {"body": "A remark"})

    graph = read({"a.jsonld": content.encode()}, "web-annotation").graph

    assert all("\0" not in article.id for article in graph.articles.values())
    assert read(write(graph, "web-annotation"), "web-annotation").graph.nodes.keys() == graph.nodes.keys()


# Highlights


@given(argument_graphs(beside=True))
def test_highlights_come_back_beside_the_nodes(graph):
    graph = replace(graph, tag_colors={})

    assert read_back(graph).graph == graph
    assert losses(graph, "web-annotation") == []


def test_a_note_is_the_body_of_a_highlight_and_a_plain_one_has_none():
    drawn = graph_of("a", text="a b c")
    span = drawn.nodes["a"].spans[0]
    plain = Highlight("p", replace(span, id="p", start=2, end=3, exact="b", prefix="a ", suffix=" c"))
    noted = Highlight("n", replace(span, id="n", start=4, end=5, exact="c", prefix="a b ", suffix=""), "Odd.")

    *_, first, second = annotations_of(replace(drawn, highlights={"p": plain, "n": noted}))

    assert (first["motivation"], second["motivation"]) == ("highlighting", "highlighting")
    assert "body" not in first
    assert second["body"] == {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": "Odd."}


def test_highlights_of_other_programs_that_say_more_stay_nodes_with_all_that_they_say():
    graph = read(PAGE).graph

    assert not graph.highlights


# Comments


@given(discussed_graphs())
@settings(max_examples=80, deadline=None)
def test_threads_come_back_with_authors_times_places_and_replies(graph: ArgumentGraph):
    reading = read_back(graph)

    assert reading.graph.comments == graph.comments
    assert [*reading.graph.comments] == [*graph.comments]
    assert reading.graph.nodes.keys() == graph.nodes.keys()
    assert losses(graph, "web-annotation") == []


def test_a_reply_annotates_the_comment_to_which_it_replies():
    reply = Comment("r", "It is.", "Ben")
    graph = replace(graph_of("a"), comments={"c": Comment("c", "Is it?", "Ana", node="a", replies=(reply,))})
    a, head, answer = annotations_of(graph)

    assert (head["motivation"], head["target"], head["creator"]["name"]) == ("commenting", a["id"], "Ana")
    assert head["threadState"] == f"{VOCABULARY}open"
    assert (answer["motivation"], answer["target"]) == ("replying", head["id"])


def test_without_the_texts_a_comment_on_a_passage_stands_on_the_map_and_both_sides_say_so():
    graph = graph_of("a", text="a b")
    [span] = graph.nodes["a"].spans
    graph = replace(graph, comments={"c": Comment("c", "Why?", span=replace(span, id="c"))})

    reading = read_back(graph, texts="left out")

    assert reading.graph.comments == {"c": Comment("c", "Why?")}
    assert any(note.message.startswith("1 comment stands on something") for note in reading.notes)
    lost = [note.message for note in losses(graph, "web-annotation", texts="left out")]
    assert "1 comment on a passage stands on the whole map where the texts are left out." in lost


def test_remarks_of_others_are_no_threads_of_ours():
    first = annotation("x", "https://example.org/a/7", motivation="commenting", body={"value": "Hm."})

    assert reading_of(first, annotation("y", "x", motivation="replying")).graph.comments == {}


def recogitos(id_: str, exact: str, start: int, body: list) -> dict:
    """An annotation as Recogito writes it, which does not say of which text the passage is."""
    quote = {"type": "TextQuoteSelector", "exact": exact}
    position = {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}
    return {"id": id_, "type": "Annotation", "body": body, "target": {"selector": [quote, position]}}


def relation(id_: str, source: str, target: str, tag: str) -> dict:
    body = [{"type": "TextualBody", "value": tag, "purpose": "tagging"}]
    ends = [{"id": source}, {"id": target}]
    return {"id": id_, "type": "Annotation", "motivation": "linking", "target": ends, "body": body}


RECOGITO = [
    recogitos("#1", "Buses are full", 0, [{"type": "TextualBody", "value": "Look!"}]),
    recogitos("#2", "We need more", 16, []),
    relation("#3", "#1", "#2", "supports"),
    relation("#4", "#1", "#2", "isRelatedTo"),
]


def test_relations_and_passages_of_recogito_are_read_and_come_back():
    text = "Buses are full. We need more."

    reading = read({"a.json": json.dumps(RECOGITO).encode(), "letter.txt": text.encode()}, "web-annotation")

    graph = reading.graph
    assert drawn(graph) == ["#1 -> #2"]
    assert [[span.start for span in node.spans] for node in graph.nodes.values()] == [[0], [16]]
    assert [note.count for note in reading.notes] == [1]
    [content] = write(graph, "web-annotation").values()
    assert sorted(json.loads(content)["first"]["items"], key=lambda item: item["id"]) == RECOGITO


def test_a_body_of_words_alone_is_read_and_replaced_when_it_changes():
    value = {"id": "urn:x:1", "type": "Annotation", "bodyValue": "Too full.", "target": "https://example.org/a"}

    graph = read({"a.json": json.dumps(value).encode()}).graph

    [node] = graph.nodes.values()
    assert node.text == "Too full."
    other = replace(graph, nodes={node.id: replace(node, text="Far too full.")})
    [content] = write(other, "web-annotation").values()
    [item] = json.loads(content)["first"]["items"]
    assert "bodyValue" not in item
    assert [node.text for node in read({"a.json": content}).graph.nodes.values()] == ["Far too full."]


def test_items_of_a_page_that_say_no_type_are_annotations_and_what_is_none_is_counted():
    bare = {"id": "urn:x:1", "target": "https://example.org/a", "body": {"value": "Too full."}}
    value = {"type": "AnnotationPage", "items": [bare, "https://example.org/2", {"id": "urn:x:3", "name": "Ana"}, 7]}

    reading = read({"a.json": json.dumps(value).encode()})

    assert [node.text for node in reading.graph.nodes.values()] == ["Too full."]
    assert [note.count for note in reading.notes] == [3]


def test_bodies_in_html_are_read_without_their_markup_and_written_with_it():
    html = {"type": "TextualBody", "format": "text/html", "value": "<p>Too <b>full</b> &amp; dear.</p><p>Really.</p>"}
    value = {"id": "urn:x:1", "type": "Annotation", "body": html, "target": "https://example.org/a"}

    graph = read({"a.json": json.dumps(value).encode()}).graph

    assert [node.text for node in graph.nodes.values()] == ["Too full & dear.\nReally."]
    assert annotations_of(graph) == [value]


def refined(outer: dict, inner: dict) -> dict:
    return {**outer, "refinedBy": inner}


POSITION, XPATH = {"type": "TextPositionSelector", "start": 6, "end": 15}, {"type": "XPathSelector", "value": "/p[2]"}


@pytest.mark.parametrize(
    ("selector", "places"),
    [
        (refined(POSITION, {"type": "TextPositionSelector", "start": 4, "end": 8}), [(10, 14)]),
        (refined(POSITION, {"type": "TextQuoteSelector", "exact": "full"}), [(10, 14)]),
        (refined(POSITION, {"type": "CssSelector", "value": "em"}), [(6, 15)]),
        (refined(XPATH, POSITION), []),  # counted from a place that nobody knows
        ({"type": "DataPositionSelector", "start": 6, "end": 15}, []),  # bytes
        ({"type": "RangeSelector", "startSelector": {"type": "TextPositionSelector", "start": 0, "end": 5},
          "endSelector": {"type": "TextPositionSelector", "start": 14, "end": 15}}, [(0, 14)]),
        ({"type": "RangeSelector", "startSelector": {"type": "TextQuoteSelector", "exact": "are"},
          "endSelector": {"type": "TextQuoteSelector", "exact": "We"}}, [(6, 15)]),
    ],
)  # fmt: skip
def test_selectors_within_selectors_count_from_where_the_outer_one_begins(selector: dict, places: list):
    target = {"source": "https://example.org/7", "selector": selector}
    mark = annotation(target=target, body={"type": "TextualBody", "value": "Look!"})
    [node] = reading_of(mark, texts=[("7.txt", "Buses are full. We need more.")]).graph.nodes.values()

    assert [(span.start, span.end) for span in node.spans] == places


def test_an_address_with_a_fragment_of_plain_text_names_a_passage():
    mark = annotation(target="https://example.org/7#char=6,9", body={"type": "TextualBody", "value": "Look!"})

    [node] = reading_of(mark, texts=[("7.txt", "Buses are full.")]).graph.nodes.values()

    assert [(span.start, span.end, span.exact) for span in node.spans] == [(6, 9, "are")]


def test_what_recogitos_annotator_keeps_is_read_and_comes_back():
    selector = {"quote": "full", "start": 10, "end": 14, "range": {}}
    body = {"id": "b1", "annotation": "a1", "purpose": "tagging", "value": "evidence"}
    value = {"id": "a1", "bodies": [body], "target": {"annotation": "a1", "selector": selector}}

    graph = read({"a.json": json.dumps([value]).encode(), "7.txt": b"Buses are full."}, "web-annotation").graph

    [node] = graph.nodes.values()
    assert (node.text, node.kind, [span.start for span in node.spans]) == ("full", NodeKind.EVIDENCE, [10])
    assert annotations_of(graph) == [value]
    assert detect({"a.json": json.dumps([value]).encode()}) == "web-annotation"
