import pytest

from argmap.exceptions import StaleError
from argmap.models import Link, Node
from argmap.services.links import edit_link
from argmap.services.nodes import edit_node
from tests.api.conftest import assert_problem


@pytest.fixture
def things(add_node, add_link):
    """The address of a node and of a link, with what one may change in them."""
    node, other = add_node("A"), add_node("B")
    link = add_link([node["id"]], other["id"])
    return [(f"nodes/{node['id']}/", {"text": "Mine"}), (f"links/{link['id']}/", {"note": "Mine"})]


def test_a_fresh_edit_passes_and_gives_the_new_version(owner, things):
    for address, change in things:
        etag = owner.get(address)["ETag"]
        for header in (etag, f'"7777", {etag}', "*"):
            response = owner.patch(address, {**change, "tags": [header]}, HTTP_IF_MATCH=header)
            assert response.status_code == 200
            assert response["ETag"] == f'"{response.json()["version"]}"' == owner.get(address)["ETag"]
            etag = response["ETag"]
            if header != "*":
                break


def test_a_stale_edit_is_refused_with_both_wordings(owner, things):
    for address, change in things:
        etag = owner.get(address)["ETag"]
        theirs = owner.patch(address, {"note": "Theirs"}).json()

        response = owner.patch(address, change, HTTP_IF_MATCH=etag)

        problem = assert_problem(response, 412)
        assert problem["current"] == theirs
        assert problem["sent"] == change
        assert owner.get(address).json() == theirs


def test_a_stale_deletion_with_a_body_that_nobody_reads_is_refused_too(owner, things):
    for address, _ in things:
        response = owner.delete(address, "{", content_type="multipart/form-data", HTTP_IF_MATCH='"0"')

        assert assert_problem(response, 412)["sent"] is None


def test_every_way_of_writing_refuses_a_stale_version(owner, map_, add_node, add_link):
    a, b, c, d = (add_node(name)["id"] for name in "ABCD")
    link, other = add_link([a, d], b)["id"], add_link([c], b)["id"]
    writes = [
        ("put", f"nodes/{a}/", {"kind": "claim", "text": "x"}),
        ("delete", f"nodes/{a}/", None),
        ("post", f"nodes/{a}/merge/", {"other": d}),
        ("post", f"nodes/{a}/move/", {"link": link, "target_node": c}),
        ("put", f"links/{link}/", {"type": "attack", "target_node": b}),
        ("delete", f"links/{link}/", None),
        ("post", f"links/{link}/join/", {"other": other}),
        ("post", f"links/{link}/join/", {"node": c}),
        ("post", f"links/{link}/split/", {"node": a}),
    ]
    graph = owner.get(f"maps/{map_.pk}/graph/").json()

    for method, address, body in writes:
        for stale in ('"0"', 'W/"1"', "nonsense"):
            assert_problem(getattr(owner, method)(address, body, HTTP_IF_MATCH=stale), 412)

    assert owner.get(f"maps/{map_.pk}/graph/").json() == graph
    for method, address, body in writes[:1]:
        assert getattr(owner, method)(address, body).status_code == 200


def test_what_the_client_has_is_not_sent_again(owner, things):
    for address, _ in things:
        etag = owner.get(address)["ETag"]

        assert owner.get(address, HTTP_IF_NONE_MATCH='"7777"').status_code == 200
        for header in (etag, f'W/{etag}, "7777"', "*"):
            response = owner.get(address, HTTP_IF_NONE_MATCH=header)
            assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


def test_changing_only_spans_tags_or_roles_is_a_new_version(owner, add_node, add_link):
    a, b = add_node("A"), add_node("B")
    link = add_link([a["id"]], b["id"])

    tagged = owner.patch(f"nodes/{a['id']}/", {"tags": ["x"]})
    role = owner.patch(f"links/{link['id']}/", {"premises": [{"node": a["id"], "role": "major"}]})

    assert tagged.json()["version"] > a["version"]
    assert role.json()["version"] > link["version"]


def test_the_version_is_compared_with_what_is_stored_and_not_with_what_was_read(owner, user, things):
    """Between reading a row and locking its map somebody else may write."""
    for (address, _), model, edit in zip(things, (Node, Link), (edit_node, edit_link), strict=True):
        name = "node" if model is Node else "link"
        row = model.objects.select_related("map").get(pk=address.split("/")[1])
        version = row.version
        owner.patch(address, {"note": "Theirs"})

        with pytest.raises(StaleError):
            edit(by=user, **{name: row}, note="Mine", expected_version=version)

        assert model.objects.get(pk=row.pk).note == "Theirs"


def test_an_edit_of_a_row_read_before_another_edit_keeps_that_edit(owner, user, things):
    (address, _), _ = things
    row = Node.objects.select_related("map").get(pk=address.split("/")[1])
    owner.patch(address, {"note": "Theirs"})

    edit_node(by=user, node=row, text="Mine")

    found = owner.get(address).json()
    assert (found["text"], found["note"]) == ("Mine", "Theirs")
