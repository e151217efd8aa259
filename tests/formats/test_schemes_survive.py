"""Schemes, the roles of premises and what became of critical questions come back from the formats that hold them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.domain.graph import ArgumentGraph, Premise
from argmap.domain.schemes.questions import missing_premises, questions_of, scheme_of
from argmap.formats import read, write
from tests.graphs import graph_of

INDEPENDENT, AGREED, EXPERT = (f"expert-opinion/{slug}" for slug in ("independence", "agreement", "expertise"))
ROLES = {
    "says & knows -> a": ("statement", "expert"),
    "paid -x (says & knows -> a)": (INDEPENDENT,),
    "others -> a": (AGREED,),
    "quack -x knows": (EXPERT,),
}
HOLD_THEM = ["aif", "arguebuf", "argdown", "ova", "sadface", "carneades", "argmap"]


def asked_graph() -> ArgumentGraph:
    """An expert's word with two objections and an answer; a link by a scheme of one's own."""
    graph = graph_of("main:yes a", "scheme:expert-opinion says & knows -> a", *list(ROLES)[1:], "scheme:hunch gut -> b")
    links = {
        key: replace(
            link,
            premises=tuple(Premise(p.node, role) for p, role in zip(link.premises, ROLES.get(key, ("",)), strict=True)),
        )
        for key, link in graph.links.items()
    }
    return replace(graph, links=links)


def said(graph: ArgumentGraph) -> list[object]:
    """What the graph says of schemes, by the words of its nodes."""
    words = {node.id: node.text for node in graph.nodes.values()}
    found = []
    for link in graph.links.values():
        scheme = scheme_of(link)
        roles = sorted((words[premise.node], premise.role) for premise in link.premises)
        states = {asked.name: asked.state.value for asked in questions_of(graph, link) if asked.taken_up}
        missing = [premise.role for premise in missing_premises(scheme, link)] if scheme else []
        found.append((roles, link.type.value, link.scheme, states, missing))
    return sorted(found, key=str)


def test_the_graph_says_what_the_formats_shall_hold():
    [expert] = [entry for entry in said(asked_graph()) if entry[2] == "expert-opinion"]

    assert expert == (
        [("knows", "expert"), ("says", "statement")],
        "support",
        "expert-opinion",
        {INDEPENDENT: "raised", AGREED: "answered", EXPERT: "raised"},
        ["field"],
    )


@pytest.mark.parametrize("name", HOLD_THEM)
def test_schemes_roles_and_questions_survive(name: str):
    graph = asked_graph()

    back = read(write(graph, name), name).graph

    assert said(back) == said(graph)
