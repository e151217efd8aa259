"""Who made the nodes of a map."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.models import ArgumentMap, Node, User


@dataclass(frozen=True, slots=True)
class Makers:
    """The name of who made the map and most of it, and others by node; empty where an account is gone."""

    usual: str = ""
    others: dict[str, str] = field(default_factory=dict)

    def of(self, node: str) -> str:
        return self.others.get(node, self.usual)


NOBODY = Makers()
_NAME = ("created_by__username", "created_by__first_name", "created_by__last_name")


def makers_of(map_: ArgumentMap) -> Makers:
    """In one query, which looks only for the nodes that somebody else has made (the map's own maker comes with it)."""
    usual = map_.created_by
    rows = Node.objects.filter(map=map_).exclude(created_by=usual).order_by().values_list("pk", "created_by", *_NAME)
    others = {str(node): _name(*names) if maker else "" for node, maker, *names in rows}
    return Makers(usual.display_name if usual else "", others)


def _name(username: str, first_name: str, last_name: str) -> str:
    return User(username=username, first_name=first_name, last_name=last_name).display_name
