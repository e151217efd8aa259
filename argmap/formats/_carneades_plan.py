"""How a graph is put into Carneades' words: the terms of its nodes, the names of its arguments, what needs none.

An attack within a kept issue, the denial of a statement by its name, and an argument's only undercutter are said by the
issue, the name and the argument itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import permutations
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType
from argmap.formats._carneades_links import MAX_POSITIONS
from argmap.formats._carneades_terms import NAME, NOT, canonical
from argmap.formats._extra import as_dict, as_list, own_extra
from argmap.formats._losses import implied_kind
from argmap.formats._own.attributes import link_fields, node_fields

_ATOM = re.compile(r"[a-z_][a-z0-9_]{0,99}\Z", re.IGNORECASE)


class Plan:
    """What the writer has to know of the graph; ``dropped`` counts kept references to what was deleted.

    ``top``, ``order`` and ``aside`` are what the file held beside statements and arguments.
    """

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        kept = own_extra(graph.extra, NAME)
        self.top: dict[str, Any] = dict(as_dict(kept.get("top")))
        self.order = [key for key in as_list(kept.get("order")) if isinstance(key, str)]
        self.aside = [pair for pair in as_list(kept.get("aside")) if isinstance(pair, list) and len(pair) == 2]
        self.bags = {node.id: own_extra(node.extra, NAME) for node in graph.nodes.values()}
        self.link_bags = {link.id: own_extra(link.extra, NAME) for link in graph.links.values()}
        self.language = as_dict(self.top.get("language"))
        self.dropped = self.revived = 0
        self.stand_ins = {node.id for node in graph.nodes.values() if self._is_stand_in(node)}
        self.terms: dict[str, str] = {}  # node → its term as written
        self.names: dict[str, str] = {}  # link → its argument's name
        self.said_elsewhere: set[str] = set()  # links that an issue, a denial or an undercutter says
        self.undercutters: dict[str, str] = {}  # link → term
        self._name_nodes()
        self.alive = {canonical(term) for term in self.terms.values()}
        self.gone = {term for term in map(str, as_list(kept.get("known"))) if term not in self.alive}
        self.issues = self._issues()
        self._find_negations()
        self._find_undercutters()
        self._name_links()

    def _name_nodes(self) -> None:
        taken: set[str] = set()
        own = [self.bags[id_].get("id") for id_ in self.graph.nodes]
        reserved = {canonical(name) for name in own if isinstance(name, str)}
        number = 0
        for node, name in zip(self.graph.nodes.values(), own, strict=True):
            if node.id in self.stand_ins:
                continue
            if not isinstance(name, str) or canonical(name) in taken:
                name = node.id
                while not _ATOM.match(name) or name in taken or name in reserved:
                    number += 1
                    name = f"s{number}"
            taken.add(canonical(name))
            self.terms[node.id] = name

    def _name_links(self) -> None:
        reserved = {str(bag.get("id")) for bag in self.link_bags.values()} | {key for key, _ in self.aside}
        taken: set[str] = set()
        number = 0
        for link in self.graph.links.values():
            if link.id in self.said_elsewhere:
                continue
            name = self.link_bags[link.id].get("id")
            if not isinstance(name, str) or name in taken:
                name = link.id
                while not _ATOM.match(name) or name in taken or name in reserved:
                    number += 1
                    name = f"a{number}"
            taken.add(name)
            self.names[link.id] = name

    def _is_stand_in(self, node: Node) -> bool:
        """Whether the node only stands for the missing premises of one argument."""
        bag = self.bags[node.id]
        links = self.graph.links_from.get(node.id, ())
        if bag.get("text") != node.text or node.id in self.graph.links_to or len(links) != 1:
            return False
        fields = node_fields(node, implied_kind(node, self.graph))
        link_bag = self.link_bags[links[0].id]
        return bool(
            bag.get("stands_for") == link_bag.get("id")
            and fields == {"implicit": True}
            and len(links[0].premises) == 1
            and not links[0].premises[0].role
        )

    def _issues(self) -> dict[str, Any]:
        """The kept issues all of whose attacks are still there, without positions that were deleted."""
        pairs: defaultdict[Any, dict[tuple[str, str], str]] = defaultdict(dict)
        for link in self.graph.links.values():
            issue = self.link_bags[link.id].get("issue")
            if isinstance(issue, str) and self._is_bare_attack(link) and link.target_node in self.terms:
                ends = self._term(link.premises[0].node), self._term(link.target_node)
                pairs[issue].setdefault(ends, link.id)
        found = {}
        for name, issue in as_dict(self.top.get("issues")).items():
            positions = as_list(as_dict(issue).get("positions"))
            alive = [position for position in positions if canonical(str(position)) in self.alive]
            needed = list(permutations(dict.fromkeys(canonical(str(position)) for position in alive), 2))
            if len(positions) > MAX_POSITIONS:
                needed = []
            if all(pair in pairs[name] for pair in needed) and (len(alive) > 1 or len(alive) == len(positions)):
                self.said_elsewhere.update(pairs[name][pair] for pair in needed)
                self.dropped += len(positions) - len(alive)
                found[name] = issue if len(alive) == len(positions) else {**issue, "positions": alive}
            else:
                self.dropped += 1
        return found

    def _find_negations(self) -> None:
        """Mark the attacks that only say that one statement denies another."""
        together = {}
        for number, issue in enumerate(self.issues.values()):
            for position in as_list(as_dict(issue).get("positions")):
                together[canonical(str(position))] = number
        pairs = {
            (term, term[1:])
            for term in self.alive
            if term.startswith(NOT) and term[1:] in self.alive and together.get(term, -1) != together.get(term[1:], -2)
        }
        for link in self.graph.links.values():
            if (
                self.link_bags[link.id].get("negation")
                and self._is_bare_attack(link)
                and link.target_node in self.terms
            ):
                pair = self._term(link.premises[0].node), self._term(link.target_node)
                if pair in pairs:
                    pairs.remove(pair)
                    self.said_elsewhere.add(link.id)
        self.revived = len(pairs)

    def _find_undercutters(self) -> None:
        """An argument's only undercut, by one node that says nothing more, stands in the argument itself."""
        undercuts = Counter(link.target_link for link in self.graph.links.values() if link.is_undercut)
        for link in self.graph.links.values():
            if not link.is_undercut or undercuts[link.target_link] > 1 or "id" in self.link_bags[link.id]:
                continue
            if self._is_bare_attack(link):
                self.said_elsewhere.add(link.id)
                self.undercutters[link.target] = self.terms[link.premises[0].node]

    def _is_bare_attack(self, link: Link) -> bool:
        alone = link.type is LinkType.ATTACK and len(link.premises) == 1 and link.id not in self.graph.links_to
        return alone and link.premises[0].node in self.terms and not link_fields(link)

    def _term(self, node: str) -> str:
        return canonical(self.terms[node])
