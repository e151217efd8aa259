"""The problems of a map as every face tells them."""

from __future__ import annotations

from typing import Any

from argmap.domain.problems.rules import RULES, problems_of
from argmap.models import ArgumentMap
from argmap.queries.graph import load_graph


def listed_problems(map_: ArgumentMap) -> list[dict[str, Any]]:
    """What is unsound or unfinished by the rules of the map's project; ``repair`` is a button's label, or None."""
    found = problems_of(load_graph(map_), off=map_.project.rules_off)
    return [
        {
            "rule": problem.rule,
            "label": RULES[problem.rule].label,
            "concern": RULES[problem.rule].concern,
            "message": problem.message,
            "nodes": problem.nodes,
            "links": problem.links,
            "repair": problem.repair.label if problem.repair else None,
        }
        for problem in found
    ]
