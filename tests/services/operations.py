"""Random operations of an analyst on a map, for properties that must hold after any of them."""

from __future__ import annotations

from random import Random

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import RuleError
from argmap.models import ArgumentMap, Article, Comment, Highlight, Link, MapArticle, Node, Premise, new_id
from argmap.services import articles, branches, comments, highlights, links, maps, nodes, selections
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft
from argmap.services.history import Recorder
from argmap.services.node_split import split_node
from argmap.services.spans import add_spans, move_span, remove_span

WORDS = ("“Why?” \\ 🚌", "لماذا؟", "a\n\n[b](c) {d} <e> #f", "e\u0301")


class Analyst:
    """Makes one random change at a time; every choice comes from ``random``."""

    def __init__(self, *, user, map_, article, random: Random) -> None:
        self.user, self.map, self.article, self.random = user, map_, article, random
        self.length = article.current.length

    def act(self) -> Recorder | None:
        """One change, or None where the rules forbade what was tried."""
        # Marking comes more often than the rest, so that there is something to work on.
        return self.try_to(self.random.choice([*VERBS, *["try_mark"] * 6, *["try_link"] * 3]))

    def try_to(self, verb: str) -> Recorder | None:
        """One change of this kind, or None where the rules forbade what was tried."""
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

    def try_mark_as_co_premise(self):
        if link := self.link():
            draft = NodeDraft(kind=NodeKind.CLAIM, spans=(self.span(), self.span()))
            return nodes.mark_passage(by=self.user, map_=self.map, draft=draft, join_link=link.pk)

    def try_add_several(self):
        implicit = NodeDraft(kind=NodeKind.CLAIM, text=self.random.choice(WORDS), implicit=True, main=True)
        placed = NodeDraft(kind=NodeKind.COUNTERCLAIM, spans=tuple(self.span() for _ in range(3)), tags=("time", "نقل"))
        return nodes.add_nodes(by=self.user, map_=self.map, drafts=[implicit, placed])

    def try_undercut_and_warrant(self):
        """Two links at once, the second on the first."""
        link, a, b = self.link(), self.node(), self.node()
        if link and a and b:
            undercut, warrant = new_id(), new_id()
            drafts = [
                LinkDraft(id=warrant, type=LinkType.SUPPORT, premises=(PremiseDraft(b.pk),), target_link=undercut),
                LinkDraft(
                    id=undercut, type=LinkType.ATTACK, premises=(PremiseDraft(a.pk, "minor"),), target_link=link.pk
                ),
            ]
            return links.add_links(by=self.user, map_=self.map, drafts=drafts)

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

    def try_edit_every_field(self):
        if node := self.node():
            spans = [self.span() for _ in range(self.random.randrange(3))]
            return nodes.edit_node(
                by=self.user,
                node=node,
                text=self.random.choice(WORDS),
                implicit=not node.implicit,
                attribution="Ann",
                sources=["https://example.org/", "p. 3"][: self.random.randrange(3)],
                confidence=self.random.choice([None, 0.0, 0.5]),
                extra={"aif": {"id": self.random.randrange(9)}},
                position=self.random.choice([None, 3]),
                spans=spans,
            )

    def try_retarget(self):
        target = self.target()
        if (link := self.link()) and target:
            node = Node.objects.get(pk=target["target_node"]) if "target_node" in target else None
            other = Link.objects.get(pk=target["target_link"]) if "target_link" in target else None
            return links.edit_link(by=self.user, link=link, target=(node, other), note="n", extra={"x": {}})

    def try_role(self):
        if premise := self._premise():
            role = self.random.choice(["", "major"])
            return links.edit_link(by=self.user, link=premise.link, roles={premise.node_id: role}, scheme="analogy")

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

    def try_move_span(self):
        if (node := self.node()) and (span := node.spans.select_related("node__map", "revision").first()):
            place = self.span()
            return move_span(by=self.user, span=span, start=place.start, end=place.end)

    def try_detach_article(self):
        """Marking in it brings it back."""
        article = Article.objects.get(pk=self.article.pk)
        return articles.detach_article(by=self.user, map_=self.map, article=article)

    def try_rename(self):
        map_ = ArgumentMap.objects.get(pk=self.map.pk)
        return maps.edit_map(by=self.user, map_=map_, title=self.random.choice(["More buses?", "🚌?"]))

    def try_merge(self):
        first, second = self.node(), self.node()
        if first and second:
            return nodes.merge_nodes(by=self.user, first=first, second=second)

    def try_join(self):
        first = self.link()
        if first is None:
            return None
        siblings = Link.objects.filter(
            map=self.map, type=first.type, target_node=first.target_node_id, target_link=first.target_link_id
        )
        if second := self.random.choice([*siblings.exclude(pk=first.pk), self.link()]):
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

    def try_reorder_roots(self):
        found = list(Node.objects.filter(map=self.map, premises=None).values_list("pk", flat=True))
        if found:
            self.random.shuffle(found)
            return nodes.reorder_roots(by=self.user, map_=self.map, nodes=found)

    def several(self) -> list[Node]:
        found = list(Node.objects.filter(map=self.map))
        return self.random.sample(found, min(len(found), self.random.randrange(1, 4)))

    def try_retype_selection(self):
        if chosen := [node.pk for node in self.several()]:
            kind = self.random.choice(list(NodeKind))
            return selections.retype_selection(by=self.user, map_=self.map, nodes=chosen, kind=kind)

    def try_tag_selection(self):
        if chosen := [node.pk for node in self.several()]:
            own = list(Link.objects.filter(premises__node__in=chosen).values_list("pk", flat=True).distinct())
            return selections.tag_selection(
                by=self.user, map_=self.map, nodes=chosen, links=own, add=["time", "new"], remove=["cost"]
            )

    def try_delete_selection(self):
        if chosen := [node.pk for node in self.several()]:
            return selections.delete_selection(by=self.user, map_=self.map, nodes=chosen)

    def try_move_selection(self):
        target = self.target()
        if target and (chosen := self.several()):
            premises = [(node, self.random.choice([None, *node.premises.all()])) for node in chosen]
            places = [selections.Place(node.pk, premise and premise.link_id) for node, premise in premises]
            type_ = self.random.choice([None, *LinkType])
            siblings = Link.objects.filter(**{"target_node": None, "target_link": None, **target}).values_list(
                "pk", flat=True
            )
            order = [*siblings, None] if self.random.random() < 0.5 else []
            return selections.move_selection(
                by=self.user, map_=self.map, places=places, type=type_, order=order, **target
            )

    def try_join_selection(self):
        if (link := self.link()) and (chosen := self.several()):
            premises = [(node, self.random.choice([None, *node.premises.all()])) for node in chosen]
            places = [selections.Place(node.pk, premise and premise.link_id) for node, premise in premises]
            return selections.join_selection(by=self.user, map_=self.map, places=places, link=link.pk)

    def try_wrap_selection(self):
        target = self.target()
        if target and (chosen := [node.pk for node in self.several()]):
            type_ = self.random.choice([LinkType.SUPPORT, LinkType.ATTACK])
            return selections.wrap_selection(by=self.user, map_=self.map, nodes=chosen, type=type_, **target)

    def try_duplicate(self):
        if node := self.node():
            premise = self.random.choice([None, *node.premises.select_related("link")])
            whole = self.random.random() < 0.5
            return branches.duplicate_branch(by=self.user, node=node, link=premise and premise.link, whole=whole)

    def try_paste(self):
        if Node.objects.filter(map=self.map).count() < 60 and (node := self.node()):
            content = branches.copy_branches(self.map, [node.pk])
            tops = self.random.choice([[], [branches.Top(LinkType.ATTACK, (str(node.pk),))]])
            target = self.random.choice([{}, self.target()])
            return branches.paste_branches(by=self.user, map_=self.map, content=content, tops=tops, **target)

    def try_split_node(self):
        if node := self.node():
            at = self.random.randrange(len(node.text) + 1)
            return split_node(by=self.user, node=node, first=node.text[:at], second=node.text[at:])

    def highlight(self) -> Highlight | None:
        found = list(Highlight.objects.filter(map=self.map).select_related("map"))
        return self.random.choice(found) if found else None

    def try_highlight(self):
        note = self.random.choice(["", *WORDS])
        return highlights.add_highlights(by=self.user, map_=self.map, passages=[self.span(), self.span()], note=note)

    def try_edit_highlight(self):
        if highlight := self.highlight():
            note = self.random.choice(["", *WORDS])
            return highlights.edit_highlight(by=self.user, highlight=highlight, note=note)

    def try_delete_highlight(self):
        if highlight := self.highlight():
            return highlights.delete_highlight(by=self.user, highlight=highlight)

    def try_turn_highlight(self):
        if highlight := self.highlight():
            kind = self.random.choice(list(NodeKind))
            return highlights.turn_into_node(by=self.user, highlight=highlight, kind=kind)

    def comment(self) -> Comment | None:
        found = list(Comment.objects.filter(map=self.map).select_related("map", "parent"))
        return self.random.choice(found) if found else None

    def try_comment(self):
        places = [{}, {"node": self.node()}, {"link": self.link()}]
        if MapArticle.objects.filter(map=self.map).exists():
            places.append({"passage": self.span()})
        text = self.random.choice([*WORDS, f"@{self.user.username}, why?"])
        return comments.add_comment(by=self.user, map_=self.map, text=text, **self.random.choice(places))

    def try_reply(self):
        if comment := self.comment():
            text = self.random.choice([*WORDS, f"@{self.user.username}?"])
            return comments.reply_to_comment(by=self.user, comment=comment, text=text)

    def try_edit_comment(self):
        if (comment := self.comment()) and comment.text:
            text = self.random.choice([*WORDS, f"(@{self.user.username})"])
            return comments.edit_comment(by=self.user, comment=comment, text=text)

    def try_delete_comment(self):
        if comment := self.comment():
            return comments.delete_comment(by=self.user, comment=comment)

    def try_resolve_comment(self):
        if comment := self.comment():
            return comments.resolve_comment(by=self.user, comment=comment)

    def try_reopen_comment(self):
        if comment := self.comment():
            return comments.reopen_comment(by=self.user, comment=comment)

    def try_reorder_premises(self):
        if premise := self._premise():
            order = list(premise.link.premises.values_list("node_id", flat=True))
            self.random.shuffle(order)
            return links.reorder_premises(by=self.user, link=premise.link, nodes=order)


VERBS = [name for name in dir(Analyst) if name.startswith("try_") and name != "try_to"]
