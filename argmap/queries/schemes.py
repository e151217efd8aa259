"""What a link has of its scheme, read without the rest of its map."""

from __future__ import annotations

from django.db.models import Q

from argmap.domain import graph as domain
from argmap.domain.vocabulary import LinkType
from argmap.models import Link


def link_value(row: Link) -> domain.Link:
    """The link as a domain value with its premises, scheme and target."""
    return domain.Link(
        id=str(row.pk),
        type=LinkType(row.type),
        premises=tuple(domain.Premise(str(premise.node_id), premise.role) for premise in row.premises.all()),
        target_node=str(row.target_node_id) if row.target_node_id else None,
        target_link=str(row.target_link_id) if row.target_link_id else None,
        scheme=row.scheme,
    )


def load_surroundings(link: Link) -> domain.ArgumentGraph:
    """The link with all links that bear on it, on its premises and on its target: what its questions depend on."""
    on = Q(target_link=link) | Q(target_node__premises__link=link)
    on |= Q(target_node=link.target_node_id) if link.target_node_id else Q(target_link=link.target_link_id)
    keys = Link.objects.filter(map=link.map_id).filter(on | Q(pk=link.pk)).values("pk")
    rows = Link.objects.filter(pk__in=keys).prefetch_related("premises")
    return domain.ArgumentGraph.of(id=str(link.map_id), links=map(link_value, rows))
