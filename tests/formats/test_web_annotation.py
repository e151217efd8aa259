import json
from dataclasses import replace
from uuid import UUID

from hypothesis import given

from argmap.domain.graph import Article, Node, Revision, Span
from argmap.domain.vocabulary import NodeKind
from argmap.formats import FORMATS, write
from argmap.formats.base import Note
from argmap.formats.web_annotation import VOCABULARY
from tests.graphs import argument_graphs, graph_of


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


def test_losses_count_texts_and_origins_of_articles():
    assert list(FORMATS["web-annotation"].losses(graph_of("b -> a", text="a b"))) == [
        Note("The text of 1 article is left out."),
        Note("Title and origin of 1 article are left out."),
    ]
    assert list(FORMATS["web-annotation"].losses(graph_of("scheme:sign b -> a"))) == []


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
