from uuid import uuid4

import pytest

from argmap.models import Change, Link
from tests.api.conftest import assert_problem, is_uuid


@pytest.fixture
def nodes(add_node):
    return [add_node(name)["id"] for name in "ABCD"]


def test_a_link_is_made_with_its_premises_and_target(owner, map_, nodes):
    a, b, c, _ = nodes
    body = {"map": str(map_.pk), "type": "support", "premises": [a, {"node": b, "role": "minor"}], "target_node": c}

    response = owner.post("links/", body)

    assert response.status_code == 201
    link = response.json()
    assert owner.get(response["Location"]).json() == link
    assert response["ETag"] == f'"{link["version"]}"'
    assert is_uuid(link.pop("id"))
    assert link == {
        "map": str(map_.pk),
        "type": "support",
        "premises": [{"node": a, "role": ""}, {"node": b, "role": "minor"}],
        "target_node": c,
        "target_link": None,
        "scheme": "",
        "strength": None,
        "note": "",
        "tags": [],
        "position": None,
        "extra": {},
        "version": 6,
    }


def test_links_of_one_list_may_bear_on_each_other(owner, map_, nodes):
    a, b, c, d = nodes
    first, undercut, warrant = (str(uuid4()) for _ in range(3))
    of = {"map": str(map_.pk)}
    body = [
        {**of, "id": warrant, "type": "support", "premises": [d], "target_link": undercut},
        {**of, "id": undercut, "type": "attack", "premises": [c], "target_link": first},
        {**of, "id": first, "type": "support", "premises": [a], "target_node": b, "tags": ["x"], "strength": 0.5},
    ]

    response, again = owner.post("links/", body), owner.post("links/", body)

    assert (response.status_code, again.status_code) == (201, 200)
    assert [link["id"] for link in response.json()] == [warrant, undercut, first]
    assert again.json() == response.json()
    assert Change.objects.filter(map=map_, action="add_links").count() == 1
    changed = [*body[:2], {**body[2], "note": "other"}]
    assert_problem(owner.post("links/", changed), 409)


@pytest.mark.parametrize(
    ("values", "rule_or_field"),
    [
        ({"premises": []}, "premises"),
        ({"premises": ["A", "A"]}, "premise_once_per_link"),
        ({"premises": ["C"]}, "premise_is_not_the_target"),
        ({"target_node": None}, "link_has_exactly_one_target"),
        ({"target_link": str(uuid4())}, "link_has_exactly_one_target"),
        ({"target_node": None, "target_link": str(uuid4())}, "target_in_the_map"),
        ({"premises": [str(uuid4())]}, "premise_in_the_map"),
        ({"type": "rephrase", "premises": ["A", "B"]}, "rephrase_is_one_to_one"),
        ({"type": "undercut"}, "type"),
        ({"premises": [{"node": "A", "rolle": "x"}]}, "premises.0.rolle"),
        ({"premises": [7]}, "premises.0"),
        ({"strength": -0.1}, "strength"),
    ],
)
def test_a_link_that_breaks_a_rule_is_refused(owner, map_, nodes, values, rule_or_field):
    names = dict(zip("ABCD", nodes, strict=True))

    def named(value):
        if isinstance(value, list):
            return [named(item) for item in value]
        if isinstance(value, dict):
            return {key: named(item) for key, item in value.items()}
        return names.get(value, value)

    body = {"map": str(map_.pk), "type": "support", "premises": ["A"], "target_node": "C"} | values

    problem = assert_problem(owner.post("links/", {key: named(value) for key, value in body.items()}), 422)

    assert rule_or_field in {problem.get("rule"), *(error["field"] for error in problem.get("errors", ()))}
    assert not Link.objects.filter(map=map_).exists()


def test_a_link_in_a_list_that_breaks_a_rule_is_named(owner, map_, nodes):
    a, b, _, _ = nodes
    good = {"map": str(map_.pk), "type": "support", "premises": [a], "target_node": b}

    problem = assert_problem(owner.post("links/", [good, good | {"premises": [str(uuid4())]}]), 422)

    assert problem["errors"][0]["field"] == "1.premises"
    assert not Link.objects.filter(map=map_).exists()


def test_a_link_is_edited(owner, nodes, add_link):
    a, b, c, d = nodes
    link = add_link([a, b], c)
    values = {"type": "attack", "scheme": "expert-opinion", "strength": 0.25, "note": "N", "tags": ["t"], "position": 1}

    response = owner.patch(f"links/{link['id']}/", values | {"premises": [{"node": b, "role": "major"}]})

    assert response.status_code == 200
    assert response.json() == link | values | {
        "premises": [{"node": a, "role": ""}, {"node": b, "role": "major"}],
        "version": link["version"] + 1,
    }
    for other in ({"node": d, "role": "x"}, {"node": d}, d, {}):
        assert_problem(owner.patch(f"links/{link['id']}/", {"premises": [other]}), 422)
    assert_problem(owner.patch(f"links/{link['id']}/", {"premises": []}), 422)
    assert_problem(owner.put(f"links/{link['id']}/", {"type": "attack", "target_node": c, "premises": [a]}), 422)


def test_putting_back_a_link_changes_nothing(owner, nodes, add_link):
    link = add_link([nodes[0]], nodes[1], tags=["a"])

    assert owner.put(f"links/{link['id']}/", link).json() == link


def test_a_link_is_retargeted(owner, nodes, add_link):
    a, b, c, d = nodes
    first, second = add_link([a], b), add_link([c], d)

    to_node = owner.patch(f"links/{first['id']}/", {"target_node": c})
    to_link = owner.patch(f"links/{first['id']}/", {"target_link": second["id"]})

    assert to_node.json()["target_node"] == c
    assert (to_link.json()["target_node"], to_link.json()["target_link"]) == (None, second["id"])
    problem = assert_problem(owner.patch(f"links/{second['id']}/", {"target_link": first["id"]}), 422)
    assert problem["rule"] == "link_is_not_its_own_target"
    assert_problem(owner.patch(f"links/{first['id']}/", {"target_node": None}), 422)


def test_links_are_joined_and_split(owner, nodes, add_link):
    a, b, c, d = nodes
    first, second = add_link([a], c), add_link([b], c)

    joined = owner.post(f"links/{first['id']}/join/", {"other": second["id"]})
    with_node = owner.post(f"links/{first['id']}/join/", {"node": d})
    split = owner.post(f"links/{first['id']}/split/", {"node": b})

    assert [premise["node"] for premise in joined.json()["premises"]] == [a, b]
    assert [premise["node"] for premise in with_node.json()["premises"]] == [a, b, d]
    assert [premise["node"] for premise in split.json()["premises"]] == [b]
    assert owner.get(f"links/{second['id']}/").status_code == 404
    assert [p["node"] for p in owner.get(f"links/{first['id']}/").json()["premises"]] == [a, d]
    assert_problem(owner.post(f"links/{first['id']}/join/", {"other": split.json()["id"], "node": d}), 422)
    assert_problem(owner.post(f"links/{split.json()['id']}/split/", {"node": b}), 422)


def test_deleting_a_link_takes_the_links_on_it(owner, nodes, add_link):
    a, b, c, _ = nodes
    link = add_link([a], b)
    undercut = add_link([c], None, "attack", target_link=link["id"])

    assert owner.delete(f"links/{link['id']}/").status_code == 204

    assert owner.get(f"links/{undercut['id']}/").status_code == 404
    assert owner.get(f"nodes/{a}/").status_code == 200


def test_links_are_listed_and_filtered(owner, map_, nodes, add_link):
    a, b, c, d = nodes
    link = add_link([a, b], c, tags=["x"], scheme="sign")
    undercut = add_link([d], None, "attack", target_link=link["id"])

    def ids(query: str) -> list[str]:
        return [found["id"] for found in owner.get(f"links/?map={map_.pk}&{query}").json()["results"]]

    assert ids("") == [link["id"], undercut["id"]]
    for query in ("type=support", f"target_node={c}", f"premise={b}", "tag=x", "scheme=sign"):
        assert ids(query) == [link["id"]], query
    assert ids(f"target_link={link['id']}") == [undercut["id"]]
    assert_problem(owner.get("links/?type=undercut"), 422)
