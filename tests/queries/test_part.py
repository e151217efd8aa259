"""The part of a map around a place: what a repair looks at instead of the whole map."""

from __future__ import annotations

from uuid import UUID

import pytest

from argmap.domain import graph as domain
from argmap.domain.problems.rules import RULES, problems_of
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import LinkType
from argmap.models import Link, Node, Revision
from argmap.queries import graph as queries
from argmap.queries.graph import load_graph, load_part
from argmap.services.comments import add_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def flawed(graph_in_db):
    """A map that breaks every rule that has a repair, among nodes that break none."""
    map_ = graph_in_db(
        *(
            "Hidden -> top",
            "kind:evidence evidence_type:statistic Number",
            "Number -> Hidden",
            "implicit:yes Hidden",
        ),
        *("Alike -> top", "text:alike. twin", "twin -> top", "scheme:expert-opinion said -> top", "beside -> Alike"),
        text="Number and Hidden",
    )
    Link.objects.get(scheme="expert-opinion").premises.update(role="statement")
    link = {"href": "https://example.org/report", "start": 0, "end": 6}
    Revision.objects.filter(article__project=map_.project).update(structure={"hyperlinks": [link]})
    return map_


def keys(ids):
    return [UUID(key) for key in ids]


def test_every_problem_with_a_repair_shows_in_the_part_around_it(flawed):
    found = [problem for problem in problems_of(load_graph(flawed)) if problem.repair]

    assert {problem.rule for problem in found} == {name for name, rule in RULES.items() if rule.repair}
    for problem in found:
        part = load_part(flawed, nodes=keys(problem.nodes), links=keys(problem.links))
        assert problem in list(RULES[problem.rule].find(part))


def test_a_part_holds_its_nodes_with_their_links_and_the_main_claims(flawed):
    whole = load_graph(flawed)
    node = {node.text: node for node in whole.nodes.values()}
    flawed.nodes.filter(text="top").update(main=True)

    part = load_part(flawed, nodes=keys([node["Hidden"].id]))

    assert {node.text for node in part.nodes.values()} == {"Hidden", "top"}
    assert part.links.keys() == {
        link.id for link in (*whole.links_from[node["Hidden"].id], *whole.links_to[node["Hidden"].id])
    }
    assert part.nodes[node["Hidden"].id] == node["Hidden"]
    assert [part.links[key] for key in part.links] == [whole.links[key] for key in part.links]


def test_links_of_which_a_part_came_or_went_between_two_queries_are_left_out(flawed, monkeypatch):
    whole = load_graph(flawed)
    gone = next(node.id for node in whole.nodes.values() if node.text == "Hidden")
    monkeypatch.setattr(queries, "_nodes", without(gone, queries._nodes))

    torn = load_graph(flawed)

    assert torn.links.keys() == {link.id for link in whole.links.values() if gone not in parts_of(link)}
    assert tree_of(torn).items


def test_comments_on_what_came_or_went_between_two_queries_are_left_out(flawed, user, monkeypatch):
    gone = Node.objects.get(map=flawed, text="Hidden")
    lost = Link.objects.get(map=flawed, target_node__text="top", premises__node=gone)
    stays = Node.objects.get(map=flawed, text="top")
    for words, place in {"node": {"node": gone}, "link": {"link": lost}, "other": {"node": stays}, "map": {}}.items():
        add_comment(by=user, map_=flawed, text=words, **place)
    monkeypatch.setattr(queries, "_nodes", without(str(gone.pk), queries._nodes))

    torn, stored = load_graph(flawed), load_graph(flawed, as_stored=True)

    assert [comment.text for comment in torn.comments.values()] == ["other", "map"]
    assert [comment.text for comment in stored.comments.values()] == ["node", "link", "other", "map"]


def test_links_on_a_torn_link_go_with_it_and_each_is_looked_at_once(monkeypatch):
    chain = [link_on(number - 1, id=number) for number in range(300)]  # the first on one that is not there
    circle = [link_on("later", id="earlier", premise="gone"), link_on("earlier", id="later")]
    whole = link_on("whole", id="on the whole"), domain.Link("whole", LinkType.SUPPORT, (domain.Premise("b"),), "a")
    looked_at, stands = [], queries._stands
    monkeypatch.setattr(queries, "_stands", lambda *given: looked_at.append(given) or stands(*given))

    found = queries.whole_links([*chain, *circle, *whole], ["a", "b"])

    assert list(found) == list(whole)
    assert len(looked_at) == len([*chain, *circle, *whole])


def link_on(target, *, id, premise="b"):
    return domain.Link(str(id), LinkType.ATTACK, (domain.Premise(premise),), target_link=str(target))


def without(node_id, nodes):
    return lambda *given, **options: (node for node in nodes(*given, **options) if node.id != node_id)


def parts_of(link):
    return {link.target, *(premise.node for premise in link.premises)}


def test_a_part_of_another_map_is_empty(flawed, graph_in_db):
    other = graph_in_db("a -> b", title="Other")
    ids = other.nodes.values_list("pk", flat=True)

    part = load_part(flawed, nodes=ids, links=Link.objects.filter(map=other).values_list("pk", flat=True))

    assert (part.nodes, part.links) == ({}, {})
