import pytest

from tests.api.conftest import assert_problem, place


@pytest.fixture
def say(owner, map_):
    """Comments on the map and gives the comment's JSON."""

    def say(text="Is that so?", by=owner, **values):
        response = by.post("comments/", {"map": str(map_.pk), "text": text, **values})
        assert response.status_code == 201, response.json()
        return response.json()

    return say


def texts(response):
    return [comment["text"] for comment in response.json()["results"]]


def test_a_comment_is_made_read_edited_and_deleted(owner, say, add_node):
    node = add_node()
    made = say(node=node["id"])
    address = f"comments/{made['id']}/"

    assert owner.get(address).json() == made
    assert (made["node"], made["author"], made["author_name"], made["edited"]) == (node["id"], "ana", "Ana", None)
    edited = owner.patch(address, {"text": "Really?"}).json()
    assert (edited["text"], edited["edited"] is None) == ("Really?", False)
    assert owner.delete(address).status_code == 204
    assert_problem(owner.get(address), 404)


def test_a_comment_on_a_passage_counts_as_the_client_asks(owner, say, article):
    words = place(article, "Full only")
    made = say(passage=words)

    shown = owner.get(f"comments/{made['id']}/?offsets=utf16").json()["passage"]

    assert made["passage"]["exact"] == "Full only"
    assert shown["start"] == words["start"] + 1
    again = owner.post(
        "comments/?offsets=utf16",
        {"map": made["map"], "text": "And?", "passage": {key: shown[key] for key in ("article", "start", "end")}},
    )
    assert again.json()["passage"] == shown


def test_replies_stand_in_the_thread_that_is_resolved_and_reopened(owner, annotator, say):
    head = say()
    reply = say("It is.", by=annotator, parent=head["id"])

    resolved = annotator.post(f"comments/{reply['id']}/resolve/").json()

    assert (reply["parent"], resolved["id"], resolved["resolved_by"]) == (head["id"], head["id"], "the-annotator")
    assert owner.post(f"comments/{head['id']}/reopen/").json()["resolved"] is None


def test_comments_are_filtered_by_place_state_author_and_mention(owner, annotator, say, add_node, map_):
    node = add_node()
    head = say("On the node.", node=node["id"])
    say("@ana: yes.", by=annotator, parent=head["id"])
    done = say("@the-annotator, look.")
    owner.post(f"comments/{done['id']}/resolve/")
    of_map = f"comments/?map={map_.pk}"

    assert texts(owner.get(f"{of_map}&node={node['id']}")) == ["On the node.", "@ana: yes."]
    assert texts(owner.get(f"{of_map}&state=open")) == ["On the node.", "@ana: yes."]
    assert texts(owner.get(f"{of_map}&state=resolved")) == ["@the-annotator, look."]
    assert texts(owner.get(f"{of_map}&author=the-annotator")) == ["@ana: yes."]
    assert texts(owner.get(f"{of_map}&mentions=me")) == ["@ana: yes."]
    assert texts(owner.get(f"{of_map}&parent={head['id']}")) == ["@ana: yes."]


def test_a_stale_edit_is_refused_with_both_wordings(owner, say):
    made = say()
    address = f"comments/{made['id']}/"
    etag = owner.get(address)["ETag"]
    theirs = owner.patch(address, {"text": "First."}).json()

    problem = assert_problem(owner.patch(address, {"text": "Second."}, HTTP_IF_MATCH=etag), 412)

    assert (problem["current"], problem["sent"]) == (theirs, {"text": "Second."})
    for send in (lambda **h: owner.delete(address, **h), lambda **h: owner.post(f"{address}resolve/", **h)):
        assert_problem(send(HTTP_IF_MATCH=etag), 412)


def test_a_comment_stays_where_it_is_and_stands_on_one_thing(owner, say, add_node, map_):
    node, other = add_node("A"), add_node("B")
    made = say(node=node["id"])

    assert_problem(owner.patch(f"comments/{made['id']}/", {"text": "x", "node": other["id"]}), 422)
    both = {"map": str(map_.pk), "text": "x", "node": node["id"], "parent": made["id"]}
    assert_problem(owner.post("comments/", both), 422)


def test_repeating_a_comment_is_harmless(owner, say):
    made = say()
    body = {"map": made["map"], "text": made["text"], "id": made["id"]}

    assert owner.post("comments/", body).status_code == 200
    assert_problem(owner.post("comments/", body | {"text": "Other words."}), 409)


def test_words_of_others_are_deleted_by_owners_only(owner, annotator, editor, say):
    made = say(by=annotator)
    address = f"comments/{made['id']}/"

    assert_problem(owner.patch(address, {"text": "x"}), 403)
    assert_problem(editor.delete(address), 403)
    assert owner.delete(address).status_code == 204
