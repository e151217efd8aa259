"""How many statements a request makes: the same at any size of the map."""

import itertools
from uuid import uuid4

import pytest
import zeal
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import place

MOST = 12


def fill(owner, map_, count: int) -> tuple[list[str], list[str]]:
    """So many nodes with spans, and so many links among them."""
    article = map_.map_articles.get().article
    span = place(article, "full")
    of = {"map": str(map_.pk)}
    nodes = [{**of, "id": str(uuid4()), "kind": "claim", "spans": [span], "tags": ["t"]} for _ in range(count)]
    assert owner.post("nodes/", nodes).status_code == 201
    ids = [node["id"] for node in nodes]
    ends = zip(ids, ids[1:] + ids[:1], strict=True)
    links = [{**of, "id": str(uuid4()), "type": "support", "premises": [a], "target_node": b} for a, b in ends]
    assert owner.post("links/", links).status_code == 201
    return ids, [link["id"] for link in links]


def queries_of(send, *args) -> int:
    with CaptureQueriesContext(connection) as context:
        response = send(*args)
    assert response.status_code < 300, response.content
    return len(context)


@pytest.mark.parametrize("signed_in_by", ["token", "session"])
@pytest.mark.parametrize("size", [2, 500])
def test_creating_a_node_with_a_span_and_a_link_takes_few_statements(
    owner, client, user, map_, article, size, signed_in_by
):
    ids, links = fill(owner, map_, size)
    if signed_in_by == "session":
        owner.credentials()
        owner.force_login(user)
    node = {"map": str(map_.pk), "kind": "claim", "spans": [place(article, "Mondays")]}
    link = {"map": str(map_.pk), "type": "attack", "premises": [ids[0]], "target_link": links[1]}

    assert queries_of(owner.post, "nodes/", node) <= MOST
    assert queries_of(owner.post, "nodes/?offsets=utf16", node) <= MOST + 3
    assert queries_of(owner.post, "links/", link) <= MOST


def test_a_first_passage_in_an_article_takes_few_statements_too(owner, project, article):
    map_ = owner.post("maps/", {"project": project.slug, "title": "Draws on nothing yet"}).json()
    node = {"map": map_["id"], "kind": "claim", "spans": [place(article, "Mondays")]}

    assert queries_of(owner.post, "nodes/", node) <= MOST
    assert owner.get(f"maps/{map_['id']}/").json()["articles"] == [str(article.pk)]


def test_an_edit_takes_the_same_statements_in_a_large_map(owner, project, article):
    from argmap.services.maps import create_map

    counts = []
    for size in (2, 300):
        map_ = create_map(by=owner.user, project=project, title="M", articles=[article])
        ids, links = fill(owner, map_, size)
        counts.append(
            [
                queries_of(owner.patch, f"nodes/{ids[0]}/", {"text": "x", "tags": [], "spans": []}),
                queries_of(owner.patch, f"links/{links[0]}/", {"note": "x"}),
                queries_of(owner.get, f"nodes/{ids[0]}/"),
                queries_of(owner.get, f"maps/{map_.pk}/"),
                queries_of(owner.get, f"maps/{map_.pk}/graph/"),
                queries_of(owner.delete, f"links/{links[0]}/"),
                queries_of(owner.post, f"maps/{map_.pk}/undo/"),
                queries_of(owner.delete, f"nodes/{ids[0]}/"),
            ]
        )

    assert counts[0] == counts[1]


LISTS = ["projects/", "articles/", "articles/?text=1", "maps/", "nodes/", "nodes/?offsets=utf16", "links/"]


def test_lists_take_the_same_statements_at_2_and_at_50_rows(owner, project, article, map_):
    fill(owner, map_, 2)
    few = [queries_of(owner.get, address) for address in LISTS]
    fill(owner, map_, 50)
    for number in range(50):
        name = f"P{number}"
        slug = owner.post("projects/", {"name": name}).json()["slug"]
        text = owner.post("articles/", {"project": slug, "text": f"Text {name}."}).json()["id"]
        owner.post("maps/", {"project": slug, "title": name, "articles": [text]})

    with zeal.zeal_context():
        many = [queries_of(owner.get, address) for address in LISTS]

    assert many == few
    assert all(count <= 8 for count in many), dict(zip(LISTS, many, strict=True))


def test_a_history_takes_the_same_statements_at_any_length(owner, map_, add_node):
    node = add_node("A")
    address = f"maps/{map_.pk}/changes/"
    few = queries_of(owner.get, address)
    for number in range(20):
        owner.patch(f"nodes/{node['id']}/", {"note": str(number)})

    assert queries_of(owner.get, address) == few


def test_a_whole_map_of_1000_nodes_is_made_in_two_calls_of_few_statements(owner, map_, article):
    span = place(article, "full")
    of = {"map": str(map_.pk)}
    nodes = [{**of, "id": str(uuid4()), "kind": "claim", "spans": [span]} for _ in range(1000)]
    links = [
        {**of, "type": "support", "premises": [child["id"]], "target_node": parent["id"]}
        for parent, child in itertools.pairwise(nodes)
    ]

    assert queries_of(owner.post, "nodes/", nodes) < 60
    assert queries_of(owner.post, "links/", links) < 60
    assert owner.get(f"maps/{map_.pk}/").json()["node_count"] == 1000
