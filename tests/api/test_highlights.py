from uuid import uuid4

import pytest

from tests.api.conftest import assert_problem, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(owner, map_, article):
    def add(words="full", **values):
        body = {"map": str(map_.pk), "passage": place(article, words), **values}
        return owner.post("highlights/", body)

    return add


def test_a_passage_is_highlighted_read_changed_and_deleted(owner, map_, article, add):
    made = add(note="Odd.")
    highlight = made.json()
    address = f"highlights/{highlight['id']}/"

    assert made.status_code == 201
    assert highlight == {
        "id": highlight["id"],
        "map": str(map_.pk),
        "note": "Odd.",
        "version": 2,
        "passage": {
            **place(article, "full"),
            "revision": str(article.current.pk),
            "exact": "full",
            "prefix": highlight["passage"]["prefix"],
            "suffix": highlight["passage"]["suffix"],
        },
    }
    assert made["Location"].endswith(address)
    assert owner.get(f"highlights/?map={map_.pk}").json()["results"] == [highlight]
    assert owner.get(f"highlights/?map={uuid4()}").json()["results"] == []
    assert owner.patch(address, {"note": "Even."}).json()["note"] == "Even."
    assert owner.put(address, {}).json()["note"] == ""
    assert owner.delete(address).status_code == 204
    assert_problem(owner.get(address), 404)


def test_offsets_may_count_utf_16_units(owner, map_, article):
    span = place(article, "Full only")
    body = {"map": str(map_.pk), "passage": {**span, "start": span["start"] + 1, "end": span["end"] + 1}}

    made = owner.post("highlights/?offsets=utf16", body).json()["passage"]

    assert (made["exact"], made["start"]) == ("Full only", span["start"] + 1)


def test_a_repetition_is_harmless_and_a_stale_edit_is_refused(owner, add):
    key = str(uuid4())
    made = add(id=key)
    again = add(id=key)

    assert (made.status_code, again.status_code, made.json()) == (201, 200, again.json())
    assert_problem(add("buses", id=key), 409)
    owner.patch(f"highlights/{key}/", {"note": "Odd."}, HTTP_IF_MATCH=made["ETag"])
    stale = owner.patch(f"highlights/{key}/", {"note": "Even."}, HTTP_IF_MATCH=made["ETag"])
    assert assert_problem(stale, 412)["current"]["note"] == "Odd."


def test_a_highlight_becomes_a_node_which_one_undo_takes_back(owner, map_, add):
    highlight = add(note="Odd.").json()
    key = str(uuid4())

    change = owner.post(f"highlights/{highlight['id']}/node/", {"kind": "evidence", "id": key}).json()

    node = owner.get(f"nodes/{key}/").json()
    assert change["nodes"] == [key]
    assert (node["kind"], node["text"], node["note"], node["spans"][0]["exact"]) == ("evidence", "full", "Odd.", "full")
    assert_problem(owner.get(f"highlights/{highlight['id']}/"), 404)
    owner.post(f"maps/{map_.pk}/undo/")
    assert owner.get(f"highlights/{highlight['id']}/").json()["note"] == "Odd."


def test_what_cannot_be_is_refused(owner, map_, article, add):
    for passage in (
        {"article": str(article.pk), "start": 3, "end": 3},
        {"article": str(uuid4()), "start": 0, "end": 3},
    ):
        assert_problem(owner.post("highlights/", {"map": str(map_.pk), "passage": passage}), 422)
    assert_problem(add(colour="red"), 422)
    assert_problem(owner.post(f"highlights/{add().json()['id']}/node/", {"kind": "remark"}), 422)
