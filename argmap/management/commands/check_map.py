"""``python manage.py check_map ID``: what is unsound or unfinished in one map (docs/problems.md)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.domain.problems.model import Problem
from argmap.domain.problems.rules import RULES, problems_of
from argmap.management.base import SentenceCommand
from argmap.management.lookups import map_of_id, one_sentence
from argmap.queries.graph import load_graph
from argmap.services.history import clip


class Command(SentenceCommand):
    help = "Lists what is unsound or unfinished in a map, and ends with status 1 where there is anything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the map's id: its page is /maps/ID/")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="as JSON, with the ids of nodes and links"
        )
        parser.add_argument("--all-rules", action="store_true", help="also by rules that the project has switched off")

    def handle(self, *, id: str, as_json: bool, all_rules: bool, **options: Any) -> None:
        with one_sentence():
            map_ = map_of_id(id)
            graph = load_graph(map_)
        problems = problems_of(graph, off=() if all_rules else map_.project.rules_off)
        if as_json:
            self.stdout.write(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(graph, problems)))
        if problems:
            raise SystemExit(1)


def _lines(graph: ArgumentGraph, problems: list[Problem]) -> list[str]:
    """The table: rule, sentence, and the words of the first node of the place."""
    if not problems:
        return ["No rule finds a problem in this map."]
    width = max(len(RULES[problem.rule].label) for problem in problems)
    lines = []
    for problem in problems:
        place = f"  {clip(graph.nodes[problem.nodes[0]].text)}" if problem.nodes else ""
        lines.append(f"{RULES[problem.rule].label:{width}}  {problem.message}{place}")
    return lines
