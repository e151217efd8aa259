"""Links out of scheme nodes, as AIF and its relatives (OVA, SADFace, arguebuf) draw arguments.

Premise → RA → conclusion is a support, over CA an attack, over MA a rephrase; several premises of one scheme node are
linked; a scheme node that leads to another is an undercut or a warrant. The types are AIF's: each format translates its
own into them, and what is neither a proposition (I) nor one of the three is kept aside with its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from argmap.domain.graph import Extra, Link, Premise
from argmap.domain.vocabulary import LinkType
from argmap.exceptions import FormatError
from argmap.formats._extra import extra_of, to_stored
from argmap.formats._losses import said
from argmap.formats._scheme_records import SCHEME_TYPES, EdgeRecord, Keys, NodeRecord
from argmap.formats._unused import Unused
from argmap.formats.base import Note

MAX_PAIRS = 100_000  # premises × conclusions of one scheme node


class _Scheme:
    """A scheme node with the edges that lead to and from it.

    Of these, ``edges`` are those that make it a link; ``mutual`` says that its targets attack each other.
    """

    __slots__ = ("edges", "ins", "mutual", "node", "outs", "premises", "targets")

    def __init__(self, node: NodeRecord) -> None:
        self.node = node
        self.ins: list[EdgeRecord] = []
        self.outs: list[EdgeRecord] = []
        self.edges: list[EdgeRecord] = []
        self.premises: dict[str, None] = {}
        self.targets: dict[str, None] = {}
        self.mutual = False


class SchemeNodes:
    """The links that the file's scheme nodes and direct edges make.

    ``mutual`` says that a conflict which only leads out sets its targets against each other (SADFace: disagree).
    ``used`` are the indexes of edges that are in the graph, complete when ``links`` has run. ``plain`` says that no
    record needs encoding (:func:`argmap.formats._extra.is_plain_file`).
    """

    def __init__(
        self,
        keys: Keys,
        nodes: Mapping[str, NodeRecord],
        edges: Sequence[EdgeRecord],
        *,
        mutual: bool = False,
        plain: bool = False,
    ) -> None:
        self.keys = keys
        self.plain = plain
        self.nodes = nodes
        self.edges = edges
        self.used: set[int] = set()
        self.counts: Counter[str] = Counter()
        self._unused = Unused(nodes)
        self._schemes = {id_: _Scheme(node) for id_, node in nodes.items() if node.type in SCHEME_TYPES}
        self._direct: list[EdgeRecord] = []
        self._sort_edges()
        for scheme in self._schemes.values() if mutual else ():
            scheme.mutual = scheme.node.type == "CA" and not scheme.ins and self._parties(scheme) > 1
        self._ground()

    def links(self, scheme_of: Callable[[NodeRecord], str]) -> list[Link]:
        """All links in the order of the file; ``scheme_of`` gives our scheme for a scheme node."""
        return [*self._scheme_links(scheme_of), *self._direct_links()]

    def is_mutual(self, id: str) -> bool:
        """Whether this scheme node sets its targets against each other."""
        return id in self._schemes and self._schemes[id].mutual

    def kept_nodes(self) -> list[NodeRecord]:
        """The nodes that are neither propositions nor in a link."""
        return [node for node in self.nodes.values() if not self._is_in_graph(node)]

    def kept_edges(self) -> list[list[Any]]:
        """The edges that are not in the graph, each with its index."""
        return [[edge.at, edge.record] for edge in self.edges if edge.at not in self.used]

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know."""
        for key, (one, many) in _NOTES.items():
            yield from said(self.counts[key], one, many)

    def _scheme_links(self, scheme_of: Callable[[NodeRecord], str]) -> Iterator[Link]:
        """The links that scheme nodes make; a node with several conclusions makes one for each."""
        complete = {id_: scheme for id_, scheme in self._schemes.items() if scheme.targets}
        self.counts["incomplete"] += len(self._schemes) - len(complete)
        self.used.update(map(_AT, chain.from_iterable(scheme.edges for scheme in complete.values())))
        name, is_plain = self.keys.name, self.plain
        for id_, scheme in complete.items():
            slug, bag = scheme_of(scheme.node), _bag(scheme) if is_plain else to_stored(_bag(scheme))
            if len(scheme.targets) == 1 and (len(scheme.premises) == 1 or scheme.node.type != "MA"):  # as a rule
                [target] = scheme.targets
                yield self._link(id_, scheme, scheme.premises, target, slug, {name: bag})
            else:
                yield from self._several(id_, scheme, slug, bag)

    def _several(self, id_: str, scheme: _Scheme, slug: str, bag: dict[str, Any]) -> Iterator[Link]:
        """The links of a scheme node that may make more than one."""
        parts = _parts(scheme)
        self.counts["mutual" if scheme.mutual else "split"] += len(parts) > 1
        for number, (premises, target) in enumerate(parts, 1):
            name = id_ if number == 1 else self._unused(f"{id_}/{number}")
            extra = {self.keys.name: bag | {"part": number} if len(parts) > 1 else bag}
            yield self._link(name, scheme, premises, target, slug, extra)

    def _direct_links(self) -> Iterator[Link]:
        """A support for each edge from one proposition to another, which these formats do not know."""
        seen: set[tuple[str, str]] = set()
        for edge in self._direct:
            pair = (edge.source, edge.target)
            if edge.source == edge.target or pair in seen:
                self.counts["loop" if edge.source == edge.target else "double"] += 1
                continue
            seen.add(pair)
            self.used.add(edge.at)
            self.counts["direct"] += 1
            number = edge.record.get(self.keys.edge)
            name = self._unused(f"e{edge.at if number in (None, '') else number}")
            extra = extra_of(self.keys.name, {"edge": edge.record, "at": edge.at}, plain=self.plain)
            yield Link(name, LinkType.SUPPORT, (Premise(edge.source),), target_node=edge.target, extra=extra)

    def _sort_edges(self) -> None:
        propositions = {id_ for id_, node in self.nodes.items() if node.type == "I"}
        scheme_at = self._schemes.get
        for edge in self.edges:
            _, source, target, _ = edge
            above, below = scheme_at(source), scheme_at(target)
            if below and source in propositions:
                below.ins.append(edge)
            elif above and (below or target in propositions):
                above.outs.append(edge)
            elif source in propositions and target in propositions:
                self._direct.append(edge)

    def _parties(self, scheme: _Scheme) -> int:
        return len({edge.target for edge in scheme.outs if edge.target not in self._schemes})

    def _ground(self) -> None:
        """Give each scheme node its premises and targets; none where no way leads from it to a proposition.

        The first target of each leads on to a proposition, so that no link bears on itself.
        """
        attached: defaultdict[str, list[EdgeRecord]] = defaultdict(list)
        grounded: dict[str, str] = {}  # scheme → its first target
        for id_, scheme in self._schemes.items():
            outs = scheme.outs
            self._take_premises(scheme, outs)
            for edge in outs if scheme.premises or scheme.mutual else ():
                if edge.target not in self._schemes:
                    grounded.setdefault(id_, edge.target)
                elif scheme.node.type != "MA" and not scheme.mutual:
                    attached[edge.target].append(edge)
        ready = deque(id_ for id_ in grounded if id_ in attached)
        while ready:
            for edge in attached[ready.popleft()]:
                if edge.source not in grounded:
                    grounded[edge.source] = edge.target
                    ready.append(edge.source)
        for id_, first in grounded.items():
            self._take_targets(self._schemes[id_], first, grounded)

    def _take_premises(self, scheme: _Scheme, outs: list[EdgeRecord]) -> None:
        ins, premises = scheme.ins, scheme.premises
        if len(ins) == len(outs) == 1 and ins[0].source != outs[0].target:  # as a rule
            premises[ins[0].source] = None
            scheme.edges += ins
            return
        conclusions = set(map(_TARGET, outs))
        for edge in ins:
            source = edge.source
            if source in conclusions:
                self.counts["self"] += 1
            elif source in premises:
                self.counts["double"] += 1
            else:
                premises[source] = None
                scheme.edges.append(edge)

    def _take_targets(self, scheme: _Scheme, first: str, grounded: Mapping[str, str]) -> None:
        premises, targets = scheme.premises, scheme.targets
        if len(scheme.outs) == 1:  # as a rule: the first target is the only one
            targets[first] = None
            scheme.edges += scheme.outs
        else:
            self._choose_targets(scheme, first, grounded)
        if len(targets if scheme.mutual else premises) * len(targets) > MAX_PAIRS:
            raise FormatError(f"Node “{scheme.node.id}”: it joins more premises and conclusions than a map can hold.")

    def _choose_targets(self, scheme: _Scheme, first: str, grounded: Mapping[str, str]) -> None:
        own = scheme.node.id
        only_nodes = scheme.mutual or scheme.node.type == "MA"
        for edge in sorted(scheme.outs, key=lambda edge: edge.target != first):
            possible = edge.target not in self._schemes or (edge.target in grounded and not only_nodes)
            if possible and edge.target != own and edge.target not in scheme.targets:
                scheme.targets[edge.target] = None
                scheme.edges.append(edge)
            else:
                self.counts["unfit"] += 1

    def _link(self, name: str, scheme: _Scheme, premises: Iterable[str], target: str, slug: str, extra: Extra) -> Link:
        on_link = target in self._schemes
        target_node, target_link = (None, target) if on_link else (target, None)
        parties = tuple([Premise(premise) for premise in premises])
        return Link(name, SCHEME_TYPES[scheme.node.type], parties, target_node, target_link, slug, extra=extra)

    def _is_in_graph(self, node: NodeRecord) -> bool:
        return node.type == "I" or (node.id in self._schemes and bool(self._schemes[node.id].targets))


def _parts(scheme: _Scheme) -> list[tuple[Iterable[str], str]]:
    """Premises and target of each link that the scheme node stands for; a rephrase has one premise."""
    if scheme.mutual:
        return [([party], target) for target in scheme.targets for party in scheme.targets if party != target]
    if scheme.node.type == "MA":
        return [([premise], target) for target in scheme.targets for premise in scheme.premises]
    return [(scheme.premises, target) for target in scheme.targets]


def _bag(scheme: _Scheme) -> dict[str, Any]:
    """What the link keeps of its scheme node: its record, its place, and the edges that make the link."""
    scheme.edges.sort()  # by their indexes, which all differ
    edges = [[at, record] for at, _, _, record in scheme.edges]
    return {"record": scheme.node.record, "at": scheme.node.at, "edges": edges}


_AT, _TARGET = attrgetter("at"), attrgetter("target")
_NOTES = {
    "missing": (
        "1 id is used that the file does not define; what points to it is kept aside and written back.",
        "{} ids are used that the file does not define; what points to them is kept aside and written back.",
    ),
    "twin": (
        "1 node uses an id that another has; it is kept aside and written back.",
        "{} nodes use ids that others have; they are kept aside and written back.",
    ),
    "direct": (
        "1 edge joins two propositions without a scheme node; it is read as a support.",
        "{} edges join two propositions without a scheme node; they are read as supports.",
    ),
    "split": (
        "1 scheme node has several conclusions (or rephrases several nodes); it is read as one link for each.",
        "{} scheme nodes have several conclusions (or rephrase several nodes); each is read as one link for each.",
    ),
    "mutual": (
        "1 disagreement is read as attacks in both directions.",
        "{} disagreements are read as attacks in both directions.",
    ),
    "incomplete": (
        "1 scheme node lacks a premise or a conclusion; it is kept aside and written back.",
        "{} scheme nodes lack a premise or a conclusion; they are kept aside and written back.",
    ),
    "self": (
        "1 proposition is a premise of its own conclusion; that edge is kept aside and written back.",
        "{} propositions are premises of their own conclusions; these edges are kept aside and written back.",
    ),
    "loop": (
        "1 edge joins a proposition to itself; it is kept aside and written back.",
        "{} edges join a proposition to itself; they are kept aside and written back.",
    ),
    "double": (
        "1 edge stands twice; the second is kept aside and written back.",
        "{} edges stand twice; the second of each is kept aside and written back.",
    ),
    "unfit": (
        "1 edge of a scheme node leads where its link cannot lead; it is kept aside and written back.",
        "{} edges of scheme nodes lead where their links cannot lead; they are kept aside and written back.",
    ),
}
