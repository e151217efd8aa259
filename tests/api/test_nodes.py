from uuid import uuid4

import pytest

from argmap.models import Change, Node
from tests.api.conftest import assert_problem, is_uuid, place


def test_a_node_takes_the_quote_and_the_server_fills_the_selectors(owner, map_, article):
    body = {"map": str(map_.pk), "kind": "claim", "spans": [place(article, "Buses are full.")]}

    response = owner.post("nodes/", body)

    assert response.status_code == 201
    node = response.json()
    assert owner.get(response["Location"]).json() == node
    [span] = node.pop("spans")
    assert is_uuid(node.pop("id"))
    assert is_uuid(span.pop("id"))
    assert node == {
        "map": str(map_.pk),
        "kind": "claim",
        "text": "Buses are full.",
        "main": False,
        "implicit": False,
        "evidence_type": None,
        "attribution": "",
        "sources": [],
        "confidence": None,
        "note": "",
        "tags": [],
        "position": None,
        "extra": {},
        "version": 2,
    }
    assert span == {
        "article": str(article.pk),
        "revision": str(article.current.pk),
        "start": 21,
        "end": 36,
        "exact": "Buses are full.",
        "prefix": "We need more buses.\n\n",
        "suffix": " 🚌 Full only on Mondays.",
    }
    assert response["ETag"] == '"2"'


def test_every_field_of_a_node_is_stored(owner, map_, article):
    sent = {
        "id": str(uuid4()),
        "map": str(map_.pk),
        "kind": "evidence",
        "text": "The buses are said to be full",
        "main": True,
        "implicit": True,
        "evidence_type": "testimony",
        "attribution": "Drivers",
        "sources": ["https://example.org/1", "Doe 2020"],
        "confidence": 0.5,
        "note": "Ask again.\n",
        "tags": ["transport", "doubtful"],
        "spans": [place(article, "full"), place(article, "Mondays")],
        "position": 3,
        "extra": {"aif": {"nodeID": 7}},
    }

    response = owner.post("nodes/", sent)

    got = response.json()
    assert response.status_code == 201
    assert {key: got[key] for key in sent if key != "spans"} == {key: sent[key] for key in sent if key != "spans"}
    assert [span["exact"] for span in got["spans"]] == ["full", "Mondays"]
    assert owner.get(f"nodes/{sent['id']}/").json() == got


def test_a_list_of_nodes_is_one_change_and_all_or_nothing(owner, map_, article):
    good = {"map": str(map_.pk), "kind": "claim", "text": "Good"}

    made = owner.post("nodes/", [good, good | {"text": "Better"}])
    refused = owner.post("nodes/", [good, good | {"spans": [{"article": str(article.pk), "start": 5, "end": 9999}]}])

    assert [node["text"] for node in made.json()] == ["Good", "Better"]
    assert Change.objects.filter(map=map_, action="add_nodes").count() == 1
    problem = assert_problem(refused, 422)
    assert problem["errors"][0]["field"] == "1.spans"
    assert "Item 1 (from 0)" in problem["detail"]
    assert Node.objects.filter(map=map_).count() == 2


def test_repeating_a_create_is_harmless_and_any_other_use_of_the_id_is_one_conflict(owner, map_, article, stranger):
    body = {"id": str(uuid4()), "map": str(map_.pk), "kind": "claim", "spans": [place(article, "full")], "tags": ["x"]}
    elsewhere = stranger.get("projects/").json()["results"][0]["id"]
    other_map = stranger.post("maps/", {"project": elsewhere, "title": "Mine"}).json()["id"]

    first, again = owner.post("nodes/", body), owner.post("nodes/", body)
    other_words = owner.post("nodes/", body | {"text": "other words"})
    other_tags = owner.post("nodes/", body | {"tags": ["y"]})
    foreign = stranger.post("nodes/", {"id": body["id"], "map": other_map, "kind": "claim", "text": "x"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    details = {assert_problem(response, 409)["detail"] for response in (other_words, other_tags, foreign)}
    assert len(details) == 1


def test_a_node_is_edited_in_parts(owner, add_node):
    node = add_node(kind="evidence", evidence_type="study", tags=["a"])

    response = owner.patch(f"nodes/{node['id']}/", {"kind": "claim", "tags": ["b", "c"], "confidence": 1})

    assert response.status_code == 200
    assert response.json() == node | {
        "kind": "claim",
        "evidence_type": None,
        "tags": ["b", "c"],
        "confidence": 1.0,
        "version": node["version"] + 1,
    }


def test_putting_back_what_was_read_changes_nothing(owner, add_node, article):
    node = add_node(spans=[place(article, "full")], tags=["a"])

    response = owner.put(f"nodes/{node['id']}/", node)

    assert response.status_code == 200
    assert response.json() == node


def test_putting_replaces_what_is_left_out(owner, add_node):
    node = add_node(note="A note", tags=["a"])

    response = owner.put(f"nodes/{node['id']}/", {"kind": "claim", "text": "Only this"})

    assert (response.json()["note"], response.json()["tags"], response.json()["text"]) == ("", [], "Only this")


def test_spans_are_replaced_and_those_that_stay_keep_their_ids(owner, add_node, article):
    node = add_node(spans=[place(article, "full"), place(article, "Mondays")])

    response = owner.patch(f"nodes/{node['id']}/", {"spans": [place(article, "Mondays"), place(article, "buses")]})

    spans = response.json()["spans"]
    assert [span["exact"] for span in spans] == ["buses", "Mondays"]
    assert spans[1] == node["spans"][1]
    assert response.json()["version"] == node["version"] + 1


def test_a_span_counted_in_another_revision_is_refused(owner, map_, article):
    newest = owner.patch(f"articles/{article.pk}/", {"text": "Wholly other words stand here now."}).json()["revision"]
    body = {"map": str(map_.pk), "kind": "claim", "spans": [{**place(article, "words"), "revision": newest}]}

    problem = assert_problem(owner.post("nodes/", body), 422)

    assert problem["rule"] == "span_in_the_pinned_revision"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "opinion"}, "kind"),
        ({"kind": None}, "kind"),
        ({"evidence_type": "study"}, "evidence_type"),
        ({"confidence": 1.5}, "confidence"),
        ({"text": ""}, "text"),
        ({"text": "a\ud800"}, "text"),
        ({"text": "a\x00"}, "text"),
        ({"texte": "a"}, "texte"),
        ({"spans": [{"article": str(uuid4()), "start": 0, "end": 1}]}, "spans"),
        ({"spans": [{"start": 0, "end": 1}]}, "spans.0.article"),
        ({"spans": [{"article": str(uuid4()), "start": -1, "end": 1}]}, "spans.0.start"),
        ({"id": 7}, "id"),
        ({"id": "seven"}, "id"),
        ({"extra": []}, "extra"),
        ({"tags": "a"}, "tags"),
        ({"tags": ["a, b"]}, "tags"),
        ({"tags": ["x", "q" * 101]}, "tags.1"),
        ({"main": "perhaps"}, "main"),
        ({"position": 2**40}, "position"),
    ],
)
def test_a_node_that_is_not_valid_names_its_field(owner, map_, values, field):
    body = {"map": str(map_.pk), "kind": "claim", "text": "Words"} | values

    problem = assert_problem(owner.send("POST", "nodes/", body), 422)

    assert [error["field"] for error in problem["errors"]] == [field]
    assert problem["errors"][0]["message"]


def test_a_node_keeps_its_id_and_map(owner, add_node):
    node = add_node()

    for change in ({"id": str(uuid4())}, {"map": str(uuid4())}):
        assert_problem(owner.patch(f"nodes/{node['id']}/", change), 422)


def test_extra_keeps_what_a_database_cannot_store(owner, map_):
    body = {"map": str(map_.pk), "kind": "claim", "text": "A", "extra": {"aif": {"odd\x00key": ["\ud800"]}}}

    node = owner.send("POST", "nodes/", body).json()
    again = owner.put(f"nodes/{node['id']}/", node)

    assert node["extra"] == {"aif": {"odd␛0000key": ["␛D800"]}}
    assert again.json()["extra"] == node["extra"]


def test_nodes_are_listed_and_filtered(owner, map_, add_node, article):
    claim = add_node("A", main=True, tags=["x"], attribution="Ann")
    study = add_node("B", kind="evidence", evidence_type="study", implicit=True, spans=[place(article, "full")])

    def ids(query: str) -> list[str]:
        return [node["id"] for node in owner.get(f"nodes/?map={map_.pk}&{query}").json()["results"]]

    assert ids("") == [claim["id"], study["id"]]
    for query in ("kind=claim", "main=true", "tag=x", "attribution=Ann", "implicit=false"):
        assert ids(query) == [claim["id"]], query
    for query in ("evidence_type=study", "implicit=true", f"article={article.pk}", "page=2&page_size=1"):
        assert ids(query) == [study["id"]], query
    assert owner.get(f"nodes/?map={uuid4()}").json()["results"] == []
    assert_problem(owner.get("nodes/?kind=opinion"), 422)
    assert_problem(owner.get("nodes/?map=seven"), 422)


def test_deleting_a_node_takes_the_links_that_cannot_stand_without_it(owner, map_, add_node, add_link):
    a, b, c = add_node("A"), add_node("B"), add_node("C")
    lone, linked = add_link([a["id"]], c["id"]), add_link([a["id"], b["id"]], c["id"])

    response = owner.delete(f"nodes/{a['id']}/")

    assert response.status_code == 204
    assert owner.get(f"nodes/{a['id']}/").status_code == 404
    assert owner.get(f"links/{lone['id']}/").status_code == 404
    assert owner.get(f"links/{linked['id']}/").json()["premises"] == [{"node": b["id"], "role": ""}]


def test_nodes_are_merged(owner, add_node, add_link, article):
    first, second = add_node("A"), add_node("B", spans=[place(article, "full")])
    link = add_link([second["id"]], add_node("C")["id"])

    response = owner.post(f"nodes/{first['id']}/merge/", {"other": second["id"]})

    assert response.status_code == 200
    assert [span["exact"] for span in response.json()["spans"]] == ["full"]
    assert owner.get(f"links/{link['id']}/").json()["premises"][0]["node"] == first["id"]
    assert_problem(owner.post(f"nodes/{first['id']}/merge/", {"other": first["id"]}), 422)


def test_a_node_is_moved_and_split_off_where_it_was_linked(owner, add_node, add_link):
    a, b, c, d = (add_node(name) for name in "ABCD")
    link = add_link([a["id"], b["id"]], c["id"])

    response = owner.post(f"nodes/{a['id']}/move/", {"link": link["id"], "target_node": d["id"]})
    on_a_link = owner.post(f"nodes/{a['id']}/move/", {"link": response.json()["id"], "target_link": link["id"]})

    assert response.status_code == 200
    assert response.json()["id"] != link["id"]
    assert (response.json()["target_node"], response.json()["premises"]) == (d["id"], [{"node": a["id"], "role": ""}])
    assert (on_a_link.json()["target_link"], on_a_link.json()["target_node"]) == (link["id"], None)
    assert_problem(owner.post(f"nodes/{a['id']}/move/", {"link": link["id"]}), 422)


@pytest.mark.parametrize("span", [{}, {"start": 0, "end": 5}])
def test_an_edit_of_spans_names_what_a_span_lacks(owner, add_node, span):
    node = add_node("A")

    problem = assert_problem(owner.patch(f"nodes/{node['id']}/", {"spans": [span]}), 422)

    assert "spans.0.article" in [error["field"] for error in problem["errors"]]


def test_a_filter_by_yes_or_no_refuses_other_words(owner, add_node):
    add_node("A", main=True)

    assert owner.get("nodes/?main=True").json()["count"] == 1
    assert owner.get("nodes/?main=0").json()["count"] == 0
    assert owner.get("nodes/?main=").json()["count"] == 1
    assert assert_problem(owner.get("nodes/?main=ja"), 422)["errors"][0]["field"] == "main"
