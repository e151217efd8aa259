"""The page's store: with the answers to all edits taken over, it holds what the database holds."""

from __future__ import annotations

from random import Random

import pytest

from argmap.queries.graph import load_graph
from argmap.queries.makers import makers_of
from argmap.queries.store import load_delta, store_highlight, store_link, store_node, store_thread
from argmap.services.undo import redo_change, undo_change
from tests.services.operations import VERBS, Analyst

pytestmark = pytest.mark.django_db


def take(store, change):
    """What ``static/js/workbench/store.js`` does with the answer to an edit."""
    touched = {"nodes": change.touched("node"), "links": change.touched("link")}
    delta = load_delta(
        version=change.number,
        **touched,
        fresh=change.inserted(),
        comments=change.comment_rows(),
        highlights=change.touched("highlight"),
    )
    for kind in ("nodes", "links", "threads", "highlights"):
        store[kind].update(delta[kind])


def whole(map_):
    graph, makers = load_graph(map_), makers_of(map_)
    return {
        "nodes": {
            key: store_node(node, graph.talk.get(key, (0, 0)), makers.of(key)) for key, node in graph.nodes.items()
        },
        "links": {key: store_link(link, graph.talk.get(key, (0, 0))) for key, link in graph.links.items()},
        "threads": {key: store_thread(one, one.span) for key, one in graph.comments.items() if one.span},
        "highlights": {key: store_highlight(one) for key, one in graph.highlights.items()},
    }


def comparable(store):
    """Without what is gone, parts in any order: the order of spans is that of their offsets on the page."""
    return {
        "nodes": {
            key: node | {"spans": sorted(node["spans"], key=lambda span: span["id"]), "tags": sorted(node["tags"])}
            for key, node in store["nodes"].items()
            if node
        },
        "links": {key: link | {"tags": sorted(link["tags"])} for key, link in store["links"].items() if link},
        "threads": {key: thread for key, thread in store["threads"].items() if thread},
        "highlights": {key: one for key, one in store["highlights"].items() if one},
    }


@pytest.mark.parametrize("verb", VERBS)
def test_the_answer_to_every_operation_its_undo_and_redo_keeps_the_store_true(user, map_, article, verb):
    analyst = Analyst(user=user, map_=map_, article=article, random=Random(verb))
    for _ in range(8):
        analyst.try_mark()
        analyst.try_mark_as_co_premise()
    for _ in range(6):
        analyst.try_comment()
        analyst.try_reply()
        analyst.try_highlight()
    analyst.try_resolve_comment()
    for _ in range(60):
        store = whole(map_)
        change = analyst.try_to(verb)
        if change is not None and change.record is not None:
            break
    else:
        pytest.fail("The operation never took place.")

    take(store, change)
    assert comparable(store) == comparable(whole(map_))

    take(store, undo_change(by=user, map_=map_))
    assert comparable(store) == comparable(whole(map_))

    take(store, redo_change(by=user, map_=map_))
    assert comparable(store) == comparable(whole(map_))
