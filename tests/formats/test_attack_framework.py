"""The three formats of attack frameworks, which differ in nothing but their syntax."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._losses import with_implied_kinds
from argmap.formats.base import Note
from tests.formats.damage import damaged_bytes
from tests.formats.minus import with_links_by_content, without_bags
from tests.formats.samples import samples_of
from tests.formats.test_aif import drawn
from tests.graphs import argument_graphs, graph_of

NAMES = ("tgf", "apx", "af")


def written(graph: ArgumentGraph, name: str, **options: str) -> str:
    [content] = write(graph, name, **options).values()
    return content.decode()


def read_text(text: str, name: str) -> ArgumentGraph:
    return read({f"a.{name}": text.encode()}, name).graph


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tgf", "a\nb\nc\nd\n#\nb a\nc b\nd a\n"),
        ("apx", "arg(a).\narg(b).\narg(c).\narg(d).\natt(b,a).\natt(c,b).\natt(d,a).\n"),
        ("af", "# 1: a\n# 2: b\n# 3: c\n# 4: d\np af 4\n2 1\n3 2\n4 1\n"),
    ],
)
def test_attacks_and_undercuts_become_attacks_of_nodes_on_nodes(name: str, expected: str):
    graph = graph_of("a", "b", "c", "d", "b -x a", "c -x (b -x a)", "d -x a")

    assert written(graph, name) == expected


def test_an_undercut_of_a_support_attacks_what_supports():
    assert written(graph_of("a", "b & c -> a", "d -x (b & c -> a)"), "tgf").endswith("#\nd b\nd c\n")


def test_linked_premises_attack_one_by_one():
    assert written(graph_of("a", "b & c -x a"), "tgf") == "a\nb\nc\n#\nb a\nc a\n"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_framework_cannot_say_is_counted(name: str):
    graph = graph_of("a", "b -> a", "c & d -x (b -> a)", "e ~> a", "c -> (b -> a)", "c -x b", title="Buses")

    assert [*FORMATS[name].losses(graph)] == [
        Note("1 support has no place."),
        Note("1 warrant has no place."),
        Note("1 rephrase has no place."),
        Note("1 undercut becomes an attack on the premises of the link that it bears on."),
        Note("1 attack by linked premises becomes one attack by each."),
        Note("1 attack says what another says; they become one."),
        Note("2 node kinds have no place.", 2),
        Note("The title of the map has no place."),
    ]


def test_texts_stand_in_comments_or_on_demand_behind_the_name():
    graph = ArgumentGraph.of(id="m", nodes=[Node("a", NodeKind.CLAIM, "We need\nmore buses.")])

    assert written(graph, "apx") == "% a: We need more buses.\narg(a).\n"
    assert written(graph, "af") == "# 1: We need more buses.\np af 1\n"
    assert written(graph, "tgf") == "a\n#\n"
    assert written(graph, "tgf", labels="texts") == "a We need more buses.\n#\n"
    assert [*FORMATS["apx"].losses(graph)] == [Note("1 text is written on one line.")]
    assert [*FORMATS["tgf"].losses(graph)] == [Note("1 text of a node has no place.")]
    assert [*FORMATS["tgf"].losses(graph, labels="texts")] == [Note("1 text is written on one line.")]


def test_names_that_a_solver_would_not_read_are_replaced():
    graph = ArgumentGraph.of(id="m", nodes=[Node("an id", NodeKind.CLAIM, "x"), Node("a1", NodeKind.CLAIM, "y")])

    assert written(graph, "apx") == "% a2: x\n% a1: y\narg(a2).\narg(a1).\n"


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("tgf", ["b -x a", "c -x a", "b -x c", "c -x b"]),
        ("apx", ["b -x a", '"the budget" -x a']),
        ("af", ["2 -x 1", "3 -x 2"]),
    ],
)
def test_arguments_are_nodes_and_attacks_links(name: str, links: list[str]):
    graph = read(samples_of(name)[0]).graph

    assert drawn(graph) == links
    assert next(iter(graph.nodes.values())).text == "We need more buses."


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_file_comes_back_with_all_its_lines(name: str):
    sample = samples_of(name)[0]
    graph = read(sample).graph

    again = written(graph, name)

    assert read_text(again, name) == graph
    assert sorted(words(again)) == sorted(words(sample.read_text()))
    assert [*FORMATS[name].losses(graph)] == []


def words(text: str) -> list[str]:
    return text.replace('"the budget", a', '"the budget",a').replace(" attacks", "").split()


def test_what_was_met_is_named():
    reading = read({"a.apx": b"arg(a). arg(a). att(a,b). att(a,b). att(b,b). sup(a,b). % why\n"}, "apx")

    assert reading.notes == (
        Note("1 argument attacks itself, which no node can; that is kept aside and written back."),
        Note("1 argument is not declared, but stands in an attack; it is added."),
        Note("1 argument is declared twice; it is read once."),
        Note("1 attack stands twice; it is read once."),
        Note("1 comment is kept aside and written back."),
        Note("1 other statement is kept aside and written back."),
    )


def test_an_edge_that_is_labelled_a_support_is_one_and_comes_back():
    graph = read_text("a\nb\n#\nb a +\n", "tgf")

    assert drawn(graph) == ["b -> a"]
    assert written(graph, "tgf") == "a\nb\n#\nb a +\n"


def test_names_that_only_a_program_made_are_not_written():
    texts = ("a", "We need more buses.", "b2", "a")
    ids = [f"01a2209e-a8a6-714c-924e-46b1cfc8f52{number}" for number in range(4)]
    graph = ArgumentGraph.of(id="m", nodes=[Node(*pair) for pair in zip(ids, [NodeKind.CLAIM] * 4, texts, strict=True)])

    assert written(graph, "tgf", labels="texts") == "a\na1 We need more buses.\nb2\na2 a\n#\n"
    assert written(graph, "apx") == "% a1: We need more buses.\n% a2: a\narg(a).\narg(a1).\narg(b2).\narg(a2).\n"
    named = f"{ids[0]}\n{ids[1]}\n#\n"
    assert written(read_text(named, "tgf"), "tgf") == named


def test_a_label_says_nothing_of_a_link_whose_type_was_changed():
    graph = read_text("a\nb\nc\n#\na b supports\nb c att\n", "tgf")
    support, attack = graph.links["a + b"], graph.links["b > c"]
    turned = {
        support.id: replace(support, type=LinkType.ATTACK),
        attack.id: replace(attack, type=LinkType.SUPPORT),
    }

    text = written(replace(graph, links=turned), "tgf")

    assert text == "a\nb\nc\n#\na b\n"


@pytest.mark.parametrize(("name", "line"), [("tgf", "a a supports"), ("tgf", "a a why not")])
def test_an_argument_that_bears_on_itself_does_so_again(name: str, line: str):
    assert written(read_text(f"a\n#\n{line}\n", name), name) == f"a\n#\n{line}\n"


FACTS = """arg(a).
arg(pay(ann,bob)).
?arg('x y').
arg(d,0.7).
att(a,pay(ann,bob)).
?att('x y',a).
att(d,a,3).
att(a,d):-2.5.
support(a,'x y').
support(d,'x y',0.5).
val(a,v1).
pref(a,d).
"""


def test_facts_of_richer_frameworks_are_read_and_come_back():
    graph = read_text(FACTS, "apx")

    assert [link.type.value for link in graph.links.values()] == ["attack"] * 4 + ["support"] * 2
    assert graph.nodes["'x y'"].text == "x y"
    assert written(graph, "apx") == FACTS
    assert [*FORMATS["apx"].losses(graph)] == []


def test_marks_and_weights_are_told():
    assert read({"a.apx": FACTS.encode()}, "apx").notes == (
        Note(
            "2 arguments or attacks are marked “?” (uncertain); all are read like the others, with the marks kept.", 2
        ),
        Note("4 weights of arguments, attacks or supports are kept aside and written back.", 4),
        Note("2 other statements are kept aside and written back.", 2),
    )


def test_statements_about_a_deleted_argument_are_left_out_and_counted():
    graph = read_text("arg(a).\narg(b).\nval(a,v1).\nval(b,v2).\npref(a,b).\nvalpref(v1,v2).\n", "apx")
    graph = replace(graph, nodes={"b": graph.nodes["b"]})

    assert written(graph, "apx") == "arg(b).\nval(b,v2).\nvalpref(v1,v2).\n"
    assert FORMATS["apx"].losses(graph)[0].message == (
        "2 statements of the source file are about arguments that were deleted, and are left out."
    )


def test_other_words_for_arguments_and_attacks_are_understood():
    graph = read_text("argument(a). argument(b). attack(a,b). atk(b,a).", "apx")

    assert drawn(graph) == ["a -x b", "b -x a"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("tgf", "a\nb\n", "Line 3: the line “#” between arguments and attacks is missing."),
        ("tgf", "a\n#\na\n", "Line 3: an attack is two names, not “a”."),
        ("tgf", "a\x00\n#\n", "Line 1: this line holds a character that no text can have; remove it."),
        ("apx", "arg(a).\narg(b)", "Line 2, column 1: “arg(a).” or “att(a,b).” is expected here, not “arg(b)”."),
        (
            "apx",
            "arg(a).\nin(X) :- arg(X).",
            "Line 2, column 1: “arg(a).” or “att(a,b).” is expected here, not “in(X) :-",
        ),
        ("apx", "att(a).", "Line 1, column 1: “att(a).” must be like “arg(a).” or “att(a,b).”."),
        ("apx", "arg(a\x00).", "Line 1, column 1: this statement holds a character that no text can have"),
        ("af", "", "Line 1: the line “p af N” with the number of arguments is missing."),
        ("af", "p cnf 3", "Line 1: “p cnf” begins a framework of another kind; Argmap reads “p af N”."),
        ("af", "p af", "Line 1: “p af N” with the number of arguments is expected here, not “p af”."),
        ("af", "p af 2\n1 x", "Line 2: an attack is two numbers, not “1 x”."),
        ("af", "p af 2\n1 3", "Line 2: there is no argument 3; the file has 1 to 2."),
        ("af", "p af 900000", "This file has 900,000 nodes; a map may have at most 200,000, so split it."),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(name: str, text: str, message: str):
    with pytest.raises(FormatError) as error:
        read_text(text, name)

    assert str(error.value).startswith(message)


@pytest.mark.parametrize("name", NAMES)
@given(graph=argument_graphs())
@settings(max_examples=80, deadline=None)
def test_a_map_comes_back_minus_what_the_losses_say(name: str, graph: ArgumentGraph):
    options = {"labels": "texts"} if name == "tgf" else {}

    again = read_text(written(graph, name, **options), name)

    expected = minus(graph, name)
    assert with_links_by_content(without_bags(again, name)) == with_links_by_content(expected)
    if not FORMATS[name].losses(graph, **options) and name != "af":
        assert with_links_by_content(expected) == with_links_by_content(graph)


def minus(graph: ArgumentGraph, name: str) -> ArgumentGraph:
    """Texts on one line, and each attack of one node on another once; ``af`` numbers the nodes."""
    key = {id_: str(number) if name == "af" else id_ for number, id_ in enumerate(graph.nodes, 1)}
    pairs: dict[tuple[str, str], None] = {}
    for link in graph.links.values():
        if link.type is LinkType.ATTACK:
            on = graph.links[link.target_link].premises if link.target_link else [Premise(link.target)]
            pairs.update(((p.node, target.node), None) for p in link.premises for target in on if p != target)
    nodes = [Node(key[node.id], NodeKind.CLAIM, " ".join(node.text.split())) for node in graph.nodes.values()]
    links = [
        Link(f"{source} {target}", LinkType.ATTACK, (Premise(key[source]),), key[target])
        for source, target in pairs
        if source != target
    ]
    return with_implied_kinds(ArgumentGraph.of(id="m", nodes=nodes, links=links))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(name: str, data: st.DataObject):
    content = data.draw(damaged_bytes(samples_of(name)[0].read_bytes()))
    try:
        graph = read({"a": content}, name).graph
    except FormatError:
        return
    assert faults_of(graph) == []
    assert read_text(written(graph, name), name).nodes.keys() == graph.nodes.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_large_framework_is_read(name: str):
    nodes = [Node(f"a{n}", NodeKind.CLAIM, f"a{n}") for n in range(10_000)]
    links = [Link(f"l{n}", LinkType.ATTACK, (Premise(f"a{n}"),), f"a{n // 2}") for n in range(1, 10_000)]
    graph = ArgumentGraph.of(id="m", nodes=nodes, links=links)

    assert len(read_text(written(graph, name), name).links) == 9_999


@pytest.mark.parametrize("name", NAMES)
def test_a_deleted_argument_leaves_nothing_behind(name: str):
    graph = read(samples_of(name)[0]).graph
    gone = list(graph.nodes)[1]
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ != gone}
    links = {id_: link for id_, link in graph.links.items() if gone not in (link.premises[0].node, link.target)}

    again = read_text(written(replace(graph, nodes=nodes, links=links), name), name)

    assert len(again.nodes) == 2
    assert len(again.links) == len(links)
