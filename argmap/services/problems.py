"""Repairs of problems: each is a step that a person could take too, found by the rule and done in one Change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from argmap.domain.problems.model import AddPremise, EditNode, MergeNodes, Problem
from argmap.domain.problems.rules import RULES
from argmap.exceptions import InputError, RuleError
from argmap.models import ArgumentMap, Link, Node, User
from argmap.queries.graph import load_part
from argmap.services.history import Recorder
from argmap.services.nodes import edit_node, merge_nodes
from argmap.services.schemes import add_missing_premise


def repair_problem(
    *, by: User, map_: ArgumentMap, rule: str, nodes: Sequence[UUID], links: Sequence[UUID] = (), message: str = ""
) -> Recorder:
    """The problem of this rule at these nodes and links is repaired.

    ``message`` tells apart several problems at one place. Raises InputError for an unknown rule and for a problem
    without a repair, RuleError where the map has no such problem (any more).
    """
    problem = _problem_of(map_, rule, nodes, links, message)
    match problem.repair:
        case EditNode(node=node, values=values):
            plain: dict[str, Any] = {
                name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
            }
            return edit_node(by=by, node=_node(node), **plain)
        case MergeNodes(first=first, second=second):
            return merge_nodes(by=by, first=_node(first), second=_node(second))
        case AddPremise(link=link, role=role):
            row = Link.objects.select_related("map").get(pk=link)
            return add_missing_premise(by=by, link=row, role=role)
        case None:
            raise InputError("This problem has no repair of one step; look at its place.", field="rule")


def _problem_of(map_: ArgumentMap, rule: str, nodes: Sequence[UUID], links: Sequence[UUID], message: str) -> Problem:
    """The problem, looked for where it is said to be: what can be repaired shows in the part of the map around it."""
    if rule not in RULES:
        raise InputError(f"There is no rule “{rule}”; known are {', '.join(RULES)}.", field="rule")
    place = (tuple(map(str, nodes)), tuple(map(str, links)))
    if not RULES[rule].repair:
        raise InputError("This problem has no repair of one step; look at its place.", field="rule")
    for problem in RULES[rule].find(load_part(map_, nodes=nodes, links=links)):
        if (problem.nodes, problem.links) == place and message in ("", problem.message):
            return problem
    raise RuleError("This problem is no longer there; read the list again.", field="nodes")


def _node(key: str) -> Node:
    return Node.objects.select_related("map").get(pk=key)
