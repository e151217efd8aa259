from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import RuleError
from argmap.models import Link, Membership, Node, User, new_id
from argmap.permissions import Role
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft
from argmap.services.links import add_links
from argmap.services.nodes import add_nodes, delete_node, mark_passage

pytestmark = pytest.mark.django_db


def fill(user, map_, article, count):
    drafts = [NodeDraft(kind=NodeKind.CLAIM, text=f"n{i}", spans=(SpanDraft(article.pk, 0, 5),)) for i in range(count)]
    add_nodes(by=user, map_=map_, drafts=drafts)
    pairs = zip(drafts[1:], drafts, strict=False)
    links = [
        LinkDraft(type=LinkType.SUPPORT, premises=(PremiseDraft(a.id),), target_node=b.id if i % 7 else drafts[0].id)
        for i, (a, b) in enumerate(pairs)
    ]
    add_links(by=user, map_=map_, drafts=links)
    return drafts


def store_of(response):
    page = response.content.decode()
    return json.loads(page.split('<script id="store" type="application/json">')[1].split("</script>")[0])


@pytest.mark.parametrize("count", [10, 1000])
def test_a_maps_page_takes_the_same_few_queries_at_any_size(signed_in, user, map_, article, count):
    fill(user, map_, article, count)

    with CaptureQueriesContext(connection) as queries:
        response = signed_in.get(f"/maps/{map_.pk}/")

    assert response.status_code == 200
    assert len(store_of(response)["nodes"]) == count
    assert len(queries) <= 17


@pytest.mark.parametrize("count", [2, 500])
def test_marking_a_passage_takes_few_queries_at_any_size(signed_in, user, map_, article, count):
    target = fill(user, map_, article, count)[0]
    values = {
        "kind": "evidence",
        "article": article.pk,
        "start": 0,
        "end": 7,
        "type": "support",
        "target_node": target.id,
    }

    with CaptureQueriesContext(connection) as queries:
        response = signed_in.post(f"/maps/{map_.pk}/nodes/", values | {"id": new_id(), "link_id": new_id()})

    assert response.status_code == 200
    assert len(queries) <= 12  # with those that begin and end the transaction


def test_a_target_that_goes_while_a_passage_is_marked_is_named(transactional_db, user, map_, article):
    target = fill(user, map_, article, 1)[0].id
    delete_node(by=user, node=Node.objects.get(pk=target))
    draft = NodeDraft(kind=NodeKind.CLAIM, text="Because.")

    with pytest.raises(RuleError, match="target was deleted meanwhile"):
        mark_passage(by=user, map_=map_, draft=draft, type=LinkType.SUPPORT, target_node=target, known=[target])

    assert not Node.objects.exists()


def test_a_mark_answers_with_the_delta(signed_in, map_, article):
    node, values = str(new_id()), {"kind": "claim", "article": article.pk, "start": 0, "end": 19}

    answer = signed_in.post(f"/maps/{map_.pk}/nodes/", values | {"id": node}).json()

    assert answer["nodes"][node]["text"] == "We need more buses."
    assert answer["nodes"][node]["spans"][0]["end"] == 19
    assert (answer["undo"], answer["redo"]) == ("Add claim “We need more buses.”", None)


def test_a_mark_without_passage_and_words_is_refused_with_a_sentence(signed_in, map_):
    response = signed_in.post(f"/maps/{map_.pk}/nodes/", {"kind": "claim"}, headers={"accept": "application/json"})

    assert response.status_code == 422
    assert response.json() == {"error": "Select a passage or write what the node says."}


def test_undo_and_redo_answer_with_what_comes_next(signed_in, map_):
    signed_in.post(f"/maps/{map_.pk}/nodes/", {"kind": "claim", "text": "Mine."})

    undone = signed_in.post(f"/maps/{map_.pk}/undo/").json()
    redone = signed_in.post(f"/maps/{map_.pk}/redo/").json()

    assert (undone["undo"], undone["redo"]) == (None, "Add claim “Mine.”")
    assert (redone["undo"], redone["redo"]) == ("Add claim “Mine.”", None)
    assert [node.text for node in Node.objects.all()] == ["Mine."]


def test_what_comes_back_by_redo_is_in_the_answer_with_its_passage(signed_in, map_, article):
    values = {"id": new_id(), "kind": "claim", "article": article.pk, "start": 0, "end": 19}
    made = signed_in.post(f"/maps/{map_.pk}/nodes/", values).json()
    signed_in.post(f"/maps/{map_.pk}/undo/")

    redone = signed_in.post(f"/maps/{map_.pk}/redo/").json()

    assert redone["nodes"] == made["nodes"]


def test_every_field_of_a_node_can_be_edited(signed_in, user, map_, article):
    node = fill(user, map_, article, 1)[0]
    values = {
        "kind": "evidence",
        "text": "New words",
        "main": "on",
        "implicit": "on",
        "evidence_type": "statistic",
        "attribution": "the ministry",
        "sources": "https://example.org/a\nhttps://example.org/b",
        "confidence": "0.8",
        "note": "Check",
        "tags": "cost, time",
    }

    answer = signed_in.post(f"/nodes/{node.id}/edit/", values).json()

    stored = Node.objects.get(pk=node.id)
    assert (stored.kind, stored.text, stored.main, stored.implicit) == ("evidence", "New words", True, True)
    assert (stored.evidence_type, stored.attribution, stored.confidence) == ("statistic", "the ministry", 0.8)
    assert stored.sources == ["https://example.org/a", "https://example.org/b"]
    assert answer["nodes"][str(node.id)]["tags"] == ["cost", "time"]


def test_every_field_of_a_link_can_be_edited(signed_in, user, map_, article):
    fill(user, map_, article, 2)
    link = Link.objects.get()
    premise = link.premises.get().node_id
    values = {
        "type": "attack",
        "scheme": "analogy",
        "strength": "0.5",
        "note": "n",
        "tags": "t, u",
        f"role-{premise}": "case",
    }

    answer = signed_in.post(f"/links/{link.pk}/edit/", values).json()

    link.refresh_from_db()
    assert answer["links"][str(link.pk)]["tags"] == ["t", "u"]
    assert (link.type, link.scheme, link.strength, link.note) == ("attack", "analogy", 0.5, "n")
    assert link.premises.get().role == "case"


def test_an_invalid_form_answers_422_with_the_form(signed_in, user, map_, article):
    node = fill(user, map_, article, 1)[0]

    response = signed_in.post(f"/nodes/{node.id}/edit/", {"kind": "claim", "text": ""})

    assert response.status_code == 422
    assert b"errorlist" in response.content


def test_what_an_analyst_types_is_never_html(signed_in, map_):
    words = "<script>alert(1)</script> & <b>bold</b>"
    signed_in.post(f"/maps/{map_.pk}/nodes/", {"kind": "claim", "text": words})
    page = signed_in.get(f"/maps/{map_.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "<b>bold</b>" not in page


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.VIEWER, 403), (Role.ANNOTATOR, 200), (Role.EDITOR, 200)]
)
def test_only_members_with_the_right_may_mark(client, project, map_, role, status):
    other = User.objects.create_user("ben")
    if role:
        Membership.objects.create(project=project, user=other, role=role)
    client.force_login(other)

    response = client.post(f"/maps/{map_.pk}/nodes/", {"kind": "claim", "text": "x"})

    assert response.status_code == status


def test_a_viewer_reads_the_map_and_a_stranger_does_not_find_it(client, project, map_):
    other = User.objects.create_user("ben")
    client.force_login(other)
    assert client.get(f"/maps/{map_.pk}/").status_code == 404

    Membership.objects.create(project=project, user=other, role=Role.VIEWER)
    response = client.get(f"/maps/{map_.pk}/")
    assert response.status_code == 200
    assert store_of(response)["map"]["editable"] is False


def test_a_stale_edit_of_a_node_shows_both_wordings_and_changes_nothing(signed_in, user, map_, article):
    draft = fill(user, map_, article, 1)[0]
    address = f"/nodes/{draft.id}/edit/"
    read = Node.objects.get(pk=draft.id).version
    signed_in.post(address, {"kind": "claim", "text": "Theirs", "confidence": "0.5", "version": read})

    refused = signed_in.post(address, {"kind": "claim", "text": "Mine", "version": read})

    page = refused.content.decode()
    assert refused.status_code == 412
    assert Node.objects.get(pk=draft.id).text == "Theirs"
    assert '<dt>Text</dt><dd dir="auto">Theirs</dd><dt>Confidence</dt><dd dir="auto">0.5</dd></dl>' in page
    assert ">\nMine</textarea>" in page


def test_a_stale_edit_that_is_sent_again_stands(signed_in, user, map_, article):
    draft = fill(user, map_, article, 1)[0]
    address = f"/nodes/{draft.id}/edit/"
    read = Node.objects.get(pk=draft.id).version
    signed_in.post(address, {"kind": "claim", "text": "Theirs", "version": read})
    refused = signed_in.post(address, {"kind": "claim", "text": "Mine", "version": read})

    again = refused.context["form"].data.dict()
    answer = signed_in.post(address, again)

    assert answer.status_code == 200
    assert Node.objects.get(pk=draft.id).text == "Mine"


def test_a_stale_edit_of_a_link_is_refused_too(signed_in, user, map_, article):
    fill(user, map_, article, 2)
    link = Link.objects.get()
    signed_in.post(f"/links/{link.pk}/edit/", {"type": "support", "scheme": "analogy", "version": link.version})

    refused = signed_in.post(f"/links/{link.pk}/edit/", {"type": "attack", "version": link.version})

    assert refused.status_code == 412
    assert refused.context["form"].theirs[0] == ("Type", LinkType.SUPPORT.label)
    assert Link.objects.get().type == "support"


def test_switching_twice_to_the_same_side_changes_nothing(signed_in, user, map_, article):
    draft = fill(user, map_, article, 1)[0]
    for _ in range(2):
        signed_in.post(f"/nodes/{draft.id}/toggle/", {"field": "main", "on": "true"})

    assert Node.objects.get(pk=draft.id).main


def test_an_edit_of_what_is_gone_is_answered_with_a_sentence(signed_in, user, map_, article):
    draft = fill(user, map_, article, 1)[0]
    signed_in.post(f"/nodes/{draft.id}/delete/")

    answer = signed_in.get(f"/nodes/{draft.id}/edit/", headers={"hx-request": "true"})

    assert answer.status_code == 404
    assert answer.json() == {"error": "This is not there any more; reload the page to see what is there now."}
