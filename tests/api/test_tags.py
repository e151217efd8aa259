import pytest

from tests.api.conftest import assert_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(project):
    return f"projects/{project.pk}/tags/"


def test_a_tag_is_made_read_changed_and_deleted(owner, address, add_node):
    made = owner.post(address, {"name": "cost", "color": "red"})
    node = add_node(tags=["cost"])
    tag = f"{address}{made.json()['id']}/"

    assert made.status_code == 201
    assert owner.get(tag).json() == made.json() | {"node_count": 1}
    assert owner.get(address).json()["results"] == [owner.get(tag).json()]
    renamed = owner.patch(tag, {"name": "price", "expected_name": "cost"}).json()
    assert (renamed["name"], renamed["color"]) == ("price", "red")
    assert owner.put(tag, {"name": "price"}).json()["color"] == ""
    assert owner.get(f"nodes/{node['id']}/").json()["tags"] == ["price"]
    assert owner.delete(tag).status_code == 204
    assert owner.get(f"nodes/{node['id']}/").json()["tags"] == []
    assert_problem(owner.get(tag), 404)


def test_a_renamed_tag_is_a_new_version_of_what_carries_it(owner, address, add_node):
    node = add_node(tags=["cost"])
    etag = owner.get(f"nodes/{node['id']}/")["ETag"]
    [tag] = owner.get(address).json()["results"]

    owner.patch(f"{address}{tag['id']}/", {"name": "price"})

    assert owner.get(f"nodes/{node['id']}/", HTTP_IF_NONE_MATCH=etag).status_code == 200
    assert_problem(owner.patch(f"nodes/{node['id']}/", {"tags": ["cost"]}, HTTP_IF_MATCH=etag), 412)


def test_tags_are_merged(owner, address, add_node):
    node = add_node(tags=["cost", "price", "money"])
    cost, money, price = sorted(owner.get(address).json()["results"], key=lambda tag: tag["name"])

    merged = owner.post(f"{address}merge/", {"into": cost["id"], "tags": [price["id"], money["id"]]})

    assert merged.json() == cost
    assert owner.get(f"nodes/{node['id']}/").json()["tags"] == ["cost"]


def test_what_cannot_be_is_refused(owner, address):
    tag = owner.post(address, {"name": "cost"}).json()["id"]
    owner.post(address, {"name": "price"})

    assert_problem(owner.post(address, {"name": "cost"}), 409)
    assert_problem(owner.patch(f"{address}{tag}/", {"name": "price"}), 409)
    assert_problem(owner.patch(f"{address}{tag}/", {"name": "x", "expected_name": "kost"}), 409)
    for body in ({"name": ""}, {"name": "a, b"}, {"name": "x", "color": "#f00"}, {"name": "x", "colour": "red"}):
        assert_problem(owner.post(address, body), 422)
    assert_problem(owner.post(f"{address}merge/", {"into": tag, "tags": [tag]}), 422)
    assert_problem(owner.post(f"{address}merge/", {"into": tag, "tags": []}), 422)
