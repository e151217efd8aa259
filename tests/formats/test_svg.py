import re
from dataclasses import replace
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from hypothesis import given

from argmap.domain.graph import Article, Node
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import Direction, LinkType, NodeKind, relation_name
from argmap.formats import FORMATS, write
from argmap.formats._svg_style import COLOURS, KINDS, RELATIONS
from argmap.formats.base import Note
from tests.graphs import argument_graphs, graph_of
from tests.paths import ROOT

SVG = "{http://www.w3.org/2000/svg}"


def picture_of(graph) -> Element:
    [content] = write(graph, "svg").values()
    return fromstring(content)


def groups(picture: Element, name: str) -> list[Element]:
    """The groups of which ``name`` is one of the classes."""
    return [group for group in picture.iter(f"{SVG}g") if name in group.get("class", "").split()]


def texts(group: Element, kind: str) -> list[str]:
    return [text.text or "" for text in group.iter(f"{SVG}text") if text.get("class") == kind]


def title(group: Element) -> str:
    return group.findtext(f"{SVG}title") or ""


def map_with(node: Node):
    return replace(graph_of(), nodes={node.id: node})


def test_a_box_has_number_text_details_and_a_title_with_everything():
    graph = graph_of("kind:evidence evidence_type:study attribution:Ana b", "main:yes a", "b -> a")
    root, reason = groups(picture_of(graph), "node")

    assert (texts(root, "number"), texts(root, "words"), texts(root, "small")) == (["1"], ["a"], ["main claim"])
    assert (texts(reason, "number"), texts(reason, "small")) == (["1.1"], ["study · Ana"])
    assert title(reason) == "1.1 Evidence, study, Ana: b"
    assert root.get("class") == "node claim main"


def test_what_a_picture_has_no_room_for_stands_in_the_titles_of_boxes_and_signs():
    graph = graph_of("a", "scheme:sign b -> a")
    node = replace(graph.nodes["b"], sources=("https://example.org/<1>",), confidence=0.5, tags=("cost",), note="Ask.")
    link = replace(next(iter(graph.links.values())), strength=0.25, note="Weak.")
    picture = picture_of(replace(graph, nodes={**graph.nodes, "b": node}, links={link.id: link}))

    assert title(groups(picture, "node")[1]).splitlines() == [
        *("1.1 Claim: b", "Source: https://example.org/<1>", "Confidence: 0.5", "Tags: cost", "Note: Ask."),
    ]
    [sign] = [group for group in groups(picture, "support") if group.find(f"{SVG}path[@class='mark']") is not None]
    assert title(sign).splitlines() == ["Support", "Scheme: sign", "Strength: 0.25", "Note: Weak."]


def test_each_relation_has_its_line_and_its_sign():
    graph = graph_of("b -> a", "c -x a", "d ~> a", "e -x (b -> a)", "f -> (c -x a)")
    picture = picture_of(graph)

    for relation in ("support", "attack", "rephrase", "undercut", "warrant"):
        line, sign = groups(picture, relation)
        assert line[0].get("class") == "link"
        assert [part.get("class") for part in sign] == ["disc", "mark"]


def test_an_undercut_ends_in_a_dot_on_the_line_that_it_attacks():
    line, _ = groups(picture_of(graph_of("b -> a", "c -x (b -> a)")), "undercut")

    assert [part.get("class") for part in line] == ["link", "dot"]


def test_linked_premises_meet_in_a_pill():
    line, pill, _ = groups(picture_of(graph_of("b & c -> a")), "support")

    assert title(pill) == "1.1: only together"
    assert line[0].get("d", "").count("M") == 3


def test_attack_is_dashed_undercut_dotted_and_implicit_boxes_dashed():
    [style] = [element.text or "" for element in picture_of(graph_of("implicit:yes a")).iter(f"{SVG}style")]

    assert ".attack .link { stroke-dasharray: 7 4; }" in style
    assert ".undercut .link { stroke-dasharray: 2 3; }" in style
    assert re.search(r"\.implicit \.card.*stroke-dasharray: 4 3", style)
    assert len(groups(picture_of(graph_of("implicit:yes a")), "implicit")) == 1


def test_a_node_that_stands_elsewhere_is_a_chip():
    [chip] = groups(picture_of(graph_of("b -> a", "c -> a", "b -> c")), "chip")

    assert texts(chip, "small") == ["see 1.1"]


def test_long_texts_are_wrapped_and_nothing_of_them_is_lost():
    text = "The night train from the coast to the capital should not be cut in December. " * 20
    [box] = groups(picture_of(map_with(Node("n", NodeKind.CLAIM, text))), "node")

    assert len(texts(box, "words")) > 20
    assert " ".join(texts(box, "words")).split() == text.split()


def test_control_characters_are_dropped_and_markup_is_text():
    [box] = groups(picture_of(map_with(Node("n", NodeKind.CLAIM, "<b>&amp;\x01\x0b\x85\ufffe]]></b>"))), "node")

    assert title(box) == "1 Claim: <b>&amp;]]></b>"


def test_right_to_left_texts_run_so_and_mirror_the_map_where_the_article_does():
    graph = graph_of("שלום -> عالم")
    mirrored = replace(graph, articles={"t": Article("t", "T", direction=Direction.RTL)})

    def places(graph):
        found = (re.match(r"translate\(([\d.]+)", g.get("transform", "")) for g in groups(picture_of(graph), "node"))
        return [float(match[1]) for match in found if match]

    assert {text.get("direction") for text in picture_of(graph).iter(f"{SVG}text") if text.get("class") == "words"} == {
        "rtl"
    }
    assert places(graph)[0] < places(graph)[1]
    assert places(mirrored)[0] > places(mirrored)[1]


def test_an_empty_map_is_a_small_picture():
    picture = picture_of(graph_of(title="Nothing yet"))

    assert (title(picture), groups(picture, "node")) == ("Nothing yet", [])
    assert float(picture.get("width", "0")) > 0


def test_the_picture_needs_no_other_file():
    [content] = write(graph_of("b & d -> a", "c -x (b & d -> a)", text="a b"), "svg").values()

    assert re.findall(rb"href|url\(|@import|<script|<image|@font-face|var\(", content) == []


def test_colours_are_those_of_the_pages_light_and_dark():
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text()
    pages = {name: (a, b) for name, a, b in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", tokens)}

    assert {token: pages[token] for token in COLOURS} == COLOURS
    assert b"@media (prefers-color-scheme: dark)" in write(graph_of("a"), "svg")["map.svg"]


def test_losses_count_what_is_not_drawn():
    assert list(FORMATS["svg"].losses(graph_of("b -> a", "scheme:sign b -> a", text="a b"))) == [
        Note("The text of 1 article is left out."),
        Note("2 spans have no place.", 2),
    ]
    assert list(FORMATS["svg"].losses(graph_of("b -> a"))) == []


@given(argument_graphs())
def test_any_map_is_a_picture_with_a_box_for_each_node_and_a_sign_for_each_link(graph):
    picture, tree = picture_of(graph), tree_of(graph)
    expanded = [item.number for item in tree.items.values() if item.node and item.reference is None]

    assert [texts(box, "number") for box in groups(picture, "node")] == [[number] for number in expanded]
    assert sum(path.get("class") == "mark" for path in picture.iter(f"{SVG}path")) == len(graph.links)
    tips = [group.findtext(f"{SVG}title") or "" for group in picture.iter(f"{SVG}g")]
    for link in graph.links.values():
        assert not link.scheme or any(f"Scheme: {link.scheme}" in tip for tip in tips)


def test_every_kind_and_relation_of_the_vocabulary_has_a_colour():
    relations = {relation_name(kind, on_link=on_link) for kind in LinkType for on_link in (False, True)}

    assert set(KINDS) == {kind.value for kind in NodeKind}
    assert set(RELATIONS) == relations
    assert {f"{kind.value}-ink" for kind in NodeKind} | relations <= set(COLOURS)
