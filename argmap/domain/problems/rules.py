"""All rules by name, in the order in which their problems are listed.

A new rule is one function in a module beside this one, one line here, and its tests; ``make docs`` renews the table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from argmap.domain.collector import paused_collector
from argmap.domain.graph import ArgumentGraph
from argmap.domain.problems import chains, details, structure, support
from argmap.domain.problems.model import Concern, Problem, Rule

_UNSOUND, _UNFINISHED = Concern.UNSOUND, Concern.UNFINISHED

_ALL = (
    Rule("Circular support", _UNSOUND, chains.support_cycle),
    Rule("Circular attack", _UNSOUND, chains.attack_cycle),
    Rule("For and against at once", _UNSOUND, structure.supports_and_attacks),
    Rule("Everything on one node", _UNSOUND, chains.single_pillar),
    Rule("Long chain without evidence", _UNSOUND, chains.long_chain_without_evidence),
    Rule("Only one type of evidence", _UNSOUND, support.one_sort_of_evidence),
    Rule("Claim without support", _UNSOUND, support.claim_without_support),
    Rule("Counterclaim without an answer", _UNSOUND, support.unanswered_counterclaim),
    Rule("No source", _UNSOUND, details.without_source, "takes the address of the author's own link in the passage"),
    Rule("Open critical questions", _UNFINISHED, details.open_questions),
    Rule("Missing premise", _UNFINISHED, details.missing_premise, "adds it as an implicit node"),
    Rule("No main claim", _UNFINISHED, structure.no_main_claim, "marks the only claim at the top of the map"),
    Rule("Several main claims", _UNFINISHED, structure.several_main_claims),
    Rule("Evidence for nothing", _UNFINISHED, support.idle_evidence),
    Rule("Isolated node", _UNFINISHED, structure.isolated_node),
    Rule("Equal texts", _UNFINISHED, structure.equal_texts, "merges the two"),
    Rule("Implicit, but in the text", _UNFINISHED, details.implicit_with_span, "takes the mark away"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _ALL})


def problems_of(graph: ArgumentGraph, *, off: Collection[str] = ()) -> list[Problem]:
    """What is unsound or unfinished in the map, by all rules but those that are ``off``; linear in its size."""
    with paused_collector():
        return [problem for name, rule in RULES.items() if name not in off for problem in rule.find(graph)]
