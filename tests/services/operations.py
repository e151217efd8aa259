"""Random operations of an analyst on a map, for properties that must hold after any of them."""

from __future__ import annotations

from random import Random

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import RuleError
from argmap.models import Link, Node, Premise
from argmap.services import links, nodes
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft
from argmap.services.history import Recorder
from argmap.services.spans import add_spans, remove_span


class Analyst:
    """Makes one random change at a time; every choice comes from ``random``."""

    def __init__(self, *, user, map_, article, random: Random) -> None:
        self.user, self.map, self.article, self.random = user, map_, article, random
        self.length = article.current.length

    def act(self) -> Recorder | None:
        """One change, or None where the rules forbade what was tried."""
        verbs = [name for name in dir(self) if name.startswith("try_")]
        # Marking comes more often than the rest, so that there is something to work on.
        verb = self.random.choice([*verbs, *["try_mark"] * 6, *["try_link"] * 3])
        try:
            return getattr(self, verb)()
        except RuleError:
            return None

    def node(self) -> Node | None:
        found = list(Node.objects.filter(map=self.map))
        return self.random.choice(found) if found else None

    def link(self) -> Link | None:
        found = list(Link.objects.filter(map=self.map))
        return self.random.choice(found) if found else None

    def span(self) -> SpanDraft:
        start = self.random.randrange(self.length - 1)
        return SpanDraft(self.article.pk, start, self.random.randrange(start + 1, self.length + 1))

    def target(self) -> dict:
        if self.random.random() < 0.3 and (link := self.link()):
            return {"target_link": link.pk}
        node = self.node()
        return {"target_node": node.pk} if node else {}

    def try_mark(self):
        kind = self.random.choice(list(NodeKind))
        evidence = self.random.choice(list(EvidenceType)) if kind is NodeKind.EVIDENCE else None
        tags = tuple(self.random.sample(["cost", "time", "نقل"], self.random.randrange(3)))
        draft = NodeDraft(kind=kind, spans=(self.span(),), evidence_type=evidence, tags=tags, text="“Why?” \\ 🚌")
        target = self.target()
        type_ = self.random.choice([LinkType.SUPPORT, LinkType.ATTACK]) if target else None
        return nodes.mark_passage(by=self.user, map_=self.map, draft=draft, type=type_, **target)

    def try_link(self):
        premises = {n.pk for n in (self.node(), self.node()) if n}
        draft = LinkDraft(
            type=self.random.choice(list(LinkType)), premises=tuple(map(PremiseDraft, premises)), **self.target()
        )
        return links.add_links(by=self.user, map_=self.map, drafts=[draft])

    def try_edit(self):
        if node := self.node():
            kind = self.random.choice(list(NodeKind))
            return nodes.edit_node(by=self.user, node=node, kind=kind, main=not node.main, tags=["cost"], note="n")

    def try_edit_link(self):
        if link := self.link():
            type_ = self.random.choice(list(LinkType))
            return links.edit_link(by=self.user, link=link, type=type_, strength=0.5, tags=["time"])

    def try_delete_node(self):
        if node := self.node():
            return nodes.delete_node(by=self.user, node=node)

    def try_delete_link(self):
        if link := self.link():
            return links.delete_link(by=self.user, link=link)

    def try_add_span(self):
        if node := self.node():
            return add_spans(by=self.user, node=node, drafts=[self.span()])

    def try_remove_span(self):
        if (node := self.node()) and (span := node.spans.select_related("node__map").first()):
            return remove_span(by=self.user, span=span)

    def try_merge(self):
        first, second = self.node(), self.node()
        if first and second:
            return nodes.merge_nodes(by=self.user, first=first, second=second)

    def try_join(self):
        first, second = self.link(), self.link()
        if first and second:
            return links.join_links(by=self.user, first=first, second=second)

    def try_join_node(self):
        link, node = self.link(), self.node()
        if link and node:
            return links.join_node(by=self.user, link=link, node=node)

    def _premise(self) -> Premise | None:
        found = list(Premise.objects.filter(link__map=self.map).select_related("link__map", "node"))
        return self.random.choice(found) if found else None

    def try_split(self):
        if premise := self._premise():
            return links.split_premise(by=self.user, link=premise.link, node=premise.node)

    def try_move(self):
        premise, target = self._premise(), self.target()
        if premise and target:
            node = Node.objects.get(pk=target["target_node"]) if "target_node" in target else None
            link = Link.objects.get(pk=target["target_link"]) if "target_link" in target else None
            return links.move_premise(
                by=self.user, link=premise.link, node=premise.node, target_node=node, target_link=link
            )

    def try_reorder(self):
        if link := self.link():
            siblings = Link.objects.filter(
                map=self.map, target_node=link.target_node_id, target_link=link.target_link_id
            )
            order = list(siblings.values_list("pk", flat=True))
            self.random.shuffle(order)
            return links.reorder_links(by=self.user, map_=self.map, links=order)
