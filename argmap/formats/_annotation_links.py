"""The links among annotations: those that say how one annotation stands to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.domain.graph import Link, Premise
from argmap.domain.vocabulary import LinkType
from argmap.formats._annotation_marks import bodies_of, extra_in, fields_of, relation_of
from argmap.formats._annotation_shapes import Mark


def goal_of(mark: Mark, marks: Mapping[str, Mark]) -> str:
    """The annotation that this one leads to; empty where it is no link of annotations.

    It is a body; Recogito has it as the second of two targets, and says in a tag how the first stands to it.
    """
    if not mark.passages or not all(passage.source in marks for passage in mark.passages):
        return ""
    is_pair = len(mark.passages) == 2 and "linking" in mark.motivations and relation_of(mark) is not None
    bodies = (body.source for body in mark.bodies if body.source in marks)
    return next(bodies, mark.passages[1].source if is_pair else "")


@dataclass(frozen=True)
class Linking:
    """The annotations ``marks`` with our ``ids`` of them, and those among them that lead to another (``goals``)."""

    marks: Mapping[str, Mark]
    ids: Mapping[str, str]
    goals: Mapping[str, str]

    def links(self, nodes: set[str]) -> dict[str, Link]:
        """Annotation → link, where its ends are there; one on a link that is not made is not made either."""
        of_links = {id for id in self.goals if relation_of(self.marks[id])}
        made = {id: link for id in of_links if (link := self._link(self.marks[id], nodes, of_links))}
        for id in _groundless(made):
            del made[id]
        return {id: made[id] for id in self.goals if id in made}

    def _link(self, mark: Mark, nodes: set[str], links: set[str]) -> Link | None:
        goal = self.goals[mark.id]
        is_body = any(body.source == goal for body in mark.bodies)
        sources = mark.passages if is_body else mark.passages[:1]
        premises = list(dict.fromkeys(self.ids[passage.source] for passage in sources))
        target, on_link = self.ids[goal], goal in links
        type_ = relation_of(mark)
        fits = all(premise in nodes and premise != target for premise in premises) and (on_link or target in nodes)
        if (
            type_ is None
            or not fits
            or (type_ is LinkType.REPHRASE and (len(premises) > 1 or on_link))
            or goal == mark.id
        ):
            return None
        fields = fields_of(mark)
        roles = list(fields.texts("roles"))[: len(premises)]
        remarks = [body.value for body in bodies_of(mark, "commenting", "") if body.value]
        return Link(
            self.ids[mark.id],
            type_,
            tuple(map(Premise, premises, (*roles, *[""] * (len(premises) - len(roles))))),
            target_node=None if on_link else target,
            target_link=target if on_link else None,
            scheme=fields.text("scheme"),
            strength=fields.share("strength"),
            note="\n\n".join(remarks),
            tags=tuple(dict.fromkeys(body.value for body in bodies_of(mark, "tagging") if body.value)),
            position=fields.optional_integer("position"),
            extra=extra_in(fields),
        )


def _groundless(made: Mapping[str, Link]) -> Iterator[str]:
    """The annotations whose link stands on one that is not in ``made``, directly or through others."""
    of_own_ids = {link.id: id for id, link in made.items()}
    on: dict[str, list[str]] = {}  # target → the links on it
    for id, link in made.items():
        if link.target_link is not None:
            on.setdefault(of_own_ids.get(link.target_link, ""), []).append(id)
    broken = on.get("", [])
    while broken:
        id = broken.pop()
        yield id
        broken += on.get(id, [])
