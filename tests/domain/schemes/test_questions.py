from dataclasses import replace

from hypothesis import given

from argmap.domain.graph import ArgumentGraph, Premise
from argmap.domain.schemes.catalogue import CATALOGUE
from argmap.domain.schemes.questions import State, missing_premises, premise_in, questions_of
from tests.graphs import argument_graphs, graph_of

EXPERT = CATALOGUE["expert-opinion"]


def with_roles(graph: ArgumentGraph, notation: str, *roles: str) -> ArgumentGraph:
    """The graph, in whose link of this notation the premises have these roles."""
    link = graph.links[notation]
    premises = tuple(Premise(p.node, role) for p, role in zip(link.premises, roles, strict=True))
    return replace(graph, links={**graph.links, notation: replace(link, premises=premises)})


def states(graph: ArgumentGraph, notation: str = "says -> a") -> dict[str, State]:
    return {asked.question.slug: asked.state for asked in questions_of(graph, graph.links[notation])}


def test_all_questions_of_a_fresh_link_are_open():
    found = states(graph_of("scheme:expert-opinion says -> a"))

    assert list(found) == [question.slug for question in EXPERT.questions]
    assert set(found.values()) == {State.OPEN}


def test_links_without_a_scheme_of_the_catalogue_have_no_questions():
    graph = graph_of("says -> a", "scheme:hunch b -> a", "scheme:expert-opinion c -x a")

    assert [questions_of(graph, link) for link in graph.links.values()] == [(), (), ()]


def test_an_undercut_in_the_role_of_a_question_raises_it():
    graph = graph_of("scheme:expert-opinion says -> a", "paid -x (says -> a)")

    found = states(with_roles(graph, "paid -x (says -> a)", "expert-opinion/independence"))

    assert [slug for slug, state in found.items() if state is State.RAISED] == ["independence"]


def test_a_warrant_in_the_role_of_a_question_answers_it():
    graph = graph_of("scheme:expert-opinion says -> a", "free -> (says -> a)")

    found = states(with_roles(graph, "free -> (says -> a)", "expert-opinion/independence"))

    assert found["independence"] is State.ANSWERED


def test_an_objection_weighs_more_than_an_answer():
    graph = graph_of("scheme:expert-opinion says -> a", "free -> (says -> a)", "paid -x (says -> a)")
    for notation in ("free -> (says -> a)", "paid -x (says -> a)"):
        graph = with_roles(graph, notation, "expert-opinion/independence")

    assert states(graph)["independence"] is State.RAISED


def test_a_conflict_that_aif_names_raises_its_question():
    graph = graph_of(
        "scheme:expert-opinion says -> a",
        "scheme:lack-of-expert-reliability paid -x (says -> a)",
        "scheme:expertise-inconsistency others -x a",
    )

    found = states(graph)

    assert [slug for slug, state in found.items() if state is State.RAISED] == ["independence", "agreement"]


def test_a_question_on_a_premise_looks_at_the_node_in_that_role():
    graph = graph_of("scheme:expert-opinion is & says -> a", "no -x is")
    graph = with_roles(graph, "is & says -> a", "expert", "statement")
    graph = with_roles(graph, "no -x is", "expert-opinion/expertise")

    found = {asked.question.slug: asked for asked in questions_of(graph, graph.links["is & says -> a"])}

    assert (found["expertise"].state, found["expertise"].place) == (State.RAISED, "is")
    assert (found["statement"].place, found["field"].place) == ("says", None)


def test_missing_premises_are_those_that_no_node_takes():
    graph = with_roles(graph_of("scheme:expert-opinion is & says -> a"), "is & says -> a", "expert", "")

    [link] = graph.links.values()

    assert [premise.role for premise in missing_premises(EXPERT, link)] == ["statement", "field"]


def test_a_scheme_of_one_premise_takes_the_only_one_whatever_its_role():
    scheme = CATALOGUE["bias"]
    [link] = graph_of("scheme:bias paid -> a").links.values()

    assert missing_premises(scheme, link) == ()
    assert premise_in(scheme, "stake", link) == "paid"


@given(argument_graphs())
def test_any_graph_has_an_answer_for_each_question_of_its_schemes(graph):
    for link in graph.links.values():
        for asked in questions_of(graph, link):
            assert (asked.state is State.OPEN) == (asked.taken_up == ())
