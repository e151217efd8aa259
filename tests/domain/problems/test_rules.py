"""Each rule with the smallest map that breaks it and the smallest that does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given

from argmap.domain.graph import ArgumentGraph, Premise
from argmap.domain.problems.model import AddPremise, EditNode, MergeNodes
from argmap.domain.problems.rules import RULES, problems_of
from argmap.domain.structure import Hyperlink, Structure
from tests.graphs import argument_graphs, graph_of, shapes

STATISTIC = "kind:evidence evidence_type:statistic"
WALK = ["main:yes a", "b -> a", "c -> b", "d -> c"]


@dataclass(frozen=True)
class Case:
    """A map that breaks the rule at these nodes, and one that differs as little as possible and keeps it."""

    rule: str
    broken: list[str]
    nodes: tuple[str, ...]
    kept: list[str]
    text: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {', '.join(self.broken) or 'nothing'}"


CASES = [
    Case("claim_without_support", ["a"], ("a",), ["b -> a", "kind:evidence b"]),
    Case("claim_without_support", ["main:yes a", "b"], ("a",), ["a", "b"]),
    Case("claim_without_support", ["kind:evidence b", "b -> a", "c & b -> a"], ("c",),
         ["kind:evidence b", "b -> a", "c & b -> a", "implicit:yes c"]),
    Case("claim_without_support", ["r ~> a"], ("a",), ["r ~> a", "b -> r", "kind:evidence b"]),
    Case("idle_evidence", ["kind:evidence b"], ("b",), ["kind:evidence b", "b -> a"]),
    Case("idle_evidence", ["kind:evidence b", "b ~> a"], ("b",), ["kind:evidence b", "b -x a"]),
    Case("unanswered_counterclaim", ["kind:counterclaim x"], ("x",), ["kind:counterclaim x", "b -x x"]),
    Case("unanswered_counterclaim", ["kind:counterclaim x", "x -x a", "x -> b"], ("x",),
         ["kind:counterclaim x", "x -x a", "x -> b", "u -x (x -x a)"]),
    Case("no_main_claim", ["b -> a"], ("a",), ["main:yes a", "b -> a"]),
    Case("no_main_claim", ["a"], (), []),
    Case("several_main_claims", ["main:yes a", "main:yes b"], ("a", "b"), ["main:yes a", "b"]),
    Case("support_cycle", ["b -> a", "a -> b"], ("b", "a"), ["b -> a", "a -x b"]),
    Case("attack_cycle", ["b -x a", "a -x b"], ("b", "a"), ["b -x a", "a -> b"]),
    Case("supports_and_attacks", ["b -> a", "b -x a"], ("b", "a"), ["b -> a", "c -x a"]),
    Case("supports_and_attacks", ["b -> (c -> a)", "b & d -x (c -> a)"], ("b",), ["b -> (c -> a)", "d -x (c -> a)"]),
    Case("long_chain_without_evidence", ["b -> a", "c -> b", "d -> c", "e -> d"], ("a", "e"),
         ["b -> a", "c -> b", "d -> c"]),
    Case("long_chain_without_evidence", ["b -> a", "c -> b", "d -> c", "e -> d", "kind:evidence f", "e & f -x a"],
         ("a", "e"), ["b -> a", "c -> b", "d -> c", "e -> d", "kind:evidence f", "f -> c"]),
    Case("single_pillar", [*WALK], ("d",), ["main:yes a", "b -> a", "c -> b"]),
    Case("single_pillar", ["main:yes a", "b -> a", "c -> b", "d -> b"], ("b",),
         ["main:yes a", "b -> a", "c -> b", "d -> a"]),
    Case("single_pillar", ["main:yes a", "b -> a", "c -> a", "d -> b", "d -> c"], ("d",),
         ["main:yes a", "b -> a", "c -> a", "d -> b", "d -> c", "e -> c"]),
    Case("single_pillar", ["main:yes a", "main:yes b", "c -> a", "c -> b", "d -> c"], ("d",),
         ["main:yes a", "main:yes b", "c -> a", "c -> b", "d -> c", "e -> b"]),
    Case("one_sort_of_evidence", [f"{STATISTIC} {name}" for name in "abc"], ("a", "b", "c"),
         [f"{STATISTIC} a", f"{STATISTIC} b", "kind:evidence evidence_type:study c"]),
    Case("one_sort_of_evidence", [f"{STATISTIC} {name}" for name in "abc"], ("a", "b", "c"),
         [f"{STATISTIC} a", f"{STATISTIC} b"]),
    Case("equal_texts", ["text:Same. a", "text:same b"], ("b", "a"), ["text:same a", "kind:evidence text:same b"]),
    Case("equal_texts", ["text:same a", "text:same b"], ("b", "a"), ["text:same a", "text:same b", "b ~> a"]),
    Case("implicit_with_span", ["implicit:yes a"], ("a",), ["a"], text="a"),
    Case("open_questions", ["scheme:bias b -> a"], ("b",), ["scheme:hunch b -> a"]),
    Case("missing_premise", ["scheme:bias b -> a", "scheme:sign c -> a"], ("c",), ["scheme:bias b -> a"]),
    Case("without_source", [f"{STATISTIC} a"], ("a",), [f"{STATISTIC} attribution:Office a"]),
    Case("without_source", ["kind:evidence evidence_type:testimony a"], ("a",), ["kind:evidence evidence_type:fact a"]),
    Case("isolated_node", ["a", "b -> c"], ("a",), ["a"]),
]  # fmt: skip


def drawn(statements: list[str], text: str = "") -> ArgumentGraph:
    """The graph; a premise ``c`` of a scheme has its first role, so that the others are missing."""
    graph = graph_of(*statements, text=text)
    links = {
        key: replace(link, premises=(Premise("c", "observation"),)) if link.scheme == "sign" else link
        for key, link in graph.links.items()
    }
    return replace(graph, links=links)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_smallest_map_that_breaks_a_rule_has_its_problem(case):
    [problem] = RULES[case.rule].find(drawn(case.broken, case.text))

    assert (problem.rule, problem.nodes) == (case.rule, case.nodes)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_smallest_map_that_keeps_a_rule_has_no_problem(case):
    assert list(RULES[case.rule].find(drawn(case.kept))) == []


def test_every_rule_has_a_case():
    assert {case.rule for case in CASES} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_survives_any_map_and_names_what_is_there(rule):
    @given(shapes() | argument_graphs())
    def survives(graph):
        for problem in rule.find(graph):
            assert problem.rule == rule.name
            assert set(problem.nodes) <= graph.nodes.keys()
            assert set(problem.links) <= graph.links.keys()
            assert problem.message.endswith((".", "”"))

    survives()


def test_rules_that_are_off_find_nothing():
    graph = graph_of("a")

    assert [problem.rule for problem in problems_of(graph)] == ["claim_without_support", "no_main_claim"]
    assert problems_of(graph, off=["claim_without_support", "no_main_claim"]) == []


def test_an_empty_map_has_no_problems():
    assert problems_of(graph_of()) == []


def repairs(rule, graph):
    return [problem.repair for problem in RULES[rule].find(graph)]


def test_the_only_claim_at_the_top_can_be_made_the_main_claim():
    assert repairs("no_main_claim", graph_of("b -> a")) == [EditNode("Make it the main claim", "a", {"main": True})]
    assert repairs("no_main_claim", graph_of("b -> a", "d -> c")) == [None]


def test_equal_nodes_can_be_merged_into_the_first():
    graph = graph_of("text:same a", "text:same b", "text:same c")

    assert repairs("equal_texts", graph) == [MergeNodes("Merge them", "a", "b"), MergeNodes("Merge them", "a", "c")]


def test_each_missing_premise_can_be_added():
    graph = graph_of("scheme:expert-opinion b -> a")
    [link] = graph.links.values()
    graph = replace(graph, links={link.id: replace(link, premises=(Premise("b", "statement"),))})

    assert repairs("missing_premise", graph) == [
        AddPremise("Add it as implicit", link.id, role) for role in ("expert", "field")
    ]


def test_no_premise_is_missing_before_the_first_has_a_role():
    assert repairs("missing_premise", graph_of("scheme:expert-opinion b -> a")) == []


def test_the_authors_links_in_the_passage_can_become_the_source():
    graph = graph_of(f"{STATISTIC} half", text="More than half (see here) and another half.")
    [article] = graph.articles.values()
    [revision] = article.revisions
    links = [
        Hyperlink(0, 4, "https://a.example"),
        Hyperlink(12, 20, "https://b.example"),
        Hyperlink(40, 41, "https://c.example"),
    ]
    pinned = replace(revision, structure=Structure(hyperlinks=tuple(links)))
    graph = replace(graph, articles={article.id: replace(article, revisions=(pinned,))})

    assert repairs("without_source", graph) == [
        EditNode("Take the author's link", "half", {"sources": ("https://b.example", "https://c.example")})
    ]
    assert repairs("without_source", graph_of(f"{STATISTIC} half", text="half")) == [None]


def test_taken_up_questions_are_counted_off():
    graph = graph_of("scheme:bias b -> a", "c -x (b -> a)")
    [_, undercut] = graph.links.values()
    graph = replace(
        graph, links={**graph.links, undercut.id: replace(undercut, premises=(Premise("c", "bias/legitimacy"),))}
    )

    [problem] = RULES["open_questions"].find(graph)

    assert problem.message == "1 of 2 critical questions on this link are open."


def test_a_cycle_takes_the_pillar_and_the_chain_away():
    graph = graph_of("main:yes a", "b -> a", "c -> b", "b -> c", "d -> c", "e -> d", "f -> e")

    assert list(RULES["single_pillar"].find(graph)) == []
    assert [problem.nodes for problem in RULES["support_cycle"].find(graph)] == [("b", "c")]
