"""A map under a test's hands: nodes by their words, links between them, and what came of it in one line each."""

from __future__ import annotations

from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.models import Link, Node
from argmap.queries.graph import load_graph
from argmap.services import links, nodes
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft

ARROWS = {"support": "->", "attack": "-x", "rephrase": "-="}


class Bench:
    """Makes nodes and links in a map."""

    def __init__(self, user, map_):
        self.user, self.map = user, map_

    def node(self, name, kind=NodeKind.CLAIM, **values):
        nodes.add_nodes(by=self.user, map_=self.map, drafts=[NodeDraft(kind=kind, text=name, **values)])
        return Node.objects.get(map=self.map, text=name)

    def link(self, type_, premises, target):
        key = {"target_link" if isinstance(target, Link) else "target_node": target.pk}
        draft = LinkDraft(type=type_, premises=tuple(PremiseDraft(n.pk) for n in premises), **key)
        links.add_links(by=self.user, map_=self.map, drafts=[draft])
        return Link.objects.get(pk=draft.id)

    @property
    def outline(self):
        return outline(tree_of(load_graph(self.map)))

    @property
    def arrows(self):
        """Each link as ``b & c -> a``; one on a link has that in brackets."""
        return [self._arrow(link) for link in Link.objects.filter(map=self.map)]

    def _arrow(self, link):
        premises = " & ".join(premise.node.text for premise in link.premises.select_related("node"))
        target = link.target_node.text if link.target_node else f"({self._arrow(link.target_link)})"
        return f"{premises} {ARROWS[link.type]} {target}"
