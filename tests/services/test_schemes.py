import pytest

from argmap.domain.graph import ArgumentGraph
from argmap.domain.schemes.questions import State, questions_of
from argmap.domain.tree import tree_of
from argmap.exceptions import NotFoundError, RuleError
from argmap.formats import read, write
from argmap.models import Link, Node
from argmap.queries.graph import load_graph
from argmap.services.nodes import delete_node
from argmap.services.problems import repair_problem
from argmap.services.schemes import (
    add_missing_premise,
    answer_question,
    follow_scheme,
    raise_question,
    reopen_question,
)
from argmap.services.undo import redo_change, undo_change
from tests.graphs import outline


@pytest.fixture
def map_(graph_in_db):
    return graph_in_db("main:yes claim", "scheme:expert-opinion says -> claim", "other")


@pytest.fixture
def link(map_):
    return Link.objects.select_related("map").get(map=map_)


def state_of(graph: ArgumentGraph, slug: str) -> State:
    [found] = [
        asked.state
        for link in graph.links.values()
        for asked in questions_of(graph, link)
        if asked.question.slug == slug
    ]
    return found


def drawn(map_) -> list[str]:
    return outline(tree_of(load_graph(map_)))


def test_a_missing_premise_is_an_implicit_node_that_joins_the_link(user, map_, link):
    add_missing_premise(by=user, link=link, role="expert")

    [premise] = link.premises.filter(role="expert").select_related("node")
    assert (premise.node.implicit, premise.node.text) == (True, "The person cited is an expert in a certain field.")


def test_a_premise_that_is_there_or_that_no_scheme_asks_for_is_refused(user, map_, link):
    add_missing_premise(by=user, link=link, role="expert")

    with pytest.raises(RuleError, match="only statement, field may be added"):
        add_missing_premise(by=user, link=link, role="expert")
    link.scheme = "hunch"
    link.save()
    with pytest.raises(RuleError, match="no scheme of the catalogue"):
        add_missing_premise(by=user, link=link, role="statement")


def test_a_question_on_the_link_becomes_an_undercut(user, map_, link):
    raise_question(by=user, link=link, question="expert-opinion/independence")

    assert drawn(map_) == ["claim", "  + says", "    × The expert is not a reliable source here.", "other"]
    assert Link.objects.get(map=map_, type="attack").scheme == "lack-of-expert-reliability"


def test_a_question_on_the_conclusion_becomes_a_counterclaim_to_it(user, map_, link):
    raise_question(by=user, link=link, question="expert-opinion/agreement", text="Others differ.")

    assert drawn(map_) == ["claim", "  + says", "  − Others differ.", "other"]
    assert Node.objects.get(text="Others differ.").kind == "counterclaim"


def test_a_question_on_a_missing_premise_adds_it_and_attacks_it_in_one_step(user, map_, link):
    before = drawn(map_)

    raise_question(by=user, link=link, question="expert-opinion/expertise")

    attack = Link.objects.get(map=map_, type="attack")
    assert attack.target_node.premises.get().role == "expert"
    undo_change(by=user, map_=map_)
    assert drawn(map_) == before


def test_a_node_that_supports_already_takes_the_question_up_without_a_second_link(user, map_, link):
    other = Node.objects.select_related("map").get(map=map_, text="other")

    for question in ("expert-opinion/independence", "expert-opinion/evidence"):
        answer_question(by=user, link=link, question=question, node=other)

    assert drawn(map_) == ["claim", "  + says", "    + other"]


def test_a_node_that_was_deleted_meanwhile_answers_nothing(user, map_, link):
    other = Node.objects.select_related("map").get(map=map_, text="other")
    delete_node(by=user, node=Node.objects.select_related("map").get(pk=other.pk))

    with pytest.raises(NotFoundError, match="deleted meanwhile"):
        answer_question(by=user, link=link, question="expert-opinion/evidence", node=other)

    assert drawn(map_) == ["claim", "  + says"]


def test_undo_opens_a_question_again_and_redo_raises_it(user, map_, link):
    raise_question(by=user, link=link, question="expert-opinion/evidence")
    states = [state_of(load_graph(map_), "evidence")]
    for step in (undo_change, redo_change):
        step(by=user, map_=map_)
        states.append(state_of(load_graph(map_), "evidence"))

    assert states == [State.RAISED, State.OPEN, State.RAISED]


@pytest.mark.parametrize("name", ["argmap", "aif", "arguebuf", "argdown", "carneades"])
def test_a_raised_question_that_aif_names_survives_the_formats(name, user, map_, link):
    raise_question(by=user, link=link, question="expert-opinion/independence")

    back = read(write(load_graph(map_), name), name).graph

    assert state_of(back, "independence") is State.RAISED


def test_answers_survive_argmap(user, map_, link):
    answer_question(by=user, link=link, question="expert-opinion/evidence", text="She published her data.")

    back = read(write(load_graph(map_), "argmap"), "argmap").graph

    assert state_of(back, "evidence") is State.ANSWERED


def test_an_unknown_question_is_refused_with_those_that_there_are(user, map_, link):
    with pytest.raises(RuleError, match="known are expert-opinion/expertise"):
        raise_question(by=user, link=link, question="bias/evidence")


def test_the_repair_of_a_missing_premise_tells_two_at_one_place_apart(user, map_, link):
    link.premises.update(role="statement")
    says = Node.objects.get(map=map_, text="says")

    message = "This link lacks a premise of its scheme: “The claim belongs to that field.”"
    repair_problem(by=user, map_=map_, rule="missing_premise", nodes=[says.pk], links=[link.pk], message=message)

    assert set(link.premises.values_list("role", flat=True)) == {"statement", "field"}


def test_a_scheme_with_roles_and_missing_premises_is_one_step(user, map_, link):
    before = drawn(map_)
    [premise] = link.premises.all()

    follow_scheme(by=user, link=link, scheme="sign", roles={premise.node_id: "observation"}, add=["meaning"])

    assert [p.role for p in link.premises.all()] == ["observation", "meaning"]
    assert Node.objects.get(map=map_, implicit=True).text.startswith("What is observed usually indicates")
    undo_change(by=user, map_=map_)
    assert drawn(map_) == before
    assert (Link.objects.get(pk=link.pk).scheme, link.premises.get().role) == ("expert-opinion", "")


def test_a_scheme_may_be_an_own_name_or_none_and_roles_stay_as_they_are(user, map_, link):
    [premise] = link.premises.all()
    follow_scheme(by=user, link=link, scheme="sign", roles={premise.node_id: "observation"})

    assert follow_scheme(by=user, link=link, scheme="money talks").summary == "Follow the scheme “money talks”"
    assert follow_scheme(by=user, link=link, scheme="").summary == "Follow no scheme"

    assert link.premises.get().role == "observation"
    with pytest.raises(RuleError, match="follows no scheme of the catalogue"):
        follow_scheme(by=user, link=link, scheme="money talks", add=["field"])
    assert Link.objects.get(pk=link.pk).scheme == ""


@pytest.mark.parametrize("take_up", [raise_question, answer_question], ids=lambda verb: verb.__name__)
def test_a_question_is_opened_again_and_what_took_it_up_stays(user, map_, link, take_up):
    take_up(by=user, link=link, question="expert-opinion/independence", text="Paid by the industry.")
    taken = drawn(map_)

    reopen_question(by=user, link=link, question="expert-opinion/independence")

    assert drawn(map_) == taken
    assert state_of(load_graph(map_), "independence") is State.OPEN
    assert not Link.objects.filter(map=map_, scheme="lack-of-expert-reliability").exists()
    undo_change(by=user, map_=map_)
    assert state_of(load_graph(map_), "independence") is not State.OPEN


def test_a_question_that_is_open_is_not_opened_again(user, link):
    with pytest.raises(RuleError, match="open already"):
        reopen_question(by=user, link=link, question="expert-opinion/independence")
